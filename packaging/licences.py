#!/usr/bin/env python3
"""Gathers the licences of all that is shipped into assets/licences.json, which About shows and every package holds.

    .venv/bin/python packaging/licences.py          writes it
    .venv/bin/python packaging/licences.py --check  says whether it is up to date; 1 if it is not

What is shipped: the distributions in packaging/locks/run.txt that hipstretch asks for, and what they ask for; those in
sound.txt there, which the bundle holds; Python; and the foreign rows of assets/CREDITS.md. Their metadata says the
rest; a text that no distribution brings along is in packaging/licences, by its SPDX name.
"""

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from typing import NamedTuple

import templates

TARGET = templates.ROOT / "assets" / "licences.json"
TEXTS = templates.PACKAGING / "licences"
QT = ("pyside6-essentials", "pyside6-addons", "shiboken6")
"""Distributions that are one thing to a person, in one licence."""
SPDX = {"MIT License": "MIT", "BSD License": "BSD-3-Clause"}
"""What the last words of a classifier mean."""


class Component(NamedTuple):
    """Something that is shipped and has a licence: SPDX's name of it, and its text."""

    name: str
    licence: str
    homepage: str
    text: str
    distributions: tuple[str, ...] = ()


def components() -> list[Component]:
    """All of them, ours first. Raises PackageNotFoundError for a distribution that is not installed here."""
    others = [_of(distribution(name)) for name in runtime() if name not in QT]
    return [_hipstretch(), _qt(), _inside_qt(), _python(), *others, *_credited()]


def runtime() -> list[str]:
    """The distributions in the lock that the program needs when it runs, by name; what builds it is left out."""
    wanted_by: dict[str, set[str]] = {}
    for line in templates.read("packaging/locks/run.txt").splitlines():
        if pin := re.match(r"([a-z0-9-]+)==", line):
            wants = wanted_by.setdefault(pin[1], set())
        elif via := re.match(r"    #(?: via)?\s+(\S.*)", line):
            wants.add(via[1])
    needed = {"hipstretch (pyproject.toml)"}
    while more := {name for name, wants in wanted_by.items() if wants & needed} - needed:
        needed |= more
    sound = re.findall(r"^[a-z0-9-]+(?===)", templates.read("packaging/locks/sound.txt"), re.MULTILINE)
    return sorted({*sound, *(needed & wanted_by.keys())})


def _hipstretch() -> Component:
    home = templates.facts()["homepage"]
    return Component(
        "Hipstretch", "MIT", "" if home.endswith(templates.NO_ADDRESS) else home, templates.read("LICENSE")
    )


def _qt() -> Component:
    texts = [_text("LGPL-3.0-only"), _text("GPL-3.0-only")]
    home = _homepage(distribution("pyside6-essentials"))
    return Component("Qt and PySide6", "LGPL-3.0-only", home, "\n\n".join(texts), QT)


def _inside_qt() -> Component:
    home = "https://doc.qt.io/qt-6/licenses-used-in-qt.html"
    return Component("Code of others in Qt", "BSD, MIT, FTL and others", home, _text("qt-third-party"))


def _python() -> Component:
    return Component("Python", "PSF-2.0", "https://www.python.org", _text("PSF-2.0"))


def _of(found: Distribution) -> Component:
    """What a distribution says of itself. Raises LookupError if it says too little."""
    about = found.metadata
    said = [about["License-Expression"] or "", *_classified(found), about["License"] or ""]
    licence = next(
        (SPDX.get(words, words) for words in said if words in SPDX or re.fullmatch(r"\S+( AND \S+)*", words)),
        "",
    )
    files = [path for path in found.files or () if re.search(r"licen[cs]e|copying", path.name, re.IGNORECASE)]
    files = [path for path in files if ".dist-info" in str(path)]
    if not licence or not files:
        raise LookupError(f"{about['Name']} says nothing of its licence, or brings no text of it.")
    texts = {path.read_text(encoding="utf-8").strip(): None for path in sorted(files, key=str)}
    name = str(about["Name"]).lower().replace("_", "-")
    return Component(name, licence, _homepage(found), "\n\n\n".join(texts), (name,))


def _classified(found: Distribution) -> list[str]:
    return [line.split(" :: ")[-1] for line in found.metadata.get_all("Classifier", []) if "License" in line]


def _homepage(found: Distribution) -> str:
    """Where to look further: the address that is called home, source or something else, in this order."""
    lines = found.metadata.get_all("Project-URL", [])
    named = {name.lower(): url for name, url in (line.split(", ", 1) for line in lines)}
    home = found.metadata["Home-page"] or ""
    return named.get("homepage") or home or named.get("source") or next(iter(named.values()), "")


def _credited() -> Iterator[Component]:
    """The rows of CREDITS.md whose licence is passed on: [NAME](HOMEPAGE), then the licence with its text in a file.

    That is not so of ours, nor of what is given away by CC0.
    """
    credits_ = templates.ROOT / "assets" / "CREDITS.md"
    for row in re.findall(r"^\| (.*) \|$", credits_.read_text(encoding="utf-8"), re.MULTILINE)[1:]:
        _, origin, licence = row.split(" | ")
        if licence.startswith(("MIT, as the project", "CC0")):
            continue
        name, homepage = re.findall(r"\[(.+?)\]\((.+?)\)", origin)[0]
        words, file = re.findall(r"^(.+), in `(.+)`$", licence)[0]
        text = (credits_.parent / file).read_text(encoding="utf-8")
        yield Component(f"{name} (typeface)", words, homepage, text)


def _text(name: str) -> str:
    return (TEXTS / f"{name}.txt").read_text(encoding="utf-8")


def as_json() -> str:
    """What is to be in the file."""
    rows = [one._asdict() for one in components()]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file, or check it."""
    if arguments == ["--check"]:
        current = TARGET.read_text(encoding="utf-8") if TARGET.exists() else ""
        if current != as_json():
            print(f"{TARGET.name} is out of date: run packaging/licences.py", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(as_json(), encoding="utf-8")
    for one in components():
        print(f"{one.name:18} {one.licence:50} {len(one.text):7,} characters")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
