"""How long what lies between holds takes, and which side comes first."""

from PySide6.QtWidgets import QStackedWidget

from hipstretch.core.exercise import Side
from hipstretch.core.settings import RepMode, SideOrder
from hipstretch.qt.stores.settings_store import SettingsStore

from .rows import settings_grid, settings_row
from .section import Section


class TimingSection(Section):
    """How long what lies between holds takes, and which side comes first."""

    def __init__(self, settings: SettingsStore, stack: QStackedWidget) -> None:
        super().__init__(settings, stack)
        self.head(
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
        grid = settings_grid(self.column)
        for name, words, more in rows:
            settings_row(grid, words, more, self.number(name, words, unit=s))
        settings_row(
            grid,
            self.tr("Time to read what is new"),
            self.tr("Until you have finished an exercise three times"),
            self.tick("reading_time", self.tr("Get ready for as long as reading takes")),
        )
        self.choice(
            grid,
            "side_order",
            self.tr("Order of sides"),
            self.tr("How left and right take turns"),
            {
                SideOrder.THROUGH: self.tr("All of one side, then the other"),
                SideOrder.ALTERNATING: self.tr("In turn after every repetition"),
            },
        )
        self.choice(
            grid,
            "first_side",
            self.tr("First side"),
            self.tr("The stiffer one, for most people"),
            {
                Side.LEFT: self.tr("Left"),
                Side.RIGHT: self.tr("Right"),
            },
        )
        self.choice(
            grid,
            "rep_mode",
            self.tr("Repetitions"),
            self.tr("For exercises that move"),
            {
                RepMode.TEMPO: self.tr("Led by a tempo"),
                RepMode.BY_HAND: self.tr("I press a key after each"),
            },
        )
        self.column.addStretch()
