"""What is in the way of a reminder on this computer: a call, or a window that fills the screen. Not for the event loop.

A call is what the sound server tells: another program records from a microphone. Level meters do so too, and are left
out; so is what records a loudspeaker, such as a recorder of the screen. Whether a window fills the screen is told by
X11 alone; Wayland tells no program of the windows of others, and desktops on it that hold back notifications meanwhile
do so by themselves. On Windows and macOS, the system holds back tray messages in its own focus modes.
"""

import logging
import os
import sys
from typing import Any

METERS = ("org.PulseAudio.pavucontrol", "org.gnome.VolumeControl", "org.kde.plasma-pa")
"""Programs that show how loud it is, by `application.id`."""
ANSWER_S = 2
"""How long the sound server may take to let a program in."""
NO_SINK = 0xFFFFFFFF
"""What a source that is no loudspeaker's monitor has as its loudspeaker."""

log = logging.getLogger("hipstretch.reminders")


def in_a_call() -> bool:
    """Whether another program records from a microphone; False where that can't be told."""
    if sys.platform != "linux":
        return False
    try:
        from pulsectl import Pulse, PulseError
    except (ImportError, OSError):  # not installed; or libpulse is not
        return False
    try:
        with Pulse("hipstretch", connect=False) as pulse:
            pulse.connect(autospawn=False, timeout=ANSWER_S)
            sources = {one.index for one in pulse.source_list() if one.monitor_of_sink == NO_SINK}
            return any(one.source in sources and _is_call(one) for one in pulse.source_output_list())
    except PulseError as error:
        log.info("the sound server does not tell whether somebody records: %s", error)
        return False


def _is_call(recording: Any) -> bool:
    about = recording.proplist
    return not (
        recording.corked
        or recording.resample_method == "peaks"
        or about.get("media.name") == "Peak detect"
        or about.get("application.id") in METERS
        or about.get("application.process.id") == str(os.getpid())
    )


def full_screen() -> bool:
    """Whether the active window fills the screen; False where that can't be told."""
    if sys.platform != "linux" or "WAYLAND_DISPLAY" in os.environ or not os.environ.get("DISPLAY"):
        return False
    from .x11 import active_window_states

    return "_NET_WM_STATE_FULLSCREEN" in active_window_states()
