"""A choice of who shows the exercises, by pictures."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from hipstretch.core.person import Person
from hipstretch.data.assets import picture_of
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.ui.style import theme

from .cards import CardGrid, frame
from .flow_layout import Flow, flow_row
from .labels import label
from .pictures import Picture, PictureCache

PORTRAIT, SMALL_PORTRAIT, BESIDE_PX = (132, 176), (108, 144), 10
"""Width and height of a portrait, in logical pixels at 100 % text size, and what is beside it at least."""


class PersonButton(QPushButton):
    """One person: the picture, and below it who it is."""

    def __init__(self, person: Person, picture: Picture, size: tuple[int, int] = PORTRAIT) -> None:
        super().__init__()
        self.person = person
        self.setProperty("kind", "card")
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(person.name)
        picture.setFixedSize(*map(theme.px, size))
        stage = QVBoxLayout()
        stage.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 10)
        column.addWidget(frame("stage", stage, 4))
        name = label(person.name, "strong", wrap=True)
        name.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(name)
        self._column = column

    def sizeHint(self) -> QSize:
        """As its content: a button by itself thinks of its text alone."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its content."""
        return self._column.minimumSize()


class PersonChoice(QWidget):
    """A button for each person there are pictures of; what is pressed counts at once.

    With `even` they are smaller, and share the width.
    """

    def __init__(
        self, catalogue: CatalogueStore, settings: SettingsStore, cache: PictureCache, *, even: bool = False
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._group = QButtonGroup(self)
        size = SMALL_PORTRAIT if even else PORTRAIT
        for person in catalogue.current.people:
            picture = Picture(cache)
            picture.show_picture(picture_of(person.id, "portrait"))
            made = PersonButton(person, picture, size)
            made.clicked.connect(lambda _=False, person=person: settings.change(person=person.id))
            self._group.addButton(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        if even:
            grid = CardGrid(size[0] + 2 * BESIDE_PX, 12, most=len(self.buttons))
            grid.show_cards(self.buttons)
            column.addWidget(grid)
        else:
            row = Flow(12)
            for made in self.buttons:
                row.add(made)
            column.addWidget(flow_row(row))
        self.refresh()

    @property
    def buttons(self) -> list[PersonButton]:
        """The buttons, in the order of the people."""
        return [one for one in self._group.buttons() if isinstance(one, PersonButton)]

    def refresh(self) -> None:
        """Show who is chosen."""
        for one in self.buttons:
            with QSignalBlocker(one):
                one.setChecked(one.person.id == self._catalogue.current.person)
