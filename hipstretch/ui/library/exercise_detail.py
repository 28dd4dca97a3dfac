"""All there is to know of an exercise."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from hipstretch.core.conditions import Variant, variant
from hipstretch.core.exercise import Exercise, Side, Sides
from hipstretch.core.own_exercise import UNSAID
from hipstretch.core.routine import Entry
from hipstretch.core.timeline import dosage_for
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.schedule_store import ScheduleStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.buttons import button, choices
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Flow, quiet_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.numbered import NumberedLines
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.pictures import Picture, PictureCache

from .dosage_card import DosageCard

COLUMN_WIDTH = 310
"""The least width of one of the two columns of an exercise in detail: in the smallest window steps stand beside the
picture."""
SHARES = 9, 11
"""How the width is shared: most steps and cautions fit in a line or two."""
PICTURE_PX = 300, 2000
"""How high the picture is at least and at most, but on a page lower than `LOW_PX`: there it has a share."""
LOW_PX, LOW_SHARE = 500, 0.45


class ExerciseDetail(Page):
    """Everything there is to know about one exercise, said for the side that is chosen."""

    settings_requested = Signal(str)
    """The person's own numbers of the exercise of this id are to be set."""

    def __init__(
        self,
        catalogue: CatalogueStore,
        settings: SettingsStore,
        schedules: ScheduleStore,
        cache: PictureCache,
        exercise: Exercise,
        go_back: Callable[[], None],
        acts: Iterable[tuple[str, str, Callable[[], object]]] = (),
        back: str = "",
    ) -> None:
        """`acts` are words, kind and action of buttons; `back` says where `go_back` leads, if not to all exercises."""
        super().__init__()
        self.exercise = exercise
        self._catalogue = catalogue
        self._settings = settings
        self.side = exercise.sides.order(settings.current.first_side)[0]
        self._sided: list[tuple[Callable[[str], None], str]] = []
        self._adapted = variant(exercise, settings.current.conditions)[0] is Variant.EASIER

        self.back = button(back or tr("← All exercises"), "quiet", go_back)
        self.back.setToolTip(tr("Esc"))
        self.back.setAccessibleName(back or tr("Back to all exercises"))
        head = Flow(6)
        head.add(self.back)
        self.first = self.back
        for words, kind, act in acts:
            head.add(button(words, kind, act), right=True)
        amount = dosage_for(Entry(exercise.id), exercise, settings.current)
        meta = (
            wording.group(exercise.group),
            wording.position_name(exercise.position),
            wording.dosage(exercise, amount),
        )

        top = CardGrid(COLUMN_WIDTH, most=2, shares=SHARES)
        self._stage = self._build_stage(cache)
        self._dosage = DosageCard(exercise, settings, schedules)
        self.times, self.to_settings = self._dosage.times, self._dosage.to_settings
        self.to_settings.clicked.connect(lambda: self.settings_requested.emit(exercise.id))
        left = QVBoxLayout()
        left.addWidget(self._stage, 1)
        left.addStretch(0)  # below a low picture
        top.show_cards([frame("plain", left, 0), frame("card", self._build_steps())])
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(28, 12, 28, 28)
        column.setSpacing(12)
        column.addLayout(quiet_row(head))
        title = QVBoxLayout()
        title.setSpacing(2)
        title.addWidget(label(exercise.text.name, "title", wrap=True))
        title.addWidget(label(" · ".join(meta), "soft", wrap=True))
        column.addLayout(title)
        if caution := wording.caution(exercise, settings.current.conditions):
            minding = QVBoxLayout()
            minding.addWidget(self._say(caution))
            column.addWidget(frame("notice", minding, 12))
        column.addWidget(top)
        column.addWidget(self._build_cards())
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(centred(middle))
        self.show_side(self.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the picture is seen whole beside the steps, or leaves room for them."""
        super().resizeEvent(event)
        low = self.height() < theme.px(LOW_PX)
        least, most = [round(LOW_SHARE * self.height())] * 2 if low else map(theme.px, PICTURE_PX)
        self._picture.setMinimumHeight(least)
        self._picture.setMaximumHeight(most)
        vertical = QSizePolicy.Policy.Maximum if low else QSizePolicy.Policy.Expanding
        self._stage.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)

    def show_side(self, side: Side) -> None:
        """Say everything for this side and mirror the picture to it."""
        self.side = side
        for say, sentence in self._sided:
            say(wording.fill(sentence, side))
        text = self.exercise.text
        steps = filter(None, (*text.steps_of(easier=self._adapted), text.leave))
        self._steps.show_lines([wording.fill(step, side) for step in steps])
        self._show_picture()

    def _say(self, text: str, role: str = "body") -> QWidget:
        """A label that follows the side."""
        made = label(text, role, wrap=True)
        self._sided.append((made.setText, text))
        return made

    def _build_stage(self, cache: PictureCache) -> QFrame:
        names = {
            "start": tr_in("picture", "Beginning"),
            "hold": tr_in("the picture of a hold", "Hold"),
            "motion": tr("Movement"),
            "easier": tr("Easier"),
            "second": tr("Other view"),
        }
        catalogue, one = self._catalogue.current, self.exercise.id
        pictures = {n: path for n in names if (path := catalogue.picture(one, n))}
        if "start" in pictures and pictures["start"] == pictures.get("hold"):
            del pictures["start"]
        if "motion" in pictures and pictures["motion"] == pictures.get("hold"):
            del pictures["hold"]
        self._still = theme.reduced_motion(self._settings.current)
        if self._still and len(pictures) > 1:
            pictures.pop("motion", None)
        for number, path in enumerate(catalogue.photos(one), 1):
            if path not in pictures.values():
                names[path.name] = tr("Photo {number}").format(number=wording.number(number))
                pictures[path.name] = path
        self._pictures = pictures
        self._picture = Picture(cache)
        self.picture_choice, row = choices((n, names[n]) for n in self._pictures)
        self.picture_choice.idClicked.connect(self._show_picture)
        column = QVBoxLayout()
        column.setSpacing(10)
        if self._pictures:
            wanted = ["easier"] * self._adapted + ["hold"]
            first = next((name for name in wanted if name in self._pictures), "")
            chosen = list(self._pictures).index(first) if first else 0
            self.picture_choice.buttons()[chosen].setChecked(True)
            column.addWidget(self._picture, 1)
        else:
            row.hide()
            empty = label(tr("This exercise has no picture."), "soft", wrap=True)
            empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
            empty.setMinimumHeight(theme.px(160))
            column.addWidget(empty, 1)
        column.addWidget(row)
        return frame("stage", column, 8)

    def _build_steps(self) -> QVBoxLayout:
        text = self.exercise.text
        column = QVBoxLayout()
        column.setSpacing(10)
        if self.exercise.sides is Sides.EACH:
            sides = (Side.LEFT, Side.RIGHT)
            self.side_choice, row = choices(
                ((Side.LEFT.value, tr("Left side")), (Side.RIGHT.value, tr("Right side")))
            )
            self.side_choice.buttons()[sides.index(self.side)].setChecked(True)
            self.side_choice.idClicked.connect(lambda number: self.show_side(sides[number]))
            column.addWidget(row)
        self._steps = NumberedLines()
        column.addWidget(self._steps)
        column.addWidget(self._say(tr("Feel it: {place}").format(place=text.felt), "strong"))
        column.addWidget(self._say(wording.titled(tr("Breathing"), text.breathing), "soft"))
        column.addStretch()
        if text.stop:
            column.addWidget(frame("line", QVBoxLayout(), 0))
            column.addWidget(label(tr("When to stop"), "heading", wrap=True))
            column.addWidget(self._say(text.stop, "warn"))
        return column

    def _build_cards(self) -> CardGrid:
        text = self.exercise.text
        left = [
            self._card(tr("Take care"), text.cautions),
            self._card(tr("Common mistakes"), text.mistakes),
        ]
        right = [
            self._card(tr("Easier"), self._easier()),
            self._card(tr("Harder"), (text.harder,)),
            self._card(tr("You need"), (wording.listed(text.equipment) or tr("nothing"),)),
            self._card(tr("Where this comes from"), (text.source,)),
        ]
        # of an own exercise nobody says what to mind: neither column is empty
        (right if any(left) else left).insert(0, self._dosage)
        columns = []
        for cards in (left, right):
            column = QVBoxLayout()
            column.setSpacing(16)
            for card in filter(None, cards):
                column.addWidget(card)
            column.addStretch()
            columns.append(frame("plain", column, 0))
        grid = CardGrid(COLUMN_WIDTH, most=2, shares=SHARES)
        grid.show_cards(columns)
        return grid

    def _easier(self) -> tuple[str, ...]:
        """How the easier form goes, with its steps unless they are the steps that are shown."""
        if self._adapted:
            return (wording.easier(self.exercise, self._settings.current.conditions),)
        return (self.exercise.text.easier, *self.exercise.text.easier_steps)

    def _card(self, title: str, lines: tuple[str, ...], role: str = "body") -> QFrame | None:
        if lines in ((), (UNSAID,)):
            return None
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(title, "heading", wrap=True))
        for line in lines:
            column.addWidget(self._say(line, role))
        return frame("card", column)

    def _show_picture(self) -> None:
        chosen = self.picture_choice.checkedButton()
        if chosen:
            name = chosen.property("value")
            mirrored = self.side is Side.LEFT
            moving = name == "motion" and not self._still
            instead = self._pictures.get("hold")
            self._picture.show_picture(
                self._pictures[name], mirrored=mirrored, moving=moving, instead=instead
            )
