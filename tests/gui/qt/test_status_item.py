"""The icon in the tray by D-Bus: what a desktop's tray sees, and what a press does. Linux."""

import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.data.assets import assets_dir
from hipstretch.qt.tray_menu import Entry
from hipstretch.qt.wish import Wish
from tests.gui.qt.dbus.buses import Bus, a_bus

if sys.platform != "linux":
    pytest.skip("D-Bus is for Linux", allow_module_level=True)
from hipstretch.qt import status_item
from hipstretch.qt.dbus.connection import connected
from hipstretch.qt.dbus.wire import Wire
from hipstretch.qt.status_item import ITEM, MENU, PATH, WATCHER, StatusItem

PROPERTIES = "org.freedesktop.DBus.Properties"


class Tray:
    """A desktop's tray, which keeps who has an icon."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self._jeepney = import_module("jeepney")
        self._wire = Wire(connected(WATCHER.bus_name or ""), self._take, lambda _: None)

    def _take(self, message: Any) -> None:
        if message.header.fields.get(self._jeepney.HeaderFields.member) == "RegisterStatusNotifierItem":
            self.items.append(message.body[0])
            self._wire.send(self._jeepney.new_method_return(message))

    def end(self) -> None:
        self._wire.close()


class Icon:
    """An icon on the bus, and what was pressed on it."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.done: list[Wish | str] = []
        self.entries = [
            Entry("Nothing_is & due"),
            Entry(),
            Entry("Show", lambda: self.done.append("show")),
        ]
        self.lost: list[Exception] = []
        connection = status_item.connected()
        self.name = connection.unique_name
        self.item = StatusItem(connection, lambda: tuple(self.entries), self.done.append, self.lost.append)

    def ask(self, method: str, types: str = "", *words: Any) -> Any:
        return self.bus.ask(method, types, *words, of=self.name, on=PATH)

    def layout(self, parent: int = 0) -> list[dict[str, Any]]:
        """The entries below one: their properties, without types."""
        _, (_, _, children) = self.ask(f"{MENU}.GetLayout", "iias", parent, -1, [])
        return [{name: value for name, (_, value) in child[1].items()} for _, child in children]


@pytest.fixture
def icon(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Icon]:
    monkeypatch.delenv("FLATPAK_ID", raising=False)
    with a_bus(monkeypatch) as bus:
        made = Icon(bus)
        yield made
        made.item.close()


def test_it_stands_in_every_tray_that_comes(qtbot: QtBot, icon: Icon) -> None:
    for _ in range(2):
        tray = Tray()
        qtbot.waitUntil(lambda tray=tray: tray.items == [icon.name], timeout=5000)  # type: ignore[misc]
        tray.end()


def test_what_it_says_of_itself(icon: Icon, monkeypatch: pytest.MonkeyPatch) -> None:
    told = icon.ask(f"{PROPERTIES}.GetAll", "s", ITEM)
    assert told["Status"] == ("s", "Active")
    assert told["Menu"] == ("o", PATH)
    assert told["IconName"] == ("s", str(assets_dir() / "icons" / "hipstretch-128.png"))
    monkeypatch.setenv("FLATPAK_ID", "org.example.Hipstretch")
    assert icon.ask(f"{PROPERTIES}.Get", "ss", ITEM, "IconName") == ("s", "org.example.Hipstretch")


@pytest.mark.parametrize(("tag", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_menu_has_the_direction_of_the_language(icon: Icon, tag: str, direction: str) -> None:
    translation.use(tag)
    try:
        assert icon.ask(f"{PROPERTIES}.Get", "ss", MENU, "TextDirection") == ("s", direction)
    finally:
        translation.use("en")


def test_a_press_on_it_brings_the_window(icon: Icon) -> None:
    icon.ask(f"{ITEM}.Activate", "ii", 10, 10)
    icon.ask(f"{ITEM}.SecondaryActivate", "ii", 10, 10)
    icon.ask(f"{ITEM}.ContextMenu", "ii", 10, 10)
    icon.ask(f"{ITEM}.Scroll", "is", 1, "vertical")
    assert icon.done == [None]


def test_the_menu_is_that_of_the_moment_at_which_it_opens(icon: Icon) -> None:
    assert icon.layout() == [
        {"label": "Nothing__is & due", "enabled": False},
        {"type": "separator"},
        {"label": "Show", "enabled": True},
    ]
    assert icon.ask(f"{MENU}.AboutToShow", "i", 0) is False
    icon.entries.insert(1, Entry("Start", lambda: icon.done.append("start")))
    assert icon.ask(f"{MENU}.AboutToShowGroup", "ai", [0, 9]) == ([0], [9])
    assert [one.get("label") for one in icon.layout()] == ["Nothing__is & due", "Start", None, "Show"]
    assert icon.layout(2) == []
    revision, _ = icon.ask(f"{MENU}.GetLayout", "iias", 0, -1, [])
    assert revision == 2


def test_what_is_pressed_is_done(icon: Icon) -> None:
    icon.ask(f"{MENU}.Event", "isvu", 3, "hovered", ("i", 0), 0)
    icon.ask(f"{MENU}.Event", "isvu", 1, "clicked", ("i", 0), 0)
    assert icon.done == []
    icon.ask(f"{MENU}.Event", "isvu", 3, "clicked", ("i", 0), 0)
    assert icon.done == ["show"]
    lost = icon.ask(
        f"{MENU}.EventGroup", "a(isvu)", [(3, "clicked", ("i", 0), 0), (7, "clicked", ("i", 0), 0)]
    )
    assert lost == [7]
    assert icon.done == ["show", "show"]


def test_single_entries_are_told(icon: Icon) -> None:
    assert icon.ask(f"{MENU}.GetProperty", "is", 3, "label") == ("s", "Show")
    assert [number for number, _ in icon.ask(f"{MENU}.GetGroupProperties", "aias", [], [])] == [0, 1, 2, 3]
    assert icon.ask(f"{MENU}.GetGroupProperties", "aias", [2, 8], []) == [(2, {"type": ("s", "separator")})]
    errors = import_module("jeepney").DBusErrorResponse
    for method, types, words in (
        ("GetProperty", "is", (3, "colour")),
        ("GetProperty", "is", (8, "label")),
        ("GetLayout", "iias", (8, -1, [])),
    ):
        with pytest.raises(errors, match="no "):
            icon.ask(f"{MENU}.{method}", types, *words)


def test_introspection_names_whole_types(icon: Icon) -> None:
    described = icon.ask("org.freedesktop.DBus.Introspectable.Introspect")
    assert '<method name="EventGroup"><arg type="a(isvu)" direction="in"/></method>' in described
    assert '<arg type="i" direction="in"/><arg type="as" direction="in"/>' in described


def test_it_tells_when_the_bus_ends(qtbot: QtBot, icon: Icon) -> None:
    assert not icon.item.message("title", "text", list)
    icon.bus.daemon.kill()
    qtbot.waitUntil(lambda: len(icon.lost) == 1, timeout=5000)
