"""What Today asks about a session that was interrupted."""

from PySide6.QtCore import QCoreApplication

from hipstretch.core.snapshot import Snapshot
from hipstretch.qt import wording
from hipstretch.qt.sessions import Choice, Sessions
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.ui.today.page import TodayPage


def _tr(text: str) -> str:
    return QCoreApplication.translate("InterruptedSession", text)


def ask(today: TodayPage, snapshot: Snapshot, sessions: Sessions, catalogue: CatalogueStore) -> None:
    """Ask what should become of it: go on only where that is possible."""
    go_on = ((Choice.CONTINUE, _tr("Continue")), (Choice.REDO, _tr("Redo this hold")))
    settle = ((Choice.KEEP, _tr("Keep what was done")), (Choice.DISCARD, _tr("Discard")))
    today.show_interrupted(
        wording.interrupted(snapshot, catalogue.current.exercises, sessions.age_s(snapshot)),
        (*(go_on if sessions.can_go_on(snapshot) else ()), *settle),
    )
