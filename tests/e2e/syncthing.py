"""Two real Syncthing on loopback that keep two folders the same, unless they are cut off. Linux only."""

import json
import socket
import subprocess
import urllib.request
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.e2e.desktop import wait_until

KEY = "for-a-test"
START_S = 30
CONFIG = """<configuration version="35">
<folder id="data" label="" path="{folder}" type="sendreceive" rescanIntervalS="5" fsWatcherEnabled="true"
 fsWatcherDelayS="1" ignorePerms="true" autoNormalize="true"><filesystemType>basic</filesystemType>
<device id="{mine}"/><device id="{other}"/><maxConflicts>-1</maxConflicts></folder>
<device id="{mine}" name="mine"><address>dynamic</address></device>
<device id="{other}" name="other"><address>tcp://127.0.0.1:{other_port}</address></device>
<gui enabled="true" tls="false"><address>127.0.0.1:{gui_port}</address><apikey>{key}</apikey></gui>
<options><listenAddress>tcp://127.0.0.1:{port}</listenAddress><globalAnnounceEnabled>false</globalAnnounceEnabled>
<localAnnounceEnabled>false</localAnnounceEnabled><relaysEnabled>false</relaysEnabled><natEnabled>false</natEnabled>
<reconnectionIntervalS>1</reconnectionIntervalS><startBrowser>false</startBrowser><urAccepted>-1</urAccepted>
<crashReportingEnabled>false</crashReportingEnabled><autoUpgradeIntervalH>0</autoUpgradeIntervalH></options>
</configuration>"""


def _free_ports(count: int) -> list[int]:
    with socket.socket() as one, socket.socket() as two, socket.socket() as three, socket.socket() as four:
        some = (one, two, three, four)[:count]
        for each in some:
            each.bind(("127.0.0.1", 0))
        return [each.getsockname()[1] for each in some]


class Pair:
    """Both of them; what is given are the folders they keep the same."""

    def __init__(self, home: Path, folders: tuple[Path, Path]) -> None:
        self._homes = [home / name for name in ("syncthing-a", "syncthing-b")]
        ids = []
        for one, folder in zip(self._homes, folders, strict=True):
            (folder / ".stfolder").mkdir(parents=True)
            generate = ["syncthing", "generate", f"--home={one}", "--no-default-folder"]
            subprocess.run(generate, check=True, capture_output=True, timeout=START_S)
            said = subprocess.check_output(["syncthing", f"--home={one}", "--device-id"], text=True)
            ids.append(said.strip().splitlines()[-1])
        self.ids = ids
        ports = _free_ports(4)
        self._gui = ports[2:]
        for who, one in enumerate(self._homes):
            other = 1 - who
            text = CONFIG.format(
                folder=folders[who],
                mine=ids[who],
                other=ids[other],
                port=ports[who],
                other_port=ports[other],
                gui_port=self._gui[who],
                key=KEY,
            )
            (one / "config.xml").write_text(text, encoding="utf-8")
        self._programs: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        for one in self._homes:
            with (one / "log.txt").open("wb") as log:
                command = [
                    "syncthing",
                    "serve",
                    f"--home={one}",
                    "--no-browser",
                    "--no-restart",
                    "--no-upgrade",
                ]
                self._programs.append(subprocess.Popen(command, stdout=log, stderr=log))
        wait_until(lambda: all(self._answers(who) for who in (0, 1)), START_S, "Syncthing did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for one in self._programs:
            one.terminate()
        for one in self._programs:
            try:
                one.wait(10)
            except subprocess.TimeoutExpired:
                one.kill()

    def cut(self) -> None:
        """Neither reaches the other any more."""
        for who in (0, 1):
            self._call(who, f"system/pause?device={self.ids[1 - who]}", "POST")

    def join(self) -> None:
        """They reach each other again."""
        for who in (0, 1):
            self._call(who, f"system/resume?device={self.ids[1 - who]}", "POST")

    @property
    def same(self) -> bool:
        """Whether both know of all that lies in both folders, and have it."""
        for who in (0, 1):
            self._call(who, "db/scan?folder=data", "POST")
        states = [self._call(who, "db/status?folder=data") for who in (0, 1)]
        connected = [
            self._call(who, "system/connections")["connections"][self.ids[1 - who]]["connected"]
            for who in (0, 1)
        ]
        return all(connected) and all(s["state"] == "idle" and s["needTotalItems"] == 0 for s in states)

    def _answers(self, who: int) -> bool:
        with suppress(OSError, ValueError):
            return bool(self._call(who, "system/ping"))
        return False

    def _call(self, who: int, what: str, method: str = "GET") -> Any:
        url = f"http://127.0.0.1:{self._gui[who]}/rest/{what}"
        request = urllib.request.Request(url, method=method, headers={"X-API-Key": KEY})
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310
            data = answer.read()
        return json.loads(data) if data.strip() else {}
