"""What a session can switch on and off of the settings, and says so."""

from collections.abc import Callable

from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr


class Switches:
    """Voice and sounds; `note` shows a sentence."""

    def __init__(self, settings: SettingsStore, note: Callable[[str], object]) -> None:
        self._settings = settings
        self._note = note

    def voice(self) -> None:
        """Speak, or no longer."""
        on = not self._settings.current.voice
        self._settings.change(voice=on)
        self._note(tr("Voice on") if on else tr("Voice off"))

    def sound(self) -> None:
        """Play sounds, or no longer."""
        on = not self._settings.current.sound
        self._settings.change(sound=on)
        self._note(tr("Sounds on") if on else tr("Sounds off"))
