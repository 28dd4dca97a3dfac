"""Export and import from the window: a file is chosen, an import is shown before it is done."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.routine import Routine
from hipstretch.data import exchange
from hipstretch.data.archive import RefusedError
from hipstretch.data.exchange import BUNDLE, EVERYTHING, SESSIONS, TABLE, Offer
from hipstretch.data.own_import import Own, Same
from hipstretch.qt import transfer
from hipstretch.qt.store import Store

from .dialogs import give_back, name_to_open, name_to_save
from .fields import ChoiceField
from .widgets import button, label, scrolled

ENDINGS = (EVERYTHING, TABLE, SESSIONS, BUNDLE)


def _tr(text: str) -> str:
    return QCoreApplication.translate("TransferDialog", text)


def choose_target(parent: QWidget) -> Path | None:
    """Where to export to, and by the ending what; None if the person thought better of it."""
    filters = {
        _tr("Everything, to keep or to move (*.zip)"): EVERYTHING,
        _tr("A table of all sets, for a spreadsheet (*.csv)"): TABLE,
        _tr("All sessions, for other programs (*.json)"): SESSIONS,
        _tr("Own exercises and routines, to share (*.hipstretch)"): BUNDLE,
    }
    name = f"hipstretch-{datetime.now().astimezone().date().isoformat()}{EVERYTHING}"
    start = str(Path(_documents(), name))
    path, chosen = name_to_save(parent, _tr("Export"), start, ";;".join(filters))
    if not path:
        return None
    return with_ending(Path(path), filters.get(chosen, EVERYTHING), untouched=Path(path).name == name)


def choose_bundle(parent: QWidget, name: str) -> Path | None:
    """Where to keep a routine for others; None if the person thought better of it."""
    plain = " ".join(re.sub(r'[\\/:*?"<>|\x00-\x1f]', " ", name).split()).strip(".") or "routine"
    words = _tr("A routine, to share (%1)").replace("%1", f"*{BUNDLE}")
    path, _ = name_to_save(parent, _tr("Share"), str(Path(_documents(), plain + BUNDLE)), words)
    if not path:
        return None
    return Path(path if path.endswith(BUNDLE) else path + BUNDLE)


def with_ending(path: Path, wanted: str, *, untouched: bool) -> Path:
    """The path with an ending of ours: as typed, else `wanted`. A file that nobody agreed to replace stays."""
    if path.suffix in ENDINGS and (path.suffix == wanted or not untouched):
        return path
    stem = path.stem if path.suffix in ENDINGS else path.name
    names = (f"{stem}{number}{wanted}" for number in ("", *(f" {n}" for n in range(2, 1000))))
    return next(free for name in names if not (free := path.with_name(name)).exists())


def choose_source(parent: QWidget) -> Path | None:
    """What to import; None if the person thought better of it."""
    kinds = f"*{EVERYTHING} *{SESSIONS} *{BUNDLE}"
    words = _tr("What Hipstretch exported (%1)").replace("%1", kinds)
    path = name_to_open(parent, _tr("Import"), _documents(), words)
    return Path(path) if path else None


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


class Transfer:
    """Exports from and imports into a store; what there is to say becomes notices."""

    def __init__(
        self,
        store: Store,
        parent: QWidget,
        target: Callable[[QWidget], Path | None] = choose_target,
        source: Callable[[QWidget], Path | None] = choose_source,
    ) -> None:
        self._store = store
        self._parent = parent
        self._target = target
        self._source = source
        self.preview: PreviewDialog | None = None

    def export(self) -> None:
        """Ask for a file and write it."""
        if path := self._target(self._parent):
            self._export(path)

    def share(self, routine: Routine) -> None:
        """Ask for a file and write a routine to it, with what it needs."""
        if path := choose_bundle(self._parent, routine.name):
            self._export(path, routine)

    def _export(self, path: Path, only: Routine | None = None) -> None:
        try:
            exchange.export(path, self._store.paths, only)
        except OSError as error:
            text = _tr("Nothing was exported to %1 (%2). Your data is as it was; choose another place.")
            text = text.replace("%1", str(path)).replace("%2", error.strerror or str(error))
            self._store.notify(text, "error")
        else:
            self._store.notify(_tr("Exported to %1.").replace("%1", str(path)), "info")

    def import_(self) -> None:
        """Ask for a file, and show what it would add."""
        if path := self._source(self._parent):
            self.open(path)

    def open(self, path: Path) -> None:
        """Show what a file would add."""
        try:
            offer = transfer.look_into(path, self._store.paths)
        except (OSError, RefusedError) as error:
            self._store.notify(transfer.failure(path, error), "error")
            return
        if offer.settings:  # the program that runs would write its own over them
            offer = replace(
                offer,
                settings=False,
                remarks=(*offer.remarks, _tr("The settings in it are left out: yours stay.")),
            )
        self.preview = PreviewDialog(path, offer, self._parent)
        self.preview.accepted.connect(partial(self._take, path, offer, self.preview))
        self.preview.finished.connect(lambda: give_back(self._parent))
        self.preview.open()

    def _take(self, path: Path, offer: Offer, preview: "PreviewDialog") -> None:
        try:
            transfer.add(offer, self._store.paths, preview.same())
        except OSError as error:
            self._store.notify(transfer.failure(path, error), "error")
        else:
            self._store.notify(_tr("%1 was imported.").replace("%1", path.name), "info")
            if offer.own:
                self._store.read_catalogue()
        self._store.reload()


class PreviewDialog(QDialog):
    """What an import would add, and the choice."""

    def __init__(self, path: Path, offer: Offer, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setWindowTitle(_tr("Import"))
        self.setMinimumWidth(480)
        self.setMaximumHeight(parent.window().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(14)
        column.addWidget(label(path.name, "heading", wrap=True))
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 0)
        asked = {transfer.clash_words(own) for own in offer.own if own.choices}
        for line in transfer.offer_lines(offer):
            if line in asked:
                continue
            words = label(line.strip(), wrap=True)
            words.setIndent(18 if line.startswith(" ") else 0)
            lines.addWidget(words)
        self._choices: dict[Own, ChoiceField] = {}
        for own in offer.own:
            if own.choices:
                field = ChoiceField(
                    _tr("What becomes of “%1”").replace("%1", own.name),
                    {choice.value: same_words(choice) for choice in own.choices},
                )
                self._choices[own] = field
                lines.addWidget(label(transfer.clash_words(own), "strong", wrap=True))
                lines.addWidget(field)
        lines.addStretch()
        content = QWidget()
        content.setLayout(lines)
        column.addWidget(scrolled(content), 1)
        self._promise = label("", "soft", wrap=True)
        column.addWidget(self._promise)
        for field in self._choices.values():
            field.currentIndexChanged.connect(self._show_promise)
        self._show_promise()
        row = QHBoxLayout()
        row.addStretch()
        self.cancel = button(_tr("Cancel"), "", self.reject)
        self.add = button(_tr("Add this"), "primary", self.accept)
        self.add.setVisible(not offer.empty)
        (self.cancel if offer.empty else self.add).setDefault(True)
        for one in (self.cancel, self.add):
            row.addWidget(one)
        column.addLayout(row)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def same(self) -> dict[Own, Same]:
        """What becomes of what has the id of another."""
        return {own: Same(field.value) for own, field in self._choices.items()}

    def _show_promise(self) -> None:
        words = _tr("Nothing of yours is replaced or changed.")
        if Same.REPLACE in self.same().values():
            words = _tr("What is replaced stays in its folder under a hidden name.")
        self._promise.setText(words)


def same_words(same: Same) -> str:
    """What can become of something, in words."""
    return {
        Same.BOTH: _tr("Keep both"),
        Same.REPLACE: _tr("Replace mine"),
        Same.SKIP: _tr("Leave it out"),
    }[same]
