"""Help: how a session goes, when to get help and when to stop, what hips are like, every key."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch import __version__
from hipstretch.data.assets import assets_dir
from hipstretch.data.paths import Paths
from hipstretch.data.pictures import picture_in
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Flow, quiet_row
from hipstretch.ui.widgets.labels import label, name_in_parts, path_in_parts
from hipstretch.ui.widgets.numbered import NumberedLines
from hipstretch.ui.widgets.page import Page
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail

from .hips import YourHips
from .key_list import KeyGroup, most_used
from .safety import safety, what_this_is, where_to_put_it
from .texts import CARD_WIDTH, keys_cards, keys_near, page_of, to_read

SHOWN = ("half-kneel-lunge", "supine-figure-four")
"""The exercises whose pictures stand beside how a session goes."""
PICTURE_PX = (240, 180)
"""Their width and height, in logical pixels at 100 % text."""
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down)
NARROW_PX = 900
"""Where the page is narrower, in logical pixels at 100 % text, they are left out."""


class HelpPage(Page):
    """The words of the first start again, the hips, every key, where things are kept, whose work this stands on."""

    group_requested = Signal(object)
    """The exercises of this MuscleGroup are wanted."""

    def __init__(self, paths: Paths, person: str, cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self.back: Callable[[], object] | None = None
        """Leads to the page where help was asked for."""
        self._pictures: list[Thumbnail] = []
        words = QVBoxLayout()
        words.setSpacing(16)
        session = self._how_it_goes(person, cache)
        warnings = safety()
        hips = YourHips(person, cache, self.group_requested.emit)
        keys = CardGrid(CARD_WIDTH, most=2)
        keys.show_cards(keys_cards())
        places, credits_ = self._places(paths), self._credits()
        jumps = Flow(4, balanced=True)
        for text, part in (
            (tr("How a session goes"), session),
            (tr("Get help now"), warnings),
            (tr("Your hips"), hips),
            (tr("Keys"), keys),
            (tr("Where things are kept"), places),
            (tr("Credits"), credits_),
        ):
            jump = button(f"↓ {text}", "quiet", partial(self._jump, part))
            jump.setAccessibleName(text)
            jump.installEventFilter(self)
            self.first = self.first or jump
            part.setAccessibleName(text)
            jumps.add(jump)
        other = CardGrid(CARD_WIDTH, most=2)
        other.show_cards([places, credits_])
        words.addWidget(label(tr("Help"), "title"))
        words.addLayout(quiet_row(jumps))
        for part in (session, warnings, hips, keys, other):
            words.addWidget(part)
        words.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._area = area = page_of(words)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        area.setAccessibleName(tr("Help"))
        column.addWidget(area)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the arrows to the page, which scrolls: from a button Qt would go on to the next one."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and event.key() in ARROWS:
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leads back to where help was asked for."""
        if event.key() == Qt.Key.Key_Escape and self.back:
            self.back()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page was opened: next time help may be asked for elsewhere."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.back = None

    def _jump(self, part: QWidget) -> None:
        """Show a part of the page at its top; Tab goes on and the arrow keys scroll from there."""
        part.setFocus()
        bar, at = self._area.verticalScrollBar(), part.mapTo(self._area, QPoint()).y()
        bar.setValue(bar.value() + at)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside how a session goes there are pictures where there is room."""
        super().resizeEvent(event)
        for one in self._pictures:
            one.setVisible(self.width() >= theme.px(NARROW_PX))

    def _how_it_goes(self, person: str, cache: PictureCache) -> QFrame:
        row = QHBoxLayout()
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(tr("How a session goes"), "heading", wrap=True))
        column.addLayout(to_read(label(what_this_is(), "soft", wrap=True)))
        lines = NumberedLines()
        lines.show_lines(
            (
                where_to_put_it(),
                tr(
                    "Press Start on Today: the picture shows what to do, the ring what is left; sounds say when to "
                    "hold and to rest."
                ),
                tr("Keys in a session"),
                tr("What you did is kept in History, unless you discard it when you stop."),
            )
        )
        lines.put_below(2, keys_near([KeyGroup("", most_used())]))
        column.addLayout(to_read(lines))
        column.addStretch()
        row.addLayout(column, 1)
        width, height = map(theme.px, PICTURE_PX)
        for exercise in SHOWN:
            path = picture_in(assets_dir() / "exercises" / exercise, "hold", person)
            self._pictures.append(Thumbnail(cache, path, height, width))
            row.addWidget(self._pictures[-1], 0, Qt.AlignmentFlag.AlignVCenter)
        return frame("card", row)

    def _places(self, paths: Paths) -> QFrame:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 2)
        grid.addWidget(label(tr("Where things are kept"), "heading", wrap=True), 0, 0, 1, 2)
        grid.addWidget(label(tr("Everything stays on this computer."), wrap=True), 1, 0, 1, 2)
        for at, (words, path) in enumerate(
            (
                (tr("History"), paths.history),
                (tr("Tightness checks"), paths.checks),
                (tr("Settings"), paths.settings),
                (tr("Your own exercises"), paths.exercises),
                (tr("Your own routines"), paths.routines),
                (tr("Log"), paths.log),
            ),
            2,
        ):
            grid.addWidget(label(words, "strong", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
            # A path has no spaces to break at; zero-width ones let it wrap.
            shown = label(path_in_parts(name_in_parts(str(path))), wrap=True)
            grid.addWidget(shown, at, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        return frame("card", grid)

    def _credits(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(tr("Credits"), "heading"))
        for words in (
            tr("Hipstretch {version}, under the MIT licence.").format(version=__version__),
            tr("Qt and PySide6 by The Qt Company and contributors, under the LGPL 3."),
            tr("Typeface Inter by Rasmus Andersson and contributors, under the SIL Open Font License 1.1."),
            tr("Everything else it stands on, with all licences: Settings, Look, About."),
            tr(
                "Pictures and sounds were made for Hipstretch by programs in its source. The facts behind "
                "each exercise are named with it, in the Library."
            ),
        ):
            column.addWidget(label(words, wrap=True))
        column.addStretch()
        return frame("card", column)
