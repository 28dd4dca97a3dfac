"""The icon in the tray by D-Bus alone, for the program without a window: Qt's own needs all of Qt's widgets.

https://www.freedesktop.org/wiki/Specifications/StatusNotifierItem/, and com.canonical.dbusmenu for the menu.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from jeepney import DBusAddress, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from PySide6.QtCore import QLocale, Qt

from hipstretch import translation
from hipstretch.data.assets import assets_dir

from .dbus.answers import Answer, Method
from .dbus.bus import BusObject
from .dbus.connection import asked, opened
from .dbus.interface import Interface, Refused, Value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

    from .tray_menu import Entry
    from .wish import Wish

ITEM, MENU = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"
PATH = "/StatusNotifierItem"
WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)
ROOT = 0
"""The menu itself among its entries, which are counted from 1."""
Properties = dict[str, Value]
Methods = Mapping[str, Method]


class StatusItem(BusObject):
    """An icon with a menu, which is asked for when it is opened, in every tray that the bus has or will have."""

    def __init__(
        self,
        connection: DBusConnection,
        entries: Callable[[], Sequence[Entry]],
        come_forward: Callable[[Wish], object],
        lost: Callable[[Exception], None],
    ) -> None:
        """`lost` is called if the bus ends, which is when the person logs out."""
        self._name = connection.unique_name
        self._entries = entries
        self._shown: Sequence[Entry] = entries()
        self._revision = 1

        def activate(_x: int, _y: int) -> None:
            come_forward(None)

        item: Methods = {
            "Activate": ("ii", activate),
            "SecondaryActivate": ("ii", _nothing),
            "ContextMenu": ("ii", _nothing),
            "Scroll": ("is", _nothing),
        }
        menu: Methods = {
            "GetLayout": ("iias", self._layout),
            "GetGroupProperties": ("aias", self._group),
            "GetProperty": ("is", self._property),
            "Event": ("isvu", self._on_event),
            "EventGroup": ("a(isvu)", self._on_events),
            "AboutToShow": ("i", self._on_show),
            "AboutToShowGroup": ("ai", self._on_show_group),
        }
        super().__init__(
            connection,
            PATH,
            (Interface(ITEM, _about, item), Interface(MENU, _about_menu, menu)),
            lost,
        )
        self._register()

    def message(self, *_: object) -> bool:
        """Whether a message was shown beside the icon: no, services for notifications are there for that."""
        return False

    def _register(self) -> None:
        self.send(new_method_call(WATCHER, "RegisterStatusNotifierItem", "s", (self._name,)))

    def _answer(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is not MessageType.signal:
            super()._answer(message)
        elif fields[HeaderFields.member] == "NameOwnerChanged" and message.body[2]:
            self._register()  # a tray that has just come

    def _on_show(self, _parent: int) -> Value:
        """The menu is about to be opened: whether it is another one than was told."""
        entries = self._entries()
        changed = [one.words for one in entries] != [one.words for one in self._shown]
        self._shown = entries
        self._revision += changed
        return "b", changed

    def _on_show_group(self, parents: Sequence[int]) -> Answer:
        changed = self._on_show(ROOT)[1] and ROOT in parents
        return "aiai", [ROOT] if changed else [], [one for one in parents if not self._is_there(one)]

    def _layout(self, parent: int, depth: int, _names: Sequence[str]) -> Answer:
        if not self._is_there(parent):
            raise Refused("InvalidArgs", f"no entry {parent}")
        below = range(1, len(self._shown) + 1 if parent == ROOT and depth else 1)
        children: list[Value] = [("(ia{sv}av)", (one, self._properties(one), [])) for one in below]
        return "u(ia{sv}av)", self._revision, (parent, self._properties(parent), children)

    def _group(self, wanted: Sequence[int], _names: Sequence[str]) -> Value:
        """Of these entries; of all if none is named."""
        numbers = wanted or range(len(self._shown) + 1)
        return "a(ia{sv})", [(one, self._properties(one)) for one in numbers if self._is_there(one)]

    def _property(self, number: int, name: str) -> Value:
        found = self._properties(number) if self._is_there(number) else {}
        if name not in found:
            raise Refused("InvalidArgs", f"no property {name} of {number}")
        return "v", found[name]

    def _properties(self, number: int) -> Properties:
        if number == ROOT:
            return {"children-display": ("s", "submenu")}
        entry = self._shown[number - 1]
        if not entry.words:
            return {"type": ("s", "separator")}
        return {
            "label": ("s", entry.words.replace("_", "__")),  # _ alone marks a key
            "enabled": ("b", entry.act is not None),
        }

    def _is_there(self, number: int) -> bool:
        return 0 <= number <= len(self._shown)

    def _on_event(self, number: int, kind: str, _data: Value, _time: int) -> None:
        act = self._shown[number - 1].act if number != ROOT and self._is_there(number) else None
        if kind == "clicked" and act:
            act()

    def _on_events(self, events: Iterable[tuple[int, str, Value, int]]) -> Value:
        lost = []
        for number, kind, data, time in events:
            self._on_event(number, kind, data, time)
            if not self._is_there(number):
                lost.append(number)
        return "ai", lost


def connected() -> DBusConnection:
    """A connection that hears of trays. Not for the event loop. Raises OSError if there is no bus."""
    rule = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
    rule.add_arg_condition(0, WATCHER.bus_name or "")
    connection, _ = opened(lambda one: asked(one, message_bus.AddMatch(rule)))
    return connection


def _about() -> Properties:
    in_flatpak = os.environ.get("FLATPAK_ID")
    icon = in_flatpak or str(assets_dir() / "icons" / "hipstretch-128.png")
    return {
        "Category": ("s", "ApplicationStatus"),
        "Id": ("s", "hipstretch"),
        "Title": ("s", "Hipstretch"),
        "Status": ("s", "Active"),
        "WindowId": ("i", 0),
        "IconName": ("s", icon),
        "ToolTip": ("(sa(iiay)ss)", ("", [], "Hipstretch", "")),
        "ItemIsMenu": ("b", False),
        "Menu": ("o", PATH),
    }


def _about_menu() -> Properties:
    right_to_left = QLocale(translation.language()).textDirection() is Qt.LayoutDirection.RightToLeft
    return {
        "Version": ("u", 3),
        "Status": ("s", "normal"),
        "TextDirection": ("s", "rtl" if right_to_left else "ltr"),
        "IconThemePath": ("as", []),
    }


def _nothing(*_: object) -> None:
    """What is asked for, and does nothing here."""
