"""Pages on a very wide screen, dialogs on a very small one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from hipstretch.core.settings import Settings, Theme
from hipstretch.data.exchange import ImportPreview
from hipstretch.data.own_import import ExistingItem, ImportItem
from hipstretch.translation import tr
from hipstretch.ui.help.keys_dialog import KeysDialog
from hipstretch.ui.history.manual_entry import ManualEntryDialog
from hipstretch.ui.history.report_dialog import ReportDialog
from hipstretch.ui.history.session_times import SessionTimesDialog
from hipstretch.ui.plan.calendar_dialog import CalendarDialog
from hipstretch.ui.session.gear import GearDialog
from hipstretch.ui.settings.about_dialog import AboutDialog
from hipstretch.ui.shell.error_dialog import ErrorDialog
from hipstretch.ui.shell.geometry import LEAST
from hipstretch.ui.shell.main_window import MainWindow
from hipstretch.ui.style import theme
from hipstretch.ui.transfer.export_dialog import ExportDialog
from hipstretch.ui.transfer.transfer_dialog import PreviewDialog
from hipstretch.ui.widgets import dialogs, paper_preview
from hipstretch.ui.widgets.dialogs import Answer, Role, ask_before_closing, question
from hipstretch.ui.widgets.handout_dialog import HandoutDialog
from hipstretch.ui.widgets.page import WIDEST_PX, Unfinished
from tests.fakes import FakePlayer
from tests.gui.screens import PLACES, opened, shown
from tests.gui.test_clipping import is_cut
from tests.unit.data.test_history_file import session

FULL = {"session", "how much", "a page while a session waits"}
"""What uses all of a screen: it is read from afar."""
SLACK = 30
"""A scroll bar moves the middle by half of its width."""


@pytest.fixture(scope="module", autouse=True)
def _usual_look_afterwards(qapp: QApplication) -> Iterator[None]:
    yield
    theme.apply(qapp, Settings(theme=Theme.LIGHT))


def extent(page: QWidget) -> tuple[int, int]:
    """From where to where something can be read or pressed."""
    parts = [
        one
        for one in page.findChildren(QWidget)
        if isinstance(one, QLabel | QAbstractButton | QLineEdit) and one.isVisible()
    ]
    lefts = [one.mapTo(page.window(), QPoint()).x() for one in parts]
    return min(lefts), max(left + one.width() for left, one in zip(lefts, parts, strict=True))


def test_no_page_is_wider_than_can_be_overlooked(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, (3440, 1440)) as window:
        window.setUpdatesEnabled(False)  # to paint so much takes long
        wrong = {}
        for place in (one for one in PLACES if one not in FULL):
            shown(window, place)
            QApplication.processEvents()
            assert window.page
            left, right = extent(window.page)
            aside = place != "help" and abs((left + right) / 2 - window.width() / 2) > SLACK
            if right - left > WIDEST_PX or aside:  # Help begins where the bar of pages begins
                wrong[place] = left, right
        assert wrong == {}
        shown(window, "today")
        left, right = extent(window._bar)
        assert right - left <= WIDEST_PX


def handout(window: MainWindow) -> QDialog:
    stores = window._stores
    return HandoutDialog(stores.catalogue.current.routines["six-minutes"], stores, window)


def preview(window: MainWindow) -> QDialog:
    """Of a file with much in it, and a question."""
    found = ImportPreview(
        tuple(session(number) for number in range(1, 6)),
        own=(
            ImportItem("exercise", "a", "Clam", ExistingItem.NOTHING),
            ImportItem("routine", "my-six", "Six minutes", ExistingItem.OWN),
        ),
    )
    return PreviewDialog(
        Path("hipstretch-2026-11-01-from-the-other-one.zip"), found, 0, window, settings=True
    )


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "report": lambda window: ReportDialog(window._stores, window),
    "manual entry": lambda window: ManualEntryDialog(window._stores, window),
    "error": lambda window: ErrorDialog("ValueError: no", Path("log"), window),
    "gear": lambda window: GearDialog(window._stores.settings, print, print, window, "Then it goes on."),
    "handout": handout,
    "about": lambda window: AboutDialog(window, FakePlayer()),
    "import": preview,
    "export": ExportDialog,
    "calendar": lambda window: CalendarDialog(window._stores, window),
    "keys": KeysDialog,
    "date and length": lambda window: SessionTimesDialog(
        session(1), "Daily hips", window._stores.clock, window
    ),
    "close": lambda window: ask_before_closing(window, [Unfinished(tr("an exercise"), list)], list),
    "keep": lambda window: question(
        window,
        tr("Keep what you changed?"),
        (
            Answer(tr("Keep")),
            Answer(tr("Throw away"), role=Role.DestructiveRole),
            Answer(tr("Go on here"), role=Role.RejectRole),
        ),
    ),
}


@pytest.fixture
def least_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen is as small as the window may be."""
    for module in (dialogs, paper_preview):
        monkeypatch.setattr(module, "room", lambda _: QSize(LEAST[0], LEAST[1] - dialogs.FRAME_PX))


