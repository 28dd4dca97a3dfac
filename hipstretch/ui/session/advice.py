"""What the page after a session says of pain: a warning, or the advice to ease off."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipstretch.core.progress import EASE, risen, to_ease, too_much
from hipstretch.core.record import Feeling
from hipstretch.core.scores import improved
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.cards import frame
from hipstretch.ui.widgets.feeling_scale import place_name
from hipstretch.ui.widgets.labels import label


class AdviceBox(QWidget):
    """What is better, and below it what is advised, in a frame; hidden at first."""

    def __init__(self) -> None:
        super().__init__()
        self.better, self.words = label("", wrap=True), label("", wrap=True)
        asked = QVBoxLayout()
        asked.addWidget(self.words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.better)
        column.addWidget(frame("notice", asked, 12))
        self.hide()

    def say(self, better: str, asked: str) -> None:
        """Say what is better, if anything, and what is asked for; nothing if that is nothing."""
        self.better.setText(better)
        self.better.setVisible(bool(better))
        self.words.setText(asked)
        self.setVisible(bool(asked))


def advice(before: Feeling | None, after: Feeling, *, again: bool) -> tuple[str, str]:
    """What is better, a line for each place, also for one that is still high, and what the pain asks for.

    Both are empty if it asks for nothing. `again`: it was often too much before this session.
    """
    if places := too_much(before, after):
        asked = _warning(places, still=not set(places) & set(risen(before, after)), again=again)
    elif places := to_ease(after):
        asked = tr(
            "{places}: at {score} or more, ease off next time: go less far, hold for less long, or take the easier "
            "form."
        ).format(places=_names(places), score=wording.number(EASE))
    else:
        return "", ""
    better = tr("{places}: better than before.")
    return "\n".join(better.format(places=place_name(one)) for one in improved(before, after)), asked


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
    return wording.listed(map(place_name, places))
