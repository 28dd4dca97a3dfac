"""Where somebody is tight, on the overview of the plan: what the last check found, and the way to the next."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hipstretch.core.check import CheckRecord, Trend, again_on, trend
from hipstretch.data.assets import assets_dir
from hipstretch.data.pictures import picture_in
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .tightness_map import TightnessMap

FIRST_CHECK = "thomas"
"""The check whose picture stands beside the words as long as nothing was checked."""
PICTURE_PX = (120, 160)
"""How high and wide it is, at 100 % text."""


class TightnessCard(QFrame):
    """The map of the last check, or what there is to find out; a deleted check can be brought back."""

    def __init__(self, stores: Stores, cache: PictureCache, open_check: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._stores = stores
        self._deleted: CheckRecord | None = None
        self._begun = self._count = 0
        self._waits = False
        self.map = TightnessMap()
        self._words = label("", "soft", wrap=True)
        self.check_button = button("", "", open_check)
        self.delete_button = button(tr("Delete this check"), "quiet", self._delete)
        self.undo = button(tr("Undo"), "", self._bring_back)
        picture = picture_in(assets_dir() / "checks" / FIRST_CHECK, "hold", stores.catalogue.current.person)
        self._picture = Thumbnail(cache, picture, *map(theme.px, PICTURE_PX))
        buttons = Flow(8)
        for one in (self.check_button, self.delete_button, self.undo):
            buttons.add(one)
        said = QVBoxLayout()
        said.setSpacing(10)
        said.addWidget(label(tr("Where you are tight"), "heading", wrap=True))
        said.addWidget(self.map)
        said.addWidget(self._words)
        said.addWidget(flow_row(buttons))
        said.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 18, 20, 16)
        row.setSpacing(16)
        row.addLayout(said, 1)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)

    def refresh(self, begun: int, count: int, *, waits: bool) -> None:
        """Show how it is now: so many of so many answers of a check are given, checks wait for a clinician's word."""
        self._begun, self._count, self._waits = begun, count, waits
        self._show()

    def _show(self) -> None:
        checks = self._stores.checks.all
        last = checks[-1] if checks else None
        before = checks[-2] if len(checks) > 1 else None
        grades = last.grades() if last else {}
        trends = {place: trend(last, before, *place) for place in grades} if last else {}
        self.map.show_grades(grades, trends)
        self.map.setVisible(last is not None)
        self._picture.setVisible(last is None)
        settings = self._stores.settings
        again = again_on(last, settings.current.day_begins)
        early = again is not None and settings.today() < again
        words = tr("Not checked yet. The suggestion follows what you find.")
        if last and again:
            words = tr("Checked on {day}.").format(day=wording.short_day(settings.day_of(last.at)))
            if early:
                later = tr(
                    "Looking again makes sense from {day} on; until then it tells more of the day than of you."
                )
                words += " " + later.format(day=wording.short_day(again))
            if before and any(t is not Trend.UNKNOWN for t in trends.values()):
                day = wording.short_day(settings.day_of(before.at))
                words += " " + tr("Compared with {day}.").format(day=day)
        if self._begun:
            unfinished = tr("A check is begun, {number} of {count} answered.").format(
                number=wording.number(self._begun), count=wording.number(self._count)
            )
            words = wording.in_a_row(words, unfinished) if last else unfinished
        self._words.setText(words)
        self.check_button.setText(
            tr("Go on") if self._begun else tr("Check again") if last else tr("Find out")
        )
        self.check_button.setEnabled(not self._waits and (self._begun > 0 or not early))
        self.delete_button.setVisible(last is not None)
        self.undo.setVisible(self._deleted is not None)

    def _delete(self) -> None:
        self._deleted = self._stores.checks.delete(self._stores.checks.all[-1].id)
        self._show()
        if self._deleted:
            self.undo.setFocus()

    def _bring_back(self) -> None:
        if self._deleted:
            back, self._deleted = self._deleted, None
            self._stores.checks.add(back)
        self._show()
