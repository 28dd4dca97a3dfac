"""An icon in the desktop's tray, where there is one: start, pause, and the time that is left."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from hipstretch.core.session import Session
from hipstretch.core.transitions import State
from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .main_window import MainWindow

ICON_PX = 64
"""The side of a drawn icon; the desktop makes it smaller."""
TICK_MS = 1000
"""How often the time left is told while a session runs."""


class Tray(QObject):
    """Follows the window: what can be started, or the session that runs. It has no state of its own."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._controller: SessionController | None = None
        self.menu = QMenu(window)
        self.words = self.menu.addAction("")
        self.words.setEnabled(False)
        self.start = self.menu.addAction("", self._start)
        self.pause = self.menu.addAction("", self._pause)
        self.skip = self.menu.addAction("", self._skip)
        self.mini = self.menu.addAction("", window.toggle_mini)
        self.menu.addSeparator()
        self.show_window = self.menu.addAction("", window.come_forward)
        self.quit = self.menu.addAction("", window.close)
        self.menu.aboutToShow.connect(self.show_state)
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self.menu)
        self.icon.activated.connect(self._on_click)
        self._pressed: Callable[[], object] = window.come_forward
        """What a press on the message does."""
        self.icon.messageClicked.connect(self._on_message)
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.show_state)
        window.session_changed.connect(self._follow)
        window.stores.settings.changed.connect(self._show_icon)
        window.stores.language.changed.connect(self._word)
        self._follow(window.session)
        self._word()
        self._show_icon()

    def _word(self) -> None:
        """Say all of it in the language that counts."""
        self.skip.setText(tr("Skip"))
        self.mini.setText(tr("Small, above all windows"))
        self.show_window.setText(tr("Show Hipstretch"))
        self.quit.setText(tr("Quit"))
        self.show_state()

    def show_state(self) -> None:
        """Tell what stands now."""
        controller = self._controller
        for action in (self.pause, self.skip, self.mini):
            action.setVisible(controller is not None)
        self.start.setVisible(controller is None and bool(self._window.routine))
        paused = controller is not None and controller.waits
        if controller is None or paused:
            self._ticker.stop()
        elif not self._ticker.isActive():
            self._ticker.start()
        if controller is None:
            routine = self._window.routine
            self.start.setText(tr("Start {routine}").format(routine=_plain(routine.name if routine else "")))
            self.words.setText(tr("No session runs"))
            self.icon.setToolTip("Hipstretch")
            self.icon.setIcon(self._window.windowIcon())
            return
        session, now = controller.session, controller.now()
        self.pause.setText(tr("Go on") if paused else tr("Pause"))
        self.words.setText(_plain(self.told(controller)))
        self.icon.setToolTip(f"Hipstretch\n{self.told(controller)}")
        self.icon.setIcon(drawn(session, now))

    def told(self, controller: SessionController) -> str:
        """What the session does and how long it still takes."""
        session, now = controller.session, controller.now()
        phase = session.phase
        name = controller.exercises[phase.exercise].text.name
        kind = tr("Paused") if controller.waits else wording.phase(phase.kind)
        left = tr("{length} left").format(length=wording.minutes(session.session_remaining_s(now)))
        return f"{wording.listed((name, wording.side_phrase(phase.side)))} · {kind} · {left}"

    def message(self, title: str, text: str, pressed: Callable[[], object]) -> bool:
        """Show a message beside the icon; False where that is not possible."""
        if not (self.icon.isVisible() and QSystemTrayIcon.supportsMessages()):
            return False
        self._pressed = pressed
        self.icon.showMessage(title, text, self._window.windowIcon())
        return True

    def _follow(self, controller: SessionController | None) -> None:
        self._controller = controller
        if controller:
            controller.changed.connect(self.show_state)
        self.show_state()

    def _start(self) -> None:
        self._window.come_forward()
        if routine := self._window.routine:
            self._window.start(routine.id)

    def _pause(self) -> None:
        if self._controller:
            self._controller.toggle_pause()

    def _skip(self) -> None:
        if self._controller:
            self._controller.skip()

    def _on_click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._window.come_forward()

    def _on_message(self) -> None:
        self._pressed()

    def _show_icon(self) -> None:
        self.icon.setVisible(self._window.stores.settings.current.tray)


def drawn(session: Session, now: float) -> QIcon:
    """How much of the session is over, as a ring; two bars in it while it waits."""
    whole = sum(phase.duration_s for phase in session.timeline)
    over = 1 - session.session_remaining_s(now) / whole if whole else 1.0
    tokens = theme.current()
    picture = QPixmap(ICON_PX, ICON_PX)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.card))
    painter.drawEllipse(QRectF(0, 0, ICON_PX, ICON_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(6, 6, ICON_PX - 12, ICON_PX - 12)
    for part, colour in ((1.0, tokens.track), (max(0.02, min(1.0, over)), tokens.of(session.phase.kind))):
        painter.setPen(QPen(QColor(colour), 10, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, 90 * 16, -round(part * 360 * 16))
    if session.state is State.PAUSED:
        for x in (22, 35):
            painter.fillRect(QRectF(x, 20, 8, 24), QColor(tokens.ink))
    painter.end()
    return QIcon(picture)


def _plain(text: str) -> str:
    """Words for a menu, in which & would mark a key."""
    return text.replace("&", "&&")


def put_up(window: MainWindow) -> Tray | None:
    """The tray icon, or None where the desktop has no tray."""
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    app = QApplication.instance()
    tray = Tray(window)
    if app:
        app.aboutToQuit.connect(tray.icon.hide)  # some desktops keep it otherwise
    return tray
