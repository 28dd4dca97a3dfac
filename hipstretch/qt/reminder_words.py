"""A reminder in words."""

from collections.abc import Callable, Sequence

from hipstretch.core.due import Item
from hipstretch.core.routine import Routine
from hipstretch.translation import tr, tr_count

from . import wording

START, LATER, NOT_TODAY = "start", "later", "not-today"


def buttons() -> dict[str, str]:
    """What can be answered, in order."""
    return {START: tr("Start"), LATER: tr("In 15 minutes"), NOT_TODAY: tr("Not today")}


def title(named: Sequence[tuple[Item, Routine]]) -> str:
    """What it is time for."""
    if len(named) == 1:
        return tr("It is time for “{routine}”").format(routine=named[0][1].name)
    words = tr_count("{count} thing is due", "{count} things are due", len(named))
    return words.format(count=wording.number(len(named)))


def body(named: Sequence[tuple[Item, Routine]], length_s: Callable[[Routine], float]) -> str:
    """How long each takes, and whether it has to be today."""
    return "\n".join(_line(item, routine, length_s(routine), len(named) > 1) for item, routine in named)


def _line(item: Item, routine: Routine, length_s: float, by_name: bool) -> str:
    said = wording.minutes(length_s)
    if item.can_wait:
        said = f"{said} · {tr('another day of this week would do')}"
    return wording.titled(routine.name, said) if by_name else said


def in_the_window(title_: str, body_: str) -> str:
    """The same in one line, where nothing else shows it."""
    return wording.titled(title_, body_.replace("\n", " · "))
