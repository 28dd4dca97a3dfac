"""How this program is started again: in the background, with a window, or by the system when the person logs in."""

import sys
from pathlib import Path

from hipstretch.data.paths import Paths


def command(paths: Paths, *arguments: str) -> list[str]:
    """What starts this program on the same data, from any working directory.

    In a bundle that is the program's own file, which /usr/bin/hipstretch and ~/.local/bin/hipstretch are links to.
    Else it is this Python, into whose environment bootstrap.py and pip install the package; only a copy that is
    found by PYTHONPATH alone needs that again. -P, since the system starts it in the person's home: no file there
    may take the place of a module.
    """
    module = [] if getattr(sys, "frozen", False) else ["-P", "-m", "hipstretch"]
    data = ["--data-dir", str(paths.data_dir)] if paths.data_dir else []
    return [str(_executable()), *module, *data, *arguments]


def start(paths: Paths, *arguments: str, in_language: str = "") -> bool:
    """Start it as a program of its own, in the language asked for on the command line, if any; whether it began."""
    from PySide6.QtCore import QProcess

    language = ("--language", in_language) if in_language else ()
    program, *rest = command(paths, *arguments, *language)
    began, _ = QProcess.startDetached(program, rest)
    return began


def _executable() -> Path:
    """The file that runs; on Windows the one beside it that opens no console, if this one does."""
    own = Path(sys.executable)
    without_console = {"python.exe": "pythonw.exe", "hipstretch-cli.exe": "hipstretch.exe"}
    other = own.with_name(without_console.get(own.name.lower(), own.name))
    return other if other.exists() else own
