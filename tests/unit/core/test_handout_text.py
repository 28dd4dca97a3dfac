"""The text of a printed sheet, as readers of PDF give it, is read as what was printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipstretch.core import sheet
from hipstretch.core.exercise import Dosage
from hipstretch.core.handout_text import amounts, plain
from hipstretch.core.sheet_grammar import Grammar
from hipstretch.data import catalogue, sheet_assets
from hipstretch.data.assets import assets_dir

CATALOGUE = catalogue.load([assets_dir()])
GRAMMAR = Grammar(sheet_assets.words(assets_dir()))
NAMES = sheet.names_of(CATALOGUE.exercises, {}, GRAMMAR)
RLE, LRE, PDF = "\u202b", "\u202a", "\u202c"
"""What pdftotext puts around what is read from the right, and what from the left."""
SHEET = """\
Daily hips
3 exercises. Each comes twice

1. Hip lift ‧ 3 × 10 s · Rest between: 10 s
• Lie on your back, 2. knees bent.
When to stop: A cramp.

2. A name that is long and
wraps, 3 of 4 ‧ 2 sets of 10 repetitions
each side
· Hold: 2 s · Rest after a set: 40 s
• Go on, 3.5 times.
3. Cobra
‧ 3 sets of 20 s · Rest after a set: 40 s • Lie.
Week 1
S
M
Notes:
Hipstretch · 27 November 2026
"""


def test_its_exercises_alone_are_read() -> None:
    bridge, own, cobra = sheet.read(SHEET, CATALOGUE.exercises, GRAMMAR, NAMES)
    assert (bridge.exercise, own.exercise, cobra.exercise) == ("bridge", None, "cobra")
    assert own.name == "A name that is long and wraps, 3 of 4"
    usual = Dosage(1, 1, 1, 1, 1)
    assert bridge.dosage(usual) == Dosage(10, 3, 1, 10, 1)
    assert own.dosage(usual) == Dosage(2, 10, 2, 1, 40)
    assert cobra.dosage(usual) == Dosage(20, 1, 3, 1, 40)
    assert {bridge.unread, own.unread, cobra.unread} == {()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            f"{RLE}{LRE} .1{PDF}ﺍﻟﺠﺴﺮ ‧ {LRE} 10 × 3{PDF}ﺙ · راحة{LRE} 8 :{PDF}ث{PDF}\n{RLE}• استلق{PDF}",
            [("الجسر", "3 × 10 ث · راحة: 8 ث")],
        ),
        (f"{RLE}{LRE} .1{PDF}רגל Knee lift ‧ {LRE} 1.5{PDF}שנ׳{PDF}\n•", [("רגל Knee lift", "1.5 שנ׳")]),
        (
            "1. ヒップ\nリフト ‧ 10秒 · セッ\nト後の休み：45秒\n• 寝る",
            [("ヒップリフト", "10秒 · セット後の休み:45秒")],
        ),
        ("7. A ‧ 1 s •\n8. B ‧ 2 s\n• C", [("A", "1 s"), ("B", "2 s")]),
        (
            "The sheet. 1. Knee, 2 of 3. ‧ 1 s • Lie. Out. 2. B\n‧ 2 s •",
            [("Knee, 2 of 3.", "1 s"), ("B", "2 s")],
        ),
        ("1. A ◆ 1 s •\n2. B ◆ 2 s\n• C", [("A", "1 s"), ("B", "2 s")]),
        ("1. A ◆ B ‧ 1 s •", [("A ◆ B", "1 s")]),
        ("1. A · B ‧ 1 s · Hold: 2 s •", [("A · B", "1 s · Hold: 2 s")]),
        ("1. A · 1 s •", []),
        ("1. A ‧ 1 s •\n3. B ‧ 2 s •", []),
        ("1. A ‧ 1 s\n2. B ‧ 2 s •", []),
        ("1. A ‧ 1 s", []),
        ("1. A ‧ •", []),
        ("100. A ‧ 1 s •", []),
        ("1.5 A ‧ 1 s •", []),
        ("1. \n‧ 1 s •", []),
        ("A ‧ 1 s •", []),
        ("1. A\nb\nc\nd\ne\nf\n‧ 1 s •", []),
        ("", []),
    ],
)
def test_names_and_dosages(text: str, found: list[tuple[str, str]]) -> None:
    assert list(amounts(text)) == found


def test_a_line_of_arabic_that_was_torn_is_whole_again() -> None:
    """As pdftotext gives them; the second line of the second exercise ends in such a sign, and is torn as well."""
    torn = """1. الضغط ‧ 10 تكرارات · الثبات: 5 ث
ن ركبتيك، والقدمان على الأرض.
ق على ظهرك واث ِ
• استل ِ
2. رفع الساق ‧ 10 تكرارات لكل جانب
ن الساق اليمنى لتكون قاعدة ثابتة. مد ّ
ق على جنبك الأيمن. اث ِ
• استل ِ
الساق اليسرى على استقامة الجسم قلي ً
ق الوركين."""
    whole = [("الضغط", "10 تكرارات · الثبات: 5 ث"), ("رفع الساق", "10 تكرارات لكل جانب")]
    assert list(amounts(torn)) == whole


def test_a_list_of_a_therapist_is_none() -> None:
    lines = sheet.read("1. Bridge 3x10\n‧ Frog 1 min\n2. Cobra 30 s", CATALOGUE.exercises, GRAMMAR, NAMES)
    assert len(lines) == 3


def test_a_name_has_none_of_the_signs() -> None:
    assert plain("• Bridge ‧ جلوسًا") == "· Bridge · جلوسا"


@given(st.text(f"1234. ‧◆•\n{RLE}{LRE}{PDF}ab×", max_size=60))
def test_any_text_is_read(text: str) -> None:
    for name, amount in amounts(text):
        assert name
        assert not set("‧•\n") & set(amount)
