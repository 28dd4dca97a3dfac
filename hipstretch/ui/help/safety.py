"""What the program is, when not to start and whom to see: in short, and every sign at a press."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.labels import fold_sign, label

from .fold import Fold
from .texts import CARD_WIDTH

INSET_PX, CARD_PX, PART_PX, BAR_PX = 20, 20, 12, 6
"""Beside the words, around those of a card and of a part; and the bar at the side of what is urgent."""
BESIDE_PX, HEADING_SHARE, WORDS_SHARE = 740, 2, 7
"""From this width on, at 100 % text, headings of what must be read stand beside their words; and the shares of both."""


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


def thin_line() -> QFrame:
    """Between parts of a card."""
    return frame("line", QVBoxLayout(), 0)


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
    set_margins(column, CARD_PX, CARD_PX, BAR_PX - 1 if surface == "urgent" else 0)
    return made


def set_margins(column: QBoxLayout, beside: int, above: int, bar: int = 0) -> None:
    """Let words begin where they do elsewhere, though a bar at their side takes some of the room."""
    ends = beside - bar, beside
    left, right = reversed(ends) if QGuiApplication.isRightToLeft() else ends
    column.setContentsMargins(left, above, right, above)


class ShortSafety(QFrame):
    """The same in a few lines in one card: what is urgent first, headings beside their words where there is room.

    Every sign is a part of its own, which the page has where nothing moves that stands beside this.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.last = label(what_it_is_not(), wrap=True)
        """The last of what must be read."""
        self._parts = [
            *(
                _Part(surface, title, (lead, "strong"), (wording.sentence(_pain_with(signs)), "body"))
                for surface, title, lead, signs in (
                    ("urgent", *_now(), _now_in_short()),
                    ("plain", *_soon(), _soon_in_short()),
                )
            ),
            _Part("plain", tr("Ask first"), (_ask_first(), "body")),
            _Part("plain", tr("When to stop"), (_stop(), "body")),
        ]
        self.more = button("", "quiet", self._turn)
        self._end = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        set_margins(self._end, INSET_PX, PART_PX - 4)
        self._end.addWidget(self.last, 1)
        self._end.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in self._parts:
            column.addWidget(part)
            if part is not self._parts[0]:
                column.addWidget(thin_line())
        column.addLayout(self._end)
        self.signs = _signs()
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
        """Headings beside their words, or above them."""
        super().resizeEvent(event)
        beside = self.width() >= theme.px(BESIDE_PX)
        for part in self._parts:
            part.arrange(beside=beside)
        ways = QBoxLayout.Direction
        self._end.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._end.setAlignment(
            self.more, Qt.AlignmentFlag.AlignVCenter if beside else Qt.AlignmentFlag.AlignLeft
        )

    def _turn(self) -> None:
        self._open(self.signs.isHidden())

    def _open(self, opened: bool) -> None:
        self.signs.setVisible(opened)
        words = tr("Every sign")
        self.more.setText(f"{fold_sign(opened=opened)}  {words}")
        self.more.setAccessibleName(words)


class _Part(QFrame):
    """A heading and sentences, each with its role."""

    def __init__(self, surface: str, title: str, *lines: tuple[str, str]) -> None:
        super().__init__()
        self.setProperty("surface", surface)
        self.setProperty("part", "first")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.addWidget(label(title, "heading", wrap=True), HEADING_SHARE, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        for line, role in lines:
            words.addWidget(label(line, role, wrap=True))
        words.addStretch()
        self._row.addLayout(words, WORDS_SHARE)
        set_margins(self._row, INSET_PX, PART_PX, BAR_PX * (surface == "urgent"))

    def arrange(self, *, beside: bool) -> None:
        """Have the heading beside its words, or above them."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._row.setSpacing(INSET_PX if beside else 4)


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
