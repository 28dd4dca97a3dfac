"""The words of the program in the language that is chosen."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from hipstretch import translation
from hipstretch.data.assets import assets_dir
from tests.languages import CONTEXT, FORMS, write_mo

POLISH = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"
WORDS = {
    "Stop": "Stopp",
    f"a picture{CONTEXT}Hold": "Endstellung",
    f"{{count}} day{FORMS}{{count}} days": f"{{count}} Tag{FORMS}{{count}} Tage",
}


@pytest.fixture
def languages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that languages are looked for in: empty."""
    monkeypatch.setattr("hipstretch.data.assets.assets_dir", lambda: tmp_path)
    folder = tmp_path / "languages"
    folder.mkdir()
    return folder


def there(folder: Path, tags: Iterable[str]) -> None:
    """Put these languages there, with no words in them."""
    for tag in tags:
        write_mo(folder / f"{tag}.mo.gz", {})


def test_english_is_there_without_a_file_and_every_other_language_by_its_file(languages: Path) -> None:
    assert translation.available() == ("en",)
    there(languages, ["zh-Hans", "de"])
    (languages / "fr.po").touch()
    assert translation.available() == ("de", "en", "zh-Hans")


def test_a_folder_that_can_not_be_listed_leaves_english(
    languages: Path, caplog: pytest.LogCaptureFixture
) -> None:
    languages.rmdir()
    languages.write_text("no folder", encoding="utf-8")
    assert translation.available() == ("en",)
    assert "can't be listed" in caplog.text


def test_every_language_that_is_bundled_can_be_used() -> None:
    tags = set(translation.available()) - {translation.ENGLISH}
    assert {path.stem for path in (assets_dir() / "languages").glob("*.po")} == tags
    assert {"ar", "de", "pt-BR", "zh-Hans"} <= tags
    for tag in tags:
        translation.use(tag)
        assert translation.language() == tag


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["de"], "de"),
        (["de-Latn-AT", "de-AT"], "de"),
        (["de_CH"], "de"),
        (["pt-BR"], "pt-BR"),
        (["pt-Latn-PT", "pt-PT", "pt"], "pt-BR"),
        (["zh-Hans-CN"], "zh-Hans"),
        (["zh-Hant-TW", "zh-TW"], "zh-Hans"),
        (["en-GB", "de"], "en"),
        (["sw", "rm-CH", "de-CH"], "de"),
        (["d", "deu"], "en"),
        (["C"], "en"),
        ([""], "en"),
        ([], "en"),
    ],
)
def test_the_first_wanted_language_counts_whatever_its_region_or_script(
    languages: Path, wanted: list[str], found: str
) -> None:
    there(languages, ["de", "pt-BR", "zh-Hans"])
    assert translation.best(wanted) == found


def test_the_nearest_form_of_a_language_is_preferred(languages: Path) -> None:
    there(languages, ["pt", "pt-BR"])
    assert [translation.best([tag]) for tag in ("pt-BR", "pt-PT", "pt")] == ["pt-BR", "pt", "pt"]


def test_sentences_come_in_the_language_that_is_used_else_in_english(languages: Path) -> None:
    write_mo(languages / "de.mo.gz", WORDS)
    assert (translation.language(), translation.tr("Stop")) == ("en", "Stop")
    translation.use("de")
    assert (translation.language(), translation.tr("Stop")) == ("de", "Stopp")
    assert translation.tr("Go on") == "Go on"
    assert translation.marked("Stop") == "Stop"
    translation.use("en")
    assert (translation.language(), translation.tr("Stop")) == ("en", "Stop")


def test_a_voice_that_speaks_english_alone_has_english_words(languages: Path) -> None:
    write_mo(languages / "de.mo.gz", WORDS)
    translation.use("de")
    with translation.in_english():
        assert (translation.tr("Stop"), days(2)) == ("Stop", "2 days")
        assert translation.tr_in("a picture", "Hold") == "Hold"
        assert translation.language() == "de", "the program still speaks it"
    assert translation.tr("Stop") == "Stopp"
    with pytest.raises(ZeroDivisionError), translation.in_english():
        _ = 1 / 0
    assert translation.tr("Stop") == "Stopp"


def test_a_word_is_translated_in_its_context(languages: Path) -> None:
    write_mo(languages / "de.mo.gz", {**WORDS, "Hold": "Halten"})
    assert translation.tr_in("a picture", "Hold") == "Hold"
    translation.use("de")
    assert translation.tr_in("a picture", "Hold") == "Endstellung"
    assert translation.tr("Hold") == "Halten"
    assert translation.tr_in("a handle", "Hold") == "Hold"


def days(count: int) -> str:
    return translation.tr_count("{count} day", "{count} days", count).format(count=count)


def test_english_has_a_sentence_for_one_and_one_for_several() -> None:
    assert [days(n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_every_language_has_as_many_forms_as_it_needs(languages: Path) -> None:
    one_and_many = f"{{count}} day{FORMS}{{count}} days"
    write_mo(languages / "de.mo.gz", WORDS)
    write_mo(languages / "ja.mo.gz", {one_and_many: "{count}日"}, "nplurals=1; plural=0;")
    forms = FORMS.join(["{count} dzień", "{count} dni", "{count} dni."])
    write_mo(languages / "pl.mo.gz", {one_and_many: forms}, POLISH)
    said = {}
    for tag in ("de", "ja", "pl"):
        translation.use(tag)
        said[tag] = [days(n) for n in (1, 2, 5, 22)]
    assert said == {
        "de": ["1 Tag", "2 Tage", "5 Tage", "22 Tage"],
        "ja": ["1日", "2日", "5日", "22日"],
        "pl": ["1 dzień", "2 dni", "5 dni.", "22 dni"],
    }


def test_what_is_not_translated_has_its_english_form(languages: Path) -> None:
    write_mo(languages / "de.mo.gz", {})
    translation.use("de")
    assert [days(n) for n in (1, 2)] == ["1 day", "2 days"]


def damaged() -> dict[str, bytes]:
    """Files that are no translation, by what is wrong."""
    head = b"\xde\x12\x04\x95"
    return {
        "empty": b"",
        "not packed": b"msgid me msgstr moi",
        "packed and short": gzip.compress(head + b"\0\0"),
        "packed and text": gzip.compress(b"msgid me msgstr moi"),
        "packed and cut": gzip.compress(head + b"\0\0\0\0" + b"\xff\0\0\0" + b"\x1c\0\0\0" * 2),
        "half": gzip.compress(b"x" * 99)[:20],
        "changed": gzip.compress(bytes(range(99)))[:12] + b"\xff" * 40,
    }


@pytest.mark.parametrize("kind", damaged())
def test_a_file_that_is_damaged_is_refused_and_the_language_stays(languages: Path, kind: str) -> None:
    write_mo(languages / "de.mo.gz", WORDS)
    (languages / "fr.mo.gz").write_bytes(damaged()[kind])
    translation.use("de")
    with pytest.raises(OSError, match=re.compile(".")):
        translation.use("fr")
    assert (translation.language(), translation.tr("Stop")) == ("de", "Stopp")


@pytest.mark.parametrize("plural", ["nplurals=2; plural=n n;", "nplurals=2"])
def test_so_is_one_whose_header_is(languages: Path, plural: str) -> None:
    write_mo(languages / "fr.mo.gz", WORDS, plural)
    with pytest.raises(OSError, match=re.compile(".")):
        translation.use("fr")
    assert translation.language() == "en"


def test_a_file_that_is_missing_is_refused(languages: Path) -> None:
    with pytest.raises(FileNotFoundError):
        translation.use("fr")
    assert translation.language() == "en"
