"""The cards of the exercises that the filters leave."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.exercise import Exercise
from hipstretch.core.routine import Entry
from hipstretch.core.search import find
from hipstretch.core.timeline import dosage_for
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import ENGLISH, tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.exercise_card import CARD_WIDTH, LOW_SHARE, PICTURE_SHARE, ExerciseCard
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache

from .exercise_filters import ExerciseFilters

AT_ONCE, A_TIME = 24, 8
"""So many cards are there at the first look, and so many follow at a time while the window answers."""

HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
)
GOING = (
    *(Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Left, Qt.Key.Key_Right),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down),
)
"""The keys that go from card to card."""
MIRRORED = {Qt.Key.Key_Left: Qt.Key.Key_Right, Qt.Key.Key_Right: Qt.Key.Key_Left}


class ExerciseCards(QWidget):
    """A grid of cards, or a sentence where there is none."""

    opened = Signal(str)
    """The id of an exercise whose card was pressed."""

    def __init__(
        self,
        catalogue: CatalogueStore,
        settings: SettingsStore,
        cache: PictureCache,
        filters: ExerciseFilters,
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._settings = settings
        self._cache = cache
        self._filters = filters
        self._cards: list[ExerciseCard] = []
        self._made: dict[str, tuple[object, ExerciseCard]] = {}
        self._share = PICTURE_SHARE
        self._waiting: list[str] = []
        """Exercises whose cards follow."""
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._show_more)
        self._grid = CardGrid(CARD_WIDTH)
        self._nothing = self._build_nothing()
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 4, 28, 24)
        column.addWidget(self._nothing)
        column.addWidget(self._grid)
        column.addStretch(1)  # few cards are no higher than many
        filters.changed.connect(self.fill)
        filters.search.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Home and End go from card to card, Down and Enter from the search to the first that it finds."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and not event.modifiers() & HELD
        ):
            key = Qt.Key(event.key())
            if isinstance(watched, ExerciseCard):
                return self._go(watched, key)
            if key == Qt.Key.Key_Down:
                self.focus_first()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._filters.search.text() and self._cards and not event.isAutoRepeat():
                    self._cards[0].click()
                return True
        return super().eventFilter(watched, event)

    def focus_first(self) -> None:
        """Give the focus to the first card, if there is one."""
        if self._cards:
            self._cards[0].setFocus()

    def _go(self, card: ExerciseCard, key: Qt.Key) -> bool:
        """Give the focus to the card that a key means from this one, or to the search; whether it means any."""
        if key not in GOING:
            return False
        if self.isRightToLeft():
            key = MIRRORED.get(key, key)
        if key in (Qt.Key.Key_End, Qt.Key.Key_Down):
            while self._waiting:
                self._show_more()
        at, last, columns = self._cards.index(card), len(self._cards) - 1, self._grid.columns
        if key == Qt.Key.Key_Up and at < columns:
            self._filters.search.setFocus()
            return True
        below = at + columns if at + columns <= last or at // columns == last // columns else last
        to = {
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Up: at - columns,
            Qt.Key.Key_Down: below,
        }[key]
        if 0 <= to <= last:
            self._cards[to].setFocus()
        return True

    def shown(self) -> list[str]:
        """The ids of the exercises that the filters leave, in the order they are shown."""
        found = find(
            self._catalogue.current.exercises.values(),
            self._filters.wanted(),
            self._settings.current.hidden,
            self._names,
        )
        return [exercise.id for exercise in found]

    def cards(self) -> list[ExerciseCard]:
        """The cards that are there by now."""
        return list(self._cards)

    def card_of(self, exercise_id: str) -> ExerciseCard | None:
        """The card of an exercise, also of one whose turn it was not yet; None if the filters leave it out."""
        while exercise_id in self._waiting:
            self._show_more()
        return next((card for card in self._cards if card.exercise.id == exercise_id), None)

    def fold(self, low: bool) -> None:
        """In a low window pictures are lower."""
        self._share = LOW_SHARE if low else PICTURE_SHARE
        for _, card in self._made.values():
            card.set_share(self._share)

    def fill(self) -> None:
        """Show the exercises that the filters leave, as they are now."""
        catalogue = self._catalogue.current
        for gone in self._made.keys() - catalogue.exercises.keys():
            self._made.pop(gone)[1].deleteLater()
        hidden = sum(e in catalogue.exercises for e in self._settings.current.hidden)
        self._filters.show_hidden(hidden)
        ids = self.shown()
        self._filters.show_count(len(ids), len(catalogue.exercises))
        self._cards = [self._card(exercise) for exercise in ids[:AT_ONCE]]
        self._grid.show_cards(self._cards, keep=True)
        self._nothing.setVisible(not ids)
        if not catalogue.exercises:
            words, hint = (
                tr("There is no exercise yet."),
                tr("“New exercise” makes one of your own."),
            )
        elif hidden == len(catalogue.exercises):
            words, hint = (
                tr("All exercises are hidden."),
                tr("Tick “Hidden” to see them."),
            )
        else:
            words, hint = (
                tr("No exercise fits all of this."),
                tr("Fewer words or filters find more."),
            )
        self._nothing_words.setText(words)
        self._nothing_hint.setText(hint)
        self.show_all.setVisible(0 < len(catalogue.exercises) != hidden)
        self._waiting = ids[AT_ONCE:]
        self._more.start()

    def _show_more(self) -> None:
        """The cards that the first look did not wait for."""
        fresh = [self._card(exercise) for exercise in self._waiting[:A_TIME]]
        self._waiting = self._waiting[A_TIME:]
        self._cards += fresh
        self._grid.add_cards(fresh)
        if not self._waiting:
            self._more.stop()

    def _build_nothing(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(12)
        self._nothing_words = label("", "heading", wrap=True)
        self._nothing_hint = label("", "soft", wrap=True)
        column.addWidget(self._nothing_words)
        column.addWidget(self._nothing_hint)
        self.show_all = button(tr("Show all exercises"), "", self._filters.clear)
        row = QHBoxLayout()
        row.addWidget(self.show_all)
        row.addStretch()
        column.addLayout(row)
        return frame("card", column, 28)

    def _card(self, exercise_id: str) -> ExerciseCard:
        """The card of an exercise; the one there was if it would look the same."""
        catalogue, settings = self._catalogue.current, self._settings.current
        exercise = catalogue.exercises[exercise_id]
        line = wording.dosage(exercise, dosage_for(Entry(exercise_id), exercise, settings))
        caution = wording.caution_in_short(exercise, settings.conditions)
        picture = catalogue.picture(exercise_id, "hold")
        looks = exercise, line, caution, picture, picture and picture.stat().st_mtime_ns
        known, card = self._made.get(exercise_id, (None, None))
        if card is None or known != looks:
            if card:
                card.deleteLater()
            card = ExerciseCard(exercise, line, self._cache, caution)
            card.picture.show_picture(picture)
            card.clicked.connect(partial(self._open, exercise_id))
            card.installEventFilter(self)
            card.set_share(self._share)
            self._made[exercise_id] = looks, card
        return card

    def _names(self, exercise: Exercise) -> tuple[str, ...]:
        english = self._catalogue.names_in(ENGLISH).get(exercise.id, ())
        return wording.group(exercise.group), wording.position_name(exercise.position), *english

    def _open(self, exercise_id: str, _checked: bool = False) -> None:
        self.opened.emit(exercise_id)
