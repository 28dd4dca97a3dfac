"""The translations: `translations.py extract`, `update TAG ...`, `stamp TAG ...`, `compile`, `check [TAG ...]`.

Sentences of the program stand in `assets/languages/TAG.po`, which translators' tools read; the program reads the .mo.gz
beside it. Texts of exercises, checks, people and routines stand in `text.TAG.toml` beside the English ones, and so does
in packaging/texts what a desktop and the README say.

    extract        gathers the program's sentences into assets/languages/hipstretch.pot
    update TAG     brings a .po up to date with it, or begins a new one; what changed is marked as fuzzy
    stamp TAG      says in each text.TAG.toml that all of it translates the English text of now; read it first
    compile        makes the .mo.gz files; fuzzy sentences are left out and show in English
    check [TAG]    lists what is missing, stale or suspicious, and fails if anything is wrong

Needs Babel, which the development environment has.
"""

import gzip
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import templates
import tomli_w
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from hipstretch.data.toml_fields import FORMS  # noqa: E402
from hipstretch.data.toml_file import MARKS, mark_of  # noqa: E402

ASSETS = ROOT / "assets"
LANGUAGES = ASSETS / "languages"
TEMPLATE = LANGUAGES / "hipstretch.pot"
SHOWN = ROOT / "packaging" / "texts"
"""What is said of the program where it is offered; see templates.descriptions."""
KEYWORDS = {"tr": None, "marked": None, "tr_in": ((1, "c"), 2), "tr_count": (1, 2), "marked_count": (1, 2)}
"""The functions of hipstretch/translation.py, and which of their arguments is what."""
HEADER = "# The words of Hipstretch. Licensed as Hipstretch is."
NO_TIME = datetime(2026, 1, 1, tzinfo=UTC)
"""What the files say of when they were written: else they would change from run to run."""
PLACEHOLDER = re.compile(r"\{\w+\}|%(?:\(\w+\))?[rs]\b")
SIDES = frozenset({"{side}", "{other}"})
"""What a translation may say by two forms, see wording.fill."""
NUMBER = re.compile(r"(?<![A-Za-z])\d+")
"""Not in the name of a key, "Pos1"."""
WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
"""English number words, each at its number: a translation may have digits for them."""
NOT_SAID = re.compile(r"\{\w+\}|“[^”]*”")
"""What is no word of a sentence: a placeholder, and the English title of an article."""
OWN_LISTS = ("also", "keywords")
"""Names an exercise goes by and words it is searched for: a language has its own, and as many as it likes."""
COUNTRY = "112"
"""The emergency number: a sentence that has it may name that of another country."""


def tags() -> list[str]:
    """The languages that are begun."""
    return sorted(path.stem for path in LANGUAGES.glob("*.po"))


def po(tag: str) -> Path:
    """The file of a language's sentences."""
    return LANGUAGES / f"{tag}.po"


def read(path: Path, tag: str | None = None) -> Catalog:
    """A .po or .pot file."""
    with path.open("rb") as file:
        return read_po(file, locale=tag and tag.replace("-", "_"))


def write(path: Path, catalog: Catalog) -> None:
    """The same in the form that stays alike from run to run: by sentence, without the time it was written."""
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, omit_header=False, include_lineno=False)


@cache
def extract() -> Catalog:
    """Every sentence of the program."""
    catalog = Catalog(project="Hipstretch", fuzzy=False, header_comment=HEADER)
    catalog.creation_date = catalog.revision_date = NO_TIME
    found = extract_from_dir(
        str(ROOT / "hipstretch"),
        [("**.py", "python")],
        keywords=KEYWORDS,
        comment_tags=("Translators:",),
        strip_comment_tags=True,
    )
    for name, _, message, comments, context in found:
        catalog.add(message, None, [(f"hipstretch/{name}", 0)], auto_comments=comments, context=context)
    return catalog


def named(catalog: Catalog) -> set[tuple[object, object]]:
    """The sentences of a catalogue, each with its context."""
    return {(message.context, message.id) for message in catalog if message.id}


def update(tag: str) -> None:
    """A language's file with every sentence there is now."""
    template = extract()
    catalog = (
        read(po(tag), tag)
        if po(tag).exists()
        else Catalog(
            locale=Locale.parse(tag, sep="-"), project="Hipstretch", fuzzy=False, header_comment=HEADER
        )
    )
    catalog.update(template, no_fuzzy_matching=False)
    catalog.obsolete.clear()
    write(po(tag), catalog)


def mo(tag: str) -> Path:
    """The file that the program reads of a language."""
    return LANGUAGES / f"{tag}.mo.gz"


def compiled(tag: str) -> bytes:
    """What the program reads of a language, before it is packed."""
    made = BytesIO()
    write_mo(made, read(po(tag), tag))
    return made.getvalue()


