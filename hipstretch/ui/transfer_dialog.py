"""Export and import from the window: a file is chosen, an import is shown before it is done."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.data import exchange
from hipstretch.data.archive import RefusedError
from hipstretch.data.exchange import BUNDLE, EVERYTHING, SESSIONS, TABLE, Offer
from hipstretch.qt import transfer
from hipstretch.qt.store import Store

from .dialogs import give_back, name_to_open, name_to_save
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
        path = self._target(self._parent)
        if path is None:
            return
        try:
            exchange.export(path, self._store.paths)
        except OSError as error:
            text = _tr("Nothing was exported to %1 (%2). Your data is as it was; choose another place.")
            text = text.replace("%1", str(path)).replace("%2", error.strerror or str(error))
            self._store.notify(text, "error")
        else:
            self._store.notify(_tr("Exported to %1.").replace("%1", str(path)), "info")

    def import_(self) -> None:
        """Ask for a file, and show what it would add."""
        path = self._source(self._parent)
        if path is None:
            return
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
        self.preview.accepted.connect(lambda: self._take(path, offer))
        self.preview.finished.connect(lambda: give_back(self._parent))
        self.preview.open()

    def _take(self, path: Path, offer: Offer) -> None:
        try:
            exchange.take(offer, self._store.paths)
        except OSError as error:
            self._store.notify(transfer.failure(path, error), "error")
        else:
            self._store.notify(_tr("%1 was imported.").replace("%1", path.name), "info")
            if offer.exercises or offer.routines:
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
        for line in transfer.offer_lines(offer):
            words = label(line.strip(), wrap=True)
            words.setIndent(18 if line.startswith(" ") else 0)
            lines.addWidget(words)
        lines.addStretch()
        content = QWidget()
        content.setLayout(lines)
        column.addWidget(scrolled(content), 1)
        column.addWidget(label(_tr("Nothing of yours is replaced or changed."), "soft", wrap=True))
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
