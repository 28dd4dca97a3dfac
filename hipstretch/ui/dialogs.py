"""Dialogs that give the keys back to the window that asked: without a window manager nobody else does."""

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget


def ask(dialog: QDialog) -> bool:
    """Run a dialog to its end; whether it was accepted."""
    accepted = bool(dialog.exec())
    if parent := dialog.parentWidget():
        give_back(parent)
    return accepted


def name_to_save(parent: QWidget, title: str, proposed: str, filters: str) -> tuple[str, str]:
    """The file to write and the filter that was chosen; both empty if the person thought better of it."""
    answer = QFileDialog.getSaveFileName(parent, title, proposed, filters)
    give_back(parent)
    return answer


def name_to_open(parent: QWidget, title: str, folder: str, filters: str) -> str:
    """The file to read; empty if the person thought better of it."""
    path, _ = QFileDialog.getOpenFileName(parent, title, folder, filters)
    give_back(parent)
    return path


def give_back(asker: QWidget) -> None:
    """Let the window of a widget have the keys."""
    asker.window().activateWindow()
