"""Every file of the corpus is answered in the expected words, soon, and nothing is changed or written elsewhere."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSize
from pytestqt.qtbot import QtBot

from hipstretch.core.problem import Invalid
from hipstretch.data import catalogue, exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.journal import Journal
from hipstretch.data.paths import Paths, resolve
from hipstretch.data.settings_file import SettingsFile
from hipstretch.qt import picture_file
from hipstretch.qt.clip.reader import ClipReader
from hipstretch.qt.problem_words import words
from hipstretch.ui.widgets.pictures import PictureCache
from tests.corpus import bad_files
from tests.corpus.bad_files import Case

MOST_S = 2.0
"""How long reading any of them may take."""


def read_all(paths: Paths) -> tuple[str, ...]:
    """What the program says when it starts on a data folder."""
    _, settings = SettingsFile(paths.settings).load()
    sessions, history = HistoryFile(paths.history).load()
    _, checks = ChecksFile(paths.checks).load()
    _, journal = Journal(paths.sessions, paths.old_journal).read()
    found = catalogue.load([assets_dir(), paths.exercises.parent])
    assert len(found.exercises) >= 21
    problems = (*settings, *history, *checks, *journal, *found.problems)
    return (*map(words, problems), f"{len(sessions)} sessions")


@contextmanager
def unharmed(case: Case, home: Path) -> Iterator[Paths]:
    """A data folder with the case in it; afterwards every file is there as it was, or renamed, and no other."""
    (home / "canary.txt").write_text("secret")
    paths = resolve(home / "data")
    bad_files.write(case, home / "data")
    before = contents(home)
    start = time.process_time()
    yield paths
    assert time.process_time() - start < MOST_S
    after = contents(home)
    for name, data in before.items():
        stem = Path(name).stem
        assert data in [d for n, d in after.items() if n == name or (stem in n and "unreadable" in n)], name
    assert all("unreadable" in name for name in after if name not in before), "reading adds nothing else"


def contents(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def by_name(cases: Sequence[Case]) -> pytest.MarkDecorator:
    names = [case.name for case in cases]
    assert len(set(names)) == len(names)
    return pytest.mark.parametrize("case", cases, ids=names)


@by_name(bad_files.FILES)
def test_what_lies_in_the_data_folder(case: Case, tmp_path: Path) -> None:
    with unharmed(case, tmp_path) as paths:
        said = read_all(paths)
    sentence = next((s for s in said if case.said in s), None)
    assert sentence, said
    assert len(sentence) < 1000
    assert sentence.isprintable(), "a sentence is one line"
    assert "secret" not in str(said)
    if case.keeps is not None:
        assert said[-1] == f"{case.keeps} sessions"


@by_name(bad_files.IMPORTS)
def test_what_is_imported(case: Case, tmp_path: Path) -> None:
    with unharmed(case, tmp_path) as paths:
        (name,) = case.files
        with pytest.raises(Invalid) as caught:
            exchange.preview_import(paths.history.parent / name, paths, (), assets_dir(), picture_file.opened)
    said = words(caught.value.problem)
    assert case.said in said
    assert len(said) < 400
    assert said.isprintable()


@by_name(bad_files.PICTURES)
def test_what_is_shown(case: Case, tmp_path: Path, qtbot: QtBot) -> None:
    cache = PictureCache()
    with unharmed(case, tmp_path) as paths, qtbot.waitSignal(cache.failed) as failed:
        cache.get(paths.history.parent / "hold.webp", QSize(400, 300))
    assert failed.args
    assert case.said in failed.args[1]


@by_name(bad_files.FILMS)
def test_what_is_added_as_a_clip(case: Case, tmp_path: Path, qtbot: QtBot, qapp: QCoreApplication) -> None:
    clips = ClipReader(qapp)
    done: list[bytes] = []
    clips.done.connect(done.append)
    with unharmed(case, tmp_path) as paths, qtbot.waitSignal(clips.failed, timeout=20_000) as failed:
        clips.read(paths.history.parent / "film.mp4")
    assert failed.args == ["film.mp4", case.said]
    assert not done


def test_the_corpus_is_large_enough() -> None:
    count = sum(map(len, (bad_files.FILES, bad_files.IMPORTS, bad_files.PICTURES, bad_files.FILMS)))
    print(f"{count} bad files")
    assert count >= 150
