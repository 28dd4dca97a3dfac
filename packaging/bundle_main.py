"""Where the bundle starts: the program, or one of its children.

Children, such as that of sound, are started as `sys.executable -m MODULE`. In a bundle sys.executable is the program
itself, so it takes the place of Python for the modules named here, and for no others.
"""

import os
import runpy
import sys
from collections.abc import MutableMapping

CHILDREN = (
    "hipstretch.qt.sound.simpleaudio_process",
    "hipstretch.qt.sound.sound_process",
    "hipstretch.qt.speech.voice",
    "hipstretch.qt.reminders.in_the_way",
    "hipstretch.qt.clip.clip_process",
)
SEARCHED, BEFORE = "LD_LIBRARY_PATH", "LD_LIBRARY_PATH_ORIG"


def restore_search(environment: MutableMapping[str, str]) -> None:
    """Have programs that are started later, a browser, a speech server, find their own libraries, not the bundle's.

    PyInstaller sends the search for libraries into the bundle; for this process that is settled when it begins.
    """
    environment.pop(SEARCHED, None)
    if before := environment.pop(BEFORE, ""):
        environment[SEARCHED] = before


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        restore_search(os.environ)
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2] in CHILDREN:
        module = sys.argv[2]
        del sys.argv[1:3]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        from hipstretch.__main__ import main  # which the children can do without

        sys.exit(main())
