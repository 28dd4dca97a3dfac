"""What lies at the bottom of a session: its commands, the question whether to stop, and the bar of a small window."""

from collections.abc import Callable, Mapping, Sequence
from typing import TypeGuard

from PySide6.QtCore import QEvent, QObject, QRect, QSize
from PySide6.QtGui import QFont, QMouseEvent, QPaintEvent, QResizeEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.record import SessionRecord
from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.just_gone import JustGone
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.key_row import KeyRow
from hipstretch.ui.widgets.labels import FittedText, zoom
from hipstretch.ui.widgets.pictures import PictureCache

from .keys import DISCARD_KEY, KEEP_KEY, KEYS, Act, Answer, Ending
from .next_button import NextButton
from .session_view import PhaseView
from .upper import GAP_PX, SIDE, STAGE

USUAL, MOST = STAGE / (STAGE + SIDE), 0.84
"""The commands' part of the bar's width, so that they end where the stage does, and the most of it: what comes next has
what they leave."""
USUAL_SHARE, SHARES = 4, {Act.TOGGLE_PAUSE: 12, Act.EASE_OFF: 5, Act.CHANGE_DOSAGE: 5}
"""How wide the commands are beside each other, where none needs more: the main one, and two with long words."""
QUESTION = 0.35
"""The least part of the bar's width for a question, beside its answers."""


class Bar(QFrame):
    """A row on a ground of its own."""

    def __init__(
        self, *, spacing: int = GAP_PX, margins: tuple[int, int, int, int] = (28, 14, 28, 14)
    ) -> None:
        super().__init__()
        self.setProperty("surface", "bar")
        self.row = QHBoxLayout(self)
        self.row.setSpacing(spacing)
        self.row.setContentsMargins(*margins)

    def give_enter(self, made: KeyButton) -> None:
        """Enter presses this button unless Tab led to another one: then it is not painted on it."""
        self._enter = made
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def key_without_enter(self) -> str:
        """What presses that button even so."""
        return ""

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        elsewhere = is_tabbed_button(now) and now is not self._enter
        self._enter.set_key(self.key_without_enter() if elsewhere else tr("Enter"))


