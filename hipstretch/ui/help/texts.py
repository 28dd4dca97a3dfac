"""Cards of text that Help and the dialog of keys share, and the column that a page of words is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.session.keys import KEYS, Act
from hipstretch.ui.session.waiting_bar import KEYS as BACK_KEYS
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.key_names import key_name, key_names
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import centred

PAGE_WIDTH = 1080
"""The widest a page of words gets, in logical pixels."""
CARD_WIDTH = 380
"""The least width of a card of words, in logical pixels at 100 % text size."""


def keys_card() -> QFrame:
    """Every key, in a session and elsewhere."""
    commands = {
        Act.TOGGLE_PAUSE: tr("Pause, go on"),
        Act.SKIP: tr("Skip"),
        Act.BACK: tr("Again; twice quickly: the one before"),
        Act.NEXT_EXERCISE: tr("Next exercise"),
        Act.EXTEND: tr("Ten seconds more"),
        Act.EASE_OFF: tr("Too much today: ends the exercise"),
        Act.UNDO: tr("Takes “too much today” back, for ten seconds"),
        Act.CHANGE_DOSAGE: tr("Hold, repetitions and sets: other ones for this session, or from now on"),
        Act.DONE: tr("Repetition done, when you count by hand"),
        Act.ASK_STOP: tr("Stop"),
        Act.TOGGLE_DISTANCE: tr("Large, to be read from the floor"),
        Act.TOGGLE_MINI: tr("Small, above all other windows"),
        Act.TURN_PICTURE: tr("The other view, where a picture has one"),
        Act.TOGGLE_VOICE: tr("Voice on or off"),
        Act.TOGGLE_SOUND: tr("Sounds on or off"),
        Act.GEAR: tr("Settings"),
    }
    pages = (
        (tr("Today, Plan, Library, History, Settings, Help"), tr("Alt+1 to Alt+6")),
        (tr("Back to the session that waits"), key_names(BACK_KEYS)),
        (tr("Help; in a session, these keys"), key_names(("F1", "?"))),
        (tr("Search in the Library"), key_name("Ctrl+F")),
        (
            tr("A new routine, a therapist's sheet, a new exercise"),
            key_names(("Ctrl+N", "Ctrl+T", "Ctrl+E")),
        ),
        (
            tr("The grades of the tightness check, skip, back"),
            key_names(("1", "2", "3", "S", "Backspace")),
        ),
        (tr("Leave what lies over a page"), key_name("Esc")),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 2)
    rows = tuple((words, key_names(KEYS[act])) for act, words in commands.items())
    for title, lines in ((tr("Keys in a session"), rows), (tr("Keys elsewhere"), pages)):
        grid.addWidget(label(title, "heading"), grid.rowCount(), 0, 1, 2)
        for words, key in lines:
            at = grid.rowCount()
            grid.addWidget(label(key, "strong", wrap=True), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, wrap=True), at, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return frame("card", grid)


def page_of(words: QVBoxLayout, width: int = PAGE_WIDTH) -> QScrollArea:
    """A scrolled column of words in the middle, no wider than is good to read."""
    words.setContentsMargins(28, 20, 28, 20)
    column = QWidget()
    column.setLayout(words)
    return centred(column, width)
