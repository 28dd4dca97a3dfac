"""What the program is, when not to start and whom to see: in short, and every sign at a press."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Flow, quiet_row
from hipstretch.ui.widgets.labels import fold_sign, label

from .fold import Fold
from .texts import CARD_WIDTH

INSET_PX, CARD_PX, PART_PX, BAR_PX = 20, 20, 14, 6
"""Beside the words, around those of a card and of a part; and the bar at the side of what is urgent."""
TWO_COLUMNS_PX, THREE_COLUMNS_PX, COLUMNS_GAP_PX = 640, 1100, 16
"""From these widths on, at 100 % text, what must be read stands in two or three columns; and what is between them."""


def what_this_is() -> str:
    return tr("Stretches that help stiff hips to move more easily, with pictures, sounds and exact times.")


def where_to_put_it() -> str:
    return tr(
        "Put the laptop on the floor beside the mat, its screen toward you, and turn it up until you hear it lying "
        "down."
    )


def what_it_is_not() -> str:
    return tr(
        "No doctor or physiotherapist has reviewed Hipstretch. It can't examine you, and it promises no cure."
    )


def safety() -> QWidget:
    """The short form in cards of the same width, and every sign below them at a press."""
    column = QVBoxLayout()
    column.setSpacing(16)
    column.setContentsMargins(0, 0, 0, 0)
    cards = CardGrid(CARD_WIDTH, most=2)
    cards.show_cards(
        [
            _card("urgent", *_now(), wording.sentence(_pain_with(_now_in_short()))),
            _card("card", *_soon(), wording.sentence(_pain_with(_soon_in_short()))),
            _card("card", tr("Ask first"), "", wording.in_a_row(_ask_first(), _who_leaves_out())),
            _card("card", tr("When to stop"), "", _stop(), what_it_is_not()),
        ]
    )
    column.addWidget(cards)
    column.addWidget(Fold(tr("Every sign"), _signs("plain", 0)))
    made = QWidget()
    made.setLayout(column)
    return made


def _card(surface: str, title: str, lead: str, *more: str) -> QFrame:
    column = QVBoxLayout()
    column.setSpacing(6)
    column.addWidget(label(title, "heading", wrap=True))
    if lead:
        column.addWidget(label(lead, "strong", wrap=True))
    for words in more:
        column.addWidget(label(words, wrap=True))
    column.addStretch()
    made = frame(surface, column)
    _set_margins(column, CARD_PX, CARD_PX, BAR_PX - 1 if surface == "urgent" else 0)
    return made


def _set_margins(column: QVBoxLayout, beside: int, above: int, bar: int) -> None:
    """Let words begin where they do elsewhere, though a bar at their side takes some of the room."""
    ends = beside - bar, beside
    left, right = reversed(ends) if QGuiApplication.isRightToLeft() else ends
    column.setContentsMargins(left, above, right, above)


class ShortSafety(QWidget):
    """The same in a few lines, in columns where there is room, and every sign below them at a press.

    Something else may stand beside its end.
    """

    def __init__(self) -> None:
        super().__init__()
        self.last = label(what_it_is_not(), wrap=True)
        """The last of what must be read."""
        self._parts = [
            *(
                _part(surface, title, (lead, "strong"), (wording.sentence(_pain_with(signs)), "body"))
                for surface, title, lead, signs in (
                    ("urgent", *_now(), _now_in_short()),
                    ("card", *_soon(), _soon_in_short()),
                )
            ),
            _part("card", tr("Ask first"), (_ask_first(), "body")),
            _part("card", tr("When to stop"), (_stop(), "body")),
        ]
        self._read, self._third = QGridLayout(), QVBoxLayout()
        """In one column, in two, or in the first two of three; and in the third, where parts are not as high."""
        self._all = QHBoxLayout()
        self._all.addLayout(self._read, 2)
        self._all.addLayout(self._third)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._all, 1)
        for layout in (self._read, self._third, column):
            layout.setSpacing(COLUMNS_GAP_PX)
        self.more = button("", "quiet", self._turn)
        row = Flow()
        row.add(self.more)
        end = QVBoxLayout()
        end.setSpacing(2)
        end.addWidget(self.last)
        end.addLayout(quiet_row(row))
        self._end = frame("card", end)
        self.below = QHBoxLayout()
        """What a page has below all that must be read, and above every sign."""
        column.addLayout(self.below)
        end.setContentsMargins(INSET_PX, PART_PX, INSET_PX, PART_PX // 2)
        self.signs = _signs()
        column.addWidget(self.signs)
        self._columns = 0
        self._arrange()
        self._open(False)

    @property
    def lasts(self) -> tuple[QWidget, ...]:
        """All that may be the lowest of what must be read."""
        return self.last, *self._parts[-1].findChildren(QLabel)

    @property
    def said(self) -> str:
        """All of it that must be read."""
        parts = [one for part in self._parts for one in part.findChildren(QLabel)]
        return "\n".join(one.text() for one in (*parts, self.last))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column, two or three."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        least = {3: THREE_COLUMNS_PX, 2: TWO_COLUMNS_PX, 1: 0}
        columns = next(count for count, px in least.items() if self.width() >= theme.px(px))
        if columns == self._columns:
            return
        self._columns = columns
        beside = min(columns, 2)
        here = 2 if columns == 3 else len(self._parts)
        for at, part in enumerate(self._parts[:here]):
            self._read.addWidget(part, *divmod(at, beside))
        for part in self._parts[here:]:
            self._third.addWidget(part, 1)
        rows = here // beside
        self._read.addWidget(self._end, rows, 0, 1, beside)
        for row in range(len(self._parts) + 1):
            self._read.setRowStretch(row, int(row < rows))
        for at in range(2):
            self._read.setColumnStretch(at, int(at < beside))
        self._all.setStretch(1, int(columns == 3))
        self._all.setSpacing(COLUMNS_GAP_PX if columns == 3 else 0)

    def _turn(self) -> None:
        self._open(self.signs.isHidden())

    def _open(self, opened: bool) -> None:
        self.signs.setVisible(opened)
        words = tr("Every sign")
        self.more.setText(f"{fold_sign(opened=opened)}  {words}")
        self.more.setAccessibleName(words)


def _part(surface: str, title: str, *lines: tuple[str, str]) -> QFrame:
    """A heading and sentences, each with its role, in a column."""
    column = QVBoxLayout()
    column.setSpacing(4)
    for words, role in ((title, "heading"), *lines):
        column.addWidget(label(words, role, wrap=True))
    column.addStretch()
    made = frame(surface, column)
    _set_margins(column, INSET_PX, PART_PX, (BAR_PX - 1) * (surface == "urgent"))
    return made


def _now() -> tuple[str, str]:
    return (
        tr("Get help now"),
        tr("Don't start. Call an emergency number (999, 911, 112) or go to hospital."),
    )


def _now_in_short() -> str:
    return tr(
        "numbness between the legs; new trouble with bladder, bowel or sex; pain, numbness or weakness in both "
        "legs; weakness that grows fast; chest pain; sudden tearing pain; a serious accident"
    )


def _soon() -> tuple[str, str]:
    return (
        tr("See a doctor first, within days"),
        tr("These are often harmless, but please get them checked before you start."),
    )


def _soon_in_short() -> str:
    return tr(
        "fever, weight loss, cancer now or in the past, osteoporosis, long use of steroids, a weak immune system, "
        "a small fall; pain that rest doesn't ease; one leg that is weak or numb"
    )


def _pain_with(signs: str = "") -> str:
    return wording.titled(tr("Back pain with"), signs).rstrip()


def _ask_first() -> str:
    return tr(
        "Ask your doctor or surgeon first if your hip, knee, spine or belly was operated on in the last "
        "twelve weeks, if you have a hip replacement or osteoporosis, or if you are pregnant."
    )


def _who_leaves_out() -> str:
    return tr("Every exercise in the Library names who should leave it out or change it.")


def _stop() -> str:
    return tr(
        "While you stretch, a pull or warmth is welcome; pain is not. Stop for the day at sharp or "
        "electric pain, tingling, numbness, weakness or dizziness. “Too much today” ends an exercise at "
        "any time."
    )


def _signs(surface: str = "card", margins: int = 20) -> QWidget:
    """All of them, in two lists."""
    now = (
        tr("numbness or tingling around the genitals, the buttocks or the inner thighs"),
        tr("new trouble passing urine, leaking, or not feeling bladder or bowel"),
        tr("loss of control of the bowel"),
        tr("pain, weakness, tingling or numbness in both legs, or weakness that grows fast"),
        tr("new sexual numbness, or a new loss of erection"),
        tr("chest pain"),
        tr("a serious accident with which the pain began"),
        tr("sudden tearing pain in the belly or the back, if you are older"),
    )
    soon = (
        tr("fever or feeling unwell; losing weight without meaning to; cancer, now or in the past"),
        tr("a new lump, or a back that has changed its shape"),
        tr("constant pain that rest doesn't ease and nights make worse; pain between the shoulder blades"),
        tr("long use of steroids, osteoporosis, or sharp pain after a small fall"),
        tr("a weak immune system, or drugs injected into a vein"),
        tr("the first time ever, before about 20 or after about 55"),
        tr("pain that coughing or straining makes worse; pain down one leg with weakness or numbness"),
        tr("no improvement after a few weeks of looking after yourself"),
    )
    cards = CardGrid(CARD_WIDTH, most=2)
    lists = _list(*_now(), now), _list(*_soon(), soon)
    cards.show_cards([frame(surface, one, margins) for one in lists])
    return cards


def _list(title: str, lead: str, lines: tuple[str, ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(title, "heading", wrap=True), 0, 0, 1, 2)
    grid.addWidget(label(lead, "strong", wrap=True), 1, 0, 1, 2)
    grid.addWidget(label(_pain_with(), wrap=True), 2, 0, 1, 2)
    for at, line in enumerate(lines, 3):
        grid.addWidget(label("•", "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line, wrap=True), at, 1)
    grid.setRowStretch(len(lines) + 3, 1)
    return grid
