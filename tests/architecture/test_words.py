"""What a person reads is worded above data: core and data hand problems on as values, see core/problem.py."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import hipstretch

PACKAGE = Path(hipstretch.__file__).parent
WORDS = re.compile(r"[A-Za-z’']{2,}[,;:]? +[A-Za-z’']{2,}")
ALLOWED = {
    "core/resume_point.py: the timeline has no phase ": "only a slip of ours asks for one",
    "core/session.py: a session needs at least one phase": "only a slip of ours begins such a session",
    "core/session.py: something was due at ": "only a slip of ours lets time run backwards",
    "core/transitions.py:  is not possible while ": "what offers commands asks first which are possible",
    "data/assets.py: The bundled assets are neither in ": "an installation that is torn has no other words either",
    "data/assets.py:  nor in ": "the same",
}
"""Sentences that stay, and why."""


def sentences(source: str) -> set[str]:
    """Literals of two words or more, but for docstrings, patterns, what is logged, and the values of enumerations."""
    tree = ast.parse(source)
    passed_over = {
        inner
        for node in ast.walk(tree)
        if is_for_nobody(node)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Constant)
    }
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in passed_over
        if WORDS.search(node.value)
    }


def is_for_nobody(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "re"))):
            return True
        case ast.ClassDef(bases=[ast.Name(id="StrEnum")]):
            return True
    return False


def modules() -> Iterator[Path]:
    for layer in ("core", "data"):
        yield from (PACKAGE / layer).rglob("*.py")


def test_no_sentence_stands_in_core_or_data() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {text}"
        for path in modules()
        for text in sentences(path.read_text(encoding="utf-8"))
    }
    assert found == set(ALLOWED)


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('raise ValueError("it is damaged")', {"it is damaged"}),
        ('def f(n):\n    "A docstring here."\n    return f"{n} lines were left"', {" lines were left"}),
        ('log.warning("no copy of it")', set()),
        ('x = 1\n"""What x is for."""', set()),
        ('raise OSError(errno.EINVAL, "damaged")', set()),
        ("found += ['no such, file']", {"no such, file"}),
    ],
)
def test_sentences_are_found(source: str, found: set[str]) -> None:
    assert sentences(source) == found


def test_nothing_compares_or_cuts_what_was_worded() -> None:
    """Words come out of problem_words and go on the screen."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            worded = [
                part
                for part in ast.iter_child_nodes(node)
                if isinstance(part, ast.Call)
                and isinstance(part.func, ast.Name)
                and part.func.id in ("words", "why")
            ]
            assert not (isinstance(node, ast.Compare | ast.Subscript) and worded), path


def test_placeholders_have_names() -> None:
    """A number tells a translator nothing; numbers replaced one after the other spoil names that hold one."""
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"%[1-9]|\.replace\(\"%[1-9]", text), path


NAMES_OF_PATHS = {"path", "copy", "folder", "file"}


def test_every_path_in_a_sentence_has_its_direction() -> None:
    """In a language that is read from the right a raw path would be shown in pieces: path_words marks it."""
    raw = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for part in ("qt", "ui")
        for path in (PACKAGE / part).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
        for given in node.keywords
        if given.arg in NAMES_OF_PATHS
        if not (isinstance(given.value, ast.Call) and getattr(given.value.func, "id", "").startswith("path_"))
    ]
    assert raw == []
