"""What the page after a session says of pain: a warning, or the advice to ease off."""

from collections.abc import Sequence
from functools import reduce

from hipstretch.core.progress import improved, to_ease, too_much
from hipstretch.core.record import Feeling
from hipstretch.qt import wording
from hipstretch.translation import tr
from hipstretch.ui.widgets.feeling_scale import place_name


def advice(before: Feeling | None, after: Feeling, *, again: bool) -> str:
    """What the pain after a session asks for; empty if for nothing. `again`: it was often too much before this."""
    if places := too_much(before, after):
        same = before is not None and all(getattr(before, one) == getattr(after, one) for one in places)
        return _warning(places, same=same, again=again)
    easier = to_ease(after)
    return _to_ease_off(easier, improved(before, after)) if easier else ""


def _to_ease_off(easier: Sequence[str], better: Sequence[str]) -> str:
    """Each place once: those that are better and ask for nothing are named first."""
    fine = [place for place in better if place not in easier]
    said = [tr("{places}: better than before.").format(places=_names(fine))] if fine else []
    ease_off = tr(
        "{places}: that is the point at which to ease off. Next time go less far, hold for less long, or "
        "take the easier form."
    )
    if set(easier) <= set(better):
        ease_off = tr(
            "{places}: better than before, and still the point at which to ease off. Next time go less far, hold for "
            "less long, or take the easier form."
        )
    return reduce(wording.in_a_row, (*said, ease_off.format(places=_names(easier))))


def _warning(places: Sequence[str], *, same: bool, again: bool) -> str:
    """`same`: it is as it was before in all of them, so that the session may not be why."""
    text = tr(
        "{places}: that is more than a stretch should leave behind. It may mean that today was too much, "
        "or that something there needs rest. Leave it at this for today; next time hold for less "
        "long, go less far, or take the easier form. If it is still so tomorrow, or comes back, ask "
        "a doctor or a physiotherapist. Ask at once if there is numbness, tingling, weakness, or "
        "pain that runs down a leg."
    )
    if same:
        text = tr(
            "{places}: no better than before. Maybe something there needs rest. Leave it at this for today; next time "
            "hold for less long, go less far, or take the easier form. If it is still so tomorrow, or comes back, "
            "ask a doctor or a physiotherapist. Ask at once if there is numbness, tingling, weakness, or pain that "
            "runs down a leg."
        )
    text = text.format(places=_names(places))
    if again:
        often = tr(
            "It was too much after the sessions before this one as well. Please let a doctor or a "
            "physiotherapist have a look before you go on."
        )
        text = f"{often} {text}"
    return text


def _names(places: Sequence[str]) -> str:
    return " · ".join(map(place_name, places))
