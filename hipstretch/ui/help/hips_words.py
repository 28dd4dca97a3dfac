"""The words of "Your hips" in Help: what each muscle group does, why one stretches as one does, and the studies.

The facts are those of exercises.md: sections 3 (groups), 4 (what the two articles say that is odd), 5 (studies) and 6;
those of `dose_studies` stand beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from hipstretch.core.exercise import MuscleGroup
from hipstretch.translation import tr


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
    return tr(
        "Four groups of muscles move and hold your hip: front, back, outer and inner. The same four names stand in the "
        "Library, in the tightness check and in your history."
    )


def groups() -> Mapping[MuscleGroup, GroupWords]:
    """Each group."""
    return {
        MuscleGroup.FRONT: GroupWords(
            tr("Hip flexors (iliopsoas) and the muscle at the front of the thigh (quadriceps)"),
            tr("Brings the thigh forward."),
            tr("When you walk, it swings the leg ahead for the next step."),
            tr("You stretch it by taking the thigh backward."),
        ),
        MuscleGroup.BACK: GroupWords(
            tr("Hamstrings, at the back of the thigh"),
            tr("Brings the thigh backward and bends the knee."),
            tr("When you walk, it moves you forward over the foot that stands."),
            tr("You stretch it by bringing the thigh forward with the knee straight."),
        ),
        MuscleGroup.OUTER: GroupWords(
            tr("Buttock muscles (gluteus medius, minimus and maximus) and the piriformis below them"),
            tr("Takes the leg out to the side and turns it outward."),
            tr("When you stand on one leg, and at each step, it keeps the pelvis level."),
            tr("You stretch it by bringing the leg across the middle of the body."),
        ),
        MuscleGroup.INNER: GroupWords(
            tr("Adductors, at the inner side of the thigh"),
            tr("Brings the leg to the middle."),
            tr("When you walk or balance, it keeps the leg under the body together with the outer hip."),
            tr("You stretch it by taking the leg out to the side while the trunk stays still."),
        ),
    }


def groups_source() -> str:
    """Where what is said of the groups comes from."""
    return tr(
        "Groups and directions: the article “5 Types of Hip Stretches for Back Pain Relief”. What a group does "
        "when you walk and balance is general knowledge of anatomy; no study stands behind these sentences."
    )


def notes() -> tuple[Note, ...]:
    """What follows from it for whoever stretches."""
    return (
        Note(
            tr("Why you stretch the other way"),
            (
                tr(
                    "A muscle that works pulls its two ends together. The movement opposite to its own makes it "
                    "long. So the front of the hip, which brings the thigh forward, is stretched with the thigh "
                    "backward."
                ),
            ),
            tr("Source: “5 Types of Hip Stretches for Back Pain Relief”."),
        ),
        Note(
            tr("Muscles over two joints"),
            (
                tr(
                    "Some muscles cross the hip and the knee. Then the position of the knee decides how much they "
                    "are stretched."
                ),
                tr(
                    "Of the four parts of the quadriceps, only one crosses the hip: the rectus femoris. With a "
                    "straight knee you stretch mostly the hip flexors. If you also bend the knee, you stretch the "
                    "rectus femoris more."
                ),
                tr(
                    "The hamstrings need the opposite: keep the knee straight, bend at the hip, and keep your "
                    "back long."
                ),
                tr(
                    "At the inner thigh, bent knees stretch the short adductors. Straight knees also stretch the "
                    "gracilis."
                ),
            ),
            tr("Source: “5 Types of Hip Stretches for Back Pain Relief”; anatomy of the muscles named."),
        ),
        Note(
            tr("Some tightness is normal"),
            (
                tr(
                    "Some stiffness is normal and useful. More range is not always better. Compare your left side "
                    "with your right and with your last check, not with other people."
                ),
                tr("A tight muscle does not mean that a joint or your back is out of place."),
            ),
            tr("Source: “Outer Hip Stretches and Exercises” says that some tightness is needed."),
        ),
        Note(
            tr("Pain in your back or knee: ask first"),
            (
                tr(
                    "If your back or your knee hurts, ask a doctor or physiotherapist before you begin. Ask again "
                    "if an exercise gives you severe pain, or if nothing is better after a few weeks."
                ),
                tr(
                    "Say under Plan, “My conditions”, what is true of you. Then exercises that do not go with it "
                    "are left out or change to an easier form."
                ),
            ),
            tr(
                "Source: both articles; NHS advice on back pain (a GP if it does not improve in a few weeks)."
            ),
        ),
    )


def studies() -> tuple[Note, ...]:
    """The three studies that the articles name, and what others add: what was found, and what it does not show."""
    return (
        Note(
            tr("Hip exercises added to exercises for a stable back"),
            (
                tr(
                    "78 people with long-lasting low-back pain, six weeks. All groups improved. Pain fell more "
                    "where hip exercises were added. The groups were small and uneven, and numbers in the report "
                    "do not add up, so this is weak evidence."
                ),
            ),
            tr("Lee and Kim, J Phys Ther Sci 2015;27:345–348."),
        ),
        Note(
            tr("Hip stretches or hip strengthening"),
            (
                tr(
                    "66 people with back pain without a specific cause, three times a week for six weeks. "
                    "Exercises for the core with hip stretches, or with hip strengthening, did better than a sham "
                    "treatment in pain, disability, balance and quality of life. Stretching gained most in "
                    "flexibility. The study does not tell whether other exercises would help as much."
                ),
            ),
            tr("Kim and Yim, Tohoku J Exp Med 2020;251:193–206."),
        ),
        Note(
            tr("One stretch of the hip flexors, and sport"),
            (
                tr(
                    "Eight studies with 165 people. A single stretch of up to 120 s did no harm to performance. "
                    "They say nothing about back pain over weeks or about falls."
                ),
            ),
            tr("Konrad and others, Int J Environ Res Public Health 2021;18:1936."),
        ),
        Note(
            tr("What other studies add"),
            (
                tr(
                    "Five trials with 309 people added hip strengthening to the usual care of back pain. Pain "
                    "fell by about 5 more points of 100; about 15 count as a change that matters. No type of "
                    "exercise is clearly the best. What you enjoy and keep doing matters."
                ),
            ),
            tr("de Jesus and others, Clin Rehabil 2020;34:1368; Cochrane review by Hayden and others, 2021."),
        ),
    )


def dose_studies() -> tuple[Note, ...]:
    """How much stretch is enough, and why there is strength work: four reviews, and what follows from them.

    Read were the abstracts; full titles and numbers:

    - Ingram and others 2025, “Optimising the Dose of Static Stretching to Improve Flexibility: A Systematic Review,
      Meta-analysis and Multivariate Meta-regression”, doi 10.1007/s40279-024-02143-9: see core/dose.py.
    - Konrad and others 2024, “Chronic effects of stretching on range of motion with consideration of potential
      moderating variables”, doi 10.1016/j.jshs.2023.06.002: see core/dose.py.
    - Owen and others 2020, “Which specific modes of exercise training are most effective for treating low back pain?
      Network meta-analysis”, doi 10.1136/bjsports-2019-100886: adults with non-specific pain for 12 weeks or longer; 89
      trials, 5,578 people, 70 of them on pain and 63 on function. Against no intervention, for function: resistance
      -1.14 (95 % CI -1.71 to -0.56), stabilisation -1.13 (-1.53 to -0.74) standard deviations; for pain Pilates
      -1.86 (-2.54 to -1.19). Stretching did not differ from no intervention for either (p > 0.095). Low quality.
    - Warneke and others 2024, “Effects of Stretching or Strengthening Exercise on Spinal and Lumbopelvic Posture: A
      Systematic Review with Meta-Analysis”, doi 10.1186/s40798-024-00733-5: healthy people, 23 studies, 969 people.
      Stretching: once d = 0.01 (p = 0.97), over weeks d = -0.19 (p = 0.16). Strengthening over weeks: d = -0.83
      (p = 0.01), in chest and neck -1.04 (p = 0.005), in the lower back and the pelvis -0.23 (p = 0.25).
    """
    return (
        Note(
            tr("How much stretch is enough"),
            (
                tr(
                    "189 studies with 6654 adults, 27 years old on average. Stretches that are held let joints move "
                    "further. Over weeks, about 10 minutes a week for a muscle were enough: beyond that, nothing more "
                    "was gained. It did not matter how hard they stretched or on how many days."
                ),
                tr(
                    "Another review, of 77 studies with healthy people, found no clear relation between how much they "
                    "stretched and how much range they gained. So about 10 minutes are enough, and more is not better."
                ),
            ),
            tr(
                "Ingram and others, Sports Med 2025 (doi 10.1007/s40279-024-02143-9); Konrad and others, J Sport "
                "Health Sci 2024;13:186–194."
            ),
        ),
        Note(
            tr("Strength for a back that hurts for long"),
            (
                tr(
                    "89 trials with 5578 people whose low back had hurt for twelve weeks or longer. Compared with no "
                    "treatment, exercise that strengthens and exercise that steadies the trunk came first for doing "
                    "daily things, and Pilates for pain. Stretching alone did not clearly differ from no treatment "
                    "in either. The quality of this evidence is low."
                ),
            ),
            tr("Owen and others, Br J Sports Med 2020;54:1279–1287."),
        ),
        Note(
            tr("Stretching does not change posture"),
            (
                tr(
                    "23 studies with 969 healthy people. Stretching did not change how they held spine and pelvis, "
                    "neither at once nor over weeks. Strengthening changed the upper back and the neck, not the lower "
                    "back and the pelvis."
                ),
            ),
            tr("Warneke and others, Sports Med Open 2024;10:65."),
        ),
        Note(
            tr("Why bridge, squeeze and leg lifts are in the routines"),
            (
                tr(
                    "They strengthen. For low-back pain that lasts, exercise that strengthens did better than "
                    "stretching alone, and stretches are not there to correct your posture. So the routines hold both: "
                    "stretches for how far your hips move, strength on two or three days a week."
                ),
            ),
            tr("Source: the studies beside this; two or three days: hip programme of the AAOS."),
        ),
    )


def no_promise() -> str:
    """What follows from the studies for one person."""
    return tr(
        "These studies speak of groups of people. They do not promise that your pain becomes less. Stiff hips may "
        "move more easily."
    )
