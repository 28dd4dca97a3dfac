"""What Today asks about a session that was interrupted."""

from hipstretch.core.snapshot import Snapshot
from hipstretch.qt import wording
from hipstretch.qt.sessions import Choice, Sessions
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.translation import tr
from hipstretch.ui.today.page import TodayPage


def ask(today: TodayPage, snapshot: Snapshot, sessions: Sessions, catalogue: CatalogueStore) -> None:
    """Ask what should become of it: go on only where that is possible."""
    go_on = ((Choice.CONTINUE, tr("Continue")), (Choice.REDO, tr("Redo this hold")))
    settle = ((Choice.KEEP, tr("Keep what was done")), (Choice.DISCARD, tr("Discard")))
    today.show_interrupted(
        wording.interrupted(snapshot, catalogue.current.exercises, sessions.age_s(snapshot)),
        (*(go_on if sessions.can_go_on(snapshot) else ()), *settle),
    )
