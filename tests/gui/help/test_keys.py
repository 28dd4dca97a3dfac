"""The list of keys has every key that a page answers to, and no other."""

from itertools import chain
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from hipstretch.ui.help.key_list import KeyLine, elsewhere, in_a_session
from hipstretch.ui.help.keys_dialog import KeysDialog
from hipstretch.ui.session.after_page import AfterPage
from hipstretch.ui.session.keys import MEDIA_KEYS
from hipstretch.ui.session.page import SessionPage
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


def listed() -> set[str]:
    lines = (*in_a_session(), *elsewhere())
    return {portable(key) for line in lines for key in line.keys}


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


def test_help_and_the_dialog_over_a_session_show_the_same_list(qtbot: QtBot, tmp_path: Path) -> None:
    with opened(qtbot, tmp_path) as window:
        window.start("six-minutes")
        assert isinstance(window.page, SessionPage)
        dialog = KeysDialog(window)
        for place in (dialog, window.open_page("help")):
            words = [one.text() for one in place.findChildren(QLabel)]
            for line in (*in_a_session(), *elsewhere()):
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


def test_each_answer_has_a_line_of_its_own() -> None:
    lines = [(line.names(), line.words) for line in in_a_session()[-6:]]
    assert lines == [
        ("Enter", "How much: For this session"),
        ("N", "How much: From now on"),
        ("B", "How much: as before"),
        ("Esc", "How much: Cancel"),
        ("K", "Stop: Keep what was done"),
        ("X", "Stop: Discard"),
    ]
