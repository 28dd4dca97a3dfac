"""An import at the command line: what it says it would add is what becomes of the choice."""

from dataclasses import replace
from pathlib import Path

import pytest

from hipstretch.cli.transfer import run_import
from hipstretch.data import catalogue, exchange
from hipstretch.data.assets import assets_dir
from hipstretch.data.own_import import ConflictChoice
from hipstretch.data.paths import resolve
from hipstretch.qt.stores import Stores

KNOWN = catalogue.load([assets_dir()])


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (ConflictChoice.BOTH, ["It would add:", "  routines: Evening (2)"]),
        (ConflictChoice.REPLACE, ["It would add:", "  replaced exercises and routines: 1"]),
        (ConflictChoice.SKIP, ["It would add nothing."]),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_what_has_the_id_of_another_is_said_as_it_is_chosen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], choice: ConflictChoice, expected: list[str]
) -> None:
    mine, theirs = (resolve(tmp_path / name) for name in ("mine", "theirs"))
    routine = replace(KNOWN.routines["six-minutes"], id="my-evening", name="Evening")
    for paths, entries in ((mine, routine.entries), (theirs, routine.entries[:2])):
        assert Stores.open(paths, KNOWN).catalogue.save_routine(replace(routine, entries=entries))
    file = tmp_path / "theirs.hipstretch"
    exchange.export(file, theirs)
    assert run_import(file, mine, yes=True, in_case=choice) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[: len(expected)] == expected
    assert said[len(expected)] == "You have another “Evening” already."
    assert ("Imported." in said) == (choice is not ConflictChoice.SKIP)
