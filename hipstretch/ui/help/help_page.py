"""Help: what the program is for, when to stop, every key."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from hipstretch import __version__
from hipstretch.data.paths import Paths
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page

from .texts import CARD_WIDTH, keys_card, page_of, safety, what_this_is


class HelpPage(Page):
    """The words of the first start again, every key, where things are kept, and whose work this stands on."""

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self.setObjectName("page")
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addWidget(label(self.tr("Help"), "title"))
        words.addWidget(label(what_this_is(), wrap=True))
        words.addWidget(safety())
        other = QVBoxLayout()
        other.setSpacing(16)
        other.addWidget(self._places(paths))
        other.addWidget(self._credits())
        other.addStretch()
        pair = CardGrid(CARD_WIDTH)
        pair.show_cards([keys_card(), frame("plain", other, 0)])
        words.addWidget(pair)
        words.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = page_of(words)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        area.setAccessibleName(self.tr("Help"))
        self.first = area
        column.addWidget(area)

    def _places(self, paths: Paths) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Where things are kept"), "heading"))
        column.addWidget(label(self.tr("Everything stays on this computer."), wrap=True))
        for words, path in (
            (self.tr("History"), paths.history),
            (self.tr("Tightness checks"), paths.checks),
            (self.tr("Settings"), paths.settings),
            (self.tr("Your own exercises"), paths.exercises),
            (self.tr("Your own routines"), paths.routines),
            (self.tr("Log"), paths.log),
        ):
            column.addWidget(label(words, "strong"))
            # A path has no spaces to break at; zero-width ones let it wrap.
            shown = label(str(path).replace("/", "/\u200b").replace("\\", "\\\u200b"), "small", wrap=True)
            column.addWidget(shown)
        return frame("card", column)

    def _credits(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Credits"), "heading"))
        for words in (
            self.tr("Hipstretch {version}, under the MIT licence.").format(version=__version__),
            self.tr("Qt and PySide6 by The Qt Company and contributors, under the LGPL 3."),
            self.tr(
                "Typeface Inter by Rasmus Andersson and contributors, under the SIL Open Font License 1.1."
            ),
            self.tr("Everything else it stands on, with all licences: Settings, Look, About."),
            self.tr(
                "Pictures and sounds were made for Hipstretch by programs in its source. The facts behind "
                "each exercise are named with it, in the Library."
            ),
        ):
            column.addWidget(label(words, wrap=True))
        return frame("card", column)
