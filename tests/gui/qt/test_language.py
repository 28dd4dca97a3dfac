"""The language of the program, of numbers and dates, and of Qt's own buttons."""

import logging
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.problem import Fault, Problem
from hipstretch.data.paths import resolve
from hipstretch.qt import language, problem_words, wording
from hipstretch.qt.language import can_be_shown, system_languages
from hipstretch.qt.progress_words import day_and_month, weekday_and_day
from hipstretch.qt.stores import Stores
from hipstretch.ui.widgets.inputs import NumberField
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
    ("tag", "locale", "first"),
    [("ar", "ar_EG", 6), ("ar", "de_DE", 1), ("en", "en_US", 7), ("de", "en_US", 1)],
)
def test_a_week_begins_as_in_the_country_of_who_speaks_the_language(
    monkeypatch: pytest.MonkeyPatch, tag: str, locale: str, first: int
) -> None:
    speaks(monkeypatch, tag, locale=locale)
    language.choose(tag)
    assert wording.first_weekday() == first


@pytest.mark.usefixtures("qapp")
def test_a_short_date_has_all_of_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    for tag, shown in (("de", "06.05.2026"), ("ko", "2026. 5. 6."), ("ja", "2026/05/06"), ("en", "5/6/2026")):
        speaks(monkeypatch, tag, locale="en_US")
        language.choose(tag)
        assert wording.short_day(date(2026, 5, 6)) == shown


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        ("en_US", "5/6"),
        ("de_DE", "06.05"),
        ("ja_JP", "05/06"),
        ("ko_KR", "5. 6."),
        ("nl_NL", "06-05"),
        ("bg_BG", "6.05"),
    ],
)
def test_a_day_beside_others_of_its_year_has_no_year(locale: str, shown: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        assert day_and_month(date(2026, 5, 6)) == shown
        assert (
            weekday_and_day(date(2026, 5, 6))
            == f"{QLocale().dayName(3, QLocale.FormatType.ShortFormat)} {shown}"
        )
    finally:
        QLocale.setDefault(before)


@pytest.mark.usefixtures("qapp")
def test_units_stand_where_the_language_has_them(qtbot: QtBot) -> None:
    language.choose("tr")
    field = NumberField("a", 0, 100, whole=True, unit=translation.tr("{count} %"))
    qtbot.addWidget(field)
    field.setValue(60)
    assert field.text() == "%60"


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


@pytest.mark.parametrize(
    ("tag", "own", "english"),
    [
        ("de", "Deutsch", "German"),
        ("es", "Español", "Spanish"),
        ("en", "English", "English"),
        ("pt-BR", "Português", "Portuguese"),
        ("tr", "Türkçe", "Turkish"),
        ("ja", "日本語", "Japanese"),
    ],
)
def test_a_language_has_its_own_name_and_an_english_one(tag: str, own: str, english: str) -> None:
    assert language.own_name(tag) == own
    assert language.english_name(tag) == english


@pytest.mark.usefixtures("qapp")
def test_a_language_can_be_shown_if_the_system_has_a_font_for_its_script(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QFontDatabase, "writingSystems", lambda: [QFontDatabase.WritingSystem.Korean])
    shown = {tag for tag in ("de", "uk", "tr", "ko", "ar", "he", "hi", "ja", "zh-Hans") if can_be_shown(tag)}
    assert shown == {"de", "uk", "tr", "ko"}, "the program's own font has Latin and Cyrillic letters"


def test_a_terminal_shows_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "writingSystems", list)
    monkeypatch.setattr(QCoreApplication, "instance", lambda: None)
    assert can_be_shown("ja")


@pytest.mark.usefixtures("qapp")
def test_a_language_without_a_font_is_english_instead_of_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFontDatabase, "writingSystems", list)
    speaks(monkeypatch, "ja-JP", locale="ja_JP")
    assert language.choose_readable("de") == "de"
    assert language.choose_readable("ar") == translation.language() == "en"
    assert language.choose_readable("") == "en", "the system's has none either"


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("tag", sorted(translation.available()))
@pytest.mark.parametrize("system", ["en_US", "ar_EG", "fa_IR", "hi_IN", "mr_IN"])
def test_digits_are_those_of_the_texts(monkeypatch: pytest.MonkeyPatch, tag: str, system: str) -> None:
    speaks(monkeypatch, locale=system)
    language.choose(tag)
    assert QLocale().zeroDigit() == "0"
    assert set(wording.number(1023456789)) >= set("0123456789")


@pytest.fixture
def stores(qapp: QApplication, tmp_path: Path) -> Stores:
    return Stores.open(resolve(tmp_path))


def test_a_language_that_is_chosen_is_told_when_every_word_has_changed(stores: Stores) -> None:
    bridge, notices = stores.catalogue.current.exercises["bridge"].text.name, stores.notices
    notices.add(Problem(Fault.GONE))
    told: list[tuple[str, str, str]] = []
    stores.language.changed.connect(
        lambda: told.append(
            (
                translation.language(),
                stores.catalogue.current.exercises["bridge"].text.name,
                notices.shown[0].text,
            )
        )
    )
    stores.settings.change(volume=3)
    assert not told
    stores.settings.change(language="de")
    ((tag, name, notice),) = told
    assert tag == "de"
    assert name != bridge
    assert notice == problem_words.words(Problem(Fault.GONE))


def test_nothing_is_told_if_the_language_stays(stores: Stores, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(stores.language.changed):
        stores.settings.change(language="en")
        stores.settings.change(language="xx")
