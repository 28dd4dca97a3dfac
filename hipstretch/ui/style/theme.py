"""The look: colours, type and one style sheet, for light and dark and any text size.

Widgets say what they are by dynamic properties, and the style sheet does the rest: QLabel `role` = display,
title, heading, strong, body, soft, small, badge, warn; QPushButton `kind` = primary, accent, quiet, danger,
quiet danger, nav, card, answer, chip, tick or choice; QFrame `surface` = card, stage, bar, top, notice, urgent, news,
pill, line, plain.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from math import ceil
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QGuiApplication, QIcon, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from hipstretch import translation
from hipstretch.core.settings import Motion, Settings, Theme
from hipstretch.data.assets import assets_dir
from hipstretch.qt import language

from .style_sheet import STYLE_SHEET

if TYPE_CHECKING:
    from hipstretch.core.timeline import PhaseKind

MIDDLE = 128
"""A ground darker than this is dark."""
BASE_PX = 16
"""The height of body text at 100 %, in logical pixels."""
SCALE = "hipstretch_text_scale"
"""The application's property that holds the text size as a factor."""

TAB_PX = {"": 16, "less": 9, "least": 3}
"""What a tab has at each side of its words, by its property `room`; that of one in a rail is `rail`."""

TINT, TINT_EDGE = 0.14, 0.6
"""How much of the accent is in the ground of one of several things that are chosen, whose words stay in ink; and on
dark in what is around it, from which the ring of the focus is to differ."""

LOOK = "hipstretch_look"
"""The application's property that names the look it wears, so that none is put on twice."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #RRGGBB. `on_accent` is text upon hold, prepare, rest or feel."""

    window: str
    card: str
    stage: str
    ink: str
    soft: str
    line: str
    """Around a card; what can be pressed or typed into has `edge` around it."""
    edge: str
    """At 3:1 at least from every ground, and from `ink`, which the ring of the focus has."""
    dimmed: str
    """The words of what can't be used now."""
    track: str
    hold: str
    prepare: str
    rest: str
    feel: str
    on_accent: str
    hold_ink: str
    """`hold` as the colour of a word: dark enough to be read; likewise the next three."""
    prepare_ink: str
    rest_ink: str
    feel_ink: str

    def of(self, kind: PhaseKind) -> str:
        """The accent of a phase."""
        if kind.is_work:
            return self.hold
        return self.rest if kind == "rest" else self.prepare

    def ink_of(self, kind: PhaseKind) -> str:
        """The accent of a phase as the colour of a word."""
        if kind.is_work:
            return self.hold_ink
        return self.rest_ink if kind == "rest" else self.prepare_ink


LIGHT = Tokens(
    window="#F6F3EE",
    card="#FFFFFF",
    stage="#EFEAE2",
    ink="#22262B",
    soft="#5F6670",
    line="#E3DED5",
    edge="#8A8377",
    dimmed="#8B9098",
    track="#DDD7CC",
    hold="#2F7F79",
    prepare="#C98A2B",
    rest="#5B6FA8",
    feel="#E4572E",
    on_accent="#FFFFFF",
    hold_ink="#24685F",
    prepare_ink="#8A5A10",
    rest_ink="#4A5D94",
    feel_ink="#B23A17",
)
DARK = Tokens(
    window="#15181C",
    card="#1E2329",
    stage="#20262C",
    ink="#EEF0F2",
    soft="#9AA3AE",
    line="#2D343C",
    edge="#6A747F",
    dimmed="#6B747E",
    track="#343C45",
    hold="#5CC0B6",
    prepare="#E6B152",
    rest="#92A5E0",
    feel="#F0704B",
    on_accent="#10211F",
    hold_ink="#5CC0B6",
    prepare_ink="#E6B152",
    rest_ink="#92A5E0",
    feel_ink="#F0704B",
)

CONTRAST = Tokens(
    window="#000000",
    card="#000000",
    stage="#0D0D0D",
    ink="#FFFFFF",
    soft="#E6E6E6",
    line="#949494",
    edge="#949494",
    dimmed="#949494",
    track="#595959",
    hold="#5CF2E3",
    prepare="#FFD257",
    rest="#BFCBFF",
    feel="#FF9E80",
    on_accent="#000000",
    hold_ink="#5CF2E3",
    prepare_ink="#FFD257",
    rest_ink="#BFCBFF",
    feel_ink="#FF9E80",
)
"""All words at 7:1 at least, for eyes that need it; a line less, so that the ring of the focus differs from it."""
ALL = (LIGHT, DARK, CONTRAST)


def colour(app: QApplication, settings: Settings) -> None:
    """The colours that settings, or the system where they leave it to it, ask for."""
    app.setStyle("Fusion")
    app.setPalette(_palette(wanted(settings)))


def colour_at_first(app: QApplication, settings: Settings) -> None:
    """The colours alone, which is all that a window without text needs.

    What the system asks for is told by Fusion's palette: to load what else tells it takes a tenth of the start.
    """
    app.setStyle("Fusion")
    usual = DARK if app.palette().window().color().lightness() < MIDDLE else LIGHT
    chosen = {Theme.LIGHT: LIGHT, Theme.DARK: DARK, Theme.CONTRAST: CONTRAST}
    app.setPalette(_palette(chosen.get(settings.theme, usual)))


