"""Each language that is shipped is complete, and says what the English says."""

import gettext
import gzip
from io import BytesIO

import pytest
import safety
import translations

from hipstretch import translation

TAGS = translations.tags()


def test_fifteen_languages_are_shipped() -> None:
    """One that is begun and not complete is not: a .mo.gz makes it one to choose."""
    assert len(TAGS) == 15
    assert set(translation.available()) - {translation.ENGLISH} == set(TAGS)


@pytest.mark.parametrize("tag", TAGS)
def test_every_sentence_is_translated(tag: str) -> None:
    assert list(translations.wrong_sentences(tag)) == []


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_is_translated_from_the_english_of_now(tag: str) -> None:
    assert list(translations.wrong_texts(tag)) == []


@pytest.mark.parametrize("tag", TAGS)
def test_what_the_program_reads_is_what_translators_wrote(tag: str) -> None:
    there = gettext.GNUTranslations(BytesIO(gzip.decompress(translations.mo(tag).read_bytes())))
    made = gettext.GNUTranslations(BytesIO(translations.compiled(tag)))
    assert vars(there)["_catalog"] == vars(made)["_catalog"], "run packaging/translations.py compile"


@pytest.mark.parametrize("tag", TAGS)
def test_a_glossary_came_first(tag: str) -> None:
    terms = translations.glossary(tag)
    assert {"left", "right", "hold", "repetition", "set", "side", "rest", "buttock", "groin"} <= set(terms)


@pytest.mark.parametrize("tag", TAGS)
def test_what_must_not_go_wrong_was_translated_back(tag: str) -> None:
    """Each caution, stop sign and warning has a line in TAG.back.tsv, and no line is left of one that is gone."""
    path = translations.LANGUAGES / f"{tag}.back.tsv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    assert head.split("\t") == ["key", "english", "translated back", "verdict", "note"]
    rows = {key: english for key, english, *_ in (line.split("\t") for line in lines)}
    assert rows == dict(safety.sentences("en"))


def test_numbers_may_differ_in_a_sentence_that_names_the_emergency_number_alone() -> None:
    assert translations.suspicious("Call 112", "Ligue 192") == ""
    assert translations.suspicious("Hold 30 s", "Halten Sie 20 s") == "numbers differ"
    assert translations.suspicious("{count} s", "{n} s") == "placeholders differ"


def test_a_translation_may_have_digits_for_a_number_word() -> None:
    assert translations.suspicious("For three to five minutes", "3~5분 동안") == ""
    assert translations.suspicious("For three minutes", "4분 동안") == "numbers differ"
    assert translations.suspicious("For 3 minutes", "삼 분 동안") == "numbers differ"


def test_a_plural_form_may_leave_the_number_out_but_not_the_last() -> None:
    assert translations.wrong_form("{count} days", "un giorno", last=False) == ""
    assert translations.wrong_form("{count} days", "giorni", last=True) == "placeholders differ"
    assert translations.wrong_form("{count} days", "{n} giorni", last=False) == "placeholders differ"


def test_terms_in_placeholders_and_titles_are_no_terms() -> None:
    terms = {"side": ["seite"]}
    assert translations.against_glossary("Turn to the {side}", "Nach links", terms) == ""
    assert translations.against_glossary("“The other side”: 30 s", "„The other side“: 30 s", terms) == ""
    assert translations.against_glossary("The other side", "Die andere", terms) != ""


def test_sides_that_are_exchanged_are_found() -> None:
    terms = {"left": ["link"], "right": ["recht"]}
    assert translations.sides_differ("The {side} knee", "Das {linke|rechte} Knie", terms) == ""
    assert translations.sides_differ("The {other} knee", "Das {rechte|linke} Knie", terms) == ""
    assert translations.sides_differ("The {other} knee", "Das {linke|rechte} Knie", terms) != ""


def test_the_first_words_of_the_readme_stand_in_every_language() -> None:
    page = (translations.SHOWN / "README.md").read_text(encoding="utf-8")
    assert page == translations.readme(), "run packaging/translations.py compile"
    assert page.count("\n## ") == len(TAGS) + 1
