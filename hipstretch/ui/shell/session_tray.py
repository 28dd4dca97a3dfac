"""The icon in the tray while there is a window: what is due or, in a session, pause and the time that is left."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from hipstretch.core.transitions import State
from hipstretch.qt import tray_menu, wording
from hipstretch.qt.tray_menu import Entry
from hipstretch.qt.wish import StartRoutine
from hipstretch.translation import tr
from hipstretch.ui.style import theme

from .tray import Tray

if TYPE_CHECKING:
    from hipstretch.core.session import Session
    from hipstretch.qt.session_controller import SessionController

    from .main_window import MainWindow

ICON_PX = 64
"""The side of a drawn icon; the desktop makes it smaller."""
TICK_MS = 1000
"""How often the time left is told while a session runs."""


class SessionTray(Tray):
    """Follows the window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._controller: SessionController | None = None
        super().__init__(window.stores.settings, self._now, window.come_forward, window)
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self.show_state)
        window.session_changed.connect(self._follow)
        window.stores.language.changed.connect(self.show_state)
        self._follow(window.session)

    def show_state(self) -> None:
        """Tell what stands now."""
        self.show_menu()
        controller = self._controller
        if controller is None or controller.waits:
            self._ticker.stop()
        elif not self._ticker.isActive():
            self._ticker.start()
        if controller:
            self.icon.setToolTip(f"Hipstretch\n{told(controller)}")
            self.icon.setIcon(drawn(controller.session, controller.now()))
        else:
            self.icon.setToolTip("Hipstretch")
            self.icon.setIcon(self._window.windowIcon())

    def _now(self) -> tuple[Entry, ...]:
        window, controller = self._window, self._controller
        if controller:
            above: tuple[Entry, ...] = (
                Entry(told(controller)),
                Entry(tr("Go on") if controller.waits else tr("Pause"), controller.toggle_pause),
                Entry(tr("Skip"), controller.skip),
                Entry(tr("Small, above all windows"), window.toggle_mini),
            )
        else:
            above = tray_menu.due(window.stores, window.come_forward)
            if len(above) == 1 and (routine := window.routine):
                wish = StartRoutine(routine.id)
                above = (*above, tray_menu.start(routine.name, partial(window.come_forward, wish)))
        return *above, *tray_menu.program(window.come_forward, window.quit)

    def _follow(self, controller: SessionController | None) -> None:
        self._controller = controller
        if controller:
            controller.changed.connect(self.show_state)
        self.show_state()


def told(controller: SessionController) -> str:
    """What the session does and how long it still takes."""
    session, now = controller.session, controller.now()
    phase = session.phase
    name = controller.exercises[phase.exercise].text.name
    kind = tr("Paused") if controller.waits else wording.phase(phase.kind)
    left = tr("{length} left").format(length=wording.left(session.session_remaining_s(now)))
    return f"{wording.listed((name, wording.side_phrase(phase.side)))} · {kind} · {left}"


def drawn(session: Session, now: float) -> QIcon:
    """How much of the session is over, as a ring; two bars in it while it waits."""
    whole = sum(phase.duration_s for phase in session.timeline)
    over = 1 - session.session_remaining_s(now) / whole if whole else 1.0
    tokens = theme.current()
    picture = QPixmap(ICON_PX, ICON_PX)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.card))
    painter.drawEllipse(QRectF(0, 0, ICON_PX, ICON_PX))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(6, 6, ICON_PX - 12, ICON_PX - 12)
    for part, colour in ((1.0, tokens.track), (max(0.02, min(1.0, over)), tokens.of(session.phase.kind))):
        painter.setPen(QPen(QColor(colour), 10, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawArc(ring, 90 * 16, -round(part * 360 * 16))
    if session.state is State.PAUSED:
        for x in (22, 35):
            painter.fillRect(QRectF(x, 20, 8, 24), QColor(tokens.ink))
    painter.end()
    return QIcon(picture)


def put_up(window: MainWindow) -> SessionTray | None:
    """The tray icon, or None where the desktop has no tray."""
    if not QSystemTrayIcon.isSystemTrayAvailable():
        return None
    app = QApplication.instance()
    tray = SessionTray(window)
    if app:
        app.aboutToQuit.connect(tray.close)
    return tray
