"""What the pages read and change: settings, catalogue, history, and the sentences about them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from hipstretch.core.record import SessionRecord
from hipstretch.core.settings import Settings
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.paths import Paths
from hipstretch.data.settings_file import SettingsFile
from hipstretch.data.waiting_room import WaitingRoom

RETRY_MS = 5000
"""How often a record that the disk refused is tried again."""

LONGEST = 500
"""Characters of a notice: a path or a system's message may be endless."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence for the person; `level` is "info", "warning" or "error"."""

    text: str
    level: str = "warning"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Store", text)


class Store(QObject):
    """The one place between pages and files. Failures become notices; nothing raises into the event loop."""

    settings_changed = Signal(object)
    history_changed = Signal()
    notices_changed = Signal()

    def __init__(self, paths: Paths, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.paths = paths
        self.catalogue = catalogue
        self.notices: tuple[Notice, ...] = ()
        self._settings_file = SettingsFile(paths.settings)
        self._history_file = HistoryFile(paths.history)
        self._waiting_room = WaitingRoom(paths.waiting)
        self._records: tuple[SessionRecord, ...] | None = None
        self._unsaved: list[SessionRecord] = []
        self._unsaved_notice: Notice | None = None
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.save_pending)
        self.settings, said = self._settings_file.load()
        for text in (*said, *catalogue.problems):
            self.notify(text)

    @property
    def records(self) -> tuple[SessionRecord, ...]:
        """Every session, oldest first; read from disk on first use."""
        if self._records is None:
            self._records, said = self._history_file.load()
            for text in said:
                self.notify(text)
            self._take_in(self._waiting_room.load())
        return self._records

    def set_settings(self, settings: Settings) -> None:
        """Take over settings at once and save them."""
        if settings == self.settings:
            return
        self.settings = settings
        self.settings_changed.emit(settings)
        try:
            self._settings_file.save(settings)
        except OSError as error:
            self.notify(
                _tr("Your settings are not saved (%1). They count until you quit.").replace("%1", str(error))
            )

    def add_record(self, record: SessionRecord) -> bool:
        """Keep a session; True when it is on disk. What the disk refuses is tried again until it is taken."""
        self._set_records((*self.records, record))
        self._unsaved.append(record)
        return self.save_pending()

    def save_pending(self) -> bool:
        """Try to write every session that is not on disk yet; True when none is left."""
        while self._unsaved:
            try:
                self._history_file.append(self._unsaved[0])
            except OSError as error:
                self._retry.start()
                self._tell_unsaved(error, safe=self._waiting_room.save(self._unsaved))
                return False
            self._unsaved.pop(0)
        self._retry.stop()
        self._waiting_room.clear()
        if self._unsaved_notice:
            self.dismiss(self._unsaved_notice)
            self._unsaved_notice = None
        return True

    def _take_in(self, waiting: Sequence[SessionRecord]) -> None:
        """Keep the sessions that the disk refused when the program ran last."""
        known = {r.id for r in self._records or ()}
        found = [r for r in waiting if r.id not in known]
        if found:
            self._unsaved.extend(found)
            self._set_records((*(self._records or ()), *found))
            self.save_pending()

    def _tell_unsaved(self, error: OSError, *, safe: bool) -> None:
        text = (
            _tr(
                "Your last session is not in %1 yet (%2). A copy waits in %3, and it is tried again every few "
                "seconds and at the next start. Free some space or check the folder."
            )
            if safe
            else _tr(
                "Your last session is not in %1 yet (%2). Leave the program open: the session is kept in memory "
                "and tried again every few seconds. Free some space or check the folder."
            )
        )
        values = {"%1": self.paths.history, "%2": error.strerror or error, "%3": self.paths.waiting}
        for mark, value in values.items():
            text = text.replace(mark, str(value))
        if self._unsaved_notice:
            self.dismiss(self._unsaved_notice)
        self._unsaved_notice = self.notify(text, "error")

    def replace_record(self, record: SessionRecord) -> None:
        """Put a record in place of the one with its id."""
        self._set_records(tuple(record if r.id == record.id else r for r in self.records))
        waiting = [r.id for r in self._unsaved]
        if record.id in waiting:
            self._unsaved[waiting.index(record.id)] = record
            return
        try:
            self._history_file.replace(record)
        except OSError as error:
            self._not_saved(error)

    def delete_record(self, record_id: str) -> SessionRecord:
        """Take a session out and give it back for `add_record` to undo it. Raises KeyError."""
        found = next((r for r in self.records if r.id == record_id), None)
        if found is None:
            raise KeyError(record_id)
        self._set_records(tuple(r for r in self.records if r.id != record_id))
        self._unsaved = [r for r in self._unsaved if r.id != record_id]
        try:
            self._history_file.delete(record_id)
        except OSError as error:
            self._not_saved(error)
        return found

    def notify(self, text: str, level: str = "warning") -> Notice:
        """Show a sentence until it is dismissed; the same one only once."""
        notice = Notice(text if len(text) <= LONGEST else f"{text[:LONGEST]}…", level)
        if notice not in self.notices:
            self.notices = (*self.notices, notice)
            self.notices_changed.emit()
        return notice

    def dismiss(self, *notices: Notice) -> None:
        """Show these sentences no longer."""
        self.notices = tuple(n for n in self.notices if n not in notices)
        self.notices_changed.emit()

    def _set_records(self, records: tuple[SessionRecord, ...]) -> None:
        self._records = tuple(sorted(records, key=lambda r: r.started_at))
        self.history_changed.emit()

    def _not_saved(self, error: OSError) -> None:
        self.notify(
            _tr("Your change is not saved (%1). The history on disk is as it was.").replace(
                "%1", error.strerror or str(error)
            ),
            "error",
        )
