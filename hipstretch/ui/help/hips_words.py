"""The words of "Your hips" in Help: what each muscle group does, why one stretches as one does, and the studies.

The facts are those of exercises.md: sections 3 (groups), 4 (what the two articles say that is odd), 5 (studies) and 6.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hipstretch.core.exercise import MuscleGroup
from hipstretch.qt import wording

_tr = wording.translator("Hips")


@dataclass(frozen=True, slots=True)
class GroupWords:
    """A muscle group: its muscles, what it does, what that means when you walk and balance, and what stretches it."""

    muscles: str
    does: str
    walking: str
    stretched: str


@dataclass(frozen=True, slots=True)
class Note:
    """Paragraphs under a title, and where their facts come from."""

    title: str
    paragraphs: tuple[str, ...]
    source: str


def lead() -> str:
    """What the four groups are."""
    return _tr(
        "Four groups of muscles move and hold your hip: front, back, outer and inner. The same four names stand in the "
        "Library, in the tightness check and in your history."
    )


def groups() -> Mapping[MuscleGroup, GroupWords]:
    """Each group."""
    return {
        MuscleGroup.FRONT: GroupWords(
            _tr("Hip flexors (iliopsoas) and the muscle at the front of the thigh (quadriceps)"),
            _tr("Brings the thigh forward."),
            _tr("When you walk, it swings the leg ahead for the next step."),
            _tr("You stretch it by taking the thigh backward."),
        ),
        MuscleGroup.BACK: GroupWords(
            _tr("Hamstrings, at the back of the thigh"),
            _tr("Brings the thigh backward and bends the knee."),
            _tr("When you walk, it moves you forward over the foot that stands."),
            _tr("You stretch it by bringing the thigh forward with the knee straight."),
        ),
        MuscleGroup.OUTER: GroupWords(
            _tr("Buttock muscles (gluteus medius, minimus and maximus) and the piriformis below them"),
            _tr("Takes the leg out to the side and turns it outward."),
            _tr("When you stand on one leg, and at each step, it keeps the pelvis level."),
            _tr("You stretch it by bringing the leg across the middle of the body."),
        ),
        MuscleGroup.INNER: GroupWords(
            _tr("Adductors, at the inner side of the thigh"),
            _tr("Brings the leg to the middle."),
            _tr("When you walk or balance, it keeps the leg under the body together with the outer hip."),
            _tr("You stretch it by taking the leg out to the side while the trunk stays still."),
        ),
    }


def groups_source() -> str:
    """Where what is said of the groups comes from."""
    return _tr(
        "Groups and directions: the article “5 Types of Hip Stretches for Back Pain Relief”. What a group does "
        "when you walk and balance is general knowledge of anatomy; no study stands behind these sentences."
    )


def notes() -> tuple[Note, ...]:
    """What follows from it for whoever stretches."""
    return (
        Note(
            _tr("Why you stretch the other way"),
            (
                _tr(
                    "A muscle that works pulls its two ends together. The movement opposite to its own makes it "
                    "long. So the front of the hip, which brings the thigh forward, is stretched with the thigh "
                    "backward."
                ),
            ),
            _tr("Source: “5 Types of Hip Stretches for Back Pain Relief”."),
        ),
        Note(
            _tr("Muscles over two joints"),
            (
                _tr(
                    "Some muscles cross the hip and the knee. Then the position of the knee decides how much they "
                    "are stretched."
                ),
                _tr(
                    "Of the four parts of the quadriceps, only one crosses the hip: the rectus femoris. With a "
                    "straight knee you stretch mostly the hip flexors. If you also bend the knee, you stretch the "
                    "rectus femoris more."
                ),
                _tr(
                    "The hamstrings need the opposite: keep the knee straight, bend at the hip, and keep your "
                    "back long."
                ),
                _tr(
                    "At the inner thigh, bent knees stretch the short adductors. Straight knees also stretch the "
                    "gracilis."
                ),
            ),
            _tr("Source: “5 Types of Hip Stretches for Back Pain Relief”; anatomy of the muscles named."),
        ),
        Note(
            _tr("Some tightness is normal"),
            (
                _tr(
                    "Some stiffness is normal and useful. More range is not always better. Compare your left side "
                    "with your right and with your last check, not with other people."
                ),
                _tr("A tight muscle does not mean that a joint or your back is out of place."),
            ),
            _tr("Source: “Outer Hip Stretches and Exercises” says that some tightness is needed."),
        ),
        Note(
            _tr("Pain in your back or knee: ask first"),
            (
                _tr(
                    "If your back or your knee hurts, ask a doctor or physiotherapist before you begin. Ask again "
                    "if an exercise gives you severe pain, or if nothing is better after a few weeks."
                ),
                _tr(
                    "Say under Plan, “My conditions”, what is true of you. Then exercises that do not go with it "
                    "are left out or change to an easier form."
                ),
            ),
            _tr(
                "Source: both articles; NHS advice on back pain (a GP if it does not improve in a few weeks)."
            ),
        ),
    )


def studies() -> tuple[Note, ...]:
    """The three studies that the articles name, and what others add: what was found, and what it does not show."""
    return (
        Note(
            _tr("Hip exercises added to exercises for a stable back"),
            (
                _tr(
                    "78 people with long-lasting low-back pain, six weeks. All groups improved. Pain fell more "
                    "where hip exercises were added. The groups were small and uneven, and numbers in the report "
                    "do not add up, so this is weak evidence."
                ),
            ),
            _tr("Lee and Kim, J Phys Ther Sci 2015;27:345–348."),
        ),
        Note(
            _tr("Hip stretches or hip strengthening"),
            (
                _tr(
                    "66 people with back pain without a specific cause, three times a week for six weeks. "
                    "Exercises for the core with hip stretches, or with hip strengthening, did better than a sham "
                    "treatment in pain, disability, balance and quality of life. Stretching gained most in "
                    "flexibility. The study does not tell whether other exercises would help as much."
                ),
            ),
            _tr("Kim and Yim, Tohoku J Exp Med 2020;251:193–206."),
        ),
        Note(
            _tr("One stretch of the hip flexors, and sport"),
            (
                _tr(
                    "Eight studies with 165 people. A single stretch of up to 120 s did no harm to performance. "
                    "They say nothing about back pain over weeks or about falls."
                ),
            ),
            _tr("Konrad and others, Int J Environ Res Public Health 2021;18:1936."),
        ),
        Note(
            _tr("What other studies add"),
            (
                _tr(
                    "Five trials with 309 people added hip strengthening to the usual care of back pain. Pain "
                    "fell by about 5 more points of 100; about 15 count as a change that matters. No type of "
                    "exercise is clearly the best. What you enjoy and keep doing matters."
                ),
            ),
            _tr(
                "de Jesus and others, Clin Rehabil 2020;34:1368; Cochrane review by Hayden and others, 2021."
            ),
        ),
    )


def no_promise() -> str:
    """What follows from the studies for one person."""
    return _tr(
        "These studies speak of groups of people. They do not promise that your pain becomes less. Stiff hips may "
        "move more easily."
    )
