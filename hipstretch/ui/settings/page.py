"""Settings: hold lengths first. Every change applies at once, and each section says from when it counts."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout

from hipstretch.qt.autostart.autostart import Autostart
from hipstretch.qt.sound.output import OutputLook
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.speech.voice import Voice
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.widgets.page import Page
from hipstretch.ui.widgets.pictures import PictureCache

from .data import DataSection
from .frame import SettingsFrame
from .goal import GoalSection
from .hold_lengths import HoldLengthsSection
from .in_place import InPlace
from .look import LookSection
from .reminders import RemindersSection
from .section import Section
from .sound import SoundSection
from .timing import TimingSection
from .voice import VoiceSection


class SettingsPage(Page):
    """Eight sections; a bar below the first two says what the person's numbers do to the routines."""

    def __init__(
        self,
        stores: Stores,
        player: Callable[[], CuePlayer],
        voice: Callable[[], Voice],
        cache: PictureCache,
        output: OutputLook,
    ) -> None:
        super().__init__()
        settings = stores.settings
        names = (
            tr("Hold lengths"),
            tr("Timing and sides"),
            tr("Goal"),
            tr("Reminders"),
            tr("Sound"),
            tr("Voice"),
            tr("Look"),
            tr("Data"),
        )
        self._frame = frame = SettingsFrame(names)
        self._stack = frame.stack
        self._tabs = frame.group
        self._in_place = InPlace(self, frame.stack)
        self.first = frame.group.buttons()[0]
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(frame, 1)
        self.hold_lengths = HoldLengthsSection(settings, self._stack, stores.catalogue, stores.plans, cache)
        self.timing = TimingSection(settings, self._stack, stores.catalogue, stores.plans)
        self.goal = GoalSection(stores, self._stack)
        self.reminders = RemindersSection(settings, self._stack, Autostart(stores.paths, parent=self))
        self.sound = SoundSection(settings, self._stack, player, output)
        self.voice = VoiceSection(settings, self._stack, voice)
        self.look = LookSection(settings, self._stack, stores.catalogue, cache, player)
        self.data = DataSection(stores, self._stack)
        self._sections: tuple[Section, ...] = (
            self.hold_lengths,
            self.timing,
            self.goal,
            self.reminders,
            self.sound,
            self.voice,
            self.look,
            self.data,
        )
        outer.addWidget(self.hold_lengths.bar)
        outer.addWidget(self.timing.bar)
        self.hold_lengths.taken_back.connect(self.setFocus)
        self._stack.currentChanged.connect(self._on_section)
        settings.changed.connect(self._on_settings)
        for section in self._sections:
            section.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room for the tabs, or less."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """The same with another text size, once all parts have taken on their look; the field that is pressed stays."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._in_place.note()
            QTimer.singleShot(0, self, self._fit_anew)

    def _fit(self) -> None:
        self._frame.fit(self.size(), self._sections, stay=self._in_place.keeps)

    def _fit_anew(self) -> None:
        self._fit()
        self._in_place.restore(self._sections[self._stack.currentIndex()])

    @property
    def open_at(self) -> object:
        """The number of the open section, and whether the focus is on the choice of the language."""
        return self._stack.currentIndex(), self.focusWidget() is self.look.language

    def go_to(self, place: object) -> None:
        """Show the section that was open, and give the focus to the choice of the language if that was made there."""
        match place:
            case (int(number), bool(choosing)):
                self._tabs.button(number).click()
                if choosing:
                    self.look.language.setFocus()

    def open_hold_lengths(self, exercise_id: str) -> None:
        """Show the numbers of an exercise."""
        self._tabs.button(0).click()
        self.hold_lengths.show_exercise(exercise_id)

    def _on_section(self, number: int) -> None:
        self.first = self._tabs.button(number)
        self.hold_lengths.show_bar()
        self._sections[number].begin_anew()
        self._sections[number].opened()
        self._fit()

    def _on_settings(self, changed: frozenset[str]) -> None:
        for section in self._sections:
            if section.names & changed:
                section.refresh()
