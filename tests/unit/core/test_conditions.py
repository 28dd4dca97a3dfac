"""What a condition means for an exercise."""

import pytest

from hipstretch.core.check import Check
from hipstretch.core.conditions import Condition, Variant, left_out, must_wait, variant
from hipstretch.data import catalogue
from hipstretch.data.assets import assets_dir

EXERCISES = catalogue.load([assets_dir()]).exercises
CHECKS = catalogue.load_checks(assets_dir())[0]
C = Condition


@pytest.mark.parametrize(
    ("exercise", "conditions", "expected"),
    [
        ("frog", (), (Variant.USUAL, ())),
        ("frog", (C.KNEE_PAIN,), (Variant.LEFT_OUT, (C.KNEE_PAIN,))),
        ("frog", (C.OSTEOPOROSIS,), (Variant.EASIER, (C.OSTEOPOROSIS,))),
        ("frog", (C.OSTEOPOROSIS, C.KNEE_PAIN, C.HIP_PINCH), (Variant.LEFT_OUT, (C.KNEE_PAIN, C.HIP_PINCH))),
        ("bridge", (C.BENDING_HURTS, C.HIP_PINCH), (Variant.USUAL, ())),
        ("cobra", (C.PREGNANCY,), (Variant.LEFT_OUT, (C.PREGNANCY,))),
        ("side-leg-lift", (C.HIP_REPLACEMENT_POSTERIOR,), (Variant.EASIER, (C.HIP_REPLACEMENT_POSTERIOR,))),
        ("side-leg-lift", (C.HIP_REPLACEMENT_LATERAL,), (Variant.LEFT_OUT, (C.HIP_REPLACEMENT_LATERAL,))),
        ("seated-figure-four", (C.PREGNANCY,), (Variant.USUAL, ())),
        ("seated-hamstring", (C.RECENT_SURGERY,), (Variant.USUAL, ())),
    ],
)
def test_the_form(exercise: str, conditions: tuple[C, ...], expected: tuple[Variant, tuple[C, ...]]) -> None:
    assert variant(EXERCISES[exercise], conditions) == expected


def test_every_exercise_has_a_word_on_every_condition_it_is_adapted_for() -> None:
    for exercise in EXERCISES.values():
        assert exercise.text.easier
        assert set(exercise.text.adapted) == {c.value for c in exercise.adapt}
        assert not set(exercise.adapt) & set(exercise.leave_out)


def test_the_hips_that_were_replaced_leave_out_what_the_leaflets_forbid() -> None:
    """Posterior: no bend past a right angle, no crossing; anterior: nothing behind the body (section 1.3)."""
    assert left_out([EXERCISES["supine-figure-four"]], [C.HIP_REPLACEMENT_POSTERIOR])
    assert left_out([EXERCISES["half-kneel-lunge"]], [C.HIP_REPLACEMENT_ANTERIOR])
    assert not left_out([EXERCISES["supine-hamstring-strap"]], [C.HIP_REPLACEMENT_POSTERIOR])


def test_surgery_waits_until_it_is_cleared() -> None:
    assert must_wait([C.RECENT_SURGERY], cleared=False)
    assert not must_wait([C.RECENT_SURGERY], cleared=True)
    assert not must_wait([C.KNEE_PAIN], cleared=False)


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.id)
def test_no_check_is_made_of_a_new_hip_that_it_could_harm(check: Check) -> None:
    if check.group.value in ("outer", "front") and check.id != "heel-to-buttock":
        assert {C.HIP_REPLACEMENT_POSTERIOR, C.HIP_REPLACEMENT_ANTERIOR} <= set(check.leave_out)
