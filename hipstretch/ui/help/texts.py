"""Cards of text that the welcome page, Help and the dialog of keys share."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from hipstretch.translation import tr
from hipstretch.ui.session.keys import KEYS, Act
from hipstretch.ui.session.waiting_bar import KEYS as BACK_KEYS
from hipstretch.ui.widgets.cards import CardGrid, frame
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


def page_of(words: QVBoxLayout) -> QScrollArea:
    """A scrolled column of words in the middle, no wider than is good to read."""
    words.setContentsMargins(28, 20, 28, 20)
    column = QWidget()
    column.setLayout(words)
    return centred(column, PAGE_WIDTH)


def what_this_is() -> str:
    return tr(
        "Hipstretch leads you through stretches for your hips, with pictures, sounds and exact times. Put "
        "the screen where you can see it from the floor, lie down and follow. No doctor or physiotherapist "
        "has reviewed it, it can't examine you and it promises no cure; what it can do is help stiff hips to "
        "move more easily."
    )


def safety() -> QWidget:
    """When not to start and whom to see; the same words at the first start and under Help."""
    now = (
        tr("numbness or tingling around the genitals, the buttocks or the inner thighs"),
        tr("new trouble passing urine, leaking, or not feeling bladder or bowel"),
        tr("loss of control of the bowel"),
        tr("pain, weakness, tingling or numbness in both legs, or weakness that grows fast"),
        tr("new sexual numbness, or a new loss of erection"),
        tr("chest pain"),
        tr("a serious accident with which the pain began"),
        tr("sudden tearing pain in the belly or the back, if you are older"),
    )
    soon = (
        tr("fever or feeling unwell; losing weight without meaning to; cancer, now or in the past"),
        tr("a new lump, or a back that has changed its shape"),
        tr("constant pain that rest doesn't ease and nights make worse; pain between the shoulder blades"),
        tr("long use of steroids, osteoporosis, or sharp pain after a small fall"),
        tr("a weak immune system, or drugs injected into a vein"),
        tr("the first time ever, before about 20 or after about 55"),
        tr("pain that coughing or straining makes worse; pain down one leg with weakness or numbness"),
        tr("no improvement after a few weeks of looking after yourself"),
    )
    cards = CardGrid(CARD_WIDTH)
    cards.show_cards(
        [
            _list(
                tr("Get help now"),
                tr("Don't start. Call an emergency number (999, 911, 112) or go to hospital: back pain with"),
                now,
            ),
            _list(
                tr("See a doctor first, within days"),
                tr("These are often harmless, but please get them checked before you start: back pain with"),
                soon,
            ),
        ]
    )
    column = QVBoxLayout()
    column.setSpacing(12)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(cards)
    for words in (
        tr(
            "Ask your doctor or surgeon first if your hip, knee, spine or belly was operated on in the last "
            "twelve weeks, if you have a hip replacement or osteoporosis, or if you are pregnant. Every "
            "exercise in the Library names who should leave it out or change it."
        ),
        tr(
            "While you stretch, a pull or warmth is welcome; pain is not. Stop for the day at sharp or "
            "electric pain, tingling, numbness, weakness or dizziness. “Too much today” ends an exercise at "
            "any time."
        ),
    ):
        column.addWidget(label(words, wrap=True))
    made = QWidget()
    made.setLayout(column)
    return made


def _list(title: str, lead: str, lines: tuple[str, ...]) -> QFrame:
    grid = QGridLayout()
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    grid.addWidget(label(title, "heading", wrap=True), 0, 0, 1, 2)
    grid.addWidget(label(lead, "soft", wrap=True), 1, 0, 1, 2)
    for at, line in enumerate(lines, 2):
        grid.addWidget(label("•", "soft"), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line, wrap=True), at, 1)
    grid.setRowStretch(len(lines) + 2, 1)
    return frame("card", grid)
