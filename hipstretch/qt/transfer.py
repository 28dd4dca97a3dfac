"""What an import would add, and why one failed, in words."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from hipstretch.core.problem import Fault, Invalid
from hipstretch.core.weeks import day_of
from hipstretch.data import exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.exchange import ImportPreview
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.imported import Imported
from hipstretch.data.own_import import EXERCISES, ROUTINES, ConflictChoice, ExistingItem, ImportItem
from hipstretch.data.paths import Paths
from hipstretch.qt.language import path_words
from hipstretch.translation import tr

from . import picture_file, wording
from .problem_words import why, words


def look_into(path: Path, paths: Paths) -> ImportPreview:
    """What importing a file would add. Raises Invalid and OSError."""
    known = {record.id for record in HistoryFile(paths.history).scan()[0]}
    return exchange.preview_import(path, paths, known, assets_dir(), picture_file.opened)


def add(
    preview: ImportPreview, paths: Paths, same: Mapping[ImportItem, ConflictChoice] | None = None
) -> Imported:
    """Add what a file offers, and say what was added. Raises OSError."""
    return exchange.apply_import(preview, paths, assets_dir(), same)


def success(path: Path, done: Imported, *, settings: bool) -> str:
    """How much an import added; `settings` says whether these came in, too."""
    counts = (
        (tr("new sessions: {count}"), len(done.sessions)),
        (tr("new exercises: {count}"), done.count(EXERCISES)),
        (tr("new routines: {count}"), done.count(ROUTINES)),
        (tr("replaced exercises and routines: {count}"), done.replaced),
        (tr("tightness checks: {count}"), len(done.checks)),
    )
    parts = [text.format(count=wording.number(count)) for text, count in counts if count]
    if settings:
        parts.append(tr("settings"))
    if not parts:
        return tr("{path} was imported.").format(path=path_words(path.name))
    return tr("{path} was imported: {things}.").format(
        path=path_words(path.name), things=wording.listed(parts)
    )


def failure(path: Path, error: Exception) -> str:
    """Why nothing, or not all, was imported, in a sentence; `error` is an Invalid or an OSError."""
    text = tr(
        "{path} is not imported, or not all of it ({reason}). Nothing of yours was changed; you can try again."
    )
    if isinstance(error, Invalid):
        text = tr("{path} is not imported: {reason}. Nothing was changed.")
    return text.format(path=path_words(path.name), reason=why(error))


def preview_lines(preview: ImportPreview, added: Sequence[str]) -> list[str]:
    """What an import would add, the lines `added`, and what there is to say of it, line by line, for a terminal."""
    clashes = [clash_words(one) for one in preview.own if one.choices]
    lines = [f"  {line}" for line in added]
    return [headline(preview, added), *lines, *known_lines(preview), *clashes, *remark_lines(preview)]


def headline(preview: ImportPreview, added: Sequence[str]) -> str:
    """Whether an import would add anything, which are the lines `added`."""
    if added:
        return tr("It would add:")
    if preview.empty and all(one.fault is Fault.SAME_THERE for one in preview.remarks):
        return tr("It holds nothing that you do not have.")
    return tr("It would add nothing.")


def known_lines(preview: ImportPreview) -> list[str]:
    """What of a file is there already."""
    text = tr("Sessions in it that are there already: {count}").format(
        count=wording.number(preview.known_sessions)
    )
    return [text] if preview.known_sessions else []


def remark_lines(preview: ImportPreview) -> list[str]:
    """What else there is to say."""
    return [words(remark) for remark in preview.remarks]


def added_lines(
    preview: ImportPreview, begins: int, same: Mapping[ImportItem, ConflictChoice] | None = None
) -> list[str]:
    """What an import would add, a line for each kind; a day begins at the hour `begins`.

    `same` is what becomes of what has the id of another; what is not in it is added.
    """
    chosen = {one: (same or {}).get(one, ConflictChoice.BOTH) for one in preview.own}
    lines = []
    if preview.sessions:
        first, last = (wording.short_day(day_of(preview.sessions[i].started_at, begins)) for i in (0, -1))
        text = tr("sessions: {count}, from {first} to {last}")
        lines.append(text.format(count=wording.number(len(preview.sessions)), first=first, last=last))
    for kind, text in ((EXERCISES, tr("exercises: {names}")), (ROUTINES, tr("routines: {names}"))):
        names = [
            one.beside or one.name
            for one, to_be in chosen.items()
            if (one.kind, to_be) == (kind, ConflictChoice.BOTH)
        ]
        if names:
            lines.append(text.format(names=wording.listed(names)))
    if replaced := sum(to_be is ConflictChoice.REPLACE for to_be in chosen.values()):
        text = tr("replaced exercises and routines: {count}")
        lines.append(text.format(count=wording.number(replaced)))
    if preview.checks:
        lines.append(tr("tightness checks: {count}").format(count=wording.number(len(preview.checks))))
    if preview.settings:
        lines.append(tr("settings"))
    return lines


def clash_words(own: ImportItem) -> str:
    """That there is another one of an id."""
    text = {
        ExistingItem.OWN: tr("You have another “{name}” already."),
        ExistingItem.BUILT_IN: tr("Hipstretch has another “{name}” already."),
    }[own.there]
    return text.format(name=own.name)
