"""A choice of who shows the exercises, by pictures."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from hipstretch.core.person import Person
from hipstretch.data.assets import picture_of
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.ui.style import theme

from .cards import CardGrid, frame
from .flow_layout import Columns, flow_row
from .labels import label
from .pictures import Picture, PictureCache

PORTRAIT, SMALL, AROUND_PX = (108, 144), (60, 80), 20
"""Width and height of a portrait, usual and in a row of a form, and what is beside a usual one at least, in logical
pixels at 100 % text size."""
MARK_PX, MARK_IN_PX = 22, 10
"""How large the mark of who is chosen is, at 100 % text, and how far it is from the corner."""
GAP_PX, WIDEST_SMALL = 12, 190
"""A button with a small picture needs no more than this, in logical pixels at 100 % text size."""


class ChosenMark(QWidget):
    """A tick in a disc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(theme.px(MARK_PX), theme.px(MARK_PX))
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        size, tokens = self.width(), theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.hold))
        painter.drawEllipse(self.rect())
        painter.setPen(QPen(QColor(tokens.on_accent), size / 9, c=Qt.PenCapStyle.RoundCap))
        points = ((0.28, 0.52), (0.44, 0.68), (0.73, 0.35))
        painter.drawPolyline([QPointF(x, y) * size for x, y in points])


class PersonButton(QPushButton):
    """One person: the picture, and below it who it is."""

    def __init__(self, person: Person, picture: Picture, size: tuple[int, int]) -> None:
        super().__init__()
        self.person = person
        self.setProperty("kind", "card")
        self.setProperty("choice", True)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(person.name)
        self._picture, self._size = picture, size
        self.enlarge(1)
        stage = QVBoxLayout()
        stage.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        self._box = box = QVBoxLayout(self)
        box.setContentsMargins(6, 6, 6, 10)
        box.setSpacing(6)
        box.addWidget(frame("stage", stage, 4))
        name = label(person.name, "strong", wrap=True)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(name)
        self._mark = ChosenMark(self)
        self.toggled.connect(self._mark.setVisible)

    def enlarge(self, times: float) -> None:
        """Have a picture so much larger than usual."""
        self._picture.setFixedSize(*(theme.px(side * times) for side in self._size))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The mark of who is chosen keeps to its corner."""
        super().resizeEvent(event)
        end = MARK_IN_PX if self.isRightToLeft() else self.width() - MARK_IN_PX - self._mark.width()
        self._mark.move(end, MARK_IN_PX)

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._box.minimumSize()


class PersonChoice(QWidget):
    """A button for each person there are pictures of; what is pressed counts at once.

    They share the width. With `small` the pictures are, as in a row of a form.
    """

    def __init__(
        self, catalogue: CatalogueStore, settings: SettingsStore, cache: PictureCache, *, small: bool = False
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._group = QButtonGroup(self)
        for person in catalogue.current.people:
            picture = Picture(cache)
            picture.show_picture(picture_of(person.id, "portrait"))
            made = PersonButton(person, picture, SMALL if small else PORTRAIT)
            made.clicked.connect(lambda _=False, person=person: settings.change(person=person.id))
            self._group.addButton(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if small:
            row = Columns(GAP_PX, theme.px(WIDEST_SMALL))
            for made in self.buttons:
                row.add(made)
            column.addWidget(flow_row(row))
        else:
            grid = CardGrid(PORTRAIT[0] + AROUND_PX, GAP_PX, most=len(self.buttons))
            grid.show_cards(self.buttons)
            column.addWidget(grid)
        self.refresh()

    @property
    def buttons(self) -> list[PersonButton]:
        """The buttons, in the order of the people."""
        return [one for one in self._group.buttons() if isinstance(one, PersonButton)]

    def enlarge(self, times: float) -> None:
        """Have pictures so much larger than usual."""
        for one in self.buttons:
            one.enlarge(times)

    def refresh(self) -> None:
        """Show who is chosen."""
        for one in self.buttons:
            one.setChecked(one.person.id == self._catalogue.current.person)
