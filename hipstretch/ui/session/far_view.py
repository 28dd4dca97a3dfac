"""The large view on another screen, such as a TV: the controls stay where they are."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.pictures import PictureCache

from .big_clock import BigClock
from .figure import show_pictures
from .keys import KEYS, Act
from .session_view import PhaseView, SecondView
from .shortcuts import Shortcuts
from .stage import Stage
from .upper import GAP_PX, SIDE, STAGE


def others(window: QWidget) -> list[QScreen]:
    """Every screen but the one that a window is on."""
    return [screen for screen in QGuiApplication.screens() if screen is not window.screen()]


def name_of(screen: QScreen) -> str:
    """What a screen is called: what its maker calls it, and where it is plugged in."""
    return " ".join(dict.fromkeys(filter(None, (screen.manufacturer(), screen.model(), screen.name()))))


class FarView(QWidget):
    """Figure, side, phase and digits over a whole screen. Esc and a second press of its button close it."""

    def __init__(self, cache: PictureCache, press: Callable[[Act], None]) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setWindowTitle("Hipstretch")
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(
            Qt.WidgetAttribute.WA_QuitOnClose, False
        )  # the window decides when the program ends
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.stage, self.clock = Stage(cache), BigClock()
        self.stage.show_words(shown=True, side=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 28, 28, 28)
        row.setSpacing(GAP_PX)
        row.addWidget(self.stage, STAGE)
        row.addWidget(self.clock, SIDE)
        for part in (self.stage, self.clock):
            part.clicked.connect(lambda: press(Act.TOGGLE_PAUSE))
        keys: Mapping[Act, tuple[str, ...]] = {
            act: several for act, several in KEYS.items() if act is not Act.ASK_STOP
        }
        Shortcuts(self, keys, press)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc always leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)


class OtherScreen(QObject):
    """The large view beside the page, where one is wanted."""

    def __init__(
        self,
        cache: PictureCache,
        catalogue: CatalogueStore,
        press: Callable[[Act], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._cache, self._catalogue, self._press = cache, catalogue, press
        self._phase: PhaseView | None = None
        self._second: SecondView | None = None
        self.view: FarView | None = None
        QGuiApplication.instance().screenRemoved.connect(self._on_removed)  # type: ignore[union-attr]

    def toggle(self, screen: QScreen) -> None:
        """Show it there, or no longer."""
        there = self.view is not None and self.view.isVisible() and self.view.screen() is screen
        self.close()
        if there:
            return
        self.view = FarView(self._cache, self._press)
        self.view.setScreen(screen)
        self.view.setGeometry(screen.geometry())
        self.view.showFullScreen()
        if self._phase and self._second:
            self.show_phase(self._phase)
            self.show_second(self._phase, self._second)

    def close(self) -> None:
        """The session is over, or nobody looks there any more."""
        if self.view:
            self.view.close()
            self.view.deleteLater()
        self.view = None

    def show_phase(self, phase: PhaseView) -> None:
        """What changes with the phase."""
        self._phase = phase
        if self.view:
            self.view.stage.show_phase(phase)
            show_pictures(self._catalogue.current, phase, self.view.stage)

    def show_second(self, phase: PhaseView, second: SecondView) -> None:
        """What changes with the seconds."""
        self._second = second
        if self.view:
            self.view.clock.show_state(phase, second)

    def _on_removed(self, screen: QScreen) -> None:
        if self.view and self.view.screen() is screen:
            self.close()


def words_for(screen: QScreen) -> str:
    """What a button says that shows the large view there."""
    return tr("Large on the screen {name}").format(name=name_of(screen))
