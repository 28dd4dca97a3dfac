"""An object on the session bus, in Qt's event loop."""

from collections.abc import Callable, Sequence

from jeepney import DBusAddress, Message, MessageFlag, MessageType, new_signal
from jeepney.io.blocking import DBusConnection
from PySide6.QtCore import QObject

from .answers import PROPERTIES, answer
from .interface import Interface, Value
from .wire import Wire


class BusObject(Wire):
    """An object at `path` on a connection: answers calls from the event loop, and tells what changed."""

    def __init__(
        self,
        connection: DBusConnection,
        path: str,
        interfaces: Sequence[Interface],
        lost: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        """`lost` is called once if the connection goes."""
        self._path = path
        self._interfaces = interfaces
        self._told = {one.name: one.told() for one in interfaces}
        super().__init__(connection, self._answer, lost, parent)

    def tell_changes(self) -> None:
        """Say which properties have changed since they were told last."""
        for one in self._interfaces:
            before, now = self._told[one.name], one.told()
            self._told[one.name] = now
            if changed := {name: value for name, value in now.items() if before.get(name) != value}:
                self._emit(PROPERTIES, "PropertiesChanged", ("s", one.name), ("a{sv}", changed), ("as", []))

    def tell(self, interface: str, signal: str, value: Value) -> None:
        """Emit a signal with one value."""
        self._emit(interface, signal, value)

    def _emit(self, interface: str, signal: str, *values: Value) -> None:
        types, body = "".join(type_ for type_, _ in values), tuple(value for _, value in values)
        self.send(new_signal(DBusAddress(self._path, interface=interface), signal, types, body))

    def _answer(self, message: Message) -> None:
        if message.header.message_type is MessageType.method_call:
            reply = answer(message, self._path, self._interfaces)
            if not message.header.flags & MessageFlag.no_reply_expected:
                self.send(reply)
