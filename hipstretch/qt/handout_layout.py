"""What a printed sheet says, laid out with one size of text: how high everything is, and what each page takes.

Lengths are in twentieths of a point, so that a font, whose size has to be whole, can be of nearly any.
"""

from functools import reduce
from html import escape

from PySide6.QtCore import QSizeF, Qt, QThread
from PySide6.QtGui import QFont, QTextDocument, QTextOption

from hipstretch import translation
from hipstretch.core import handout
from hipstretch.core.exercise import Sides
from hipstretch.core.handout import WEEKS, Handout, Part
from hipstretch.core.handout_text import AMOUNT, STEP, plain
from hipstretch.translation import tr, tr_in

from . import language, paper, wording

POINT = 20
INCH = 72 * POINT
MARGIN = 10 * INCH / 25.4
"""What stays white around a page: no printer reaches the edges."""
INK, SOFT = "#1C1C1C", "#555555"
MOST_HEADING = 10.5 * POINT
"""The size of text up to which the title grows with it, and what is small."""
SMALLEST = 7 * POINT
"""Of the words at the lower edge."""
PICTURES = ((22, 0.4), (20, 0.38), (18, 0.36), (16, 0.34), (14, 0.33))
"""How wide pictures may be in sizes of the text, and at most of the width; the widest first."""
LEAST_PICTURE = 7
"""How high at least, in sizes of the text."""
BETWEEN_WEEKS = 12 * POINT
OF_SCRIPTS = {"zh-Hans": ("Noto Sans CJK SC",)}
"""Fonts that come after ours, by language: of another one signs could not be copied out of a PDF."""


class Layout:
    """A sheet on pages of one size, with one size of text."""

    def __init__(
        self,
        sheet: Handout,
        when: str,
        page: QSizeF,
        size: float,
        week_columns: int,
        *,
        picture: tuple[float, float] = PICTURES[-1],
        in_lines: bool = False,
    ) -> None:
        """`when` says how often it is due. With `in_lines` each step begins a line."""
        self.size = size
        self.small = size if week_columns < WEEKS else min(size, MOST_HEADING)
        """The size of words at the days to tick."""
        self.gap = 1.1 * size
        """Between two exercises, and half of it above a picture or words."""
        self.width = page.width() - 2 * MARGIN
        self.bottom = page.height() - MARGIN - 2 * SMALLEST
        """Where the line at the lower edge begins."""
        self.picture = min(picture[0] * size, picture[1] * self.width)
        self.head = self._text(_head(sheet, when), self.width)
        self.head_height = self.head.size().height() + 0.9 * size
        words = self.width - self.picture - 1.5 * size
        self.texts = [
            self._text(_part(n, part, in_lines=in_lines), words) for n, part in enumerate(sheet.parts, 1)
        ]
        least = LEAST_PICTURE * size
        self.heights = [max(text.size().height(), least) + self.gap for text in self.texts]
        self.stop = self._text(f'<p class="strong">{escape(sheet.stop)}</p>', self.width)
        self.stop_height = self.stop.size().height() + 0.7 * size if sheet.stop else 0.0
        self.week_columns = week_columns
        self.week_step = (self.width + BETWEEN_WEEKS) / week_columns
        self.box = (self.week_step - BETWEEN_WEEKS) / 7
        self.line = 1.45 * self.small
        """The height of a line of small text."""
        self.week_height = 2 * self.line + sheet.ticks * self.box + 0.6 * self.small
        self.note = 2.1 * max(size, 9 * POINT)
        """The height of a line for notes."""
        weeks = WEEKS / week_columns * self.week_height
        self.foot_height = 0.8 * size + self.stop_height + weeks + self.note
        room = self.bottom - MARGIN
        self.counts = handout.pages(self.heights, room, self.head_height, self.foot_height)
        """How many exercises each page takes; () if that can't be."""

    def font(self, size: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """The font of the sheet."""
        found = QFont([*language.families(), *OF_SCRIPTS.get(translation.language(), ())])
        found.setPixelSize(round(size))
        found.setWeight(weight)
        return paper.to_copy(found)

    def move_to(self, thread: QThread) -> None:
        """Let another thread use the texts from now on."""
        for text in (self.head, self.stop, *self.texts):
            text.moveToThread(thread)

    def _text(self, html: str, width: float) -> QTextDocument:
        size = self.size
        style = f"""
            body {{ color: {INK}; }}
            p {{ margin: 0; }}
            .title {{ font-size: {round(2.1 * min(size, MOST_HEADING))}px; font-weight: 700; }}
            .name {{ font-size: {round(1.3 * size)}px; font-weight: 700; }}
            .amount {{ font-size: {round(1.1 * size)}px; font-weight: 600; }}
            .head {{ margin-bottom: {round(0.2 * size)}px; }}
            .apart {{ margin-top: {round(0.2 * size)}px; }}
            .strong {{ font-weight: 600; }}
            .soft {{ color: {SOFT}; }}
        """
        made = paper.document(f"<body>{html}</body>", style, self.font(size))
        made.setDocumentMargin(0)
        option = QTextOption()
        if paper.from_the_right():
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
        made.setDefaultTextOption(option)
        made.setTextWidth(width)
        return made


def amount(part: Part) -> str:
    """A dosage with what nobody else says at the wall: "3 × 30 s each side · Rest between: 8 s"."""
    said = (
        (tr_in("how long one holds", "Hold"), part.pause_s),
        (tr("Rest between"), part.rest_s),
        (tr("Rest after a set"), part.set_rest_s),
    )
    more = (wording.titled(title, wording.seconds(s)) for title, s in said if s is not None)
    return " · ".join((wording.dosage(part.exercise, part.dosage), *more))


def _head(sheet: Handout, when: str) -> str:
    lines = (("title", sheet.name), ("soft", sheet.summary), ("strong apart", when))
    return "".join(f'<p class="{style}">{escape(words)}</p>' for style, words in lines if words)


def _part(number: int, part: Part, *, in_lines: bool) -> str:
    text = part.exercise.text

    def said(words: str) -> str:
        return escape(wording.fill(words, part.side))

    steps, leave = part.steps, text.leave
    if part.exercise.sides is Sides.EACH:
        same = tr("Then the same with the other side.")
        steps, leave = (steps, wording.in_a_row(leave, same)) if leave else ((*steps, same), "")
    name, dosage = escape(plain(text.name)), _unbroken(escape(amount(part)))
    dosage = f'<span class="amount"><span class="soft">{AMOUNT}</span>&nbsp;{dosage}</span>'
    lines = [
        f'<p class="head"><span class="name">{number}. {name}</span> {dosage}</p>',
        *(
            f"<p>{STEP} {said(step)}</p>"
            for step in (steps if in_lines else (reduce(wording.in_a_row, steps),))
        ),
    ]
    if part.because:
        easier = tr("Easier form: {easier}").format(easier=wording.easier(part.exercise, part.because))
        lines.append(f'<p class="apart">{said(easier)}</p>')
    for title, words in ((tr("Getting out"), leave), (tr("When to stop"), part.stop)):
        if words:
            lines.append(f'<p class="apart">{wording.titled(f"<b>{escape(title)}</b>", said(words))}</p>')
    return "".join(lines)


def _unbroken(words: str) -> str:
    """A dosage that wraps between its parts only."""
    return words.replace(" ", "\u00a0").replace("\u00a0·", " ·")
