"""My conditions: what to mind, ticked in a short list, and what follows from it."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from hipstretch.core.conditions import Condition, Variant, variant
from hipstretch.qt import wording
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr, tr_count, tr_in
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.cards import CardGrid, frame
from hipstretch.ui.widgets.flow_layout import Flow, quiet_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.tick_line import TickLine

from .over_plan import Beside, fit_title, way_back

CARD_PX = 340
"""The least width of a card where it has another one beside it."""
VERY_LOW_PX = 300
"""On a page lower than this, at 100 % text, boxes come first."""
START_PX = 6
"""How much farther in a box begins than its line, by the style sheet."""
HIP_REPLACEMENTS = (
    Condition.HIP_REPLACEMENT_POSTERIOR,
    Condition.HIP_REPLACEMENT_LATERAL,
    Condition.HIP_REPLACEMENT_ANTERIOR,
)
"""What belongs to one is said once, above the three."""


def groups() -> tuple[tuple[str, tuple[Condition, ...]], ...]:
    """The conditions by the part of the body, each part with its heading, in the order in which they are read."""
    return (
        (tr("Hip replacement"), HIP_REPLACEMENTS),
        (
            tr("Hip and knee"),
            (Condition.HIP_PINCH, Condition.OUTER_HIP_TENDON, Condition.KNEE_PAIN),
        ),
        (
            tr_in("part of the body", "Back"),
            (Condition.ARCHING_HURTS, Condition.BENDING_HURTS, Condition.OSTEOPOROSIS),
        ),
        (wording.capital(wording.condition(Condition.RECENT_SURGERY)), (Condition.RECENT_SURGERY,)),
        (tr("Pregnancy and pelvis"), (Condition.PREGNANCY, Condition.PELVIC_PAIN)),
    )


def condition_lines(value: Condition) -> tuple[str, str]:
    """A condition as the list names it, and what belongs to it (exercises.md, section 1.3)."""
    rules = tr("As long as the surgeon's movement rules are in force; how long that is differs: ask.")
    return {
        Condition.HIP_REPLACEMENT_POSTERIOR: (tr("Hip replacement from the back (posterior)"), rules),
        Condition.HIP_REPLACEMENT_LATERAL: (tr("Hip replacement from the side (lateral)"), rules),
        Condition.HIP_REPLACEMENT_ANTERIOR: (tr("Hip replacement from the front (anterior)"), rules),
        Condition.KNEE_PAIN: (tr("Knee pain, or kneeling hurts"), ""),
        Condition.OSTEOPOROSIS: (
            tr("Osteoporosis, or a vertebra that broke"),
            tr("Bending and turning the back to the end is what to avoid."),
        ),
        Condition.PREGNANCY: (tr("Pregnancy, after the first three months"), ""),
        Condition.PELVIC_PAIN: (
            tr("Pelvic girdle or pubic pain"),
            tr("Parting the legs or standing on one of them hurts some people."),
        ),
        Condition.ARCHING_HURTS: (
            tr("A back that is worse when it arches"),
            tr("Spinal stenosis or a slipped vertebra, for instance."),
        ),
        Condition.BENDING_HURTS: (tr("Disc trouble or sciatica, worse when you bend"), ""),
        Condition.HIP_PINCH: (
            tr("A pinch at the front of the hip"),
            tr("Impingement or arthritis of the hip, for instance."),
        ),
        Condition.OUTER_HIP_TENDON: (tr("Sore tendons at the outer hip"), ""),
        Condition.RECENT_SURGERY: (
            tr("Surgery on hip, knee, spine or belly in the last twelve weeks"),
            tr("Suggestions and checks wait until a clinician has no objection."),
        ),
    }[value]


class ConditionsPage(Page):
    """A box for each condition; every tick counts at once."""

    def __init__(
        self, catalogue: CatalogueStore, settings: SettingsStore, go_back: Callable[[], None]
    ) -> None:
        super().__init__()
        self._catalogue = catalogue
        self._settings = settings
        self.boxes: dict[Condition, QCheckBox] = {}
        """In the order in which they are read."""
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(28, 16, 28, 28)
        column.setSpacing(12)
        head = Flow(8)
        head.add(way_back(go_back))
        column.addLayout(quiet_row(head))
        self._title = label(tr("My conditions"), "title", wrap=True)
        column.addWidget(self._title)
        text = tr(
            "A tick leaves exercises out of suggestions and sessions, or puts their easier form first. Tick nothing "
            "if none is true of you. Nothing is locked, and nothing leaves this computer."
        )
        self._about = label(text, wrap=True)
        column.addWidget(self._about)
        column.addWidget(self._build_cards())
        column.addWidget(self._build_sources())
        column.addStretch(1)
        self._column = column
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(centred(middle))
        self.first = next(iter(self.boxes.values()))
        settings.changed.connect(self._on_settings)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window boxes are in view: the title is smaller, and what it says below it follows them."""
        super().resizeEvent(event)
        fit_title(self._title, self.height())
        low = self.height() < theme.px(VERY_LOW_PX)
        at = self._column.indexOf(self._title) + 1 + low
        if self._column.indexOf(self._about) != at:
            self._column.insertWidget(at, self._about)

    def _build_cards(self) -> QWidget:
        """A card for each part of the body, and one that says what follows."""
        self._effect = label("", "strong", wrap=True)
        self._none = label(
            tr("Nothing is ticked. If something hurts or was operated on, say so before you begin."),
            wrap=True,
        )
        effect = QVBoxLayout()
        effect.setSpacing(8)
        effect.addWidget(self._none)
        effect.addWidget(self._effect)
        effect.addStretch()
        cards = CardGrid(CARD_PX, 12, most=3)
        cards.show_cards([*(self._build_group(*one) for one in groups()), frame("stage", effect)])
        return cards

    def _build_group(self, heading: str, conditions: tuple[Condition, ...]) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(4)
        above = [label(heading, "strong", wrap=True)]
        if conditions == HIP_REPLACEMENTS:
            above.append(label(condition_lines(conditions[0])[1], "small", wrap=True))
        for words in above:
            words.setContentsMargins(START_PX, 0, START_PX, 0)
            column.addWidget(words)
        for condition in conditions:
            name, more = condition_lines(condition)
            line = TickLine(name, "" if condition in HIP_REPLACEMENTS else more)
            line.box.setAccessibleDescription(more)
            line.box.toggled.connect(self._on_tick)
            self.boxes[condition] = line.box
            column.addWidget(line)
        if Condition.RECENT_SURGERY in conditions:
            self._clearance = TickLine(tr("My surgeon or physiotherapist has no objection to such exercises"))
            self.cleared = self._clearance.box
            self.cleared.toggled.connect(lambda on: self._settings.change(cleared=on))
            column.addWidget(self._clearance)
        column.addStretch()
        return frame("card", column, 14)

    def _build_sources(self) -> QFrame:
        review = QVBoxLayout()
        review.setSpacing(4)
        review.addWidget(label(tr("No clinician has reviewed this program."), "strong", wrap=True))
        review.addWidget(
            label(
                tr(
                    "What follows from each line was worked out by comparing the positions of every exercise with "
                    "published precautions. It does not replace the advice of someone who knows you: what they say "
                    "counts."
                ),
                wrap=True,
            )
        )
        review.addStretch()
        sources = QVBoxLayout()
        sources.addWidget(
            label(
                tr(
                    "Sources: leaflets on movement rules after hip replacement; Too Fit To Fracture (Osteoporosis "
                    "International, 2015) and the UK consensus Strong, Steady and Straight (2022); sheets after ACOG "
                    "and British hospital leaflets on pelvic girdle pain; exercise pages on spinal stenosis; Grimaldi "
                    "and Fearon (2015) on tendons of the outer hip."
                ),
                "small",
                wrap=True,
            )
        )
        sources.addStretch()
        both = QVBoxLayout()
        both.addWidget(Beside(frame("plain", review, 0), frame("plain", sources, 0), spacing=20))
        return frame("notice", both, 16)

    def _on_tick(self) -> None:
        ticked = tuple(c for c in Condition if self.boxes[c].isChecked())
        surgery = Condition.RECENT_SURGERY in ticked
        self._settings.change(conditions=ticked, cleared=self._settings.current.cleared and surgery)

    def _on_settings(self, changed: frozenset[str]) -> None:
        if changed & {"conditions", "cleared"}:
            self._refresh()

    def _refresh(self) -> None:
        settings = self._settings.current
        for condition, box in self.boxes.items():
            with QSignalBlocker(box):
                box.setChecked(condition in settings.conditions)
        with QSignalBlocker(self.cleared):
            self.cleared.setChecked(settings.cleared)
        self._clearance.setVisible(Condition.RECENT_SURGERY in settings.conditions)
        exercises = self._catalogue.built_in().values()
        forms = [(exercise, variant(exercise, settings.conditions)[0]) for exercise in exercises]
        out = [exercise.text.name for exercise, form in forms if form is Variant.LEFT_OUT]
        easier = sum(form is Variant.EASIER for _, form in forms)
        lines = [tr("Left out: {exercises}.").format(exercises=wording.listed(out))] if out else []
        if easier:
            said = tr_count(
                "{count} exercise begins with its easier form.",
                "{count} exercises begin with their easier form.",
                easier,
            )
            lines.append(said.format(count=wording.number(easier)))
        self._effect.setText("\n".join(lines) or tr("No exercise is left out or changed."))
        self._none.setVisible(not settings.conditions)