class CommandBar(Bar):
    """A button for every command, and what comes next."""

    def __init__(self, press: Callable[[Act], object], cache: PictureCache) -> None:
        super().__init__()
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
        also = {Act.TOGGLE_PAUSE: (tr("Go on"),)}
        self._leads_on = False
        """Whether there is a next exercise."""
        self.buttons = {act: KeyButton(*words, also=also.get(act, ())) for act, words in texts.items()}
        for act, made in self.buttons.items():
            made.clicked.connect(lambda _=False, act=act: press(act))
        self.give_enter(self.buttons[Act.DONE])
        self._commands = KeyRow(
            [*self.buttons.values()],
            [SHARES.get(act, USUAL_SHARE) for act in self.buttons],
            main=self.buttons[Act.TOGGLE_PAUSE],
        )
        self._commands.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # time goes to the right, as on every player
        self._commands.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.buttons[Act.EXTEND].setAccessibleName(tr("Ten seconds more"))
        dosage = self.buttons[Act.CHANGE_DOSAGE]
        dosage.setAccessibleName(tr("Change hold, repetitions and sets"))
        dosage.setToolTip(dosage.accessibleName())
        self.next_title = FittedText(13, soft=True, flags=Qt.AlignmentFlag.AlignBottom)
        self.next = FittedText(17, QFont.Weight.DemiBold, lines=2, flags=Qt.AlignmentFlag.AlignTop)
        self.next_button = NextButton(cache)
        self.next_button.clicked.connect(lambda: press(Act.NEXT_EXERCISE))
        self._said = QWidget()
        words = QVBoxLayout(self._said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2)
        for part, share in ((self.next_title, 1), (self.next, 2)):
            part.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)  # the bar stays low
            words.addWidget(part, share)
        following = QHBoxLayout()
        following.addWidget(self._said, 1)
        following.addWidget(self.next_button, 1)
        self.row.addWidget(self._commands)
        self.row.addLayout(following, 1)

    def show_phase(self, phase: PhaseView) -> None:
        """The words; the picture of what follows is the page's to find."""
        self.buttons[Act.TOGGLE_PAUSE].setText(phase.pause)
        self.buttons[Act.DONE].setVisible(phase.by_hand)
        self.next_title.setText(phase.coming.title)
        self.next.setText(phase.coming.words)
        self.next_button.show_following(phase.following)
        self._leads_on = bool(phase.following.exercise)
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room for what comes next, or less."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        """The width, among the commands that are there and what comes next, which is only said where room is short."""
        # twice for the main one, which is to be hit first
        wanted = self._commands.one_line_width + self.buttons[Act.TOGGLE_PAUSE].one_line_width
        around = self.row.contentsMargins()
        room = max(0, self.width() - around.left() - around.right() - self.row.spacing())
        commands = round(max(room * USUAL, min(wanted, room * MOST)))
        self.row.setStretch(0, commands)
        self.row.setStretch(1, room - commands)
        pressed = self._leads_on and room - commands >= self.next_button.least_width
        self.next_button.setVisible(pressed)
        self._said.setHidden(pressed)


class StopBar(Bar):
    """The question what should become of what was done; `keeps` says what its first answer does with it."""

    def __init__(
        self, *, keep: Callable[[], object], discard: Callable[[], object], go_on: Callable[[], object]
    ) -> None:
        super().__init__()
        self.keeps = True
        self.keep = KeyButton("", tr("Enter"), "primary")
        self.discard = KeyButton(tr("Discard"), DISCARD_KEY)
        self.go_on = KeyButton(tr("Go on"), tr("Space"))
        answers = (self.keep, self.discard, self.go_on)
        for made, do in zip(answers, (keep, discard, go_on), strict=True):
            made.clicked.connect(do)
            made.installEventFilter(self)
        self._gone = JustGone()
        self.give_enter(self.keep)
        self._words = FittedText(20, QFont.Weight.DemiBold, lines=3)
        ignored = QSizePolicy.Policy.Ignored
        self._words.setSizePolicy(ignored, ignored)  # the bar stays as high as the others
        # the answers have the larger part, all of one size: none is easier to hit than the others
        self.row.addWidget(self._words, SIDE)
        self.row.addWidget(KeyRow(answers), STAGE)

    def ask(self, controller: SessionController | None, asked: QWidget) -> None:
        """Ask about a session that waits; a second press on what `asked` is no answer.

        Where nothing was done there is nothing to keep; of hardly any work it is as likely that it is not worth it.
        """
        done = controller and controller.snapshot().record()
        self._gone.leaves(asked)
        self.keeps = bool(done and round(done.active_s))
        short = bool(done and done.is_short)
        question = (
            tr("Paused. Stop here and keep what was done?")
            if self.keeps
            else tr("Paused. Stop here? There is nothing to keep yet.")
        )
        self._words.setText(keep_words(done) if done and self.keeps and short else question)
        self.keep.setText(tr("Keep what was done") if self.keeps else tr("Stop"))
        theme.role(self.keep, "kind", "" if self.keeps and short else "primary")
        self.discard.setVisible(self.keeps)
        self.keep.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The question keeps some room, however long the answers."""
        super().resizeEvent(event)
        self._words.setMinimumWidth(round(self.width() * QUESTION))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The second press of a double click on Stop ends nothing."""
        return isinstance(event, QMouseEvent) and self._gone.is_meant(event)

    def key_without_enter(self) -> str:
        """Of the answer that keeps something."""
        return KEEP_KEY if self.keeps else ""

    def press(self, ending: Ending) -> None:
        """By its key, while it is asked, if there is something to keep or to discard."""
        if self.discard.isVisible():
            (self.keep if ending is Ending.KEEP else self.discard).click()


class AnswerBar(Bar):
    """The answers to how much it shall be."""

    def __init__(self, press: Callable[[Answer], object]) -> None:
        super().__init__()
        words = {
            Answer.FOR_THIS_SESSION: (tr("For this session"), tr("Enter"), "primary"),
            Answer.FILL_EARLIER: ("", "B", ""),
            Answer.FROM_NOW_ON: (tr("From now on"), "N", ""),
            Answer.CANCEL: (tr("Cancel"), tr("Esc"), ""),
        }
        self.buttons: Mapping[Answer, KeyButton] = {
            answer: KeyButton(*texts) for answer, texts in words.items()
        }
        for answer, made in self.buttons.items():
            made.clicked.connect(lambda _=False, answer=answer: press(answer))
        self.give_enter(self.buttons[Answer.FOR_THIS_SESSION])
        earlier = self.buttons[Answer.FILL_EARLIER]  # comes and goes while numbers are typed
        policy = earlier.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        earlier.setSizePolicy(policy)
        self.row.addWidget(KeyRow([*self.buttons.values()], (3, 2, 2, 2), lent=earlier), 1)


class MiniButton(KeyButton):
    """As small as a small window, however large the text; its key stands behind its words where there is room."""

    PX, BESIDE_PX, HIGH = 16, 8, 2.25
    """The size of its words; before and behind words and key; its height, measured by the words."""

    def __init__(self, act: Act, texts: Sequence[str], kind: str = "") -> None:
        super().__init__(texts[0], key_name(KEYS[act][0]), kind, also=texts[1:])
        self.setToolTip(self.key)

    @property
    def text_px(self) -> int:
        """However large the text is elsewhere."""
        return round(self.PX * zoom(self))

    def sizeHint(self) -> QSize:
        """Room for its words."""
        return QSize(self.words_width + 2 * self.BESIDE_PX, round(self.text_px * self.HIGH))

    def minimumSizeHint(self) -> QSize:
        """The same: they are not cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The button's body by the style sheet, words and key in a line by hand."""
        painter, font, key_font = self.painter(), self._text_font(self.text_px), self._key_font(self.text_px)
        words, key, gap = self._width(font, self.text()), self._width(key_font, self.key), self.BESIDE_PX
        both = words + gap + key
        if both + 2 * gap > self.width():
            painter.setFont(font)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
            return
        x = (self.width() - both) // 2
        for text, one, place, wide in (
            (self.text(), font, x, words),
            (self.key, key_font, x + words + gap, key),
        ):
            painter.setFont(one)
            where = QStyle.visualRect(
                self.layoutDirection(), self.rect(), QRect(place, 0, wide, self.height())
            )
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, text)


