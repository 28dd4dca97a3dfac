"""The licences are read with the program first."""

from hipstretch.data import licences
from hipstretch.data.assets import assets_dir


def test_the_program_comes_first_and_every_component_has_a_licence() -> None:
    found = licences.load(assets_dir())
    assert (found[0].name, found[0].licence) == ("Hipstretch", "MIT")
    assert all(one.name and one.licence and one.text for one in found)
