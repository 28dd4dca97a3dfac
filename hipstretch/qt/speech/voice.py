"""The computer's own voice, by Qt TextToSpeech: speech-dispatcher, Windows, macOS.

Opening speech-dispatcher takes more than a second, during which nothing else would happen. So on Linux the engine
lives in a process of its own, which tells whenever something about it changes. An engine that fails never speaks
again, so its process ends, and the next one has an engine of its own.
"""

import logging
import math
import os
import sys
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTimer, Signal, SignalInstance

from hipstretch import translation
from hipstretch.translation import tr

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech, QVoice

from hipstretch.core.settings import Settings
from hipstretch.qt import child_process, child_side
from hipstretch.qt.child_process import ChildProcess

USUAL_CPS = 12.0
"""Characters a second of a voice that was not heard yet, at its usual speed: slow, so that nothing runs over."""
DELAY_S = 0.35
"""From the order to the last of the first word, as far as it is not in the characters; engines take their time."""
CAUTION = 1.1
"""How much longer than expected a sentence may take."""
WARM_UP_MS = 3000
"""How long a session waits at most for the voice."""
STUCK_S = 5.0
"""A sentence that takes so much longer than twice its time does not end: speech-dispatcher was stopped meanwhile, and
Qt's engine waits for ever for word from it."""
VARIANT = "+"
"""In the name of a voice that only changes the pitch of another one: eSpeak has a hundred of each."""
MOCK = "mock"
"""Qt's engine for tests."""

Fault = tuple[str, str]
"""Why nothing can be said: a key of `worded`, and the engine's reason."""
NO_ENGINE: Fault = ("no engine", "")
"""Nothing on this system speaks."""
NO_VOICE: Fault = ("no voice", "")
"""The engine speaks, but not the language."""

log = logging.getLogger("hipstretch.voice")


class Voice(Protocol):
    """Says sentences at once, never raises and never waits."""

    @property
    def problem(self) -> str | None:
        """Why nothing can be said, in words for the person; None while all is well."""

    @property
    def speaking(self) -> bool:
        """Whether something is being said."""

    @property
    def changed(self) -> SignalInstance:
        """Emitted without arguments when `problem`, `speaking`, `spoken` or `names` have another value."""

    @property
    def spoken(self) -> str:
        """The language of what it says, as a tag: the program's, or English if that will do; "" if it has neither."""

    def names(self) -> tuple[str, ...]:
        """The voices there are for the language that is spoken."""

    def say(self, text: str) -> bool:
        """Begin to say something, instead of what was being said; False if it can't say anything now."""

    def stop(self) -> None:
        """Be silent at once."""

    def takes_s(self, text: str) -> float:
        """About how many seconds a text takes from the order to its end."""

    def set_up(self, settings: Settings) -> None:
        """Take over language, voice, speed and volume."""

    def when_ready(self, then: Callable[[], None]) -> None:
        """Call `then` as soon as the first word would come in time, or is known not to come at all."""

    def close(self) -> None:
        """Let go of the engine."""


