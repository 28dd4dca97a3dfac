"""No English is left beside the pages either: in the tray, dialogs, charts, the report and at the command line."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QListWidget, QWidget
from pytestqt.qtbot import QtBot

from hipstretch import __main__, app, translation
from hipstretch.core.handout import Paper
from hipstretch.core.problem import Fault, Problem
from hipstretch.core.record import Feeling
from hipstretch.core.schedule import daily
from hipstretch.core.settings import Settings
from hipstretch.data.assets import assets_dir
from hipstretch.data.catalogue import Catalogue
from hipstretch.data.exchange import export
from hipstretch.data.paths import resolve
from hipstretch.qt import paper
from hipstretch.qt.problem_words import words
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.drafts import Refused
from hipstretch.ui.help.keys_dialog import KeysDialog
from hipstretch.ui.help.welcome_page import WelcomePage
from hipstretch.ui.history.manual_entry import ManualEntryDialog
from hipstretch.ui.history.plot import Plot
from hipstretch.ui.history.progress_view import ProgressView
from hipstretch.ui.history.report import Report
from hipstretch.ui.history.report import document as report_document
from hipstretch.ui.history.report_dialog import ReportDialog
from hipstretch.ui.history.session_times import SessionTimesDialog
from hipstretch.ui.plan.calendar_dialog import CalendarDialog
from hipstretch.ui.session.page import SessionPage
from hipstretch.ui.settings.about_dialog import AboutDialog
from hipstretch.ui.shell.error_dialog import ErrorDialog
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.shell.notice_bar import NoticeBar
from hipstretch.ui.shell.session_tray import SessionTray
from hipstretch.ui.transfer.export_dialog import ExportDialog
from hipstretch.ui.transfer.transfer_dialog import (
    PreviewDialog,
    Transfer,
    choose_bundle,
    choose_source,
    choose_target,
)
from hipstretch.ui.widgets.dialogs import Question, ask_before_closing
from hipstretch.ui.widgets.handout_dialog import HandoutDialog
from hipstretch.ui.widgets.page import Unfinished
from hipstretch.ui.widgets.pictures import PictureCache
from tests.fakes import FakeClock, FakeOutput, FakePlayer, FakeVoice
from tests.gui.asking import the_open
from tests.gui.screens import opened
from tests.histories import LAST_DAY, sessions
from tests.pseudo import LETTERS, TAG, check, found_in, painted, pseudo, texts
from tests.unit.data.test_history_file import session


def look(widget: QWidget, *also: str) -> None:
    """Everything in it, and what is painted when it is drawn."""
    found = {
        f"{where}: {text!r} has {words}" for where, text in texts(widget) if (words := found_in(text, also))
    }
    assert sorted(found) == []


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return painted(monkeypatch)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, pseudo_language: None) -> Iterator[MainWindow]:
    with opened(qtbot, tmp_path / "data", language=TAG) as made:
        yield made


@pytest.fixture
def stores(qapp: QApplication, tmp_path: Path, pseudo_catalogue: Catalogue) -> Stores:
    made = Stores.open(resolve(tmp_path / "stores"), pseudo_catalogue, clock=FakeClock())
    made.history.add(session(1))
    return made


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.resize(900, 700)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


# --- the tray -----------------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("systemTrayWindowChanged", extend=True)  # offscreen has no tray
def test_the_tray_says_nothing_in_english(window: MainWindow) -> None:
    tray = SessionTray(window)

    def look_at_it() -> None:
        tray.show_state()
        for action in tray.menu.actions():
            check(action.text(), "menu")
        check(tray.icon.toolTip(), "tooltip")

    look_at_it()
    window.start("six-minutes")
    look_at_it()
    page = window.page
    assert isinstance(page, SessionPage)
    page.wait()
    look_at_it()


# --- dialogs ------------------------------------------------------------------------------------------------


def test_about_is_not_english(parent: QWidget, pseudo_language: None) -> None:
    dialog = AboutDialog(parent, FakePlayer())
    names = {
        word
        for one in dialog.components
        for word in LETTERS.findall(f"{one.name} {one.licence} {one.homepage}")
    }
    look(dialog, *names)
    (listed,) = dialog.findChildren(QListWidget)
    for row in range(listed.count()):
        check(listed.item(row).text(), "list", names)
        listed.setCurrentRow(row)
        look(dialog, *names)


def half_entered(stores: Stores) -> str:
    """An exercise that is not saved, in words."""
    name = stores.catalogue.current.exercises["bridge"].text.name
    return translation.tr("the exercise “{name}”").format(name=name)


def refused_sheet() -> Unfinished:
    """A therapist's sheet that the disk did not take."""
    refused = Refused(words(Problem(Fault.DISK_FULL)), lambda _: None)
    return Unfinished(translation.tr("a therapist's sheet"), list, refused=refused)


