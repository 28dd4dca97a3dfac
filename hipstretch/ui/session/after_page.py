"""After a session: how it feels now against before, a note, what was done. The record is already stored."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipstretch.core.progress import IN_A_ROW, too_much_in_a_row
from hipstretch.core.progression import Step, next_step
from hipstretch.core.record import Feeling, SessionOutcome, SessionRecord
from hipstretch.core.settings import DosageOverride
from hipstretch.qt import names, wording
from hipstretch.qt.session_words import session_line
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.translation import tr
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import KeyButton, button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.day_dots import DaysCard
from hipstretch.ui.widgets.dialogs import Answer, Role, question
from hipstretch.ui.widgets.feeling_scale import FeelingForm
from hipstretch.ui.widgets.flow_layout import Flow, flow_row
from hipstretch.ui.widgets.key_row import KeyRow
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.note_edit import NoteEdit
from hipstretch.ui.widgets.page import WIDEST_PX, Page, in_the_middle, lower_bar, scrolled
from hipstretch.ui.widgets.pictures import PictureCache
from hipstretch.ui.widgets.tab_order import tab_through
from hipstretch.ui.widgets.typing import KeptSoon

from .advice import AdviceBox, advice
from .controls import keep_words
from .done_card import DoneCard
from .keys import DISCARD_KEY, KEEP_KEY
from .waiting_bar import KEYS, back_words

LOW_PX, HIGH_PX = 600, 740
"""Below this height at 100 % text the title is a heading, beside what it was; from the other on the note is larger."""
NARROW_PX, WIDE_PX, WIDE_FORM = 960, 1280, 44
"""Below this width at 100 % text the cards lie below each other; from the other on what is asked has this part."""
SIDE_PX, GAP_PX, LOW_GAP_PX = 28, 20, 8
"""Beside the page, between its cards, and above and below it and its buttons in a low window."""
ANSWERS_NOTHING = Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter
"""The keys that may come at once: they fill in nothing, or wait by themselves."""


class AfterPage(Page):
    """What the person may add to a record. `finished` when they are through, whether they added or not.

    `more` when they want to do more, with what they said kept. `back` asks for the session to go on; what was said so
    far is there again when it is over.
    """

    finished, back, more = Signal(), Signal(), Signal()
    holds = True

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
        self._resized = QTimer(self, singleShot=True, interval=0)
        """When all has the place that it gets by the size of the window, or by what is said."""
        self._resized.timeout.connect(self._place_advice)
        self._form_share = -1
        """How much of the width what is asked has, in hundredths; none if the cards lie below each other."""
        self._build()

    def show_record(
        self, record: SessionRecord, *, can_go_on: bool = False, in_question: bool = False
    ) -> None:
        """Ask about a session that is already in the store.

        `can_go_on` says whether it was stopped before its end, `in_question` whether it may not be worth keeping.
        """
        self.keep_typed()
        self._record = self._as_shown = record
        self._ask(asked=in_question)
        self._question_text.setText(keep_words(record))
        self.back_button.setVisible(can_go_on)
        said, self._before_back = self._before_back, None
        if said is None or said.id != record.id:
            said = record
        whole = record.outcome is SessionOutcome.COMPLETED
        self._title.setText(tr("Well done.") if whole else tr("That counts too."))
        self.setAccessibleName(self._title.text())
        self._summary.setText(
            session_line(names.routine(self._stores.catalogue.current, record.routine), record)
        )
        self._form.show_feeling(said.feeling_after, before=record.feeling_before)
        self._note.show_note(said.note)
        self._answered = False
        self._undone = None
        self._show_advice()
        self._show_buttons()
        self._done_card.show_record(record)
        self._week.show_until(self._stores.settings.today())
        self._area.verticalScrollBar().setValue(0)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Give the focus to what is asked first, and have the title in view if there is room for both."""
        asked = not self._question.isHidden()
        self.first = self._keep_button if asked else self._form.scales["hip_left"].stop
        self.first.installEventFilter(self)
        super().setFocus(reason)
        self._area.verticalScrollBar().setValue(0)
        self._area.ensureWidgetVisible(self.first)

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
        """Ctrl+Enter saves from within the note; a card of another width is of another height.

        A key that was meant for the session answers nothing.
        """
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._resized.start()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if (
                watched is self.first
                and event.key() not in ANSWERS_NOTHING
                and not self._settling.hasExpired()
            ):
                return True
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self._save.click()
                return True
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many cards beside each other as there is room for."""
        super().resizeEvent(event)
        self._arrange()
        stack, row = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        low = self.height() < theme.px(LOW_PX)
        theme.role(self._title, "role", "heading" if low else "title")
        beside = low and self.width() >= theme.px(NARROW_PX // 2)
        self._head.setDirection(row if beside else stack)
        self._head.setSpacing(GAP_PX if beside else 4)
        self._head.setStretchFactor(self._summary, int(beside))
        high = self.height() >= theme.px(HIGH_PX) and self._form_share == WIDE_FORM
        self._note.setFixedHeight(theme.px(112 if high else 72))
        self._content.setContentsMargins(SIDE_PX, LOW_GAP_PX if low else 20, SIDE_PX, 12)
        gap = LOW_GAP_PX if low else 12
        self._bar.setContentsMargins(SIDE_PX, gap, SIDE_PX, gap)
        self._resized.start()

    def _arrange(self) -> None:
        """Each card ends with what is in it."""
        width, top = self.width(), Qt.AlignmentFlag.AlignTop
        form = 0 if width < theme.px(NARROW_PX) else 60 if width < theme.px(WIDE_PX) else WIDE_FORM
        if form == self._form_share:
            return
        self._form_share, wide = form, form == WIDE_FORM
        places = ((0, 0, 2), (1, 1, 1), (0, 1, 1)) if wide else ((0, 0, 1), (1, 0, 1), (0, 1, 2))
        if not form:
            places = ((0, 0, 1), (1, 0, 1), (2, 0, 1))
        for card, place in zip((self._feeling_card, self._week, self._beside), places, strict=True):
            self._cards.addWidget(card, *place, 1, top)
        for column, share in enumerate((form, 100 - form) if form else (1, 0)):
            self._cards.setColumnStretch(column, share)
        self._cards.setRowStretch(1, 1)  # what is left of a higher column is below the other one
        for card in (self._done_card, self._week):
            card.widen(wide=wide)

    def _build(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        self._content = column
        column.setSpacing(4)
        self._title = label("", "title", wrap=True)
        self._summary = label("", "soft", wrap=True)
        self._head = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._head.setSpacing(4)
        self._head.addWidget(self._title)
        self._head.addWidget(self._summary)
        column.addLayout(self._head)
        self._question = self._build_question()
        column.addWidget(self._question)
        column.addSpacing(12)
        self._cards = QGridLayout()
        self._cards.setSpacing(GAP_PX)
        self._feeling_card = self._build_feeling()
        self._feeling_card.installEventFilter(self)
        self._build_week()
        self._done_card = DoneCard(self._stores.catalogue, self._cache)
        self._beside = QWidget()
        beside = self._beside_column = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(GAP_PX)
        beside.addWidget(self._done_card)
        column.addLayout(self._cards)
        column.addStretch()
        self._whole = in_the_middle(content)
        self._area = scrolled(self._whole, in_margin=True)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._area, 1)
        bar = self._build_bar()
        outer.addWidget(bar)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a click beside the note ends typing
        self._arrange()
        self.setTabOrder(self, self._keep_button)
        tab_through(self._question, self._feeling_card, self._week, self._done_card, bar)

    def _build_feeling(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(label(tr("How do hips and back feel now?"), "heading", wrap=True))
        self._form = FeelingForm()
        self._form.changed.connect(self._show_advice)
        self._form.changed.connect(self._on_said)
        column.addWidget(self._form)
        self._advice = AdviceBox()
        column.addWidget(label(tr("Note"), "strong"))
        self._note = NoteEdit(tr("What you want to remember, if anything"), theme.px(72))
        self._note.setAccessibleName(tr("Note"))
        self._note.installEventFilter(self)
        self._note.textChanged.connect(self._on_said)
        column.addWidget(self._note)
        column.addWidget(self._advice)
        self._advice_below: QWidget | None = self._note
        """The part of the form below which it stands; None while it stands beside the form."""
        column.addWidget(self._build_offer())
        self._feeling = column
        return frame("card", column)

    def _build_week(self) -> None:
        self._week = DaysCard(self._stores)
        self._more = button(tr("Do more"), "", self._do_more)
        self._week.add_below(self._more)

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
            # elsewhere a letter may be meant for the note
            within = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(key), made, context=within).activated.connect(answer.click)
            if key is KEEP_KEY:
                self._keep_button = answer
        made.hide()
        return made

    def _ask(self, *, asked: bool) -> None:
        """Ask whether the session is worth to be kept, or ask no longer."""
        self._question.setVisible(asked)
        theme.role(self._save, "kind", "" if asked else "primary")

    def _on_worth_it(self) -> None:
        self._ask(asked=False)
        self._show_buttons()
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

    def _place_advice(self) -> None:
        """Below the note; where it would not be seen there, elsewhere, so that nothing in view of the form moves.

        Beside the form, if anything is; else right below the numbers as long as the note is farther below.
        """
        column, card, room = self._feeling, self._feeling_card, self._area.viewport().height()
        end = card.heightForWidth(card.width()) - column.contentsMargins().bottom()
        if self._advice_below is None:
            end += column.spacing() + self._advice.heightForWidth(self._note.width())
        stays = self._advice_below is self._form
        below: QWidget | None = self._note
        if self._advice.isHidden() or card.mapTo(self._whole, QPoint(0, end)).y() <= room:
            pass
        elif self._form_share:
            below = None
        elif stays or self._note.mapTo(self._area.viewport(), QPoint()).y() >= room:
            below = self._form
        if below is not self._advice_below:
            self._put_advice(below)

    def _put_advice(self, below: QWidget | None) -> None:
        """Below a part of the form, or beside the form."""
        shown, self._advice_below = not self._advice.isHidden(), below
        for column in (self._feeling, self._beside_column):
            column.removeWidget(self._advice)
        if below:
            self._feeling.insertWidget(self._feeling.indexOf(below) + 1, self._advice)
        else:
            self._beside_column.insertWidget(0, self._advice)
        self._advice.setVisible(shown)

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
        self._save.setFocus()

    def _build_bar(self) -> QFrame:
        self._save = KeyButton(tr("Close"), tr("Enter"), "primary", from_afar=False, also=(tr("Save"),))
        self._leave = KeyButton(tr("Close without these answers"), tr("Esc"), from_afar=False)
        self.back_button = KeyButton(back_words(), "", from_afar=False)
        for key in KEYS:
            shortcut = QShortcut(QKeySequence(key), self.back_button)
            shortcut.activated.connect(self.back_button.click)
        for made, act in (
            (self._save, self._save_once_advised),
            (self._leave, self.leave),
            (self.back_button, self._go_back),
        ):
            made.clicked.connect(act)
        row = QHBoxLayout()
        self._bar = row
        row.setSpacing(GAP_PX)
        row.addWidget(KeyRow((self._save, self._leave, self.back_button), gap=12))
        kept = tr("The session is already kept; what you say here is added to it.")
        self._kept = label(kept, "small", wrap=True)
        row.addWidget(self._kept, 1)
        row.addStretch()
        return lower_bar(row, WIDEST_PX)

    def _show_buttons(self) -> None:
        """As long as nothing was said there is nothing to save: one button, which closes.

        While it is asked whether to keep the session, it is not called kept, and Enter may be the answer to that.
        """
        said, asked = (self._said() or self._record) != self._as_shown, not self._question.isHidden()
        self._save.key = tr("Enter, in the note Ctrl+Enter") if said else "" if asked else tr("Enter")
        self._save.setText(tr("Save") if said else tr("Close"))
        self._save.update()
        self._leave.setVisible(said)
        self._kept.setHidden(said or asked)

    def _show_advice(self) -> None:
        """Nobody is told to ease off, to rest or to ask, and offered beside that to do more."""
        before = self._record.feeling_before if self._record else None
        after = self._form.feeling() or Feeling()
        self._show_offer()
        earlier = [r for r in self._stores.history.recent if self._record and r.id != self._record.id]
        better, asked = advice(before, after, again=too_much_in_a_row(earlier) + 1 >= IN_A_ROW)
        self._advice.say(better, asked)
        self._more.setHidden(bool(asked))
        self._place_advice()

    def _on_said(self) -> None:
        self._soon.touch()
        self._show_buttons()

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

    def _save_once_advised(self) -> None:
        """In a small window the first press may lead to advice that stands below what is in view."""
        bar = self._area.verticalScrollBar()
        before = bar.value()
        if self._advice.isVisible() and not self._form_share:
            self._area.ensureWidgetVisible(self._advice, 0, 0)
        if bar.value() == before:
            self._on_save()

    def _on_save(self) -> None:
        self.keep_typed()
        self.finished.emit()
