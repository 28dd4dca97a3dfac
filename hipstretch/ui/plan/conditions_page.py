"""My conditions: what to mind, ticked in a short list, and what follows from it."""

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout, QWidget

from hipstretch.core.conditions import Condition, Variant, variant
from hipstretch.qt.stores.catalogue_store import CatalogueStore
from hipstretch.qt.stores.settings_store import SettingsStore
from hipstretch.translation import tr
from hipstretch.ui.widgets.buttons import button
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.flow_layout import Flow, quiet_row
from hipstretch.ui.widgets.labels import label
from hipstretch.ui.widgets.page import Page, centred
from hipstretch.ui.widgets.tick_line import TickLine

PAGE_WIDTH = 900
"""The widest a page of words gets, in logical pixels."""

INDENT = 30
"""So far in begins what belongs to the line above."""
HIP_REPLACEMENTS = (
    Condition.HIP_REPLACEMENT_POSTERIOR,
    Condition.HIP_REPLACEMENT_LATERAL,
    Condition.HIP_REPLACEMENT_ANTERIOR,
)
"""What belongs to one is said once, above the three."""


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
        back = button(tr("← Your plan"), "quiet", go_back)
        back.setToolTip(tr("Esc"))
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(28, 12, 28, 28)
        column.setSpacing(14)
        head = Flow(8)
        head.add(back)
        column.addLayout(quiet_row(head))
        column.addWidget(label(tr("My conditions"), "title", wrap=True))
        text = tr(
            "Tick what is true of you. What doesn't go with it is left out of suggestions, and what should be done "
            "otherwise shows its easier form first. Nothing is locked, and nothing leaves this computer."
        )
        column.addWidget(label(text, wrap=True))
        column.addWidget(self._build_list())
        self._effect = label("", "strong", wrap=True)
        column.addWidget(self._effect)
        column.addWidget(self._build_sources())
        column.addStretch()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(centred(middle, PAGE_WIDTH))
        self.first = next(iter(self.boxes.values()))
        settings.changed.connect(self._on_settings)
        self._refresh()

    def _build_list(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(label(tr("Hip replacement"), "strong", wrap=True))
        column.addWidget(label(condition_lines(HIP_REPLACEMENTS[0])[1], "small", wrap=True))
        hips = QVBoxLayout()
        hips.setSpacing(4)
        hips.setContentsMargins(INDENT, 0, 0, 6)
        column.addLayout(hips)
        for condition in Condition:
            words, more = condition_lines(condition)
            one_of_these = condition in HIP_REPLACEMENTS
            line = TickLine(words, "" if one_of_these else more)
            line.box.setAccessibleDescription(more)
            line.box.toggled.connect(self._on_tick)
            self.boxes[condition] = line.box
            (hips if one_of_these else column).addWidget(line)
        line = TickLine(tr("My surgeon or physiotherapist has no objection to such exercises"))
        self.cleared = line.box
        self.cleared.toggled.connect(lambda on: self._settings.change(cleared=on))
        indented = QVBoxLayout()
        indented.addWidget(line)
        self._clearance = frame("plain", indented, 0)
        indented.setContentsMargins(INDENT, 0, 0, 0)
        column.addWidget(self._clearance)
        return frame("card", column)

    def _build_sources(self) -> QFrame:
        column = QVBoxLayout()
        column.setSpacing(8)
        for text, role in (
            (tr("No clinician has reviewed this program."), "strong"),
            (
                tr(
                    "What follows from each line was worked out by comparing the positions of every exercise with "
                    "published precautions. It does not replace the advice of someone who knows you: what they say "
                    "counts."
                ),
                "body",
            ),
            (
                tr(
                    "Sources: leaflets on movement rules after hip replacement; Too Fit To Fracture (Osteoporosis "
                    "International, 2015) and the UK consensus Strong, Steady and Straight (2022); sheets after ACOG "
                    "and British hospital leaflets on pelvic girdle pain; exercise pages on spinal stenosis; Grimaldi "
                    "and Fearon (2015) on tendons of the outer hip."
                ),
                "small",
            ),
        ):
            column.addWidget(label(text, role, wrap=True))
        return frame("notice", column)

    def _on_tick(self) -> None:
        ticked = tuple(c for c, box in self.boxes.items() if box.isChecked())
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
        forms = [variant(e, settings.conditions)[0] for e in self._catalogue.built_in().values()]
        words = tr(
            "Exercises left out: {left_out}. With their easier form first: {easier}. As described: {usual}."
        ).format(
            left_out=forms.count(Variant.LEFT_OUT),
            easier=forms.count(Variant.EASIER),
            usual=forms.count(Variant.USUAL),
        )
        self._effect.setText(words)
        self._effect.setVisible(bool(settings.conditions))
        self._effect.setAlignment(Qt.AlignmentFlag.AlignLeft)
