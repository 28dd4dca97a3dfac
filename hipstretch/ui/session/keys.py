"""What can be done in a session, and the keys that do it."""

from collections.abc import Mapping
from enum import StrEnum

from hipstretch.core.transitions import Command


class Act(StrEnum):
    """What a key or a button of the page does: the first eight to the session, the others to the page."""

    TOGGLE_PAUSE = "toggle_pause"
    SKIP = "skip"
    BACK = "back"
    NEXT_EXERCISE = "next_exercise"
    EXTEND = "extend"
    EASE_OFF = "ease_off"
    UNDO = "undo"
    DONE = "done"
    CHANGE_DOSAGE = "change_dosage"
    ASK_STOP = "ask_stop"
    TOGGLE_DISTANCE = "toggle_distance"
    TOGGLE_MINI = "toggle_mini"
    TURN_PICTURE = "turn_picture"
    TOGGLE_VOICE = "toggle_voice"
    TOGGLE_SOUND = "toggle_sound"
    GEAR = "gear"


class Answer(StrEnum):
    """What can be answered when hold, repetitions and sets are asked for."""

    FOR_THIS_SESSION = "for_this_session"
    FROM_NOW_ON = "from_now_on"
    FILL_EARLIER = "fill_earlier"
    CANCEL = "cancel"


class Ending(StrEnum):
    """What can be answered by a key of its own when a session is to end."""

    KEEP = "keep"
    DISCARD = "discard"


KEYS: Mapping[Act, tuple[str, ...]] = {
    Act.TOGGLE_PAUSE: ("Space",),
    Act.SKIP: ("Right", "PgDown"),
    Act.BACK: ("Left", "PgUp"),
    Act.NEXT_EXERCISE: ("Shift+Right",),
    Act.EXTEND: ("Up", "+"),
    Act.EASE_OFF: ("E",),
    Act.UNDO: ("U", "Ctrl+Z"),
    Act.CHANGE_DOSAGE: ("H",),
    Act.DONE: ("Return", "Enter", "Down"),
    Act.ASK_STOP: ("Esc",),
    Act.TOGGLE_DISTANCE: ("F11", "F"),
    Act.TOGGLE_MINI: ("I",),
    Act.TURN_PICTURE: ("O",),
    Act.TOGGLE_VOICE: ("V",),
    Act.TOGGLE_SOUND: ("M",),
    Act.GEAR: ("G",),
}
"""The first key of each is the one that is shown."""
MEDIA_KEYS: Mapping[Act, tuple[str, ...]] = {
    Act.TOGGLE_PAUSE: ("Media Play", "Toggle Media Play/Pause", "Media Pause"),
    Act.SKIP: ("Media Next",),
    Act.BACK: ("Media Previous",),
}
"""Keys that a desktop may hand to qt/remote, to the window, or to both."""
PRESSED: Mapping[Act, Command] = {
    Act.TOGGLE_PAUSE: Command.PAUSE,
    Act.SKIP: Command.SKIP,
    Act.BACK: Command.BACK,
}
"""By these names the controller tells whether a media key comes a second time."""
ANSWERS: Mapping[Answer, tuple[str, ...]] = {
    Answer.FOR_THIS_SESSION: ("Return", "Enter"),
    Answer.FROM_NOW_ON: ("N",),
    Answer.FILL_EARLIER: ("B",),
    Answer.CANCEL: ("Esc", "H"),
}
"""All other keys go to the number that has the focus."""
KEEP_KEY, DISCARD_KEY = "K", "X"
"""While it is asked what becomes of a session: when it is stopped, and when a short one is over."""
ENDINGS: Mapping[Ending, tuple[str, ...]] = {Ending.KEEP: (KEEP_KEY,), Ending.DISCARD: (DISCARD_KEY,)}
"""While it is asked whether to stop; the other answers have the keys of KEYS."""
