"""What the program asks over its window, for tests that answer."""

from typing import TypeVar

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton

from hipstretch.ui.widgets.dialogs import Question

D = TypeVar("D", bound=QDialog)


def the_open(kind: type[D]) -> D:
    """The dialog that is open over all others."""
    found = QApplication.activeModalWidget()
    assert isinstance(found, kind), f"{found} is open"
    return found


def answer(name: str) -> None:
    """Press a button of the question that is open."""
    press(the_open(Question), name)


def press(dialog: QDialog, name: str) -> None:
    """Press a button of a dialog."""
    (found,) = (one for one in dialog.findChildren(QPushButton) if one.text() == name)
    found.click()


def nothing_is_open() -> bool:
    """Whether no dialog is open; what was closed is gone then."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return QApplication.activeModalWidget() is None
