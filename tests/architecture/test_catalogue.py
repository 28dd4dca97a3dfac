"""The catalogue of sentences has what the program asks for, and nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

import translations

import hipstretch

PACKAGE = Path(hipstretch.__file__).parent
Sentence = tuple[str | None, str | tuple[str, str]]
"""A context, if there is one, and the English, of plurals both forms: what Babel calls context and id."""


def asked(source: str) -> Iterator[Sentence]:
    """What the calls in a module ask for, also inside an f-string, where Babel sees none."""
    for node in ast.walk(ast.parse(source)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in translations.KEYWORDS:
            continue
        texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
        match node.func.id, texts:
            case "tr" | "marked", [str(text)]:
                yield None, text
            case "tr_in", [str(context), str(text)]:
                yield context, text
            case "tr_count" | "marked_count", [str(one), str(many)]:
                yield None, (one, many)
            case _ if any(not isinstance(one, ast.Constant) for one in node.args):
                pass  # what `marked` marked
            case _:
                raise AssertionError(ast.unparse(node))


def test_the_catalogue_has_every_sentence_and_no_other() -> None:
    found = {one for path in PACKAGE.rglob("*.py") for one in asked(path.read_text(encoding="utf-8"))}
    template = translations.read(translations.TEMPLATE)
    there = {(m.context, m.id if isinstance(m.id, str) else tuple(m.id)) for m in template if m.id}
    assert found - there == set(), "run packaging/translations.py extract"
    assert there - found == set(), "run packaging/translations.py extract"


def test_a_sentence_that_is_not_marked_is_never_asked_for() -> None:
    """`tr` of what is no literal finds nothing, unless `marked` has shown the literal to the catalogue."""
    allowed = {"cli/self_test.py", "qt/problem_words.py", "qt/sound/samples.py"}
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in translations.KEYWORDS
        if not isinstance(node.args[0], ast.Constant)
    }
    assert found <= allowed


def test_calls_are_found_wherever_they_stand() -> None:
    source = """f"{tr('one')} {tr_in('where', 'two')}", tr_count("{n} a", "{n} b", n), tr(marked)"""
    assert set(asked(source)) == {
        (None, "one"),
        ("where", "two"),
        (None, ("{n} a", "{n} b")),
    }
