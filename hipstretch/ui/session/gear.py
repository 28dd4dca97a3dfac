"""What can be set in a session, which waits meanwhile: sounds, voice, how it is seen, and this hold's length."""

from collections.abc import Callable
from functools import partial
from math import cos, sin, tau

from PySide6.QtCore import QObject, QPointF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QScreen
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QGridLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from hipstretch.qt import wording
from hipstretch.qt.session_controller import SessionController
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.dialogs import fill, give_back
from hipstretch.ui.widgets.inputs import PercentSlider
from hipstretch.ui.widgets.key_line import INSET_PX, KeyLine, key_caps
from hipstretch.ui.widgets.key_names import key_names
from hipstretch.ui.widgets.labels import label, zoom
from hipstretch.ui.widgets.tab_order import tab_through
from hipstretch.ui.widgets.tick_line import END_PX

from .far_view import others, words_for
from .keys import KEYS, Act
from .shortcuts import Shortcuts
from .waiting import afterwards

TEETH = 8
CARD_PX, LINES_PX = 12, 6
LOW = 0.06
"""The most of a low window's height for the wheel."""
SWITCHES = (Act.TOGGLE_SOUND, Act.TOGGLE_VOICE)
"""What stays open when it is pressed."""


class GearButton(QPushButton):
    """A wheel with teeth."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "quiet")
        said = wording.titled(tr("This session"), tr("Settings"))
        self.setAccessibleName(said)
        self.setToolTip(key_names((said, *KEYS[Act.GEAR])))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setStyleSheet("padding: 0;")

    def sizeHint(self) -> QSize:
        """Grows half as much as the words beside it, which have to be read, but in a low window."""
        high = min((theme.px(12) + 12) * zoom(self), max(24.0, self.window().height() * LOW))
        return QSize(round(high * 7 / 6), round(high))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The button's ground, and the wheel."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size, middle = min(self.width(), self.height()), QPointF(self.width() / 2, self.height() / 2)
        painter.setPen(QPen(QColor(theme.current().ink), size * 0.1))
        for radius in (0.3, 0.12):
            painter.drawEllipse(middle, size * radius, size * radius)
        for tooth in range(TEETH):
            way = QPointF(cos(tau * tooth / TEETH), sin(tau * tooth / TEETH)) * size
            painter.drawLine(middle + way * 0.32, middle + way * 0.42)


class GearDialog(QDialog):
    """Over a session that waits; each line has the key that does the same without it. `press` does an act.

    `show_on` shows the large view on another screen, `afterwards` says what comes when it is closed.
    """

    left = Signal()
    """It is closed, and what was chosen in it is done."""

    def __init__(
        self,
        settings: SettingsStore,
        press: Callable[[Act], object],
        show_on: Callable[[QScreen], object],
        parent: QWidget,
        afterwards: str,
    ) -> None:
        super().__init__(parent)
        self._settings = settings
        self._press_act = press
        self.setObjectName("page")
        self.setWindowTitle(tr("This session"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.sounds, self.voice = QCheckBox(tr("Sounds")), QCheckBox(tr("Voice"))
        self.volume = PercentSlider(tr("Volume"))
        self._volume_name = label(tr("Volume"))
        self._volume_name.setContentsMargins(*self._below_a_tick())
        self._volume_words = label(wording.percent(100), "strong")
        self._volume_words.setMinimumWidth(self._volume_words.sizeHint().width())
        self._volume_words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._moment = label("", "soft", wrap=True)
        switches = QGridLayout()
        switches.setHorizontalSpacing(12)
        switches.setVerticalSpacing(8)
        switches.setColumnStretch(1, 1)
        for row, (switch, act) in enumerate(zip((self.sounds, self.voice), SWITCHES, strict=True)):
            switches.addWidget(switch, 2 * row, 0, 1, 2)
            for cap in key_caps(KEYS[act]):
                switches.addWidget(cap, 2 * row, 2, Qt.AlignmentFlag.AlignRight)
        switches.addWidget(self._volume_name, 1, 0)
        switches.addWidget(self.volume, 1, 1)
        switches.addWidget(self._volume_words, 1, 2)
        acts = {
            Act.TOGGLE_DISTANCE: tr("Large, to be read from the floor"),
            Act.TOGGLE_MINI: tr("Small, above all other windows"),
            Act.CHANGE_DOSAGE: tr("Change hold, repetitions and sets"),
            Act.NEXT_EXERCISE: tr("Next exercise"),
        }
        self.buttons = {act: KeyLine(words, KEYS[act]) for act, words in acts.items()}
        for act, made in self.buttons.items():
            made.clicked.connect(partial(self._press, act))
        self.screens: list[QPushButton] = []
        for screen in others(parent):
            one = KeyLine(words_for(screen))
            one.clicked.connect(partial(self._leave, partial(show_on, screen)))
            self.screens.append(one)
        lines = QVBoxLayout()
        lines.setSpacing(LINES_PX)
        for line in (*self.buttons.values(), *self.screens):
            lines.addWidget(line)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(self.windowTitle(), "heading", wrap=True))
        column.addWidget(self._moment)
        column.addLayout(lines)  # before the card: in a low window the end is to be scrolled to
        column.addWidget(frame("card", switches, CARD_PX))
        ends = CARD_PX, INSET_PX - 1  # keys stand below each other
        left, right = reversed(ends) if self.isRightToLeft() else ends
        switches.setContentsMargins(left, CARD_PX, right, CARD_PX)
        for act, box in zip(SWITCHES, (self.sounds, self.voice), strict=True):
            box.clicked.connect(partial(self._press, act))
        self.volume.sliderMoved.connect(self._show_volume)
        self.volume.valueChanged.connect(lambda value: settings.change(volume=value))
        close = KeyButton(tr("Close"), tr("Esc"), from_afar=False)
        close.clicked.connect(self.accept)
        close.setDefault(True)
        below = QVBoxLayout()
        below.addWidget(label(afterwards, "soft", wrap=True))
        below.addWidget(close)
        fill(self, column, below, 420)
        tab_through(*self.buttons.values(), *self.screens, self.sounds, self.volume, self.voice, close)
        keys = {act: KEYS[act] for act in (*SWITCHES, *acts, Act.GEAR) if act is not Act.NEXT_EXERCISE}
        Shortcuts(self, keys, self._press)
        settings.changed.connect(self._refresh)
        self._asker = parent
        self._chosen = False
        """Whether something was chosen, which is done once it is closed."""
        self.finished.connect(self._on_finished)
        self._refresh()

    def show_moment(self, moment: str) -> None:
        """Say where the session stands."""
        self._moment.setText(moment)

    def _show_volume(self, value: int) -> None:
        self._volume_words.setText(wording.percent(value))

    def _press(self, act: Act, _checked: bool = False) -> None:
        if act in SWITCHES:
            self._press_act(act)
        elif act is Act.GEAR:
            self.accept()
        else:
            self._leave(partial(self._press_act, act))

    def _leave(self, do: Callable[[], object], _checked: bool = False) -> None:
        self._chosen = True
        self.accept()
        do()
        self.left.emit()

    def _on_finished(self) -> None:
        give_back(self._asker)
        if not self._chosen:
            self.left.emit()

    def _refresh(self) -> None:
        settings = self._settings.current
        self.sounds.setChecked(settings.sound)
        self.voice.setChecked(settings.voice)
        with QSignalBlocker(self.volume):
            self.volume.setValue(settings.volume)
        self._show_volume(settings.volume)

    def _below_a_tick(self) -> tuple[int, int, int, int]:
        """Room before words that shall begin where those of a tick begin."""
        self.sounds.ensurePolished()
        words = self.sounds.fontMetrics().horizontalAdvance(self.sounds.text())
        before = self.sounds.sizeHint().width() - words - END_PX
        return (0, 0, before, 0) if self.isRightToLeft() else (before, 0, 0, 0)


class Gear(QObject):
    """Opens the dialog, has the session wait for it, and go on afterwards if it ran before."""

    def __init__(
        self,
        settings: SettingsStore,
        press: Callable[[Act], object],
        show_on: Callable[[QScreen], object],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._settings, self._press, self._show_on, self._page = settings, press, show_on, parent
        self._goes_on, self._moment = False, ""
        self.dialog: GearDialog | None = None
        """As long as it is open."""

    def open(self, controller: SessionController) -> None:
        """Have the session wait, and show what can be set."""
        self._goes_on = not controller.waits
        controller.pause()
        said = afterwards(goes_on=self._goes_on)
        self.dialog = GearDialog(self._settings, self._press, self._show_on, self._page, said)
        self.dialog.left.connect(partial(self._on_left, controller))
        self.dialog.finished.connect(self._forget)
        self.dialog.show_moment(self._moment)
        self.dialog.open()

    def say(self, moment: str) -> None:
        """Where the session stands from now on, in one line."""
        self._moment = moment
        if self.dialog:
            self.dialog.show_moment(moment)

    def hand_over(self) -> bool:
        """Whether the session waits only for the dialog; from now on it waits for what comes instead."""
        goes_on, self._goes_on = self._goes_on, False
        return goes_on

    def close(self) -> None:
        """The session went on or ended by itself."""
        self._goes_on = False
        if self.dialog:
            self.dialog.reject()

    def _forget(self) -> None:
        self.dialog = None

    def _on_left(self, controller: SessionController) -> None:
        if self.hand_over():
            controller.start()
