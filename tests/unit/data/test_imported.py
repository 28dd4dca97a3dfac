"""What an import added can be taken back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from hipstretch.core.settings import Settings, dump
from hipstretch.data import exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.checks_file import ChecksFile
from hipstretch.data.history_file import HistoryFile
from hipstretch.data.imported import settings_in, take_back
from hipstretch.data.own_import import ConflictChoice
from hipstretch.data.paths import Paths, resolve
from tests.fakes import FakeClock
from tests.unit.data.test_checks_file import check
from tests.unit.data.test_exchange import ROUTINE, exported, files, look
from tests.unit.data.test_exchange import mine as mine  # noqa: PLC0414
from tests.unit.data.test_history_file import session


def seen(paths: Paths) -> dict[str, bytes]:
    """What a start would find."""
    everything = files(paths.history.parent)
    return {
        name: data
        for name, data in everything.items()
        if not any(part in name for part in ("/.", "backups", ".bak"))
    }


@pytest.mark.parametrize("choice", [ConflictChoice.BOTH, ConflictChoice.REPLACE])
def test_everything_is_as_it_was(mine: Paths, tmp_path: Path, choice: ConflictChoice) -> None:
    other = resolve(tmp_path / "other")
    HistoryFile(other.history).append(session(2))
    ChecksFile(mine.checks).add(check(1))
    ChecksFile(other.checks).add(check(2))
    offer = look(exported(mine, ".hipstretch"), other)
    exchange.apply_import(offer, other, assets_dir())
    (other.routines / "mine.toml").write_text(ROUTINE.replace("One.", "Another."))
    before, sessions = seen(other), HistoryFile(other.history).load()[0]
    offer = replace(look(exported(mine, ".zip"), other), settings=False)
    done = exchange.apply_import(offer, other, assets_dir(), dict.fromkeys(offer.own, choice))
    new = choice is ConflictChoice.BOTH
    assert (set(done.sessions), done.checks) == ({"id1", "id3"}, ("c1",))
    assert (done.count("routines"), done.count("exercises"), done.replaced) == (new, 0, not new)
    assert seen(other) != before
    for _ in range(2):  # a second time, after a first one that the disk refused, changes nothing more
        take_back(done, other, FakeClock())
        assert HistoryFile(other.history).load()[0] == sessions
        assert [one.id for one in ChecksFile(other.checks).load()[0]] == ["c2"]
        now = seen(other)
        for name in ("history.jsonl", "checks.jsonl"):
            now[name] = before[name]
        assert now == before


def test_what_was_added_to_nothing_goes_again(mine: Paths, tmp_path: Path) -> None:
    other = resolve(tmp_path / "other")
    done = exchange.apply_import(look(exported(mine, ".hipstretch"), other), other, assets_dir())
    assert (done.count("routines"), done.count("exercises"), done.replaced) == (1, 1, 0)
    take_back(done, other, FakeClock())
    assert not [path for path in other.routines.iterdir() if not path.name.startswith(".")]
    assert not [path for path in other.exercises.iterdir() if not path.name.startswith(".")]
    again = exchange.apply_import(look(exported(mine, ".hipstretch"), other), other, assets_dir())
    assert again == done


def test_the_settings_of_a_file_but_for_those_of_the_computer() -> None:
    mine = Settings(volume=20, calendar_file="/mine.ics")
    theirs = json.dumps(dump(Settings(volume=70, minutes=12, calendar_file="/theirs.ics"))).encode()
    assert settings_in(theirs, mine) == Settings(volume=20, minutes=12, calendar_file="/mine.ics")
    assert settings_in(theirs, Settings(minutes=12)) is None, "just the same"
    assert settings_in(None, mine) is None
    assert settings_in(b"[]", mine) is None
    assert settings_in(b'{"v": 99}', mine) is None


def test_settings_can_stay_out_of_everything(mine: Paths, tmp_path: Path) -> None:
    path = tmp_path / "without.zip"
    exchange.export(path, mine, settings=False)
    assert "settings.json" not in look(path, resolve(tmp_path / "other")).files
