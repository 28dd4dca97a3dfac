"""settings.json keeps what the program does not understand until the person changes it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipstretch.core.settings import DosageOverride, Settings, Theme
from hipstretch.data.settings_file import SettingsFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def on_disk(path: Path) -> dict[str, object]:
    raw: dict[str, object] = json.loads(path.read_bytes())
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


def test_a_broken_value_stays_until_the_person_changes_that_very_setting(path: Path) -> None:
    path.write_text('{"volume": "loud", "switch_s": 12, "from_the_future": [1]}', encoding="utf-8")
    file = SettingsFile(path)
    loaded, [notice] = file.load()
    assert loaded == Settings(switch_s=12)
    assert "volume" in notice
    assert '"loud"' in notice
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
    assert aside.name in notice


def test_a_newer_file_is_left_alone_and_said_so(path: Path) -> None:
    path.write_text('{"v": 2, "volume": 10}', encoding="utf-8")
    before = path.read_bytes()
    file = SettingsFile(path)
    loaded, [notice] = file.load()
    assert loaded.volume == 10
    assert "newer version" in notice
    with pytest.raises(PermissionError, match="newer version"):
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
