"""Free memory goes back to the system, whatever C library there is."""

import subprocess
import sys
from types import SimpleNamespace

import pytest

from hipstretch.qt import memory

LATER = """
import ctypes, threading
from hipstretch.qt import memory

def heap():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Anonymous:"))

def decode():
    parts = [ctypes.create_string_buffer(100_000) for _ in range(300)]
    for part in parts:
        ctypes.memset(part, 1, 100_000)

{first}
decode()
before = heap()
thread = threading.Thread(target=decode)
thread.start()
thread.join()
print(heap() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have another C library")
def test_what_another_thread_had_is_given_back() -> None:
    code = LATER.format(first="memory.give_back_what_is_free()")
    assert int(subprocess.check_output([sys.executable, "-c", code])) < 1000


@pytest.mark.parametrize("library", [SimpleNamespace(), None])
def test_another_c_library_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, library: SimpleNamespace | None
) -> None:
    def opened(_: None) -> SimpleNamespace:
        if library is None:
            raise OSError
        return library

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("ctypes.CDLL", opened)
    memory.give_back_what_is_free()
