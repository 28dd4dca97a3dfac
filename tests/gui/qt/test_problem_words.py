"""Every problem has words, in sentences that a translation takes whole."""

import ast
import errno
import os
import re
from pathlib import Path

import pytest

from hipstretch import translation
from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem
from hipstretch.core.text_preview import is_shown
from hipstretch.qt import problem_words
from hipstretch.qt.problem_words import why, words
from tests.languages import write_mo

DEEP = Problem(Fault.DEEP)
STAYS = (
    "4,567 lines of h.jsonl can't be read (line 2: it is nested too deeply, and 4,566 more). "
    "They stay in the file; all other sessions are shown."
)
FULL = Problem(
    Fault.SYSTEM,
    file="FILE",
    place="PLACE",
    line=12,
    count=3456,
    value="VALUE",
    least=1,
    most=64_000,
    choices=("left", "right"),
    reason="REASON",
    cause=DEEP,
    parts=(DEEP, DEEP),
)
FACTS = {name: getattr(FULL, name) for name in FULL.__slots__ if name != "fault"}
UNFILLED = re.compile(r"\{(?!side\}|other\})")
"""A name that has no value; {side} and {other} are what a sentence of an exercise may have."""


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_words_and_every_name_in_them_a_value(fault: Fault) -> None:
    said = words(Problem(fault, **FACTS))
    assert all(map(is_shown, said))
    assert not UNFILLED.search(said)


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            Problem(Fault.WHOLE, least=0, most=100).at("volume", 101),
            "volume is 101; it must be a whole number from 0 to 100",
        ),
        (
            Problem(Fault.ONE_OF, file="a.toml", field="kind", choices=("hold", "repetition")),
            "a.toml: kind is missing; it must be hold or repetition",
        ),
        (Problem(Fault.DEEP, file="a.toml"), "a.toml: it is nested too deeply"),
        (
            Problem(Fault.LEFT_OUT, cause=Problem(Fault.MISSING, file="a.toml")),
            "a.toml: it is missing. It is left out until that is put right.",
        ),
        (
            Problem(
                Fault.LINES_UNREADABLE,
                file="h.jsonl",
                count=4567,
                parts=(Problem(Fault.LINE, line=2, cause=DEEP), Problem(Fault.MORE, count=4566)),
            ),
            STAYS,
        ),
        (
            Problem(Fault.MEMBER_TWICE, file="{why} {most} %1"),
            "it holds two files with one name: {why} {most} %1",
        ),
    ],
)
def test_words(problem: Problem, said: str) -> None:
    assert words(problem) == said


def test_what_an_error_says() -> None:
    assert why(Invalid(DEEP)) == why(InvalidFile(DEEP)) == "it is nested too deeply"
    assert why(OSError(errno.EBUSY, os.strerror(errno.EBUSY), "a")) == os.strerror(errno.EBUSY)
    assert why(OSError("odd")) == "odd"
    assert why(EOFError()) == "EOFError"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EACCES, "access is not allowed"),
        (errno.ENOENT, "there is no such file or folder"),
        (errno.EISDIR, "it is not a file"),
    ],
)
def test_what_often_happens_is_said_in_the_persons_language(number: int, said: str) -> None:
    assert why(OSError(number, os.strerror(number), "a")) == said
    translation.use("de")
    assert why(OSError(number, os.strerror(number), "a")) == translation.tr(said) != said


def test_sentences_are_translated_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wording = {
        "it is not a file": "es ist keine Datei",
        "{file}: {clause}": "{clause}, in {file}",
        "{field} is {value}; {clause}": "{clause}, nicht {value}: {field}",
        "it must be {either}": "entweder {either}",
        "{before} or {after}": "{before} oder {after}",
    }
    write_mo(tmp_path / "languages/de.mo.gz", wording)
    monkeypatch.setattr("hipstretch.data.assets.assets_dir", lambda: tmp_path)
    translation.use("de")
    assert words(Problem(Fault.NO_FILE, file="a")) == "es ist keine Datei, in a"
    assert words(Problem(Fault.DEEP, file="a")) == "it is nested too deeply, in a"
    problem = Problem(Fault.ONE_OF, file="a", choices=("hold", "repetition")).at("kind", "jump")
    assert words(problem) == 'entweder hold oder repetition, nicht "jump": kind, in a'


@pytest.mark.parametrize("tag", sorted({*translation.available()} - {translation.ENGLISH}))
def test_every_translation_of_a_problem_can_be_filled_in(tag: str) -> None:
    translation.use(tag)
    for fault in Fault:
        said = words(Problem(fault, **FACTS))
        assert len(said.splitlines()) == 1
        assert not UNFILLED.search(said)


def test_every_sentence_is_found_for_translators() -> None:
    """packaging/translations.py takes what stands in `marked` and `marked_count`, as a literal."""
    tree = ast.parse(Path(problem_words.__file__).read_text(encoding="utf-8"))
    calls = [
        node.args[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("marked", "marked_count")
    ]
    assert all(isinstance(one, ast.Constant) for one in calls)
    assert len(calls) == len(Fault) + 3
