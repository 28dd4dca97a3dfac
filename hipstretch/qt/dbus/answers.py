"""What an object on the bus answers to a call; knows no connection."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jeepney import HeaderFields, Message, new_error, new_method_return

from .interface import Interface, Refused, Value

PROPERTIES = "org.freedesktop.DBus.Properties"
INTROSPECTABLE = "org.freedesktop.DBus.Introspectable"
PEER = "org.freedesktop.DBus.Peer"
STANDARD = f"""
<interface name="{PROPERTIES}">
<method name="Get">
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="out"/>
</method>
<method name="GetAll"><arg type="s" direction="in"/><arg type="a{{sv}}" direction="out"/></method>
<method name="Set">
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="v" direction="in"/>
</method>
<signal name="PropertiesChanged"><arg type="s"/><arg type="a{{sv}}"/><arg type="as"/></signal>
</interface>
<interface name="{INTROSPECTABLE}"><method name="Introspect"><arg type="s" direction="out"/></method></interface>
<interface name="{PEER}"><method name="Ping"/></interface>
"""
Answer = tuple[Any, ...]
"""What is given back: its types in D-Bus's letters, and a value of each."""
Method = tuple[str, Callable[..., Answer | None]]
"""What it takes, in D-Bus's letters, and what it does."""


def answer(call: Message, path: str, interfaces: Iterable[Interface]) -> Message:
    """Do what is called on the object at `path`; the reply."""
    try:
        found = _done(call, path, _methods({one.name: one for one in interfaces}))
    except Refused as refused:
        return new_error(call, refused.name, "s", (str(refused),))
    return new_method_return(call, found[0], found[1:]) if found else new_method_return(call)


def _done(call: Message, path: str, methods: Mapping[tuple[str, str], Method]) -> Answer | None:
    fields = call.header.fields
    wanted, name = fields.get(HeaderFields.interface), fields[HeaderFields.member]
    if fields[HeaderFields.path] != path:
        raise Refused("UnknownObject", f"there is only {path}")
    found = [
        method for (interface, one), method in methods.items() if one == name and wanted in (None, interface)
    ]
    if not found:
        raise Refused("UnknownMethod", f"no method {name}")
    takes, do = found[0]
    if takes != fields.get(HeaderFields.signature, ""):
        raise Refused("InvalidArgs", f"{name} takes ({takes})")
    return do(*call.body)


def _methods(known: Mapping[str, Interface]) -> dict[tuple[str, str], Method]:
    def get(interface: str, name: str) -> Value:
        return "v", _of(_of(known, interface).properties(), name)

    def get_all(interface: str) -> Value:
        return "a{sv}", _of(known, interface).properties()

    def set_(interface: str, name: str, value: Value) -> None:
        _set(_of(known, interface), name, *value)

    def introspect() -> Value:
        return "s", f"<node>{STANDARD}{''.join(one.described() for one in known.values())}</node>"

    return {
        (PROPERTIES, "Get"): ("ss", get),
        (PROPERTIES, "GetAll"): ("s", get_all),
        (PROPERTIES, "Set"): ("ssv", set_),
        (INTROSPECTABLE, "Introspect"): ("", introspect),
        (PEER, "Ping"): ("", lambda: None),
        **{(one.name, name): method for one in known.values() for name, method in one.methods.items()},
    }


def _of(known: Mapping[str, Any], name: str) -> Any:
    if name not in known:
        raise Refused("UnknownProperty", f"no {name}")
    return known[name]


def _set(interface: Interface, name: str, type_: str, value: Any) -> None:
    right = _of(interface.properties(), name)[0]
    if name not in interface.set:
        raise Refused("PropertyReadOnly", f"{name} can't be set")
    if type_ != right:
        raise Refused("InvalidArgs", f"{name} is of type {right}")
    interface.set[name](value)
