"""An interface of an object on the bus, as data."""

from collections.abc import Callable, Iterator, Mapping
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

    Methods stand with what they take, and give back the types, in D-Bus's letters, and a value of each, or None.
    `set` has the properties that can be set, `polled` those whose changes are not told. Whatever is called may raise
    Refused.
    """

    name: str
    properties: Callable[[], dict[str, Value]]
    methods: Mapping[str, tuple[str, Callable[..., tuple[Any, ...] | None]]]
    set: Mapping[str, Callable[[Any], None]] = field(default_factory=dict)
    signals: Mapping[str, str] = field(default_factory=dict)
    polled: frozenset[str] = frozenset()

    def told(self) -> dict[str, Value]:
        """The properties whose changes are told."""
        return {name: value for name, value in self.properties().items() if name not in self.polled}

    def described(self) -> str:
        """As introspection has it, without what methods give back."""
        methods = (
            f'<method name="{name}">{"".join(map(_argument, _types(takes)))}</method>'
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


def _argument(type_: str) -> str:
    return f'<arg type="{type_}" direction="in"/>'


def _types(signature: str) -> Iterator[str]:
    """The types of a signature one by one: an array is one with what it holds, so is a struct."""
    begin, depth = 0, 0
    for end, letter in enumerate(signature, 1):
        depth += (letter in "({") - (letter in ")}")
        if depth == 0 and letter != "a":
            yield signature[begin:end]
            begin = end
