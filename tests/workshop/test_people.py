"""The people's meshes touch what the poses say and run through nothing; asked in the workshop's own environment.

It needs scipy and the files of MPFB2 (`python assets/workshop/figure/mpfb.py`), which the program itself does not.
"""

import hashlib
from functools import lru_cache
from typing import Any

import mpfb
import pytest
from poses import all_ids, load

pytest.importorskip("scipy", reason="the workshop's own environment has it")
if not mpfb.DATA.exists():
    pytest.skip("the files of MPFB2 are not fetched", allow_module_level=True)
check_people: Any = pytest.importorskip("check_people")
person: Any = pytest.importorskip("person")
PEOPLE = sorted(p.stem for p in person.PEOPLE.glob("*.toml"))


@lru_cache(None)
def body(person_id: str) -> Any:
    return check_people.dressed(person.load(person_id))


@pytest.mark.parametrize("pose", all_ids())
@pytest.mark.parametrize("person_id", PEOPLE)
def test_flesh_touches_what_it_should_and_runs_through_nothing(person_id: str, pose: str) -> None:
    assert not check_people.problems(body(person_id), load(pose))


def test_every_file_that_the_people_use_is_named_with_its_hash() -> None:
    rows = [line.split("\t") for line in mpfb.ORIGINS.read_text(encoding="utf-8").splitlines()[1:]]
    assert [row[0] for row in rows] == mpfb.used()
    for name, digest, *_ in rows:
        assert hashlib.sha256((mpfb.DATA / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("person_id", PEOPLE)
def test_no_muscle_glows_at_the_crotch_or_on_the_other_leg(person_id: str) -> None:
    glow: Any = pytest.importorskip("glow")
    rig = body(person_id).rig
    v = rig.v[: person.BODY]
    near = ((v - glow.crotch(rig)) ** 2).sum(1) ** 0.5 < 0.05
    assert near.any()
    for pose in all_ids():
        muscles = load(pose).data["muscles"]
        warm = glow.warmth(rig, muscles)[: person.BODY]
        assert warm.max() > 0.6, pose
        assert warm[near].max() < 0.05, pose
        if all(m["bone"] == "hipR" for m in muscles):
            assert warm[rig.share("thigh", "shin", side="L")[: person.BODY] > 0.5].max() < 0.05, pose
