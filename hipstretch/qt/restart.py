"""The program ends, and begins anew with data that lies elsewhere."""

import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QProcess


def with_data_in(folder: Path) -> None:
    """Begin anew with the data in a folder. Nothing that is open is asked: who calls this made sure of that."""
    module = [] if getattr(sys, "frozen", False) else ["-m", "hipstretch"]
    QProcess.startDetached(sys.executable, [*module, "--data-dir", str(folder)])
    QCoreApplication.exit(0)
