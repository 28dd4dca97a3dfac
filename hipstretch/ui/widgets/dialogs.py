"""Dialogs over a window. None runs an event loop of its own, so whatever happens meanwhile happens as always.

A dialog that closes gives the keys back to the window that asked: without a window manager nobody else does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .buttons import button
from .flow_layout import Flow, flow_row
from .labels import label
from .page import Unfinished, scroll_by_key, scrolled

Role = QDialogButtonBox.ButtonRole
KINDS = {Role.DestructiveRole: "danger"}
"""The kinds of the theme for answers, but for the first."""
QUESTION_PX = 440
"""How wide a question is, in logical pixels at 100 % text."""
FRAME_PX = 80
"""Of the screen's height, for the window's frame and what the desktop has there."""
MOST_OF_HEIGHT = 0.45
"""A title and buttons that would take more than this share of the room scroll with what stands between them."""
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

    The first answer is that of Enter, and stands last, as in every dialog; Esc gives the one with the RejectRole.
    """

    words: str
    act: Callable[[], object] = nothing
    role: QDialogButtonBox.ButtonRole = Role.AcceptRole
    stays: bool = False
    """Whether it is done while the question is still there."""


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


def room(dialog: QDialog) -> QSize:
    """The largest that a dialog can be."""
    return dialog.screen().availableGeometry().size() - QSize(0, FRAME_PX)


