"""The list of keys has every key that a page answers to, and no other."""

from itertools import chain
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.help.key_list import KeyLine, elsewhere, in_a_session
from hipstretch.ui.help.keys_dialog import KeysDialog
from hipstretch.ui.session.after_page import AfterPage
from hipstretch.ui.session.keys import MEDIA_KEYS
from hipstretch.ui.session.page import SessionPage
from hipstretch.ui.widgets.dialogs import FRAME_PX
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.pictures import PictureCache
from tests.gui.screens import PLACES, opened, shown


def portable(keys: QKeySequence | str) -> str:
    return str(QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText))


def answered(widget: QWidget) -> set[str]:
    """The keys of everything on it, shown or not, but for those of a headset or a keyboard's media keys."""
    media = {portable(key) for key in chain.from_iterable(MEDIA_KEYS.values())}
    shortcuts = (one.key() for one in widget.findChildren(QShortcut))
    buttons = (one.shortcut() for one in widget.findChildren(QAbstractButton))
    return {portable(key) for key in chain(shortcuts, buttons)} - media - {""}


PRESSED = {*"0123456789", "Left", "Right", "Up", "Down", "Home", "End", "Return", "Del", "PgUp", "PgDown"}
"""Keys of what has the focus, which are no shortcuts; what they do is tested with the cards of the Library, the list of
History, the scale of pain, and what scrolls."""


GROUPS = (*in_a_session(), *elsewhere())


def listed() -> set[str]:
    return {portable(key) for group in GROUPS for line in group.lines for key in line.keys}


def test_every_key_of_every_page_is_in_the_list_and_every_key_of_the_list_does_something(
    qtbot: QtBot, tmp_path: Path
) -> None:
    found: set[str] = set()
    with opened(qtbot, tmp_path) as window:
        for place in PLACES:
            shown(window, place)
            found |= answered(window)
        after = AfterPage(window.stores, PictureCache())
        qtbot.addWidget(after)
        found |= answered(after)
    assert found | PRESSED == listed()


def test_help_shows_every_key_and_the_dialog_over_a_session_those_of_a_session(
    qtbot: QtBot, tmp_path: Path
) -> None:
    with opened(qtbot, tmp_path) as window:
        window.start("six-minutes")
        assert isinstance(window.page, SessionPage)
        dialog = KeysDialog(window)
        for place, groups in ((dialog, in_a_session()), (window.open_page("help"), GROUPS)):
            words = [one.text() for one in place.findChildren(QLabel)]
            assert (elsewhere()[0].lines[0].words in words) is (groups is GROUPS)
            for group in groups:
                assert not group.title or group.title in words
                for line in group.lines:
                    assert line.words in words
                    assert line.names() in words
        dialog.close()


def test_keys_pressed_together_are_named_in_the_words_of_the_language() -> None:
    assert [key_name(key) for key in ("Ctrl+Return", "Alt+Up", "Ctrl+Shift+Z", "Ctrl+Tab", "Alt+0")] == [
        "Ctrl+Enter",
        "Alt+↑",
        "Ctrl+Shift+Z",
        "Ctrl+Tab",
        "Alt+0",
    ]
    assert KeyLine("Save", ("Ctrl+Return", "Ctrl+Enter")).names() == "Ctrl+Enter"


def test_each_answer_has_a_line_under_what_asks_for_it_and_each_key_of_a_session_one() -> None:
    _, how_much, stop, _ = in_a_session()
    assert (how_much.title, stop.title) == ("How much", "Stop")
    assert [(line.names(), line.words) for line in (*how_much.lines[1:], *stop.lines)] == [
        ("N", "From now on"),
        ("B", "As before"),
        ("Esc", "Stop; in a question: back"),
        ("K", "Keep what was done"),
        ("X", "Discard"),
    ]
    keys = [key for group in in_a_session() for line in group.lines for key in line.keys]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize(
    ("width", "height", "beside"), [(720, 480, False), (800, 700, True), (1024, 600, True), (1366, 768, True)]
)
def test_the_dialog_has_two_columns_of_whole_groups_where_there_is_room(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, width: int, height: int, beside: bool
) -> None:
    for module in ("help.keys_dialog", "widgets.dialogs"):
        monkeypatch.setattr(f"hipstretch.ui.{module}.room", lambda _: QSize(width, height - FRAME_PX))
    with opened(qtbot, tmp_path, (width, 768)) as window:
        dialog = KeysDialog(window)
        dialog.show()
        at = {one.text(): one.mapTo(dialog, QPoint()) for one in dialog.findChildren(QLabel)}
        title, first, second = (at[words] for words in ("Keys in a session", "Exercise", "Stop"))
        assert (first.y() == second.y()) is beside
        assert (first.x() == second.x()) is not beside
        assert first.y() > title.y() + 30, "apart from the title"
        assert {at["Space"].x(), at["How much"].x(), at["B"].x()} == {first.x()}
        assert {at["Esc"].x(), at["This session"].x(), at["G"].x()} == {second.x()}
        assert at["Pause, go on"].x() - at["Space"].x() < 120, "what a key does stands near it"
        (area,) = dialog.findChildren(QScrollArea)
        assert (area.verticalScrollBar().maximum() == 0) is beside, "nothing has to be scrolled"
        dialog.close()
