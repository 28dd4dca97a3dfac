"""What the program would say of a problem, for tests of what finds it."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from hipstretch.core.problem import Invalid, InvalidFile, Problem, problem_of
from hipstretch.qt.problem_words import words


def said(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Each problem in words."""
    return tuple(map(words, problems))


@contextmanager
def refused(why: str, kind: type[Invalid | InvalidFile] = Invalid) -> Iterator[None]:
    """What runs in this context is refused, in words that `why` is found in."""
    with pytest.raises(kind) as caught:
        yield
    assert re.search(why, words(problem_of(caught.value)))
