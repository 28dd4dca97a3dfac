"""The Library: every exercise and routine, found by group, position, equipment or words, and read in full."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hipstretch.core.exercise import MuscleGroup
from hipstretch.core.routine import ALONE, Routine
from hipstretch.core.settings import TIMING
from hipstretch.data.own_files import free_id
from hipstretch.data.toml_fields import MAX_NAME
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button, choices
from hipstretch.ui.widgets.dialogs import ask, nothing, short
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.headed import Headed, below_head
from hipstretch.ui.widgets.key_names import key_name
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, Unfinished, in_the_middle, show_what_has_the_focus
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.undo_bar import UndoBar

from .builder_head import nothing_said
from .exercise_cards import ExerciseCards
from .exercise_detail import ExerciseDetail
from .exercise_filters import ExerciseFilters
from .exercise_form import ExerciseForm
from .routine_builder import BuilderPage
from .routine_cards import RoutineCards
from .sheet_page import SheetPage

SHOWN = TIMING | {"conditions", "hidden", "text_size"}
"""The settings that the cards depend on."""

LOW_PX, FOLD_PX = 240, 460
"""A page lower than the first, in logical pixels at 100 % text, has no room for its title; one lower than the second
folds its filters, and has lower pictures, so that names of exercises are seen."""


class LibraryPage(Page):
    """The list and, over it, one exercise in detail."""

    start_requested = Signal(object)
    """The id of a routine, or one that need not be kept."""
    settings_requested = Signal(str)
    """The person's own numbers of the exercise of this id are to be set."""

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self.setObjectName("page")
        self._stores = stores
        self._cache = cache
        self._stale = True
        self._stack = QStackedWidget()
        self._detail: ExerciseDetail | None = None
        self._builder: BuilderPage | None = None
        self._sheet: SheetPage | None = None
        self._form: ExerciseForm | None = None
        self._go_back: Callable[[], object] | None = None
        self._list = self._build_list()
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.first = self.filters.search
        stores.settings.changed.connect(self._on_settings)
        stores.catalogue.changed.connect(self._on_change)
        stores.plans.changed.connect(self._on_change)
        for key, act in (
            ("Ctrl+F", self._find),
            ("Ctrl+N", self.new_routine),
            ("Ctrl+T", self.open_sheet),
            ("Ctrl+E", self.edit_exercise),
            ("Esc", self._leave),
        ):
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def open_exercise(
        self, exercise_id: str, go_back: Callable[[], object] | None = None, back: str = ""
    ) -> None:
        """Show one exercise in full; `go_back` and its words `back` are the way to another page one came from."""
        self._go_back = go_back
        if self._detail:
            self._stack.removeWidget(self._detail)
            self._detail.deleteLater()
        exercise = self._stores.catalogue.current.exercises[exercise_id]
        hidden = exercise_id in self._stores.settings.current.hidden
        hide = tr("Show again") if hidden else tr("Hide from lists and suggestions")
        acts: list[tuple[str, str, Callable[[], object]]] = [
            (hide, "quiet", partial(self._hide, exercise_id, hide=not hidden)),
            (tr("Print…"), "quiet", partial(self._print, f"{ALONE}{exercise_id}")),
        ]
        if self._stores.catalogue.is_own_exercise(exercise_id):
            acts += [
                (tr("Change"), "quiet", partial(self.edit_exercise, exercise_id)),
                (tr("Delete"), "danger", partial(self._delete_exercise, exercise_id)),
            ]
        alone = partial(self.start_requested.emit, f"{ALONE}{exercise_id}")
        acts.append((tr("Start this alone"), "primary", alone))
        self._detail = ExerciseDetail(
            self._stores.catalogue,
            self._stores.settings,
            self._stores.schedules,
            self._cache,
            exercise,
            self.close_exercise,
            acts,
            back=back,
        )
        self._detail.settings_requested.connect(self.settings_requested)
        self._stack.addWidget(self._detail)
        self._stack.setCurrentWidget(self._detail)
        self._detail.setFocus()

    def close_exercise(self) -> None:
        """Back to where one came from: another page, or the list and its card."""
        go_back, self._go_back = self._go_back, None
        if self._stack.currentWidget() is self._list:
            self._leave_search()
            return
        self._show_list()
        if go_back:
            go_back()

    def tab_pressed_again(self) -> None:
        """Back to the list; what is typed in an exercise, a sheet or a routine is there again, or kept."""
        self._go_back = None
        shown = self._stack.currentWidget()
        self.keep_typed()
        if shown in (self._builder, self._sheet):
            self._show_routine(self._builder.routine.id if self._builder and shown is self._builder else "")
        elif shown is not self._list:
            self._show_list()

    def _leave_search(self) -> None:
        """Without the words that were typed; if there are none, to what was found."""
        search = self.filters.search
        if search.text():
            search.clear()
        elif search.hasFocus():
            self.exercises.focus_first()

    def _show_first_hits(self) -> None:
        """Of what the filters leave the first is seen, wherever the list was scrolled to before."""
        bar, above = self._area.verticalScrollBar(), self.exercises.mapTo(self._area.viewport(), QPoint()).y()
        bar.setValue(bar.value() + min(0, above))

    def _show_list(self, exercise_id: str = "") -> None:
        """The list with the focus on the card of an exercise, else of the one that was shown last, if there is one."""
        self._stack.setCurrentWidget(self._list)
        came_from = self._detail.exercise.id if self._detail else ""
        card = self.exercises.card_of(exercise_id or came_from)
        (card or self.filters.search).setFocus()
        if card:  # once the list is laid out
            QTimer.singleShot(0, card, partial(self._area.ensureWidgetVisible, card))

    def show_group(self, group: MuscleGroup) -> None:
        """Every exercise of a muscle group, and no other."""
        self.show_routines(routines=False)
        self.filters.show_group(group)

    def show_routines(self, routines: bool) -> None:
        """Routines instead of exercises, or back."""
        self._stack.setCurrentWidget(self._list)
        self._kinds.buttons()[int(routines)].setChecked(True)
        for one in (self.filters, self.filters.new):
            one.setVisible(not routines)
        for one in self._new_routines:
            one.setVisible(routines)
        self._lists.open(int(routines))

    def showEvent(self, event: QShowEvent) -> None:
        """Lengths and dosages follow the settings, but only once somebody looks."""
        super().showEvent(event)
        if self._stale:
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown; a window that is made small is no other page."""
        super().hideEvent(event)
        if not event.spontaneous():
            self._stores.notices.open_next_view()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the first exercise is seen as well."""
        super().resizeEvent(event)
        self._title.setHidden(self.height() < theme.px(LOW_PX))
        for part in (self.filters, self.exercises):
            part.fold(self.height() < theme.px(FOLD_PX))

    def _on_settings(self, changed: frozenset[str]) -> None:
        if SHOWN & changed:
            self._on_change()

    def _on_change(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()
        shown = self._detail if self._stack.currentWidget() is self._detail else None
        if shown and shown.exercise.id not in self._stores.catalogue.current.exercises:
            self._show_list()  # it was deleted, perhaps on another computer

    def _refresh(self) -> None:
        self._stale = False
        self.exercises.fill()
        self._routines.fill()
        for number, words in enumerate(self._kind_words()):
            self._kinds.buttons()[number].setText(words)

    def _build_list(self) -> QWidget:
        self._kinds, kind_row = choices((words, words) for words in self._kind_words())
        self._kinds.idClicked.connect(self._stores.notices.open_next_view)
        self._kinds.idClicked.connect(lambda number: self.show_routines(bool(number)))
        self.filters = ExerciseFilters(self.edit_exercise)
        self.exercises = ExerciseCards(
            self._stores.catalogue, self._stores.settings, self._cache, self.filters
        )
        self.exercises.opened.connect(self._stores.notices.open_next_view)
        self.exercises.opened.connect(self.open_exercise)
        self._routines = RoutineCards(self._stores.catalogue, self._stores.plans, self._cache)
        for wanted, act in (
            (self._routines.start_requested, self.start_requested.emit),
            (self._routines.edit_requested, self.edit_routine),
            (self._routines.copy_requested, self.copy_routine),
            (self._routines.print_requested, self._print),
            (self._routines.share_requested, self._share),
            (self._routines.delete_requested, self._delete),
        ):
            wanted.connect(act)
        line = Flow(20)
        self._title = label(tr("Library"), "title")
        line.add(self._title)
        line.add(kind_row)
        sheet = button(tr("From a therapist's sheet"), "", self.open_sheet)
        new = button(tr("New routine"), "", self.new_routine)
        self._new_routines = sheet, new
        ways = Flow(6)  # what makes something new ends the line on both tabs
        for one, key in ((sheet, "Ctrl+T"), (new, "Ctrl+N"), (self.filters.new, "Ctrl+E")):
            one.setToolTip(key_name(key))
            ways.add(one)
        for one in self._new_routines:
            one.hide()
        line.add(flow_row(ways), right=True)
        head = QHBoxLayout()
        head.setContentsMargins(28, 20, 28, 0)
        head.addWidget(flow_row(line))
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 0, 0, 0)
        above.setSpacing(12)
        above.addLayout(head)
        undo = QHBoxLayout()
        undo.setContentsMargins(28, 0, 28, 0)
        self.undo_bar = UndoBar()
        undo.addWidget(self.undo_bar)
        above.addLayout(undo)
        above.addWidget(self.filters)
        above.addSpacing(12)
        self._lists = Headed(in_the_middle(top))
        self._area = below_head(self.exercises)
        self._lists.stack.addWidget(self._area)
        self.filters.changed.connect(self._show_first_hits)  # after the cards, which listen first
        self._lists.stack.addWidget(below_head(self._routines))
        return self._lists

    def _kind_words(self) -> tuple[str, str]:
        catalogue = self._stores.catalogue.current
        return (
            tr("Exercises ({count})").format(count=wording.number(len(catalogue.exercises))),
            tr("Routines ({count})").format(count=wording.number(len(catalogue.routines))),
        )

    def new_routine(self) -> None:
        """Begin a routine of one's own; it is kept from its first exercise on."""
        self._build_routine(Routine("", tr("My routine"), nothing_said(), ()))

    def copy_routine(self, routine_id: str) -> None:
        """Begin with what a routine has; it stays as it is, and the copy is kept as soon as it differs."""
        routine = self._stores.catalogue.current.routines[routine_id]
        name = tr("{routine}, mine").format(routine=routine.name)[:MAX_NAME]
        self._build_routine(replace(routine, name=name))

    def edit_routine(self, routine_id: str) -> None:
        """Change a routine of one's own."""
        self._open_builder(self._stores.catalogue.current.routines[routine_id])

    def _build_routine(self, routine: Routine) -> None:
        if self._builder:  # what is typed there counts, and may take the name
            self._builder.keep_typed()
        free = free_id(routine.name, self._stores.catalogue.current.routines)
        self._open_builder(replace(routine, id=free))
        if self._builder:
            self._builder.name.selectAll()

    def _open_builder(self, routine: Routine) -> None:
        self._stores.notices.open_next_view()
        if self._builder:
            self._stack.removeWidget(self._builder)
            self._builder.deleteLater()
        self._builder = BuilderPage(self._stores, routine, self._leave, self._cache)
        self._builder.start_requested.connect(self.start_requested)
        self._stack.addWidget(self._builder)
        self._stack.setCurrentWidget(self._builder)
        self._builder.setFocus()

    def open_sheet(self) -> None:
        """Make a routine of what a therapist wrote; what was typed before is still there."""
        self._stores.notices.open_next_view()
        if self._sheet is None:
            self._sheet = SheetPage(self._stores, self._leave, self._cache)
            self._sheet.saved.connect(self._show_routine)
            self._sheet.brought_back.connect(self.open_sheet)
            self._sheet.start_requested.connect(self.start_requested.emit)
            self._stack.addWidget(self._sheet)
        self._stack.setCurrentWidget(self._sheet)
        self._sheet.setFocus()

    def _leave(self) -> None:
        """From a routine or a sheet back to the routines; else from an exercise to the exercises."""
        shown = self._stack.currentWidget()
        if self._form and shown is self._form:
            self._form.leave()
            return
        if (
            self._builder
            and shown is self._builder
            and self._builder.search.hasFocus()
            and self._builder.search.text()
        ):
            self._builder.search.clear()
            return
        if shown is None or shown not in (self._builder, self._sheet):
            self.close_exercise()
            return
        self._show_routine(self._builder.routine.id if self._builder and shown is self._builder else "")

    def _show_routine(self, routine_id: str) -> None:
        """All routines, with the focus on the card of this one, if it is kept."""
        self.show_routines(routines=True)
        if card := self._routines.focus_on(routine_id):
            shown = partial(show_what_has_the_focus, None, card)
            QTimer.singleShot(1, card, shown)  # 0 would be before the list is laid out
        else:
            self._kinds.buttons()[1].setFocus()

    def _print(self, routine_id: str) -> None:
        from hipstretch.ui.widgets.handout_dialog import HandoutDialog

        if routine := self._stores.catalogue.current.routine(routine_id):
            ask(HandoutDialog(routine, self._stores, self), nothing)

    def _share(self, routine_id: str) -> None:
        from hipstretch.ui.transfer.transfer_dialog import Transfer

        Transfer(self._stores, self).share(self._stores.catalogue.current.routines[routine_id])

    def _delete(self, routine_id: str) -> None:
        place = self._routines.place_of(routine_id)
        found = self._stores.catalogue.delete_routine(routine_id)
        if found:
            self._routines.focus_at(place)
            self.undo_bar.offer(self._deleted(found.name), partial(self._undelete_routine, found))

    def _undelete_routine(self, routine: Routine) -> None:
        self._stores.catalogue.save_routine(routine)
        self._routines.focus_at(self._routines.place_of(routine.id))

    def _delete_exercise(self, exercise_id: str) -> None:
        if exercise_id not in self._stores.catalogue.current.exercises:
            return  # it was deleted meanwhile
        name = self._stores.catalogue.current.exercises[exercise_id].text.name
        if bring_back := self._stores.catalogue.delete_exercise(exercise_id):
            self.undo_bar.offer(self._deleted(name), bring_back)

    def _deleted(self, name: str) -> str:
        return tr("“{name}” was deleted.").format(name=name)

    def _hide(self, exercise_id: str, *, hide: bool) -> None:
        """Leave an exercise out of lists and suggestions, or show it again. Routines that have it keep it."""
        settings = self._stores.settings.current
        hidden = {*settings.hidden, exercise_id} if hide else {*settings.hidden} - {exercise_id}
        self._stores.settings.save(replace(settings, hidden=tuple(sorted(hidden))))
        self._show_list()
        if hide:
            name = self._stores.catalogue.current.exercises[exercise_id].text.name
            words = tr("“{name}” is hidden from lists and suggestions; routines that have it keep it.")
            self.undo_bar.offer(words.format(name=name), partial(self._hide, exercise_id, hide=False))
        else:
            self.undo_bar.forget()

    def edit_exercise(self, exercise_id: str = "") -> None:
        """Change an exercise of one's own, or make one. What was typed before is still there, or is asked about."""
        self._stores.notices.open_next_view()
        if self._form and self._form.changed:
            self._show_form()
            if self._form.exercise_id != exercise_id:
                self._form.leave(partial(self._open_form, exercise_id))
        else:
            self._open_form(exercise_id)

    def _open_form(self, exercise_id: str) -> None:
        self._drop_form()
        exercise = self._stores.catalogue.current.exercises[exercise_id] if exercise_id else None
        self._form = ExerciseForm(self._stores, self._cache, self._close_form, exercise)
        self._form.saved.connect(self._on_saved)
        self._form.done.connect(self._show_saved)
        self._stack.addWidget(self._form)
        self._show_form()

    def _show_form(self) -> None:
        if self._form:
            self._stack.setCurrentWidget(self._form)
            self._form.setFocus()

    def _drop_form(self) -> None:
        if self._form:
            self._form.photos.reader.stop()
            self._stack.removeWidget(self._form)
            self._form.deleteLater()
            self._form = None

    def _close_form(self) -> None:
        exercise_id = self._form.exercise_id if self._form else ""
        self.show_routines(routines=False)
        self._drop_form()
        self._show_list(exercise_id)

    def _show_saved(self, exercise_id: str) -> None:
        self.show_routines(routines=False)
        self._drop_form()
        self.open_exercise(exercise_id)

    def _on_saved(self, exercise_id: str, is_new: bool) -> None:
        """Say so; a new one can be taken back, and what that deletes be brought back in turn."""
        words = tr("“{name}” is saved.").format(
            name=self._stores.catalogue.current.exercises[exercise_id].text.name
        )
        undo = partial(self._delete_exercise, exercise_id) if is_new else None
        self._stores.notices.add(words, SUCCESS, undo=undo, until_next_view=True)

    def unfinished(self) -> tuple[Unfinished, ...]:
        """An exercise that is not saved, and a therapist's sheet: both are there again, but for a photo."""
        found, refused = [], self._stores.drafts().refused
        if self._form and self._form.changed:
            name = short(self._form.exercise().text.name)
            words = tr("the exercise “{name}”").format(name=name) if name else tr("a new exercise")
            keep = self._form.keep if not refused and self._form.complete else None
            kept = not refused and not self._form.has_new_photo
            found.append(Unfinished(words, self._show_form, kept, keep, refused))
        if self._sheet and self._sheet.text.toPlainText().strip():
            found.append(Unfinished(tr("a therapist's sheet"), self.open_sheet, not refused, None, refused))
        return tuple(found)

    def keep_typed(self) -> None:
        """Keep what is typed in an exercise, a sheet or a routine, also if that is not what is shown."""
        super().keep_typed()
        for part in (self._form, self._sheet, self._builder):
            if part:
                part.keep_typed()

    def _find(self) -> None:
        """Search where one is: in a routine that is being made for what to add, else in all exercises."""
        if self._builder and self._stack.currentWidget() is self._builder:
            self._builder.search.setFocus()
            return
        self._stores.notices.open_next_view()
        self.show_routines(routines=False)
        self.filters.search.setFocus()
        self.filters.search.selectAll()