class QtVoice(QObject):
    """A Voice by the engine that Qt finds. How fast it speaks is learned while it does."""

    changed = Signal()

    def __init__(self, engine: str = "") -> None:
        super().__init__()
        from PySide6.QtTextToSpeech import QTextToSpeech

        self._kind = QTextToSpeech
        self.fault: Fault | None = None
        self.spoken = translation.language()
        self.cps = USUAL_CPS
        self._speed = 1.0
        self._said = ""
        self._said_at = 0.0
        self._waiting: list[Callable[[], None]] = []
        engines = [engine] if engine else [e for e in QTextToSpeech.availableEngines() if e != MOCK]
        self._engine: QTextToSpeech | None = None
        if engines:
            self._engine = QTextToSpeech(engines[0], self)
            self._engine.stateChanged.connect(self._on_state)
        self._overdue = QTimer(self, singleShot=True, interval=WARM_UP_MS)
        self._overdue.timeout.connect(self._release)
        self._warm = False
        self._speak_in(self.spoken, english=False)
        self._note_problem()

    @property
    def problem(self) -> str | None:
        """Why nothing can be said."""
        return worded(self.fault)

    @property
    def failed(self) -> bool:
        """Whether there is an engine that does not work, and so never will.

        One that only has no voice for the system's language is in the same state, but speaks in others.
        """
        if self._engine is None or self._engine.state() is not self._kind.State.Error:
            return False
        only_language = self._engine.errorReason() is self._kind.ErrorReason.Configuration
        return not (only_language and self._engine.availableLocales())

    @property
    def speaking(self) -> bool:
        """Whether something is being said."""
        return self._engine is not None and self._engine.state() in (
            self._kind.State.Speaking,
            self._kind.State.Synthesizing,
        )

    def names(self) -> tuple[str, ...]:
        """The voices for the language that is spoken."""
        return tuple(dict.fromkeys(voice.name() for voice in self._voices()))

    def say(self, text: str) -> bool:
        """Begin to say something."""
        if self._engine is None or self.fault:
            return False
        self._said, self._said_at = text, time.monotonic()
        self._engine.say(text)
        return True

    def stop(self) -> None:
        """Be silent at once."""
        if self._engine and (
            self._said or self.speaking
        ):  # an engine only speaks some moments after the order
            self._engine.stop(self._kind.BoundaryHint.Immediate)
        self._said = ""

    def takes_s(self, text: str) -> float:
        """By what its sentences took so far."""
        return takes_s(text, self.cps * self._speed)

    def set_up(self, settings: Settings) -> None:
        """Take over language, voice, speed and volume; a voice that is gone leaves the usual one."""
        self.set_to(*_what_counts(settings))

    def set_to(self, tag: str, english: bool, name: str, speed: int, volume: int) -> None:
        """The same as single values: language, whether English will do, voice, and two percentages."""
        self._speed = speed / 100
        if self._engine is None:
            return
        self._speak_in(tag, english=english)
        self._engine.setRate(math.log2(self._speed))
        self._engine.setVolume(volume / 100)
        voices = {voice.name(): voice for voice in self._voices()}
        if name not in voices and self._engine.engine() == "speechd" and voices:
            name = min(voices)  # its own choice is any voice of the language
        if name in voices:
            self._engine.setVoice(voices[name])
        self._note_problem()

    def when_ready(self, then: Callable[[], None]) -> None:
        """Have it say nothing first: an engine's first word comes late."""
        if self._engine is None or self.fault or self._warm:
            then()
            return
        self._waiting.append(then)
        self._overdue.start()
        volume = self._engine.volume()
        self._engine.setVolume(0)
        self._engine.say("a")
        self._engine.setVolume(volume)

    def close(self) -> None:
        """Be silent, and let go of the engine."""
        self._overdue.stop()
        self._waiting.clear()
        self.stop()
        self._engine = None

    def _speak_in(self, tag: str, *, english: bool) -> None:
        """Take the language, or English if that will do, where there is a voice for it."""
        if self._engine is None:
            return
        known = self._engine.availableLocales()
        if not known:  # it can't tell before it answers
            self.spoken = tag
            return
        wanted = dict.fromkeys([tag, translation.ENGLISH] if english else [tag])
        self.spoken, locale = next(
            ((one, found) for one in wanted if (found := spoken_locale(one, known))), ("", None)
        )
        if locale and locale != self._engine.locale():
            self._engine.setLocale(locale)
            self.changed.emit()

    def _voices(self) -> "list[QVoice]":
        found = self._engine.availableVoices() if self._engine else []
        return [voice for voice in found if VARIANT not in voice.name()]

    def _on_state(self, state: "QTextToSpeech.State") -> None:
        if state is self._kind.State.Ready:
            if self._said:
                self._learn(time.monotonic() - self._said_at)
            self._release()
        self._note_problem()
        self.changed.emit()

    def _learn(self, took_s: float) -> None:
        """From a sentence that was said to its end."""
        text, self._said = self._said, ""
        if len(text) >= 12 and took_s > DELAY_S:
            heard = len(text) / (took_s - DELAY_S) / self._speed
            self.cps += (min(30.0, max(5.0, heard)) - self.cps) / 2

    def _release(self) -> None:
        """Let those go on who waited."""
        self._overdue.stop()
        self._warm = True
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            QTimer.singleShot(0, self, then)  # the engine has not told everybody of its state yet

    def _note_problem(self) -> None:
        fault: Fault | None = None
        if self._engine is None:
            fault = NO_ENGINE
        elif self.failed:
            fault = ("silent", self._engine.errorString())
        elif not self.spoken:
            fault = NO_VOICE
        if fault != self.fault:
            self.fault = fault
            log.info("voice: %s", fault or "ready")
            self.changed.emit()
            if fault:
                self._release()


