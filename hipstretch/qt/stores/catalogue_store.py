"""The exercises and routines: those of the program, and the person's own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from hipstretch import translation
from hipstretch.data.assets import assets_dir
from hipstretch.qt.language import path_words
from hipstretch.translation import tr

from .notices import Notices, why

if TYPE_CHECKING:
    from pathlib import Path

    from hipstretch.core.exercise import Exercise, Text
    from hipstretch.core.photos import Photos
    from hipstretch.core.routine import Routine
    from hipstretch.data.catalogue import Catalogue
    from hipstretch.data.paths import Paths
    from hipstretch.qt.worker import Work

    from .settings_store import SettingsStore


class CatalogueStore(QObject):
    """Every exercise and routine there is. The person's own are written before a change is told."""

    changed = Signal()

    def __init__(
        self, paths: Paths, settings: SettingsStore, notices: Notices, catalogue: Catalogue | None = None
    ) -> None:
        super().__init__()
        self._settings = settings
        settings.changed.connect(self._on_settings)
        self._exercises = paths.exercises
        self._routines = paths.routines
        self._notices = notices
        self._catalogue = catalogue.shown_by(settings.current.person) if catalogue else None
        self._stamps = self._stamps_now() if catalogue else {}
        """What the person's own files were when they were last looked at."""
        self._names: dict[str, Mapping[str, tuple[str, ...]]] = {}
        for text in catalogue.problems if catalogue else ():
            notices.add(text)

    @property
    def current(self) -> Catalogue:
        """All of it as it is now; read from disk on first use."""
        if self._catalogue is None:
            self._catalogue = self._load()
        return self._catalogue

    @current.setter
    def current(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def _load(self) -> Catalogue:
        from hipstretch.data import catalogue

        self._stamps = self._stamps_now()
        found = catalogue.load(
            [assets_dir(), self._exercises.parent],
            translation.language(),
            self._settings.current.person,
        )
        for text in found.problems:
            self._notices.add(text)
        return found

    def _on_settings(self, names: frozenset[str]) -> None:
        if "person" in names and self._catalogue is not None:
            self.current = self._catalogue.shown_by(self._settings.current.person)
            self.changed.emit()

    def reword(self) -> None:
        """Read all words in the language that counts now; nobody is told: whoever shows words follows the language."""
        if (before := self._catalogue) is None:
            return
        # what is wrong with the texts of the language before is not so in this one
        self._notices.dismiss(*(one for one in self._notices.shown if one.problem in before.problems))
        found = self._load()
        self.current = replace(
            found,
            exercises=MappingProxyType({**before.exercises, **found.exercises}),
            routines=MappingProxyType({**before.routines, **found.routines}),
            folders=MappingProxyType({**before.folders, **found.folders}),
        )

    def english_text(self, exercise: Exercise) -> Text:
        """An exercise in English, for a voice that speaks nothing else; as it is, where that can't be read."""
        from hipstretch.core.problem import Invalid
        from hipstretch.data import catalogue

        try:
            return catalogue.text_in(self.current.folders[exercise.id], translation.ENGLISH)
        except (Invalid, KeyError):  # it is damaged, or was deleted while a session runs
            return exercise.text

    def read_again(self) -> None:
        """Read every exercise and routine again: there are others now."""
        self.current = self._load()
        self.changed.emit()

    def look(self, disk: Work) -> None:
        """Read everything again if another program changed the person's own, by what is given; then tell."""
        before, language, person = self._catalogue, translation.language(), self._settings.current.person
        if before is None:
            return

        def read() -> tuple[Catalogue, bool] | None:
            stamps = self._stamps_now()
            if stamps == self._stamps:
                return None
            pictures = _pictures(stamps) != _pictures(self._stamps)
            self._stamps = stamps
            return catalogue.load([assets_dir(), self._exercises.parent], language, person), pictures

        def take(found: tuple[Catalogue, bool] | None) -> None:
            if found is None:
                return
            if self._catalogue is not before:  # it was changed here meanwhile
                self._stamps = {}
                self.look(disk)
            elif found[1] or _shown(found[0]) != _shown(before):
                # of an exercise half of which has come by now nothing is said; what stays wrong the next start tells
                self.current = found[0]
                self.changed.emit()

        from hipstretch.data import catalogue

        disk.submit(read, take)

    def _stamps_now(self) -> dict[Path, object]:
        """Tells whether a file of the person's own exercises and routines is another one."""
        from hipstretch.data import atomic

        files = (*self._routines.glob("*.toml"), *self._exercises.glob("*/*"))
        return {path: atomic.stamp(path) for path in files}

    def built_in(self) -> Mapping[str, Exercise]:
        """The exercises that came with the program: those whose cautions are known."""
        return {k: e for k, e in self.current.exercises.items() if not self.is_own_exercise(k)}

    def names_in(self, language: str) -> Mapping[str, tuple[str, ...]]:
        """What the program's exercises are called in a language, "*" for all of them, by id; read on first use."""
        from hipstretch.data import sheet_assets

        if language not in self._names:
            folders = self.current.folders
            built_in = {k: folders[k] for k in folders if not self.is_own_exercise(k)}
            self._names[language] = sheet_assets.names(built_in, language)
        return self._names[language]

    def is_own_routine(self, routine_id: str) -> bool:
        """Whether a routine is the person's own, and may be changed."""
        from hipstretch.data import own_files

        return own_files.path_of(self._routines, routine_id).is_file()

    def save_routine(self, routine: Routine) -> bool:
        """Keep an own routine; True when it is on disk. It counts until the program ends in any case."""
        from hipstretch.data import own_files

        saved = False
        try:
            own_files.save(self._routines, routine)
            saved = True
        except OSError as error:
            self._notices.add(
                tr("The routine “{routine}” is not saved ({reason}). It can be used until you quit.").format(
                    routine=routine.name, reason=why(error)
                ),
                "error",
            )
        self._set_routines({**self.current.routines, routine.id: routine})
        return saved

    def add_exercises(self, exercises: Iterable[Exercise]) -> bool:
        """Keep own exercises; False, and a sentence, if one is not on disk: then it can't be used."""
        from hipstretch.data import own_files

        catalogue = self.current
        known, folders = dict(catalogue.exercises), dict(catalogue.folders)
        try:
            for exercise in exercises:
                known[exercise.id] = own_files.save_exercise(self._exercises, exercise)
                folders[exercise.id] = self._exercises / exercise.id
        except OSError as error:
            self._notices.add(
                tr("The exercises are not saved ({reason}). Nothing else was changed.").format(
                    reason=why(error)
                ),
                "error",
            )
            return False
        finally:
            self._set_exercises(known, folders)
        return True

    def is_own_exercise(self, exercise_id: str) -> bool:
        """Whether an exercise is the person's own, and may be changed."""
        folder = self.current.folders.get(exercise_id)
        return folder is not None and folder.parent == self._exercises

    def save_exercise(self, exercise: Exercise, pictures: Photos | None = None) -> bool:
        """Keep an own exercise, new or changed; False, and a sentence, if it is not on disk: then all is as it was.

        `pictures` are all its photos and its clip, None for those that it has.
        """
        from hipstretch.data import own_files

        folders = dict(self.current.folders)
        try:
            if self.is_own_exercise(exercise.id):
                exercise = own_files.change_exercise(folders[exercise.id], exercise, pictures)
            else:
                exercise = own_files.save_exercise(self._exercises, exercise, pictures)
                folders[exercise.id] = self._exercises / exercise.id
        except OSError as error:
            self._notices.add(
                tr(
                    "“{exercise}” is not saved ({reason}). What you entered is still there: free some space and "
                    "save again."
                ).format(exercise=exercise.text.name, reason=why(error)),
                "error",
            )
            return False
        self._set_exercises({**self.current.exercises, exercise.id: exercise}, folders)
        return True

    def delete_exercise(self, exercise_id: str) -> Callable[[], None] | None:
        """Take out an own exercise; what brings it back, or None, and a sentence, if that can't be."""
        from hipstretch.data import own_files
        from hipstretch.qt import wording

        catalogue = self.current
        name = catalogue.exercises[exercise_id].text.name
        users = [
            r.name for r in catalogue.routines.values() if any(e.exercise == exercise_id for e in r.entries)
        ]
        if users:
            words = tr("“{exercise}” is part of {routines}. Take it out of there first.")
            self._notices.add(words.format(exercise=name, routines=wording.listed(users)))
            return None
        here = catalogue.folders[exercise_id]
        try:
            aside = own_files.put_away(here)
        except OSError as error:
            words = tr("“{exercise}” can't be deleted ({reason}). It stays.")
            self._notices.add(words.format(exercise=name, reason=why(error)), "error")
            return None
        self._set_exercises(
            {k: e for k, e in catalogue.exercises.items() if k != exercise_id},
            {k: f for k, f in catalogue.folders.items() if k != exercise_id},
        )

        def bring_back() -> None:
            try:
                aside.rename(here)
            except OSError as error:
                words = tr("“{exercise}” can't be brought back ({reason}). It is in {path}.")
                words = words.format(exercise=name, reason=why(error), path=path_words(aside))
                self._notices.add(words, "error")
                return
            self._set_exercises(
                {**self.current.exercises, exercise_id: catalogue.exercises[exercise_id]},
                {**self.current.folders, exercise_id: here},
            )

        return bring_back

    def _set_exercises(self, exercises: Mapping[str, Exercise], folders: Mapping[str, Path]) -> None:
        self.current = replace(
            self.current, exercises=MappingProxyType(exercises), folders=MappingProxyType(folders)
        )
        self.changed.emit()

    def delete_routine(self, routine_id: str) -> Routine | None:
        """Take out an own routine and give it back, for `save_routine` to undo it; None if that can't be."""
        from hipstretch.data import own_files

        try:
            own_files.path_of(self._routines, routine_id).unlink(missing_ok=True)
        except OSError as error:
            self._notices.add(
                tr("The routine can't be deleted ({reason}). It stays.").format(reason=why(error)),
                "error",
            )
            return None
        found = self.current.routines[routine_id]
        self._set_routines({k: r for k, r in self.current.routines.items() if k != routine_id})
        return found

    def _set_routines(self, routines: Mapping[str, Routine]) -> None:
        self.current = replace(self.current, routines=MappingProxyType(routines))
        self.changed.emit()


def _shown(catalogue: Catalogue) -> tuple[object, ...]:
    """What a page shows of it."""
    return dict(catalogue.exercises), dict(catalogue.routines), dict(catalogue.folders)


def _pictures(stamps: Mapping[Path, object]) -> dict[Path, object]:
    return {path: stamp for path, stamp in stamps.items() if path.suffix == ".webp"}
