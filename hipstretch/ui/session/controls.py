"""What lies at the bottom of a session: its commands, the question whether to stop, and the bar of a small window."""

from collections.abc import Callable, Mapping
from typing import TypeGuard

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QResizeEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from hipstretch.core.record import SessionRecord
from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import FittedText, zoom
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .keys import DISCARD_KEY, Act, Answer, Ending
from .session_view import PhaseView

THUMB = QSize(110, 68)
"""The next exercise's picture in a window of the mock's size."""
MOST_NEEDED = 0.8
"""If the commands need more than this part of the bar's width, there is no picture beside them."""


class Bar(QFrame):
    """A row on a ground of its own."""

    def __init__(self, *, spacing: int = 12, margins: tuple[int, int, int, int] = (28, 14, 28, 14)) -> None:
        super().__init__()
        self.setProperty("surface", "bar")
        self.row = QHBoxLayout(self)
        self.row.setSpacing(spacing)
        self.row.setContentsMargins(*margins)


class CommandBar(Bar):
    """A button for every command, and what comes next."""

    def __init__(self, press: Callable[[Act], object], cache: PictureCache) -> None:
        super().__init__(spacing=32)
        texts = {
            Act.BACK: (tr("Back"), "←", ""),
            Act.TOGGLE_PAUSE: (tr("Pause"), tr("Space"), "primary"),
            Act.SKIP: (tr("Skip"), "→", ""),
            Act.EXTEND: (tr("+10 s"), "↑", ""),
            Act.CHANGE_DOSAGE: (tr("Hold, reps"), "H", ""),
            Act.DONE: (tr("Done"), tr("Enter"), ""),
            Act.EASE_OFF: (tr("Too much today"), "E", ""),
            Act.ASK_STOP: (tr("Stop"), tr("Esc"), ""),
        }
        self.buttons: dict[Act, KeyButton] = {}
        media = QWidget()
        media.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time goes to the right, as on every player
        commands = QHBoxLayout(media)
        commands.setContentsMargins(0, 0, 0, 0)
        commands.setSpacing(8)
        for act, (text, key, kind) in texts.items():
            made = KeyButton(text, key, kind)
            made.clicked.connect(lambda _=False, act=act: press(act))
            commands.addWidget(made, made.sizeHint().width() * (2 if kind else 1))
            self.buttons[act] = made
        self.buttons[Act.EXTEND].setAccessibleName(tr("Ten seconds more"))
        self.buttons[Act.CHANGE_DOSAGE].setAccessibleName(tr("Change hold, repetitions and sets"))
        self.next_title = FittedText(13, soft=True, flags=Qt.AlignmentFlag.AlignBottom)
        self.next = FittedText(17, QFont.Weight.DemiBold, lines=2, flags=Qt.AlignmentFlag.AlignTop)
        self.thumb = Picture(cache)
        self.thumb.setFixedSize(THUMB)
        thumb = QVBoxLayout()
        thumb.addWidget(self.thumb)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part, share in ((self.next_title, 1), (self.next, 2)):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # the bar stays low
            words.addWidget(part, share)
        following = QHBoxLayout()
        following.addLayout(words, 1)
        self._media = media
        self._picture = frame("stage", thumb, 0)
        following.addWidget(self._picture)
        self.row.addWidget(media, 70)
        self.row.addLayout(following, 30)

    def show_phase(self, phase: PhaseView) -> None:
        """The words; the picture of what follows is the page's to find."""
        self.buttons[Act.TOGGLE_PAUSE].setText(phase.pause)
        self.buttons[Act.DONE].setVisible(phase.by_hand)
        self.next_title.setText(phase.following.title)
        self.next.setText(phase.following.words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The picture grows with the window, and gives way where the commands need its room."""
        super().resizeEvent(event)
        self.thumb.setFixedSize(THUMB * zoom(self))
        self._picture.setVisible(self._media.sizeHint().width() <= self.width() * MOST_NEEDED)


class StopBar(Bar):
    """The question what should become of what was done."""

    def __init__(
        self, *, keep: Callable[[], object], discard: Callable[[], object], go_on: Callable[[], object]
    ) -> None:
        super().__init__()
        self.keep = KeyButton(tr("Keep what was done"), tr("Enter"), "primary")
        self.discard = KeyButton(tr("Discard"), DISCARD_KEY)
        self.go_on = KeyButton(tr("Go on"), tr("Space"))
        for made, do in ((self.keep, keep), (self.discard, discard), (self.go_on, go_on)):
            made.clicked.connect(do)
        self._words = FittedText(20, QFont.Weight.DemiBold, lines=3)
        ignored = QSizePolicy.Policy.Ignored
        self._words.setSizePolicy(ignored, ignored)  # the bar stays as high as the others
        self.row.addWidget(self._words, 1)
        for made in (self.keep, self.discard, self.go_on):
            self.row.addWidget(made)

    def ask(self, controller: SessionController | None) -> None:
        """Ask about a session that waits: one with hardly any work is not for the history as a matter of course."""
        done = controller and controller.snapshot().record()
        self._words.setText(
            keep_words(done) if done and done.is_short else tr("Stop here? The session waits.")
        )
        self.keep.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question keeps some room, however long the answers."""
        super().resizeEvent(event)
        self._words.setMinimumWidth(self.width() // 5)

    def press_discard(self, _: Ending) -> None:
        """By its key, while it is asked."""
        if self.discard.isVisible():
            self.discard.click()


class AnswerBar(Bar):
    """The answers to how much it shall be."""

    def __init__(self, press: Callable[[Answer], object]) -> None:
        super().__init__()
        words = {
            Answer.FOR_THIS_SESSION: (tr("For this session"), tr("Enter"), "primary"),
            Answer.FROM_NOW_ON: (tr("From now on"), "N", ""),
            Answer.FILL_EARLIER: ("", "B", ""),
            Answer.CANCEL: (tr("Cancel"), tr("Esc"), ""),
        }
        self.buttons: Mapping[Answer, KeyButton] = {
            answer: KeyButton(*texts) for answer, texts in words.items()
        }
        for answer, made in self.buttons.items():
            made.clicked.connect(lambda _=False, answer=answer: press(answer))
            self.row.addWidget(made, 3 if answer is Answer.FOR_THIS_SESSION else 2)


class MiniBar(Bar):
    """What a small window has room for."""

    def __init__(self, press: Callable[[Act], object], usual: Callable[[], object]) -> None:
        super().__init__(spacing=8, margins=(8, 6, 8, 6))
        self.pause = button("", "primary", lambda: press(Act.TOGGLE_PAUSE))
        skip = button(tr("Skip"), "", lambda: press(Act.SKIP))
        for made in (self.pause, skip, button(tr("Full window"), "", usual)):
            # as small as the window, however large the text
            made.setStyleSheet("font-size: 16px; padding: 8px 4px;")
            self.row.addWidget(made, 1)
        self.hide()


def keep_words(record: SessionRecord) -> str:
    """The question about a session with hardly any work."""
    text = tr("Only {length} of work. Keep this session in the history?")
    return text.format(length=wording.minutes(record.active_s))


def is_tabbed_button(focused: QWidget | None) -> TypeGuard[QAbstractButton]:
    """Whether the focus is on a button that Tab led to."""
    by_tab = focused is not None and focused.focusPolicy() is Qt.FocusPolicy.TabFocus
    return by_tab and isinstance(focused, QAbstractButton) and focused.hasFocus()
