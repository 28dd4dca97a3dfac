"""A button with a menu of what is done less often."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton

from hipstretch.qt import wording
from hipstretch.translation import tr

Acts = Sequence[tuple[str, Callable[[], object]]]


class MoreButton(QPushButton):
    """“More…” of something that has a name; a press or Down opens the menu."""

    def __init__(self, name: str, acts: Acts) -> None:
        super().__init__(tr("More…"))
        self.setProperty("kind", "quiet")
        self.setAccessibleName(wording.titled(tr("More…"), name))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._offered = acts
        self._menu: QMenu | None = None
        self.clicked.connect(self.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads into the menu."""
        if event.key() == Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            menu = self.open()
            menu.setActiveAction(menu.actions()[0])
        else:
            super().keyPressEvent(event)

    def acts(self) -> QMenu:
        """The menu, which is made when it is first wanted."""
        if self._menu is None:
            self._menu = QMenu(self)
            for words, act in self._offered:
                self._menu.addAction(words, act)
        return self._menu

    def open(self) -> QMenu:
        """Show the menu below the button, ending where that ends if the window has no room for it."""
        menu = self.acts()
        wide = menu.sizeHint().width()
        beyond = self.mapTo(self.window(), QPoint(wide, 0)).x() > self.window().width()
        left = self.width() - wide if beyond or self.isRightToLeft() else 0
        menu.popup(self.mapToGlobal(QPoint(left, self.height())))
        return menu
