"""Where the data lies, its copies, and how it gets to a folder that several computers share."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QStackedWidget

from hipstretch.data.assets import assets_dir
from hipstretch.data.exchange import ImportPreview
from hipstretch.data.paths import Paths
from hipstretch.qt import picture_file, restart, transfer, wording
from hipstretch.qt.language import path_words
from hipstretch.qt.problem_words import why
from hipstretch.qt.stores import Stores
from hipstretch.translation import tr
from hipstretch.ui.transfer.transfer_dialog import Transfer
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.dialogs import Answer, Role, folder_to_use, question
from hipstretch.ui.widgets.labels import path_in_parts
from hipstretch.ui.widgets.page import Page

from .rows import beside, settings_row, settings_rows
from .section import Section


class DataSection(Section):
    """The folder of the data, and the way to another one; the program begins anew there."""

    def __init__(
        self,
        stores: Stores,
        stack: QStackedWidget,
        begin_anew: Callable[[Paths], None] = restart.with_data_at,
    ) -> None:
        super().__init__(stores.settings, stack)
        self._stores = stores
        self._begin_anew = begin_anew
        self.head(
            tr("Data"), tr("Your data is in a folder on this computer, and nowhere else unless you say so.")
        )
        card = settings_rows(self.column, short=True)
        self.show_folder = button(tr("Show in folder"), "", self._show_folder)
        lies = path_in_parts(str(stores.paths.history.parent))
        settings_row(card, tr("Where your data lies"), lies, beside(self.show_folder))
        transfer = Transfer(stores, self)
        copies = button(tr("Export…"), "", transfer.export), button(tr("Import…"), "", transfer.import_)
        settings_row(
            card,
            tr("A copy of everything"),
            tr("To keep in another place, or for another computer"),
            beside(*copies),
        )
        self.change = button(tr("Choose another folder…"), "", self.choose)
        shared = tr(
            "In a folder that Syncthing, Nextcloud or the like keeps the same, Hipstretch has the same data on "
            "each of your computers, and may be open on all of them at once."
        )
        settings_row(card, tr("Several computers"), shared, beside(self.change))
        card = settings_rows(self.column)
        settings_row(
            card,
            tr("What lies there"),
            tr("History, settings, tightness checks, schedules, own exercises and routines"),
        )
        settings_row(
            card,
            tr("What stays on this computer alone"),
            tr(
                "The session that runs, the log, the place of the window, volume, player and voice, what closing the "
                "window does, the icon, and where the calendar lies"
            ),
        )
        self.column.addStretch()

    def _show_folder(self) -> None:
        folder = self._stores.paths.history.parent
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            text = tr("No program was found that opens {path}. It is there all the same.")
            self._stores.notices.add(text.format(path=path_words(folder)), "info")

    def choose(self) -> None:
        """Ask for a folder."""
        folder_to_use(
            self, tr("Choose another folder"), str(Path.home()), lambda path: self.offer(Path(path))
        )

    def offer(self, folder: Path) -> None:
        """Say what would become of the data, and ask."""
        from hipstretch.data import moving

        if said := self._in_the_way():
            self._stores.notices.add(said)
            return

        def look() -> tuple[Path, ImportPreview | None]:
            target = moving.target_in(folder)
            moving.check(self._stores.paths, target)
            if not moving.has_data(target):
                return target, None
            return target, moving.look(self._stores.paths, target, assets_dir(), picture_file.opened)

        self._stores.reader.submit(
            look, lambda found: self._ask(*found), lambda error: self._refuse(folder, error)
        )

    def _ask(self, target: Path, there: ImportPreview | None) -> None:
        if there is None:
            text = tr("Move all of your data to {folder}? Hipstretch then starts again.").format(
                folder=path_in_parts(str(target))
            )
            words = tr("Move it")
        else:
            text = tr(
                "{folder} holds data of Hipstretch already. Yours goes there, and both become one: of what was changed "
                "in both, the last change counts, and exercises and routines stand beside each other. Hipstretch then "
                "starts again."
            ).format(folder=path_in_parts(str(target)))
            new = [tr("It holds nothing that you do not have.") if there.empty else tr("New to you there:")]
            lines = [
                *new,
                *transfer.added_lines(there, self._settings.current.day_begins),
                *transfer.known_lines(there),
                *transfer.remark_lines(there),
            ]
            text = "\n".join([text, "", *lines])
            words = tr("Merge and use it")
        self.asked = question(
            self,
            text,
            (Answer(words, lambda: self._move(target)), Answer(tr("Cancel"), role=Role.RejectRole)),
        )

    def _move(self, target: Path) -> None:
        from hipstretch.data import moving

        stores, window = self._stores, self.window()
        window.setEnabled(False)  # what is written from now on would be left behind

        def on_failed(error: Exception) -> None:
            window.setEnabled(True)
            self.change.setFocus()
            self._refuse(target, error)

        stores.disk.submit(
            lambda: moving.move(stores.paths, target, assets_dir(), picture_file.opened, stores.clock),
            self._begin_anew,
            on_failed,
        )

    def _refuse(self, folder: Path, error: Exception) -> None:
        text = tr("Your data was not moved to {folder} ({reason}). It is as it was, and lies where it did.")
        self._stores.notices.add(text.format(folder=path_words(folder), reason=why(error)), "error")

    def _in_the_way(self) -> str:
        """What has to be finished before; empty if nothing has to."""
        if any(self._stores.paths.sessions.glob("*.json")) or self._stores.paths.old_journal.exists():
            return tr("A session runs or waits. Finish, keep or discard it, then choose the folder again.")
        typed = []
        for page in self.window().findChildren(Page):
            page.keep_typed()
            typed += [one.words for one in page.unfinished()]
        if typed:
            text = tr("Not kept yet: {names}. Finish this, then choose the folder again.")
            return text.format(names=wording.listed(typed))
        if not self._stores.history.save_pending():
            return tr("Something is not on the disk yet. Wait a moment, then choose the folder again.")
        return ""
