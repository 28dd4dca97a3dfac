"""Calls that no client should make, and those that a bus makes of every object."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest

jeepney = pytest.importorskip("jeepney")

from hipstretch.qt.dbus.answers import INTROSPECTABLE, PEER, PROPERTIES, answer  # noqa: E402 - jeepney is for Linux
from hipstretch.qt.dbus.interface import Interface, Refused, Value  # noqa: E402

LAMP, PATH = "org.example.Lamp", "/lamp"


class Lamp:
    def __init__(self) -> None:
        self.bright = 0.5
        self.interface = Interface(
            LAMP,
            self.properties,
            methods={"Switch": ("bs", self.switch), "Break": ("", self.refuse)},
            set={"Bright": self.set_bright},
            signals={"Switched": "b"},
        )

    def properties(self) -> dict[str, Value]:
        return {"Bright": ("d", self.bright), "Colour": ("s", "white")}

    def set_bright(self, value: float) -> None:
        self.bright = value

    def switch(self, on: bool, why: str) -> None:
        assert why
        self.bright = float(on)

    def refuse(self) -> None:
        raise Refused("NotSupported", "it does not break")

    def asked(self, method: str, types: str = "", *words: Any, path: str = PATH) -> Any:
        """What is answered, or the last part of the error's name."""
        interface, _, member = method.rpartition(".")
        call = jeepney.new_method_call(
            jeepney.DBusAddress(path, "org.example.Lamp", interface or None), member, types, words
        )
        call = jeepney.Parser().feed(call.serialise(serial=1))[0]  # as it comes from a bus
        reply = jeepney.Parser().feed(answer(call, PATH, [self.interface]).serialise(serial=2))[0]
        if reply.header.message_type is jeepney.MessageType.error:
            assert reply.body[0]
            return reply.header.fields[jeepney.HeaderFields.error_name].rpartition(".")[2]
        return reply.body


@pytest.fixture
def lamp() -> Lamp:
    return Lamp()


def test_methods_take_what_they_say(lamp: Lamp) -> None:
    assert lamp.asked(f"{LAMP}.Switch", "bs", True, "dark") == ()
    assert lamp.bright == 1.0
    assert lamp.asked("Switch", "bs", False, "day") == (), "the interface need not be named"
    assert lamp.bright == 0.0
    assert lamp.asked(f"{LAMP}.Break") == "NotSupported"


def test_properties_are_read_with_their_types(lamp: Lamp) -> None:
    assert lamp.asked(f"{PROPERTIES}.Get", "ss", LAMP, "Bright") == (("d", 0.5),)
    assert lamp.asked(f"{PROPERTIES}.GetAll", "s", LAMP) == (
        {"Bright": ("d", 0.5), "Colour": ("s", "white")},
    )


def test_only_some_can_be_set_and_only_to_their_type(lamp: Lamp) -> None:
    assert lamp.asked(f"{PROPERTIES}.Set", "ssv", LAMP, "Bright", ("d", 0.9)) == ()
    assert lamp.bright == 0.9
    assert lamp.asked(f"{PROPERTIES}.Set", "ssv", LAMP, "Bright", ("s", "very")) == "InvalidArgs"
    assert lamp.asked(f"{PROPERTIES}.Set", "ssv", LAMP, "Colour", ("s", "red")) == "PropertyReadOnly"
    assert lamp.bright == 0.9


@pytest.mark.parametrize(
    ("method", "types", "words", "error"),
    [
        (f"{LAMP}.Switch", "", (), "InvalidArgs"),
        (f"{LAMP}.Switch", "ss", ("on", "dark"), "InvalidArgs"),
        (f"{LAMP}.Explode", "", (), "UnknownMethod"),
        ("org.example.Oven.Switch", "bs", (True, "cold"), "UnknownMethod"),
        (f"{PROPERTIES}.Get", "ss", (LAMP, "Weight"), "UnknownProperty"),
        (f"{PROPERTIES}.Get", "ss", ("org.example.Oven", "Bright"), "UnknownProperty"),
        (f"{PROPERTIES}.GetAll", "s", ("org.example.Oven",), "UnknownProperty"),
        (f"{PROPERTIES}.Set", "ssv", (LAMP, "Weight", ("d", 1.0)), "UnknownProperty"),
        (f"{PROPERTIES}.Get", "s", (LAMP,), "InvalidArgs"),
    ],
)
def test_what_is_not_there_is_an_error(
    lamp: Lamp, method: str, types: str, words: tuple[Any, ...], error: str
) -> None:
    assert lamp.asked(method, types, *words) == error


def test_there_is_one_object(lamp: Lamp) -> None:
    assert lamp.asked(f"{PEER}.Ping", path="/") == "UnknownObject"
    assert lamp.asked(f"{PEER}.Ping") == ()


def test_it_describes_itself_as_it_is(lamp: Lamp) -> None:
    (text,) = lamp.asked(f"{INTROSPECTABLE}.Introspect")
    found = {one.get("name"): one for one in ET.fromstring(text)}  # noqa: S314 - our own
    assert found.keys() == {PROPERTIES, INTROSPECTABLE, PEER, LAMP}
    said = [(one.tag, one.get("name"), one.get("type"), one.get("access")) for one in found[LAMP]]
    assert said == [
        ("method", "Switch", None, None),
        ("method", "Break", None, None),
        ("signal", "Switched", None, None),
        ("property", "Bright", "d", "readwrite"),
        ("property", "Colour", "s", "read"),
    ]
    takes = [(arg.get("type"), arg.get("direction")) for arg in found[LAMP][0]]
    assert takes == [("b", "in"), ("s", "in")]
