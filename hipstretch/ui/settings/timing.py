"""How long what lies between holds takes, and which side comes first."""

from PySide6.QtWidgets import QStackedWidget

from hipstretch.core.exercise import Side
from hipstretch.core.settings import RepMode, SideOrder
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr

from .rows import settings_row, settings_rows
from .section import Section


class TimingSection(Section):
    """How long what lies between holds takes, and which side comes first."""

    def __init__(self, settings: SettingsStore, stack: QStackedWidget) -> None:
        super().__init__(settings, stack)
        self.head(
            tr("Timing and sides"),
            tr("Seconds count from the next phase of a running session; order from the next exercise."),
        )
        rows = (
            ("prepare_s", tr("Time to get ready"), tr("Before each exercise in the same position")),
            (
                "position_change_s",
                tr("Change of position"),
                tr("Before an exercise in another one"),
            ),
            ("switch_s", tr("Change of sides"), tr("Between left and right")),
        )
        card = settings_rows(self.column)
        for name, words, more in rows:
            settings_row(card, words, more, self.number(name, words, unit=tr("{count} s")))
        settings_row(
            card,
            tr("Time to read what is new"),
            tr("Until you have finished an exercise three times"),
            self.tick("reading_time", tr("Get ready for as long as reading takes")),
        )
        self.choice(
            card,
            "side_order",
            tr("Order of sides"),
            tr("How left and right take turns"),
            {
                SideOrder.THROUGH: tr("All of one side, then the other"),
                SideOrder.ALTERNATING: tr("In turn after every repetition"),
            },
        )
        self.choice(
            card,
            "first_side",
            tr("First side"),
            tr("The stiffer one, for most people"),
            {
                Side.LEFT: tr("Left"),
                Side.RIGHT: tr("Right"),
            },
        )
        self.choice(
            card,
            "rep_mode",
            tr("Repetitions"),
            tr("For exercises that move"),
            {
                RepMode.TEMPO: tr("Led by a tempo"),
                RepMode.BY_HAND: tr("I press a key after each"),
            },
        )
        self.column.addStretch()
