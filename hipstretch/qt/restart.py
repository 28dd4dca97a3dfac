"""The program ends, and begins anew with data that lies elsewhere."""

from PySide6.QtCore import QCoreApplication

from hipstretch.data.paths import Paths

from . import launch


def with_data_at(paths: Paths) -> None:
    """Begin anew. Nothing that is open is asked: who calls this made sure of that."""
    launch.start(paths)
    QCoreApplication.exit(0)
