"""Processes that begin with everything imported, for tests that need hundreds: a start costs a fork. Linux only.

    with Forks("tests.e2e.fault_driver", "REHEARSAL_DIR") as forks:
        with forks.start("DATA_DIR", environment={...}, output=path) as pid:
            ...                   # it has done nothing yet: time to attach a tracer
        code = forks.wait()       # of its main("DATA_DIR"); negative for a signal

One process at a time; use one of these for each thread. What main("REHEARSAL_DIR") imports late is imported before the
others. `python -m tests.e2e.forks MODULE REHEARSAL_DIR` is the process that forks.
"""

import contextlib
import ctypes
import importlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

PR_SET_PTRACER, PR_SET_PTRACER_ANY = 0x59616D61, ctypes.c_ulong(-1)
"""From linux/prctl.h: whoever may send it signals may trace it."""


class Forks:
    """A process that has imported a module and whatever its `main` needs, and forks to call it."""

    def __init__(self, module: str, *rehearsal: str) -> None:
        environment = {
            **os.environ,
            "PYTHONDONTWRITEBYTECODE": "1",
        }  # a child writes nothing that is not its own
        command = [sys.executable, "-m", "tests.e2e.forks", module, *rehearsal]
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        self._process.communicate()

    @contextmanager
    def start(self, *arguments: str, environment: Mapping[str, str], output: Path) -> Iterator[int]:
        """Fork; give the process id; at the end of the context, let it run, with what it prints going to `output`."""
        self._write(json.dumps([arguments, dict(environment), str(output)]))
        yield self._read()
        self._write("go")

    def wait(self) -> int:
        """Wait for its end; the exit code, or the negative of the signal that ended it."""
        return self._read()

    def _write(self, line: str) -> None:
        assert self._process.stdin
        self._process.stdin.write(line + "\n")

    def _read(self) -> int:
        assert self._process.stdout
        return int(self._process.stdout.readline())


def _line() -> bytes:
    """A line of the input, and not a byte more: the rest is for the child."""
    line = b""
    while not line.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            sys.exit()
        line += byte
    return line


def _rehearse(main: Callable[..., None], arguments: Sequence[str]) -> None:
    """Import what it imports."""
    read, write = os.pipe()
    if os.fork():
        os.close(write)
        with os.fdopen(read, encoding="utf-8") as answer:
            for name in answer.read().split():
                if name not in sys.modules:
                    with contextlib.suppress(ImportError):  # of a name that is no file's
                        importlib.import_module(name)
        os.wait()
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    try:
        main(*arguments)
    finally:
        os.write(write, "\n".join(sys.modules).encode())
        os._exit(0)


def _serve(module: str, *rehearsal: str) -> None:
    main = importlib.import_module(module).main
    _rehearse(main, rehearsal)
    while True:
        arguments, environment, output = json.loads(_line())
        pid = os.fork()
        if pid:
            os.write(1, b"%d\n" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
            continue
        said, nothing = (
            os.open(output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
            os.open(os.devnull, os.O_RDONLY),
        )
        ctypes.CDLL(None).prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0)  # Ubuntu lets parents only
        os.write(1, b"%d\n" % os.getpid())
        _line()
        os.dup2(nothing, 0)  # from here on a tracer sees nothing but what `main` does
        os.dup2(said, 1)
        os.dup2(1, 2)
        os.environ.update(environment)
        tempfile.tempdir = None  # it may be another now
        main(*arguments)
        return


if __name__ == "__main__":
    _serve(*sys.argv[1:])
