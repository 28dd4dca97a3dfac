"""What the page after a session says of pain: a warning, or the advice to ease off."""

from collections.abc import Sequence
from functools import reduce

from PySide6.QtWidgets import QFrame, QVBoxLayout

from hipstretch.core.progress import EASE, improved, risen, to_ease, too_much
from hipstretch.core.record import Feeling
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.feeling_scale import place_name
from hipstretch.ui.widgets.labels import label


class AdviceBox(QFrame):
    """What is advised, in a frame of its own; hidden at first."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "notice")
        self.words = label("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.words)
        self.hide()


def advice(before: Feeling | None, after: Feeling, *, again: bool) -> str:
    """What the pain after a session asks for; empty if for nothing. `again`: it was often too much before this.

    Every place that is better is named first, also one that is still high.
    """
    if places := too_much(before, after):
        asked = _warning(places, still=not set(places) & set(risen(before, after)), again=again)
    elif places := to_ease(after):
        asked = tr(
            "{places}: at {score} or more, ease off next time: go less far, hold for less long, or take the easier "
            "form."
        ).format(places=_names(places), score=wording.number(EASE))
    else:
        return ""
    better = improved(before, after)
    said = [tr("{places}: better than before.").format(places=_names(better))] if better else []
    return reduce(wording.in_a_row, (*said, asked))


def _warning(places: Sequence[str], *, still: bool, again: bool) -> str:
    """`still`: it was as high or higher before in all of them, so that the session may not be why."""
    text = tr(
        "{places}: that is more than a stretch should leave behind. It may mean that today was too much, "
        "or that something there needs rest. Leave it at this for today; next time hold for less "
        "long, go less far, or take the easier form. If it is still so tomorrow, or comes back, ask "
        "a doctor or a physiotherapist. Ask at once if there is numbness, tingling, weakness, or "
        "pain that runs down a leg."
    )
    if still:
        text = tr(
            "{places}: still high. Maybe something there needs rest. Leave it at this for today; next time hold for "
            "less long, go less far, or take the easier form. If it is still so tomorrow, or comes back, ask a doctor "
            "or a physiotherapist. Ask at once if there is numbness, tingling, weakness, or pain that runs down a leg."
        )
    text = text.format(places=_names(places))
    if again:
        often = tr(
            "It was too much after the sessions before this one as well. Please let a doctor or a "
            "physiotherapist have a look before you go on."
        )
        text = wording.in_a_row(often, text)
    return text


def _names(places: Sequence[str]) -> str:
    return " · ".join(map(place_name, places))
