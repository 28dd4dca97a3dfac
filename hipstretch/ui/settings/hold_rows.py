"""Hold, repetitions and sets of every exercise."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import takewhile

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.exercise import Exercise, Kind, MuscleGroup
from hipstretch.core.settings import BOUNDS
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.inputs import NumberField
from hipstretch.ui.widgets.labels import fold_sign, label
from hipstretch.ui.widgets.page import ENDLESS_PX
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .rows import show_number

AT_ONCE = 6
"""So many rows of a group are made when it is opened; of a larger group the others when they come into view."""
PICTURE_WIDTH, PICTURE_HEIGHT = 104, 66
"""Of an exercise's picture, in logical pixels."""
ROW_PX = 100
"""The height of a row that is not made yet, in logical pixels at 100 % text size: about what it will be."""

NAME_PX, FIELD_PX = 150, 160
"""How wide a name is beside the fields, and a field, at least, in logical pixels at 100 % text size."""
SIDE_GAP, GAP, CAPTION_GAP = 16, 12, 2
"""Between picture, name and fields, between two fields, and between a field and the words above and below it."""

APART_PX = 10
"""Above and below an exercise whose fields stand in several lines: more than between these."""

ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


class _ArrowGuard(QObject):
    """Leaves the arrow keys to the page, which scrolls: Qt would go on by them to a number, which they then change."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow nothing but the arrows; ignored, they go on to the parent."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in ARROWS:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class GroupSection(QFrame):
    """The exercises of a muscle group below a heading that opens and closes; built when first opened."""

    def __init__(
        self,
        group: MuscleGroup,
        exercises: Iterable[Exercise],
        catalogue: CatalogueStore,
        settings: SettingsStore,
        cache: PictureCache,
        reset: Callable[[str], None],
    ) -> None:
        super().__init__()
        self._name = wording.group(group)
        self._exercises = tuple(sorted(exercises, key=lambda e: e.kind is not Kind.HOLD))
        self._catalogue = catalogue
        self._settings = settings
        self._cache = cache
        self._reset = reset
        self.rows: list[ExerciseRow] = []
        self.setProperty("surface", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 8, 16, 12)
        self._column.setSpacing(8)
        self.heading = button("", "quiet", lambda: self.open(not self._opened))
        self.heading.setStyleSheet("text-align: left;")
        self.heading.installEventFilter(_ArrowGuard(self.heading))
        self._column.addWidget(self.heading)
        self._opened = False
        self.refresh()

    def open(self, opened: bool) -> None:
        """Show or hide the exercises."""
        self._opened = opened
        if opened and not self.rows:
            before: QWidget = self.heading
            kind = None
            for exercise in self._exercises:
                titled, kind = exercise.kind is not kind, exercise.kind
                row = ExerciseRow(
                    exercise, self._catalogue, self._settings, self._cache, self._reset, titled=titled
                )
                self.rows.append(row)
                self._column.addWidget(row)
                QWidget.setTabOrder(before, row)  # not after all headings, which were made before
                before = row
            for row in self.rows[:AT_ONCE]:
                row.build()
        for row in self.rows:
            row.setVisible(opened)
        self.refresh()

    def row_at(self, y: int) -> "ExerciseRow | None":
        """The row at this height, or the next below it; None while the rows are not shown."""
        return next((row for row in self.rows if self._opened and row.geometry().bottom() >= y), None)

    def last_alike(self, row: "ExerciseRow") -> "ExerciseRow":
        """The last of the rows from this one on whose columns are called as its own."""
        after = self.rows[self.rows.index(row) + 1 :]
        return ([row, *takewhile(lambda one: not one.titled, after)])[-1]

    def refresh(self) -> None:
        """Show the settings as they are."""
        changed = sum(not self._settings.current.override(e.id).empty for e in self._exercises)
        words = f"{self._name}  ·  {wording.number(len(self._exercises))}"
        if changed:
            words += "  ·  " + tr("{count} with your own numbers").format(count=wording.number(changed))
        self.heading.setText(f"{fold_sign(opened=self._opened)}  {words}")
        self.heading.setAccessibleName(f"{words}, " + (tr("open") if self._opened else tr("closed")))
        for row in self.rows:
            row.refresh()


class Hint(QWidget):
    """One of a few texts, in the room of the longest: what is below does not move when another one is shown."""

    def __init__(self, texts: Iterable[str]) -> None:
        super().__init__()
        self._stack = QStackedLayout(self)
        for text in texts:
            words = label(text, "small", wrap=True)
            words.setAlignment(words.alignment() & ~Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTop)
            self._stack.addWidget(words)

    def show_text(self, number: int) -> None:
        """Show one of them."""
        self._stack.setCurrentIndex(number)

    def text(self) -> str:
        """What is shown."""
        shown = self._stack.currentWidget()
        return shown.text() if isinstance(shown, QLabel) else ""


class _Head(QWidget):
    """A name, and beside it a button; or below it, where there is no room."""

    def __init__(self, name: QLabel, back: QPushButton) -> None:
        super().__init__()
        self._name, self._back = name, back
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._box.addWidget(name, 1)
        self._box.addWidget(back)
        self._box.addStretch()

    def stand(self, middle: int, width: int) -> None:
        """Have the middle of the name, which is so wide, at this height; or at the top for 0."""
        self._box.setContentsMargins(0, max(0, middle - self._name.heightForWidth(width) // 2), 0, 0)

    def minimumSizeHint(self) -> QSize:
        """Of one below the other."""
        return QSize(self._back.sizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        needed = self._name.minimumSizeHint().width() + self._box.spacing() + self._back.sizeHint().width()
        fits = needed <= self.width()
        self._box.setDirection(beside if fits else below)
        self._box.setStretch(0, 1 if fits else 0)


class ExerciseRow(QFrame):
    """One exercise: its picture and the four numbers of its dosage with what is recommended.

    It is empty until `build`, which is called when it comes into view, is reached by Tab or is asked for its fields: a
    person may have hundreds of exercises, and each row takes many widgets.

    Where the names stand beside the fields, the captions of the one that is `titled` are those of the columns below.
    """

    def __init__(
        self,
        exercise: Exercise,
        catalogue: CatalogueStore,
        settings: SettingsStore,
        cache: PictureCache,
        reset: Callable[[str], None],
        *,
        titled: bool,
    ) -> None:
        super().__init__()
        self._exercise = exercise
        self.titled = titled
        self._catalogue = catalogue
        self._settings = settings
        self._cache = cache
        self._fields: dict[str, NumberField] = {}
        self._of_fields: dict[str, QLabel] = {}
        """The captions of the fields."""
        self._placed = False, -1
        """Whether the name stands beside the fields, and how wide it is there."""
        self.hints: dict[str, Hint] = {}
        self._reset = reset
        self.setAccessibleName(exercise.text.name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumHeight(theme.px(ROW_PX))

    def _show_picture(self) -> None:
        self._picture.show_picture(self._catalogue.current.picture(self._exercise.id, "hold"))

    @property
    def exercise_id(self) -> str:
        """Whose numbers these are."""
        return self._exercise.id

    @property
    def fields(self) -> dict[str, NumberField]:
        """The four fields by the name of their number."""
        self.build()
        return self._fields

    def build(self) -> None:
        """Make what belongs into it, unless it is there."""
        if self._fields:
            return
        exercise = self._exercise
        picture = Thumbnail(self._cache, None, PICTURE_HEIGHT, PICTURE_WIDTH)
        self._picture = picture.picture
        self._show_picture()
        self._catalogue.changed.connect(self._show_picture)
        back = tr("Back to recommended")
        self.back = button(back, "quiet", partial(self._reset, exercise.id))
        self.back.setAccessibleName(wording.titled(exercise.text.name, back))
        self.back.installEventFilter(_ArrowGuard(self.back))
        self.back.setStyleSheet("padding: 1px 8px;")
        self._row = row = QHBoxLayout(self)
        row.setSpacing(SIDE_GAP)
        self._shown = QVBoxLayout()
        self._shown.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        self._shown.addStretch()
        row.addLayout(self._shown)
        self._words = words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        row.addLayout(words, 1)
        self._head = _Head(label(exercise.text.name, "strong", wrap=True), self.back)
        words.addWidget(self._head)
        self._middle = picture.sizeHint().height() // 2
        stays = self.back.sizePolicy()
        stays.setRetainSizeWhenHidden(True)  # what is below it does not move with the first press of a button
        self.back.setSizePolicy(stays)
        self._grid = grid = CardGrid(FIELD_PX, GAP, most=len(self._captions()), spread=True)
        words.addWidget(grid, 1)
        grid.show_cards([self._cell(name, caption) for name, caption in self._captions().items()])
        self._fit()
        before: QWidget = self
        for one in (self.back, *self._fields.values()):
            QWidget.setTabOrder(before, one)
            before = one
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumHeight(0)
        if self.isVisible():
            for part in self.children():
                if isinstance(part, QWidget):
                    part.show()  # now and not with the next event: only what is visible takes the focus
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        if self._fields:
            self._fit()

    def _fit(self) -> None:
        """Have the name beside the fields, or above them, with what the columns are called once or in each row."""
        name = max(theme.px(NAME_PX), self.back.sizeHint().width())
        fields = len(self._fields) * (theme.px(FIELD_PX) + GAP)
        beside = self.width() >= PICTURE_WIDTH + 3 * SIDE_GAP + name + fields
        if self._placed == (beside, name):
            return  # what is set anew is laid out anew
        self._placed = beside, name
        apart = 2 if beside else APART_PX
        self._row.setContentsMargins(10, apart, 0, apart)
        ways = QBoxLayout.Direction
        self._words.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self._words.setSpacing(SIDE_GAP if beside else 2)
        self._head.setMaximumWidth(name if beside else ENDLESS_PX)
        self._head.setMinimumWidth(name if beside else 0)
        for caption in self._of_fields.values():
            caption.setVisible(self.titled or not beside)
        field = next(iter(self._fields.values())).sizeHint().height()
        line = max(one.sizeHint().height() for one in self._of_fields.values()) + CAPTION_GAP
        below = line // 2  # by so much a picture's middle is below the field's, which has words below it
        middle = max(self._middle - below, line * self.titled + field // 2) if beside else 0
        above = line * (beside and self.titled)
        self._shown.setContentsMargins(0, max(0, middle + below - self._middle) if beside else 0, 0, 0)
        self._grid.setContentsMargins(0, max(0, middle - field // 2 - above), 0, 0)
        self._head.stand(middle, name)

    def captions_away(self, view: QWidget) -> list[tuple[str, QWidget]]:
        """What the columns are called, each with its field, unless the row says it itself below the edge of a view."""
        said = self._of_fields
        beside, _ = self._placed
        if not beside or (self.titled and min(one.mapTo(view, QPoint()).y() for one in said.values()) >= 0):
            return []
        return [(said[name].text(), field) for name, field in self._fields.items()]

    def paintEvent(self, event: QPaintEvent) -> None:
        """It is in view: make what belongs into it once its name is painted."""
        super().paintEvent(event)
        if not self._fields:
            painter = QPainter(self)
            painter.setPen(QColor(theme.current().ink))
            painter.setFont(theme.font(theme.BASE_PX, QFont.Weight.DemiBold))
            words = self.rect().adjusted(PICTURE_WIDTH + 26, 4, 0, 0)
            words = QStyle.visualRect(self.layoutDirection(), self.rect(), words)
            painter.drawText(words, Qt.TextFlag.TextWordWrap, self._exercise.text.name)
            painter.end()
            QTimer.singleShot(0, self, self._build_in_view)

    def _build_in_view(self) -> None:
        if not self.visibleRegion().isEmpty():  # it may have been scrolled past
            self.build()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab has come here: make what belongs into it, and let Tab go on to that."""
        fields = list(self.fields.values())
        last = event.reason() is Qt.FocusReason.BacktabFocusReason
        fields[-1 if last else 0].setFocus(event.reason())

    def refresh(self) -> None:
        """Show the settings as they are; `Back to recommended` only where it would change something."""
        if not self._fields:
            return
        override = self._settings.current.override(self._exercise.id)
        amount = override.apply(self._exercise.dosage)
        for name, field in self._fields.items():
            show_number(field, getattr(amount, name))
            self._show_hint(name, getattr(amount, name))
            own = tr("Yours") if getattr(override, name) is not None else ""
            if own != field.accessibleDescription():
                field.setAccessibleDescription(own)
                theme.role(field, "own", "yes" if own else "")
        self.back.setVisible(not override.empty)

    def _captions(self) -> dict[str, str]:
        held = self._exercise.kind is Kind.HOLD
        return {
            "hold_s": tr_in("how long one holds", "Hold") if held else tr("Pause at the top"),
            "reps": tr("Repetitions"),
            "sets": tr("Sets"),
            "rest_s": tr("Rest between"),
        }

    def _cell(self, name: str, words: str) -> QWidget:
        long = {
            "hold_s": tr("hold seconds"),
            "reps": tr("repetitions"),
            "sets": tr("sets"),
            "rest_s": tr("rest seconds"),
        }
        timed = name.endswith("_s")
        step = 5 if name == "hold_s" and self._exercise.kind is Kind.HOLD else 1
        field = NumberField(
            wording.titled(self._exercise.text.name, long[name]),
            *BOUNDS[name],
            step=step,
            whole=not timed,
            unit=tr("{count} s") if timed else "{count}",
        )
        field.valueChanged.connect(partial(self._change, name))
        self._fields[name] = field
        self.hints[name] = Hint(self._hints(name))
        column = QVBoxLayout()
        column.setSpacing(CAPTION_GAP)
        self._of_fields[name] = label(words, "small")
        column.addWidget(self._of_fields[name])
        column.addWidget(field)
        column.addWidget(self.hints[name])
        column.addStretch()
        return frame("plain", column, 0)

    def _change(self, name: str, value: float) -> None:
        kept = value if name.endswith("_s") else int(value)
        usual = getattr(self._exercise.dosage, name)
        settings = self._settings.current
        override = settings.override(self._exercise.id)
        override = replace(override, **{name: None if kept == usual else kept})  # type: ignore[arg-type]
        self._settings.save(settings.with_override(self._exercise.id, override))

    def _show_hint(self, name: str, value: float) -> None:
        known = getattr(self._exercise.recommended, name, None)
        least, most = known or (value, value)
        self.hints[name].show_text(2 if value > most else 1 if value < least else 0)

    def _hints(self, name: str) -> tuple[str, ...]:
        """What stands below a field: as it is recommended; and if the person's number is less, or more."""
        known = getattr(self._exercise.recommended, name, None)
        if known is None:
            return (tr("usually {length}").format(length=wording.seconds(self._exercise.dosage.rest_s)),)
        amount = wording.span(known)
        if name.endswith("_s"):
            amount = tr("{count} s").format(count=amount)
        text = tr("recommended {amount}").format(amount=amount)
        less, more = tr("yours is less: fine to begin with"), tr("yours is more: go gently")
        return text, f"{amount} · {less}", f"{amount} · {more}"
