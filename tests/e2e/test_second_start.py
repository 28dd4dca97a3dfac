"""Two starts of the real program on one data folder."""

import zipfile
from pathlib import Path

from hipstretch.core.routine import Entry, Routine
from hipstretch.data import own_files
from hipstretch.data.paths import at
from tests.e2e import tools
from tests.e2e.desktop import Desktop, wait_until

pytestmark = tools.needs(*tools.DESKTOP)


def test_the_second_hands_its_routine_to_the_first(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"welcomed": true}', encoding="utf-8")
    with Desktop() as screen:
        first = screen.start_program(tmp_path)
        first.wait_for_window()
        second = screen.start_program(tmp_path, "start", "six-minutes")
        assert second.process.wait(20) == 0
        assert "open already" in second.output()
        wait_until(
            lambda: list(at(tmp_path).sessions.glob("*.json")),
            10,
            "the first one did not start the routine",
        )
        assert first.close() == 0


def test_a_window_and_a_terminal_do_not_share_data(tmp_path: Path) -> None:
    with Desktop() as screen:
        first = screen.start_program(tmp_path)
        first.wait_for_window()
        second = screen.start_program(tmp_path, "start", "six-minutes", "--terminal")
        assert second.process.wait(20) == 1
        assert f"process {first.process.pid} on " in second.output()
        assert first.close() == 0


def test_a_file_that_is_opened_twice_is_shown_in_the_window_that_is_there(tmp_path: Path) -> None:
    """As a double click does it: first without the program, then with it open."""
    data, shared = tmp_path / "data", tmp_path / "evening.hipstretch"
    data.mkdir()
    (data / "settings.json").write_text('{"welcomed": true}', encoding="utf-8")
    routine = Routine("my-evening", "Evening", "Made by me.", (Entry("frog"),))
    with zipfile.ZipFile(shared, "w") as packed:
        packed.writestr("routines/my-evening.toml", own_files.as_toml(routine))
    with Desktop() as screen:
        first = screen.start_program(data, str(shared))
        first.wait_for_window("Import")
        first.press("Return")
        wait_until((data / "routines" / "my-evening.toml").exists, 10, "the routine was not imported")
        second = screen.start_program(data, str(shared))
        assert second.process.wait(20) == 0
        first.wait_for_window("Import")
        first.press("Escape")
        assert first.close() == 0
