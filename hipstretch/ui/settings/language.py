"""The language of the program, and what there is to know of its translation."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent

from hipstretch import translation
from hipstretch.qt import language
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.inputs import ChoiceField
from hipstretch.ui.widgets.labels import label

NO_FONT = (
    "This computer has no font for {language}, so it stays with English. Install one, such as Noto Sans, and start "
    "Hipstretch again."
)
"""Only ever shown beside English words."""
_Key = Qt.Key
CHOOSING = (_Key.Key_Up, _Key.Key_Down, _Key.Key_PageUp, _Key.Key_PageDown, _Key.Key_Home, _Key.Key_End)
"""The keys by which a closed list chooses another row."""


class LanguageField(ChoiceField):
    """Every language by its own name, the system's first. A choice counts at once, but takes a while.

    So keys choose in the list alone, and what is only gone over there is not applied.

    `no_font` and `not_reviewed` say below it what to mind; whoever builds the page gives them their places.
    """

    def __init__(self, settings: SettingsStore) -> None:
        self._settings = settings
        system = f"{tr('As the system')} ({_name(language.meant(''))})"
        names = sorted((_name(tag), tag) for tag in translation.available())
        super().__init__(tr("Language"), {"": system, **{tag: name for name, tag in names}})
        self.no_font = label("", "warn", wrap=True)
        self.not_reviewed = label(_not_reviewed(), "small", wrap=True)
        self.activated.connect(self._choose)

    def refresh(self) -> None:
        """Show what is chosen, and say if it can't be shown."""
        chosen = self._settings.current.language
        with QSignalBlocker(self):
            self.set_value(chosen if self.findData(chosen) >= 0 else "")
        wanted = language.meant(chosen)
        lacks = wanted != translation.language() and not language.can_be_shown(wanted)
        self.no_font.setText(NO_FONT.format(language=language.english_name(wanted)))
        self.no_font.setVisible(lacks)
        self.not_reviewed.setVisible(translation.language() != translation.ENGLISH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list by the keys that would choose another language while it is closed."""
        if event.key() in CHOOSING or event.text().isalpha():
            self.showPopup()
            self.view().keyboardSearch(event.text())
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        """Apply it when the list is gone from the screen, and show by the cursor that this goes on."""
        if self.value != self._settings.current.language:
            QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
            # of the store: the page of this widget is built anew meanwhile
            QTimer.singleShot(0, self._settings, partial(_apply, self._settings, self.value))


def _apply(settings: SettingsStore, chosen: str) -> None:
    settings.change(language=chosen)
    # after the window, which builds its page in the next round
    QTimer.singleShot(0, settings, QGuiApplication.restoreOverrideCursor)


def _name(tag: str) -> str:
    """By its own name; by the English one where that would be boxes."""
    return language.own_name(tag) if language.can_be_shown(tag) else language.english_name(tag)


def _not_reviewed() -> str:
    return tr(
        "No clinician who grew up with this language has reviewed the translation yet. If a sentence seems wrong, "
        "go by the English one, and send a correction to the page where you got Hipstretch."
    )
