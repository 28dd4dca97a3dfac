"""What the text of a printed sheet gives, as the page for a therapist's sheet makes a routine of it."""

from dataclasses import replace
from functools import cache

from hipstretch.core import sheet
from hipstretch.core.exercise import Dosage, Exercise, Sides
from hipstretch.core.routine import Routine
from hipstretch.core.settings import Settings
from hipstretch.core.sheet_grammar import Grammar
from hipstretch.core.sheet_names import Names
from hipstretch.core.timeline import dosage_for
from hipstretch.data import catalogue, sheet_assets
from hipstretch.data.assets import assets_dir

CATALOGUE = catalogue.load([assets_dir()])
Done = tuple[str, Sides, Dosage]
"""An exercise, its sides and its dosage, without rests that never come."""


@cache
def known() -> tuple[Grammar, Names]:
    """The words on sheets, and the names of the exercises, of every language."""
    grammar = Grammar(sheet_assets.words(assets_dir()))
    return grammar, sheet.names_of(CATALOGUE.exercises, sheet_assets.names(CATALOGUE.folders), grammar)


def meant(routine: Routine) -> list[Done]:
    """What is done in a routine, by somebody with the usual settings."""
    entries = [(entry, entry.of(CATALOGUE.exercises)) for entry in routine.entries]
    return [_done(exercise, dosage_for(entry, exercise, Settings())) for entry, exercise in entries]


def read(text: str) -> list[Done]:
    """What is done in the routine of a sheet. Fails if something of it is not understood."""
    found = []
    for line in sheet.read(text, CATALOGUE.exercises, *known()):
        assert line.exercise, f"no exercise is called {line.name}"
        assert (line.unread, line.remarks) == ((), ()), line
        exercise = CATALOGUE.exercises[line.exercise]
        sides = line.sides if line.sides and exercise.sides is Sides.EACH else exercise.sides
        found.append(_done(replace(exercise, sides=sides), line.dosage(exercise.dosage)))
    return found


def _done(exercise: Exercise, dosage: Dosage) -> Done:
    rest = dosage.rest_s if dosage.reps > 1 else 0.0
    set_rest = dosage.set_rest_s if dosage.sets > 1 else 0.0
    return exercise.id, exercise.sides, replace(dosage, rest_s=rest, set_rest_s=set_rest)
