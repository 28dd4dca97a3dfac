"""A TOML file of an exercise, a check, a routine or a person -> a Table; what takes long to read is refused."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hipstretch.core.problem import Fault, Invalid, Problem, problem_of
from hipstretch.core.text_preview import truncate

from . import reading
from .toml_fields import Table

MAX_BYTES = 64_000
"""A larger file is refused: the longest built-in one has four thousand."""
_PART = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_NEXT = rf"\.[ \t]*+{_PART}[ \t]*+"
_LONG_KEY = re.compile(rf"{_NEXT}(?:{_NEXT}){{19}}")
"""A key of more than twenty parts, `a.b.c`: tomllib takes seconds over thousands of them."""


def words_in(folder: Path, language: str) -> Table:
    """The text of a folder in `language`, else in English. Raises Invalid."""
    there = [n for n in (f"text.{language}.toml", "text.en.toml") if (folder / n).exists()]
    name = (*there, "text.en.toml")[0]
    return read(folder / name, f"{folder.parent.name}/{folder.name}/{name}")


def read(path: Path, file: str) -> Table:
    """The table in a file, which problems call `file`. Raises Invalid."""
    try:
        return Table(file, _decoded(path))
    except (OSError, Invalid) as error:
        problem = problem_of(error)
    except UnicodeDecodeError:
        problem = Problem(Fault.NOT_UTF8)
    except tomllib.TOMLDecodeError as error:
        problem = Problem(Fault.NOT_TOML, reason=truncate(str(error)))
    except ValueError:
        problem = Problem(Fault.LONG_NUMBER)
    except RecursionError:
        problem = Problem(Fault.DEEP)
    raise Invalid(replace(problem, file=file))


def _decoded(path: Path) -> Mapping[str, Any]:
    """What a file holds, which is refused before it is read if it is none or too large."""
    if not path.exists():
        raise Invalid(Problem(Fault.MISSING))
    if strays(path):
        raise Invalid(Problem(Fault.LINK_OUT))
    text = reading.read(path, MAX_BYTES).decode("utf-8")
    if _LONG_KEY.search(text):
        raise Invalid(Problem(Fault.DEEP))
    return tomllib.loads(text)


def strays(path: Path) -> bool:
    """Whether a file is a link to one elsewhere: that may be anything, and would be shared as ours."""
    return path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve())
