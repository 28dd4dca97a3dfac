"""What a sheet says in a way that could be taken for a dosage that nobody meant."""

from typing import Any

import pytest

from hipstretch.core.exercise import Sides

from .sheet_lines import said_by
from .test_sheet_languages import read_line

CLAM = {"reps": 15, "sets": 3}


@pytest.mark.parametrize(
    ("name", "interval"),
    [
        *(
            ("Clam", f"every {often}")
            for often in ("2 days", "other day", "two hours", "3 weeks", "2-3 days", "hour")
        ),
        *(("Clam", often) for often in ("3x/hour", "2 times per month", "once every 2 days", "hourly")),
        *(("Muschel", often) for often in ("alle 2 Tage", "alle zwei Tage", "jeden 2. Tag", "stündlich")),
        *(("Muschel", often) for often in ("3 mal pro Stunde", "2 mal im Monat")),
        *(("Coquillage", often) for often in ("tous les 2 jours", "toutes les heures", "1 jour sur 2")),
        *(("Almeja", often) for often in ("cada 2 días", "cada 8 horas", "un día sí y otro no")),
        *(("Ostra", often) for often in ("a cada 2 dias", "dia sim, dia não", "a cada 2 horas")),
        *(("Conchiglia", often) for often in ("ogni 2 giorni", "ogni due giorni", "a giorni alterni")),
        *(("Schelp", often) for often in ("om de 2 dagen", "om de dag", "elke 2 uur")),
        *(("Muszelki", often) for often in ("co 2 dni", "co drugi dzień", "co 2 godziny")),
        *(("Мушля", often) for often in ("кожні 2 дні", "через день", "що 2 години")),
        *(("İstiridye", often) for often in ("2 günde bir", "iki günde bir", "gün aşırı")),
        *(("クラムシェル", often) for often in ("2日に1回", "2日おき", "2時間ごと", "隔日")),
        *(("蚌式开合", often) for often in ("每2天一次", "每两天一次", "隔天一次", "每2小时")),
        *(("클램쉘", often) for often in ("2일에 1회", "2일마다", "이틀에 한 번")),
        *(("تمرين المحار", often) for often in ("كل 2 يوم", "كل يومين", "كل 3 أيام")),
        *(("צדפה", often) for often in ("כל 2 ימים", "כל יומיים", "כל 3 שעות")),
        *(("क्लैमशेल", often) for often in ("हर 2 दिन", "हर दो दिन में एक बार", "2 दिन में 1 बार")),
        *(("Clam", often) for often in ("5 days", "4 weeks", "3 weekly")),
    ],
)
def test_every_so_many_days_is_never_so_often_a_day(name: str, interval: str) -> None:
    for text in (f"{name} 3 x 15 reps, {interval}", f"{name}, {interval}: 3 x 15 reps"):
        line = read_line(text)
        assert (line.name, said_by(line), line.remarks) == (name, CLAM, ())
        assert line.unread == (interval,)


@pytest.mark.parametrize(
    ("text", "expected", "said", "unread"),
    [
        ('Cobra 30" x 3 D', "cobra", {"hold_s": 30, "reps": 3}, ("D",)),
        ("Cobra 3 x D, 10 reps", "cobra", {"reps": 3}, ("D, 10 reps",)),
        ("Cobra 10 reps 3x/d", "cobra", {"reps": 10, "times_a_day": 3}, ()),
        ("Cobra 10 rép. 3 x par j", "cobra", {"reps": 10, "times_a_day": 3}, ()),
        ("Bridge 3 x 10 every day", "bridge", {"reps": 10, "sets": 3, "times_a_day": 1}, ()),
        ("Brücke 3 x 10 täglich", "bridge", {"reps": 10, "sets": 3, "times_a_day": 1}, ()),
        ("Cobra 30 s x 3 daily", "cobra", {"hold_s": 30, "reps": 3, "times_a_day": 1}, ()),
        ("Bridge 10 every day", "bridge", {}, ("10 every day",)),
        ("Bridge 3x10 x 2 per day", "bridge", {"reps": 10, "sets": 3}, ("2 per day",)),
        ("Bridge 2 per day", "bridge", {"times_a_day": 2}, ()),
        ("Köprü 3x10 günde 2 kez", "bridge", {"reps": 10, "sets": 3, "times_a_day": 2}, ()),
        ("Köprü günde bir kez 10 tekrar", "bridge", {"reps": 10, "times_a_day": 1}, ()),
        ("ブリッジ 3×10 日に2回", "bridge", {"reps": 10, "sets": 3, "times_a_day": 2}, ()),
        ("Bridge 3 x 10x every 2 days", "bridge", {"reps": 10, "sets": 3}, ("every 2 days",)),
        ("Ostra 10x sem dor", "Ostra", {"reps": 10}, ("sem dor",)),
        ("Deadlift 3x8 @ 20 kg", "Deadlift", {"reps": 8, "sets": 3}, ("20 kg",)),
        ("Bridge 3x10 (slowly", "bridge", {"reps": 10, "sets": 3}, ("slowly",)),
        ("Figure 4 daily", "supine-figure-four", {}, ("4 daily",)),
        ("Brug 10 herh. 2 dd", "bridge", {"reps": 10, "times_a_day": 2}, ()),
        ("Кобра 10 разів 2 р/д", "cobra", {"reps": 10, "times_a_day": 2}, ()),
        ("Cobra 10 reps 2x/fortnight", "cobra", {"reps": 10}, ("2x/fortnight",)),
        (
            "Calf stretch 2 x 30 s R, 1 x 30 s L",
            "Calf stretch",
            {"hold_s": 30, "reps": 2, "sides": Sides.RIGHT},
            ("1 x 30 s L",),
        ),
        ("Pied 2 x 30 s D, 1 x 30 s G", "Pied", {"hold_s": 30, "reps": 2}, ("D, 1 x 30 s G",)),
        ("Side lunge, 8 L / 10 R", "side-lunge", {"sides": Sides.LEFT}, ("8", "10 R")),
        ("Bridge 10x 3 sets 2/7", "bridge", {"reps": 10, "sets": 3}, ("2/7",)),
        ("Cobra 5 reps 3/4/58", "cobra", {"reps": 5}, ("3/4/58",)),
        ("Cobra 30 s x 3 each day", "cobra", {"hold_s": 30, "reps": 3, "times_a_day": 1}, ()),
        ("Puente 10x 2 v/día", "bridge", {"reps": 10, "times_a_day": 2}, ()),
    ],
)
def test_what_is_not_sure_is_said_to_be_unread(
    text: str, expected: str, said: dict[str, Any], unread: tuple[str, ...]
) -> None:
    line = read_line(text)
    assert (line.exercise or line.name, said_by(line), line.unread) == (expected, said, unread)