def apply(app: QApplication, settings: Settings) -> None:
    """Dress the whole application; call again when settings or the system's colours change."""
    t = wanted(settings)
    look = f"{t.window} {settings.text_size} {translation.language()}"
    if app.property(LOOK) == look:
        return
    if app.property(LOOK) is None:
        language.add_fonts()
    app.setProperty(LOOK, look)
    app.setProperty(SCALE, settings.text_size / 100)
    colour(app, settings)
    font = QFont(language.families())
    font.setPixelSize(px(BASE_PX))
    app.setFont(font)
    app.setStyleSheet(_style_sheet(t))


def window_icon() -> QIcon:
    """The program's picture for window and tray."""
    icon = QIcon()
    for size in (32, 128, 256):
        icon.addFile(str(assets_dir() / "icons" / f"hipstretch-{size}.png"))
    return icon


@contextmanager
def undressed() -> Iterator[None]:
    """Build much at once without the style sheet: it looks at all parts anew whenever one of them gets a parent."""
    app = _application()
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)  # noqa: S101 - nothing is built before it
    return app


def is_dark(settings: Settings) -> bool:
    """Whether the settings, or the system where they leave it to it, ask for dark."""
    if settings.theme is Theme.SYSTEM:
        return QGuiApplication.styleHints().colorScheme() is QtCore.Qt.ColorScheme.Dark
    return settings.theme in (Theme.DARK, Theme.CONTRAST)


def wanted(settings: Settings) -> Tokens:
    """The colours that settings, or the system where they leave it to it, ask for."""
    hints = QGuiApplication.styleHints()
    contrast = settings.theme is Theme.CONTRAST
    if settings.theme is Theme.SYSTEM:
        contrast = hints.accessibility().contrastPreference() is QtCore.Qt.ContrastPreference.HighContrast
    if contrast:
        return CONTRAST
    return DARK if is_dark(settings) else LIGHT


def current() -> Tokens:
    """The colours in use."""
    window = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    mine = next((tokens for tokens in ALL if QColor(tokens.window) == window), None)
    return mine or (DARK if window.lightness() < MIDDLE else LIGHT)


def px(size: float) -> int:
    """A size in logical pixels at 100 % text size, at the size the person chose."""
    app = QApplication.instance()
    scale = app.property(SCALE) if app else None
    return round(size * (scale or 1.0))


def font(size: float, weight: QFont.Weight = QFont.Weight.Normal, *, tabular: bool = False) -> QFont:
    """Inter at a size in logical pixels, times the text size; `tabular` keeps changing digits in place."""
    found = QFont(language.families())
    found.setPixelSize(px(size))
    found.setWeight(weight)
    if tabular:
        found.setFeature(QFont.Tag("tnum"), 1)
    return found


def reduced_motion(settings: Settings) -> bool:
    """Whether things should stay still: by setting, or because the system shows no animations."""
    if settings.motion is Motion.SYSTEM:
        from PySide6.QtWidgets import QStyle

        style = QApplication.style()
        return style.styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
    return settings.motion is Motion.REDUCED


def role(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet knows, and let the widget take on its look."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _palette(t: Tokens) -> QPalette:
    palette = QPalette()
    r = QPalette.ColorRole
    for roles, colour in (
        ((r.Window,), t.window),
        ((r.Base, r.Button, r.ToolTipBase), t.card),
        ((r.AlternateBase,), t.stage),
        ((r.WindowText, r.Text, r.ButtonText, r.ToolTipText), t.ink),
        ((r.PlaceholderText,), t.soft),
        ((r.Highlight, r.Link, r.Accent), t.hold),
        ((r.HighlightedText,), t.on_accent),
        ((r.Mid, r.Dark), t.line),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    for one in (r.WindowText, r.Text, r.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(t.dimmed))
    return palette


def mixed(colour: str, ground: str, part: float) -> str:
    """A colour that covers a ground by this part."""
    over, under = (QColor(one) for one in (colour, ground))
    parts = ((over.red(), under.red()), (over.green(), under.green()), (over.blue(), under.blue()))
    return QColor(*(round(part * one + (1 - part) * other) for one, other in parts)).name()


def _style_sheet(t: Tokens) -> str:
    sizes = {
        "display": px(44),
        "title": px(32),
        "heading": px(20),
        "body": px(BASE_PX),
        "small": px(13),
        "pad": 3 + px(4),
        "line": ceil(QFontMetricsF(font(BASE_PX)).height()),  # as high as words of a button
        "tick": px(20),
        "sign": px(24),
        "steps": px(60) + 4,
        "radio": px(20) // 2 + 2,
        **{f"tab_{room}": TAB_PX[room] for room in ("less", "least")},
    }
    tick = assets_dir() / "icons" / f"tick-{'dark' if t is not LIGHT else 'light'}.svg"
    done = (
        "add" if QGuiApplication.isRightToLeft() else "sub"
    )  # what lies at the left of a slider's handle is "sub"
    begin = "right" if QGuiApplication.isRightToLeft() else "left"
    sheet = STYLE_SHEET.format(
        **asdict(t),
        **{f"{k}_px": v for k, v in sizes.items()},
        tick=tick.as_posix(),
        done=done,
        begin=begin,
        around_stage=f"1px solid {t.line}" if t is CONTRAST else "none",
        tint=mixed(t.hold, t.card, TINT),
        urgent=mixed(t.prepare, t.card, TINT),
        tint_edge=t.hold if t is LIGHT else mixed(t.hold, t.card, TINT_EDGE),
    )
    return f"{sheet}QLabel {{ padding: {px(1)}px 0; }}" if language.reaches_out() else sheet
