"""The report for a physiotherapist: what stands in it, and that it is saved as text on the right paper."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from errno import ENOSPC
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hipstretch import translation
from hipstretch.core.exercise import Side
from hipstretch.core.handout import Paper
from hipstretch.core.record import Feeling, SessionRecord
from hipstretch.core.schedule import Period, Schedule, daily
from hipstretch.core.scores import LOW_START_POINTS, MEANINGFUL_PART, Change
from hipstretch.core.settings import DosageOverride, Settings
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.history_line import as_line
from hipstretch.data.paths import resolve
from hipstretch.qt import language, paper
from hipstretch.qt.stores import Stores
from hipstretch.qt.worker import Work, Worker
from hipstretch.ui.history.charts import change_words
from hipstretch.ui.history.report import Report, document
from hipstretch.ui.history.report_dialog import MOST_PAGES, MOST_ROWS, ReportDialog
from hipstretch.ui.style import theme
from hipstretch.ui.widgets import dialogs, paper_preview
from tests.fakes import FakeClock, LaterWork, exercise
from tests.gui.asking import the_open
from tests.unit.core.test_progress import did, held

FIRST, LAST = date(2026, 4, 20), date(2026, 5, 17)
IN_PRINT = "body, td, th { font-size: 10pt; }"
EXERCISES = {"lunge": exercise("lunge")}


def sessions() -> list[SessionRecord]:
    days = [(1, 6), (2, 6), (12, 3), (13, 3)]
    left, right = held(Side.LEFT, 120, 120, 2), held(Side.RIGHT, 120, 60, 2)
    return [
        replace(
            did(day, left, right),
            active_s=180.0,
            feeling_before=Feeling(back=score),
            feeling_after=Feeling(back=score - 1),
            note="<b>tight</b> & sore\nüber Nacht" if day == 2 else "",
        )
        for day, score in days
    ]


def text(**changes: object) -> str:
    made = Report(sessions(), FIRST, LAST, EXERCISES, Settings(), LAST)
    return document(replace(made, **changes)).toPlainText()  # type: ignore[arg-type]


def row(words: str, first: str) -> list[str]:
    """The cells of a table's row that begins with a text."""
    lines = words.split("\n")
    return lines[lines.index(first) :]


def test_it_says_what_was_planned_and_done(qtbot: QtBot) -> None:
    words = text(person="Jörg <Müller>", made_on=LAST + timedelta(days=1))
    assert "Jörg <Müller>" in words
    assert row(words, "Lunge")[:9] == [
        "Lunge",
        "2 × 60 s each side",
        "4",
        "4 of 8",
        "4",
        "0",
        "8 min",
        "4 min",
        "–",
    ]
    for said in (
        "4\nsessions",
        "4\ndays of 28",
        "1\ndays a week",
        "12 min\nof work",
        "50 %\nof planned sets done",
    ):
        assert f"\n{said}\n" in words.replace("\u2028", "\n"), said


def test_what_was_planned_is_what_the_sessions_planned_and_the_goal_stands_in_it(qtbot: QtBot) -> None:
    settings = Settings(exercises={"lunge": DosageOverride(hold_s=45)}, goal_days=3)
    words = text(settings=settings)
    assert "2 × 60 s each side" in words
    assert "days a week (goal 3)" in words


def test_days_a_week_count_from_the_week_in_which_the_person_began(qtbot: QtBot) -> None:
    words = text(first=date(2026, 2, 23), began=date(2026, 5, 1)).replace("\u2028", "\n")
    assert "4\ndays of 21" in words
    assert "1\ndays a week" in words, "the last of three weeks is not over, and does not count"
    assert row(words, "Week by week")[5] == "27 04 2026"
    one = text(records=sessions()[-1:], last=date(2026, 5, 13), began=date(2026, 5, 13))
    assert "1\ndays a week" in one.replace("\u2028", "\n")