@pytest.mark.parametrize("text", ["3x/sem", "3 fois par sem.", "3x por sem", "3x na sem"])
def test_a_week_is_cut_short_only_after_a_word_that_says_so(text: str) -> None:
    line = read_line(f"Ostra {text}")
    assert (said_by(line), line.remarks, line.unread) == ({"days_a_week": 3}, (), ())


@pytest.mark.parametrize(
    "text", ["30s×3", "30 s×3", "30s*3", "30s✕3", "30sx3", "30 SX3", "30sec.x3", "30сх3", "30秒×3"]
)
def test_a_sign_is_no_letter_of_a_unit(text: str) -> None:
    line = read_line(f"Cobra {text}")
    assert (line.exercise, said_by(line)) == ("cobra", {"hold_s": 30, "reps": 3})


@pytest.mark.parametrize("text", ["10reps×3", "10repsx3", "10 reps x 3", "10回×3", "3set×10reps", "3×10"])
def test_a_sign_stands_between_repetitions_and_sets(text: str) -> None:
    assert said_by(read_line(f"Clam {text}")) == {"reps": 10, "sets": 3}


@pytest.mark.parametrize("text", ["10回 毎日", "毎日10回", "10次 每天", "10회 매일", "10回/毎日"])
def test_so_many_times_and_every_day_is_no_times_a_day(text: str) -> None:
    assert said_by(read_line(f"Clam {text}")) == {"reps": 10, "times_a_day": 1}


@pytest.mark.parametrize(
    ("text", "expected", "unread"),
    [
        ("Clam 2x15 with resistance band", "Clam", ("resistance band",)),
        ("Clam 2x15, hourly as tolerated", "Clam", ("hourly", "as tolerated")),
        ("3x10 slowly, left, bridge", "bridge", ("slowly",)),
        ("Up 3x10 heel slides", "Heel slides", ("Up",)),
        ("For your left hip: clam 3x15", "Clam", ("your",)),
        ("런지 2x10 천천히 하세요", "런지", ("천천히 하세요",)),
        ("3x10 slow, left, heel slides", "Heel slides", ("slow",)),
    ],
)
def test_the_name_is_what_is_known_or_stands_before_the_numbers(
    text: str, expected: str, unread: tuple[str, ...]
) -> None:
    line = read_line(text)
    assert (line.exercise or line.name, line.unread) == (expected, unread)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        *(
            (text, 3)
            for text in (
                "tid",
                "t.i.d.",
                "morning, noon and night",
                "matin, midi et soir",
                "朝昼晩",
                "早中晚",
            )
        ),
        *(
            (text, 3)
            for text in ("morgens, mittags, abends", "mañana, tarde y noche", "rano, w południe i wieczorem")
        ),
        *(
            (text, 3)
            for text in ("sabah öğle akşam", "아침 점심 저녁", "בוקר, צהריים וערב", "सुबह, दोपहर, शाम")
        ),
        *((text, 2) for text in ("bid", "mañana y tarde", "朝晩")),
    ],
)
def test_times_of_the_day_are_counted(text: str, times: int) -> None:
    line = read_line(f"Bridge 10 reps {text}")
    assert (line.exercise, said_by(line), line.unread) == ("bridge", {"reps": 10, "times_a_day": times}, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("تمرين الجسر مجموعتين 15 تكرار", {"reps": 15, "sets": 2}),
        ("تمرين الجسر ثبات دقيقتين", {"hold_s": 120}),
        ("גשר החזקה דקתיים, צד שמאל", {"hold_s": 120, "sides": Sides.LEFT}),
    ],
)
def test_a_word_may_say_two_of_a_unit(text: str, said: dict[str, Any]) -> None:
    line = read_line(text)
    assert (line.exercise, said_by(line), line.unread) == ("bridge", said, ())
