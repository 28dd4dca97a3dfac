"""How long what lies between holds takes, which side comes first, and what that does to the routines."""

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from hipstretch.core.effect import with_usual
from hipstretch.core.exercise import Side
from hipstretch.core.settings import TIMING, RepMode, SideOrder
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.plans import Plans
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import WIDEST_PX, lower_bar

from .effect import effect
from .rows import settings_row, settings_rows
from .section import Section


class TimingSection(Section):
    """How long what lies between holds takes, which side comes first, and what goes on by itself."""

    def __init__(
        self, settings: SettingsStore, stack: QStackedWidget, catalogue: CatalogueStore, plans: Plans
    ) -> None:
        super().__init__(settings, stack)
        self._catalogue = catalogue
        self._plans = plans
        self.head(
            tr("Timing and sides"),
            tr(
                "In a running session, changed seconds count from the next phase on, and a changed order from the next "
                "exercise."
            ),
        )
        rows = (
            ("prepare_s", tr("Time to get ready"), tr("Before each exercise in the same position")),
            (
                "position_change_s",
                tr("Change of position"),
                tr("Before an exercise in another position"),
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
        settings_row(
            card,
            tr("From the mat"),
            tr("After ten seconds without a key"),
            self.tick("distance_auto", tr("Switch to the large view by itself (F in a session)")),
        )
        self.column.addStretch()
        self.names |= {*TIMING, "conditions"}
        self.effect = label("", "strong", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.effect)
        self.bar_row = row
        self.bar = lower_bar(row, WIDEST_PX)
        """Stands below the section: what it does to the routines that something is set otherwise."""
        self.bar.hide()
        plans.changed.connect(self._show_effect)
        catalogue.changed.connect(self._show_effect)

    def showEvent(self, event: QShowEvent) -> None:
        """Nobody read the bar before."""
        super().showEvent(event)
        self._show_effect()

    def hideEvent(self, event: QHideEvent) -> None:
        """The bar belongs to what is shown."""
        super().hideEvent(event)
        self.bar.hide()

    def refresh(self) -> None:
        """Show the settings as they are."""
        super().refresh()
        self._show_effect()

    def _show_effect(self) -> None:
        if not self.isVisible():
            return
        settings = self._settings.current
        usual = with_usual(settings, TIMING - {"exercises"})
        self.bar.show()
        if settings == usual:
            self.effect.setText(tr("All times are as usual."))
        else:
            routines = self._catalogue.current.routines.values()
            self.effect.setText(effect(self._plans.changed_lengths(routines, usual)))
