"""What a person says of the lines of a sheet that is not a routine yet, as the text of a draft."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from hipstretch.core.decode import (
    MAX_NAME,
    Number,
    Reader,
    Whole,
    flag,
    get,
    mapping,
    objects,
    one_of,
    optional,
    text,
)
from hipstretch.core.exercise import Sides
from hipstretch.core.problem import Invalid
from hipstretch.core.settings import BOUNDS

from . import reading

Key = tuple[str, int]
"""A line as it was typed, and how many like it stand above."""
Said = Mapping[Key, Mapping[str, Any]]
"""Fields of lines, with the values that the person gives them."""
MOST, LONGEST = 10_000, 100_000
"""Lines, and characters of one: more are none of ours."""
_READERS: Mapping[str, Reader[Any]] = MappingProxyType(
    {
        "is_exercise": flag,
        "exercise": optional(text(MAX_NAME)),
        "sides": one_of(Sides),
        "sets": Whole(*map(int, BOUNDS["sets"])),
        "reps": Whole(*map(int, BOUNDS["reps"])),
        "hold_s": Number(*BOUNDS["hold_s"]),
    }
)


def written(said: Said) -> str:
    """A text that `read` takes; "" if nothing was said."""
    lines = [{"line": line, "above": above, "said": dict(one)} for (line, above), one in said.items()]
    return json.dumps({"lines": lines}, ensure_ascii=False) if lines else ""


def read(written: str) -> dict[Key, dict[str, Any]]:
    """What was said; nothing if the text is not understood. Never raises."""
    try:
        return dict(get(reading.json_object(written.encode("utf-8", "surrogatepass")), "lines", _lines))
    except Invalid:
        return {}


def _line(raw: Mapping[str, Any]) -> tuple[Key, dict[str, Any]]:
    fields = get(raw, "said", mapping)
    key = get(raw, "line", text(LONGEST)), get(raw, "above", Whole(0, MOST))
    return key, {field: get(fields, field, reader) for field, reader in _READERS.items() if field in fields}


_lines = objects(_line, MOST)
