"""The keys of a session."""

from collections.abc import Mapping

KEYS: Mapping[str, tuple[str, ...]] = {
    "toggle_pause": ("Space", "Media Play", "Toggle Media Play/Pause", "Media Pause"),
    "skip": ("Right", "PgDown", "Media Next"),
    "back": ("Left", "PgUp", "Media Previous"),
    "extend": ("Up", "+"),
    "ease_off": ("E",),
    "change_dosage": ("H",),
    "done": ("Return", "Enter", "Down"),
    "ask_stop": ("Esc",),
    "toggle_distance": ("F11", "F"),
    "toggle_mini": ("I",),
    "toggle_voice": ("V",),
    "toggle_sound": ("M",),
}
"""Every command and the keys that give it; the first is the one that is shown."""
OF_THE_PAGE = ("change_dosage", "ask_stop", "toggle_distance", "toggle_mini", "toggle_voice", "toggle_sound")
"""The commands that the page carries out itself; the others go to the session."""
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "for_this_session": ("Return", "Enter"),
    "from_now_on": ("N",),
    "fill_earlier": ("B",),
    "cancel_dosage": ("Esc", "H"),
}
"""What can be answered to how much of an exercise it shall be; all other keys go to the number that has the focus."""
