"""Where the bundle starts: the program, or one of its children.

The children of sound and voice are started as `sys.executable -m MODULE`. In a bundle sys.executable is the program
itself, so it takes the place of Python for the modules named here, and for no others.
"""

import runpy
import sys

from hipstretch.__main__ import main

CHILDREN = ("hipstretch.qt.sound_process", "hipstretch.qt.voice")

if __name__ == "__main__":
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2] in CHILDREN:
        module = sys.argv[2]
        del sys.argv[1:3]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    else:
        sys.exit(main())
