"""The language of the program, of numbers and dates, and of Qt's own buttons."""

import logging
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.qt import language, wording
from hipstretch.qt.language import system_languages
from tests.languages import write_mo


def speaks(monkeypatch: pytest.MonkeyPatch, *tags: str, locale: str) -> None:
    """Have the system prefer these languages, and write numbers as in this place."""
    monkeypatch.setattr(language, "system_languages", lambda: list(tags))
    monkeypatch.setattr(QLocale, "system", lambda: QLocale(locale))


def cancel() -> str:
    """What stands on Qt's button."""
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    return box.buttons()[0].text().replace("&", "")


@pytest.mark.usefixtures("qapp")
def test_the_chosen_language_counts_for_words_numbers_and_buttons(monkeypatch: pytest.MonkeyPatch) -> None:
    speaks(monkeypatch, "en-US", locale="en_US")
    assert language.choose("de") == translation.language() == "de"
    assert wording.number(2.5) == "2,5"
    assert (translation.tr("Rest"), cancel()) == ("Pause", "Abbrechen")
    assert language.choose("fr") == "fr"
    assert cancel() == "Annuler"
    assert language.choose("en") == "en"
    assert wording.number(2.5) == "2.5"
    assert (translation.tr("Rest"), cancel()) == ("Rest", "Cancel")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("wanted", "system", "found"),
    [
        ("", ["de-Latn-AT", "de-AT"], "de"),
        ("", ["sw-KE", "fr-CH"], "fr"),
        ("", ["sw-KE"], "en"),
        ("", [], "en"),
        ("xx", ["de-DE"], "de"),
        ("../../etc", ["de-DE"], "de"),
        ("en", ["de-DE"], "en"),
        ("pt-BR", ["de-DE"], "pt-BR"),
    ],
)
def test_without_a_choice_the_system_says_the_language(
    monkeypatch: pytest.MonkeyPatch, wanted: str, system: list[str], found: str
) -> None:
    speaks(monkeypatch, *system, locale="de_DE")
    assert language.choose(wanted) == found


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("data", [b"", b"this is no translation"])
def test_a_language_that_can_not_be_read_is_logged_and_it_is_english(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, data: bytes
) -> None:
    monkeypatch.setattr("hipstretch.data.assets.assets_dir", lambda: tmp_path)
    write_mo(tmp_path / "languages/de.mo.gz", {"Rest": "Pause"})
    (tmp_path / "languages/fr.mo.gz").write_bytes(data)
    assert language.choose("de") == "de"
    with caplog.at_level(logging.WARNING):
        assert language.choose("fr") == "en"
    assert (translation.language(), translation.tr("Rest")) == ("en", "Rest")
    assert [r.getMessage().split(": ")[0] for r in caplog.records] == ["the language fr can't be read"]


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("tag", "system", "found"),
    [
        ("de", "de_CH", "de_CH"),
        ("en", "en_GB", "en_GB"),
        ("en", "de_DE", "en_US"),
        ("pt-BR", "pt_PT", "pt_PT"),
        ("pt-BR", "en_US", "pt_BR"),
        ("zh-Hans", "en_US", "zh_CN"),
    ],
)
def test_numbers_and_dates_are_the_systems_if_it_speaks_the_language(
    monkeypatch: pytest.MonkeyPatch, tag: str, system: str, found: str
) -> None:
    speaks(monkeypatch, locale=system)
    assert language.locale_for(tag).name() == found


@pytest.mark.usefixtures("qapp")
def test_a_language_that_qt_has_no_words_in_has_qts_english_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hipstretch.data.assets.assets_dir", lambda: tmp_path)
    write_mo(tmp_path / "languages/sw.mo.gz", {"Rest": "Pumzika"})
    language.choose("de")
    assert language.choose("sw") == "sw"
    assert (translation.tr("Rest"), cancel()) == ("Pumzika", "Cancel")


def test_without_an_application_words_are_translated_all_the_same(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QCoreApplication, "instance", lambda: None)
    assert language.choose("de") == "de"
    assert (translation.tr("Rest"), cancel()) == ("Pause", "Cancel")


def test_the_system_prefers_something() -> None:
    assert system_languages()
