"""How much of the present exercise, while a session waits: hold, repetitions and sets, and what they do to its end."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStyle, QVBoxLayout, QWidget

from hipstretch.core.exercise import Dosage, Exercise, Kind, Side, Sides
from hipstretch.core.own_dosage import NAMES
from hipstretch.core.settings import BOUNDS
from hipstretch.qt import wording
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import FittedText, zoom
from hipstretch.ui.widgets.pictures import PictureCache

from .stage import SidedPicture
from .upper import GAP_PX, SIDE, STAGE

HOLD_STEP_S = 5
"""Seconds that one press of an arrow adds to a hold; counts and pauses change by one."""
FIELD_PX, SMALL_FIELD_PX = 104, 44
"""The height of a number in a window of the mock's size, and the least of it."""
FIELD_PART = 0.3
"""At most so high is a number as a part of the panel's height, if that is enough for the text's size."""
LINE = 1.25
"""How high a line of words is, measured by its font."""
TITLE_PX, CAPTION_PX, EFFECT_PX, HINT_PX, AFTERWARDS_PX = 28, 18, 24, 14, 16
HINT_FROM_PX = 11
"""Where hints would be smaller than this, something is left out: first what comes afterwards, then the hints."""
LARGEST, SPARE = 1.35, 0.6
"""How large words become where they need no more than this part of the room that is left for them."""
SPACING, SPACES = 8, 6
"""Between the lines, and how many of them there are at most."""
BUTTON = 0.2
"""The most that one of its two buttons takes of a number's width; the digits have the rest."""
BUTTON_PX = 44
"""And the least of it: it is pressed by a finger as well."""
GAP, EDGE_PX = 8, 14
"""Pixels around the two buttons of a number, and before its first digit."""
PICTURE_FROM_PX = 900
"""From this width on, at 100 % text, the picture of the exercise stands beside the numbers."""


@dataclass(frozen=True, slots=True)
class Question:
    """The exercise whose dosage may change, its dosage now, and those to go back to, the likeliest first.

    `effect` says in words when the session would end with a dosage; `afterwards` what comes after the
    answer; `picture` is what the exercise looks like, if there is one, on this `side`.
    """

    exercise: Exercise
    now: Dosage
    earlier: tuple[Dosage, ...]
    effect: Callable[[Dosage], str]
    afterwards: str
    picture: Path | None
    side: Side


TALL = "QAbstractSpinBox { max-height: 2000px; }"
"""Other fields are all as high as a button."""


