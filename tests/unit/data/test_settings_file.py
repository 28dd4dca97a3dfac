"""settings.json keeps what the program does not understand until the person changes it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.problem import InvalidFile
from hipstretch.core.settings import LOCAL, DosageOverride, Settings, SoundPlayer, Theme
from hipstretch.data import atomic
from hipstretch.data.paths import Paths, resolve
from hipstretch.data.settings_file import BothFiles, SettingsFile, joined
from hipstretch.qt.problem_words import words
from tests.saying import refused


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def on_disk(path: Path) -> dict[str, object]:
    """What the file holds, but for when that was changed."""
    raw: dict[str, object] = json.loads(path.read_bytes())
    raw.pop("changed", None)
    return raw


def test_nothing_yet(path: Path) -> None:
    assert SettingsFile(path).load() == (Settings(), ())
    assert not path.exists()


def test_what_is_saved_is_loaded(path: Path) -> None:
    changed = Settings(volume=30, theme=Theme.DARK, exercises={"frog": DosageOverride(hold_s=45, reps=2)})
    SettingsFile(path).save(changed)
    assert SettingsFile(path).load() == (changed, ())


def test_only_what_differs_from_the_defaults_is_written(path: Path) -> None:
    SettingsFile(path).save(Settings(volume=30))
    assert on_disk(path) == {"volume": 30, "v": 1}


def test_the_window_is_no_setting_any_more(path: Path) -> None:
    path.write_text('{"window": "AdnQ", "mini": 3, "volume": 30}', encoding="utf-8")
    file = SettingsFile(path)
    loaded, notices = file.load()
    assert (loaded, notices) == (Settings(volume=30), ())
    file.save(Settings(volume=35))
    assert on_disk(path) == {"window": "AdnQ", "mini": 3, "volume": 35, "v": 1}, "nobody took it yet"
    assert file.take_window() == {"window": "AdnQ", "mini": 3}
    path.write_text('{"window": "AdnQ", "volume": 30, "minutes": 12}', encoding="utf-8")  # an earlier version
    file.save(Settings(volume=40))
    assert on_disk(path) == {"volume": 40, "minutes": 12, "v": 1}


def test_a_broken_value_stays_until_the_person_changes_that_very_setting(path: Path) -> None:
    path.write_text('{"volume": "loud", "switch_s": 12, "from_the_future": [1]}', encoding="utf-8")
    file = SettingsFile(path)
    loaded, [notice] = file.load()
    assert loaded == Settings(switch_s=12)
    assert "volume" in words(notice)
    assert '"loud"' in words(notice)
    file.save(replace(loaded, prepare_s=20))
    assert on_disk(path) == {
        "volume": "loud",
        "switch_s": 12,
        "from_the_future": [1],
        "prepare_s": 20,
        "v": 1,
    }
    file.save(replace(loaded, prepare_s=20, volume=10))
    assert on_disk(path)["volume"] == 10


def test_a_broken_dosage_stays_beside_a_changed_one(path: Path) -> None:
    path.write_text('{"exercises": {"frog": {"hold_s": -1, "reps": 2}}}', encoding="utf-8")
    file = SettingsFile(path)
    loaded, _ = file.load()
    file.save(loaded.with_override("frog", DosageOverride(reps=3)))
    assert on_disk(path)["exercises"] == {"frog": {"hold_s": -1, "reps": 3}}


def test_going_back_to_the_recommended_takes_the_value_out(path: Path) -> None:
    file = SettingsFile(path)
    file.save(Settings(exercises={"frog": DosageOverride(hold_s=45)}))
    file.save(Settings())
    assert SettingsFile(path).load() == (Settings(), ())


def test_a_file_that_can_not_be_parsed_is_set_aside(path: Path) -> None:
    path.write_text("{oh", encoding="utf-8")
    loaded, [notice] = SettingsFile(path).load()
    assert loaded == Settings()
    [aside] = path.parent.iterdir()
    assert aside.read_text(encoding="utf-8") == "{oh"
    assert aside.name in words(notice)


def test_a_newer_file_is_left_alone_and_said_so(path: Path) -> None:
    path.write_text('{"v": 2, "volume": 10}', encoding="utf-8")
    before = path.read_bytes()
    file = SettingsFile(path)
    loaded, [notice] = file.load()
    assert loaded.volume == 10
    assert "newer version" in words(notice)
    with refused("newer version", InvalidFile):
        file.save(Settings())
    assert path.read_bytes() == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(
    st.binary(max_size=100)
    | st.sampled_from([b"[" * 100_000, b'{"exercises": {"a": {"reps": 1e999}}}', b"NaN"])
)
def test_any_bytes_give_settings(path: Path, junk: bytes) -> None:
    path.write_bytes(junk)
    file = SettingsFile(path)
    loaded, _ = file.load()
    file.save(replace(loaded, volume=7))
    assert SettingsFile(path).load()[0].volume == 7


def loaded(path: Path) -> tuple[SettingsFile, Settings]:
    file = SettingsFile(path)
    return file, file.load()[0]


def test_what_another_program_changed_meanwhile_is_kept_and_given_back(path: Path) -> None:
    """A sync program, or an editor, with the window open."""
    path.write_text('{"volume": 30, "exercises": {"frog": {"hold_s": 40}}}', encoding="utf-8")
    file, mine = loaded(path)
    path.write_text(
        '{"volume": 80, "exercises": {"frog": {"hold_s": 40, "reps": 3}}, "new": 1}', encoding="utf-8"
    )
    changed = replace(mine, prepare_s=20).with_override("frog", DosageOverride(hold_s=50))
    saved = file.save(changed)
    assert on_disk(path) == {
        "volume": 80,
        "exercises": {"frog": {"hold_s": 50, "reps": 3}},
        "new": 1,
        "prepare_s": 20,
        "v": 1,
    }
    assert saved == replace(changed, volume=80).with_override("frog", DosageOverride(hold_s=50, reps=3))
    assert SettingsFile(path).load() == (saved, ())


def test_a_window_that_did_not_take_over_the_others_change_does_not_undo_it(path: Path) -> None:
    path.write_text('{"volume": 30}', encoding="utf-8")
    file, mine = loaded(path)
    path.write_text('{"volume": 80}', encoding="utf-8")
    for seconds in (20, 21):
        file.save(replace(mine, prepare_s=seconds))
        assert on_disk(path)["volume"] == 80


def test_what_both_changed_is_as_in_the_window(path: Path) -> None:
    path.write_text('{"volume": 30}', encoding="utf-8")
    file, mine = loaded(path)
    path.write_text('{"volume": 80}', encoding="utf-8")
    assert file.save(replace(mine, volume=50)).volume == 50
    assert on_disk(path)["volume"] == 50


def test_a_file_that_appears_meanwhile_is_looked_into(path: Path) -> None:
    file, mine = loaded(path)
    path.write_text('{"volume": 80}', encoding="utf-8")
    assert file.save(replace(mine, prepare_s=20)).volume == 80


@pytest.mark.parametrize("text", ["{oh", '{"v": 2, "volume": 1}'])
def test_a_file_that_can_not_be_used_any_more_is_left_alone_until_it_can(path: Path, text: str) -> None:
    path.write_text('{"volume": 30}', encoding="utf-8")
    file, mine = loaded(path)
    path.write_text(text, encoding="utf-8")
    for _ in range(2):
        with refused("changed by another program|newer version", InvalidFile):
            file.save(replace(mine, prepare_s=20))
        assert path.read_text(encoding="utf-8") == text
    path.write_text('{"volume": 70}', encoding="utf-8")
    assert file.save(replace(mine, prepare_s=20)) == replace(mine, prepare_s=20, volume=70)


def test_a_folder_that_was_moved_away_is_not_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "data" / "settings.json"
    SettingsFile(path).save(Settings(volume=30))
    file, mine = loaded(path)
    path.parent.rename(tmp_path / "elsewhere")
    with refused("moved or deleted", InvalidFile):
        file.save(replace(mine, volume=40))
    assert not path.parent.exists()


def test_a_file_that_was_deleted_is_written_again(path: Path) -> None:
    path.write_text('{"volume": 30, "new": 1}', encoding="utf-8")
    file, mine = loaded(path)
    path.unlink()
    file.save(replace(mine, prepare_s=20))
    assert on_disk(path) == {"volume": 30, "new": 1, "prepare_s": 20, "v": 1}


def test_a_link_stays_a_link_also_if_its_file_can_not_be_understood(tmp_path: Path) -> None:
    real, path = tmp_path / "real.json", tmp_path / "settings.json"
    path.symlink_to(real)
    for text in ('{"volume": 30}', "{oh"):
        real.write_text(text, encoding="utf-8")
        file, mine = loaded(path)
        file.save(replace(mine, prepare_s=20))
        assert path.is_symlink()
        assert on_disk(real)["prepare_s"] == 20
    (aside,) = tmp_path.glob("*.unreadable.json")
    assert aside.read_text(encoding="utf-8") == "{oh"


def test_a_link_to_nothing_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.symlink_to(tmp_path / "usb" / "settings.json")
    file = SettingsFile(path)
    _, [notice] = file.load()
    assert "it is a link that leads to no file" in words(notice)
    with refused("leads to no file", InvalidFile):
        file.save(Settings(volume=1))


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "volume": st.integers(0, 100),
        "prepare_s": st.floats(3, 120),
        "sound": st.booleans(),
        "exercises": st.dictionaries(
            st.sampled_from(["frog", "lunge"]),
            st.builds(
                DosageOverride, hold_s=st.none() | st.floats(1, 600), reps=st.none() | st.integers(1, 50)
            ).filter(lambda o: not o.empty),
        ),
    },
)


@given(CHANGES, CHANGES)
def test_joining_takes_each_sides_changes(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    before = Settings(volume=60, exercises={"frog": DosageOverride(hold_s=30)})
    found = joined(before, replace(before, **mine), replace(before, **theirs))
    for name in ("volume", "prepare_s", "sound"):
        was, now, other = (
            getattr(s, name) for s in (before, replace(before, **mine), replace(before, **theirs))
        )
        assert getattr(found, name) == (now if now != was else other)
    assert joined(before, before, found) == found
    assert joined(before, found, before) == found


def test_many_bad_values_are_counted(path: Path) -> None:
    path.write_text(json.dumps({"exercises": {f"e{n}": n for n in range(9)}}), encoding="utf-8")
    told = [words(problem) for problem in SettingsFile(path).load()[1]]
    assert len(told) == 6
    assert told[-1] == "settings.json: 4 more values can't be used either."


def test_a_file_that_can_be_neither_read_nor_renamed_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path.write_text("{oh", encoding="utf-8")
    monkeypatch.setattr(atomic, "set_aside", refuse)
    file = SettingsFile(path)
    assert "nor renamed" in words(file.load()[1][0])
    with refused("nor renamed", InvalidFile):
        file.save(Settings(volume=1))
    assert path.read_text(encoding="utf-8") == "{oh"


def test_what_is_written_meanwhile_is_joined(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, mine = loaded(path) if path.exists() else (SettingsFile(path), Settings())
    write, left = atomic.write, [2]

    def meanwhile(target: Path, data: bytes, **how: Any) -> None:
        if left[0]:
            left[0] -= 1
            path.write_text(json.dumps({"minutes": 11 + left[0]}), encoding="utf-8")
        write(target, data, **how)

    monkeypatch.setattr(atomic, "write", meanwhile)
    assert file.save(replace(mine, volume=30)) == Settings(volume=30, minutes=11)
    left[0] = 3
    with refused("another program wrote to it at the same time", InvalidFile):
        file.save(replace(mine, volume=40))


def test_what_is_as_it_was_is_not_written(path: Path) -> None:
    file = SettingsFile(path)
    file.save(Settings(volume=30))
    before = atomic.stamp(path)
    assert file.save(Settings(volume=30)) == Settings(volume=30)
    assert file.take_in(path) == ()
    assert atomic.stamp(path) == before


def test_what_there_is_to_take_over(path: Path) -> None:
    path.write_text('{"minutes": 11}', encoding="utf-8")
    file, mine = loaded(path)
    assert file.look() is None
    path.write_text('{"minutes": 12, "volume": 5}', encoding="utf-8")
    assert file.look() == (mine, Settings(minutes=12, volume=5))
    assert file.look() is None
    stamp = atomic.stamp(path)
    path.write_text("half", encoding="utf-8")
    assert file.look() is None
    path.unlink()
    assert file.look() is None
    path.write_text('{"v": 9}', encoding="utf-8")
    newer = SettingsFile(path)
    newer.load()
    path.write_text('{"minutes": 12}', encoding="utf-8")
    assert newer.look() is None, "it stays as it is until the next start"
    assert stamp != atomic.stamp(path)


# --- what belongs to one computer ---------------------------------------------------------------------------


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return resolve(tmp_path / "shared", tmp_path / "local")


def both(paths: Paths) -> tuple[BothFiles, Settings]:
    files = BothFiles(paths)
    return files, files.load()[0]


def test_it_is_what_devices_desktop_and_disk_have_to_do_with() -> None:
    assert {
        *("volume", "sound_player", "voice_name", "voice_volume", "calendar_file"),
        *("tray", "when_closed"),
    } == LOCAL


def test_it_lies_where_no_other_computer_sees_it(paths: Paths) -> None:
    assert paths.computer.parent == paths.local
    files, mine = both(paths)
    changed = replace(mine, volume=30, calendar_file="/home/anna/due.ics", minutes=12)
    assert files.save(changed) == changed
    assert on_disk(paths.settings) == {"minutes": 12, "v": 1}
    assert on_disk(paths.computer) == {"volume": 30, "calendar_file": "/home/anna/due.ics", "v": 1}
    assert both(paths)[1] == changed
    other = BothFiles(replace(paths, local=paths.local.with_name("other")))
    assert other.load()[0] == Settings(minutes=12)


def test_what_earlier_versions_kept_beside_the_rest_is_taken_over_and_stays_for_them(paths: Paths) -> None:
    paths.settings.parent.mkdir()
    paths.settings.write_text('{"volume": 30, "sound_player": "qt", "minutes": 12, "v": 1}', encoding="utf-8")
    before = paths.settings.read_bytes()
    files, mine = both(paths)
    assert mine == Settings(volume=30, sound_player=SoundPlayer.QT, minutes=12)
    assert files.inherits
    assert files.save(mine) == mine
    assert paths.settings.read_bytes() == before
    assert on_disk(paths.computer) == {"volume": 30, "sound_player": "qt", "v": 1}

    SettingsFile(paths.settings).save(replace(mine, volume=90, minutes=14))  # an earlier version, elsewhere
    assert files.look() == (Settings(minutes=12), Settings(minutes=14))
    again, mine = both(paths)
    assert (mine.volume, mine.minutes, again.inherits) == (30, 14, False)


def test_what_was_taken_over_can_be_as_usual_again(paths: Paths) -> None:
    paths.settings.parent.mkdir()
    paths.settings.write_text('{"volume": 30}', encoding="utf-8")
    files, mine = both(paths)
    files.save(replace(mine, volume=60))
    assert both(paths)[1].volume == Settings().volume == 60
    assert on_disk(paths.settings)["volume"] == 30


def test_what_can_not_be_used_of_it_is_said(paths: Paths) -> None:
    paths.settings.parent.mkdir()
    paths.settings.write_text('{"volume": "loud", "tray": false}', encoding="utf-8")
    loaded, [problem] = BothFiles(paths).load()
    assert loaded == Settings(tray=False)
    assert "volume" in words(problem)
    paths.local.mkdir()
    paths.computer.write_text("{oh", encoding="utf-8")
    loaded, [aside, problem] = BothFiles(paths).load()
    assert loaded == Settings(tray=False)
    assert str(paths.computer) in words(aside)
    assert "volume" in words(problem)


@pytest.mark.parametrize("which", ["settings", "computer"])
def test_one_file_that_must_stay_as_it_is_is_no_reason_not_to_write_the_other(
    paths: Paths, which: str
) -> None:
    stays, other = paths.settings, paths.computer
    if which == "computer":
        stays, other = other, stays
    stays.parent.mkdir()
    stays.write_text('{"v": 2}', encoding="utf-8")
    files, mine = both(paths)
    with refused("newer version", InvalidFile):
        files.save(replace(mine, volume=30, minutes=12))
    assert on_disk(stays) == {"v": 2}
    assert on_disk(other) == {
        "volume" if which == "settings" else "minutes": 30 if which == "settings" else 12,
        "v": 1,
    }
