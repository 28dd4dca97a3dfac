"""Scales from 0 to 10 for the pain in hips and back: one number a line, never asked for twice."""

from dataclasses import fields

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from hipstretch.core.record import Feeling
from hipstretch.qt import wording
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme

from .buttons import button
from .cards import CardGrid
from .labels import label

WORST = 10
NUMBER_PX, MOST_PX = 28, 620
"""The least width of a number's button, and the most of all, in logical pixels at 100 % text."""
GAP_PX = 4
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}


def place_name(field: str) -> str:
    """A field of Feeling in words."""
    return {
        "hip_left": tr("Left hip"),
        "hip_right": tr("Right hip"),
        "back": tr_in("part of the body", "Back"),
    }[field]


class FeelingScale(QWidget):
    """Eleven numbers of which at most one is chosen; `value` is None while none is.

    One Tab stop: arrows go up and down, digits choose, Delete or a second click takes the choice back.
    """

    changed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # numbers grow to the right in every language
        self._value: int | None = None
        self._buttons: list[QPushButton] = []
        for number in range(WORST + 1):
            one = button(str(number), "choice")
            one.setCheckable(True)
            one.setAccessibleName(
                tr("{name}: pain {count} of 10").format(name=name, count=wording.number(number))
            )
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            one.clicked.connect(lambda _checked, n=number: self._choose(None if n == self._value else n))
            one.installEventFilter(self)
            self._buttons.append(one)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        numbers = CardGrid(NUMBER_PX, GAP_PX, most=len(self._buttons), spread=True)
        numbers.show_cards(self._buttons)
        row.addWidget(numbers)
        self.setMinimumWidth(theme.px(4 * NUMBER_PX))
        self.setMaximumWidth(theme.px(MOST_PX))
        self._show()

    @property
    def value(self) -> int | None:
        """Pain from 0 (none) to 10 (worst imaginable), or None."""
        return self._value

    def set_value(self, value: int | None) -> None:
        """Show a value; `changed` is emitted only for what the person does."""
        self._value = value
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take over the keys of the buttons."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and self._press(event):
            return True
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if key in STEPS:
            now = self._value
            self._choose(0 if now is None else min(WORST, max(0, now + STEPS[key])))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._choose(None)
        elif event.text().isdecimal() and event.text().isascii():
            self._choose(int(event.text()))
        else:
            return False
        self.stop.setFocus()
        return True

    def choose_focused(self) -> bool:
        """Choose the number that has the focus; whether it was another one that was chosen, or none."""
        number = next((number for number, one in enumerate(self._buttons) if one.hasFocus()), None)
        if number is None or number == self._value:
            return False
        self._choose(number)
        return True

    def _choose(self, value: int | None) -> None:
        changed = value != self._value
        self.set_value(value)
        if changed:
            self.changed.emit()

    @property
    def stop(self) -> QPushButton:
        """The button that Tab reaches."""
        return self._buttons[self._value or 0]

    def _show(self) -> None:
        for number, one in enumerate(self._buttons):
            one.setChecked(number == self._value)
            stops = one is self.stop
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)


class FeelingForm(QWidget):
    """The three scales of a Feeling, with what was said before beside them.

    Each stands below its name where there is no room for all numbers in a line beside it.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scales: dict[str, FeelingScale] = {}
        self._names: dict[str, QLabel] = {}
        self._before: dict[str, QLabel] = {}
        self._narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 100)
        self._grid.setColumnStretch(3, 1)  # what is wider than the scales may be
        for field in (f.name for f in fields(Feeling)):
            name = place_name(field)
            scale = FeelingScale(name)
            scale.changed.connect(self.changed)
            before = label("", "small")
            before.hide()
            self.scales[field] = scale
            self._names[field] = label(name)
            self._before[field] = before
        self._ends = QWidget()
        self._ends.setMaximumWidth(theme.px(MOST_PX))
        self._ends.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        ends = QHBoxLayout(self._ends)
        ends.setContentsMargins(0, 0, 0, 0)
        least = label(tr("0 no pain"), "small", wrap=True)
        most = label(tr("10 the worst pain you can imagine"), "small", wrap=True)
        least.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        most.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        ends.addWidget(least, 1)
        ends.addWidget(most, 2)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Names beside the scales, or above."""
        super().resizeEvent(event)
        names, before = (
            max(one.sizeHint().width() for one in words.values()) for words in (self._names, self._before)
        )
        beside = max(names, self._grid.columnMinimumWidth(0)) + before
        line = (WORST + 1) * (theme.px(NUMBER_PX) + GAP_PX)
        if (narrow := self.width() < beside + line + 2 * self._grid.horizontalSpacing()) != self._narrow:
            self._narrow = narrow
            self._arrange()

    def begin_at(self, px: int) -> None:
        """Have the scales begin so far from the beginning of their names, or farther."""
        self._grid.setColumnMinimumWidth(0, max(0, px - self._grid.horizontalSpacing()))

    def _arrange(self) -> None:
        row, column, columns = (0, 0, 3) if self._narrow else (0, 1, 1)
        for field, scale in self.scales.items():
            self._grid.addWidget(self._names[field], row, 0)
            self._grid.addWidget(self._before[field], row, 2)
            row += self._narrow
            self._grid.addWidget(scale, row, column, 1, columns)
            row += 1
        self._grid.addWidget(self._ends, row, column, 1, columns)

    def feeling(self) -> Feeling | None:
        """What is chosen, or None if nothing is."""
        found = Feeling(**{field: scale.value for field, scale in self.scales.items()})
        return None if found == Feeling() else found

    def show_feeling(self, feeling: Feeling | None, before: Feeling | None = None) -> None:
        """Show what was chosen, and beside it what was said before a session."""
        for field, scale in self.scales.items():
            scale.set_value(getattr(feeling, field) if feeling else None)
            then = getattr(before, field) if before else None
            self._before[field].setVisible(before is not None)
            said = (
                tr("before: –") if then is None else tr("before: {count}").format(count=wording.number(then))
            )
            self._before[field].setText(said)

    def clear(self) -> None:
        """Choose nothing."""
        self.show_feeling(None)
        self.changed.emit()
