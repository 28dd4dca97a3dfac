"""The Library: every exercise and routine, found by group, position, equipment or words, and read in full."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.exercise import MuscleGroup, Position
from hipstretch.core.routine import ALONE, Entry, Routine
from hipstretch.core.settings import TIMING
from hipstretch.core.timeline import build, dosage_for, total_s
from hipstretch.data.own_files import free_id
from hipstretch.data.toml_fields import MAX_NAME
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.ui.widgets.buttons import button, choices
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.dialogs import short
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, Unfinished, scrolled
from hipstretch.ui.widgets.pictures import PictureCache

from .exercise_card import CARD_WIDTH, ExerciseCard
from .exercise_detail import ExerciseDetail
from .exercise_form import ExerciseForm
from .routine_builder import BuilderPage
from .search import matches, needs_only_a_mat
from .sheet_page import SheetPage

AT_ONCE, A_TIME = 24, 8
"""So many cards are there at the first look, and so many follow at a time while the window answers."""
SHOWN = TIMING | {"conditions", "hidden", "text_size"}
"""The settings that the cards depend on."""


class LibraryPage(Page):
    """The list and, over it, one exercise in detail."""

    start_requested = Signal(str)

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self._stores = stores
        self._cache = cache
        self._stale = True
        self._cards: list[ExerciseCard] = []
        self._made: dict[str, tuple[object, ExerciseCard]] = {}
        self._waiting: list[str] = []
        """Exercises whose cards follow."""
        self._more = QTimer(self, interval=0)
        self._more.timeout.connect(self._show_more)
        self._stack = QStackedWidget()
        self._detail: ExerciseDetail | None = None
        self._builder: BuilderPage | None = None
        self._sheet: SheetPage | None = None
        self._form: ExerciseForm | None = None
        self._bring_back: Callable[[], object] | None = None
        self._list = self._build_list()
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.first = self.search
        stores.settings.changed.connect(self._on_settings)
        stores.catalogue.changed.connect(self._on_change)
        for key, act in (
            ("Ctrl+F", self._find),
            ("Ctrl+N", self.new_routine),
            ("Ctrl+T", self.open_sheet),
            ("Ctrl+E", self.edit_exercise),
            ("Esc", self._leave),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def shown(self) -> list[str]:
        """The ids of the exercises that the filters leave, in the order they are shown."""
        group, position = self.group.checkedButton(), self.position.currentData()
        wanted = group.property("value") if group else None
        return [
            e.id
            for e in sorted(
                self._stores.catalogue.current.exercises.values(), key=lambda e: e.text.name.casefold()
            )
            if (not wanted or e.group == wanted)
            and (not position or e.position == position)
            and (needs_only_a_mat(e) or not self.mat_only.isChecked())
            and (e.id in self._stores.settings.current.hidden) == self.hidden_only.isChecked()
            and matches(e, self.search.text())
        ]

    def open_exercise(self, exercise_id: str) -> None:
        """Show one exercise in full."""
        if self._detail:
            self._stack.removeWidget(self._detail)
            self._detail.deleteLater()
        exercise = self._stores.catalogue.current.exercises[exercise_id]
        hidden = exercise_id in self._stores.settings.current.hidden
        acts: list[tuple[str, Callable[[], object]]] = [
            (self.tr("Start this alone"), partial(self.start_requested.emit, f"{ALONE}{exercise_id}")),
            (
                self.tr("Show again") if hidden else self.tr("Hide"),
                partial(self._hide, exercise_id, hide=not hidden),
            ),
        ]
        if self._stores.catalogue.is_own_exercise(exercise_id):
            acts += [
                (self.tr("Change"), partial(self.edit_exercise, exercise_id)),
                (self.tr("Delete"), partial(self._delete_exercise, exercise_id)),
            ]
        self._detail = ExerciseDetail(
            self._stores.catalogue, self._stores.settings, self._cache, exercise, self.close_exercise, acts
        )
        self._stack.addWidget(self._detail)
        self._stack.setCurrentWidget(self._detail)
        self._detail.setFocus()

    def close_exercise(self) -> None:
        """Back to the list, to the card one came from."""
        if self._stack.currentWidget() is self._list:
            self.search.clear()
            return
        self._stack.setCurrentWidget(self._list)
        came_from = self._detail.exercise.id if self._detail else ""
        card = next((c for c in self.cards() if c.exercise.id == came_from), None)
        (card or self.search).setFocus()

    def cards(self) -> list["ExerciseCard"]:
        """The cards of the exercises that are shown."""
        return list(self._cards)

    def show_routines(self, routines: bool) -> None:
        """Routines instead of exercises, or back."""
        self._kinds.buttons()[int(routines)].setChecked(True)
        self._filters.setVisible(not routines)
        self._lists.setCurrentIndex(int(routines))

    def showEvent(self, event: QShowEvent) -> None:
        """Lengths and dosages follow the settings, but only once somebody looks."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def _on_settings(self, changed: frozenset[str]) -> None:
        if SHOWN & changed:
            self._on_change()

    def _on_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        for gone in self._made.keys() - self._stores.catalogue.current.exercises.keys():
            self._made.pop(gone)[1].deleteLater()
        self._fill()
        own_first = sorted(
            self._stores.catalogue.current.routines.values(),
            key=lambda r: not self._stores.catalogue.is_own_routine(r.id),
        )
        self._routines.show_cards([self._routine_card(r) for r in own_first])
        for number, words in enumerate(self._kind_words()):
            self._kinds.buttons()[number].setText(words)

    def _build_list(self) -> QWidget:
        self._kinds, kind_row = choices((words, words) for words in self._kind_words())
        self._kinds.idClicked.connect(lambda number: self.show_routines(bool(number)))
        self._filters = self._build_filters()

        self._exercises = CardGrid(CARD_WIDTH)
        self._nothing = self._build_nothing()
        exercises = QWidget()
        column = QVBoxLayout(exercises)
        column.setContentsMargins(28, 4, 28, 24)
        column.addWidget(self._nothing)
        column.addWidget(self._exercises)
        column.addStretch()

        self._routines = CardGrid(400)
        routines = QWidget()
        column = QVBoxLayout(routines)
        column.setContentsMargins(28, 4, 28, 24)
        column.setSpacing(12)
        row = QHBoxLayout()
        for words, key, act in (
            (self.tr("New routine"), "Ctrl+N", self.new_routine),
            (self.tr("From a therapist's sheet"), "Ctrl+T", self.open_sheet),
        ):
            one = button(words, "", act)
            one.setToolTip(key)
            row.addWidget(one)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self._routines)
        column.addStretch()

        self._lists = QStackedWidget()
        self._lists.addWidget(scrolled(exercises))
        self._lists.addWidget(scrolled(routines))
        head = QHBoxLayout()
        head.setContentsMargins(28, 20, 28, 0)
        head.setSpacing(20)
        head.addWidget(label(self.tr("Library"), "title"))
        head.addStretch()
        head.addLayout(kind_row)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(head)
        undo = QHBoxLayout()
        undo.setContentsMargins(28, 0, 28, 0)
        undo.addWidget(self._build_undo())
        column.addLayout(undo)
        column.addWidget(self._filters)
        column.addWidget(self._lists, 1)
        return page

    def _kind_words(self) -> tuple[str, str]:
        catalogue = self._stores.catalogue.current
        return (
            self.tr("Exercises (%1)").replace("%1", str(len(catalogue.exercises))),
            self.tr("Routines (%1)").replace("%1", str(len(catalogue.routines))),
        )

    def _build_undo(self) -> QFrame:
        row = QHBoxLayout()
        self._deleted_words = label("", wrap=True)
        row.addWidget(self._deleted_words, 1)
        row.addWidget(button(self.tr("Undo"), "quiet", self._undelete))
        self._undo = frame("notice", row)
        row.setContentsMargins(16, 6, 8, 6)
        self._undo.hide()
        return self._undo

    def _build_filters(self) -> QWidget:
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setAccessibleName(self.tr("Search in names, steps and where you feel it"))
        self.search.setClearButtonEnabled(True)
        self.search.setMaxLength(80)
        self.search.textChanged.connect(self._fill)
        groups = [("", self.tr("All"))] + [(g.value, wording.group(g)) for g in MuscleGroup]
        self.group, group_row = choices(groups)
        self.group.idClicked.connect(self._fill)
        self.position = QComboBox()
        self.position.setAccessibleName(self.tr("Position"))
        self.position.addItem(self.tr("Any position"), "")
        for position in Position:
            self.position.addItem(wording.position(position), position.value)
        self.position.currentIndexChanged.connect(self._fill)
        self.mat_only = QCheckBox(self.tr("Only a mat"))
        self.mat_only.setAccessibleName(self.tr("Only exercises that need no more than a mat"))
        self.mat_only.toggled.connect(self._fill)
        self.hidden_only = QCheckBox("")
        self.hidden_only.toggled.connect(self._fill)
        made = QWidget()
        row = QGridLayout(made)
        row.setContentsMargins(28, 0, 28, 0)
        row.setHorizontalSpacing(16)
        group_row.addStretch()
        row.addLayout(group_row, 0, 0, 1, 5)
        row.addWidget(self.search, 1, 0)
        row.addWidget(self.position, 1, 1)
        row.addWidget(self.mat_only, 1, 2)
        row.addWidget(self.hidden_only, 1, 3)
        new = button(self.tr("New exercise"), "", self.edit_exercise)
        new.setToolTip("Ctrl+E")
        row.addWidget(new, 1, 4)
        row.setColumnStretch(0, 1)
        return made

    def _build_nothing(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(12)
        self._nothing_words = label("", "heading", wrap=True)
        self._nothing_hint = label("", "soft", wrap=True)
        column.addWidget(self._nothing_words)
        column.addWidget(self._nothing_hint)
        self.show_all = button(self.tr("Show all exercises"), "", self._clear)
        row = QHBoxLayout()
        row.addWidget(self.show_all)
        row.addStretch()
        column.addLayout(row)
        return frame("card", column, 28)

    def _fill(self) -> None:
        catalogue, settings = self._stores.catalogue.current, self._stores.settings.current
        hidden = sum(e in catalogue.exercises for e in settings.hidden)
        if not hidden:
            with QSignalBlocker(self.hidden_only):
                self.hidden_only.setChecked(False)
        self.hidden_only.setText(self.tr("Hidden (%1)").replace("%1", str(hidden)))
        self.hidden_only.setVisible(hidden > 0)
        ids = self.shown()
        self._cards = [self._card(exercise) for exercise in ids[:AT_ONCE]]
        self._exercises.show_cards(self._cards, keep=True)
        self._nothing.setVisible(not ids)
        if not catalogue.exercises:
            words, hint = (
                self.tr("There is no exercise yet."),
                self.tr("“New exercise” makes one of your own."),
            )
        elif hidden == len(catalogue.exercises):
            words, hint = (
                self.tr("All exercises are hidden."),
                self.tr("Tick “Hidden” to see them."),
            )
        else:
            words, hint = (
                self.tr("No exercise fits all of this."),
                self.tr("Fewer words or filters find more."),
            )
        self._nothing_words.setText(words)
        self._nothing_hint.setText(hint)
        self.show_all.setVisible(0 < len(catalogue.exercises) != hidden)
        self._waiting = ids[AT_ONCE:]
        self._more.start()

    def _show_more(self) -> None:
        """The cards that the first look did not wait for."""
        fresh = [self._card(exercise) for exercise in self._waiting[:A_TIME]]
        self._waiting = self._waiting[A_TIME:]
        self._cards += fresh
        self._exercises.add_cards(fresh)
        if not self._waiting:
            self._more.stop()

    def _card(self, exercise_id: str) -> "ExerciseCard":
        """The card of an exercise; the one there was if it would look the same."""
        catalogue, settings = self._stores.catalogue.current, self._stores.settings.current
        exercise = catalogue.exercises[exercise_id]
        line = wording.dosage(exercise, dosage_for(Entry(exercise_id), exercise, settings))
        caution = wording.caution_in_short(exercise, settings.conditions)
        picture = catalogue.picture(exercise_id, "hold")
        looks = exercise, line, caution, picture, picture and picture.stat().st_mtime_ns
        known, card = self._made.get(exercise_id, (None, None))
        if card is None or known != looks:
            if card:
                card.deleteLater()
            card = ExerciseCard(exercise, line, self._cache, caution)
            card.picture.show_picture(picture)
            card.clicked.connect(partial(self._open, exercise_id))
            self._made[exercise_id] = looks, card
        return card

    def _open(self, exercise_id: str, _checked: bool = False) -> None:
        self.open_exercise(exercise_id)

    def _routine_card(self, routine: Routine) -> QFrame:
        catalogue = self._stores.catalogue.current
        length = wording.minutes(total_s(build(routine, catalogue.exercises, self._stores.settings.current)))
        column = QVBoxLayout()
        column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(label(routine.name, "heading", wrap=True), 1)
        head.addWidget(label(length, "strong"))
        column.addLayout(head)
        column.addWidget(label(routine.summary, wrap=True))
        names = ", ".join(catalogue.exercises[e.exercise].text.name for e in routine.entries)
        column.addWidget(label(names, "small", wrap=True))
        column.addStretch()
        start = button(self.tr("Start"), "primary", partial(self.start_requested.emit, routine.id))
        start.setAccessibleName(self.tr("Start %1, %2").replace("%1", routine.name).replace("%2", length))
        row = Flow(6)
        row.add(start)
        acts = [(self.tr("Copy and change"), self.copy_routine)]
        if self._stores.catalogue.is_own_routine(routine.id):
            acts = [(self.tr("Change"), self.edit_routine), (self.tr("Copy"), self.copy_routine)]
            acts += [(self.tr("Share"), self._share), (self.tr("Delete"), self._delete)]
        for words, act in acts:
            one = button(words, "quiet", partial(act, routine.id))
            one.setAccessibleName(f"{words}: {routine.name}")
            row.add(one)
        column.addWidget(flow_row(row))
        return frame("card", column)

    def new_routine(self) -> None:
        """Begin a routine of one's own, with the exercise that most people begin with."""
        first = next(iter(self._stores.catalogue.current.exercises), "")
        if not first:
            self._stores.notices.add(
                self.tr("A routine needs an exercise: make one first, with “New exercise”."), "info"
            )
            return
        self._build_routine(Routine("", self.tr("My routine"), self.tr("Made by me."), (Entry(first),)))

    def copy_routine(self, routine_id: str) -> None:
        """Begin with what a routine has; it stays as it is."""
        routine = self._stores.catalogue.current.routines[routine_id]
        name = self.tr("%1, mine").replace("%1", routine.name)[:MAX_NAME]
        self._build_routine(replace(routine, name=name))

    def edit_routine(self, routine_id: str) -> None:
        """Change a routine of one's own."""
        self._open_builder(self._stores.catalogue.current.routines[routine_id])

    def _build_routine(self, routine: Routine) -> None:
        free = free_id(routine.name, self._stores.catalogue.current.routines)
        made = replace(routine, id=free)
        self._stores.catalogue.save_routine(made)
        self._open_builder(made)
        if self._builder:
            self._builder.name.selectAll()

    def _open_builder(self, routine: Routine) -> None:
        if self._builder:
            self._stack.removeWidget(self._builder)
            self._builder.deleteLater()
        self._builder = BuilderPage(
            self._stores.catalogue, self._stores.settings, self._stores.clock, routine, self._leave
        )
        self._stack.addWidget(self._builder)
        self._stack.setCurrentWidget(self._builder)
        self._builder.setFocus()

    def open_sheet(self) -> None:
        """Make a routine of what a therapist wrote; what was typed before is still there."""
        if self._sheet is None:
            self._sheet = SheetPage(self._stores.catalogue, self._stores.settings, self._leave)
            self._sheet.saved.connect(self._leave)
            self._sheet.start_requested.connect(self.start_requested)
            self._stack.addWidget(self._sheet)
        self._stack.setCurrentWidget(self._sheet)
        self._sheet.setFocus()

    def _leave(self) -> None:
        """From a routine or a sheet back to the routines; else from an exercise to the exercises."""
        shown = self._stack.currentWidget()
        if self._form and shown is self._form:
            self._form.leave()
            return
        if shown is None or shown not in (self._builder, self._sheet):
            self.close_exercise()
            return
        self._stack.setCurrentWidget(self._list)
        self.show_routines(routines=True)
        self._kinds.buttons()[1].setFocus()

    def _share(self, routine_id: str) -> None:
        from hipstretch.ui.history.transfer_dialog import Transfer

        Transfer(self._stores, self).share(self._stores.catalogue.current.routines[routine_id])

    def _delete(self, routine_id: str) -> None:
        found = self._stores.catalogue.delete_routine(routine_id)
        if found:
            self._offer_undo(self._deleted(found.name), partial(self._stores.catalogue.save_routine, found))

    def _delete_exercise(self, exercise_id: str) -> None:
        name = self._stores.catalogue.current.exercises[exercise_id].text.name
        if bring_back := self._stores.catalogue.delete_exercise(exercise_id):
            self.close_exercise()
            self._offer_undo(self._deleted(name), bring_back)

    def _deleted(self, name: str) -> str:
        return self.tr("“%1” was deleted.").replace("%1", name)

    def _hide(self, exercise_id: str, *, hide: bool) -> None:
        """Leave an exercise out of lists and suggestions, or show it again. Routines that have it keep it."""
        settings = self._stores.settings.current
        hidden = {*settings.hidden, exercise_id} if hide else {*settings.hidden} - {exercise_id}
        self._stores.settings.save(replace(settings, hidden=tuple(sorted(hidden))))
        self.close_exercise()
        if hide:
            name = self._stores.catalogue.current.exercises[exercise_id].text.name
            words = self.tr("“%1” is hidden from lists and suggestions; routines that have it keep it.")
            self._offer_undo(words.replace("%1", name), partial(self._hide, exercise_id, hide=False))
        else:
            self._undo.hide()

    def _offer_undo(self, words: str, bring_back: Callable[[], object]) -> None:
        self._bring_back = bring_back
        self._deleted_words.setText(words)
        self._undo.show()

    def _undelete(self) -> None:
        if self._bring_back:
            self._bring_back()
        self._bring_back = None
        self._undo.hide()

    def edit_exercise(self, exercise_id: str = "") -> None:
        """Change an exercise of one's own, or make one. What was typed before is still there, or is asked about."""
        if self._form and self._form.changed:
            self._show_form()
            if self._form.exercise_id != exercise_id:
                self._form.leave(partial(self._open_form, exercise_id))
        else:
            self._open_form(exercise_id)

    def _open_form(self, exercise_id: str) -> None:
        self._drop_form()
        exercise = self._stores.catalogue.current.exercises[exercise_id] if exercise_id else None
        self._form = ExerciseForm(self._stores.catalogue, self._cache, self._close_form, exercise)
        self._stack.addWidget(self._form)
        self._show_form()

    def _show_form(self) -> None:
        if self._form:
            self._stack.setCurrentWidget(self._form)
            self._form.setFocus()

    def _drop_form(self) -> None:
        if self._form:
            self._stack.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None

    def _close_form(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self._drop_form()
        self.show_routines(routines=False)
        self.search.setFocus()

    def unfinished(self) -> tuple[Unfinished, ...]:
        """An exercise that is not saved, and a therapist's sheet."""
        found = []
        if self._form and self._form.changed:
            name = short(self._form.exercise().text.name)
            words = self.tr("the exercise “%1”").replace("%1", name) if name else self.tr("a new exercise")
            found.append(Unfinished(words, self._show_form))
        if self._sheet and self._sheet.text.toPlainText().strip():
            found.append(Unfinished(self.tr("a therapist's sheet"), self.open_sheet))
        return tuple(found)

    def _find(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self.show_routines(routines=False)
        self.search.setFocus()
        self.search.selectAll()

    def _clear(self) -> None:
        self.group.buttons()[0].setChecked(True)
        self.position.setCurrentIndex(0)
        self.mat_only.setChecked(False)
        self.hidden_only.setChecked(False)
        self.search.clear()
        self._fill()
        self.search.setFocus()
