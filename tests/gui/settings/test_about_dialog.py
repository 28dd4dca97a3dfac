"""About: what it is made of, by keys, in small windows, in every theme."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from hipstretch import __version__
from hipstretch.core.settings import Settings, Theme
from hipstretch.ui.settings.about_dialog import AboutDialog
from hipstretch.ui.style import theme
from tests.fakes import FakePlayer
from tests.gui.accessibility.test_accessible import missed_by_tab, name_of, takes_tab, told
from tests.gui.test_clipping import is_cut


def opened(qtbot: QtBot, size: tuple[int, int]) -> AboutDialog:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(*size)
    dialog = AboutDialog(window, FakePlayer())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    dialog.setWindowState(Qt.WindowState.WindowNoState)  # the offscreen screen is a small one
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    return dialog


@pytest.fixture
def dialog(qtbot: QtBot) -> AboutDialog:
    return opened(qtbot, (1366, 768))


@pytest.fixture(autouse=True)
def _usual_look(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, Settings())
    yield
    theme.apply(qapp, Settings())


def test_the_arrow_keys_show_each_licence(dialog: AboutDialog) -> None:
    dialog.names.setFocus()
    for number, one in enumerate(dialog.components):
        assert dialog.names.currentRow() == number
        assert one.licence in dialog.licence.text()
        assert dialog.text.toPlainText() == one.text
        assert one.name in dialog.text.accessibleName()
        QTest.keyClick(dialog.names, Qt.Key.Key_Down)


def test_it_names_the_version_and_promises_nothing(dialog: AboutDialog) -> None:
    words = " ".join(one.text() for one in dialog.findChildren(type(dialog.licence)))
    assert __version__ in words
    assert "no cure" in words
    assert "Lesser General Public License" in words


def test_a_link_opens_only_upon_a_click(dialog: AboutDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    went: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", went.append)
    row = next(i for i, one in enumerate(dialog.components) if one.name == "Qt and PySide6")
    dialog.names.setCurrentRow(row)
    assert went == []
    QTest.keyClick(dialog.link, Qt.Key.Key_Space)
    assert went == [QUrl(dialog.components[row].homepage)]


def test_everything_has_a_name_and_is_reached_by_keys(dialog: AboutDialog) -> None:
    dialog.names.setCurrentRow(1)
    widgets = [one for one in dialog.findChildren(QWidget) if one.isVisible() and one.isEnabled()]
    assert [told(one) for one in widgets if takes_tab(one) and not name_of(one)] == []
    assert [told(one) for one in missed_by_tab(dialog, widgets)] == []


@pytest.mark.parametrize("colours", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize(("size", "text_size"), [((720, 480), 100), ((720, 480), 200), ((1024, 600), 200)])
def test_no_words_are_cut_off(
    qtbot: QtBot, qapp: QApplication, colours: Theme, size: tuple[int, int], text_size: int
) -> None:
    theme.apply(qapp, Settings(theme=colours, text_size=text_size))
    dialog = opened(qtbot, size)
    assert dialog.width() <= size[0]
    assert dialog.height() <= size[1]
    for row in range(len(dialog.components)):
        dialog.names.setCurrentRow(row)
        QApplication.processEvents()
        cut = [one for one in dialog.findChildren(QWidget) if one.isVisible() and is_cut(one)]
        assert [told(one) for one in cut] == []


def test_it_is_loaded_when_it_is_asked_for(tmp_path: Path) -> None:
    import subprocess
    import sys

    program = (
        "import sys, hipstretch.ui.settings.page; print('hipstretch.ui.settings.about_dialog' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=Path.cwd(), capture_output=True, check=True)
    assert run.stdout.split() == [b"False"]
