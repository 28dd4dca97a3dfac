"""The first page that a new person sees."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page
from hipstretch.ui.widgets.person_choice import PersonChoice
from hipstretch.ui.widgets.pictures import PictureCache

from .texts import page_of, safety, what_this_is

FIRST_ROUTINE = "daily-hips"
"""What the first press starts."""


class WelcomePage(Page):
    """The page of the first start. `accepted` carries the id of the routine to start, or ""."""

    accepted = Signal(str)

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self._settings = stores.settings
        known = stores.catalogue.current
        first = known.routines.get(FIRST_ROUTINE)

        words = QVBoxLayout()
        words.setSpacing(12)
        words.addWidget(label(self.tr("Welcome to Hipstretch"), "title", wrap=True))
        words.addWidget(label(what_this_is(), wrap=True))
        self.people = PersonChoice(stores.catalogue, stores.settings, cache)
        if len(self.people.buttons) > 1:
            words.addWidget(label(self.tr("Who shall show you the exercises?"), "heading", wrap=True))
            words.addWidget(self.people)
        words.addWidget(safety())
        words.addStretch()

        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(label(self.tr("I have read this."), "strong", wrap=True), 1)
        self.look = button(self.tr("Look around first"), "", lambda: self._accept(""))
        row.addWidget(self.look)
        self.start = button("", "primary", lambda: self._accept(FIRST_ROUTINE))
        self.start.setDefault(True)
        if first:
            length = wording.minutes(stores.plans.length_s(first))
            text = self.tr("Start {routine}, {length}")
            self.start.setText(text.format(routine=first.name.replace("&", "&&"), length=length))
            row.addWidget(self.start)
        bar = frame("bar", row)
        row.setContentsMargins(28, 14, 28, 14)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page_of(words), 1)
        column.addWidget(bar)
        self.first = self.start if first else self.look

    def _accept(self, routine_id: str) -> None:
        self._settings.save(replace(self._settings.current, welcomed=True))
        self.accepted.emit(routine_id)
