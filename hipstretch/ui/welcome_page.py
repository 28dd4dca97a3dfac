"""The first start, and Help: what this is, when not to start and whom to see, keys and credits."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch import __version__
from hipstretch.core.timeline import build, total_s
from hipstretch.qt import wording
from hipstretch.qt.store import Store

from .session_page import KEYS
from .waiting_bar import KEYS as BACK_KEYS
from .widgets import CardGrid, Page, button, centred, frame, label

FIRST_ROUTINE = "daily-hips"
"""What the first press starts."""
PAGE_WIDTH = 1080
"""The widest a page of words gets, in logical pixels."""
CARD_WIDTH = 380
"""The least width of a card of words, in logical pixels at 100 % text size."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Welcome", text)


class WelcomePage(Page):
    """The page of the first start. `accepted` carries the id of the routine to start, or ""."""

    accepted = Signal(str)

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.setObjectName("page")
        self._store = store
        catalogue = store.catalogue
        first = catalogue.routines.get(FIRST_ROUTINE)

        words = QVBoxLayout()
        words.setSpacing(12)
        words.addWidget(label(self.tr("Welcome to Hipstretch"), "title", wrap=True))
        words.addWidget(label(_what_this_is(), wrap=True))
        words.addWidget(_safety())
        words.addStretch()

        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(self.tr("I have read this."), "strong", wrap=True), 1)
        self.look = button(self.tr("Look around first"), "", lambda: self._accept(""))
        row.addWidget(self.look)
        self.start = button("", "primary", lambda: self._accept(FIRST_ROUTINE))
        self.start.setDefault(True)
        if first:
            length = wording.minutes(total_s(build(first, catalogue.exercises, store.settings)))
            text = self.tr("Start %1, %2")
            self.start.setText(text.replace("%1", first.name.replace("&", "&&")).replace("%2", length))
            row.addWidget(self.start)
        bar = frame("bar", row)
        row.setContentsMargins(28, 14, 28, 14)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_page(words), 1)
        column.addWidget(bar)
        self.first = self.start if first else self.look

    def _accept(self, routine_id: str) -> None:
        self._store.set_settings(replace(self._store.settings, welcomed=True))
        self.accepted.emit(routine_id)


