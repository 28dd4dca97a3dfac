"""Colours, text and what moves."""

from PySide6.QtWidgets import QDialog, QStackedWidget

from hipstretch.core.settings import Motion, Theme
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.person_choice import PersonChoice
from hipstretch.ui.widgets.pictures import PictureCache

from .rows import settings_grid, settings_row
from .section import Section


class LookSection(Section):
    """Colours, text and what moves."""

    def __init__(
        self,
        settings: SettingsStore,
        stack: QStackedWidget,
        catalogue: CatalogueStore,
        cache: PictureCache,
    ) -> None:
        super().__init__(settings, stack)
        self.head(self.tr("Look"), self.tr("Changes show at once, everywhere."))
        grid = settings_grid(self.column)
        self.choice(
            grid,
            "theme",
            self.tr("Colours"),
            self.tr("Dark is kinder in a dim room"),
            {
                Theme.SYSTEM: self.tr("As the system"),
                Theme.LIGHT: self.tr("Light"),
                Theme.DARK: self.tr("Dark"),
                Theme.CONTRAST: self.tr("High contrast"),
            },
        )
        self.people = PersonChoice(catalogue, settings, cache)
        self.names.add("person")
        if len(self.people.buttons) > 1:
            words = self.tr("Who shows the exercises")
            settings_row(grid, words, self.tr("In every picture and movement"), self.people)
        size = self.tr("Text size")
        settings_row(
            grid,
            size,
            self.tr("100 to 200 percent"),
            self.number("text_size", size, unit="%", step=10, whole=True),
        )
        settings_row(
            grid,
            self.tr("Breathing"),
            self.tr("Four seconds in, six out, while you hold"),
            self.tick("breathing", self.tr("Show a pace in the ring")),
        )
        settings_row(
            grid,
            self.tr("Tray"),
            self.tr("Where the desktop has one"),
            self.tick("tray", self.tr("Show the time left there")),
        )
        settings_row(
            grid,
            self.tr("From the mat"),
            self.tr("After ten seconds without a key"),
            self.tick("distance_auto", self.tr("Large by itself (F in a session)")),
        )
        self.choice(
            grid,
            "motion",
            self.tr("Motion"),
            self.tr("Whether figures and rings move"),
            {
                Motion.SYSTEM: self.tr("As the system"),
                Motion.FULL: self.tr("Moving"),
                Motion.REDUCED: self.tr("Still"),
            },
        )
        about = button(self.tr("About Hipstretch"), "", self.open_about)
        settings_row(
            grid, self.tr("About"), self.tr("The version, and the licences of all it is made of"), about
        )
        self.column.addStretch()

    def refresh(self) -> None:
        """Show the settings as they are, and who is chosen."""
        super().refresh()
        self.people.refresh()

    def open_about(self) -> QDialog:
        """Open the version and the licences over the window."""
        from .about_dialog import AboutDialog

        dialog = AboutDialog(self.window())
        dialog.open()
        return dialog
