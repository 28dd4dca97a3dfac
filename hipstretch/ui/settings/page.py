"""Settings: hold lengths first. Every change applies at once, and each section says from when it counts."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial

from PySide6.QtCore import QLocale, QSignalBlocker, QTimer
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core import timeline as timelines
from hipstretch.core.exercise import MuscleGroup, Side
from hipstretch.core.settings import (
    BOUNDS,
    WEEKDAYS,
    DosageOverride,
    Motion,
    RepMode,
    SideOrder,
    SoundTheme,
    Theme,
    VoiceAmount,
)
from hipstretch.core.timeline import Cue
from hipstretch.qt import wording
from hipstretch.qt.sound.output import Output, OutputLook
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.speech.voice import Voice
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.inputs import ChoiceField, NumberField, PercentSlider
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, scrolled
from hipstretch.ui.widgets.pictures import PictureCache

from .hold_lengths import GroupSection
from .rows import settings_grid, settings_row, show_number

PROBLEM_MS = 800
"""How long a sound device may take to say that it can't play."""
MOST_ROUTINES = 6
"""So many routines are named whose length the person's own numbers change."""


class SettingsPage(Page):
    """Six sections; a bar below says what the person's hold lengths do to the routines."""

    def __init__(
        self,
        catalogue: CatalogueStore,
        settings: SettingsStore,
        player: Callable[[], CuePlayer],
        voice: Callable[[], Voice],
        cache: PictureCache,
        output: OutputLook,
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._settings = settings
        self._output = output
        output.found.connect(self._show_output)
        self._player = player
        self._voice = voice
        self._cache = cache
        self._voice_opened = False
        self._before_reset: Mapping[str, DosageOverride] | None = None
        self._numbers: dict[str, NumberField] = {}
        self._choices: dict[str, ChoiceField] = {}
        self._rest_days: dict[int, QPushButton] = {}
        self._groups: list[GroupSection] = []
        self._build()
        settings.changed.connect(self._refresh)
        self._refresh()

    def _build(self) -> None:
        sections = {
            self.tr("Hold lengths"): self._build_holds,
            self.tr("Timing and sides"): self._build_timing,
            self.tr("Goal"): self._build_goal,
            self.tr("Sound"): self._build_sound,
            self.tr("Voice"): self._build_voice,
            self.tr("Look"): self._build_look,
        }
        self._sections = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        tabs = Flow(4)
        group = QButtonGroup(self)
        for number, name in enumerate(sections):
            tab = button(name, "nav", partial(self._sections.setCurrentIndex, number))
            tab.setCheckable(True)
            tab.setChecked(number == 0)
            group.addButton(tab)
            tabs.add(tab)
        self.first = group.buttons()[0]
        top = QVBoxLayout()
        top.setContentsMargins(20, 14, 28, 6)
        top.addWidget(flow_row(tabs))
        outer.addLayout(top)
        outer.addWidget(self._sections, 1)
        for build in sections.values():
            build()
        bar = self._build_bar()
        outer.addWidget(bar)
        self._sections.currentChanged.connect(lambda number: bar.setVisible(number == 0))
        self._sections.currentChanged.connect(self._on_section)

    def _section(self, title: str, more: str) -> QVBoxLayout:
        """A section in its place, to be filled: parts that move with all they hold are styled anew at each move."""
        content = QWidget()
        self._sections.addWidget(scrolled(content))
        column = QVBoxLayout(content)
        column.setContentsMargins(28, 8, 28, 24)
        column.setSpacing(12)
        column.addWidget(label(title, "title", wrap=True))
        column.addWidget(label(more, "soft", wrap=True))
        return column

    def _build_holds(self) -> None:
        column = self._section(
            self.tr("Hold lengths"),
            self.tr("Your own numbers count in every routine, from the next hold of a running session on."),
        )
        exercises = self._catalogue.current.exercises.values()
        for group in MuscleGroup:
            members = [e for e in exercises if e.group is group]
            if members:
                made = GroupSection(group, members, self._catalogue, self._settings, self._cache, self._reset)
                self._groups.append(made)
                column.addWidget(made)
        if self._groups:
            self._groups[0].open(True)
        column.addStretch()

    def _build_timing(self) -> None:
        column = self._section(
            self.tr("Timing and sides"),
            self.tr("Seconds count from the next phase of a running session; order from the next exercise."),
        )
        s = self.tr("s")
        rows = (
            ("prepare_s", self.tr("Get ready"), self.tr("Before each exercise in the same position")),
            (
                "position_change_s",
                self.tr("Change of position"),
                self.tr("Before an exercise in another one"),
            ),
            ("switch_s", self.tr("Switch sides"), self.tr("Between left and right")),
        )
        grid = settings_grid(column)
        for name, words, more in rows:
            settings_row(grid, words, more, self._number(name, words, unit=s))
        self._choice(
            grid,
            "side_order",
            self.tr("Order of sides"),
            self.tr("How left and right take turns"),
            {
                SideOrder.THROUGH: self.tr("All of one side, then the other"),
                SideOrder.ALTERNATING: self.tr("In turn after every repetition"),
            },
        )
        self._choice(
            grid,
            "first_side",
            self.tr("First side"),
            self.tr("The stiffer one, for most people"),
            {
                Side.LEFT: self.tr("Left"),
                Side.RIGHT: self.tr("Right"),
            },
        )
        self._choice(
            grid,
            "rep_mode",
            self.tr("Repetitions"),
            self.tr("For exercises that move"),
            {
                RepMode.TEMPO: self.tr("Led by a tempo"),
                RepMode.BY_HAND: self.tr("I press a key after each"),
            },
        )
        column.addStretch()

    def _build_goal(self) -> None:
        column = self._section(
            self.tr("Goal"),
            self.tr("History shows your days a week beside it. Nothing is lost when a week goes otherwise."),
        )
        grid = settings_grid(column)
        days = self.tr("Days a week")
        field = self._number("goal_days", days, unit="", whole=True)
        field.setSpecialValueText(self.tr("No goal"))
        settings_row(grid, days, self.tr("On how many you want to do something; 0 for no goal"), field)
        chips = Flow(6)
        first = QLocale().firstDayOfWeek().value
        for day in sorted(WEEKDAYS, key=lambda day: (day - first) % 7):
            chip = button(QLocale().standaloneDayName(day, QLocale.FormatType.ShortFormat), "choice")
            chip.setAccessibleName(self.tr("Rest on %1").replace("%1", QLocale().standaloneDayName(day)))
            chip.setCheckable(True)
            chip.clicked.connect(self._on_rest_days)
            self._rest_days[day] = chip
            chips.add(chip)
        settings_row(grid, self.tr("Rest days"), self.tr("Nothing is expected then"), flow_row(chips))
        column.addStretch()

    def _on_rest_days(self) -> None:
        self._set(rest_days=tuple(day for day in WEEKDAYS if self._rest_days[day].isChecked()))

    def _build_sound(self) -> None:
        column = self._section(
            self.tr("Sound"),
            self.tr("Sounds lead you when your eyes are closed. A change is heard with the next cue."),
        )
        self._sound = QCheckBox(self.tr("Play sounds"))
        self._sound.toggled.connect(lambda on: self._set(sound=on))
        grid = settings_grid(column)
        settings_row(
            grid, self.tr("Sounds"), self.tr("Without them the screen still shows everything"), self._sound
        )
        self._choice(
            grid,
            "sound_theme",
            self.tr("Kind"),
            self.tr("What the cues are made of"),
            {
                SoundTheme.BOWL: self.tr("Singing bowl"),
                SoundTheme.WOOD: self.tr("Wood"),
            },
        )
        self._volume = PercentSlider(self.tr("Volume"))
        self._volume.setMinimumWidth(theme.px(160))
        self._volume_words = label("", "strong")
        self._volume.sliderMoved.connect(self._show_volume)
        self._volume.valueChanged.connect(self._on_volume)
        self._test = button(self.tr("Listen"), "", self._listen)
        self._test.setAccessibleName(self.tr("Listen to the start of a hold"))
        volume = QHBoxLayout()
        volume.setContentsMargins(0, 0, 0, 0)
        volume.setSpacing(12)
        volume.addWidget(self._volume, 1)
        volume.addWidget(self._volume_words)
        volume.addWidget(self._test)
        settings_row(
            grid, self.tr("Volume"), self.tr("On top of the computer's own"), frame("plain", volume, 0)
        )
        self._output_words = label("", wrap=True)
        settings_row(grid, self.tr("Output"), self.tr("What the computer plays on now"), self._output_words)
        self._sound_check = QCheckBox(self.tr("Offer it on Today"))
        self._sound_check.toggled.connect(lambda on: self._set(sound_check=on))
        settings_row(
            grid, self.tr("Sound check"), self.tr("Before the first session of a day"), self._sound_check
        )
        self._problem = label("", "warn", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addStretch()

    def _build_voice(self) -> None:
        column = self._section(
            self.tr("Voice"),
            self.tr("The computer's own voice says what comes, between the sounds and never over them."),
        )
        self._voice_on = QCheckBox(self.tr("Speak (V in a session)"))
        self._voice_on.toggled.connect(self._on_voice)
        grid = settings_grid(column)
        settings_row(grid, self.tr("Voice"), self.tr("Exercise, side and what comes next"), self._voice_on)
        self._choice(
            grid,
            "voice_amount",
            self.tr("How much"),
            self.tr("What does not fit is shortened"),
            {
                VoiceAmount.SIDES: self.tr("Only the sides"),
                VoiceAmount.PHASES: self.tr("Exercise, side, what comes next"),
                VoiceAmount.STEPS: self.tr("The steps as well"),
            },
        )
        self._voice_countdown = QCheckBox(self.tr("Count the last three seconds"))
        self._voice_countdown.toggled.connect(lambda on: self._set(voice_countdown=on))
        settings_row(grid, self.tr("Last seconds"), self.tr("Beside the sounds"), self._voice_countdown)
        self._voice_name = ChoiceField(self.tr("Which voice"), {"": self.tr("The usual one")})
        self._voice_name.activated.connect(lambda: self._set(voice_name=self._voice_name.value))
        settings_row(grid, self.tr("Which voice"), self.tr("Those that this computer has"), self._voice_name)
        speed, loud = self.tr("Speed"), self.tr("Loudness")
        for name, words, more, step in (
            ("voice_speed", speed, self.tr("100 percent is the voice's own"), 10),
            ("voice_volume", loud, self.tr("On top of the computer's own"), 10),
        ):
            settings_row(grid, words, more, self._number(name, words, unit="%", step=step, whole=True))
        self._voice_test = button(self.tr("Listen"), "", self._hear_voice)
        self._voice_test.setAccessibleName(self.tr("Listen to the voice"))
        settings_row(grid, self.tr("Try it"), self.tr("A sentence of a session"), self._voice_test)
        self._voice_problem = label("", "warn", wrap=True)
        self._voice_problem.hide()
        column.addWidget(self._voice_problem)
        column.addStretch()

    def _on_section(self) -> None:
        """The output as it is now; the voices that there are, for whoever uses one."""
        if self._sound.isVisibleTo(self):
            self._output.look()
        if self._voice_on.isVisibleTo(self) and self._settings.current.voice:
            self._open_voice()

    def _on_voice(self, on: bool) -> None:
        self._set(voice=on)
        if on:
            self._open_voice()

    def _hear_voice(self) -> None:
        voice = self._open_voice()
        words = self.tr("Figure four, lying. Left side. 3 times 30 seconds.")
        voice.when_ready(lambda: voice.say(words))

    def _open_voice(self) -> Voice:
        """The voice, set up, with its names and its problem on the page."""
        voice = self._voice()
        if not self._voice_opened:
            self._voice_opened = True
            voice.changed.connect(self._show_voice)
        voice.set_up(self._settings.current)
        self._show_voice()
        return voice

    def _show_voice(self) -> None:
        voice = self._voice()
        self._voice_problem.setVisible(bool(voice.problem))
        self._voice_problem.setText(voice.problem or "")
        wanted = ["", *voice.names()]
        if [self._voice_name.itemData(i) for i in range(self._voice_name.count())] != wanted:
            with QSignalBlocker(self._voice_name):
                self._voice_name.clear()
                for name in wanted:
                    self._voice_name.addItem(name or self.tr("The usual one"), name)
        with QSignalBlocker(self._voice_name):
            chosen = self._settings.current.voice_name
            self._voice_name.set_value(chosen if chosen in wanted else "")

    def _build_look(self) -> None:
        column = self._section(self.tr("Look"), self.tr("Changes show at once, everywhere."))
        grid = settings_grid(column)
        self._choice(
            grid,
            "theme",
            self.tr("Colours"),
            self.tr("Dark is kinder in a dim room"),
            {
                Theme.SYSTEM: self.tr("As the system"),
                Theme.LIGHT: self.tr("Light"),
                Theme.DARK: self.tr("Dark"),
                Theme.CONTRAST: self.tr("High contrast"),
            },
        )
        size = self.tr("Text size")
        settings_row(
            grid,
            size,
            self.tr("100 to 200 percent"),
            self._number("text_size", size, unit="%", step=10, whole=True),
        )
        self._breathing = QCheckBox(self.tr("Show a pace in the ring"))
        self._breathing.toggled.connect(lambda on: self._set(breathing=on))
        settings_row(
            grid, self.tr("Breathing"), self.tr("Four seconds in, six out, while you hold"), self._breathing
        )
        self._distance_auto = QCheckBox(self.tr("Large by itself (F in a session)"))
        self._distance_auto.toggled.connect(lambda on: self._set(distance_auto=on))
        self._tray = QCheckBox(self.tr("Show the time left there"))
        self._tray.toggled.connect(lambda on: self._set(tray=on))
        settings_row(grid, self.tr("Tray"), self.tr("Where the desktop has one"), self._tray)
        settings_row(
            grid, self.tr("From the mat"), self.tr("After ten seconds without a key"), self._distance_auto
        )
        self._choice(
            grid,
            "motion",
            self.tr("Motion"),
            self.tr("Whether figures and rings move"),
            {
                Motion.SYSTEM: self.tr("As the system"),
                Motion.FULL: self.tr("Moving"),
                Motion.REDUCED: self.tr("Still"),
            },
        )
        about = button(self.tr("About Hipstretch"), "", self.open_about)
        settings_row(
            grid, self.tr("About"), self.tr("The version, and the licences of all it is made of"), about
        )
        column.addStretch()

    def open_about(self) -> QDialog:
        """Open the version and the licences over the window."""
        from .about_dialog import AboutDialog

        dialog = AboutDialog(self.window())
        dialog.open()
        return dialog

    def _build_bar(self) -> QFrame:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._effect = label("", "strong", wrap=True)
        self._undo = button(self.tr("Undo"), "", self._take_back)
        self._reset_all = button(self.tr("All back to recommended"), "quiet", self._reset)
        row.addWidget(self._effect, 1)
        row.addWidget(self._undo)
        row.addWidget(self._reset_all)
        made = frame("bar", row)
        row.setContentsMargins(28, 10, 28, 10)
        return made

    def _number(
        self, name: str, words: str, *, unit: str, step: float = 1, whole: bool = False
    ) -> NumberField:
        made = NumberField(words, *BOUNDS[name], step=step, whole=whole, unit=unit)
        made.valueChanged.connect(lambda v: self._set(**{name: int(v) if whole else v}))
        self._numbers[name] = made
        return made

    def _choice(
        self, grid: QGridLayout, name: str, words: str, more: str, choices: Mapping[StrEnum, str]
    ) -> None:
        kinds = {k.value: k for k in choices}
        made = ChoiceField(words, {k.value: v for k, v in choices.items()})
        made.currentIndexChanged.connect(lambda: self._set(**{name: kinds[made.value]}))
        self._choices[name] = made
        settings_row(grid, words, more, made)

    def _set(self, **changes: object) -> None:
        self._settings.save(replace(self._settings.current, **changes))  # type: ignore[arg-type]

    def _refresh(self) -> None:
        """Show the settings as they are, whoever changed them."""
        settings = self._settings.current
        for name, number in self._numbers.items():
            show_number(number, getattr(settings, name))
        for name, choice in self._choices.items():
            with QSignalBlocker(choice):
                choice.set_value(getattr(settings, name).value)
        with QSignalBlocker(self._sound), QSignalBlocker(self._volume), QSignalBlocker(self._sound_check):
            self._sound.setChecked(settings.sound)
            self._sound_check.setChecked(settings.sound_check)
            self._volume.setValue(settings.volume)
        with QSignalBlocker(self._breathing):
            self._breathing.setChecked(settings.breathing)
        with QSignalBlocker(self._distance_auto), QSignalBlocker(self._tray):
            self._distance_auto.setChecked(settings.distance_auto)
            self._tray.setChecked(settings.tray)
        with QSignalBlocker(self._voice_on), QSignalBlocker(self._voice_countdown):
            self._voice_on.setChecked(settings.voice)
            self._voice_countdown.setChecked(settings.voice_countdown)
        self._voice_test.setEnabled(settings.voice)
        if self._voice_opened:
            self._voice().set_up(settings)
            self._show_voice()
        for day, chip in self._rest_days.items():
            chip.setChecked(day in settings.rest_days)
        self._show_volume(settings.volume)
        self._test.setEnabled(settings.sound)
        for group in self._groups:
            group.refresh()
        self._show_effect()

    def _show_effect(self) -> None:
        settings = self._settings.current
        plain = replace(settings, exercises={})
        known = {k for k in settings.exercises if k in self._catalogue.current.exercises}
        changes = []
        for routine in self._catalogue.current.routines.values():
            if known.isdisjoint(entry.exercise for entry in routine.entries):
                continue
            was, now = (
                timelines.total_s(timelines.build(routine, self._catalogue.current.exercises, s))
                for s in (plain, settings)
            )
            if was != now:
                changes.append(f"{routine.name} {wording.minutes(was)} → {wording.minutes(now)}")
        if (more := len(changes) - MOST_ROUTINES) > 0:
            changes[MOST_ROUTINES:] = [self.tr("and %1 more").replace("%1", wording.number(more))]
        if not known:
            words = self.tr("All hold lengths are as recommended.")
        else:
            words = "   ·   ".join(changes) or self.tr("The routines take as long as before.")
        self._effect.setText(words)
        self._reset_all.setVisible(bool(known))
        self._undo.setVisible(self._before_reset is not None)

    def _reset(self, exercise: str = "") -> None:
        """Forget the person's numbers for one exercise, or for all of them, until `Undo`."""
        settings = self._settings.current
        self._before_reset = settings.exercises
        kept = {k: v for k, v in settings.exercises.items() if exercise and k != exercise}
        self._set(exercises=kept)
        self._undo.setFocus()

    def _take_back(self) -> None:
        if self._before_reset is not None:
            before, self._before_reset = self._before_reset, None
            self._set(exercises={**self._settings.current.exercises, **before})
            self._show_effect()
            self.setFocus()

    def _show_volume(self, value: int) -> None:
        self._volume_words.setText(f"{value} %")

    def _on_volume(self, value: int) -> None:
        self._show_volume(value)
        self._set(volume=value)

    def _listen(self) -> None:
        self._player().when_ready(self._play)
        self._show_problem()
        QTimer.singleShot(PROBLEM_MS, self, self._show_problem)

    def _play(self) -> None:
        player = self._player()
        player.play(Cue.HOLD_START)
        player.release()

    def _show_output(self, output: Output | None) -> None:
        self._output_words.setText(wording.output_problem(output) or wording.output(output))
        theme.role(self._output_words, "role", "warn" if wording.output_problem(output) else "body")

    def _show_problem(self) -> None:
        problem = self._player().problem
        self._problem.setVisible(bool(problem))
        self._problem.setText(problem or "")
