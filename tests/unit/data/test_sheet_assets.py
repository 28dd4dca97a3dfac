"""What a sheet needs of the assets: words and names of every language, and nothing of a file that is damaged."""

import gzip
from pathlib import Path

from hipstretch.data import sheet_assets
from hipstretch.data.assets import assets_dir
from hipstretch.data.toml_file import read_raw

MEANINGS = set(read_raw(assets_dir() / "languages" / "en.sheet.toml", ""))
MORE = {
    *(
        "eachone",
        "oneof",
        "perday",
        "perweek",
        "aday",
        "everyday",
        "every",
        "nth",
        "afternumber",
        "halfminute",
        "weekshort",
    ),
    *("4x", "5x", "60", "2second", "2minute", "2hour", "2day", "2week", "2month", "2reps", "2sets"),
}
"""What English has no word for."""


def test_words_of_all_languages_come_together_and_their_meanings_are_known() -> None:
    found = sheet_assets.words(assets_dir())
    assert {"sec", "sek", "秒", "ثانية"} <= set(found["second"])
    assert set(found) == MEANINGS | MORE
    assert all(word and word == word.strip() for words in found.values() for word in words)


def test_a_damaged_file_of_words_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "languages"
    folder.mkdir()
    (folder / "aa.sheet.toml").write_text("second = [", encoding="utf-8")
    (folder / "bb.sheet.toml").write_text('second = ["s"]', encoding="utf-8")
    assert sheet_assets.words(tmp_path) == {"second": ["s"]}


def test_names_are_those_of_one_language_or_of_all() -> None:
    bridge = {"bridge": assets_dir() / "exercises" / "bridge"}
    assert sheet_assets.names(bridge, "de")["bridge"][:2] == ("Becken heben", "Brücke")
    assert {"Hip lift", "臀桥", "Brücke"} <= set(sheet_assets.names(bridge)["bridge"])


def test_a_text_that_is_damaged_has_no_names(tmp_path: Path) -> None:
    (tmp_path / "text.en.toml").write_text("name = ", encoding="utf-8")
    (tmp_path / "text.de.toml").write_bytes(b'name = "\xff"')
    (tmp_path / "text.fr.toml").write_text('name = "Pont"\nsteps = [', encoding="utf-8")
    (tmp_path / "text.it.toml.gz").write_bytes(b"no such thing")
    assert sheet_assets.names({"x": tmp_path}) == {"x": ("Pont",)}


def test_names_are_found_in_packed_texts_as_the_bundle_has_them(tmp_path: Path) -> None:
    (tmp_path / "text.de.toml.gz").write_bytes(gzip.compress('name = "Brücke"\nsteps = []'.encode()))
    for language in ("de", "*"):
        assert sheet_assets.names({"x": tmp_path}, language) == {"x": ("Brücke",)}
