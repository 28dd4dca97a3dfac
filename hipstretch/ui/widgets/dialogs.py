"""Dialogs over a window. None runs an event loop of its own, so whatever happens meanwhile happens as always.

A dialog that closes gives the keys back to the window that asked: without a window manager nobody else does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QDialog,
    QFileDialog,
    QLayout,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .page import Unfinished, scroll_by_key, scrolled

Role = QMessageBox.ButtonRole
FRAME_PX = 80
"""Of the screen's height, for the window's frame and what the desktop has there."""
LONGEST = 40
"""Characters of a name in a question."""


def short(text: str) -> str:
    """A name, cut so that a question stays narrow: a long word can't wrap."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def nothing() -> None:
    """Do nothing."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: its words, what it does, and what kind of answer it is.

    The first answer is that of Enter; Esc gives the one with the RejectRole.
    """

    words: str
    act: Callable[[], object] = nothing
    role: QMessageBox.ButtonRole = Role.AcceptRole


def ask(dialog: QDialog, then: Callable[[], object]) -> None:
    """Open a dialog over its parent's window, and call `then` if it is accepted. It is deleted when it closes."""
    parent = dialog.parentWidget()

    def on_finished(result: int) -> None:
        dialog.finished.disconnect(on_finished)  # or it would go down with what this refers to
        if parent and isValid(parent):
            give_back(parent)
        dialog.deleteLater()
        if result == QDialog.DialogCode.Accepted:
            then()

    dialog.finished.connect(on_finished)
    QDialog.open(dialog)  # a QPrintDialog has another method of this name


def fill(dialog: QDialog, content: QLayout, below: QBoxLayout, width: int) -> None:
    """Fill a dialog with what scrolls where the screen is small, and with buttons that stay below it.

    It gets this width, in logical pixels at 100 % text, if there is room, and the height of all that is in it.
    """
    content.setContentsMargins(24, 20, 24, 8)
    below.setContentsMargins(24, 8, 24, 20)
    below.setSpacing(10)  # else that of the layout around it
    inside = QWidget()
    inside.setLayout(content)
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    area = scrolled(inside)
    outer.addWidget(area, 1)
    outer.addLayout(below)
    room = dialog.screen().availableGeometry().size()
    least = content.totalMinimumSize().width() + area.verticalScrollBar().sizeHint().width()
    wide = min(max(theme.px(width), least, below.totalMinimumSize().width()), room.width())
    high = (
        content.totalHeightForWidth(wide) if content.hasHeightForWidth() else content.totalSizeHint().height()
    )
    dialog.resize(wide, min(high + below.totalSizeHint().height(), room.height() - FRAME_PX))


def question(parent: QWidget, text: str, answers: Sequence[Answer]) -> QMessageBox:
    """Open a question over the window of `parent`, and do what the answer is for."""
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    acts: dict[QAbstractButton, Callable[[], object]] = {}
    for answer in answers:
        made = box.addButton(answer.words, answer.role)
        acts[made] = answer.act
        if len(acts) == 1:
            box.setDefaultButton(made)

    def on_finished(_result: int) -> None:
        box.finished.disconnect(on_finished)  # or it would go down with what this refers to
        clicked = box.clickedButton()
        if isValid(parent):
            give_back(parent)
        box.deleteLater()
        if clicked in acts:
            acts[clicked]()

    box.finished.connect(on_finished)
    box.open()
    return box


def ask_before_closing(
    parent: QWidget, found: Sequence[Unfinished], close: Callable[[], object]
) -> QMessageBox:
    """Say what would be lost if the program ended now; lead there, or `close` all the same."""
    text = tr("Not kept yet: {names}. This is lost if you close Hipstretch now.")
    return question(
        parent,
        text.format(names=wording.listed(one.words for one in found)),
        (
            Answer(tr("Go there"), found[0].show),
            Answer(tr("Close without keeping"), close, Role.DestructiveRole),
            Answer(tr("Cancel"), role=Role.RejectRole),
        ),
    )


class FormDialog(QDialog):
    """A dialog with something to type: leaving it asks before that is lost."""

    @property
    def typed(self) -> bool:
        """Whether leaving now would lose something."""
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll by the keys that scroll a page."""
        if not scroll_by_key(self, event):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Leave, after a question if something was typed."""
        if not self.typed:
            super().reject()
            return
        question(
            self,
            tr("Throw away what you entered?"),
            (
                Answer(tr("Go on here"), role=Role.RejectRole),
                Answer(tr("Throw away"), super().reject, Role.DestructiveRole),
            ),
        )


def documents() -> Path:
    """Where files are put if nobody says otherwise: the folder for documents, or the home if there is none."""
    named = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    found = Path(named or Path.home())
    return found if found.is_dir() else Path.home()


def name_to_save(
    parent: QWidget,
    title: str,
    proposed: str,
    filters: str,
    then: Callable[[str, str], object],
    ending: str = "",
) -> None:
    """Ask for a file to write, and call `then` with it and with the filter that was chosen.

    A name that has no ending gets `ending`, before the question whether a file is to be replaced.
    """
    dialog = QFileDialog(parent, title, str(Path(proposed).parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(ending)
    dialog.selectFile(Path(proposed).name)
    ask(dialog, lambda: then(dialog.selectedFiles()[0], dialog.selectedNameFilter()))


def name_to_open(
    parent: QWidget, title: str, folder: str, filters: str, then: Callable[[str], object]
) -> None:
    """Ask for a file to read, and call `then` with it."""
    dialog = QFileDialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    ask(dialog, lambda: then(dialog.selectedFiles()[0]))


def names_to_open(
    parent: QWidget, title: str, folder: str, filters: str, then: Callable[[Sequence[str]], object]
) -> None:
    """Ask for files to read, and call `then` with them."""
    dialog = QFileDialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    ask(dialog, lambda: then(dialog.selectedFiles()))


def folder_to_use(parent: QWidget, title: str, folder: str, then: Callable[[str], object]) -> None:
    """Ask for a folder, and call `then` with it."""
    dialog = QFileDialog(parent, title, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    ask(dialog, lambda: then(dialog.selectedFiles()[0]))


def give_back(asker: QWidget) -> None:
    """Let the window of a widget have the keys."""
    asker.window().activateWindow()
