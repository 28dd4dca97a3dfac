"""What an import would add, and why one failed, in words."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from hipstretch.core.problem import Invalid
from hipstretch.data import exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.exchange import ImportPreview
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.own_import import EXERCISES, ROUTINES, ConflictChoice, ExistingItem, ImportItem
from hipstretch.data.paths import Paths

from . import picture_file
from .problem_words import why, words


def tr(text: str) -> str:
    return QCoreApplication.translate("Transfer", text)


def look_into(path: Path, paths: Paths) -> ImportPreview:
    """What importing a file would add. Raises Invalid and OSError."""
    known = {record.id for record in HistoryFile(paths.history).scan()[0]}
    return exchange.preview_import(path, paths, known, assets_dir(), picture_file.opened)


def add(offer: ImportPreview, paths: Paths, same: Mapping[ImportItem, ConflictChoice] | None = None) -> None:
    """Add what a file offers. Raises OSError."""
    exchange.apply_import(offer, paths, assets_dir(), same)


def failure(path: Path, error: Exception) -> str:
    """Why nothing, or not all, was imported, in a sentence; `error` is an Invalid or an OSError."""
    text = tr("%1 is not imported, or not all of it (%2). Nothing of yours was changed; you can try again.")
    if isinstance(error, Invalid):
        text = tr("%1 is not imported: %2. Nothing was changed.")
    return text.replace("%1", path.name).replace("%2", why(error))


def offer_lines(offer: ImportPreview) -> list[str]:
    """What an import would add and what there is to say of it, line by line, for a terminal."""
    clashes = [clash_words(one) for one in offer.own if one.choices]
    added = [f"  {line}" for line in added_lines(offer)]
    return [headline(offer), *added, *known_lines(offer), *clashes, *remark_lines(offer)]


def headline(offer: ImportPreview) -> str:
    """Whether an import would add anything."""
    return tr("It would add nothing.") if offer.empty else tr("It would add:")


def known_lines(offer: ImportPreview) -> list[str]:
    """What of a file is there already."""
    text = tr("Sessions in it that are there already: %1").replace("%1", str(offer.known_sessions))
    return [text] if offer.known_sessions else []


def remark_lines(offer: ImportPreview) -> list[str]:
    """What else there is to say."""
    return [words(remark) for remark in offer.remarks]


def added_lines(offer: ImportPreview) -> list[str]:
    """What an import would add, a line for each kind."""
    lines = []
    if offer.sessions:
        first, last = (offer.sessions[i].started_at.date().isoformat() for i in (0, -1))
        text = tr("sessions: %1, from %2 to %3").replace("%1", str(len(offer.sessions)))
        lines.append(text.replace("%2", first).replace("%3", last))
    for kind, text in ((EXERCISES, tr("exercises: %1")), (ROUTINES, tr("routines: %1"))):
        names = [one.name for one in offer.own if one.kind == kind]
        if names:
            lines.append(text.replace("%1", ", ".join(names)))
    if offer.checks:
        lines.append(tr("tightness checks: %1").replace("%1", str(len(offer.checks))))
    if offer.settings:
        lines.append(tr("settings"))
    return lines


def clash_words(own: ImportItem) -> str:
    """That there is another one of an id."""
    text = {
        ExistingItem.OWN: tr("You have another “%1” already."),
        ExistingItem.BUILT_IN: tr("Hipstretch has another “%1” already."),
    }[own.there]
    return text.replace("%1", own.name)
