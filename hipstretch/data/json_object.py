"""JSON from a file that anybody may have written."""

import json
from typing import Any


def loads(data: bytes) -> dict[str, Any]:
    """The object that `data` holds. Raises ValueError if it is anything else."""
    try:
        raw = json.loads(data)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if isinstance(raw, dict):
        return raw
    raise ValueError("not a JSON object")
