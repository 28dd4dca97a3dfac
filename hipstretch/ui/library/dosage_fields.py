"""The numbers of a dosage as fields: of an entry in the routine builder, of a line of a sheet."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, QSize, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from hipstretch.core.exercise import Dosage, Exercise, Kind
from hipstretch.core.settings import BOUNDS, DosageOverride
from hipstretch.qt import wording
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import label

NUMBERS = ("hold_s", "reps", "sets", "rest_s", "set_rest_s")
CELL_WIDTH, GAP = 150, 10


def captioned(field: QWidget, caption: QLabel | None = None) -> QFrame:
    """A field below its caption, by default the name that a screen reader calls it by."""
    column = QVBoxLayout()
    column.setSpacing(2)
    column.addWidget(caption or label(field.accessibleName(), "small", wrap=True))
    column.addWidget(field, 1)
    column.addStretch(0)  # below a field that can't grow beside one that is higher
    return frame("plain", column, 0)


class DosageFields(CardGrid):
    """A field for each of some numbers."""

    changed = Signal(Dosage)

    def __init__(
        self,
        names: Sequence[str] = NUMBERS,
        last: QWidget | None = None,
        most: int = 100,
    ) -> None:
        """At most `most` are in a line.

        `last` is what can be done with the numbers: it has a cell of its own, on their line, after them.
        """
        super().__init__(CELL_WIDTH, GAP, most)
        self.numbers: dict[str, NumberField] = {}
        self._captions = {name: label("", "small", wrap=True) for name in names}
        self._dosage, self._override = Dosage(1.0), DosageOverride()
        cells = [*map(self._cell, names)]
        if last:
            column = QVBoxLayout()
            column.addStretch()
            column.addWidget(last)
            cells.append(frame("plain", column, 0))
        self.show_cards(cells)

    def show_dosage(self, exercise: Exercise, dosage: Dosage, override: DosageOverride | None = None) -> None:
        """Show how much of an exercise; nothing is said to have changed. `override` counts instead where it says so."""
        self._dosage, self._override = dosage, override or DosageOverride()
        for name, field in self.numbers.items():
            caption = dosage_caption(name, exercise.kind)
            self._captions[name].setText(caption)
            field.setAccessibleName(wording.titled(exercise.text.name, caption))
            with QSignalBlocker(field):
                field.setValue(getattr(dosage, name))
        self._dim(dosage)

    def sizeHint(self) -> QSize:
        """The width of one, so that what stands beside it gets as much room, however many are in a line now."""
        return QSize(theme.px(CELL_WIDTH), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow: fewer are in a line then."""
        return QSize(theme.px(CELL_WIDTH), super().minimumSizeHint().height())

    def _cell(self, name: str) -> QWidget:
        timed = name.endswith("_s")
        unit = tr("{count} s") if timed else "{count}"
        field = NumberField(dosage_caption(name), *_bounds(name), whole=not timed, unit=unit)
        field.valueChanged.connect(self._on_number)
        self.numbers[name] = field
        return captioned(field, self._captions[name])

    def _on_number(self) -> None:
        values = {
            name: int(field.value()) if name in ("reps", "sets") else field.value()
            for name, field in self.numbers.items()
        }
        dosage = replace(self._dosage, **values)  # type: ignore[arg-type]
        self._dim(dosage)
        self.changed.emit(dosage)

    def _dim(self, dosage: Dosage) -> None:
        """What makes no difference is dimmed; its value stays."""
        done = self._override.apply(dosage)
        for name, field in self.numbers.items():
            for one in (field, self._captions[name]):
                one.setEnabled(done.counts(name))


def _bounds(name: str) -> tuple[float, float]:
    return BOUNDS["rest_s" if name == "set_rest_s" else name]


def dosage_caption(name: str, kind: Kind = Kind.HOLD) -> str:
    """What a number of a dosage is called."""
    return {
        "hold_s": tr_in("how long one holds", "Hold") if kind is Kind.HOLD else tr("Pause at the top"),
        "reps": tr("Repetitions"),
        "sets": tr("Sets"),
        "rest_s": tr("Rest between"),
        "set_rest_s": tr("Rest after a set"),
    }[name]
