"""The order of Tab where parts of a page are made later than what stands below them."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(*parts: QWidget) -> None:
    """Let Tab go on from the first part through all others, within each in the order that it has."""
    for before, after in pairwise(one for part in parts for one in _stops(part)):
        QWidget.setTabOrder(before, after)


def _stops(part: QWidget) -> list[QWidget]:
    """What may have the focus of a part and all it holds; what stands in for another goes along with that."""
    inside = {one for one in part.findChildren(QWidget) if one.window() is part.window()}
    found, one = [part], part.nextInFocusChain()
    while inside and one and one is not part:
        if one in inside:
            inside.remove(one)
            found.append(one)
        one = one.nextInFocusChain()
    return [one for one in found if one.focusPolicy() != Qt.FocusPolicy.NoFocus and not one.focusProxy()]
