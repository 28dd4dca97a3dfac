"""What painted widgets are to a screen reader: Qt knows only the roles of its own."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
ROLES = {
    "BigClock": Role.StaticText,
    "CaptionBar": Role.StaticText,
    "ChosenMark": Role.Graphic,
    "DayDots": Role.StaticText,
    "DoseBars": Role.StaticText,
    "Dots": Role.StaticText,
    "FeelingScale": Role.Grouping,
    "GradeDot": Role.Graphic,
    "FittedText": Role.StaticText,
    "NamesLine": Role.StaticText,
    "PhotoStage": Role.Graphic,
    "Picture": Role.Graphic,
    "PictureStrip": Role.Graphic,
    "Pill": Role.StaticText,
    "Ribbon": Role.ProgressBar,
    "Ring": Role.ProgressBar,
    "Squares": Role.Table,
    "Steps": Role.StaticText,
    "Swatch": Role.Graphic,
    "TightnessMap": Role.Graphic,
    "TroubleMark": Role.Graphic,
    "Weekdays": Role.StaticText,
}
"""The role of each class that paints itself."""


def install() -> None:
    """Tell Qt of them, once for the program."""
    QAccessible.installFactory(_interface)


def _interface(key: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks for every object by its class and those above it."""
    if isinstance(thing, QWidget) and (role := ROLES.get(key)):
        return QAccessibleWidget(thing, role)
    return None
