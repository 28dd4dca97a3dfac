"""What plays the sounds and where they come out, in words."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hipstretch.core.settings import SoundPlayer
from hipstretch.translation import tr

from .wording import in_a_row, number

if TYPE_CHECKING:
    from .sound.output import Output

PLAYERS = {SoundPlayer.SIMPLEAUDIO: "simpleaudio", SoundPlayer.QT: "Qt Multimedia"}
"""The names of what plays sounds, the same in every language."""


def output(found: "Output | None") -> str:
    """What sounds come out of, and how loud the computer is; what the system uses where that is not known."""
    if found is None:
        return tr("As the system")
    loud = (
        tr("computer at {count} %").format(count=number(found.percent)) if found.percent is not None else ""
    )
    return " · ".join(filter(None, [found.name, loud]))


def output_problem(found: "Output | None") -> str:
    """Why nothing is heard from an output; empty if nothing is known to be wrong."""
    if found and found.muted:
        return tr("{device} is muted: no sound will be heard.").format(device=found.name)
    return ""


def what_to_do(problem: str | None) -> str:
    """Why no sound is played, and what helps where no device answers; empty if nothing is wrong."""
    from .sound.samples import NO_DEVICE

    if problem != NO_DEVICE.words():
        return problem or ""
    return in_a_row(problem, tr("Connect headphones or a loudspeaker, or switch them on, and listen again."))


def player(
    plays: SoundPlayer | None,
    chosen: SoundPlayer = SoundPlayer.AUTOMATIC,
    installed: Iterable[SoundPlayer] = tuple(PLAYERS),
) -> str:
    """What plays the sounds, and why it is not what the person chose."""
    if plays is None:
        return tr("Nothing that plays sounds is installed.")
    if chosen in (SoundPlayer.AUTOMATIC, plays):
        text = tr("Sounds are played by {player}.")
    elif chosen in installed:
        text = tr(
            "You chose {chosen}, which counts from the next session on. Now {player} plays the sounds; it goes on with "
            "that where {chosen} finds no sound device."
        )
    else:
        text = tr(
            "You chose {chosen}, which is not installed here: {player} plays the sounds. Your choice is kept for when "
            "it is."
        )
    return text.format(player=PLAYERS[plays], chosen=PLAYERS.get(chosen))
