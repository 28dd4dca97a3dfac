"""A voice to be heard before a session needs it, and what to do where there is none."""

import sys

from hipstretch import translation
from hipstretch.qt import wording
from hipstretch.translation import tr

from .voice import NO_ENGINE, NO_VOICE, Voice, worded


def say_sample(voice: Voice) -> None:
    """Have a sentence of a session said, in the language that the voice speaks."""

    def words() -> str:
        return tr("Figure four, lying. Left side. 3 times 30 seconds.")

    def speak() -> None:
        if voice.spoken == translation.ENGLISH:
            with translation.in_english():
                voice.say(words())
        else:
            voice.say(words())

    voice.when_ready(speak)


def trouble(voice: Voice) -> str:
    """Why a voice says nothing in the program's language, and what helps; empty if nothing is wrong."""
    another = voice.spoken != translation.language()
    problem = voice.problem or (worded(NO_VOICE) if another else "") or ""
    if problem not in map(worded, (NO_ENGINE, NO_VOICE)):
        return problem
    if sys.platform == "linux":
        help_ = tr("Install {package}, then try again; or do without: sounds and screen tell the same.")
        return wording.in_a_row(problem, help_.format(package="speech-dispatcher-espeak-ng"))
    help_ = tr(
        "Add one in the system's settings, then try again; or do without: sounds and screen tell the same."
    )
    return wording.in_a_row(problem, help_)