def compile_all() -> None:
    """The files that the program reads, and packaging/texts/README.md; a packed one that says the same stays."""
    for tag in tags():
        if not mo(tag).exists() or gzip.decompress(mo(tag).read_bytes()) != compiled(tag):
            mo(tag).write_bytes(gzip.compress(compiled(tag), mtime=0))
    (SHOWN / "README.md").write_text(readme(), encoding="utf-8")


def readme() -> str:
    """What the README says of the program first, in every language."""
    parts = ["# Hipstretch in other languages", "Made by packaging/translations.py from the files beside it."]
    for tag, said in templates.descriptions().items():
        name = Locale.parse(tag, sep="-").get_display_name() or tag
        points = "\n".join(f"- {point}" for point in said["points"])
        parts += [f"## {name[:1].upper()}{name[1:]}", said["about"], points, said["note"]]
    return "\n\n".join(parts) + "\n"


def texts() -> Iterator[tuple[Path, Callable[[str], Path]]]:
    """Every English text file, and what its translation into a language is called."""
    for path in (*sorted(ASSETS.glob("*/*/text.en.toml")), SHOWN / "text.en.toml"):
        yield path, lambda tag, path=path: path.with_name(f"text.{tag}.toml")


def english_texts() -> dict[str, Mapping[str, Any]]:
    """Every English text by the folder of its translation and, of routines, its id."""
    found = {
        str(p.parent): tomllib.loads(p.read_text(encoding="utf-8"))
        for p in (*ASSETS.glob("*/*/text.en.toml"), SHOWN / "text.en.toml")
    }
    routines = {
        p.stem: tomllib.loads(p.read_text(encoding="utf-8"))["text"]["en"]
        for p in sorted((ASSETS / "routines").glob("*.toml"))
        if not p.name.startswith("text.")
    }
    return {**found, str(ASSETS / "routines"): routines}


def marks(english: Mapping[str, Any], translated: Mapping[str, Any]) -> dict[str, Any]:
    """The table that says what a translation translates."""
    made: dict[str, Any] = {}
    for name, value in english.items():
        if name not in translated:
            continue
        made[name] = marks(value, translated[name]) if isinstance(value, Mapping) else mark_of(value)
    return made


def stamp(tag: str) -> None:
    """Say of every translation that it translates the English text of now."""
    for folder, english in english_texts().items():
        path = Path(folder) / f"text.{tag}.toml"
        if not path.exists():
            continue
        mine = tomllib.loads(path.read_text(encoding="utf-8"))
        mine.pop(MARKS, None)
        if path.parent.name == "routines":
            mine = {
                k: {**{n: w for n, w in v.items() if n != MARKS}, MARKS: marks(english[k], v)}
                for k, v in mine.items()
            }
        else:
            mine[MARKS] = marks(english, mine)
        path.write_text(tomli_w.dumps(mine, multiline_strings=False), encoding="utf-8")


def suspicious(english: str, translated: str) -> str:
    """What is wrong with a translated sentence, in a word or two; nothing if it looks right."""
    if set(PLACEHOLDER.findall(english)) - SIDES != set(PLACEHOLDER.findall(translated)) - SIDES:
        return "placeholders differ"
    numbers = Counter(NUMBER.findall(english))
    in_words = Counter(
        str(WORDS.index(word)) for word in re.findall(r"[a-z]+", english.lower()) if word in WORDS
    )
    more = Counter(NUMBER.findall(translated)) - numbers
    less = numbers - Counter(NUMBER.findall(translated))
    if COUNTRY not in numbers and (less or more - in_words):
        return "numbers differ"
    if english.strip() and not translated.strip():
        return "is empty"
    if (
        english[:1].isspace() != translated[:1].isspace()
        or english[-1:].isspace() != translated[-1:].isspace()
    ):
        return "spaces differ at an end"
    return ""


def glossary(tag: str) -> Mapping[str, list[str]]:
    """For English terms, the beginnings of the words that may translate them; "left" and "right" among them."""
    path = LANGUAGES / f"{tag}.glossary.toml"
    if not path.exists():
        return {}
    terms: Mapping[str, list[str]] = tomllib.loads(path.read_text(encoding="utf-8"))["terms"]
    return terms


def against_glossary(english: str, translated: str, terms: Mapping[str, list[str]]) -> str:
    """A term of the glossary that a translation does not use, in a few words; nothing if it uses all."""
    low = translated.lower()
    english = NOT_SAID.sub("", english).lower()
    for term, stems in terms.items():
        if term in ("left", "right"):
            continue
        if re.search(rf"\b{re.escape(term)}s?\b", english) and not any(s.lower() in low for s in stems):
            return f"“{term}” is not said as in the glossary"
    return ""