class MiniBar(Bar):
    """What a small window has room for."""

    def __init__(self, press: Callable[[Act], object], usual: Callable[[], object]) -> None:
        super().__init__(spacing=8, margins=(8, 6, 8, 6))
        self.pause = MiniButton(Act.TOGGLE_PAUSE, (tr("Pause"), tr("Go on")), "primary")
        self.pause.clicked.connect(lambda: press(Act.TOGGLE_PAUSE))
        self.skip = MiniButton(Act.SKIP, (tr("Skip"),))
        self.skip.clicked.connect(lambda: press(Act.SKIP))
        self.usual = MiniButton(Act.TOGGLE_MINI, (tr("Usual view"),))
        self.usual.clicked.connect(lambda _=False: usual())
        for made in (self.pause, self.skip, self.usual):
            self.row.addWidget(made, 1)
        self.hide()

    def show_phase(self, phase: PhaseView) -> None:
        """The words."""
        self.pause.setText(phase.pause)


def keep_words(record: SessionRecord) -> str:
    """The question about a session with hardly any work."""
    text = tr("Only {length} of work. Keep this session in the history?")
    return text.format(length=wording.minutes(record.active_s))


def is_tabbed_button(focused: QWidget | None) -> TypeGuard[QAbstractButton]:
    """Whether the focus is on a button that Tab led to."""
    by_tab = focused is not None and focused.focusPolicy() is Qt.FocusPolicy.TabFocus
    return by_tab and isinstance(focused, QAbstractButton) and focused.hasFocus()
