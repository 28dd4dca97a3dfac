"""A sound server for tests, and an ear: which cue sounded when. Linux with PulseAudio only.

    pytestmark = tools.needs(*tools.SOUND)

    with SoundServer(tmp_path) as server:
        with server.record() as recorder:
            subprocess.run([...], env={**os.environ, **server.environment})   # plays through the server
        for heard in recorder.heard(sounds / "bowl"):                         # in order of time
            heard.at, heard.cue, heard.match

`heard.at` are seconds of `time.monotonic()`, which all processes share, so that they can be compared with
what a session planned; `heard.cue` is the stem of a wav file of the folder, or None for a noise that is none
of them; `heard.match` says how well it fits (1 is perfectly). `server.stop()` and `server.start()` are the
cable pulled out and put back (a recorder ends with its server). ALSA programs reach the server by an asoundrc
that `environment` names.

How it hears: parec reads the monitor of a null sink. The smallest (arrival - seconds received so far) of the
chunks is the moment recording began: a chunk can come late but never early. From there on, what rises above
silence is compared with every wav, aligned to the sample, and the best one is subtracted, tail and all; then
comes the next. So overlapping cues and melodies of several notes are told apart. What stays far below a sound
that was just subtracted is taken for its remains (the server's resampling, a gap when it was too busy).
"""

import contextlib
import signal
import subprocess
import threading
import time
import wave
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[Any]

