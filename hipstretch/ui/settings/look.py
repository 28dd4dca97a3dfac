"""The language, colours, text and what moves."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QStackedWidget

from hipstretch.core.settings import Motion, Theme
from hipstretch.qt.sound.protocol import CuePlayer
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr, tr_in
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.person_choice import PersonChoice
from hipstretch.ui.widgets.pictures import PictureCache

from .language import LanguageField
from .rows import beside, settings_row, settings_rows
from .section import Section


class LookSection(Section):
    """The language, colours, text and what moves."""

    def __init__(
        self,
        settings: SettingsStore,
        stack: QStackedWidget,
        catalogue: CatalogueStore,
        cache: PictureCache,
        player: Callable[[], CuePlayer],
    ) -> None:
        super().__init__(settings, stack)
        self._player = player
        self.head(tr("Look"), tr("Changes show at once, everywhere."))
        card = settings_rows(self.column)
        self.language = LanguageField(settings)
        self.names.add("language")
        notes = self.language.no_font, self.language.not_reviewed
        settings_row(card, tr("Language"), tr("Of words, exercises and voice"), self.language, *notes)
        size = tr("Text size")
        settings_row(
            card,
            size,
            tr("100 to 200 percent"),
            self.number("text_size", size, unit=tr("{count} %"), step=10, whole=True),
        )
        self.choice(
            card,
            "theme",
            tr("Colours"),
            tr("Dark is kinder in a dim room"),
            {
                Theme.SYSTEM: tr("As the system"),
                Theme.LIGHT: tr_in("bright colours", "Light"),
                Theme.DARK: tr("Dark"),
                Theme.CONTRAST: tr("High contrast"),
            },
        )
        self.people = PersonChoice(catalogue, settings, cache, small=True)
        self.names.add("person")
        if len(self.people.buttons) > 1:
            words = tr("Who shows the exercises")
            settings_row(card, words, tr("In every picture and movement"), self.people)
        settings_row(
            card,
            tr("Breathing"),
            tr("Four seconds in, six out, while you hold"),
            self.tick("breathing", tr("Show in the ring when to breathe in and out")),
        )
        self.choice(
            card,
            "motion",
            tr("Motion"),
            tr("Whether figures and rings move"),
            {
                Motion.SYSTEM: tr("As the system"),
                Motion.FULL: tr("Moving"),
                Motion.REDUCED: tr("Still"),
            },
        )
        about = button(tr("About Hipstretch"), "", self.open_about)
        settings_row(
            card, tr("About"), tr("The version, and the licences of all it is made of"), beside(about)
        )
        self.column.addStretch()

    def refresh(self) -> None:
        """Show the settings as they are, and who is chosen."""
        super().refresh()
        self.people.refresh()
        self.language.refresh()

    def open_about(self) -> QDialog:
        """Open the version and the licences over the window."""
        from .about_dialog import AboutDialog

        dialog = AboutDialog(self.window(), self._player())
        dialog.open()
        return dialog
