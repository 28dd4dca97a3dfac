"""Every key that the program answers to, by what one wants; a test looks for each of them on the pages."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from hipstretch.qt import wording
from hipstretch.translation import tr, tr_in
from hipstretch.ui.session.keys import ANSWERS, ENDINGS, KEYS, Act, Answer, Ending
from hipstretch.ui.session.waiting_bar import KEYS as BACK_KEYS
from hipstretch.ui.widgets.key_names import key_names, moving_keys


class KeyLine(NamedTuple):
    """What keys do: all of them the same, or each what is said of it, in this order."""

    words: str
    keys: Iterable[str]
    shown: str = ""
    """How they are written, if not one after the other."""

    def names(self) -> str:
        """The keys as they are written."""
        return self.shown or key_names(self.keys)


class KeyGroup(NamedTuple):
    """What belongs together, under a title; the first group of a list needs none."""

    title: str
    lines: tuple[KeyLine, ...]


def most_used() -> tuple[KeyLine, ...]:
    """The few keys of a session that one should know before it."""
    words = {
        Act.TOGGLE_PAUSE: tr("Pause, go on"),
        Act.NEXT_EXERCISE: tr("Next exercise"),
        Act.EXTEND: tr("Ten seconds more"),
        Act.EASE_OFF: tr("Too much today"),
        Act.ASK_STOP: tr("Stop"),
    }
    return tuple(KeyLine(said, KEYS[act][:1]) for act, said in words.items())


def in_a_session() -> tuple[KeyGroup, ...]:
    """The keys of a session, and of what is asked in it."""
    leads = {
        Act.TOGGLE_PAUSE: tr("Pause, go on"),
        Act.SKIP: tr("Skip"),
        Act.BACK: tr("Again; press twice for the one before"),
        Act.NEXT_EXERCISE: tr("Next exercise"),
        Act.EXTEND: tr("Ten seconds more"),
        Act.DONE: tr("Repetition done by hand; in a question: the first answer"),
        Act.EASE_OFF: tr("Too much today: ends the exercise"),
        Act.UNDO: wording.titled(tr("Too much today"), tr("Undo")),
    }
    shows = {
        Act.TOGGLE_DISTANCE: tr("Large, to be read from the floor"),
        Act.TOGGLE_MINI: tr("Small, above all other windows"),
        Act.TURN_PICTURE: tr("The other view, where a picture has one"),
        Act.TOGGLE_VOICE: tr("Voice on or off"),
        Act.TOGGLE_SOUND: tr("Sounds on or off"),
        Act.GEAR: tr("Settings"),
    }
    asks = tr("Hold, repetitions and sets: other ones for this session, or from now on")
    answers = {
        Answer.FROM_NOW_ON: tr("From now on"),
        Answer.FILL_EARLIER: wording.capital(tr("as before")),
    }
    return (
        KeyGroup("", _lines(leads)),
        KeyGroup(
            tr_in("hold, repetitions and sets of an exercise", "How much"),
            (
                KeyLine(asks, KEYS[Act.CHANGE_DOSAGE]),
                *(KeyLine(said, ANSWERS[one][:1]) for one, said in answers.items()),
            ),
        ),
        KeyGroup(
            tr("Stop"),
            (
                KeyLine(tr("Stop; in a question: back"), KEYS[Act.ASK_STOP]),
                KeyLine(tr("Keep what was done"), ENDINGS[Ending.KEEP]),
                KeyLine(tr("Discard"), ENDINGS[Ending.DISCARD]),
            ),
        ),
        KeyGroup(tr("This session"), _lines(shows)),
    )


def elsewhere() -> tuple[KeyGroup, ...]:
    """The keys of the window and of every other page."""
    return (
        KeyGroup("", _everywhere()),
        KeyGroup(
            tr("Plan"),
            (
                KeyLine(
                    tr("The grades of the tightness check, skip, back"),
                    ("1", "2", "3", "S", "Backspace"),
                ),
            ),
        ),
        KeyGroup(tr("Library"), _in_the_library()),
        KeyGroup(
            tr("History"),
            (
                KeyLine(tr("Search the history"), ("Ctrl+F",)),
                KeyLine(wording.either((tr("Sessions"), tr("Progress"))), ("Ctrl+Tab",)),
                KeyLine(tr("In History's list: delete the session"), ("Del",)),
            ),
        ),
    )


def _lines(words: Mapping[Act, str]) -> tuple[KeyLine, ...]:
    return tuple(KeyLine(said, KEYS[act]) for act, said in words.items())


def _everywhere() -> tuple[KeyLine, ...]:
    return (
        KeyLine(
            tr("Today, Plan, Library, History, Settings, Help"),
            [f"Alt+{number}" for number in range(1, 7)],
            tr("Alt+1 to Alt+6"),
        ),
        KeyLine(tr("Back to the session that waits"), BACK_KEYS),
        KeyLine(tr("Help; in a session, these keys"), ("F1", "?")),
        KeyLine(tr("Takes back what was done last; does it again"), ("Ctrl+Z", "Ctrl+Y", "Ctrl+Shift+Z")),
        KeyLine(
            tr("Where pain is asked for: its number, one less, one more"),
            (*"0123456789", "Left", "Right"),
            "0 – 9, ←, →",
        ),
        KeyLine(tr("Scroll a page"), ("PgUp", "PgDown", "Home", "End")),
        KeyLine(tr("Leave what lies over a page"), ("Esc",)),
        KeyLine(tr("Quit"), ("Ctrl+Q",)),
    )


def _in_the_library() -> tuple[KeyLine, ...]:
    return (
        KeyLine(tr("Search in the Library"), ("Ctrl+F",)),
        KeyLine(
            tr("In the Library: from exercise to exercise, and read it in full"),
            ("Left", "Right", "Up", "Down", "Home", "End", "Return"),
        ),
        KeyLine(tr("New routine"), ("Ctrl+N",)),
        KeyLine(tr("From a therapist's sheet"), ("Ctrl+T",)),
        KeyLine(tr("New exercise"), ("Ctrl+E",)),
        KeyLine(tr("In a routine: up, down, duplicate"), ("Alt+Up", "Alt+Down", "Ctrl+D")),
        KeyLine(tr("Among photos: earlier, later, paste"), (*moving_keys(), "Ctrl+V")),
        KeyLine(wording.titled(tr("Your own exercises"), tr("Save")), ("Ctrl+S",)),
        KeyLine(tr("In a routine or a sheet: start; in a note: save"), ("Ctrl+Return", "Ctrl+Enter")),
    )