@pytest.mark.usefixtures("least_screen")
def test_every_dialog_fits_where_the_window_does(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, LEAST, 200) as window:
        for name, make in DIALOGS.items():
            dialog = make(window)
            dialog.show()
            (default,) = (one for one in dialog.findChildren(QPushButton) if one.isDefault())
            assert default.property("kind") == (
                "" if name == "gear" else "primary"
            )  # each change counts at once
            least = dialog.minimumSizeHint()
            assert (least.width() <= LEAST[0], least.height() <= LEAST[1]) == (True, True), (name, least)
            assert dialog.width() <= LEAST[0], name
            assert dialog.height() <= LEAST[1], name
            dialog.close()


def parts_cut(dialog: QDialog) -> list[QWidget]:
    """What can't be seen whole, not even by scrolling down."""
    (area,) = (one for one in dialog.findChildren(QScrollArea) if one.parent() is dialog)
    seen = [one for one in dialog.findChildren(QWidget) if one.isVisible()]
    below: list[QWidget] = [
        one for one in seen if isinstance(one, QPushButton) and not area.isAncestorOf(one)
    ]
    places = {one: QRect(one.mapTo(dialog, QPoint()), one.size()) for one in below}
    return [
        one for one in seen if is_cut(one) or not dialog.rect().contains(places.get(one, QRect(1, 1, 1, 1)))
    ]


@pytest.mark.usefixtures("least_screen")
@pytest.mark.parametrize("language", ["en", "de", "uk"])
def test_every_dialog_is_whole_on_the_smallest_screen_with_the_largest_text(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    wrong = {}
    with opened(qtbot, tmp_path, LEAST, 200, language) as window:
        for name, make in DIALOGS.items():
            dialog = make(window)
            dialog.show()
            QApplication.processEvents()
            cut = parts_cut(dialog)
            if cut or dialog.width() > LEAST[0] or dialog.height() > LEAST[1] - dialogs.FRAME_PX:
                wrong[name] = dialog.size().toTuple(), [getattr(one, "text", str)() for one in cut]
            dialog.hide()
    assert wrong == {}


def test_fields_stand_below_their_names_only_where_there_is_no_room_beside(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path, LEAST, 200) as window:
        dialog = ManualEntryDialog(window._stores, window)
        dialog.show()
        (form,) = dialog.findChildren(QFormLayout)
        assert form.rowWrapPolicy() is QFormLayout.RowWrapPolicy.DontWrapRows
        dialog.resize(dialog.minimumSize().expandedTo(QSize(400, 400)))
        QApplication.processEvents()
        assert form.rowWrapPolicy() is QFormLayout.RowWrapPolicy.WrapAllRows
        assert parts_cut(dialog) == []
        dialog.hide()


def test_a_sentence_is_whole_where_the_screen_has_the_room(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, LEAST, 200) as window:
        for name in ("error", "date and length", "export", "import", "calendar", "close", "keep", "report"):
            dialog = DIALOGS[name](window)
            dialog.show()
            QApplication.processEvents()
            (area,) = dialog.findChildren(QScrollArea)
            assert area.verticalScrollBar().maximum() == 0, name
            content = area.widget()
            assert content
            assert area.viewport().height() <= content.heightForWidth(area.viewport().width()), (
                f"a hole in {name}"
            )
            dialog.hide()


def test_the_preview_of_a_sheet_is_never_cut_at_its_side(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(qtbot, tmp_path, LEAST, 200) as window:
        for width in (533, 720, 800, 1366):
            monkeypatch.setattr(paper_preview, "room", lambda _, width=width: QSize(width, 400))
            monkeypatch.setattr(dialogs, "room", lambda _, width=width: QSize(width, 400))
            dialog = handout(window)
            dialog.show()
            QApplication.processEvents()
            assert parts_cut(dialog) == [], width
            dialog.hide()


def test_what_stands_below_keys_begins_where_they_do(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path, LEAST, 100) as window:
        dialog = KeysDialog(window)
        dialog.show()
        lefts = {
            one.mapTo(dialog, QPoint()).x()
            for one in dialog.findChildren(QLabel)
            if one.property("role") == "strong"
        }
        assert len(lefts) == 1
        dialog.hide()
