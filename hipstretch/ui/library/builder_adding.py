"""The exercises that can be added to a routine in the builder, found by words."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from hipstretch.core.conditions import Variant, variant
from hipstretch.core.exercise import Exercise
from hipstretch.core.folding import fold
from hipstretch.core.search import nearness, stands_in
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import ENGLISH, tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache

from .list_pictures import EXERCISE, ListPictures

LIST_PX, LIST_MOST_PX = 272, 340
"""How high the list is at least, at 100 % text, and the most that this becomes with larger text."""


class ExercisesToAdd(QFrame):
    """A card with a search, a button that adds, and what is found; Enter adds as well."""

    wanted = Signal(str)
    """The id of an exercise that is to be added."""
    searched = Signal()

    def __init__(self, catalogue: CatalogueStore, settings: SettingsStore, cache: PictureCache) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._catalogue = catalogue
        self._settings = settings
        self.search = QLineEdit()
        self.search.setPlaceholderText(tr("Add an exercise: search, then Enter"))
        self.search.setAccessibleName(tr("Search for an exercise to add"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.fill)
        self.search.returnPressed.connect(self._want)
        self.search.installEventFilter(self)
        self.add = button("", "chip", self._want)
        self.found = QListWidget()
        self.found.setWordWrap(True)
        self.found.setProperty(
            "kind", "quiet"
        )  # its line is the next to be added, the chosen one is elsewhere
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setAccessibleName(tr("Exercises to add"))
        self.found.setMinimumHeight(min(theme.px(LIST_PX), LIST_MOST_PX))
        self.found.itemDoubleClicked.connect(self._want)
        self.found.installEventFilter(self)
        self._pictures = ListPictures(catalogue, cache, self.found)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(label(tr("Exercises to add"), "heading", wrap=True))
        column.addWidget(self.search)
        column.addLayout(row)  # above the list: below it, it would be out of sight in a low window
        column.addWidget(self.found, 1)

    def show_place(self, number: int) -> None:
        """Say where the new one will stand. To add the first is what the page is there for."""
        first, words = number == 1, tr("Add as number {number}")
        self.add.setText(tr("Add this") if first else words.format(number=wording.number(number)))
        theme.role(self.add, "kind", "primary" if first else "chip")

    def fill(self) -> None:
        """Show what fits: what Enter adds comes first, what is to be left out last."""
        words = self.search.text()
        having = self._settings.current.conditions

        def place(one: Exercise) -> tuple[bool, int, str]:
            name = one.text.name
            return variant(one, having)[0] is Variant.LEFT_OUT, nearness(words, name), fold(name)

        self.found.clear()
        for exercise in sorted(self._catalogue.current.exercises.values(), key=place):
            if exercise.id in self._settings.current.hidden:
                continue
            short = wording.caution_in_short(exercise, having)
            below = " · ".join(filter(None, (wording.group(exercise.group), short)))
            line = f"{exercise.text.name}\n{below}"
            if stands_in(words, (line, *self._catalogue.names_in(ENGLISH).get(exercise.id, ()))):
                QListWidgetItem(line, self.found).setData(EXERCISE, exercise.id)
        for item in map(
            self.found.item, reversed(range(self.found.count()))
        ):  # of pictures the last comes first
            self._pictures.show(item, item.data(EXERCISE))
        self.found.setCurrentRow(0)
        self.searched.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and Down in the search lead to what was found."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if watched is self.search and key == Qt.Key.Key_Down:
                self.found.setFocus()
                return True
            if watched is self.found and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._want()
                return True
        return super().eventFilter(watched, event)

    def _want(self) -> None:
        if item := self.found.currentItem():
            self.wanted.emit(item.data(EXERCISE))
            self.search.selectAll()  # the next name that is typed takes its place