def sides_differ(english: str, translated: str, terms: Mapping[str, list[str]]) -> str:
    """Whether left and right may be mixed up, in a few words."""
    lefts, rights = ([s.lower() for s in terms.get(side, [])] for side in ("left", "right"))
    if not lefts or not rights:
        return ""
    working = english.count("{side}"), english.count("{other}")
    found = [translated.count("{side}"), translated.count("{other}")]
    for left, right in FORMS.findall(translated):
        is_left = [any(s in form.lower() for s in lefts) for form in (left, right)]
        is_right = [any(s in form.lower() for s in rights) for form in (left, right)]
        if is_left == [True, False] and is_right == [False, True]:
            found[0] += 1
        elif is_left == [False, True] and is_right == [True, False]:
            found[1] += 1
        else:
            return f"not a pair of left and right: {left}|{right}"
    return "" if tuple(found) == working else f"sides differ: {working} in English, {tuple(found)} here"


def _sentences(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _sentences(one)


def wrong_texts(tag: str) -> Iterator[str]:
    """What is missing, stale or suspicious in the texts of a language."""

    def compare(
        place: str, english: Mapping[str, Any], mine: Mapping[str, Any], noted: Mapping[str, Any]
    ) -> Iterator[str]:
        for name in mine.keys() - english.keys() - {MARKS}:
            yield f"{place}: {name} is not in the English text"
        for name, value in english.items():
            if name not in mine:
                yield f"{place}: {name} is missing"
            elif isinstance(value, Mapping):
                yield from compare(f"{place}: {name}", value, mine[name], noted.get(name, {}))
            elif noted.get(name) != mark_of(value):
                yield f"{place}: {name} is stale"
            else:
                ours, theirs = list(_sentences(value)), list(_sentences(mine[name]))
                if name not in OWN_LISTS and len(ours) != len(theirs):
                    yield f"{place}: {name} has {len(theirs)} sentences for {len(ours)}"
                for one, other in zip(ours, theirs, strict=False):
                    why = (
                        suspicious(one, other)
                        or sides_differ(one, other, terms)
                        or against_glossary(one, other, terms)
                    )
                    if name not in OWN_LISTS and why:
                        yield f"{place}: {name}: {why}: {other}"

    terms = glossary(tag)
    for folder, english in english_texts().items():
        path = Path(folder) / f"text.{tag}.toml"
        place = str(path.relative_to(ROOT))
        if not path.exists():
            yield f"{place} is missing"
            continue
        mine = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.parent.name == "routines":
            for key, value in english.items():
                part = mine.get(key, {})
                yield from compare(f"{place}: {key}", value, part, part.get(MARKS, {}))
        else:
            yield from compare(place, english, mine, mine.get(MARKS, {}))


def wrong_sentences(tag: str) -> Iterator[str]:
    """What is missing, stale or suspicious among the program's sentences in a language."""
    catalog, terms = read(po(tag), tag), glossary(tag)
    for message in extract():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        mine = catalog.get(ids[0], message.context)
        said: Message | None = mine
        strings = () if said is None else (said.string if isinstance(said.string, tuple) else (said.string,))
        if said is None or not all(strings):
            yield f"{tag}.po: missing: {ids[0]}"
        elif said.fuzzy:
            yield f"{tag}.po: stale: {ids[0]}"
        else:
            for at, text in enumerate(strings):
                if len(ids) == 1 and (
                    why := suspicious(ids[0], text) or against_glossary(ids[0], text, terms)
                ):
                    yield f"{tag}.po: {why}: {text}"
                if len(ids) > 1 and (why := wrong_form(ids[1], text, last=at == len(strings) - 1)):
                    yield f"{tag}.po: {why}: {text}"
            if len(ids) > 1 and len(strings) != catalog.num_plurals:
                yield f"{tag}.po: {len(strings)} plural forms for {catalog.num_plurals}: {ids[0]}"


def wrong_form(many: str, form: str, *, last: bool) -> str:
    """What is wrong with a plural form, in a word or two; the last one, of most numbers, has every placeholder."""
    wanted, found = set(PLACEHOLDER.findall(many)), set(PLACEHOLDER.findall(form))
    return "placeholders differ" if found - wanted or (last and wanted - found) else ""


def check(chosen: list[str]) -> int:
    """1 if anything is wrong with these languages, or with all."""
    found = [line for tag in chosen or tags() for line in (*wrong_sentences(tag), *wrong_texts(tag))]
    if TEMPLATE.exists() and named(read(TEMPLATE)) != named(extract()):
        found.append("hipstretch.pot is not what the program says: translations.py extract")
    print("\n".join(found) or "All is translated.")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    """The command line."""
    match arguments:
        case ["extract"]:
            write(TEMPLATE, extract())
        case ["update", *chosen] if chosen:
            for tag in chosen:
                update(tag)
        case ["stamp", *chosen] if chosen:
            for tag in chosen:
                stamp(tag)
        case ["compile"]:
            compile_all()
        case ["check", *chosen]:
            return check(chosen)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
