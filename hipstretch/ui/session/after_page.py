"""After a session: how it feels now against before, a note, what was done. The record is already stored."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial, reduce
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.exercise import Kind, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.progress import IN_A_ROW, improved, to_ease, too_much, too_much_in_a_row
from hipstretch.core.progression import Step, next_step
from hipstretch.core.record import ExerciseRecord, Feeling, SessionOutcome, SessionRecord, SetRecord
from hipstretch.core.settings import DosageOverride
from hipstretch.qt import wording
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.day_dots import DaysCard
from hipstretch.ui.widgets.dialogs import Answer, Role, question
from hipstretch.ui.widgets.feeling_scale import FeelingForm, place_name
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.key_row import KeyRow
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import NoteEdit
from hipstretch.ui.widgets.page import Page, in_the_middle, lower_bar, scrolled
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.thumbnail import Thumbnail
from hipstretch.ui.widgets.typing import KeptSoon

from .controls import keep_words
from .keys import DISCARD_KEY, KEEP_KEY
from .waiting_bar import KEYS, back_words

WIDTH_PX = 1200
"""The widest that it gets, in logical pixels at 100 % text: a number stays near the words that it is for."""
LOW_PX = 400
"""Below this height at 100 % text the title is no larger than a heading: what is asked is to be seen."""
NARROW_PX = 960
"""Below this width at 100 % text the two cards lie one below the other."""


class AfterPage(Page):
    """What the person may add to a record. `finished` when they are through, whether they added or not.

    `more` when they want to do more, with what they said kept. `back` asks for the session to go on; what was said so
    far is there again when it is over.
    """

    finished, back, more = Signal(), Signal(), Signal()

    def __init__(self, stores: Stores, cache: PictureCache) -> None:
        super().__init__()
        self._stores = stores
        self._cache = cache
        self._record: SessionRecord | None = None
        self._as_shown: SessionRecord | None = None
        """As it was before anything was said here."""
        self._before_back: SessionRecord | None = None
        """With what was said before the session went on."""
        self._step: Step | None = None
        self._undone: DosageOverride | None = None
        self._answered = False
        self._soon = KeptSoon(self._keep, self)
        self._build()

    def show_record(
        self, record: SessionRecord, *, can_go_on: bool = False, in_question: bool = False
    ) -> None:
        """Ask about a session that is already in the store.

        `can_go_on` says whether it was stopped before its end, `in_question` whether it may not be worth keeping.
        """
        self.keep_typed()
        self._record = self._as_shown = record
        self._question.setVisible(in_question)
        self._question_text.setText(keep_words(record))
        self.back_button.setVisible(can_go_on)
        said, self._before_back = self._before_back, None
        if said is None or said.id != record.id:
            said = record
        whole = record.outcome is SessionOutcome.COMPLETED
        self._title.setText(tr("Well done.") if whole else tr("That counts too."))
        self.setAccessibleName(self._title.text())
        routine = self._stores.catalogue.current.routine(record.routine)
        self._summary.setText(
            tr("{routine} · {length} of work · {time} to {until}").format(
                routine=routine.name if routine else record.routine,
                length=wording.minutes(record.active_s),
                time=wording.clock(record.started_at),
                until=wording.clock(record.ended_at),
            )
        )
        self._form.show_feeling(said.feeling_after, before=record.feeling_before)
        self._note.show_note(said.note)
        self._answered = False
        self._undone = None
        self._show_advice()
        self._show_done(record)
        self._week.show_until(self._stores.settings.today())
        self._area.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def press_enter(self) -> None:
        """Save, unless a button has the focus that does something else."""
        (self.button_in_focus() or self._save).click()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter saves from within the note."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save.click()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One card below the other where there is no room beside."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW_PX)
        stack, row = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._cards.setDirection(stack if narrow else row)
        low = self.height() < theme.px(LOW_PX)
        theme.role(self._title, "role", "heading" if low else "title")
        self._place_advice()

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(28, 24, 28, 24)
        column.setSpacing(4)
        self._title = label("", "title", wrap=True)
        self._summary = label("", "soft", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._summary)
        self._question = self._build_question()
        column.addWidget(self._question)
        column.addSpacing(16)
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._cards.setSpacing(20)
        left = QVBoxLayout()
        left.setSpacing(20)
        self._feeling_card = self._build_feeling()
        left.addWidget(self._feeling_card)
        left.addWidget(self._build_week(), 1)
        self._cards.addLayout(left, 3)
        self._cards.addWidget(self._build_done(), 2)
        column.addLayout(self._cards)
        column.addSpacing(8)
        kept = tr("The session is already kept; what you say here is added to it.")
        column.addWidget(label(kept, "small", wrap=True))
        column.addStretch()
        self._whole = in_the_middle(content, WIDTH_PX)
        self._area = scrolled(self._whole)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        outer.addWidget(self._build_bar())
        # The page itself takes the focus: a key pressed at the end of a session must not fill in anything.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _build_feeling(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(tr("How do hips and back feel now?"), "heading", wrap=True))
        self._form = FeelingForm()
        self._form.changed.connect(self._show_advice)
        self._form.changed.connect(self._soon.touch)
        column.addWidget(self._form)
        self._advice = self._build_advice()
        column.addWidget(label(tr("Note"), "strong"))
        self._note = NoteEdit(tr("What you want to remember, if anything"), theme.px(72))
        self._note.setAccessibleName(tr("Note"))
        self._note.installEventFilter(self)
        self._note.textChanged.connect(self._soon.touch)
        column.addWidget(self._note)
        column.addWidget(self._advice)
        column.addWidget(self._build_offer())
        column.addStretch()
        self._feeling = column
        return frame("card", column)

    def _build_week(self) -> DaysCard:
        self._week = DaysCard(self._stores)
        self._week.add_below(button(tr("Do more"), "", self._do_more))
        return self._week

    def _build_question(self) -> QFrame:
        self._question_text = label("", "strong", wrap=True)
        row = Flow(8)
        row.add(self._question_text, grow=True)
        column = QVBoxLayout()
        column.addWidget(flow_row(row))
        made = frame("notice", column, 12)
        for words, key, act in (
            (tr("Keep"), KEEP_KEY, self._on_worth_it),
            (tr("Discard"), DISCARD_KEY, self._discard),
        ):
            answer = KeyButton(words, key, "primary" if key is KEEP_KEY else "", from_afar=False)
            answer.clicked.connect(act)
            row.add(answer)
            QShortcut(QKeySequence(key), made).activated.connect(answer.click)
        made.hide()
        return made

    def _on_worth_it(self) -> None:
        self._question.hide()
        self.setFocus()

    def _discard(self) -> None:
        """Take the session out of the history again, with a way back."""
        record, self._record = self._said() or self._record, None
        if record:
            self._stores.history.withdraw(record.id)
            self._stores.notices.add(
                tr("The session was deleted."), SUCCESS, undo=partial(self._stores.history.add, record)
            )
        self.finished.emit()

    def _build_advice(self) -> QFrame:
        self._advice_text = label("", wrap=True)
        column = QVBoxLayout()
        column.addWidget(self._advice_text)
        made = frame("notice", column, 12)
        made.hide()
        return made

    def _place_advice(self) -> None:
        """Below the note, where it moves nothing; or right below the numbers, if only there it is seen at once."""
        column = self._feeling
        column.removeWidget(self._advice)
        card = self._feeling_card
        end = card.mapTo(self._whole, QPoint()).y() + card.heightForWidth(card.width())
        seen = end <= self._area.viewport().height()
        above = self._note if seen else self._form
        column.insertWidget(column.indexOf(above) + 1, self._advice)

    def _build_offer(self) -> QFrame:
        self._offer_text = label("", wrap=True)
        self._accept = button("", "", self._on_accept)
        self._refuse = button(tr("Not now"), "quiet", self._on_refuse)
        row = Flow(8)
        row.add(self._accept)
        row.add(self._refuse)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(self._offer_text)
        column.addWidget(flow_row(row))
        self._offer = frame("stage", column, 16)
        self._offer.hide()
        return self._offer

    def _show_offer(self) -> None:
        """Offer a little more, unless what is said now asks for less."""
        record = self._record
        if record is None or self._answered:
            return
        said = replace(record, feeling_after=self._form.feeling())
        earlier = [
            r for r in self._stores.history.recent if r.id != record.id and r.started_at <= record.started_at
        ]
        exercises = self._stores.catalogue.current.exercises
        self._step = next_step([*earlier, said], exercises, self._stores.settings.current)
        self._offer.setVisible(self._step is not None)
        if self._step:
            exercise = exercises[self._step.exercise]
            now, then = (wording.dosage(exercise, d) for d in (self._step.now, self._step.then))
            self._offer_text.setText(
                tr("{exercise} has gone well for a while. From now on {dosage} instead of {now}?").format(
                    exercise=exercise.text.name, dosage=then, now=now
                )
            )
            self._accept.setText(tr("Yes, {dosage}").format(dosage=then))
            self._accept.show()
            self._refuse.setText(tr("Not now"))

    def _on_accept(self) -> None:
        if self._step is None:
            return
        self._answered = True
        self._undone = self._stores.settings.current.override(self._step.exercise)
        self._stores.settings.save(
            self._stores.settings.current.with_override(self._step.exercise, self._step.override)
        )
        self._offer_text.setText(tr("That counts from the next session on. You can change it in Settings."))
        self._accept.hide()
        self._refuse.setText(tr("Undo"))
        self._refuse.setFocus()

    def _on_refuse(self) -> None:
        """Not now; or, once it was accepted, as it was before."""
        if self._answered and self._step and self._undone is not None:
            self._stores.settings.save(
                self._stores.settings.current.with_override(self._step.exercise, self._undone)
            )
        self._answered = True
        self._offer.hide()
        self.setFocus()

    def _build_done(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(tr("What you did"), "heading"))
        self._done = QVBoxLayout()
        self._done.setSpacing(10)
        column.addLayout(self._done)
        column.addStretch(1)  # more than the pictures take
        return frame("card", column)

    def _build_bar(self) -> QFrame:
        enter = tr("Enter, in the note Ctrl+Enter")
        self._save = KeyButton(tr("Save"), enter, "primary", from_afar=False)
        self._leave = KeyButton(tr("Leave without adding"), tr("Esc"), from_afar=False)
        self.back_button = KeyButton(back_words(), "", from_afar=False)
        for key in KEYS:
            shortcut = QShortcut(QKeySequence(key), self.back_button)
            shortcut.activated.connect(self.back_button.click)
        for made, act in (
            (self._save, self._on_save),
            (self._leave, self.leave),
            (self.back_button, self._go_back),
        ):
            made.clicked.connect(act)
        row = QHBoxLayout()
        row.setContentsMargins(28, 16, 28, 16)
        row.addWidget(KeyRow((self._save, self._leave, self.back_button), gap=12))
        row.addStretch()
        return lower_bar(row, WIDTH_PX)

    def _show_advice(self) -> None:
        before = self._record.feeling_before if self._record else None
        after = self._form.feeling() or Feeling()
        places, easier = too_much(before, after), to_ease(after)
        self._show_offer()
        better = improved(before, after)
        self._advice_text.setText(self._warning(places) if places else _advice(easier, better))
        self._advice.setVisible(bool(places or easier))
        self._place_advice()

    def _warning(self, places: Sequence[str]) -> str:
        text = tr(
            "{places}: that is more than a stretch should leave behind. It may mean that today was too much, "
            "or that something there needs rest. Leave it at this for today; next time hold for less "
            "long, go less far, or take the easier form. If it is still so tomorrow, or comes back, ask "
            "a doctor or a physiotherapist. Ask at once if there is numbness, tingling, weakness, or "
            "pain that runs down a leg."
        ).format(places=" · ".join(map(place_name, places)))
        earlier = [r for r in self._stores.history.recent if self._record and r.id != self._record.id]
        if too_much_in_a_row(earlier) + 1 >= IN_A_ROW:
            again = tr(
                "It was too much after the sessions before this one as well. Please let a doctor or a "
                "physiotherapist have a look before you go on."
            )
            text = f"{again} {text}"
        return text

    def _show_done(self, record: SessionRecord) -> None:
        while (item := self._done.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for done in record.exercises:
            self._done.addWidget(self._row(done))

    def _row(self, done: ExerciseRecord) -> QWidget:
        exercise = self._stores.catalogue.current.exercises.get(done.id)
        row = QHBoxLayout()
        row.setSpacing(12)
        picture = self._stores.catalogue.current.picture(done.id, "hold") if exercise else None
        row.addWidget(Thumbnail(self._cache, picture, 48, 64))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(exercise.text.name if exercise else done.id, "strong", wrap=True))
        words.addWidget(label(done_line(done), "soft", wrap=True))
        row.addLayout(words, 1)
        return frame("plain", row, 0)

    def leave(self) -> None:
        """Be through without adding; ask first if something would be lost."""
        if (self._said() or self._record) == self._as_shown:
            self.finished.emit()
            return
        question(
            self,
            tr("Keep what you said?"),
            (
                Answer(tr("Keep"), self._on_save),
                Answer(tr("Throw away"), self._throw_away, Role.DestructiveRole),
                Answer(tr("Go on here"), role=Role.RejectRole),
            ),
        )

    def keep_typed(self) -> None:
        """Add to the session what was said so far."""
        super().keep_typed()
        self._keep()

    def _keep(self) -> None:
        if said := self._said():
            self._record = said
            self._stores.history.replace(said)

    def _said(self) -> SessionRecord | None:
        """The session with what was said; None if that is nothing new."""
        if self._record is None:
            return None
        said = replace(self._record, note=self._note.note())
        if (self._form.feeling() or Feeling()) != (self._record.feeling_after or Feeling()):
            said = replace(said, feeling_after=self._form.feeling())
        return None if said == self._record else said

    def _go_back(self) -> None:
        self._before_back, self._record = self._said() or self._record, None
        self.back.emit()

    def _throw_away(self) -> None:
        if self._as_shown and self._record != self._as_shown:
            self._stores.history.replace(self._as_shown)
        self._record = None
        self.finished.emit()

    def _do_more(self) -> None:
        self.keep_typed()
        self.more.emit()

    def _on_save(self) -> None:
        self.keep_typed()
        self.finished.emit()


def _advice(easier: Sequence[str], better: Sequence[str]) -> str:
    """What pain that is not too much asks for; first for the places where it is less than before."""
    less = tr(
        "{places}: better than before, and still the point at which to ease off. Next time go less far, hold for less "
        "long, or take the easier form."
    )
    as_much = tr(
        "{places}: that is the point at which to ease off. Next time go less far, hold for less long, or "
        "take the easier form."
    )
    parts = (
        (less, [place for place in easier if place in better]),
        (as_much, [place for place in easier if place not in better]),
    )
    said = [words.format(places=" · ".join(map(place_name, places))) for words, places in parts if places]
    return reduce(wording.in_a_row, said) if said else ""


def done_line(done: ExerciseRecord) -> str:
    """What was done of an exercise against the plan, side by side, and how it ended, in a line."""
    parts = []
    sides = sorted(done.sets, key=lambda s: list(Side).index(s.side))
    for side, sets in groupby(sides, key=lambda s: s.side):
        parts.append(_side_words(side, list(sets)))
    outcomes = {s.outcome for s in done.sets}
    if Outcome.EASED in outcomes:
        parts.append(tr("eased off, and that was right"))
    elif outcomes == {Outcome.SKIPPED} and not any(s.done_s for s in done.sets):
        return tr("left out this time")
    return " · ".join(parts)


def _side_words(side: Side, sets: list[SetRecord]) -> str:
    held = sets[0].kind is Kind.HOLD
    words = tr("{count} of {total}").format(
        count=wording.number(sum(s.done_reps for s in sets)),
        total=wording.number(sum(s.planned_reps for s in sets)),
    )
    if held:
        words = wording.listed((words, wording.held(*(s.done_s for s in sets))))
    return words if side is Side.BOTH else wording.titled(wording.side_phrase(side), words)
