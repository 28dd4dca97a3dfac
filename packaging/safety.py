"""The sentences of a translation that must not go wrong, for translating them back: `safety.py TAG`.

Prints a JSON line for each caution, stop sign, adapted sentence and way out, and for the warnings of the first start
and Help: {"key": where it stands, "text": the translation}. With --english the English sentence stands there instead.
Their translations back, and what differs, are kept in assets/languages/TAG.back.tsv.
"""

import ast
import json
import sys
import tomllib
from collections.abc import Iterator

import translations as known

FIELDS = ("cautions", "stop", "leave", "adapted", "mind")
WARNINGS = "hipstretch/ui/help/safety.py"


def sentences(tag: str) -> Iterator[tuple[str, str]]:
    """Every such sentence of a language, by its place; English ones for "en"."""
    for path in sorted(known.ASSETS.glob(f"*/*/text.{tag}.toml")):
        text = tomllib.loads(path.read_text(encoding="utf-8"))
        for field in FIELDS:
            value = text.get(field, ())
            parts = (
                value
                if isinstance(value, dict)
                else dict(enumerate([value] if isinstance(value, str) else value))
            )
            for number, one in parts.items():
                yield f"{path.parent.name}.{field}.{number}", one
    catalog = None if tag == "en" else known.read(known.po(tag), tag)
    tree = ast.parse((known.ROOT / WARNINGS).read_text(encoding="utf-8"))
    calls = [
        n
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "tr"
    ]
    for call in sorted(calls, key=lambda one: one.lineno):
        english = ast.literal_eval(call.args[0])
        message = catalog.get(english) if catalog else None
        yield f"warnings.{known.mark_of(english)}", str(message.string) if message else english


def main(arguments: list[str]) -> None:
    """The command line."""
    for key, text in sentences("en" if "--english" in arguments else arguments[0]):
        print(json.dumps({"key": key, "text": text}, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