def test_what_the_schedules_meant_stands_beside_what_was_done(qtbot: QtBot) -> None:
    assert "Schedule" not in text()
    schedules = {"daily-hips": Schedule((Period(days=3),), date(2026, 4, 27)), "other": daily(1)}
    words = text(schedules=schedules, names={"daily-hips": "Daily"}, made_on=LAST + timedelta(days=1))
    assert row(words, "Daily")[:4] == ["Daily", "3 days a week", "27 04 2026", "4 of 9"]
    assert "other" not in words, "nobody knows since when it is meant"


def test_a_list_of_days_only_if_wanted(qtbot: QtBot) -> None:
    assert "\nSessions\nDay\n" not in text()
    words = text(days=True, names={"daily-hips": "Daily"})
    assert row(words, "1 05 2026")[:8] == [
        "1 05 2026",
        "18:00",
        "Daily",
        "3 min",
        "1 of 2",
        "–",
        "–",
        "6 → 5",
    ]
    one = replace(sessions()[0], feeling_before=None, feeling_after=Feeling(back=2))
    assert row(text(days=True, records=[one]), "1 05 2026")[7] == "2 afterwards"
    one = replace(one, feeling_before=Feeling(back=2), feeling_after=Feeling())
    assert row(text(days=True, records=[one]), "1 05 2026")[7] == "2 before"
    assert "\nSessions\nDay\n" not in text(days=True, records=[])


def test_what_was_done_elsewhere_alone_makes_no_table_of_exercises(qtbot: QtBot) -> None:
    elsewhere = [replace(one, routine="elsewhere", exercises=()) for one in sessions()]
    words = text(records=elsewhere, days=True, names={"elsewhere": "Done elsewhere"})
    assert "Exercises: planned and done" not in words
    assert "Planned, last time" not in words
    assert row(words, "1 05 2026")[2:5] == ["Done elsewhere", "3 min", "–"]


def test_the_dose_of_its_last_seven_days_stands_in_it(qtbot: QtBot) -> None:
    words = text()
    assert "Minutes of stretch in the last seven days" in words
    assert row(words, "Front of the hip")[:3] == ["Front of the hip", "4", "2"]
    assert "No strength work in these days." in words
    assert "Minutes of stretch" not in text(first=date(2026, 5, 12)), "less than seven days"
    assert "Minutes of stretch" not in text(last=date(2026, 5, 24)), "nothing was done in them"


def test_weeks_are_listed_and_a_long_time_by_months(qtbot: QtBot) -> None:
    words = text()
    assert [row(words, "Week by week")[i] for i in (5, 6, 7)] == ["20 04 2026", "0", "–"]
    words = text(first=date(2025, 12, 1))
    assert "Month by month" in words
    assert row(words, "May 2026")[1:3] == ["4", "12 min"]


