"""A connection to the bus, in Qt's event loop."""

from collections.abc import Callable

from jeepney import Message
from jeepney.io.blocking import DBusConnection
from PySide6.QtCore import QObject, QSocketNotifier


class Wire(QObject):
    """Sends messages, and hands on those that come."""

    def __init__(
        self,
        connection: DBusConnection,
        take: Callable[[Message], None],
        lost: Callable[[Exception], None],
        parent: QObject | None = None,
    ) -> None:
        """`take` is given what comes; `lost` is called once if the connection goes."""
        super().__init__(parent)
        self._connection: DBusConnection | None = connection
        self._take = take
        self._lost = lost
        self._readable = QSocketNotifier(connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._readable.activated.connect(self._read)
        self._read()  # what came together with the reply about the name

    def send(self, message: Message) -> int:
        """Send a message; its number, by which a reply is known."""
        if self._connection is None:
            return 0
        serial: int = next(self._connection.outgoing_serial)
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            self._lose(error)
        return serial

    def close(self) -> None:
        """Leave the bus, and with it give the name back."""
        if self._connection:
            self._readable.setEnabled(False)
            self._connection.close()
            self._connection = None

    def _read(self) -> None:
        while self._connection and (message := self._next(self._connection)):
            self._take(message)

    def _next(self, connection: DBusConnection) -> Message | None:
        """A message that is there; None if there is none, or if the connection is gone."""
        try:
            return connection.receive(timeout=0)
        except TimeoutError:
            return None
        except Exception as error:  # noqa: BLE001 - whatever a bus sends, a session goes on
            self._lose(error)
            return None

    def _lose(self, error: Exception) -> None:
        self.close()
        self._lost(error)