class VoiceProcess(QObject):
    """A Voice in a process of its own, and in the next one when that has ended."""

    changed = Signal()

    def __init__(self, engine: str = "") -> None:
        super().__init__()
        self.fault: Fault | None = None
        self.spoken = translation.language()
        self.speaking = False
        self._engine = engine
        self._names: tuple[str, ...] = ()
        self._cps, self._speed = USUAL_CPS, 1.0
        self._ready = False
        self._asked = False
        """Whether something was to be said since the last stop."""
        self._set_to: tuple[object, ...] = ()
        self._child = ChildProcess(
            self._command,
            began=self._on_begin,
            told=self._on_told,
            ended=self._on_end,
            wait_ms=WARM_UP_MS,
            parent=self,
        )
        self._child.need()

    @property
    def problem(self) -> str | None:
        """Why nothing can be said."""
        return worded(self.fault)

    def names(self) -> tuple[str, ...]:
        """What the child knows, or the one before it knew."""
        return self._names

    def say(self, text: str) -> bool:
        """Begin to say something; nothing before a child is ready: that would come late."""
        self._child.need()
        if not self._ready or self.fault:
            return False
        self.speaking = self._asked = True
        self._child.send("say", text)
        return True

    def stop(self) -> None:
        """Be silent at once."""
        if self._asked:  # `speaking` tells what was true when the child last wrote
            self.speaking = self._asked = False
            self._child.send("stop")

    def takes_s(self, text: str) -> float:
        """By what the child learned."""
        return takes_s(text, self._cps * self._speed)

    def set_up(self, settings: Settings) -> None:
        """Take over language, voice, speed and volume."""
        wanted = _what_counts(settings)
        self._speed = settings.voice_speed / 100
        if wanted != self._set_to:
            self._set_to = wanted
            self._child.send("set_to", *wanted)

    def when_ready(self, then: Callable[[], None]) -> None:
        """Call `then` once a child has said its first nothing, or that it can't."""
        self._child.when_ready(then)

    def close(self) -> None:
        """End the child and wait for it."""
        self._child.close()

    def _command(self) -> list[str]:
        return child_process.command(__name__, *filter(None, [self._engine]))

    def _on_begin(self) -> None:
        if self._set_to:
            self._child.send("set_to", *self._set_to)

    def _on_told(self, told: dict[str, Any]) -> None:
        self._names, self._cps = tuple(told["names"]) or self._names, told["cps"]
        self.speaking, self._ready = told["speaking"], told["ready"]
        if self._ready or told["fault"]:
            self.fault = tuple(told["fault"]) if told["fault"] else None
            self.spoken = told["spoken"]
            self._child.settle(well=self.fault in (None, NO_VOICE))
        self.changed.emit()

    def _on_end(self, _code: int, _lived_s: float) -> None:
        self.fault = self.fault or ("ended", "")
        self.speaking = self._asked = self._ready = False
        self.changed.emit()


def make_voice() -> "QtVoice | VoiceProcess":
    """The voice for this system."""
    return VoiceProcess() if sys.platform == "linux" else QtVoice()


def takes_s(text: str, cps: float) -> float:
    """Seconds from the order to the end of a text, for a voice of so many characters a second."""
    return DELAY_S + CAUTION * len(text) / cps


def spoken_locale(tag: str, known: Iterable[QLocale]) -> QLocale | None:
    """The best of an engine's locales for a language: as the person's system if it speaks it, else as its main country.

    None if the engine has none.
    """
    system, usual = QLocale.system(), QLocale(tag)
    wanted = [system, usual] if system.language() == usual.language() else [usual]
    found = [one for one in known if one.language() == usual.language()]
    for exact in wanted:
        for one in found:
            if one.territory() == exact.territory() and one.script() == exact.script():
                return one
    return found[0] if found else None


def worded(fault: Fault | None) -> str | None:
    """A fault in words for the person."""
    if fault is None:
        return None
    kind, reason = fault
    return {
        "no engine": tr("This system has no voice that Hipstretch can use."),
        "silent": tr("The voice does not answer ({reason}).").format(reason=reason or tr("no reason given")),
        "ended": tr(
            "The voice does not answer. Everything is shown on the screen; the voice comes back by itself."
        ),
        "no voice": tr("This computer has no voice for this language."),
    }[kind]


def _what_counts(settings: Settings) -> tuple[str, bool, str, int, int]:
    return (
        translation.language(),
        settings.voice_english,
        settings.voice_name,
        settings.voice_speed,
        settings.voice_volume,
    )


def main(engine: str = "") -> None:
    """The child: say what comes in until nothing more does."""
    child_side.end_with_parent()
    application = QCoreApplication([])
    voice = QtVoice(engine)
    ready = False
    stuck = QTimer(singleShot=True)
    stuck.timeout.connect(lambda: os._exit(1))

    def say(text: str) -> None:
        stuck.start(round(1000 * (2 * voice.takes_s(text) + STUCK_S)))
        voice.say(text)

    def tell() -> None:
        if not voice.speaking:
            stuck.stop()
        state = {"fault": voice.fault, "speaking": voice.speaking, "ready": ready, "cps": voice.cps}
        child_side.tell({**state, "names": voice.names(), "spoken": voice.spoken})
        if voice.failed:
            os._exit(0)  # all is told, and the next child has an engine of its own

    def warm() -> None:
        nonlocal ready
        ready = True
        tell()

    voice.changed.connect(tell)
    tell()
    voice.when_ready(warm)
    child_side.serve(application, {"say": say, "stop": voice.stop, "set_to": voice.set_to})
    voice.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
