"""What keeps the memory that this process takes small."""

import gc
import sys
from contextlib import suppress

M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
"""Names of what glibc's mallopt sets, from malloc.h."""
LARGE = 64 * 1024


def give_back_what_is_free() -> None:
    """Have the C library give memory back to the system as soon as it is free; on Linux.

    Pictures are decoded by one thread and shown by another. Else each thread keeps a heap of its own, with room for
    what was once decoded there: 8 MB in a session. To be called before there are threads.
    """
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, AttributeError):  # no libffi, or a C library without mallopt
        import ctypes

        mallopt = ctypes.CDLL(None).mallopt
        for name, value in ((M_ARENA_MAX, 1), (M_MMAP_THRESHOLD, LARGE), (M_TRIM_THRESHOLD, LARGE)):
            mallopt(name, value)


def collect_garbage() -> None:
    """Look for garbage from now on, but not among what the start made."""
    gc.freeze()
    gc.enable()
