"""Export and import from the window: a file is chosen, an import is shown before it is done."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from hipstretch.core.problem import Fault, Problem
from hipstretch.core.record import SessionRecord
from hipstretch.core.routine import Routine
from hipstretch.core.settings import Settings
from hipstretch.data import exchange, fit_files
from hipstretch.data.clock import today
from hipstretch.data.exchange import BUNDLE, EVERYTHING, SESSIONS, SETTINGS, ImportPreview, ending_of
from hipstretch.data.imported import Imported, settings_in, take_back
from hipstretch.data.own_import import ConflictChoice, ImportItem
from hipstretch.data.settings_file import joined
from hipstretch.qt import names, transfer
from hipstretch.qt.language import path_words
from hipstretch.qt.problem_words import why
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS, Notice, Notices
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import ask, documents, fill, name_to_open, name_to_save, ways_out
from hipstretch.ui.widgets.flow_layout import tick_row
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label, name_in_parts
from hipstretch.ui.widgets.tick_line import TickLine

from .export_dialog import ExportDialog, kinds

ACTIVITY = ".fit"
WIDE_PX = 480
"""How wide a preview is at 100 % text, if there is room."""
LATER_MS = 300
"""What takes longer is said to be under way."""


def choose_target(parent: QWidget, today: date, then: Callable[[Path, bool], object]) -> None:
    """Ask what to export, then where to; then call `then` with that, and with whether the settings go along."""
    dialog = ExportDialog(parent)

    def on_kind() -> None:
        ending, settings = dialog.ending, dialog.settings
        proposed = str(documents() / f"hipstretch-{today.isoformat()}{ending}")

        def on_chosen(path: str, _: str) -> None:
            then(with_ending(Path(path), ending), settings)

        name_to_save(parent, tr("Export"), proposed, f"{kinds()[ending]} (*{ending})", on_chosen)

    ask(dialog, on_kind)


def choose_bundle(parent: QWidget, name: str, then: Callable[[Path], object]) -> None:
    """Ask where to keep a routine for others; then call `then` with it."""
    plain = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", name).split()).strip(".") or "routine"
    words = tr("A routine, to share ({kinds})").format(kinds=f"*{BUNDLE}")
    proposed = str(documents() / f"{plain}{BUNDLE}")

    def on_chosen(path: str, _: str) -> None:
        then(Path(path if path.endswith(BUNDLE) else path + BUNDLE))

    name_to_save(parent, tr("Share"), proposed, words, on_chosen)


def choose_activity(parent: QWidget, record: SessionRecord, then: Callable[[Path], object]) -> None:
    """Ask where to keep a session as a FIT activity; then call `then` with it."""
    words = tr("A FIT activity, for training programs ({kinds})").format(kinds=f"*{ACTIVITY}")
    proposed = str(documents() / f"hipstretch-{record.started_at:%Y-%m-%d-%H%M}{ACTIVITY}")

    def on_chosen(path: str, _: str) -> None:
        then(Path(path if path.endswith(ACTIVITY) else path + ACTIVITY))

    name_to_save(parent, tr("Export"), proposed, words, on_chosen)


def with_ending(path: Path, wanted: str) -> Path:
    """The path with an ending of ours: as typed, else `wanted`. A file that nobody agreed to replace stays."""
    if ending_of(path):
        return path
    free = (
        path.with_name(f"{path.name}{number}{wanted}") for number in ("", *(f" {n}" for n in range(2, 1000)))
    )
    return next(one for one in free if not one.exists())


def choose_source(parent: QWidget, then: Callable[[Path], object]) -> None:
    """Ask what to import; then call `then` with it."""
    known = f"*{EVERYTHING} *{SESSIONS} *{BUNDLE} *.jsonl"
    words = tr("What Hipstretch exported ({kinds})").format(kinds=known)
    name_to_open(parent, tr("Import"), str(documents()), words, lambda path: then(Path(path)))


def _nothing() -> None:
    """A job that is done when all jobs before it are."""


def _say_later(notices: Notices, words: str) -> Callable[[], None]:
    """Say that something goes on, unless what is given back is called soon; that ends it."""
    said: list[Notice] = []
    ended = False

    def say() -> None:
        if not ended:
            said.append(notices.add(words, "info"))

    def end() -> None:
        nonlocal ended
        ended = True
        if said:
            notices.dismiss(*said)

    QTimer.singleShot(LATER_MS, notices, say)
    return end


class Transfer:
    """Exports from and imports the files of the person, off the event loop; what there is to say becomes notices."""

    def __init__(self, stores: Stores, parent: QWidget, may_ask: Callable[[], bool] | None = None) -> None:
        """`may_ask` tells whether a dialog may come up over `parent` now; without it, one may while `parent` is shown
        and no other dialog is open.
        """
        self._stores = stores
        self._parent = parent
        self._may_ask = may_ask or (lambda: parent.isVisible() and QApplication.activeModalWidget() is None)
        self.preview: PreviewDialog | None = None

    def export(self) -> None:
        """Ask for a file and write it."""
        choose_target(self._parent, today(self._stores.clock), self.write)

    def share(self, routine: Routine) -> None:
        """Ask for a file and write a routine to it, with what it needs."""
        choose_bundle(self._parent, routine.name, lambda path: self.write(path, only=routine))

    def export_session(self, record: SessionRecord) -> None:
        """Ask for a file and write a session to it as a FIT activity."""
        choose_activity(self._parent, record, lambda path: self.write_session(path, record))

    def write(self, path: Path, settings: bool = True, only: Routine | None = None) -> None:
        """Export to a file."""
        paths, called = self._stores.paths, partial(names.of_session, self._stores.catalogue.current)
        self._write(path, lambda: exchange.export(path, paths, only, called, settings=settings))

    def write_session(self, path: Path, record: SessionRecord) -> None:
        """Export a session to a file."""
        called = names.of_session(self._stores.catalogue.current, record)

        def save() -> tuple[Problem, ...]:
            fit_files.save(path, record, called)
            return ()

        self._write(path, save)

    def _write(self, path: Path, job: Callable[[], tuple[Problem, ...]]) -> None:
        """Have a file written; the job gives back what there is to say of what is not in it."""
        stores = self._stores
        end = _say_later(stores.notices, tr("Exporting to {path}…").format(path=path_words(path)))

        def on_done(left_out: tuple[Problem, ...]) -> None:
            end()
            stores.notices.add(
                tr("Exported to {path}.").format(path=path_words(path)), SUCCESS, path=str(path)
            )
            for problem in left_out:
                stores.notices.add(problem)

        def on_failed(error: Exception) -> None:
            end()
            text = tr(
                "Nothing was exported to {path} ({reason}). Your data is as it was; choose another place."
            )
            stores.notices.add(text.format(path=path_words(path), reason=why(error)), "error")

        def begin(_: None) -> None:
            stores.reader.submit(job, on_done, on_failed)

        stores.disk.submit(_nothing, begin)  # what is still to be written belongs to it

    def import_(self) -> None:
        """Ask for a file, and show what it would add."""
        choose_source(self._parent, self.open)

    def open(self, path: Path) -> None:
        """Show what a file would add."""
        stores = self._stores
        end = _say_later(stores.notices, tr("Reading {path}…").format(path=path_words(path.name)))

        def on_read(found: ImportPreview) -> None:
            end()
            if isValid(self._parent) and self._may_ask():
                self._show(path, found)
            else:
                text = tr("{path} was read, but something else came in between. Open it again to import it.")
                stores.notices.add(text.format(path=path_words(path.name)), "info")

        def on_failed(error: Exception) -> None:
            end()
            stores.notices.add(transfer.failure(path, error), "error")

        stores.reader.submit(lambda: transfer.look_into(path, stores.paths), on_read, on_failed)

    def _show(self, path: Path, preview: ImportPreview) -> None:
        mine = self._stores.settings.current
        theirs = settings_in(preview.files.get(SETTINGS), mine)
        # what the program that runs has would be written over a file, and whether to take them is asked
        remarks = tuple(one for one in preview.remarks if one.fault is not Fault.SETTINGS_STAY)
        preview = replace(preview, settings=False, remarks=remarks)
        dialog = self.preview = PreviewDialog(
            path, preview, mine.day_begins, self._parent, settings=theirs is not None
        )
        ask(dialog, lambda: self._take(path, preview, dialog.same(), theirs if dialog.settings else None))

    def _take(
        self,
        path: Path,
        preview: ImportPreview,
        same: Mapping[ImportItem, ConflictChoice],
        settings: Settings | None,
    ) -> None:
        stores, mine = self._stores, self._stores.settings.current

        def on_done(done: Imported) -> None:
            if settings:
                stores.settings.save(settings)
            self._read_again(done)
            text = transfer.success(path, done, settings=settings is not None)
            stores.notices.add(text, SUCCESS, undo=partial(self._take_back, done, settings, mine))

        def on_failed(error: Exception) -> None:
            stores.notices.add(transfer.failure(path, error), "error")
            stores.reload()

        # by what writes the history otherwise: two at once would overwrite each other
        stores.disk.submit(lambda: transfer.add(preview, stores.paths, same), on_done, on_failed)

    def _take_back(self, done: Imported, theirs: Settings | None, mine: Settings) -> None:
        """Have everything as it was before an import."""
        stores = self._stores
        if theirs:
            stores.settings.save(joined(theirs, mine, stores.settings.current))

        def on_failed(error: Exception) -> None:
            self._read_again(done)
            text = tr("The import could not be taken back, or not all of it ({reason}).")
            stores.notices.add(
                text.format(reason=why(error)), "error", undo=partial(self._take_back, done, theirs, mine)
            )

        stores.disk.submit(
            lambda: take_back(done, stores.paths, stores.clock), lambda _: self._read_again(done), on_failed
        )

    def _read_again(self, done: Imported) -> None:
        if done.own:
            self._stores.catalogue.read_again()
        self._stores.reload()


class PreviewDialog(QDialog):
    """What an import would add, and the choice; `settings` says whether these can be taken as well."""

    def __init__(
        self, path: Path, preview: ImportPreview, begins: int, parent: QWidget, *, settings: bool = False
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(tr("Import"))
        self._preview = preview
        self._begins = begins
        self._offers_settings = settings
        lines = QVBoxLayout()
        lines.setSpacing(8)
        lines.addWidget(label(self.windowTitle(), "heading", wrap=True))
        lines.addWidget(label(name_in_parts(path.name), "soft", wrap=True))
        self._headline = label("", "strong", wrap=True)
        self._added = label(wrap=True)
        self._added.setIndent(18)
        more = (*transfer.known_lines(preview), *transfer.remark_lines(preview))
        for words in (self._headline, self._added, *(label(line, wrap=True) for line in more)):
            lines.addWidget(words)
        self._choices: dict[ImportItem, ChoiceField] = {}
        for own in preview.own:
            if own.choices:
                field = ChoiceField(
                    tr("What becomes of “{name}”").format(name=own.name),
                    {choice.value: same_words(choice) for choice in own.choices},
                )
                self._choices[own] = field
                lines.addWidget(label(transfer.clash_words(own), "strong", wrap=True))
                lines.addWidget(field)
        line = TickLine(tr("Take its settings, too, in place of mine"))
        lines.addLayout(tick_row(line))
        self._settings = line.box
        self._promise = label("", "soft", wrap=True)
        lines.addWidget(self._promise)
        lines.addStretch()
        offers = settings or not preview.empty
        self.cancel = (
            button(tr("Cancel"), "", self.reject) if offers else button(tr("Close"), "primary", self.reject)
        )
        self.add = button(tr("Add this"), "primary", self.accept)
        last = self.cancel if preview.empty else self.add
        last.setDefault(True)
        fit = fill(self, lines, ways_out(self.cancel, self.add), WIDE_PX)
        line.setVisible(settings)
        self.add.setVisible(offers)
        self._promise.setVisible(offers)
        for field in self._choices.values():
            field.currentIndexChanged.connect(self._show_choices)
        self._settings.toggled.connect(self._show_choices)
        self._show_choices()
        fit()
        next(iter(self._choices.values()), last).setFocus()

    def same(self) -> dict[ImportItem, ConflictChoice]:
        """What becomes of what has the id of another."""
        return {own: ConflictChoice(field.value) for own, field in self._choices.items()}

    @property
    def settings(self) -> bool:
        """Whether those of the file are taken as well."""
        return self._settings.isChecked()

    def _show_choices(self) -> None:
        """Say what would be added by what is chosen, and what becomes of what is there."""
        taken = replace(self._preview, settings=self.settings)
        added = transfer.added_lines(taken, self._begins, self.same())
        offered = replace(self._preview, settings=self._offers_settings)
        self._headline.setText(transfer.headline(offered, added))
        self._added.setText("\n".join(added))
        self._added.setVisible(bool(added))
        self.add.setEnabled(bool(added))
        words = "" if self.settings else tr("Nothing of yours is replaced or changed.")
        if ConflictChoice.REPLACE in self.same().values():
            words = tr("What is replaced stays in its folder under a hidden name.")
        self._promise.setText(words)


def same_words(same: ConflictChoice) -> str:
    """What can become of something, in words."""
    return {
        ConflictChoice.BOTH: tr("Keep both"),
        ConflictChoice.REPLACE: tr("Replace mine"),
        ConflictChoice.SKIP: tr("Leave it out"),
    }[same]
