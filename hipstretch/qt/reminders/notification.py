"""A notification on Linux: shown by a service on the session bus, answered from the event loop."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jeepney import DBusErrorResponse, HeaderFields, MatchRule, MessageType, message_bus, new_method_call
from PySide6.QtCore import QObject, Signal

from hipstretch.qt.dbus.answers import PROPERTIES
from hipstretch.qt.dbus.connection import asked, opened
from hipstretch.qt.dbus.wire import Wire

from . import services
from .services import DESKTOP, PORTAL_ID, Buttons, Text

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message
    from jeepney.io.blocking import DBusConnection

FIELDS = HeaderFields
ACTIVATION = "XDG_ACTIVATION_TOKEN"
"""Where Qt, and a program that is started, look for it on Wayland."""


@dataclass(frozen=True, slots=True)
class Service:
    """The service that was found: whether it shows buttons, whether it reads markup, and whether it is kept silent."""

    connection: DBusConnection
    address: DBusAddress
    actions: bool = True
    markup: bool = False
    inhibited: bool = False


def reached() -> Service:
    """The service, which the bus starts if it can. Not for the event loop. Raises OSError if there is none."""
    address = services.address()
    connection, found = opened(lambda one: _about(one, address))
    return Service(connection, address, **found)


def _about(connection: DBusConnection, address: DBusAddress) -> dict[str, bool]:
    signals = MatchRule(type="signal", interface=address.interface, path=address.object_path)
    owner = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
    owner.add_arg_condition(0, address.bus_name or "")
    for rule in (signals, owner):
        asked(connection, message_bus.AddMatch(rule))
    if address is not DESKTOP:
        _property(connection, address, "version")
        return {}
    (known,) = asked(connection, new_method_call(address, "GetCapabilities"))
    try:
        inhibited = _property(connection, address, "Inhibited") is True
    except DBusErrorResponse:  # most services have no such property
        inhibited = False
    return {"actions": "actions" in known, "markup": "body-markup" in known, "inhibited": inhibited}


def _property(connection: DBusConnection, address: DBusAddress, name: str) -> Any:
    call = new_method_call(address.with_interface(PROPERTIES), "Get", "ss", (address.interface, name))
    ((_, value),) = asked(connection, call)
    return value


class Notification(QObject):
    """One notification, from its being shown until it is answered, closed, or lost with its service."""

    answered = Signal(str)
    """One of the buttons, or DEFAULT."""
    closed = Signal()
    """Nobody answered, or it was taken back from elsewhere."""
    lost = Signal(str)
    """The service refused it, or died, and why: it is not seen any more."""

    def __init__(self, service: Service, text: Text, buttons: Buttons, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._address = service.address
        self._number = 0
        """The service's own for it, 0 until it tells."""
        self._call = 0
        self._over = False
        """Whether whoever shows it need not know any more."""
        self._wire = Wire(service.connection, self._take, self._lose, self)
        shown = buttons if service.actions else {}
        self._call = self._wire.send(services.show(service.address, text, shown, markup=service.markup))

    def take_back(self) -> None:
        """Close it, as soon as the service has told which one it is."""
        self._over = True
        if self._number or self._address is not DESKTOP:
            self._wire.send(services.take_back(self._address, self._number))
            self._leave()

    def _leave(self) -> None:
        self._over = True
        self._wire.close()
        self.deleteLater()

    def _take(self, message: Message) -> None:
        kind, fields = message.header.message_type, message.header.fields
        if kind is MessageType.signal:
            if not self._over:
                self._on_signal(fields[FIELDS.member], message.body)
        elif self._call and fields.get(FIELDS.reply_serial) == self._call:
            if kind is MessageType.error:
                self._lose(OSError(str(fields.get(FIELDS.error_name))))
            elif message.body:
                (self._number,) = message.body
                if self._over:
                    self.take_back()

    def _on_signal(self, name: str, body: tuple[Any, ...]) -> None:
        match name, body:
            case "NameOwnerChanged", (self._address.bus_name, _, ""):
                self._lose(OSError("the service ended"))
            case "ActionInvoked", (number, action, *_) if number in (self._number, PORTAL_ID):
                self.take_back()  # not every service does so itself
                self.answered.emit(action)
            case "ActivationToken", (number, str(token)) if number == self._number:
                os.environ[ACTIVATION] = token  # a window that comes now may take the keyboard
            case "NotificationClosed", (number, _) if number == self._number:
                self._leave()
                self.closed.emit()

    def _lose(self, error: Exception) -> None:
        told = self._over
        self._leave()
        if not told:
            self.lost.emit(str(error))