class _Body(QScrollArea):
    """What a dialog asks: it scrolls, and a form has its fields below their names where both have no room in a line."""

    outgrown = Signal()
    """All of it was in view, and no longer is."""

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self._content = content
        self._inside = inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(content, 1)
        scrolled(inside, self)
        # a word may be wider than the screen
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._bar = self.verticalScrollBar().sizeHint().width()
        self._beside = 0
        """The least width with fields beside their names."""

    def measure(self, width: int) -> int:
        """Never be narrower than the content can be; the width for it, up to this one."""
        self._wrap(wraps=True)
        least = self._least()
        self.setMinimumWidth(min(least, width))
        self._wrap(wraps=False)
        self._beside = self._least()
        return self._beside if self._beside <= width else min(least, width)

    def high(self, width: int) -> int:
        """The height of all of it, below which it gets only if that leaves a few lines."""
        self._wrap(wraps=width < self._beside)
        content = self._content
        high = _high(content, width)
        self.setMinimumHeight(min(high, self.minimumSizeHint().height()))
        return high

    def title_height(self, width: int) -> int:
        """The height of what it begins with."""
        first = next((one for one in self._inside.children() if isinstance(one, QWidget)), None)
        if first is None:
            return 0
        margins = self._content.contentsMargins()
        beside = margins.left() + margins.right()
        return (
            first.heightForWidth(width - beside) if first.hasHeightForWidth() else first.sizeHint().height()
        )

    def changeEvent(self, event: QEvent) -> None:
        """With other colours or another text size it may be higher: grow if all was in view, once that is known."""
        super().changeEvent(event)
        if (
            event.type() is QEvent.Type.StyleChange
            and self.isVisible()
            and not self.verticalScrollBar().maximum()
        ):
            QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        if self.high(self.width()) > self.height():
            # a bar that is there already would keep itself there: beside it lines are shorter
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.outgrown.emit()
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fields beside their names, or below."""
        super().resizeEvent(event)
        self._wrap(wraps=self.width() < self._beside)

    def _least(self) -> int:
        return self._content.totalMinimumSize().width() + self._bar

    def _wrap(self, *, wraps: bool) -> None:
        policy = QFormLayout.RowWrapPolicy
        for form in self._content.findChildren(QFormLayout):
            form.setRowWrapPolicy(policy.WrapAllRows if wraps else policy.DontWrapRows)
        self._content.activate()


def _high(layout: QLayout, width: int) -> int:
    """The height of a layout at a width."""
    hint = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else 0
    return hint or layout.totalSizeHint().height()


def fill(dialog: QDialog, content: QLayout, below: QBoxLayout, width: int) -> Callable[[], None]:
    """Fill a dialog with what scrolls where the screen is small, and with buttons that stay below it, if there is room.

    It gets this width, in logical pixels at 100 % text, if there is room, and the height of all that is in it. What is
    given back gives it its size anew, after something in it was shown or hidden.
    """
    content.setContentsMargins(24, 20, 24, 8)
    below.setContentsMargins(24, 8, 24, 20)
    below.setSpacing(10)  # else that of the layout around it
    body = _Body(content)
    foot = QWidget()
    foot.setLayout(below)
    outer = QVBoxLayout(dialog)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.setSpacing(0)
    outer.addWidget(body, 1)
    outer.addWidget(foot)
    for one in dialog.findChildren(QPushButton):
        if one.isDefault():  # within a row it does not notice that this is its dialog now
            one.setDefault(False)
            one.setDefault(True)

    def fit() -> None:
        most = room(dialog)
        wide = max(theme.px(width), body.measure(most.width()), below.totalSizeHint().width())
        wide = min(wide, most.width())
        buttons, high = _high(below, wide), body.high(wide)
        low = high + buttons > most.height()
        if low and body.title_height(wide) + buttons > MOST_OF_HEIGHT * most.height():
            _move(foot, body.column)
        else:
            _move(foot, outer)
        dialog.resize(wide, min(high + buttons, most.height()))

    fit()
    body.outgrown.connect(fit)
    return fit


def _move(foot: QWidget, home: QVBoxLayout) -> None:
    """Have the buttons below what is there, with the focus that is on one."""
    if home.indexOf(foot) < 0:
        focused = foot.focusWidget()
        home.addWidget(foot)
        foot.show()
        if focused:
            focused.setFocus()


def ways_out(*buttons: QAbstractButton) -> QVBoxLayout:
    """Buttons below a dialog, in as many lines as they need; the main one is the last."""
    row = Flow(10)
    for one in buttons:
        row.add(one, right=True)
    below = QVBoxLayout()
    below.addWidget(flow_row(row))
    return below


class Question(QDialog):
    """A question and a button for each answer, which wrap where there is no room; `given` is the answer."""

    def __init__(self, parent: QWidget, text: str, answers: Sequence[Answer]) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(parent.window().windowTitle())
        self.setAccessibleDescription(text)
        self._text = text
        self.given = next((one for one in answers if one.role == Role.RejectRole), Answer(""))
        column = QVBoxLayout()
        column.addWidget(label(text, "strong", wrap=True))
        column.addStretch()
        buttons = [button(one.words, KINDS.get(one.role, ""), partial(self.give, one)) for one in answers]
        buttons[0].setProperty("kind", "primary")
        buttons[0].setDefault(True)
        fill(self, column, ways_out(*reversed(buttons)), QUESTION_PX)
        scrolls = any(area.isAncestorOf(buttons[0]) for area in self.findChildren(QScrollArea))
        # in view, the button would hide the question; Enter presses it all the same
        (self if scrolls else buttons[0]).setFocus()

    def text(self) -> str:
        """What is asked."""
        return self._text

    def give(self, answer: Answer) -> None:
        """Give an answer; that ends it, if it does not stay."""
        if answer.stays:
            answer.act()
            return
        self.given = answer
        self.accept()


def question(parent: QWidget, text: str, answers: Sequence[Answer]) -> Question:
    """Open a question over the window of `parent`, and do what the answer is for."""
    box = Question(parent, text, answers)

    def on_finished(_result: int) -> None:
        box.finished.disconnect(on_finished)  # or it would go down with what this refers to
        if isValid(parent):
            give_back(parent)
        box.deleteLater()
        box.given.act()

    box.finished.connect(on_finished)
    box.open()
    return box


def ask_before_closing(
    parent: QWidget,
    found: Sequence[Unfinished],
    close: Callable[[], object],
    again: Callable[[], object] = nothing,
) -> Question:
    """Say what would be lost if the program ended now; keep it if all of it can be, else lead there; or `close`.

    Where the disk refused it, say why and have it try again; `again` looks what is left to ask after that.
    """

    def keep() -> None:
        left = next((one for one in found if one.keep and not one.keep()), None)
        (left.show if left else close)()

    def tried() -> None:
        if isValid(box) and box.isVisible():  # else it was called off meanwhile
            box.give(Answer("", again))

    refused = next((one.refused for one in found if one.refused), None)
    names = wording.listed(one.words for one in found)
    if refused:
        said = tr("Not kept yet ({reason}): {names}. This is lost if you close Hipstretch now.")
        text = said.format(reason=refused.reason, names=names)
        first = Answer(tr("Keep and close"), partial(refused.try_again, tried), stays=True)
    else:
        text = tr("Not kept yet: {names}. This is lost if you close Hipstretch now.").format(names=names)
        can_keep = all(one.keep for one in found)
        first = Answer(tr("Keep and close"), keep) if can_keep else Answer(tr("Go there"), found[0].show)
    box = question(
        parent,
        text,
        (
            first,
            Answer(tr("Close without keeping"), close, Role.DestructiveRole),
            Answer(tr("Cancel"), role=Role.RejectRole),
        ),
    )
    return box


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