DIALOGS: dict[str, Callable[[QWidget, Stores], QDialog]] = {
    "keys": lambda parent, _: KeysDialog(parent),
    "error": lambda parent, _: ErrorDialog("1", Path("2"), parent),
    "add a session": lambda parent, stores: ManualEntryDialog(stores, parent),
    "report": lambda parent, stores: ReportDialog(stores, parent),
    "sheet": lambda parent, stores: HandoutDialog(
        stores.catalogue.current.routines["six-minutes"], stores, parent
    ),
    "calendar": lambda parent, stores: CalendarDialog(stores, parent),
    "export": lambda parent, _: ExportDialog(parent),
    "date and length": lambda parent, stores: SessionTimesDialog(
        next(sessions(1)), translation.tr("Done elsewhere"), stores.clock, parent
    ),
    "close": lambda parent, stores: ask_before_closing(
        parent, [Unfinished(half_entered(stores), list, keep=lambda: True)], list
    ),
    "close without": lambda parent, _: ask_before_closing(parent, [refused_sheet()], list),
    "close incomplete": lambda parent, _: ask_before_closing(
        parent, [Unfinished(translation.tr("a new exercise"), list)], list
    ),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_not_english(parent: QWidget, stores: Stores, written: list[str], name: str) -> None:
    dialog = DIALOGS[name](parent, stores)
    dialog.show()
    dialog.grab()
    look(dialog)
    for text in written:
        check(text, "painted")
    dialog.hide()


def test_what_is_typed_is_not_asked_about_in_english(parent: QWidget, stores: Stores) -> None:
    dialog = ManualEntryDialog(stores, parent)
    dialog.open()
    dialog.note.setPlainText("1")
    dialog.reject()
    look(the_open(Question))


def test_the_welcome_is_not_english(qtbot: QtBot, stores: Stores, written: list[str]) -> None:
    player = FakePlayer()
    page = WelcomePage(stores, PictureCache(), lambda: player, FakeVoice, FakeOutput())
    qtbot.addWidget(page)
    page.safety.more.click()
    page.sound.listen.click()
    page.voice.listen.click()
    page.grab()
    look(page)
    for text in written:
        check(text, "painted")


# --- export and import --------------------------------------------------------------------------------------


def choose_a_kind(parent: QWidget) -> None:
    choose_target(parent, date(2026, 1, 2), print)
    the_open(ExportDialog).accept()


@pytest.mark.parametrize(
    "choose",
    [
        choose_a_kind,
        lambda parent: choose_bundle(parent, "1", print),
        lambda parent: choose_source(parent, print),
    ],
)
def test_no_file_is_asked_for_in_english(
    parent: QWidget, pseudo_language: None, choose: Callable[[QWidget], None]
) -> None:
    choose(parent)
    dialog = the_open(QFileDialog)
    check(dialog.windowTitle())
    for kind in dialog.nameFilters():
        check(re.sub(r" \(\*\.\w+\)$", "", kind))  # the ending of its files
    dialog.reject()


def clashing(stores: Stores, path: Path) -> Path:
    """A file of everything, and a person who has something else of the same name by now."""
    known = stores.catalogue.current
    mine = replace(known.routines["six-minutes"], id="mine", name=pseudo("Mine"))
    stores.catalogue.save_routine(mine)
    export(path, stores.paths)
    stores.catalogue.save_routine(replace(mine, summary=pseudo("Other"), entries=mine.entries[:1]))
    return path


def test_an_import_is_not_shown_in_english(parent: QWidget, stores: Stores, tmp_path: Path) -> None:
    transfer = Transfer(stores, parent)
    transfer.open(clashing(stores, tmp_path / "1.zip"))
    dialog = the_open(PreviewDialog)
    look(dialog, "zip")
    assert dialog.same(), "there is something to choose"
    dialog.accept()
    QApplication.processEvents()
    for file in ("2.zip", "3.hipstretch", "4.txt", "no/5.zip"):
        transfer.write(tmp_path / file)
    for file in ("6.zip", "6.json"):
        (tmp_path / file).write_text("7")
        transfer.open(tmp_path / file)
    transfer.open(tmp_path / "8.zip")
    said = [one.text for one in stores.notices.shown]
    assert len(said) >= 7
    for text in said:
        check(text, also={"zip"})


def test_no_notice_is_english(qtbot: QtBot, stores: Stores) -> None:
    bar = NoticeBar(stores.notices)
    qtbot.addWidget(bar)
    for fault in (Fault.GONE, Fault.NEWER, Fault.DISK_FULL, Fault.NO_ACCESS, Fault.DEEP):
        stores.notices.add(Problem(fault))
    stores.notices.add(words(Problem(Fault.NOT_UTF8)), "error")
    look(bar)
    assert len(bar.findChildren(QLabel)) > 1


# --- charts and the report ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["minutes", "month", "feelings", "balance", "exercise"])
def test_no_chart_is_english(qtbot: QtBot, stores: Stores, written: list[str], kind: str) -> None:
    done = list(sessions(60))
    for one in done:
        stores.history.add(replace(one, feeling_before=Feeling(1, 2, 3), feeling_after=Feeling(0, 1, 2)))
    view = ProgressView(stores)
    qtbot.addWidget(view)
    view.resize(1200, 600)
    view.show_until(LAST_DAY)
    view.show()
    view.exercise.set_value(done[-1].exercises[0].id)
    view.choose(kind)
    qtbot.waitUntil(lambda: not view.busy)
    (plot,) = view.findChildren(Plot)
    plot.point_at(0)
    for item in plot.scene().items():
        check(getattr(item, "toPlainText", str)(), "plot")
    view.grab()
    look(view, "Export")  # of a menu of pyqtgraph's that is switched off
    assert written
    for text in written:
        check(text, "painted")
    view._as_table.click()
    qtbot.waitUntil(lambda: view.table.columnCount() > 1)
    table = view.table
    columns, rows = range(table.columnCount()), range(table.rowCount())
    cells = [
        *map(table.horizontalHeaderItem, columns),
        *(table.item(row, c) for row in rows for c in columns),
    ]
    for cell in cells:
        check(cell.text() if cell else "", "table")


def test_the_report_is_not_english(tmp_path: Path, pseudo_catalogue: Catalogue, qapp: QApplication) -> None:
    last = date(2026, 5, 6)
    done = tuple(
        replace(one, note="", feeling_before=Feeling(1, 2, 3), feeling_after=Feeling(0, 1, 2))
        for one in sessions(40, last)
    )
    made = Report(
        done,
        last - timedelta(days=60),
        last,
        pseudo_catalogue.exercises,
        Settings(goal_days=3),
        last,
        notes=True,
        days=True,
        schedules={"daily-hips": daily(1)},
        names={one.routine: "1" for one in done},
    )
    text = report_document(made)
    for line in text.toPlainText().splitlines():
        check(line)
    paper.write_pdf(text, translation.tr("Stretching report"), Paper.A4, tmp_path / "1.pdf")
    pdf = QPdfDocument()
    pdf.load(str(tmp_path / "1.pdf"))
    check(pdf.metaData(QPdfDocument.MetaDataField.Title), "title")
    pages = [pdf.getAllText(number).text() for number in range(pdf.pageCount())]
    assert "".join(pages).strip()
    check("\n".join(pages), "pdf")
    pdf.close()


# --- the command line ---------------------------------------------------------------------------------------

NAMES = {
    "hipstretch",
    "start",
    "plan",
    "due",
    "print",
    "calendar",
    "export",
    "import",
    "open",
    "self",
    "test",
    "COMMAND",
    "ROUTINE",
    "FILE",
}
OPTIONS = {"data", "dir", "DIR", "language", "TAG", "help", "version", "terminal", "json", "yes", "same"}
OPTIONS |= {"with", "sessions", "large", "paper", "background", "history", "stats", "since"}
VALUES = {"both", "letter", "replace", "skip", "en", "XA", "zip", "jsonl", "csv", "ics"}
"""What is typed as it is, in every language."""


@pytest.fixture
def said(
    tmp_path: Path, pseudo_language: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., tuple[int, str]]:
    """Runs a command: its exit code, and what it wrote."""
    monkeypatch.setenv("COLUMNS", "400")  # a line that breaks within a word would be looked at in pieces
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str) -> tuple[int, str]:
        try:
            code = __main__.main([*arguments, "--language", TAG, "--data-dir", str(tmp_path / "1")])
        except SystemExit as end:
            code = int(end.code or 0)
        written = capsys.readouterr()
        return code, written.out + written.err

    return run


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        (0, ["--help"]),
        *(
            (0, [command, "--help"])
            for command in ("start", "plan", "print", "calendar", "export", "import", "open", "self-test")
        ),
        (2, ["2"]),
        (2, ["plan"]),
        (2, ["plan", "2"]),
        (2, ["plan", "2", "3"]),
        (2, ["plan", "six-minutes", "--language"]),
        (2, ["import", "2", "--same", "3"]),
        (2, ["import", "2", "--yes=3"]),
        (2, ["--language", "2", "plan", "3"]),
        (0, ["plan", "six-minutes"]),
        (1, ["print", "six-minutes", "/2/3.pdf"]),
        (1, ["calendar", "2.txt"]),
        (1, ["export", "2.txt"]),
        (1, ["export", "/2/3.zip"]),
        (1, ["import", "2.zip"]),
        (1, ["import", "2.txt"]),
    ],
)
def test_no_command_answers_in_english(
    said: Callable[..., tuple[int, str]], code: int, arguments: list[str]
) -> None:
    ended, text = said(*arguments)
    assert ended == code
    assert text.strip()
    tags = {part for tag in translation.available() for part in tag.split("-")}
    ids = {word for path in (assets_dir() / "routines").iterdir() for word in path.stem.split("-")}
    check(text, " ".join(arguments), NAMES | OPTIONS | VALUES | tags | (ids if "2" in arguments else set()))


def test_files_and_settings_are_not_spoken_of_in_english(
    said: Callable[..., tuple[int, str]], tmp_path: Path, stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = clashing(stores, tmp_path / "2.zip")
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "settings.json").write_text('{"volume": 700}')
    for arguments in (
        ["import", str(path)],
        ["import", str(path), "--yes"],
        ["import", str(path), "--yes"],
        ["export", str(tmp_path / "3.zip")],
        ["plan", "six-minutes"],
    ):
        ended, text = said(*arguments)
        assert ended == 0
        check(text, " ".join(arguments), {"yes", "settings", "json", "volume"})
    monkeypatch.setattr(__main__, "_has_display", lambda: False)
    for arguments in ([], ["open", "2"]):
        check(said(*arguments)[1], also=NAMES)


def test_a_second_start_is_not_refused_in_english(
    qapp: QApplication, tmp_path: Path, pseudo_language: None
) -> None:
    from hipstretch.qt.single_instance import SingleInstance

    first, second = SingleInstance(tmp_path), SingleInstance(tmp_path)
    assert first.claim()
    check(app._in_use(second), also={"data", "dir"})
    first.release()
