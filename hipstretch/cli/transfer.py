"""Export and import as a person meets them: in words, at the command line."""

import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from hipstretch.data import exchange
from hipstretch.data.archive import RefusedError
from hipstretch.data.assets import assets_dir
from hipstretch.data.exchange import Offer
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.own_import import EXERCISES, ROUTINES, Own, Same, There
from hipstretch.data.paths import Paths
from hipstretch.qt import picture_file
from hipstretch.qt.single_instance import SingleInstance


def _tr(text: str) -> str:
    return QCoreApplication.translate("Transfer", text)


def run_export(path: Path, paths: Paths) -> int:
    """Write the file and say so; the exit code."""
    try:
        exchange.export(path, paths)
    except (OSError, ValueError) as error:
        print(_tr("Nothing was exported: %1").replace("%1", str(error)), file=sys.stderr)
        return 1
    print(_tr("Exported to %1.").replace("%1", str(path)))
    return 0


def run_import(path: Path, paths: Paths, *, yes: bool, in_case: str = Same.BOTH) -> int:
    """Say what a file would add, ask, and add it; the exit code, 0 also for a "no".

    `in_case` is a Same: what becomes of exercises and routines that have the id of another.
    """
    application = QCoreApplication.instance() or QCoreApplication(sys.argv[:1])
    instance = SingleInstance(paths.history.parent, application)
    if not instance.claim():
        open_already = _tr("Hipstretch is open. Close it first; nothing was imported.")
        print(instance.in_the_way() or open_already, file=sys.stderr)
        return 1
    try:
        offer = look_into(path, paths)
        print("\n".join(offer_lines(offer)))
        if offer.empty or not (yes or _agrees()):
            return 0
        add(offer, paths, {one: same for one in offer.own if (same := Same(in_case)) in one.choices})
    except (OSError, RefusedError) as error:
        print(failure(path, error), file=sys.stderr)
        return 1
    finally:
        instance.release()
    print(_tr("Imported."))
    return 0


def look_into(path: Path, paths: Paths) -> Offer:
    """What importing a file would add. Raises RefusedError and OSError."""
    known = {record.id for record in HistoryFile(paths.history).scan()[0]}
    return exchange.offered(path, paths, known, assets_dir(), picture_file.opened)


def add(offer: Offer, paths: Paths, same: Mapping[Own, Same] | None = None) -> None:
    """Add what a file offers. Raises OSError."""
    exchange.take(offer, paths, assets_dir(), same)


def failure(path: Path, error: Exception) -> str:
    """Why nothing, or not all, was imported, in a sentence; `error` is a RefusedError or an OSError."""
    if isinstance(error, RefusedError):
        text = _tr("%1 is not imported: %2. Nothing was changed.")
        return text.replace("%1", path.name).replace("%2", str(error))
    text = _tr("%1 is not imported, or not all of it (%2). Nothing of yours was changed; you can try again.")
    return text.replace("%1", path.name).replace("%2", getattr(error, "strerror", "") or str(error))


def offer_lines(offer: Offer) -> list[str]:
    """What an import would add, line by line."""
    lines = []
    if offer.sessions:
        first, last = (offer.sessions[i].started_at.date().isoformat() for i in (0, -1))
        text = _tr("sessions: %1, from %2 to %3").replace("%1", str(len(offer.sessions)))
        lines.append(text.replace("%2", first).replace("%3", last))
    for kind, words in ((EXERCISES, _tr("exercises: %1")), (ROUTINES, _tr("routines: %1"))):
        names = [one.name for one in offer.own if one.kind == kind]
        if names:
            lines.append(words.replace("%1", ", ".join(names)))
    if offer.checks:
        lines.append(_tr("tightness checks: %1").replace("%1", str(len(offer.checks))))
    if offer.settings:
        lines.append(_tr("settings"))
    lines = (
        [_tr("It would add:"), *(f"  {line}" for line in lines)] if lines else [_tr("It would add nothing.")]
    )
    if offer.known_sessions:
        lines.append(
            _tr("Sessions in it that are there already: %1").replace("%1", str(offer.known_sessions))
        )
    lines += [clash_words(one) for one in offer.own if one.choices]
    return [*lines, *offer.remarks]


def clash_words(own: Own) -> str:
    """That there is another one of an id."""
    text = {
        There.OWN: _tr("You have another “%1” already."),
        There.BUILT_IN: _tr("Hipstretch has another “%1” already."),
    }[own.there]
    return text.replace("%1", own.name)


def _agrees() -> bool:
    if not sys.stdin.isatty():
        print(_tr("Nobody can be asked here; add --yes to import it."))
        return False
    return input(_tr("Add this? [y/N] ")).strip().casefold() in (_tr("y"), _tr("yes"))
