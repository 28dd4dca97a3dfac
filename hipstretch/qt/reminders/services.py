"""The two services that show a notification on Linux, as data: the desktop's own, and the portal for a sandbox.

https://specifications.freedesktop.org/notification-spec/latest/ and
https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Notification.html
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jeepney import DBusAddress, Message, new_method_call

DEFAULT = "default"
"""The answer of who presses the notification itself."""
DESKTOP = DBusAddress(
    "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "org.freedesktop.Notifications"
)
PORTAL = DBusAddress(
    "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Desktop", "org.freedesktop.portal.Notification"
)
PORTAL_ID = "due"
"""One notification of ours: the next one takes its place."""
NO_TIMEOUT = 0
"""It stays until it is answered."""
Buttons = Mapping[str, str]
"""The names of what can be answered, and their words, in order."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a notification says; plain text."""

    title: str
    body: str


def sandboxed() -> bool:
    """Whether this program runs in a sandbox, which only the portal leads out of."""
    return "FLATPAK_ID" in os.environ or Path("/.flatpak-info").exists()


def address() -> DBusAddress:
    """The service that this program talks to."""
    return PORTAL if sandboxed() else DESKTOP


def show(service: DBusAddress, text: Text, buttons: Buttons, *, markup: bool) -> Message:
    """The call that shows it."""
    if service is PORTAL:
        each = [{"label": ("s", words), "action": ("s", name)} for name, words in buttons.items()]
        notification = {
            "title": ("s", text.title),
            "body": ("s", text.body),
            "default-action": ("s", DEFAULT),
            **({"buttons": ("aa{sv}", each)} if each else {}),
        }
        return new_method_call(service, "AddNotification", "sa{sv}", (PORTAL_ID, notification))
    from html import escape

    actions = [part for pair in {DEFAULT: "", **buttons}.items() for part in pair]
    body = escape(text.body, quote=False) if markup else text.body
    hints = {"desktop-entry": ("s", "hipstretch"), "category": ("s", "x-hipstretch.due")}
    words = ("Hipstretch", 0, "hipstretch", text.title, body, actions, hints, NO_TIMEOUT)
    return new_method_call(service, "Notify", "susssasa{sv}i", words)


def take_back(service: DBusAddress, number: int) -> Message:
    """The call that closes it."""
    if service is PORTAL:
        return new_method_call(service, "RemoveNotification", "s", (PORTAL_ID,))
    return new_method_call(service, "CloseNotification", "u", (number,))
