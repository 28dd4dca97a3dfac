"""Takes in what another computer wrote to the folder of the data, which a program keeps the same on both."""

from __future__ import annotations

import contextlib
from functools import reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QFileSystemWatcher, QObject, QTimer

from hipstretch.data.assets import assets_dir
from hipstretch.data.conflict_names import found
from hipstretch.qt.language import path_words
from hipstretch.translation import tr

if TYPE_CHECKING:
    from hipstretch.data.conflicts import Incoming

    from .stores import Stores

SOON_MS = 500
"""So long after a change the folder is looked at: one change rarely comes alone."""
AGAIN_MS = 60_000
"""So long after a look that left something, not whole yet perhaps, the folder is looked at again."""


class SharedFolder(QObject):
    """Looks at the folder when it begins, when something changes there, and when the person comes back."""

    def __init__(self, stores: Stores, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stores = stores
        self._watcher = QFileSystemWatcher(self)
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.look)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.look)
        for changed in (self._watcher.directoryChanged, self._watcher.fileChanged):
            changed.connect(lambda _: self._soon.start())
        came_back = getattr(QCoreApplication.instance(), "applicationStateChanged", None)
        if came_back:  # there are windows
            came_back.connect(lambda _: self._soon.start())
        self.look()

    def look(self) -> None:
        """Merge what waits to be merged, then have the stores take in what is new."""
        self._watch()
        self._stores.disk.submit(self._merge, self._on_merged, replaces="look")

    def _merge(self) -> Incoming | None:
        """Runs in the thread of the disk."""
        paths = self._stores.paths
        if not any(True for _ in found(paths)):
            return None
        from hipstretch.data import conflicts

        from . import picture_file

        return conflicts.merge(paths, assets_dir(), picture_file.opened, self._stores.clock)

    def _on_merged(self, incoming: Incoming | None) -> None:
        if incoming:
            for problem in incoming.problems:
                self._stores.notices.add(problem)
            if incoming.files:
                self._stores.notices.add(words(incoming, str(self._stores.paths.backups)), "info")
            if incoming.left:
                self._again.start()
        self._stores.look()

    def _watch(self) -> None:
        """A file that took the place of another one, and a folder that is new, are not watched yet."""
        paths = self._stores.paths
        places = [paths.settings, paths.history, paths.checks, paths.routines, paths.exercises]
        places += [path.parent for path in places[:3]]
        with contextlib.suppress(OSError):
            places += [path for path in paths.exercises.iterdir() if path.is_dir()]
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if new := sorted({str(path) for path in places if path.exists()} - watched):
            self._watcher.addPaths(new)


def words(incoming: Incoming, place: str) -> str:
    """What came in: a sentence for each kind."""
    from . import wording

    sessions = incoming.sessions
    counts = (
        (tr("new sessions: {count}"), sessions.added),
        (tr("changed sessions: {count}"), sessions.changed),
        (tr("deleted sessions: {count}"), sessions.deleted),
        (tr("tightness checks: {count}"), incoming.checks),
        (tr("settings: {count}"), len(incoming.settings)),
    )
    parts = [text.format(count=wording.number(count)) for text, count in counts if count]
    if incoming.own:
        parts.append(tr("own exercises and routines: {names}").format(names=wording.listed(incoming.own)))
    if not parts:
        text = tr(
            "Another computer wrote to your data at the same time; it held nothing new. Its file is in {place}."
        )
        return text.format(place=path_words(place))
    text = tr(
        "Another computer wrote to your data at the same time; both are merged now. {parts} "
        "Its file is kept in {place}."
    )
    said = reduce(wording.in_a_row, map(wording.sentence, parts))
    return text.format(parts=said, place=path_words(place))