class AmountField(NumberField):
    """A large number; letters are left to the keys of the answers, + and - step like the arrows."""

    def __init__(self) -> None:
        super().__init__("", 0, 1)
        self.setKeyboardTracking(True)
        if not self.isRightToLeft():
            self.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for one in (self._less, self._more):
            one.setProperty("kind", "chip")
        self._high, self._px = FIELD_PX, 0
        self.setStyleSheet(TALL)

    def ask(self, name: str, value: float, least: float, most: float, *, step: float, timed: bool) -> None:
        """Be about this number, from `least` to `most`; `timed` if it is seconds."""
        with QSignalBlocker(self):
            self.setAccessibleName(name)
            self._less.setAccessibleName(tr("{name}: less").format(name=name))
            self._more.setAccessibleName(tr("{name}: more").format(name=name))
            self.setDecimals(1 if timed else 0)
            self.setRange(min(least, value), max(most, value))
            self.setSingleStep(step)
            self.set_unit(tr("{count} s") if timed else "{count}")
            self.setValue(value)

    def set_height(self, high: int) -> None:
        """Be so high. Not by a fixed height, which a style sheet overrules."""
        if high != self._high:
            self._high = high
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        """Letters and the sign of a key's name are no part of a number."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.text().isalpha()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """More and less also by their signs."""
        if event.text() in ("+", "-"):
            self.stepBy(1 if event.text() == "+" else -1)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Figures and buttons as large as the field."""
        super().resizeEvent(event)
        high = self.height() - 2 * GAP
        wide = max(BUTTON_PX, min(high, round(self.width() * BUTTON)))
        for place, one in ((2, self._less), (1, self._more)):
            where = QRect(self.width() - place * (wide + GAP), GAP, wide, high)
            one.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), where))
        if self.isRightToLeft():
            self.lineEdit().setTextMargins(2 * (wide + GAP), 0, EDGE_PX, 0)
        else:
            self.lineEdit().setTextMargins(EDGE_PX, 0, 2 * (wide + GAP), 0)
        px = max(12, min(round(high * 0.56), (self.width() - 2 * wide) // 4))
        if px != self._px:
            self._px = px
            self.setStyleSheet(
                f"{TALL} QAbstractSpinBox {{ font-size: {px}px; font-weight: 600; padding: 0 10px; min-height: 0; }}"
                "QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }"
                "QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { image: none; width: 0; height: 0; }"
            )
            for one in (self._less, self._more):
                one.setStyleSheet(f"padding: 0; font-size: {px}px;")

    def sizeHint(self) -> QSize:
        """As high as the panel says."""
        return QSize(120, self._high)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()


class DosagePanel(QWidget):
    """Three numbers side by side. `changed` follows every key; nothing counts before the page is told so."""

    changed = Signal()

    def __init__(self, cache: PictureCache) -> None:
        super().__init__()
        self._question: Question | None = None
        self._first: AmountField
        self._title = FittedText(TITLE_PX, QFont.Weight.Bold)
        self._effect = FittedText(EFFECT_PX, QFont.Weight.DemiBold)
        self._afterwards = FittedText(AFTERWARDS_PX, soft=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(20)
        self._captions: dict[str, FittedText] = {}
        self._hints: dict[str, FittedText] = {}
        self.fields: dict[str, AmountField] = {}
        for name in NAMES:
            self._add_cell(name)
        self._beside = SidedPicture(cache)
        self._picture = self._beside.picture
        column = QVBoxLayout()
        column.setSpacing(SPACING)
        column.addStretch(1)
        column.addWidget(self._title)
        column.addStretch(1)
        column.addLayout(self._row)
        column.addStretch(1)
        column.addWidget(self._effect)
        column.addWidget(self._afterwards)
        column.addStretch(2)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(GAP_PX)
        both.addLayout(column, STAGE)
        both.addWidget(self._beside, SIDE)

    def minimumSizeHint(self) -> QSize:
        """No more than the smallest window has: everything shrinks."""
        return QSize(200, 1)

    @property
    def dosage(self) -> Dosage:
        """What the fields say."""
        if self._question is None:
            raise ValueError("nothing was asked")
        values: dict[str, Any] = {name: field.value() for name, field in self.fields.items()}
        return replace(self._question.now, **{n: v if n == "hold_s" else int(v) for n, v in values.items()})

    @property
    def earlier(self) -> Dosage | None:
        """The dosage to go back to: the likeliest that the fields do not show already."""
        if self._question is None:
            return None
        now = _values(self.dosage)
        return next((one for one in self._question.earlier if _values(one) != now), None)

    def ask(self, question: Question) -> None:
        """Show the dosage of an exercise, to be changed."""
        self._question = question
        exercise = question.exercise
        self._title.setText(tr("{exercise}: how much?").format(exercise=exercise.text.name))
        self._afterwards.setText(question.afterwards)
        self._picture.show_picture(question.picture, mirrored=question.side is Side.LEFT)
        self._beside.show_side(question.side)
        for name in NAMES:
            self._ask(name, exercise, getattr(question.now, name))
        self._fit()
        self._first = self.fields["hold_s" if exercise.kind is Kind.HOLD else "reps"]
        self.refresh()

    def fill(self, dosage: Dosage) -> None:
        """Show another dosage in the fields."""
        for name, field in self.fields.items():
            with QSignalBlocker(field):
                field.setValue(getattr(dosage, name))
        self._on_change()

    def settle(self) -> None:
        """Take what is typed for a number, as far as it is one."""
        for field in self.fields.values():
            field.interpretText()

    def refresh(self) -> None:
        """Say what the numbers in the fields mean."""
        if self._question is None:
            return
        amount = wording.dosage(self._question.exercise, self.dosage)
        effect = self._question.effect(self.dosage)
        self._effect.setText("  ·  ".join(filter(None, (amount, effect))))
        for field in self.fields.values():
            field.setAccessibleDescription(self._effect.text())

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """To the number that is most likely to change, ready to be typed over."""
        self._first.setFocus(reason)
        self._first.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Numbers first; words as large as there is room beside them, the same for what stands side by side."""
        unit = theme.px(100) / 100 * zoom(self)
        shows = self._question is not None and self._question.picture is not None
        shows = shows and self.width() >= theme.px(PICTURE_FROM_PX)
        self._beside.setVisible(shows)
        wide = (self.width() - GAP_PX) * STAGE // (STAGE + SIDE) if shows else self.width()
        high = max(theme.px(SMALL_FIELD_PX), min(round(FIELD_PX * unit), round(self.height() * FIELD_PART)))
        for field in self.fields.values():
            field.set_height(high)
        for more in ((HINT_PX, AFTERWARDS_PX), (HINT_PX,), ()):
            words = sum((TITLE_PX, CAPTION_PX, EFFECT_PX, *more)) * LINE * unit
            scale = (self.height() - high - SPACES * SPACING) / words
            if HINT_PX * unit * scale >= HINT_FROM_PX:
                break
        scale = max(FittedText.SMALLEST, min(scale, max(1.0, min(LARGEST, scale * SPARE))))
        self._afterwards.setVisible(AFTERWARDS_PX in more)
        for part in (self._title, self._effect, self._afterwards):
            part.set_scale(scale)
        for parts in (self._captions, self._hints):
            shown = parts.values()
            widest = max(part.sizeHint().width() / part.scale for part in shown)
            column = (wide - self._row.spacing() * (len(shown) - 1)) / len(shown)
            for part in shown:
                part.set_scale(min(scale, column / widest))
                part.setVisible(parts is self._captions or HINT_PX in more)

    def _add_cell(self, name: str) -> None:
        field = AmountField()
        field.valueChanged.connect(self._on_change)
        self.fields[name] = field
        self._captions[name] = FittedText(CAPTION_PX, QFont.Weight.DemiBold)
        self._hints[name] = FittedText(HINT_PX, soft=True)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self._captions[name], field, self._hints[name]):
            column.addWidget(part)
        self._row.addLayout(column, 1)

    def _ask(self, name: str, exercise: Exercise, value: float) -> None:
        held = exercise.kind is Kind.HOLD
        captions: Mapping[str, str] = {
            "hold_s": tr_in("how long one holds", "Hold") if held else tr("Pause at the top"),
            "reps": tr("Repetitions"),
            "sets": tr("Sets"),
        }
        caption = captions[name]
        if name != "hold_s" and exercise.sides is Sides.EACH:
            caption = tr("{name} each side").format(name=caption)
        self._captions[name].setText(caption)
        timed = name == "hold_s"
        usual = wording.span(getattr(exercise.recommended, name))
        usual = tr("{count} s").format(count=usual) if timed else usual
        self._hints[name].setText(tr("recommended {amount}").format(amount=usual))
        step = HOLD_STEP_S if timed and held else 1
        spoken = tr("{name}, seconds").format(name=caption) if timed else caption
        self.fields[name].ask(spoken, value, *BOUNDS[name], step=step, timed=timed)

    def _on_change(self) -> None:
        self.refresh()
        self.changed.emit()


def _values(dosage: Dosage) -> tuple[float, ...]:
    return tuple(getattr(dosage, name) for name in NAMES)
