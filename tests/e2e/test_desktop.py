"""The display of the tests outlives its clients: a server that starts over would refuse the program under test."""

import os
import subprocess
from concurrent.futures import ThreadPoolExecutor

from tests.e2e import tools
from tests.e2e.desktop import Desktop

pytestmark = tools.needs(*tools.DESKTOP)
CLIENTS = 150


def ask(desktop: Desktop, *words: str) -> "subprocess.CompletedProcess[str]":
    """A client that connects, asks once and leaves."""
    environment = {**os.environ, "DISPLAY": desktop.display}
    return subprocess.run(["xdotool", *words], env=environment, capture_output=True, text=True, check=False)


def test_what_a_client_did_is_still_so_when_it_was_the_last_to_leave() -> None:
    with Desktop() as desktop:
        ask(desktop, "mousemove", "11", "22")
        assert "x:11 y:22" in ask(desktop, "getmouselocation").stdout


def test_no_client_is_refused_when_the_last_one_leaves_at_that_moment() -> None:
    with Desktop() as desktop, ThreadPoolExecutor(2) as pool:
        asked = pool.map(lambda _: ask(desktop, "getmouselocation"), range(CLIENTS))
        assert [one.stderr for one in asked if one.returncode] == []
