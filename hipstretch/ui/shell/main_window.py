"""The window: a bar of pages, what there is to say, and the way from Today through a session and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QLocale, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from hipstretch import translation
from hipstretch.qt.language import path_words
from hipstretch.qt.wish import OpenFile, StartRoutine, Wish
from hipstretch.translation import tr
from hipstretch.ui.session.view_mode import View
from hipstretch.ui.style import theme

from .geometry import PlacesFile, WindowGeometry

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from hipstretch.core.record import SessionRecord
    from hipstretch.core.routine import Routine
    from hipstretch.qt.session_controller import SessionController
    from hipstretch.qt.sessions import Sessions
    from hipstretch.qt.sound.protocol import CuePlayer
    from hipstretch.qt.speech.voice import Voice
    from hipstretch.qt.stores import Stores
    from hipstretch.ui.session.page import SessionPage
    from hipstretch.ui.session.waiting_bar import WaitingBar

    from .closing import Closing
    from .file_opener import FileOpener

PAGES = ("today", "plan", "library", "history", "settings", "help")
"""The pages of the bar, in its order; each is built when it is first opened."""


class MainWindow(QMainWindow):
    """One window for everything; `open_page`, `start` and `run` are its doors."""

    session_changed = Signal(object)
    """The SessionController of the session that begins, or None when it is over."""

    def __init__(
        self,
        stores: Stores,
        sessions: Sessions,
        player: Callable[[], CuePlayer],
        voice: Callable[[], Voice],
    ) -> None:
        super().__init__()
        self._stores = stores
        self._sessions = sessions
        self._player = player
        self._voice = voice
        self._pages: dict[str, QWidget] = {}
        self._older: set[str] = set()
        """Pages in words of another language, which stay because something is typed there."""
        self._session_page: SessionPage | None = None
        self._waiting_bar: WaitingBar | None = None
        self._offered = ""
        """The interrupted session that Today asks about."""
        sessions.interrupted_changed.connect(self.offer_interrupted)
        self.setAcceptDrops(True)
        self.setWindowTitle("Hipstretch")
        places = PlacesFile(stores.paths.window, stores.disk, stores.settings.take_window())
        self._geometry = WindowGeometry(self, places)

    def appear(self) -> None:
        """Come onto the screen, empty."""
        self._geometry.appear()

    def fill(self) -> None:
        """Build the bar and the first page: when the window is on the screen already, since that takes its time."""
        with theme.undressed():
            self._build()
        self._bar.fit()

    def _build(self) -> None:
        from hipstretch.qt.sound.output import OutputLook
        from hipstretch.ui.widgets.pictures import PictureCache

        from .page_bar import WindowKeys
        from .page_factory import PageFactory

        self.setWindowIcon(theme.window_icon())
        stores = self._stores
        self._output = OutputLook()
        self._cache = PictureCache()
        self._cache.failed.connect(self._on_bad_picture)
        self._factory = PageFactory(
            stores,
            self._cache,
            self._output,
            self._player,
            self._voice,
            start=self.start,
            settle=self._settle,
            open_page=self.open_page,
            go_back=self.go_back,
        )
        self._known = stores.catalogue.current
        self._build_content()
        self._keys = WindowKeys(self, PAGES)
        stores.settings.changed.connect(self._dress)
        stores.catalogue.changed.connect(self._forget_pages)
        stores.language.changed.connect(self._reword)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._dress)
        if stores.settings.current.welcomed:
            self.open_page("today")
        else:
            self._welcome()

    def _build_content(self) -> None:
        """The bar, what there is to say and room for pages, in the language that counts; what was there goes."""
        from .notice_bar import NoticeBar
        from .page_bar import PageBar

        QGuiApplication.setLayoutDirection(QLocale(translation.language()).textDirection())
        self._bar = PageBar(PAGES, self.press_page)
        self._stack = QStackedWidget()
        self._notices = NoticeBar(self._stores.notices)
        content = QWidget()
        content.setObjectName("page")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._bar)
        self._column.addWidget(self._stack, 1)
        self._column.addWidget(self._notices)
        self.setCentralWidget(content)

    def _reword(self) -> None:
        """Begin anew in another language; the pages follow when those before are gone: two of each would be slow."""
        from .unfinished import is_typed_on

        before = self._pages
        shown = next((name for name, page in before.items() if page is self.page), "today")
        where = getattr(self.page, "open_at", None)
        if self._session_page:
            self._session_page.show_view(View.USUAL)
        stay = {name: p for name, p in before.items() if name == shown == "after" or is_typed_on(p)}
        self._pages, self._older = {}, set(stay)
        self._session_page = self._waiting_bar = None
        self._known = self._stores.catalogue.current
        self.setUpdatesEnabled(False)
        self._build_content()
        for name, page in stay.items():
            self._add(name, page)
        QTimer.singleShot(0, self, lambda: self._lead_back(shown, where, today="today" in before))

    def _lead_back(self, shown: str, where: object, *, today: bool) -> None:
        """Build in another language what was there, and show the page of this name, at its `open_at`."""
        from hipstretch.ui.widgets.page import Page

        with theme.undressed():
            if (controller := self._sessions.current) and not self._session_page:
                self.session_page().attach(controller)
            if today and "today" not in self._pages:
                self._add("today", self._factory.build("today"))
            self.offer_interrupted()
            if shown == "welcome":
                self._welcome()
            elif shown not in PAGES and shown in self._pages:
                self._show(self._pages[shown], bar=False)
            elif isinstance(page := self.open_page(shown if shown in PAGES else "today"), Page):
                page.go_to(where)
        self._bar.fit()
        self.setUpdatesEnabled(True)

    @property
    def stores(self) -> Stores:
        """What the person has."""
        return self._stores

    @property
    def page(self) -> QWidget | None:
        """The page that is shown."""
        return self._stack.currentWidget()

    def open_page(self, name: str) -> QWidget:
        """Show one of PAGES; a session waits meanwhile."""
        if self._sessions.current and (session := self._session_page):
            session.leave()
        page = self._built(name) or self._add(name, self._factory.build(name))
        self._bar.mark(name)
        self._show(page, bar=True)
        if self._sessions.current and self._waiting_bar and name == "today":
            self._waiting_bar.back.setFocus()  # Enter on Start would end the session that waits
        return page

    def press_page(self, name: str) -> None:
        """Show one of PAGES whose tab or key was pressed; if it is there already, without what lies over it."""
        from hipstretch.ui.widgets.page import Page

        before = self.page
        if (page := self.open_page(name)) is before and isinstance(page, Page):
            page.tab_pressed_again()

    def show_session(self) -> None:
        """Come back to the session from another page. If it waits, it does so until the person goes on."""
        if self._sessions.current and (page := self._session_page) and page is not self.page:
            self._show(page, bar=False)
            if self._waiting_bar:
                from hipstretch.ui.accessibility.announce import announce

                announce(page, self._waiting_bar.text)

    def go_back(self) -> None:
        """Come back to the session that waits, or to the one that was stopped just now."""
        if controller := self._sessions.reopen():
            self.run(controller)
        else:
            self.show_session()

    def start(self, wanted: str | Routine) -> None:
        """Begin a session of a routine: of the id of one, or of one that is not kept."""
        from hipstretch.ui.today.page import Once, TodayPage

        routine = self._stores.catalogue.current.routine(wanted) if isinstance(wanted, str) else wanted
        if routine is None:
            return  # it was deleted meanwhile
        today = self._pages.get("today")
        once = today.take_once(routine.id) if isinstance(today, TodayPage) else Once()
        if once.bad_day:
            from hipstretch.core.bad_day import gentler

            routine = gentler(
                routine, self._stores.catalogue.current.exercises, self._stores.settings.current
            )
        self._let_go()
        self.run(self._sessions.begin(routine, once.feeling, whole=once.whole))

    def run(self, controller: SessionController) -> None:
        """Show a session and start it."""
        page = self.session_page()
        controller.finished.connect(self._on_finished)
        controller.changed.connect(self._on_session)
        self._stores.notices.pass_by()
        self._show(page, bar=False)
        page.attach(controller)
        self.session_changed.emit(controller)
        controller.start()

    @property
    def session(self) -> SessionController | None:
        """The session that runs or waits."""
        return self._sessions.current

    @property
    def routine(self) -> Routine | None:
        """What Start on Today would start."""
        from hipstretch.ui.today.page import TodayPage

        today = self._pages.get("today")
        plan = today.plan() if isinstance(today, TodayPage) else None
        return plan.routine if plan else None

    def toggle_mini(self) -> None:
        """Show the session in a small window above all others, or as usual again."""
        self.show_session()
        if self._in_session and (page := self._session_page):
            page.toggle_mini()

    def show_error(self, report: str, log: Path) -> None:
        """Say that an error happened, once at a time however many there are."""
        from .error_dialog import ErrorDialog

        if not any(shown.isVisible() for shown in self.findChildren(ErrorDialog)):
            ErrorDialog(report, log, self).show()

    def come_forward(self, wish: Wish = None) -> None:
        """Be seen, and fulfil a wish if nothing is in the way: what a start asks for."""
        self.setWindowState(self.windowState() & ~QtCore.Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        match wish:
            case OpenFile(path):
                self.offer_interrupted()
                self.open_file(path)
            case StartRoutine(name) if routine := self._stores.catalogue.current.routine(name):
                from .wished import start_wished

                start_wished(self, routine)

    @cached_property
    def _files(self) -> FileOpener:
        from .file_opener import FileOpener

        return FileOpener(self._stores, self._sessions, self)

    def open_file(self, path: Path) -> None:
        """Show what a file would add, after the session if there is one."""
        self._files.open(path)

    @cached_property
    def closing(self) -> Closing:
        """What has to be asked before it closes, and what comes then."""
        from .closing import Closing
        from .unfinished import unfinished

        return Closing(self, self._stores.settings, lambda: unfinished(self._pages, self.open_page))

    def quit(self) -> None:
        """End the program, reminders and all."""
        self.closing.quit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask what has to be asked first; else remember where the window was, small and usual."""
        if not self.closing.may_close():
            event.ignore()
            return
        self._geometry.keep()
        super().closeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z from a session that has nothing to take back, while a message has."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            idle = self.session and self.session_shown and not self.session.can_undo
            if idle and self._notices.can_undo and event.matches(QKeySequence.StandardKey.Undo):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll the page, or take back what a message tells of by Ctrl+Z, where nothing on the page takes the key."""
        from hipstretch.ui.widgets.page import scroll_by_key

        undone = event.matches(QKeySequence.StandardKey.Undo) and self._notices.undo()
        if not (undone or (self.page and scroll_by_key(self.page, event))):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what can be imported."""
        if self._files.dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what the file would add."""
        if path := self._files.dropped(event.mimeData()):
            event.acceptProposedAction()
            QTimer.singleShot(0, self, lambda: self.open_file(path))  # whoever drags waits for this call

    @property
    def _in_session(self) -> bool:
        """Whether the session is what is shown."""
        return self._session_page is not None and self.page is self._session_page

    @property
    def session_shown(self) -> SessionPage | None:
        """The page of the session, if that is what is shown."""
        return self._session_page if self._in_session else None

    @property
    def bar_shown(self) -> bool:
        """Whether the bar of pages is there."""
        return self._bar.isVisible()

    def offer_interrupted(self) -> None:
        """Ask on Today what should become of the session that was interrupted last, if there is one."""
        from hipstretch.ui.today.page import TodayPage

        today = self._pages.get("today")
        waiting = () if self._sessions.current else self._sessions.interrupted
        if not waiting and not isinstance(today, TodayPage):
            return
        today = today or self._add("today", self._factory.build("today"))
        if not isinstance(today, TodayPage):
            return
        if not waiting:
            today.hide_interrupted()
            return
        from . import interrupted

        self._offered = waiting[0].id
        interrupted.ask(today, waiting[0], self._sessions, self._stores.catalogue)

    def _settle(self, choice: str) -> None:
        """Do what was chosen for the session that is offered."""
        from hipstretch.qt.sessions import Choice

        self._let_go()
        if controller := self._sessions.settle(self._offered, Choice(choice)):
            self.run(controller)

    def session_page(self) -> SessionPage:
        """The page of the sessions; built, with the line that other pages have while one waits, if it is not there."""
        from hipstretch.ui.session.page import SessionPage
        from hipstretch.ui.session.waiting_bar import WaitingBar

        if self._session_page:
            return self._session_page
        page = SessionPage(self._stores, self._cache, self._output)
        page.view_changed.connect(self._show_view)
        page.pages_wanted.connect(lambda: self.open_page("today"))
        self._add("session", page)
        self._session_page = page
        self._waiting_bar = WaitingBar(self.go_back)
        self._waiting_bar.hide()
        self._notices.undo_before = self._waiting_bar.undo
        self._column.addWidget(self._waiting_bar)
        return page

    def _let_go(self) -> None:
        """Do not ask how a session was that ends because another one begins."""
        if controller := self._sessions.current:
            controller.finished.disconnect(self._on_finished)

    def _on_session(self) -> None:
        """Show a session that runs, however it was made to; say on other pages where one stands that waits."""
        controller = self._sessions.current
        self._notices.make_room(self.session_shown, self._sessions.current)
        if controller and not self._in_session and not controller.waits:
            self.show_session()
        elif controller and self._waiting_bar and not self._in_session:
            self._waiting_bar.show_session(controller)

    def _welcome(self) -> None:
        self._show(self._add("welcome", self._factory.build("welcome")), bar=False)

    def _on_finished(self, record: SessionRecord | None) -> None:
        self.session_changed.emit(None)
        QTimer.singleShot(0, self, self._files.open_waiting)
        from hipstretch.ui.session.after_page import AfterPage

        if record is None:
            self.open_page("today")
            if self._waiting_bar and self._sessions.stopped:
                self._waiting_bar.offer_back()
            return
        page = self._built("after") or self._add("after", self._factory.build("after"))
        if isinstance(page, AfterPage):
            can_go_on = self._sessions.stopped is not None
            page.show_record(record, can_go_on=can_go_on, in_question=self._sessions.in_question)
        self._show(page, bar=False)

    def _forget_pages(self) -> None:
        """Build those pages anew that list every exercise or show the person: there is another one."""
        before, self._known = self._known, self._stores.catalogue.current
        if (before.exercises.keys(), before.person) == (self._known.exercises.keys(), self._known.person):
            return
        for name in ("settings", "history", "help"):
            if (page := self._pages.get(name)) and page is not self.page:
                self._forget(name)

    def _built(self, name: str) -> QWidget | None:
        """A page that is there already; not one in words of another language, once nothing is typed there any more."""
        if name in self._older:
            from .unfinished import is_typed_on

            if not is_typed_on(self._pages[name]):
                self._forget(name)
        return self._pages.get(name)

    def _forget(self, name: str) -> None:
        """Build a page anew when it is opened next."""
        page = self._pages.pop(name)
        self._older.discard(name)
        self._stack.removeWidget(page)
        page.deleteLater()

    def _add(self, name: str, page: QWidget) -> QWidget:
        self._pages[name] = page
        self._stack.addWidget(page)
        return page

    def _show(self, page: QWidget, *, bar: bool) -> None:
        from hipstretch.ui.widgets.page import Page

        self._bar.setVisible(bar)
        if isinstance(page, Page) and page is not self.page:
            page.settle()
        self._stack.setCurrentWidget(page)
        self._notices.make_room(self.session_shown, self._sessions.current)
        if self._waiting_bar:
            self._waiting_bar.place(below_page=bar, waits=self._sessions.current is not None)
            self._on_session()
        page.setFocus()

    def _show_view(self, view: View) -> None:
        """Take as much of the screen as the session page wants."""
        self._geometry.show_view(view)
        self._notices.make_room(self.session_shown, self._sessions.current)

    def _on_bad_picture(self, path: Path, problem: str) -> None:
        text = tr("{path} can't be shown: {reason}. The words are there all the same.")
        self._stores.notices.add(text.format(path=path_words(path), reason=problem))

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme.apply(app, self._stores.settings.current)
        self._bar.fit()
