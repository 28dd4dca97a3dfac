"""Keeps PySide6 from reading the source of every module; to be imported before it.

PySide6 looks for its name in the source of each module, to know which may switch one of its features (`__feature__`).
Here none does, and Python's linecache would keep all those lines: 7 MB, and a tenth of the time of our imports. A
PySide6 that looks in another way is left as it is.
"""

import sys

import shiboken6  # noqa: F401 - brings the module that looks

if looks := sys.modules.get("shibokensupport.feature"):
    vars(looks)["_mod_uses_pyside"] = lambda _module: False
