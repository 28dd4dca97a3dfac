"""Every problem has words, in sentences that a translation takes whole."""

import errno
import os
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from hipstretch.core.problem import Fault, Invalid, InvalidFile, Problem
from hipstretch.qt import problem_words
from hipstretch.qt.problem_words import why, words

DEEP = Problem(Fault.DEEP)
STAYS = (
    "4,567 line(s) of h.jsonl can't be read (line 2: it is nested too deeply, and 4,566 more). "
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


@pytest.mark.parametrize("fault", Fault)
def test_every_fault_has_words_and_every_name_in_them_a_value(fault: Fault) -> None:
    facts = {name: getattr(FULL, name) for name in FULL.__slots__ if name != "fault"}
    said = words(Problem(fault, **facts))
    assert said.isprintable()
    assert not re.search(r"\{(?!side\}|other\})", said)


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
    assert why(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "a")) == os.strerror(errno.ENOSPC)
    assert why(OSError("odd")) == "odd"
    assert why(EOFError()) == "EOFError"


def test_sentences_are_translated_whole(qapp: QCoreApplication) -> None:
    class Backwards(QTranslator):
        def translate(self, context: str, source: str, *_: object) -> str:
            return f"«{source}»" if context == "Problems" else ""

        def isEmpty(self) -> bool:  # noqa: N802
            return False

    translator = Backwards()
    qapp.installTranslator(translator)
    try:
        assert words(Problem(Fault.NO_FILE)) == "«it is not a file»"
        assert words(Problem(Fault.DEEP, file="a")) == "«a: «it is nested too deeply»»"
    finally:
        qapp.removeTranslator(translator)


def test_lupdate_finds_every_sentence() -> None:
    """It takes what stands in QT_TRANSLATE_NOOP, as a literal and in the context that they are looked up in."""
    text = Path(problem_words.__file__).read_text(encoding="utf-8")
    calls = re.findall(r'QT_TRANSLATE_NOOP\(\s*"(\w+)",\s*"', text)
    assert set(calls) == {problem_words.CONTEXT}
    assert len(calls) == len(Fault) + 4
