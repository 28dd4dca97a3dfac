"""How much of the screen a session takes."""

from enum import Enum


class View(Enum):
    """A window, all of the screen, or a small window above all others."""

    USUAL = "usual"
    DISTANCE = "distance"
    MINI = "mini"
