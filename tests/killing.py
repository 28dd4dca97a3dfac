"""A program that ends at any call which changes a disk: what it did by then is there, and nothing else."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = (
    "open",
    "write",
    "fsync",
    "replace",
    "rename",
    "unlink",
    "ftruncate",
    "mkdir",
    "link",
    "chmod",
    "rmdir",
)


class KilledError(BaseException):
    """The program ends here: nothing after it has any effect."""


class Kill:
    """Ends the program at the n-th call that changes a disk, before it, after it, or in the middle of a write."""

    def __init__(self, after: int, part: float) -> None:
        self.left = after
        self.part = part
        """Of the bytes that the last write wrote."""

    def wrap(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if name == "open" and not args[1] & (os.O_WRONLY | os.O_RDWR):
                return call(*args, **kwargs)
            if self.left <= 0:
                raise KilledError
            self.left -= 1
            if self.left:
                return call(*args, **kwargs)
            if name == "write":
                handle, data = args
                call(handle, data[: round(self.part * len(data))])
            elif self.part > 0.5:
                call(*args, **kwargs)
            raise KilledError

        return wrapped


@contextmanager
def killed(after: int, part: float = 1.0) -> Iterator[Kill]:
    """What is done within ends at the n-th call."""
    kill = Kill(after, part)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, kill.wrap(name, getattr(os, name)))
        yield kill
