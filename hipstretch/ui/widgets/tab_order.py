"""The order of Tab where parts of a page are made later than what stands below them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def tab_through(before: QWidget, *parts: QWidget) -> None:
    """Let Tab go from `before` through all parts, within each in the order that it has."""
    for part in parts:
        for one in _stops(part):
            QWidget.setTabOrder(before, one)
            before = one


def _stops(part: QWidget) -> list[QWidget]:
    """A part, or what it holds, that may have the focus; what stands in for another goes along with that."""
    found = [part]
    while (following := found[-1].nextInFocusChain()) is not part:
        found.append(following)
    return [
        one
        for one in found
        if one.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not one.focusProxy()
        and (one is part or part.isAncestorOf(one))
    ]
