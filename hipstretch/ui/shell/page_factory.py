"""The pages of the bar, and the ways between them; the module of each is imported when it is first built."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hipstretch.translation import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

    from hipstretch.core.exercise import MuscleGroup
    from hipstretch.core.routine import Routine
    from hipstretch.qt.sound.output import OutputLook
    from hipstretch.qt.sound.protocol import CuePlayer
    from hipstretch.qt.speech.voice import Voice
    from hipstretch.qt.stores import Stores
    from hipstretch.ui.help.help_page import HelpPage
    from hipstretch.ui.help.welcome_page import WelcomePage
    from hipstretch.ui.history.page import HistoryPage
    from hipstretch.ui.library.page import LibraryPage
    from hipstretch.ui.plan.page import PlanPage
    from hipstretch.ui.session.after_page import AfterPage
    from hipstretch.ui.settings.page import SettingsPage
    from hipstretch.ui.today.page import TodayPage
    from hipstretch.ui.widgets.pictures import PictureCache


class PageFactory:
    """Builds a page, in the language that counts then. What has a name is an answer of the window's."""

    def __init__(
        self,
        stores: Stores,
        cache: PictureCache,
        output: OutputLook,
        player: Callable[[], CuePlayer],
        voice: Callable[[], Voice],
        *,
        start: Callable[[str | Routine], None],
        settle: Callable[[str], None],
        open_page: Callable[[str], QWidget],
        go_back: Callable[[], object],
    ) -> None:
        self._stores = stores
        self._cache = cache
        self._output = output
        self._player = player
        self._voice = voice
        self._start = start
        self._settle = settle
        self._open_page = open_page
        self._to_today = partial(open_page, "today")
        self._go_back = go_back
        self._sound_tried: date | None = None
        """The day on which a sound was tried at the first start."""

    def build(self, name: str) -> QWidget:
        """One of PAGES, the page after a session or that of the first start. Raises KeyError for another name."""
        builders: dict[str, Callable[[], QWidget]] = {
            "today": self._today,
            "plan": self._plan,
            "library": self._library,
            "history": self._history,
            "settings": self._settings,
            "help": self._help,
            "after": self._after,
            "welcome": self._welcome,
        }
        return builders[name]()

    def _today(self) -> TodayPage:
        from hipstretch.ui.today.page import TodayPage

        page = TodayPage(self._stores, self._cache, self._player, self._output)
        page.start_requested.connect(self._start)
        page.exercise_requested.connect(self._open_exercise)
        page.interrupted_choice.connect(self._settle)
        if self._sound_tried:
            page.skip_sound_check(self._sound_tried)
        return page

    def _plan(self) -> PlanPage:
        from hipstretch.ui.plan.page import PlanPage

        page = PlanPage(self._stores, self._cache)
        page.start_requested.connect(self._start)
        page.exercise_requested.connect(self._open_suggested)
        return page

    def _library(self) -> LibraryPage:
        from hipstretch.ui.library.page import LibraryPage

        page = LibraryPage(self._stores, self._cache)
        page.start_requested.connect(self._start)
        page.settings_requested.connect(self._open_hold_lengths)
        return page

    def _history(self) -> HistoryPage:
        from hipstretch.ui.history.page import HistoryPage

        return HistoryPage(self._stores, self._cache)

    def _settings(self) -> SettingsPage:
        from hipstretch.ui.settings.page import SettingsPage

        return SettingsPage(self._stores, self._player, self._voice, self._cache, self._output)

    def _after(self) -> AfterPage:
        from hipstretch.ui.session.after_page import AfterPage

        page = AfterPage(self._stores, self._cache)
        page.finished.connect(self._to_today)
        page.back.connect(self._go_back)
        page.more.connect(self._open_routines)
        return page

    def _help(self) -> HelpPage:
        from hipstretch.ui.help.help_page import HelpPage

        page = HelpPage(self._stores.paths, self._stores.catalogue.current.person, self._cache)
        page.group_requested.connect(self._open_group)
        return page

    def _welcome(self) -> WelcomePage:
        from hipstretch.ui.help.welcome_page import WelcomePage

        page = WelcomePage(self._stores, self._cache, self._player, self._voice, self._output)
        page.accepted.connect(self._to_today)
        page.sound.listen.clicked.connect(self._on_sound_tried)
        return page

    def _on_sound_tried(self) -> None:
        self._sound_tried = self._stores.settings.today()

    def _open_group(self, group: MuscleGroup) -> None:
        """The exercises of a muscle group."""
        from hipstretch.ui.library.page import LibraryPage

        if isinstance(library := self._open_page("library"), LibraryPage):
            library.show_group(group)

    def _open_routines(self) -> None:
        """All routines, each with its length and its start."""
        from hipstretch.ui.library.page import LibraryPage

        if isinstance(library := self._open_page("library"), LibraryPage):
            library.show_routines(routines=True)

    def _open_exercise(self, exercise_id: str) -> None:
        """An exercise of Today in full, with the way back."""
        from hipstretch.ui.library.page import LibraryPage

        if isinstance(library := self._open_page("library"), LibraryPage):
            back = partial(self._back_to_exercise, exercise_id)
            library.open_exercise(exercise_id, back, tr("Back to Today"))

    def _back_to_exercise(self, exercise_id: str) -> None:
        """Today, where the exercise stands there."""
        from hipstretch.ui.today.page import TodayPage

        if isinstance(today := self._open_page("today"), TodayPage):
            today.focus_exercise(exercise_id)

    def _open_suggested(self, exercise_id: str) -> None:
        """An exercise of the plan in full, with the way back."""
        from hipstretch.ui.library.page import LibraryPage

        if isinstance(library := self._open_page("library"), LibraryPage):
            back = partial(self._back_to_suggested, exercise_id)
            library.open_exercise(exercise_id, back, tr("Back to your plan"))

    def _back_to_suggested(self, exercise_id: str) -> None:
        """The plan, where the exercise stands there."""
        from hipstretch.ui.plan.page import PlanPage

        if isinstance(plan := self._open_page("plan"), PlanPage):
            plan.focus_exercise(exercise_id)

    def _open_hold_lengths(self, exercise_id: str) -> None:
        """Where the person's own numbers of an exercise are set."""
        from hipstretch.ui.settings.page import SettingsPage

        if isinstance(settings := self._open_page("settings"), SettingsPage):
            settings.open_hold_lengths(exercise_id)
