"""About: which version this is, what it can't promise, and the licences of all it is made of."""

from pathlib import Path

import PySide6
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QIcon, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from hipstretch import __version__
from hipstretch.data import licences
from hipstretch.data.assets import assets_dir
from hipstretch.qt import sound_words
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import fill, give_back, ways_out
from hipstretch.ui.widgets.labels import label, path_in_parts

WIDTH = 860
"""How wide it is if there is room, in logical pixels at 100 % text size."""
MARGIN = 40
"""How much smaller than its window it is at least, so that this is seen to be there still."""
HEIGHT, WIDE = 240, 720
"""The least height of list and licence, and the least width for both beside each other, at 100 % text size."""


class AboutDialog(QDialog):
    """Everything on one page that scrolls; nothing is opened in the browser before a click."""

    def __init__(self, parent: QWidget, player: CuePlayer) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(tr("About Hipstretch"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.components = licences.load(assets_dir())
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addLayout(self._build_head(sound_words.player(player.kind)))
        words.addWidget(label(tr("What it is made of"), "heading", wrap=True))
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(16)
        self._pair.addWidget(self._build_list(), 2)
        self._pair.addWidget(self._build_licence(), 5)
        words.addLayout(self._pair)
        words.addWidget(self._build_replacing())
        words.addStretch()
        close = button(tr("Close"), "primary", self.accept)
        close.setDefault(True)
        fill(self, words, ways_out(close), WIDTH)
        self.resize(self.size().boundedTo(parent.size() - QSize(MARGIN, MARGIN)))
        self.names.setCurrentRow(0)
        close.setFocus()
        self.finished.connect(lambda: give_back(parent))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The licence beside the list, or below it where lines would be too short."""
        super().resizeEvent(event)
        wide = self.width() >= theme.px(WIDE)
        side_by_side, one_below_the_other = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(side_by_side if wide else one_below_the_other)

    def _build_head(self, player: str) -> QHBoxLayout:
        icon = QLabel()
        icon.setPixmap(QIcon(str(assets_dir() / "icons" / "hipstretch.svg")).pixmap(theme.px(64)))
        icon.setAccessibleName(tr("The icon of Hipstretch"))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(tr("Hipstretch {version}").format(version=__version__), "title", wrap=True))
        words.addWidget(
            label(
                tr(
                    "It leads you through stretches for your hips, with pictures, sounds and exact times. It "
                    "works offline, and what you did stays on this computer."
                ),
                wrap=True,
            )
        )
        words.addWidget(
            label(
                tr(
                    "It is not medical advice: no doctor or physiotherapist has reviewed it, it can't examine "
                    "you and it promises no cure. When to stop, and whom to see first, stands under Help."
                ),
                "soft",
                wrap=True,
            )
        )
        words.addWidget(label(player, "soft", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def _build_list(self) -> QListWidget:
        self.names = QListWidget()
        self.names.setAccessibleName(tr("What it is made of"))
        self.names.setMinimumHeight(theme.px(HEIGHT))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.addItems([one.name for one in self.components])
        self.names.currentRowChanged.connect(self._show)
        return self.names

    def _build_licence(self) -> QFrame:
        self.licence = label("", "strong", wrap=True)
        self.link = button("", "quiet", self._open)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(theme.px(HEIGHT / 2))
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.licence)
        column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.text, 1)
        return frame("plain", column, 0)

    def _build_replacing(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(tr("Qt is yours to replace"), "heading", wrap=True))
        column.addWidget(
            label(
                tr(
                    "Hipstretch uses Qt and PySide6 under the GNU Lesser General Public License, version 3, "
                    "as libraries of their own. You may change them and put your own in their place: another "
                    "build of the same version, under the same file names, into this folder. Their source is "
                    "at download.qt.io."
                ),
                wrap=True,
            )
        )
        # A path has no spaces to break at; zero-width ones let it wrap.
        folder = path_in_parts(str(Path(PySide6.__file__).parent))
        column.addWidget(label(folder, "small", wrap=True))
        return frame("card", column)

    def _show(self, row: int) -> None:
        one = self.components[row]
        self.licence.setText(tr("Licence: {licence}").format(licence=one.licence))
        self.link.setText(one.homepage.removeprefix("https://").removeprefix("http://").split("/")[0])
        self.link.setAccessibleName(
            tr("Open {page} in the browser").format(page=one.homepage) if one.homepage else ""
        )
        self.link.setToolTip(one.homepage)
        self.link.setVisible(bool(one.homepage))
        self.text.setPlainText(one.text)
        self.text.setAccessibleName(tr("The licence of {name}").format(name=one.name))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self.components[self.names.currentRow()].homepage))
