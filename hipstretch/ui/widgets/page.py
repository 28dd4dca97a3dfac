"""What every page of the window has, and scrolled content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)

from hipstretch.ui.style import theme

from .cards import frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipstretch.qt.stores.drafts import Refused

SETTLE_MS = 1_000
"""So long Enter counts for nothing on a page that took the place of another: it was meant for that one."""

WIDEST_PX = 1600
"""The widest that a page gets, in logical pixels at 100 % text: farther apart, what belongs together is not seen so."""

FIELDS = (QAbstractSpinBox, QLineEdit, QPlainTextEdit)
"""What somebody types into."""

ENDLESS_PX = 16_777_215
"""The greatest width or height of a widget for which there is no limit, as Qt has it."""


class BarInMargin(QScrollBar):
    """A scroll bar that is always there, and seen only while there is something to scroll to."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


def scrolled(content: QWidget, area: QScrollArea | None = None, *, in_margin: bool = False) -> QScrollArea:
    """A page that scrolls when it is higher than the window; `area` is what scrolls it, if it can more than that.

    With `in_margin` its bar lies over the margin of the content, at least as wide: a page that scrolls stands where one
    that does not scroll stands, and what is above the page is as wide.
    """
    content.setObjectName("content")
    area = area or QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    if in_margin:
        bar = BarInMargin(Qt.Orientation.Vertical)
        area.setVerticalScrollBar(bar)
        area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        bar.ensurePolished()
        under = -bar.sizeHint().width()
        area.setViewportMargins(*((under, 0, 0, 0) if area.isRightToLeft() else (0, 0, under, 0)))
    return area


def show_what_has_the_focus(_before: QWidget | None, now: QWidget | None) -> None:
    """Scroll whatever lies around a widget so that it is seen, unless the mouse is on it.

    For QApplication.focusChanged: a QScrollArea does so by itself only when the focus was within it before.
    """
    around = None if QApplication.mouseButtons() else now and now.parentWidget()
    while around:
        if isinstance(around, QScrollArea) and now:
            around.ensureWidgetVisible(now)
            inside = around.widget()
            if inside and now.height() <= around.viewport().height():  # of a text Qt minds the cursor alone
                middle = now.mapTo(inside, now.rect().center())
                around.ensureVisible(middle.x(), middle.y(), 0, now.height() // 2 + 1)
        around = around.parentWidget()


def scroll_by_key(page: QWidget, event: QKeyEvent) -> bool:
    """Scroll by Home, End, Page Up and Page Down: what is around the focus, else the largest part; whether it did."""
    does = QAbstractSlider.SliderAction
    actions: dict[int, QAbstractSlider.SliderAction] = {
        Qt.Key.Key_Home: does.SliderToMinimum,
        Qt.Key.Key_End: does.SliderToMaximum,
        Qt.Key.Key_PageUp: does.SliderPageStepSub,
        Qt.Key.Key_PageDown: does.SliderPageStepAdd,
    }
    action = actions.get(event.key())
    if action is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    focused = QApplication.focusWidget()

    def fits(area: QScrollArea) -> tuple[bool, int]:
        around, size = focused is not None and area.isAncestorOf(focused), area.width() * area.height()
        return around, -size if around else size

    areas = (
        one for one in page.findChildren(QScrollArea) if one.isVisible() and one.verticalScrollBar().maximum()
    )
    area = max(areas, key=fits, default=None)
    if area:
        area.verticalScrollBar().triggerAction(action)
    return area is not None


def in_the_middle(content: QWidget, width: int = WIDEST_PX, *, margins: int = 0) -> QWidget:
    """A part of a page, in the middle and at most `width` wide, in logical pixels at 100 % text.

    `margins` are those that the page has around it, where the part has none itself.
    """
    content.setMaximumWidth(theme.px(width) - 2 * margins)
    outer = QWidget()
    row = QHBoxLayout(outer)
    row.setContentsMargins(0, 0, 0, 0)
    row.addStretch(0)
    row.addWidget(content, 1)
    row.addStretch(0)
    return outer


def lower_bar(row: QLayout, width: int) -> QFrame:
    """A bar across the window, with a row no wider than the page above it."""
    inner = QWidget()
    inner.setLayout(row)
    whole = QVBoxLayout()
    whole.addWidget(in_the_middle(inner, width))
    return frame("bar", whole, 0)


def centred(content: QWidget, width: int = WIDEST_PX) -> QScrollArea:
    """A page that scrolls, in the middle: longer lines are hard to read."""
    return scrolled(in_the_middle(content, width), in_margin=True)


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Something typed that only the person can finish."""

    words: str
    """What it is, to stand within a sentence."""
    show: Callable[[], object]
    """Leads to it."""
    kept: bool = False
    """Whether it is there again at the next start: nothing would be lost."""
    keep: Callable[[], bool] | None = None
    """Keeps it for good, and says whether it is kept; None if only the person can finish it."""
    refused: Refused | None = None
    """Why the disk did not take it; None if that is not why it is not kept."""


class Page(QWidget):
    """A page that hands the focus to its first part, and keeps what was typed on it when another one is shown.

    A focus proxy would do the same, but make the page itself a stop of Tab that leads to that part, so that what comes
    before it could not be reached.
    """

    first: QWidget | None = None
    holds = False
    """Whether keys lead to no other page."""
    _settling = QDeadlineTimer()

    def settle(self) -> None:
        """It takes the place of another page now."""
        self._settling = QDeadlineTimer(SETTLE_MS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter, unless it is held down or comes too soon after another page."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self._settling.hasExpired() and not event.isAutoRepeat():
            self.press_enter()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """End what is typed in a field, which counts then, where nothing else takes the press."""
        focused = QApplication.focusWidget()
        if focused and isinstance(focused, FIELDS) and self.isAncestorOf(focused):
            QWidget.setFocus(self, Qt.FocusReason.MouseFocusReason)  # not its first part
        super().mousePressEvent(event)

    def press_enter(self) -> None:
        """Press the button that has the focus, which Qt leaves to Space."""
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and focused.isVisible():
            focused.click()

    def button_in_focus(self) -> QAbstractButton | None:
        """The button that Enter means where else it would start or keep something.

        One that can be switched on and off may have the focus by a click alone.
        """
        focused = self.focusWidget()
        if not isinstance(focused, QAbstractButton) or not focused.isVisible() or focused.isCheckable():
            return None
        return focused

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to `first`."""
        if self.first:
            self.first.setFocus(reason)
        else:
            super().setFocus(reason)

    def tab_pressed_again(self) -> None:
        """Leave what lies over the page; what is not finished stays to go on with."""

    @property
    def open_at(self) -> object:
        """Where on the page the person is, for `go_to` of the one that takes its place; None for where it begins."""
        return None

    def go_to(self, place: object) -> None:
        """Show what another page of this kind showed at its `open_at`."""

    def keep_typed(self) -> None:
        """Let what was typed count, as far as it can be kept without asking: also a number that still has the focus."""
        field = self.focusWidget()
        if isinstance(field, QAbstractSpinBox):
            field.interpretText()

    def unfinished(self) -> tuple[Unfinished, ...]:
        """What is typed and not finished, after `keep_typed`."""
        return ()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page, a session or nothing at all takes its place."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.keep_typed()