class HelpPage(Page):
    """The words of the first start again, every key, where things are kept, and whose work this stands on."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self.setObjectName("page")
        words = QVBoxLayout()
        words.setSpacing(12)
        words.addWidget(label(self.tr("Help"), "title"))
        words.addWidget(label(_what_this_is(), wrap=True))
        words.addWidget(_safety())
        other = QVBoxLayout()
        other.setSpacing(16)
        other.addWidget(self._places(store))
        other.addWidget(self._credits())
        other.addStretch()
        pair = CardGrid(CARD_WIDTH)
        pair.show_cards([keys_card(), frame("plain", other, 0)])
        words.addWidget(pair)
        words.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        area = _page(words)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that the arrow keys scroll
        area.setAccessibleName(self.tr("Help"))
        self.first = area
        column.addWidget(area)

    def _places(self, store: Store) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Where things are kept"), "heading"))
        column.addWidget(label(self.tr("Everything stays on this computer."), wrap=True))
        for words, path in (
            (self.tr("History"), store.paths.history),
            (self.tr("Tightness checks"), store.paths.checks),
            (self.tr("Settings"), store.paths.settings),
            (self.tr("Your own exercises"), store.paths.exercises),
            (self.tr("Your own routines"), store.paths.routines),
            (self.tr("Log"), store.paths.log),
        ):
            column.addWidget(label(words, "strong"))
            # A path has no spaces to break at; zero-width ones let it wrap.
            shown = label(str(path).replace("/", "/\u200b").replace("\\", "\\\u200b"), "small", wrap=True)
            column.addWidget(shown)
        return frame("card", column)

    def _credits(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Credits"), "heading"))
        for words in (
            self.tr("Hipstretch %1, under the MIT licence.").replace("%1", __version__),
            self.tr("Qt and PySide6 by The Qt Company and contributors, under the LGPL 3."),
            self.tr(
                "Typeface Inter by Rasmus Andersson and contributors, under the SIL Open Font License 1.1."
            ),
            self.tr("Everything else it stands on, with all licences: Settings, Look, About."),
            self.tr(
                "Pictures and sounds were made for Hipstretch by programs in its source. The facts behind "
                "each exercise are named with it, in the Library."
            ),
        ):
            column.addWidget(label(words, wrap=True))
        return frame("card", column)


def keys_card() -> QFrame:
    """Every key, in a session and elsewhere."""
    commands = {
        "toggle_pause": _tr("Pause, go on"),
        "skip": _tr("Skip"),
        "back": _tr("Again; twice quickly: the one before"),
        "extend": _tr("Ten seconds more"),
        "ease_off": _tr("Too much today: ends the exercise"),
        "change_dosage": _tr("Hold, repetitions and sets: other ones for this session, or from now on"),
        "done": _tr("Repetition done, when you count by hand"),
        "ask_stop": _tr("Stop"),
        "toggle_distance": _tr("Large, to be read from the floor"),
        "toggle_mini": _tr("Small, above all other windows"),
        "toggle_voice": _tr("Voice on or off"),
        "toggle_sound": _tr("Sounds on or off"),
    }
    pages = (
        (_tr("Today, Plan, Library, History, Settings, Help"), _tr("Alt+1 to Alt+6")),
        (_tr("Back to the session that waits"), ", ".join(map(_key, BACK_KEYS))),
        (_tr("Help; in a session, these keys"), "F1, ?"),
        (_tr("Search in the Library"), _key("Ctrl+F")),
        (_tr("A new routine, a therapist's sheet, a new exercise"), "Ctrl+N, Ctrl+T, Ctrl+E"),
        (_tr("The grades of the tightness check, skip, back"), "1, 2, 3, S, Backspace"),
        (_tr("Leave what lies over a page"), _tr("Esc")),
    )
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    rows: list[tuple[str, str]] = [
        (words, ", ".join(_key(k) for k in KEYS[name] if "Media" not in k))
        for name, words in commands.items()
    ]
    for title, lines in ((_tr("Keys in a session"), rows), (_tr("Keys elsewhere"), pages)):
        grid.addWidget(label(title, "heading"), grid.rowCount(), 0, 1, 2)
        for words, key in lines:
            at = grid.rowCount()
            grid.addWidget(label(key, "strong"), at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(words, wrap=True), at, 1)
    grid.setRowStretch(grid.rowCount(), 1)
    return frame("card", grid)


def _key(name: str) -> str:
    return QKeySequence(name).toString(QKeySequence.SequenceFormat.NativeText)


def _page(words: QVBoxLayout) -> QWidget:
    """A scrolled column of words in the middle, no wider than is good to read."""
    words.setContentsMargins(28, 20, 28, 20)
    column = QWidget()
    column.setLayout(words)
    return centred(column, PAGE_WIDTH)


def _what_this_is() -> str:
    return _tr(
        "Hipstretch leads you through stretches for your hips, with pictures, sounds and exact times. Put "
        "the screen where you can see it from the floor, lie down and follow. No doctor or physiotherapist "
        "has reviewed it, it can't examine you and it promises no cure; what it can do is help stiff hips to "
        "move more easily."
    )


def _safety() -> QWidget:
    """When not to start and whom to see; the same words at the first start and under Help."""
    now = (
        _tr("numbness or tingling around the genitals, the buttocks or the inner thighs"),
        _tr("new trouble passing urine, leaking, or not feeling bladder or bowel"),
        _tr("loss of control of the bowel"),
        _tr("pain, weakness, tingling or numbness in both legs, or weakness that grows fast"),
        _tr("new sexual numbness, or a new loss of erection"),
        _tr("chest pain"),
        _tr("a serious accident with which the pain began"),
    )
    soon = (
        _tr("fever or feeling unwell; losing weight without meaning to; cancer, now or in the past"),
        _tr("a new lump, or a back that has changed its shape"),
        _tr("constant pain that rest doesn't ease and nights make worse; pain between the shoulder blades"),
        _tr("long use of steroids, osteoporosis, or sharp pain after a small fall"),
        _tr("a weak immune system, or drugs injected into a vein"),
        _tr("the first time ever, before about 20 or after about 55"),
        _tr("pain that coughing or straining makes worse; pain down one leg with weakness or numbness"),
        _tr("no improvement after a few weeks of looking after yourself"),
    )
    cards = CardGrid(CARD_WIDTH)
    cards.show_cards(
        [
            _list(
                _tr("Get help now"),
                _tr(
                    "Don't start. Call an emergency number (999, 911, 112) or go to hospital: back pain with"
                ),
                now,
            ),
            _list(
                _tr("See a doctor first, within days"),
                _tr("These are often harmless, but please get them checked before you start: back pain with"),
                soon,
            ),
        ]
    )
    column = QVBoxLayout()
    column.setSpacing(12)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(cards)
    for words in (
        _tr(
            "Ask your doctor or surgeon first if your hip, knee, spine or belly was operated on in the last "
            "twelve weeks, if you have a hip replacement or osteoporosis, or if you are pregnant. Every "
            "exercise in the Library names who should leave it out or change it."
        ),
        _tr(
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
