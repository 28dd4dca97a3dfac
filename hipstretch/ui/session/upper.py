"""Where header, figure and digits stand, above the commands."""

from PySide6.QtWidgets import QVBoxLayout

from hipstretch.ui.style import theme

from .view_mode import View

STAGE, SIDE, GAP_PX = 62, 38, 32
"""The stage's part of the width and that of the column beside it, and what is between them; the bar below follows."""
MARGINS, LOW_MARGINS, MINI_MARGINS = (28, 18, 28, 22), (28, 8, 28, 8), (8, 8, 8, 8)
"""Around stage and digits."""
LOW_PX = 320
"""A window that is lower than this at 100 % text has no room for wide margins."""


class Upper(QVBoxLayout):
    """One below the other."""

    def fit(self, height: int, view: View) -> None:
        """Take the margins that a window of this height has room for."""
        low = height < theme.px(LOW_PX)
        self.setContentsMargins(*(MINI_MARGINS if view is View.MINI else LOW_MARGINS if low else MARGINS))
        self.setSpacing(4 if low else 10)
