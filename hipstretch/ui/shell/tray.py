"""An icon in the desktop's tray, where there is one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from hipstretch.ui.style import theme

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction

    from hipstretch.qt.stores.settings_store import SettingsStore
    from hipstretch.qt.tray_menu import Entry
    from hipstretch.qt.wish import Wish


class Tray(QObject):
    """An icon with a menu, which is asked for when it is opened."""

    def __init__(
        self,
        settings: SettingsStore,
        entries: Callable[[], Sequence[Entry]],
        come_forward: Callable[[Wish], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._entries = entries
        self._come_forward = come_forward
        self._pressed: Callable[[], object] = partial(come_forward, None)
        """What a press on the message does."""
        self._acts: list[Callable[[], object] | None] = []
        self.menu = QMenu()
        self.menu.aboutToShow.connect(self.show_menu)
        self.menu.triggered.connect(self._on_entry)
        self.icon = QSystemTrayIcon(theme.window_icon(), self)
        self.icon.setContextMenu(self.menu)
        self.icon.setToolTip("Hipstretch")
        self.icon.activated.connect(self._on_click)
        self.icon.messageClicked.connect(self._on_message)
        settings.changed.connect(self._show_icon)
        self.show_menu()
        self._show_icon()

    def show_menu(self) -> None:
        """Have the entries of now; those that stand there stay what they are, so that an open menu does not flicker."""
        entries = self._entries()
        if len(entries) != len(self.menu.actions()):
            self.menu.clear()
            for _ in entries:
                self.menu.addAction("")
        self._acts = [entry.act for entry in entries]
        for action, entry in zip(self.menu.actions(), entries, strict=True):
            action.setSeparator(not entry.words)
            action.setText(entry.words.replace("&", "&&"))  # & alone marks a key
            action.setEnabled(entry.act is not None)

    def message(self, title: str, text: str, pressed: Callable[[], object]) -> bool:
        """Show a message beside the icon; False where that is not possible."""
        if not (self.icon.isVisible() and QSystemTrayIcon.supportsMessages()):
            return False
        self._pressed = pressed
        self.icon.showMessage(title, text, theme.window_icon())
        return True

    def close(self) -> None:
        """Take the icon out of the tray; some desktops keep it otherwise."""
        self.icon.hide()

    def _on_entry(self, action: QAction) -> None:
        if act := self._acts[self.menu.actions().index(action)]:
            act()

    def _on_click(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self._come_forward(None)

    def _on_message(self) -> None:
        self._pressed()

    def _show_icon(self) -> None:
        self.icon.setVisible(self._settings.current.tray)
