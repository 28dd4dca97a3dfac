"""Services that show notifications, for tests: each on a connection of its own, answering in Qt's event loop."""

from importlib import import_module
from typing import Any

from hipstretch.qt.dbus.connection import connected
from hipstretch.qt.dbus.wire import Wire

NAME, PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"


class Notifier:
    """A service that keeps what it is to show; `inhibited` is None where it has no such property."""

    def __init__(self, *capabilities: str, inhibited: bool | None = None) -> None:
        self.capabilities = [*capabilities]
        self.inhibited = inhibited
        self.shown: dict[int, tuple[Any, ...]] = {}
        self.asked: list[str] = []
        self.refuses = False
        self._count = 0
        self._jeepney = import_module("jeepney")
        self._wire = Wire(connected(NAME), self._take, lambda _: None)

    def _take(self, message: Any) -> None:
        fields = self._jeepney.HeaderFields
        if message.header.message_type is not self._jeepney.MessageType.method_call:
            return
        name = message.header.fields[fields.member]
        self.asked.append(name)
        match name:
            case "GetCapabilities":
                self._reply(message, "as", (self.capabilities,))
            case "Get" if self.inhibited is not None:
                self._reply(message, "v", (("b", self.inhibited),))
            case "Notify" if not self.refuses:
                self._count += 1
                self.shown[self._count] = message.body
                self._reply(message, "u", (self._count,))
            case "CloseNotification":
                self._reply(message)
                self.close(*message.body)
            case _:
                self._wire.send(
                    self._jeepney.new_error(message, "org.freedesktop.DBus.Error.UnknownProperty")
                )

    def press(self, action: str) -> None:
        """Somebody presses a button of what is shown, or DEFAULT."""
        (number,) = self.shown
        self._signal("ActivationToken", "us", (number, "token"))
        self._signal("ActionInvoked", "us", (number, action))
        self.close(number)

    def close(self, number: int) -> None:
        """It is not seen any more."""
        self.shown.pop(number, None)
        self._signal("NotificationClosed", "uu", (number, 2))

    def die(self) -> None:
        """End without a word."""
        self._wire.close()

    def _reply(self, message: Any, types: str | None = None, body: tuple[Any, ...] = ()) -> None:
        self._wire.send(self._jeepney.new_method_return(message, types, body))

    def _signal(self, name: str, types: str, body: tuple[Any, ...]) -> None:
        address = self._jeepney.DBusAddress(PATH, interface=NAME)
        self._wire.send(self._jeepney.new_signal(address, name, types, body))


class Portal:
    """The portal, which shows notifications for programs in a sandbox."""

    def __init__(self) -> None:
        self.shown: dict[str, dict[str, Any]] = {}
        self._jeepney = import_module("jeepney")
        self._wire = Wire(connected("org.freedesktop.portal.Desktop"), self._take, lambda _: None)

    def _take(self, message: Any) -> None:
        fields = self._jeepney.HeaderFields
        if message.header.message_type is not self._jeepney.MessageType.method_call:
            return
        answer: list[Any] = []
        match message.header.fields[fields.member], message.body:
            case "Get", _:
                answer = ["v", (("u", 1),)]
            case "AddNotification", (name, notification):
                self.shown[name] = notification
            case "RemoveNotification", (name,):
                self.shown.pop(name, None)
        self._wire.send(self._jeepney.new_method_return(message, *answer))

    def press(self, action: str) -> None:
        """Somebody presses a button of what is shown."""
        (name,) = self.shown
        del self.shown[name]
        interface = "org.freedesktop.portal.Notification"
        address = self._jeepney.DBusAddress("/org/freedesktop/portal/desktop", interface=interface)
        body: tuple[Any, ...] = (name, action, [])
        self._wire.send(self._jeepney.new_signal(address, "ActionInvoked", "ssav", body))

    def die(self) -> None:
        """End without a word."""
        self._wire.close()
