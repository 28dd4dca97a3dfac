"""What is in the way of a reminder on this computer: a call, or a window that fills the screen. Not for the event loop.

A call is what the sound server tells: another program records from a microphone. Level meters do so too, and are left
out; so is what records a loudspeaker, such as a recorder of the screen. Whether a window fills the screen is told by
X11 alone; Wayland tells no program of the windows of others, and desktops on it that hold back notifications meanwhile
do so by themselves. On Windows and macOS, the system holds back tray messages in its own focus modes.

A process of its own looks, a few times a day: the libraries for it would take 8 MB of a program that only waits.
"""

import logging
import os
import subprocess
import sys
from typing import Any

MODULE = "hipstretch.qt.reminders.in_the_way"
METERS = ("org.PulseAudio.pavucontrol", "org.gnome.VolumeControl", "org.kde.plasma-pa")
"""Programs that show how loud it is, by `application.id`."""
ANSWER_S = 2
"""How long the sound server may take to let a program in."""
LOOK_S = 20
"""How long the process may take."""
SOMETHING = 10
"""Its exit code if something is in the way."""
NO_SINK = 0xFFFFFFFF
"""What a source that is no loudspeaker's monitor has as its loudspeaker."""

log = logging.getLogger("hipstretch.reminders")


def found() -> bool:
    """Whether anything is in the way; False where that can't be told."""
    if sys.platform != "linux":
        return False
    from hipstretch.qt.child_process import command

    try:
        return subprocess.run(command(MODULE), timeout=LOOK_S, check=False).returncode == SOMETHING
    except (OSError, subprocess.TimeoutExpired) as error:
        log.warning("what is in the way of a reminder can't be told: %s", error)
        return False


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
    )


def full_screen() -> bool:
    """Whether the active window fills the screen; False where that can't be told."""
    if sys.platform != "linux" or "WAYLAND_DISPLAY" in os.environ or not os.environ.get("DISPLAY"):
        return False
    from .x11 import active_window_states

    return "_NET_WM_STATE_FULLSCREEN" in active_window_states()


if __name__ == "__main__":
    sys.exit(SOMETHING if in_a_call() or full_screen() else 0)
