"""In a sandbox, a portal on a bus of its own is asked. Linux only."""

import sys
import threading
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

from hipstretch.qt.autostart.state import State

if sys.platform != "linux":
    pytest.skip("the bus is for Linux", allow_module_level=True)

from hipstretch.qt.autostart.portal import Portal
from hipstretch.qt.dbus.connection import connected
from tests.gui.qt.dbus.buses import a_bus

COMMAND = ("/app/bin/hipstretch", "--background")
Answer = tuple[int, bool]


class FakePortal:
    """Answers each request with the next of `answers`: the number, and whether it starts now."""

    def __init__(self, *answers: Answer) -> None:
        self.asked: list[dict[str, Any]] = []
        self._answers = iter(answers)
        self._jeepney = import_module("jeepney")
        self._connection = connected("org.freedesktop.portal.Desktop")
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        for number, starts in self._answers:
            call = self._connection.receive(timeout=10)
            while call.header.message_type is not self._jeepney.MessageType.method_call:
                call = self._connection.receive(timeout=10)
            fields = self._jeepney.HeaderFields
            _, options = call.body
            self.asked.append({key: value for key, (_, value) in options.items()})
            sender = call.header.fields[fields.sender].removeprefix(":").replace(".", "_")
            path = f"/org/freedesktop/portal/desktop/request/{sender}/{self.asked[-1]['handle_token']}"
            self._connection.send(self._jeepney.new_method_return(call, "o", (path,)))
            address = self._jeepney.DBusAddress(path, interface="org.freedesktop.portal.Request")
            results = {"background": ("b", not number), "autostart": ("b", starts)}
            self._connection.send(self._jeepney.new_signal(address, "Response", "ua{sv}", (number, results)))

    def close(self) -> None:
        self._thread.join(10)
        self._connection.close()


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., FakePortal]]:
    """Makes one that gives these answers."""
    made: list[FakePortal] = []

    def make(*answers: Answer) -> FakePortal:
        made.append(FakePortal(*answers))
        return made[-1]

    with a_bus(monkeypatch):
        yield make
        for one in made:
            one.close()


def test_it_is_asked_for_what_the_person_wants(portal: Callable[..., FakePortal]) -> None:
    fake = portal((0, True), (0, False))
    one = Portal(COMMAND, "Reminds")
    assert one.state() is State.UNKNOWN
    one.put_in()
    assert one.state() is State.ON
    one.take_out()
    assert one.state() is State.OFF
    assert [asked["autostart"] for asked in fake.asked] == [True, False]
    assert fake.asked[0]["commandline"] == [*COMMAND]
    assert fake.asked[0]["reason"] == "Reminds"


@pytest.mark.parametrize(
    ("answer", "kind"), [((1, False), PermissionError), ((2, False), OSError), ((0, False), OSError)]
)
def test_what_it_refuses_is_raised(
    portal: Callable[..., FakePortal], answer: Answer, kind: type[OSError]
) -> None:
    portal(answer)
    one = Portal(COMMAND, "Reminds")
    with pytest.raises(kind):
        one.put_in()
    assert one.state() is State.UNKNOWN


def test_no_portal_is_an_error_as_any_other(portal: Callable[..., FakePortal]) -> None:
    with pytest.raises(OSError, match=r"ServiceUnknown|NameHasNoOwner"):
        Portal(COMMAND, "Reminds").put_in()
