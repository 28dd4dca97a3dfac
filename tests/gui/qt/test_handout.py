"""The printed sheet: what stands on its pages, that nothing leaves its place, and that its text gives the routine."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QColor, QImage, QPageRanges, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.conditions import Condition
from hipstretch.core.exercise import Dosage, Exercise, Kind, Side, Sides
from hipstretch.core.handout import MOST_ON_A_PAGE, Handout, Paper, handout
from hipstretch.core.routine import Entry, Routine
from hipstretch.core.schedule import Period, Schedule
from hipstretch.core.settings import Settings
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.toml_fields import MAX_LINE, MAX_NAME
from hipstretch.qt import language, paper
from hipstretch.qt.handout import LARGE_SIZES, LEAST_IN_LINES, Pages
from hipstretch.qt.handout_layout import INCH, MARGIN, amount
from hipstretch.qt.handout_pictures import _edges, joined
from tests import sheets
from tests.fakes import exercise

TODAY = date(2026, 5, 6)
ENGLISH = catalogue.load([assets_dir()])


@pytest.fixture(autouse=True)
def fonts(qtbot: QtBot) -> Iterator[None]:
    language.add_fonts()
    language.choose(translation.ENGLISH)
    yield
    language.choose(translation.ENGLISH)


def no_picture(_exercise: str, _name: str) -> None:
    """Words are what the test is about."""


def sheet_of(
    routine: Routine, known: Catalogue = ENGLISH, settings: Settings | None = None, times: int = 1
) -> Handout:
    return handout(routine, known.exercises, settings or Settings(), Schedule((Period(times=times),)))


def pages_of(routine: Routine, size: Paper = Paper.A4, *, large: bool = False) -> Pages:
    return Pages(sheet_of(routine), no_picture, size, TODAY, large=large)


def test_what_to_do_and_when_to_stop_stand_apart() -> None:
    """As lines of one paragraph they ran into each other."""
    made = pages_of(of("bridge"))
    text = made._layout.texts[0]
    above = [text.findBlock(text.find(f"{words}:").position()) for words in ("Getting out", "When to stop")]
    assert [one.blockFormat().topMargin() > 0.1 * made._layout.size for one in above] == [True, True]


def of(*ids: str) -> Routine:
    return Routine("r", "Mine", "All of it.", tuple(map(Entry, ids)))


def pdf_text(pages: Pages, path: Path, size: Paper = Paper.A4) -> list[str]:
    """What another reader of PDF finds on each page."""
    paper.write_pdf(pages, "Mine", size, path)
    return texts_in(path)


def texts_in(path: Path) -> list[str]:
    found = QPdfDocument()
    found.load(str(path))
    texts = [found.getAllText(number).text() for number in range(found.pageCount())]
    found.close()
    return texts


def edges(image: QImage) -> QRect:
    """What of a page is not white."""
    small = image.convertToFormat(QImage.Format.Format_Grayscale8)
    rows = [bytes(small.constScanLine(y))[: small.width()] for y in range(small.height())]  # type: ignore[call-overload]
    ys = [y for y, row in enumerate(rows) if min(row) < 250]
    xs = [x for x in range(small.width()) if any(row[x] < 250 for row in rows)]
    return QRect(xs[0], ys[0], xs[-1] - xs[0] + 1, ys[-1] - ys[0] + 1)


# What stands on it


def test_up_to_eight_exercises_are_one_page(tmp_path: Path) -> None:
    (text,) = pdf_text(pages_of(ENGLISH.routines["daily-hips"]), tmp_path / "1.pdf")
    said = " ".join(text.split())
    for words in (
        "Daily hips",
        "1. Inner thigh squeeze ‧ 10 repetitions · Hold: 5 s",
        "6. Half-kneel lunge ‧ 2 × 20 s each side · Rest between: 8 s",
        "• Lie on your back, knees bent,",
        "Kneel on the left knee",
        "Getting out: Come down slowly",
        "When to stop: The back hurts, you feel light-headed, or a cramp doesn't let go.",
        "Week 4",
        "Notes:",
        "Hipstretch · ",
    ):
        assert words in said, words
    assert said.count("Sharp pain, tingling or numbness") == 1, "it holds for all of them"


def test_each_step_begins_a_line_where_there_is_room(tmp_path: Path) -> None:
    few, many = (pages_of(ENGLISH.routines[id_]) for id_ in ("six-minutes", "daily-hips"))
    assert few.count == many.count == 1
    assert few.text_size >= LEAST_IN_LINES
    steps = [len(part.steps) for part in sheet_of(ENGLISH.routines["six-minutes"]).parts]
    assert [text.toPlainText().count("\n• ") for pages in (few, many) for text in pages._layout.texts] == [
        *steps,
        *[1] * 8,
    ]


def test_the_other_side_is_named_where_both_are_done_in_turn() -> None:
    same = "Then the same with the other side."
    lunge = ENGLISH.exercises["half-kneel-lunge"]
    bare = replace(lunge, text=replace(lunge.text, leave=""))
    for known, sides, said in (
        (lunge, None, f"Use a chair if you need it. {same}"),
        (bare, None, f"\n• {same}"),
        (lunge, Sides.LEFT, ""),
    ):
        routine = Routine("r", "Mine", "", (Entry(known.id, sides=sides),))
        sheet = sheet_of(routine, replace(ENGLISH, exercises={known.id: known}))
        words = Pages(sheet, no_picture, Paper.A4, TODAY)._layout.texts[0].toPlainText()
        assert words.count(same) == bool(said)
        assert said in words


def test_of_more_further_pages_tell_which_they_are(tmp_path: Path) -> None:
    first, last = pdf_text(pages_of(of(*list(ENGLISH.exercises)[:9])), tmp_path / "1.pdf")
    assert "Mine, 1 of 2" in first
    assert "Week 1" not in first
    assert "9. " in last
    assert "Week 1" in last


def test_large_print_is_large_and_takes_more_pages() -> None:
    usual, large = (pages_of(ENGLISH.routines["daily-hips"], large=large) for large in (False, True))
    assert large.text_size == LARGE_SIZES[0]
    assert large.text_size > 2 * usual.text_size
    assert usual.count == 1
    assert large.count > 2


def test_a_printer_gets_the_pages_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "1.pdf"
    printer = QPdfWriter(str(path))
    printer.setPageRanges(QPageRanges.fromString("2"))
    printer.setPageMargins(QMarginsF(20, 20, 20, 20))
    pages_of(of(*list(ENGLISH.exercises)[:9])).print_(printer)
    del printer
    (text,) = texts_in(path)
    assert "2 of 2" in text
    assert "Week 1" in text


def test_when_it_is_due_is_said_as_elsewhere(tmp_path: Path) -> None:
    routine = ENGLISH.routines["six-minutes"]
    twice = Pages(sheet_of(routine, times=2), no_picture, Paper.A4, TODAY)
    (text,) = pdf_text(twice, tmp_path / "1.pdf")
    assert "2 times a day." in " ".join(text.split())
    assert sheets.read(text) == sheets.meant(routine)
    sheet = handout(routine, ENGLISH.exercises, Settings(), None)
    bare = Pages(sheet, no_picture, Paper.A4, TODAY)._layout.head.toPlainText()
    assert bare == f"{routine.name}\n{routine.summary}"


def test_fewer_exercises_are_larger() -> None:
    one, eight = pages_of(of("bridge")), pages_of(ENGLISH.routines["daily-hips"])
    assert one.text_size > 1.5 * eight.text_size


def test_there_is_a_font_and_a_text_in_the_pdf(tmp_path: Path) -> None:
    path = tmp_path / "1.pdf"
    paper.write_pdf(pages_of(of("bridge")), "Mine", Paper.LETTER, path)
    data = path.read_bytes()
    assert data.count(b"/FontFile2") >= 1
    assert data.count(b"/ToUnicode") >= 1
    assert b"/MediaBox [0 0 612.000000 792.000000]" in data


def test_conditions_show_the_easier_form(tmp_path: Path) -> None:
    settings = Settings(conditions=(Condition.KNEE_PAIN,))
    asked: list[str] = []

    def look(_exercise: str, name: str) -> None:
        asked.append(name)

    pages = Pages(sheet_of(of("bridge"), settings=settings), look, Paper.A4, TODAY)
    said = " ".join(pdf_text(pages, tmp_path / "1.pdf")[0].split())
    assert "Easier form: Lift half as high and keep the knees over the feet." in said
    assert "knee pain" not in said, "others read what hangs on a wall"
    assert asked[0] == "easier"


# Nothing leaves its place


def longest() -> Catalogue:
    """Exercises with as many words as there may be."""

    def filled(most: int) -> str:
        return ("so long a word " * most)[: most - 1].strip() + "."

    found: dict[str, Exercise] = {}
    for number in range(MOST_ON_A_PAGE):
        one = exercise(f"e{number}", kind=Kind.REPETITION, dosage=Dosage(600, 50, 10, 300, 300))
        sentence = filled(MAX_LINE)
        text = replace(
            one.text,
            name=filled(MAX_NAME),
            steps=(sentence,) * 12,
            stop=f"{number} {sentence}"[:MAX_LINE],
            leave=sentence,
        )
        found[one.id] = replace(one, text=text)
    routine = Routine("r", filled(MAX_NAME), filled(MAX_NAME), tuple(map(Entry, found)))
    return replace(ENGLISH, exercises=found, routines={"r": routine})


@pytest.mark.parametrize("size", list(Paper))
@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("known", [ENGLISH, longest()], ids=["usual", "longest"])
def test_the_margins_stay_white(size: Paper, large: bool, known: Catalogue) -> None:
    routine = known.routines.get("daily-hips") or known.routines["r"]
    pages = Pages(sheet_of(routine, known, times=3), no_picture, size, TODAY, large=large)
    width = 600
    for number in range(pages.count):
        image = pages.image(number, width)
        margin = round(MARGIN * width / (paper.page_size(size).size(paper.INCH).width() * INCH)) - 3
        inner = image.rect().adjusted(margin, margin, -margin, -margin)
        assert inner.contains(edges(image)), number


def test_everything_of_the_longest_is_said(tmp_path: Path) -> None:
    known = longest()
    pages = Pages(sheet_of(known.routines["r"], known), no_picture, Paper.A4, TODAY)
    said = " ".join(" ".join(pdf_text(pages, tmp_path / "1.pdf")).split())
    assert said.count("so long") >= sum(
        " ".join((*one.text.steps, one.text.stop, one.text.leave, one.text.name)).count("so long")
        for one in known.exercises.values()
    )


def test_a_language_from_the_right_begins_there(qtbot: QtBot) -> None:
    def picture(_exercise: str, name: str) -> Path | None:
        return ENGLISH.picture("bridge", name)

    left, right = QImage(), QImage()
    for tag in (translation.ENGLISH, "ar"):
        language.choose(tag)
        known = catalogue.load([assets_dir()], tag)
        page = Pages(sheet_of(of("bridge"), known), picture, Paper.A4, TODAY).image(0, 400)
        half = page.width() // 2
        left, right = (page.copy(x, 60, half, 100) for x in (0, half))
        colourful = [max(map(_colour, pixels(one))) for one in (left, right)]
        assert (colourful[0] > colourful[1]) is (tag == translation.ENGLISH)


def _colour(pixel: QColor) -> int:
    return pixel.saturation()


def pixels(image: QImage) -> Iterator[QColor]:
    return (image.pixelColor(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))


# Pictures


def test_pictures_stand_as_they_are_largest() -> None:
    paths = [path for name in ("start", "hold") if (path := ENGLISH.picture("bridge", name))]
    down = joined(paths, paper_size := QRect(0, 0, 300, 300).size(), mirrored=False, from_right=False)
    across = joined(paths, QRect(0, 0, 300, 60).size(), mirrored=False, from_right=False)
    assert down
    assert across
    assert down.height() > 0.6 * paper_size.height(), "one below the other"
    assert across.width() > 4 * across.height(), "one beside the other"


def test_pictures_are_as_wide_as_the_words_leave_room() -> None:
    few, many = (
        Pages(sheet_of(ENGLISH.routines[id_]), ENGLISH.picture, Paper.LETTER, TODAY)
        for id_ in ("six-minutes", "daily-hips")
    )
    for pages, part in ((few, 0.36), (many, 0.18)):
        assert pages.count == 1
        assert pages._layout.picture > part * pages._layout.width
        found = [one for one in pages._pictures if one]
        each = [one.width() if one.height() > 0.7 * one.width() else one.width() / 2 for one in found]
        assert max(each) < 1.6 * min(each), "none is much larger than the others"


def test_nothing_at_the_edge_of_a_picture_is_cut_off() -> None:
    """A thin line lay between the places that were looked at."""
    for place in range(100, 110):
        drawn = QImage(1000, 750, QImage.Format.Format_ARGB32_Premultiplied)
        drawn.fill(0)
        lines = (QRect(place, 300, 1, 5), QRect(1000 - place, 300, 1, 5), QRect(500, place, 5, 1))
        painter = QPainter(drawn)
        for line in lines:
            painter.fillRect(line, QColor("black"))
        painter.end()
        assert all(_edges(drawn).contains(line) for line in lines), place


def test_a_small_page_leaves_no_rows_of_a_picture_out(tmp_path: Path) -> None:
    """A face was cut off: of a picture made much smaller, a painter looks at some of the rows only."""
    photo = QImage(1200, 900, QImage.Format.Format_RGB32)
    photo.fill(QColor("white"))
    painter = QPainter(photo)
    for y in range(0, 900, 12):
        painter.fillRect(0, y, 1200, 6, QColor("black"))
    painter.end()
    path = tmp_path / "own.webp"
    photo.save(str(path))
    page = Pages(sheet_of(of("bridge")), lambda *_: path, Paper.A4, TODAY).image(0, 200)
    middle = [page.pixelColor(40, y).lightness() for y in range(60, 80)]
    assert max(middle) - min(middle) < 60, "as grey as black and white lines are from far"


def test_a_photo_that_is_start_and_hold_is_printed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    printed: list[list[Path]] = []
    monkeypatch.setattr("hipstretch.qt.handout.joined", lambda paths, *_, **__: printed.append(paths))
    for look in (lambda *_: Path("photo.webp"), lambda _, name: Path(f"{name}.webp")):
        Pages(sheet_of(of("bridge"), ENGLISH), look, Paper.A4, TODAY)
    assert printed == [[Path("photo.webp")], [Path("start.webp"), Path("hold.webp")]]


def test_a_picture_of_the_left_side_is_mirrored() -> None:
    (path,) = [found for found in [ENGLISH.picture("half-kneel-lunge", "hold")] if found]
    room = QRect(0, 0, 200, 200).size()
    right, left = (joined([path], room, mirrored=mirrored, from_right=False) for mirrored in (False, True))
    assert right
    assert left
    assert left != right
    assert left.width() == right.width()


def test_without_a_picture_the_words_are_left(tmp_path: Path) -> None:
    (tmp_path / "gone.webp").write_bytes(b"nothing of the kind")
    room = QRect(0, 0, 200, 200).size()
    assert joined([tmp_path / "gone.webp"], room, mirrored=False, from_right=False) is None
    photo = QImage(40, 30, QImage.Format.Format_RGB32)
    photo.fill(QColor("teal"))
    photo.save(str(tmp_path / "own.webp"))
    own = joined([tmp_path / "own.webp"], room, mirrored=False, from_right=False)
    assert own
    assert own.width() == 200, "a photo is shown whole"
    empty = QImage(40, 30, QImage.Format.Format_ARGB32)
    empty.fill(0)
    empty.save(str(tmp_path / "empty.webp"))
    assert joined([tmp_path / "empty.webp"], room, mirrored=False, from_right=False)


# Its text


@pytest.mark.parametrize("routine", sorted(ENGLISH.routines))
def test_the_text_of_the_pdf_gives_the_routine(tmp_path: Path, routine: str) -> None:
    found = ENGLISH.routines[routine]
    text = "\n".join(pdf_text(pages_of(found), tmp_path / "1.pdf"))
    assert sheets.read(text) == sheets.meant(found)


@pytest.mark.parametrize("tag", translation.available())
def test_the_words_of_every_language_give_the_routine(tag: str) -> None:
    language.choose(tag)
    known = catalogue.load([assets_dir()], tag)
    for routine in known.routines.values():
        parts = sheet_of(routine, known).parts
        lines = (f"{n}. {part.exercise.text.name} ‧ {amount(part)}\n•" for n, part in enumerate(parts, 1))
        assert sheets.read("\n".join(lines)) == sheets.meant(routine), routine.id


@pytest.mark.parametrize("tag", translation.available())
def test_any_dosage_is_read_again(tag: str) -> None:
    language.choose(tag)
    known = catalogue.load([assets_dir()], tag)
    dosages = (
        Dosage(20, 1),
        Dosage(45, 4, 1, 12),
        Dosage(5, 3, 2, 7, 50),
        Dosage(2.5, 12, 3, 0, 90),
        Dosage(90, 1, 3, 0, 0),
    )
    for id_ in ("bridge", "half-kneel-lunge", "side-leg-lift"):
        sides = (None, Sides.LEFT, Sides.RIGHT) if id_ != "bridge" else (None,)
        some = [one for one in dosages if one.reps > 1 or id_ != "side-leg-lift"]
        routine = Routine("r", "", "", tuple(Entry(id_, one, side) for one in some for side in sides))
        parts = sheet_of(routine, known).parts
        lines = (f"{n}. {part.exercise.text.name} ‧ {amount(part)}\n•" for n, part in enumerate(parts, 1))
        assert sheets.read("\n".join(lines)) == sheets.meant(routine), id_


def test_the_side_that_works_is_named(tmp_path: Path) -> None:
    settings = Settings(first_side=Side.RIGHT)
    pages = Pages(sheet_of(of("half-kneel-lunge"), settings=settings), no_picture, Paper.A4, TODAY)
    assert "Kneel on the right knee" in " ".join(pdf_text(pages, tmp_path / "1.pdf")[0].split())