def test_feelings_are_compared_by_the_rule(qtbot: QtBot) -> None:
    assert row(text(), "Back")[1:5] == ["6", "3", "2", "–"], "two weeks say nothing"
    assert "Left hip" not in text()
    weekly = [
        replace(one, id=f"{one.id}{week}", started_at=one.started_at - timedelta(weeks=week))
        for week in (3, 2, 1, 0)
        for one in sessions()[2:]
    ]
    weekly = [replace(one, feeling_before=Feeling(back=7 - n // 2)) for n, one in enumerate(weekly)]
    later = LAST + timedelta(days=1)
    assert row(text(records=weekly, made_on=later), "Back")[4].startswith("Improved:")
    assert row(text(records=weekly), "Back")[1:5] == ["7", "4", "2", "–"], "the last week is not over"
    worst = replace(sessions()[0], id="worst", started_at=weekly[-1].started_at + timedelta(days=7))
    worst = replace(worst, feeling_before=Feeling(back=10))
    more = text(records=[*weekly, worst], last=later + timedelta(days=1), made_on=later + timedelta(days=1))
    assert row(more, "Back")[1:4] == ["7", "4", "2"], "what is compared is what stands there"
    once = replace(sessions()[0], feeling_after=None)
    assert row(text(records=[once]), "Back")[1:4] == ["6", "6", "–"], "said once is said"


def test_how_it_feels_stands_first(qtbot: QtBot) -> None:
    """A therapist looks for it: it stood alone on the second page."""
    words = text().split("\n")
    assert (
        words.index("Hips and back")
        < words.index("Exercises: planned and done")
        < words.index("Week by week")
    )


@pytest.mark.parametrize("tag", translation.available())
def test_what_was_planned_does_not_run_into_the_next_column(qtbot: QtBot, tag: str) -> None:
    language.choose(tag)
    known = catalogue.load([assets_dir()], tag)
    did_so = [did(1, *(held(side, 10, 10, 10) for side in (Side.LEFT, Side.RIGHT)), id_="side-leg-lift")]
    made = document(Report(did_so, FIRST, LAST, known.exercises, Settings(), LAST))
    laid_out, writer = paper._laid_out(made, Paper.A4)
    where = laid_out.documentLayout().blockBoundingRect
    table = laid_out.find(known.exercises["side-leg-lift"].text.name).currentTable()
    columns = (7, 6) if paper.from_the_right() else (1, 2)
    blocks = [table.cellAt(1, column).firstCursorPosition().block() for column in columns]
    lines = [blocks[0].layout().lineAt(n) for n in range(blocks[0].layout().lineCount())]
    assert 1 <= len(lines) <= 2
    longest = max(line.naturalTextWidth() for line in lines)
    first, after = map(where, blocks)
    room = first.right() - after.right() if paper.from_the_right() else after.left() - first.left()
    assert room - longest >= 8 * writer.logicalDpiX() / 96


def test_what_may_be_an_improvement_is_said_with_its_bounds(qtbot: QtBot) -> None:
    """A fall by 39 % was called one by 30 %."""
    assert f"fell by at least one point and {MEANINGFUL_PART:.0%}".replace("%", " %") in change_words(
        Change.PERHAPS_IMPROVED
    )
    assert LOW_START_POINTS == 1


def test_notes_only_if_wanted_and_as_plain_text(qtbot: QtBot) -> None:
    assert "tight" not in text()
    assert "<b>tight</b> & sore" in text(notes=True)
    assert "über Nacht" in text(notes=True)


def test_without_sessions_it_still_is_a_page(qtbot: QtBot) -> None:
    words = text(records=[], notes=True)
    assert "Stretching report" in words
    assert "–" in words


def test_an_exercise_that_is_gone_keeps_its_id(qtbot: QtBot) -> None:
    assert row(text(exercises={}), "lunge")[1] == "–"


@pytest.mark.parametrize(
    ("locale", "size"),
    [
        ("de_DE", QPageSize.PageSizeId.A4),
        ("en_GB", QPageSize.PageSizeId.A4),
        ("en_US", QPageSize.PageSizeId.Letter),
    ],
)
def test_the_paper_is_that_of_the_locale(qtbot: QtBot, locale: str, size: QPageSize.PageSizeId) -> None:
    QLocale.setDefault(QLocale(locale))
    assert paper.page_size(paper.usual()).id() == size


def test_the_pdf_has_embedded_fonts_and_at_most_two_pages(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    made = document(Report(sessions(), FIRST, LAST, EXERCISES, Settings(), LAST, notes=True))
    paper.write_pdf(made, "Report", Paper.A4, path)
    data = path.read_bytes()
    assert data.startswith(b"%PDF")
    assert data.count(b"/FontFile2") >= 1
    assert data.count(b"/ToUnicode") >= 1, "text can be copied out"
    assert 1 <= data.count(b"/Type /Page\n") <= 2


def texts_of(path: Path) -> list[str]:
    pdf = QPdfDocument()
    pdf.load(str(path))
    found = [pdf.getAllText(number).text() for number in range(pdf.pageCount())]
    pdf.close()
    return found


@pytest.mark.parametrize("count", range(26, 56))
def test_no_heading_stands_alone_at_the_end_of_a_page(qtbot: QtBot, tmp_path: Path, count: int) -> None:
    """However much stands before it, on either of two pages."""
    lines = "".join(f"<p>{number}</p>" for number in range(count))
    table = "<table><tr><th>Names</th></tr><tr><td>First row</td></tr><tr><td>Second row</td></tr></table>"
    made = paper.document(f"<body>{lines}<h3>A heading</h3>{table}</body>", IN_PRINT, theme.font(12))
    paper.keep_headings(made)
    path = tmp_path / "1.pdf"
    paper.write_pdf(made, "", paper.usual(), path)
    pages = texts_of(path)
    assert [("A heading" in one, "Names" in one) for one in pages if "First row" in one] == [(True, True)]


@pytest.mark.parametrize("count", range(30, 54, 3))
def test_a_short_table_is_not_broken_and_a_long_one_says_its_columns_again(
    qtbot: QtBot, tmp_path: Path, count: int
) -> None:
    lines = "".join(f"<p>{number}</p>" for number in range(count))
    pages = {}
    for rows in (12, 60):
        table = "".join(f"<tr><td>Row {number}</td></tr>" for number in range(rows))
        html = f"{lines}<h3>A heading</h3><table><thead><tr><th>Names</th></tr></thead>{table}</table>"
        made = paper.document(f"<body>{html}</body>", IN_PRINT, theme.font(12))
        paper.keep_headings(made)
        paper.write_pdf(made, "", paper.usual(), tmp_path / "1.pdf")
        pages[rows] = [one for one in texts_of(tmp_path / "1.pdf") if "Row " in one]
    assert [one.count("Row ") for one in pages[12]] == [12]
    assert "A heading" in pages[12][0]
    assert len(pages[60]) > 1
    assert all("Names" in one for one in pages[60])


def test_weeks_repeat_what_their_columns_are_and_numbers_stand_beside_their_names(qtbot: QtBot) -> None:
    made = document(Report(sessions(), FIRST, LAST, EXERCISES, Settings(), LAST))
    heads = {"Week of": 1, "Muscle group": 1}
    for words, rows in heads.items():
        table = made.find(words).currentTable()
        assert table.format().headerRowCount() == rows, words
    widths = [
        one.rawValue() for one in made.find("Muscle group").currentTable().format().columnWidthConstraints()
    ]
    assert sum(widths[:3]) < 50
    assert min(widths[:3]) >= 8


def test_a_heading_without_a_table_is_kept_with_its_text(qtbot: QtBot) -> None:
    lines = "".join(f"<p>{number}</p>" for number in range(46))
    made = paper.document(
        f"<body>{lines}<h3>A heading</h3><p>Text</p><h3>Another</h3></body>", IN_PRINT, theme.font(12)
    )
    paper.keep_headings(made)
    assert made.toPlainText().endswith("A heading\nText\nAnother")


@pytest.fixture
def dialog(qtbot: QtBot, tmp_path: Path) -> ReportDialog:
    (tmp_path / "history.jsonl").write_bytes(b"".join(map(as_line, sessions())))
    clock = FakeClock()
    clock.advance((LAST - clock.wall().date()).days * 86_400)
    made = ReportDialog(Stores.open(resolve(tmp_path), Catalogue(EXERCISES, {}, (), {}), clock=clock))
    qtbot.addWidget(made)
    return made


def _read_by(dialog: ReportDialog, reader: Work) -> None:
    dialog._stores = replace(dialog._stores, reader=reader)
    dialog._stores.history._reader = reader


def report_of(dialog: ReportDialog) -> Report:
    """What the answers make."""
    made: list[Report] = []
    dialog.read(made.append)
    return made[0]


def test_twelve_weeks_are_proposed_and_the_end_stays_behind_the_beginning(dialog: ReportDialog) -> None:
    report = report_of(dialog)
    assert (report.first, report.last) == (date(2026, 2, 23), LAST)
    assert (report.since, report.began) == (date(2026, 4, 27), date(2026, 5, 1))
    assert len(report.records) == 4
    assert not report.days
    dialog.days.setChecked(True)
    assert report_of(dialog).days
    dialog.first.setDate(dialog.first.date().addDays(75))
    dialog.last.setDate(dialog.first.date().addDays(-3))
    report = report_of(dialog)
    assert report.first == report.last == date(2026, 5, 9)
    assert not report.records


def test_a_span_has_its_days_and_other_days_are_none(dialog: ReportDialog) -> None:
    assert dialog.span.value == "12"
    dialog.last.setDate(dialog.last.date().addDays(-20))
    assert dialog.span.value == ""
    dialog.span.set_value("52")
    assert (dialog.first.value, dialog.last.value) == (date(2025, 5, 19), LAST)
    assert dialog.span.value == "52"
    dialog.first.setDate(dialog.first.date().addDays(1))
    assert dialog.span.value == ""
    dialog.span.set_value("12")
    assert (dialog.first.value, dialog.last.value) == (date(2026, 2, 23), LAST)


def test_it_is_saved_where_the_person_says_and_that_is_told(dialog: ReportDialog, tmp_path: Path) -> None:
    dialog.save(tmp_path / "mine")
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.result() == ReportDialog.DialogCode.Accepted
    assert str(tmp_path / "mine.pdf") in dialog._stores.notices.shown[-1].text
    assert dialog._stores.notices.shown[-1].path == str(tmp_path / "mine.pdf")


def test_what_cannot_be_saved_is_told_in_the_dialog(dialog: ReportDialog, tmp_path: Path) -> None:
    dialog.save(tmp_path / "no" / "mine.pdf")
    assert dialog._said.text().startswith("The report is not saved (")
    assert dialog.result() != ReportDialog.DialogCode.Accepted


def test_it_is_read_while_the_window_answers_and_dropped_if_the_dialog_is_left(
    dialog: ReportDialog, tmp_path: Path
) -> None:
    reader = LaterWork()
    _read_by(dialog, reader)
    dialog.show()
    dialog.person.setText("Ada")
    dialog.save(tmp_path / "mine.pdf")
    assert dialog._waiting.isVisible()
    assert not dialog._ways[1].isEnabled()
    dialog.reject()
    reader.do_all()
    assert not (tmp_path / "mine.pdf").exists()
    dialog.show()
    assert dialog._ways[1].isEnabled()
    assert dialog.person.text() == "Ada"
    dialog.save(tmp_path / "mine.pdf")
    reader.do_all()
    assert (tmp_path / "mine.pdf").exists()
    assert not dialog.isVisible()


def test_what_fails_after_the_dialog_was_left_is_told_all_the_same(
    dialog: ReportDialog, tmp_path: Path
) -> None:
    reader = LaterWork()
    _read_by(dialog, reader)
    dialog.show()
    dialog.save(tmp_path / "no" / "mine.pdf")
    reader.do_one()
    reader.do_one()
    dialog.reject()
    reader.do_all()
    assert dialog._stores.notices.shown[-1].text.startswith("The report is not saved (")


def test_a_report_is_made_in_another_thread_just_the_same(
    qtbot: QtBot, dialog: ReportDialog, tmp_path: Path
) -> None:
    worker = Worker("test")
    _read_by(dialog, worker)
    dialog.save(tmp_path / "mine.pdf")
    qtbot.waitUntil(lambda: dialog.result() == ReportDialog.DialogCode.Accepted)
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF")
    assert worker.wait(10)


def test_a_report_is_printed(qtbot: QtBot, dialog: ReportDialog, tmp_path: Path) -> None:
    worker = Worker("test")
    _read_by(dialog, worker)
    dialog.show()
    dialog._ways[0].click()
    asked = the_open(QPrintDialog)
    asked.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
    asked.done(QPrintDialog.DialogCode.Accepted)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")
    assert worker.wait(10)


def test_the_last_day_that_can_be_chosen_follows_the_clock(dialog: ReportDialog) -> None:
    assert isinstance(dialog._stores.clock, FakeClock)
    dialog._stores.clock.advance(86_400)
    dialog.show()
    assert dialog.last.maximumDate().toPython() == LAST + timedelta(days=1)


def pages_of(dialog: ReportDialog) -> list[bytes]:
    """What the preview shows."""
    QApplication.processEvents()
    assert dialog.preview
    shown = (one for one in dialog.preview.findChildren(QLabel) if one.isVisible())
    return [bytes(one.pixmap().toImage().constBits()) for one in shown if not one.pixmap().isNull()]


def test_the_pages_are_shown_and_follow_every_answer(qtbot: QtBot, dialog: ReportDialog) -> None:
    dialog.show()
    seen = [pages_of(dialog)]
    assert len(seen[0]) == 1
    changes: tuple[Callable[[], object], ...] = (
        lambda: dialog.person.setText("Ada"),
        lambda: dialog.days.setChecked(True),
        lambda: dialog.notes.setChecked(True),
        lambda: dialog.span.set_value("52"),
        lambda: dialog.first.setDate(dialog.first.date().addDays(3)),
        lambda: dialog.last.setDate(dialog.last.date().addDays(-4)),
    )
    for change in changes:
        change()
        qtbot.waitUntil(lambda: pages_of(dialog) not in seen)
        seen.append(pages_of(dialog))


def test_pages_come_after_a_pause_and_those_of_older_answers_are_dropped(
    qtbot: QtBot, dialog: ReportDialog
) -> None:
    reader = LaterWork()
    _read_by(dialog, reader)
    dialog.show()
    dialog.person.setText("Ada")
    assert dialog.preview
    words = dialog.preview.words
    qtbot.waitUntil(lambda: words.text() == "Reading…")
    assert words.isVisible()
    assert dialog.person.isEnabled()
    assert dialog._ways[1].isEnabled()
    qtbot.waitUntil(lambda: not dialog._pause.isActive())
    reader.do_all()
    assert len(pages_of(dialog)) == 1
    assert not words.isVisible()
    before = pages_of(dialog)
    dialog.person.setText("Grace")
    dialog._show_pages()
    dialog.reject()
    reader.do_all()
    dialog.show()
    assert pages_of(dialog) == before, "it was left"
    reader.do_all()
    assert pages_of(dialog) != before


def test_an_empty_page_waits_where_the_first_one_comes(qtbot: QtBot, dialog: ReportDialog) -> None:
    reader = LaterWork()
    _read_by(dialog, reader)
    dialog.show()
    assert dialog.preview
    words = dialog.preview.words
    assert words.isVisible(), "at once"
    assert words.text() == "Reading…"
    seen = words.contentsRect().translated(words.mapTo(dialog.preview, QPoint()))
    assert dialog.preview.rect().contains(seen)
    waiting = QRect(words.mapTo(dialog, QPoint()), words.size())
    reader.do_all()
    assert len(pages_of(dialog)) == 1
    assert not words.isVisible()
    page = next(one for one in dialog.preview.findChildren(QLabel) if not one.pixmap().isNull())
    assert QRect(page.mapTo(dialog, QPoint()), page.size()) == waiting


def test_pages_that_can_not_be_made_are_told_in_their_place_and_shown_again_later(
    qtbot: QtBot, dialog: ReportDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(paper, "images", raising(OSError(ENOSPC, "No space left on device")))
        dialog.show()
        assert dialog.preview
        assert dialog.preview.words.isVisible()
        assert dialog.preview.words.text() == "The disk is full"
        assert pages_of(dialog) == []
    dialog.save(tmp_path / "no" / "mine.pdf")
    assert len(pages_of(dialog)) == 1
    assert not dialog.preview.words.isVisible()


def test_the_pages_have_the_words_and_the_breaks_of_the_pdf(qtbot: QtBot, tmp_path: Path) -> None:
    made = document(Report(sessions(), FIRST, LAST, EXERCISES, Settings(), LAST, notes=True, person="Ada"))
    for size in Paper:
        path = tmp_path / f"{size}.pdf"
        paper.write_pdf(made, "", size, path)
        pdf = QPdfDocument()
        pdf.load(str(path))
        shown, total = paper.images(made, size, 400, 9)
        assert len(shown) == total == pdf.pageCount()
        for number, image in enumerate(shown):
            printed = QImage(image.size(), QImage.Format.Format_RGB32)
            printed.fill(Qt.GlobalColor.white)
            with QPainter(printed) as painter:
                painter.drawImage(0, 0, pdf.render(number, image.size()))
            assert unlike(image, printed) < 0.01, (size, number)
        pdf.close()


def test_the_first_pages_of_a_long_report_are_made_of_few_of_its_rows(qtbot: QtBot) -> None:
    many = [replace(one, id=f"{one.id}{n}") for n in range(100) for one in sessions()]
    whole = Report(many, FIRST, LAST, EXERCISES, Settings(), LAST, days=True)
    few = document(replace(whole, most_rows=MOST_ROWS))
    assert few.toPlainText().count("18:00") == MOST_ROWS
    pages, _ = paper.images(few, Paper.A4, 300, MOST_PAGES)
    assert len(pages) == MOST_PAGES
    assert pages == paper.images(document(whole), Paper.A4, 300, MOST_PAGES)[0]
    assert "Month by month" in text(first=date(2020, 1, 1), began=date(2020, 1, 1), most_rows=2)
    assert "March 2020" not in text(first=date(2020, 1, 1), began=date(2020, 1, 1), most_rows=2)


def test_more_pages_than_are_shown_are_not_denied(qtbot: QtBot, dialog: ReportDialog) -> None:
    many = [replace(one, id=f"{one.id}{n}") for n in range(30) for one in sessions()]
    for one in many:
        dialog._stores.history.add(one)
    dialog.show()
    assert len(pages_of(dialog)) == 1
    assert dialog.preview

    def said() -> set[str]:
        QApplication.processEvents()
        shown = [one for one in dialog.findChildren(QLabel) if one.isVisible()]
        return {one.accessibleName() or one.text() for one in shown} & {"1", "2", "1 of 1", "…"}

    assert said() == {"1 of 1"}
    dialog.days.setChecked(True)
    qtbot.waitUntil(lambda: said() == {"1", "2", "…"})


@pytest.mark.parametrize(("locale", "is_letter"), [("en_US", True), ("en_GB", False)])
def test_the_pages_that_are_shown_have_the_paper_of_the_report(
    qtbot: QtBot, dialog: ReportDialog, locale: str, is_letter: bool
) -> None:
    QLocale.setDefault(QLocale(locale))
    dialog.show()
    assert dialog.preview
    assert len(pages_of(dialog)) == 1
    (page,) = (one for one in dialog.preview.findChildren(QLabel) if one.pixmap())
    assert round(page.height() / page.width(), 1) == (1.3 if is_letter else 1.4)


def test_where_there_is_no_room_beside_the_fields_they_stand_alone(
    qtbot: QtBot, dialog: ReportDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    for width, there in ((1366, True), (720, False)):
        for module in (dialogs, paper_preview):
            monkeypatch.setattr(module, "room", lambda _, width=width: QSize(width, 600))
        made = ReportDialog(dialog._stores)
        qtbot.addWidget(made)
        made.show()
        assert (made.preview is not None) == there
        made.person.setText("Ada")
        assert made._pause.isActive() == there
        assert made._ways[1].isVisible()


def raising(error: Exception) -> Callable[..., None]:
    """What raises an error whatever it is given."""

    def call(*_: object) -> None:
        raise error

    return call


def unlike(one: QImage, other: QImage) -> float:
    """How much darker or lighter places of one picture are than the same of another one, from 0 to 1."""
    size, grey = QSize(40, 56), QImage.Format.Format_Grayscale8
    small = [
        bytes(
            i.scaled(size, mode=Qt.TransformationMode.SmoothTransformation).convertToFormat(grey).constBits()
        )
        for i in (one, other)
    ]
    apart: int = sum(abs(a - b) for a, b in zip(*small, strict=True))
    return apart / 255 / len(small[0])