RATE = 48_000
MILLISECOND = RATE // 1000
NEARBY = 2 * RATE
FLOOR = 60
"""Samples up to this are silence, of 32767: -55 dB, what a subtracted cue may leave behind."""
COMPARED = RATE * 4 // 10
"""Samples compared: any two cues that begin alike differ by then."""
COARSE, STEP = 8, 20
"""The cue is searched with every eighth sample, which is enough for 3 kHz; then so many
milliseconds further, if nothing was found."""
LEAST_MATCH = 0.7
"""Cues of one theme are far less alike than this."""
CLEAR_MATCH = 0.9
"""What is quieter than the remains of another sound must fit as well as this."""
REMAINS, DAMAGE = 0.35, 2.5
"""What is quieter than these parts of a sound that was just subtracted counts as its remains: the first
always, the second if it is like no cue or like the same one, which the server then gave a gap or a jump."""
DELAY_MS = 300
"""By how much gaps may delay the rest of a sound: a virtual machine can stand still for a tenth of a second."""
START_S = 10.0


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound in a recording; see the top of the file."""

    at: float
    cue: str | None
    match: float


class SoundServer:
    """A private PulseAudio with a null sink as its only device. Everything it writes is below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "sound-server"
        self._folder.mkdir(mode=0o700)
        self._process: subprocess.Popen[bytes] | None = None
        socket = self._folder / "native"
        asoundrc = self._folder / "asoundrc"
        asoundrc.write_text(
            "</usr/share/alsa/alsa.conf>\n"
            f'pcm.!default {{ type pulse server "unix:{socket}" }}\n'
            f'ctl.!default {{ type pulse server "unix:{socket}" }}\n',
            encoding="utf-8",
        )
        self.environment: Mapping[str, str] = {
            "PULSE_SERVER": f"unix:{socket}",
            "PULSE_RUNTIME_PATH": str(self._folder),
            "PULSE_STATE_PATH": str(self._folder),
            "PULSE_COOKIE": str(self._folder / "cookie"),
            "ALSA_CONFIG_PATH": str(asoundrc),
            "PIPEWIRE_RUNTIME_DIR": str(self._folder),  # where none runs: Qt would prefer it to PulseAudio
        }
        self._server_environment = {
            "PATH": "/usr/bin:/bin",
            "HOME": str(self._folder),
            **{k: v for k, v in self.environment.items() if k != "PULSE_SERVER"},
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        (self._folder / "pid").unlink(missing_ok=True)
        with (self._folder / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(
                [
                    "pulseaudio",
                    "-n",
                    "--daemonize=no",
                    "--use-pid-file=no",
                    "--exit-idle-time=-1",
                    f"--load=module-null-sink sink_name=test rate={RATE} channels=2",
                    f"--load=module-native-protocol-unix socket={self._folder / 'native'} auth-anonymous=1",
                ],
                env=self._server_environment,
                stdout=subprocess.DEVNULL,
                stderr=log,
            )
        give_up = time.monotonic() + START_S
        while subprocess.run(
            ["pactl", "info"], env=self._client(), capture_output=True, check=False
        ).returncode:
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise RuntimeError((self._folder / "log.txt").read_text(errors="replace"))
            time.sleep(0.05)

    def stop(self) -> None:
        """Kill the server: its clients find out by themselves."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
            (self._folder / "native").unlink(missing_ok=True)

    @contextlib.contextmanager
    def frozen(self) -> Iterator[None]:
        """The server takes what is sent to it, but does nothing and answers nothing."""
        assert self._process
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def control(self, *arguments: str) -> str:
        """What pactl answers: `control("set-default-sink", "other")`. Raises CalledProcessError."""
        answer = subprocess.run(
            ["pactl", *arguments], env=self._client(), capture_output=True, text=True, check=True
        )
        return answer.stdout.strip()

    @contextlib.contextmanager
    def record(self, sink: str = "test") -> Iterator["Recorder"]:
        """Record everything that sounds on a sink within the context."""
        process = subprocess.Popen(
            [
                "parec",
                f"--device={sink}.monitor",
                "--latency-msec=5",
                f"--rate={RATE}",
                "--channels=1",
                "--format=s16le",
                "--raw",
            ],
            env=self._client(),
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        recorder = Recorder(process)
        try:
            recorder.wait_for_sound_of_silence()
            yield recorder
            time.sleep(0.1)  # what was played last is still on its way
        finally:
            process.terminate()
            recorder.join()
            process.wait()

    def _client(self) -> dict[str, str]:
        return {**self._server_environment, **self.environment}


class Recorder(threading.Thread):
    """Reads a recording as it comes and notes when it came."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._chunks: list[tuple[int, float]] = []
        """Samples received so far, and when."""
        self._data = bytearray()
        self.start()

    def run(self) -> None:
        """Read until the recording ends."""
        assert self._process.stdout
        while chunk := self._process.stdout.read(65536):  # what is there, not all of it
            arrival = time.monotonic()
            self._data += chunk
            self._chunks.append((len(self._data) // 2, arrival))
        self._process.stdout.close()

    def wait_for_sound_of_silence(self) -> None:
        """Return when the first samples have arrived."""
        give_up = time.monotonic() + START_S
        while not self._data:
            if time.monotonic() > give_up:
                raise RuntimeError("parec records nothing")
            time.sleep(0.01)

    def samples(self) -> Samples:
        """Everything recorded so far, 48 kHz."""
        return np.frombuffer(bytes(self._data[: len(self._data) // 2 * 2]), dtype=np.int16)

    def sounds(self) -> bool:
        """Whether anything was heard so far; which cue it was can't be told on a machine too busy to play it whole."""
        return bool(self.samples().max(initial=0) > FLOOR)

    def heard(self, theme: Path) -> list[Heard]:
        """What was heard so far, compared with the wav files in a folder."""
        cues = {path.stem: read_wav(path) for path in sorted(theme.glob("*.wav"))}
        return [Heard(self._time_of(n), cue, fit) for n, cue, fit in listen(self.samples(), cues)]

    def _time_of(self, sample: int) -> float:
        """When a sample sounded. A recording loses samples when its machine stands still, so only what came
        around that time counts: of that, the chunk that came soonest."""
        first = bisect_left(self._chunks, (sample - NEARBY, 0.0))
        last = bisect_left(self._chunks, (sample + NEARBY, 0.0))
        began = min(arrival - count / RATE for count, arrival in self._chunks[first : max(last, first + 1)])
        return began + sample / RATE


def read_wav(path: Path) -> Samples:
    """The samples of a 48 kHz, 16 bit, mono file."""
    with wave.open(str(path), "rb") as file:
        if (file.getnchannels(), file.getsampwidth(), file.getframerate()) != (1, 2, RATE):
            raise ValueError(f"{path} is not 48 kHz, 16 bit, mono")
        return np.frombuffer(file.readframes(file.getnframes()), dtype=np.int16)


def listen(recording: Samples, cues: Mapping[str, Samples]) -> Iterator[tuple[int, str | None, float]]:
    """(sample, cue, match) of every sound in a recording, in order."""
    rest = np.zeros(len(recording) // MILLISECOND * MILLISECOND + NEARBY, dtype=np.float32)
    rest[: len(recording)] = recording
    shadow = np.zeros(len(rest) // MILLISECOND)  # of each millisecond: how loud what was subtracted was
    level = _loudest(rest)
    at, last = 0, None
    while (above := np.flatnonzero(level[at:] > FLOOR + REMAINS * shadow[at:])).size:
        at += int(above[0])
        masked = level[at : at + STEP] <= DAMAGE * shadow[at : at + STEP]
        name, start, gain, match = _best(rest, at, cues)
        known = match >= (CLEAR_MATCH if masked[0] else LEAST_MATCH)
        if not masked[0] or (known and name != last):
            yield (start, name, match) if known else (at * MILLISECOND, None, match)
        if known:
            _subtract(rest, shadow, start, gain, cues[name])
            level = _loudest(rest)
            last = name
            at += 1
        else:
            at += int(masked.argmin()) or STEP  # to what stands out of the remains


def _loudest(samples: Samples) -> Samples:
    """The loudest sample of each millisecond."""
    loudest: Samples = np.abs(samples).reshape(-1, MILLISECOND).max(axis=1)
    return loudest


def _subtract(rest: Samples, shadow: Samples, start: int, gain: float, sound: Samples) -> None:
    scaled = (gain * sound[: len(rest) - start]).astype(np.float32)
    rest[start : start + len(scaled)] -= scaled
    loudest = _loudest(np.pad(scaled, (0, -len(scaled) % MILLISECOND)))
    first, end = start // MILLISECOND, min(len(shadow), (start + len(sound)) // MILLISECOND + DELAY_MS)
    for here in range(first, end):
        nearby = loudest[max(0, here - first - DELAY_MS) : here - first + 5]
        shadow[here] = max(shadow[here], nearby.max(initial=0))


def _best(rest: Samples, found_ms: int, cues: Mapping[str, Samples]) -> tuple[str, int, float, float]:
    """The cue that fits best around a millisecond: its name, first sample, gain and match."""
    first = max(0, found_ms - 4) * MILLISECOND  # the attack begins below the floor
    last = min((found_ms + 2) * MILLISECOND, len(rest) - COMPARED)
    name = max(cues, key=lambda name: _fits(rest, first, last, cues[name], COARSE)[1].max())
    gain, match = _fits(rest, first, last, cues[name], 1)
    best = int(match.argmax())
    return name, first + best, float(gain[best]), float(match[best])


def _fits(rest: Samples, first: int, last: int, sound: Samples, step: int) -> tuple[Samples, Samples]:
    """Gain and match of a sound laid over the samples at `first`, every `step` further, up to `last`."""
    there = sound[:COMPARED:step].astype(np.float32)
    here = rest[first : max(first, last) + COMPARED : step]
    product = np.correlate(here, there)
    power = np.cumsum(np.square(here, dtype=np.float64))
    power_here = power[len(there) - 1 :] - np.concatenate(([0.0], power[: -len(there)]))
    power_there = float(there @ there)
    return product / power_there, product / np.sqrt(np.maximum(power_here * power_there, 1.0))
