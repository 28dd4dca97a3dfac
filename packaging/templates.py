"""Fills the templates of the packages (*.in) from what stands in one place each.

The version is in hipstretch/__init__.py, its date and its notes in CHANGELOG.md, name, summary and address in
pyproject.toml, what a desktop says in every language in texts/. A template says $version where the version goes:
Python's string.Template.
"""

import re
import textwrap
import tomllib
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from string import Template
from typing import Any
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
POSIX = {"zh-Hans": "zh_CN"}
"""What a language is called in a .desktop file, if not by its tag."""
OF_TRANSLATORS = (".po", ".pot", ".back.tsv", ".glossary.toml")
"""How files end that translators work with and the program does not read."""
NO_ADDRESS = ".example"
"""The ending of an address that nobody can have: the project has none yet."""


def facts() -> dict[str, str]:
    """All that a template may name. Raises ValueError if the changelog has no section for the version."""
    about = project()
    number = version()
    date, notes = release(number)
    host = about["urls"]["Homepage"].removeprefix("https://").split("/")[0]
    day = datetime.fromisoformat(date).replace(hour=12, tzinfo=UTC)
    return {
        "name": "Hipstretch",
        "version": number,
        "version_commas": ",".join([*number.split("."), "0"]),
        "date": date,
        "date_rfc": format_datetime(day),
        "month": f"{day:%B %Y}",
        "epoch": str(int(day.timestamp())),
        "summary": about["description"],
        "homepage": about["urls"]["Homepage"],
        "app_id": ".".join([*reversed(host.split(".")), "Hipstretch"]),
        "maintainer": f"The Hipstretch contributors <maintainers@{host}>",
        "licence_deb": "\n".join(f" {line or '.'}" for line in _licence().splitlines()),
        "copyright": re.findall(r"^Copyright \(c\) (.*)$", read("LICENSE"), re.MULTILINE)[0],
        "notes_xml": "\n".join(f"          <li>{escape(note)}</li>" for note in notes),
        "notes_deb": "\n".join(_wrapped(note) for note in notes),
        **_described(),
    }


def descriptions() -> dict[str, dict[str, Any]]:
    """What is said of the program where it is offered, by language: English first, then by tag."""
    found = {
        path.name.split(".")[1]: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted((PACKAGING / "texts").glob("text.*.toml"))
    }
    return {"en": found.pop("en"), **found}


def _described() -> dict[str, str]:
    """The same as lines of a .desktop file and as elements of AppStream's, each with its language."""
    lines: dict[str, list[str]] = {}
    for tag, said in descriptions().items():
        other = tag != "en"
        key = f"[{POSIX.get(tag, tag.replace('-', '_'))}]" if other else ""
        for name, entry in (("generic_name", "GenericName"), ("comment", "Comment")):
            lines.setdefault(f"{name}_desktop", []).append(f"{entry}{key}={said[name]}")
        words = "".join(f"{word};" for word in said["keywords"])
        lines.setdefault("keywords_desktop", []).append(f"Keywords{key}={words}")
        language = f' xml:lang="{tag}"' if other else ""
        for name, indent, element in (
            ("summary", 2, "summary"),
            ("about", 4, "p"),
            ("points", 6, "li"),
            ("note", 4, "p"),
        ):
            sentences = said[name] if isinstance(said[name], list) else [said[name]]
            lines.setdefault(f"{name}_xml", []).extend(
                f"{' ' * indent}<{element}{language}>{escape(one)}</{element}>" for one in sentences
            )
    return {name: "\n".join(found) for name, found in lines.items()}


def version() -> str:
    """The one version of everything."""
    found: list[str] = re.findall(r'^__version__ = "(.+)"$', read("hipstretch/__init__.py"), re.MULTILINE)
    return found[0]


def project() -> dict[str, Any]:
    """The project table of pyproject.toml."""
    return dict(tomllib.loads(read("pyproject.toml"))["project"])


def release(number: str) -> tuple[str, list[str]]:
    """The date of a version and its notes, one sentence or two each, from the changelog.

    Raises ValueError if it has no section for the version.
    """
    section = re.search(
        rf"^## \[{re.escape(number)}\] - (\S+)$(.*?)(?=^## |\Z)",
        read("CHANGELOG.md"),
        re.MULTILINE | re.DOTALL,
    )
    if section is None:
        raise ValueError(f"CHANGELOG.md has no section “## [{number}] - DATE”.")
    notes = re.findall(r"^- (.*(?:\n  .*)*)", section[2], re.MULTILINE)
    return section[1], [re.sub(r"\s+", " ", note).replace("`", "") for note in notes]


def unreleased() -> bool:
    """Whether the changelog names changes that are in no version yet."""
    section = re.search(r"^## \[Unreleased\]$(.*?)(?=^## )", read("CHANGELOG.md"), re.MULTILINE | re.DOTALL)
    return bool(section and re.search(r"^- ", section[1], re.MULTILINE))


def filled(template: str, **more: str) -> str:
    """The text of a template, by its path in packaging/. Raises KeyError if it names what is not known."""
    return Template((PACKAGING / template).read_text(encoding="utf-8")).substitute(facts() | more)


def read(name: str) -> str:
    """A text of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def _licence() -> str:
    """The words of our licence, without its name and the line of copyright."""
    return read("LICENSE").split("\n\n", 2)[2].strip()


def _wrapped(note: str) -> str:
    """A note as Debian's changelog wants it."""
    return textwrap.fill(note, 78, initial_indent="  * ", subsequent_indent="    ")
