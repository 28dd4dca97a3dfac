"""The exercises of a routine in the builder, in order, and what is done with the chosen one."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem, QVBoxLayout

from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.pictures import PictureCache

from .list_pictures import ListPictures

LEAST_PX, MOST_PX = 190, 560
"""How high the list is at least: as its lines within these bounds."""
KEYS = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class RoutineList(QFrame):
    """A card with the list; Delete takes the chosen one out, and the mouse drags."""

    chosen = Signal(int)
    shifted = Signal(int)
    """By -1 or 1."""
    doubled = Signal()
    taken_out = Signal()
    dragged = Signal(int, int)
    """From a place to before another one."""

    def __init__(self, catalogue: CatalogueStore, cache: PictureCache) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._heading = label("", "heading", wrap=True)
        twice = tr_in("do the same exercise once more in a routine", "Duplicate")
        self.up = button(tr("Up"), "chip", lambda: self.shifted.emit(-1))
        self.down = button(tr("Down"), "chip", lambda: self.shifted.emit(1))
        self.twice = button(twice, "chip", self.doubled.emit)
        self.out = button(tr("Take out"), "chip", self.taken_out.emit)
        for act, key in ((self.up, "Alt+Up"), (self.down, "Alt+Down"), (self.twice, "Ctrl+D")):
            act.setToolTip(key_name(key))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Exercises of the routine, in order"))
        self.list.setDropIndicatorShown(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self.chosen)
        self.list.model().rowsMoved.connect(lambda _from, at, _end, _to, to: self.dragged.emit(at, to))
        self.list.installEventFilter(self)
        self._pictures = ListPictures(catalogue, cache, self.list)
        row = Flow(6, balanced=True)
        for one in (self.up, self.down, self.twice, self.out):
            row.add(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(self._heading)
        column.addWidget(
            flow_row(row)
        )  # above the list, which grows: below it, they would move under the mouse
        column.addWidget(self.list, 1)

    def show_entries(self, entries: Sequence[tuple[str, str]], at: int) -> None:
        """Show the id of each exercise and its words, the one at `at` chosen; nobody is told."""
        self._heading.setText(tr("Exercises") + f" · {len(entries)}")
        with QSignalBlocker(self.list):
            self.list.clear()
            for exercise, words in entries:
                self._pictures.show(QListWidgetItem(words, self.list), exercise)
            self.list.setCurrentRow(at)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Delete takes an entry out; a narrower line is higher."""
        if event.type() is QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._fit)
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in KEYS:
            self.taken_out.emit()
            return True
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        """As high as its lines: a list that scrolls within a page that scrolls is hard to use."""
        lines = sum(map(self.list.sizeHintForRow, range(self.list.count())))
        self.list.ensurePolished()
        margins = self.list.contentsMargins()
        height = lines + margins.top() + margins.bottom()
        self.list.setMinimumHeight(min(max(height, theme.px(LEAST_PX)), theme.px(MOST_PX)))
