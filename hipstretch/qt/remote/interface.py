"""An interface of an object on the bus, as data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Value = tuple[str, Any]
"""A value with its type in D-Bus's letters, as jeepney writes a variant."""


class Refused(Exception):  # noqa: N818 - an answer
    """What the caller is told: the last part of the error's name, and its text."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.name = f"org.freedesktop.DBus.Error.{name}"


@dataclass(frozen=True)
class Interface:
    """One interface of an object.

    Methods give nothing back, and stand with what they take. `set` has the properties that can be set, `polled` those
    whose changes are not told. Whatever is called may raise Refused.
    """

    name: str
    properties: Callable[[], dict[str, Value]]
    methods: Mapping[str, tuple[str, Callable[..., None]]]
    set: Mapping[str, Callable[[Any], None]] = field(default_factory=dict)
    signals: Mapping[str, str] = field(default_factory=dict)
    polled: frozenset[str] = frozenset()

    def told(self) -> dict[str, Value]:
        """The properties whose changes are told."""
        return {name: value for name, value in self.properties().items() if name not in self.polled}

    def described(self) -> str:
        """As introspection has it; every type that is taken here has one letter, and so is one argument."""
        methods = (
            f'<method name="{name}">{"".join(f"""<arg type="{one}" direction="in"/>""" for one in takes)}</method>'
            for name, (takes, _) in self.methods.items()
        )
        signals = (
            f'<signal name="{name}"><arg type="{type_}"/></signal>' for name, type_ in self.signals.items()
        )
        properties = (
            f'<property name="{name}" type="{type_}" access="{"readwrite" if name in self.set else "read"}"/>'
            for name, (type_, _) in self.properties().items()
        )
        return f'<interface name="{self.name}">{"".join((*methods, *signals, *properties))}</interface>'
