"""Lines of sheets as therapists of each country write them, with what they mean."""

from typing import Any

from hipstretch.core.exercise import Sides
from hipstretch.core.sheet import Line, Remark

FIELDS = ("hold_s", "reps", "sets", "rest_s", "sides")


def said_by(line: Line) -> dict[str, Any]:
    """What a line says, its phases one after the other: "times_a_day", "days_a_week" and "weeks", "then" the same."""
    said = {name: value for name in FIELDS if (value := getattr(line, name)) is not None}
    for number, phase in enumerate(line.phases):
        names = (("times_a_day", phase.times), ("days_a_week", phase.days), ("weeks", phase.weeks))
        said |= {f"{'then ' * number}{name}": value for name, value in names if value is not None}
    return said


LINES: dict[str, list[tuple[str, str, dict[str, Any]]]] = {
    "de": [
        (
            "Hüftbeuger dehnen im Kniestand 3 x 30 Sek. halten, je Seite",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("Brücke: 3 Sätze à 10 Wdh., 5 Sek. halten", "bridge", {"hold_s": 5, "reps": 10, "sets": 3}),
        ("1. Becken heben 10 Wdh., 2x täglich", "bridge", {"reps": 10, "times_a_day": 2}),
        ("Schmetterling ½ Minute", "butterfly", {"hold_s": 30}),
        (
            "Piriformisdehnung li. Bein 2 mal 20 Sekunden",
            "knee-to-opposite-shoulder",
            {"hold_s": 20, "reps": 2, "sides": Sides.LEFT},
        ),
        ("Muschel 3x15 bds.", "Muschel", {"reps": 15, "sets": 3, "sides": Sides.EACH}),
        (
            "Adduktoren anspannen, zweimal 8–12 Wiederholungen, Pause 30 Sek.",
            "adductor-squeeze",
            {"reps": 8, "sets": 2, "rest_s": 30, "remarks": (Remark.LEAST,)},
        ),
        ("Kobra 1,5 min, morgens und abends", "cobra", {"hold_s": 90, "times_a_day": 2}),
        (
            "Wadendehnung 3 x 30 Sek. pro Seite, 3x pro Woche",
            "Wadendehnung",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH, "days_a_week": 3},
        ),
        ("Frosch eine Minute, nur links", "frog", {"hold_s": 60, "sides": Sides.LEFT}),
    ],
    "fr": [
        ("Pont fessier : 2 séries de 10", "bridge", {"reps": 10, "sets": 2}),
        (
            "Étirement du psoas 3 x 30 s de chaque côté",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        (
            "etirement des ischio-jambiers, tenir 20 à 30 sec, 3 fois par jambe",
            "supine-hamstring-strap",
            {"hold_s": 20, "reps": 3, "sides": Sides.EACH, "remarks": (Remark.LEAST,)},
        ),
        ("- Papillon 1 min, matin et soir", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        (
            "Torsion au sol 3 fois 20 secondes à gauche",
            "floor-seated-twist",
            {"hold_s": 20, "reps": 3, "sides": Sides.LEFT},
        ),
        ("Cobra 10 répétitions, 2 fois par jour", "cobra", {"reps": 10, "times_a_day": 2}),
        (
            "Gainage ventral 3 x 45 s, repos 30 s entre les séries",
            "Gainage ventral",
            {"hold_s": 45, "reps": 3, "rest_s": 30},
        ),
        ("Serrer un ballon entre les genoux 10 x 5 s", "adductor-squeeze", {"hold_s": 5, "reps": 10}),
        (
            "Étirement de l’aine sur le dos une demi-minute D/G",
            "supine-leg-out",
            {"hold_s": 30, "sides": Sides.EACH},
        ),
    ],
    "es": [
        (
            "Puente de glúteos 3 series de 10 repeticiones, 30 segundos cada lado",
            "bridge",
            {"hold_s": 30, "reps": 10, "sets": 3, "sides": Sides.EACH},
        ),
        (
            "Estiramiento de psoas 3 x 30 seg con cada pierna",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        (
            "Mantener 20 seg, 5 veces: estiramiento de isquiotibiales",
            "supine-hamstring-strap",
            {"hold_s": 20, "reps": 5},
        ),
        ("Mariposa 2 minutos, 2 veces al día", "butterfly", {"hold_s": 120, "times_a_day": 2}),
        (
            "apretar la pelota 10 rep. de 5 s, descanso 10 s",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "rest_s": 10},
        ),
        ("Clamshell 2x15 izq/der", "Clamshell", {"reps": 15, "sets": 2, "sides": Sides.EACH}),
        ("Postura de la cobra, aguantar medio minuto", "cobra", {"hold_s": 30}),
        (
            "Zancada de rodillas 8–12 repeticiones pierna derecha",
            "half-kneel-lunge",
            {"reps": 8, "sides": Sides.RIGHT, "remarks": (Remark.LEAST,)},
        ),
        (
            "Elevaciones de talones 3 x 12, tres veces por semana",
            "Elevaciones de talones",
            {"reps": 12, "sets": 3, "days_a_week": 3},
        ),
    ],
    "pt-BR": [
        ("Ponte: 3 séries de 12 repetições", "bridge", {"reps": 12, "sets": 3}),
        (
            "Alongamento dos isquiotibiais 3 x 30 seg cada perna",
            "supine-hamstring-strap",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("Borboleta, manter por 1 minuto, 2 vezes ao dia", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        ("postura do sapo 2x 45s", "frog", {"hold_s": 45, "reps": 2}),
        (
            "Figura quatro 3 vezes de 20 segundos, ambos os lados",
            "supine-figure-four",
            {"hold_s": 20, "reps": 3, "sides": Sides.EACH},
        ),
        ("Ostra 3x15 D/E", "Ostra", {"reps": 15, "sets": 3, "sides": Sides.EACH}),
        (
            "Adução com bola 10 rep segurar 5 s, descanso de 30 s",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "rest_s": 30},
        ),
        (
            "Extensão de McKenzie 10 a 15 repetições, manhã e noite",
            "cobra",
            {"reps": 10, "times_a_day": 2, "remarks": (Remark.LEAST,)},
        ),
    ],
    "it": [
        ("Ponte 3 serie da 10 ripetizioni", "bridge", {"reps": 10, "sets": 3}),
        (
            "Allungamento dei flessori dell'anca 3 x 30 sec per lato",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("Farfalla: mantenere 1 minuto, 2 volte al giorno", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        ("Affondo basso 2x20 sec dx", "half-kneel-lunge", {"hold_s": 20, "reps": 2, "sides": Sides.RIGHT}),
        (
            "stringere la palla tra le ginocchia 10 rip. x 5 sec",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10},
        ),
        ("Posizione della rana mezzo minuto dx/sx", "frog", {"hold_s": 30, "sides": Sides.EACH}),
        ("Conchiglia 3 x 15, recupero 30 sec", "Conchiglia", {"reps": 15, "sets": 3, "rest_s": 30}),
        (
            "Posizione del cobra 5 volte per 10 secondi, mattina e sera",
            "cobra",
            {"hold_s": 10, "reps": 5, "times_a_day": 2},
        ),
    ],
    "nl": [
        ("Bruggetje 3 series van 10 herhalingen", "bridge", {"reps": 10, "sets": 3}),
        (
            "Heupbuigers rekken 3 x 30 sec per kant",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("Vlinderzit 1 min vasthouden, 2x per dag", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        (
            "hamstring rekken met handdoek, 20 sec vasthouden, 3 keer, beide benen",
            "supine-hamstring-strap",
            {"hold_s": 20, "reps": 3, "sides": Sides.EACH},
        ),
        ("Kikkerhouding 2 maal 45 seconden", "frog", {"hold_s": 45, "reps": 2}),
        (
            "Schelp 3x15 links en rechts, 2x daags",
            "Schelp",
            {"reps": 15, "sets": 3, "sides": Sides.EACH, "times_a_day": 2},
        ),
        ("Cobra 10 herh., rust 30 sec tussen de series", "cobra", {"reps": 10, "rest_s": 30}),
        (
            "Bal tussen de knieën knijpen 8 tot 12 keer, 's ochtends en 's avonds",
            "adductor-squeeze",
            {"reps": 8, "times_a_day": 2, "remarks": (Remark.LEAST,)},
        ),
        ("Figuur 4 een halve minuut linkerbeen", "supine-figure-four", {"hold_s": 30, "sides": Sides.LEFT}),
    ],
    "pl": [
        ("Mostek biodrowy 3 serie po 10 powtórzeń", "bridge", {"reps": 10, "sets": 3}),
        ("Motylek 3 x 30 sek.", "butterfly", {"hold_s": 30, "reps": 3}),
        (
            "Rozciąganie tyłu uda z ręcznikiem 3 x 30 s na stronę",
            "supine-hamstring-strap",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("pozycja zaby, utrzymaj 1 minutę, 2 razy dziennie", "frog", {"hold_s": 60, "times_a_day": 2}),
        (
            "Ściskanie piłki kolanami 10 powt. po 5 sekund, przerwa 30 s",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "rest_s": 30},
        ),
        (
            "Kobra 8-12 powtórzeń rano i wieczorem",
            "cobra",
            {"reps": 8, "times_a_day": 2, "remarks": (Remark.LEAST,)},
        ),
        ("Czwórka pół minuty, lewa noga", "supine-figure-four", {"hold_s": 30, "sides": Sides.LEFT}),
        (
            "Muszelki 3x15 P/L, 3 razy w tygodniu",
            "Muszelki",
            {"reps": 15, "sets": 3, "sides": Sides.EACH, "days_a_week": 3},
        ),
    ],
    "uk": [
        ("Сідничний місток 3 підходи по 10 повторень", "bridge", {"reps": 10, "sets": 3}),
        ("Метелик 3х30 сек", "butterfly", {"hold_s": 30, "reps": 3}),
        (
            "Розтягування задньої поверхні стегна з рушником: 30 с на кожну ногу, 3 рази",
            "supine-hamstring-strap",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("Поза жаби, утримувати 1 хв, 2 рази на день", "frog", {"hold_s": 60, "times_a_day": 2}),
        (
            "стискання мʼяча колінами 10 разів по 5 секунд, відпочинок 30 с",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "rest_s": 30},
        ),
        (
            "Кобра 8–12 повторень вранці та ввечері",
            "cobra",
            {"reps": 8, "times_a_day": 2, "remarks": (Remark.LEAST,)},
        ),
        ("Четвірка пів хвилини, ліва нога", "supine-figure-four", {"hold_s": 30, "sides": Sides.LEFT}),
        ("Мушля 3 х 15 з кожного боку", "Мушля", {"reps": 15, "sets": 3, "sides": Sides.EACH}),
    ],
    "tr": [
        ("Köprü egzersizi 3 set 10 tekrar", "bridge", {"reps": 10, "sets": 3}),
        ("Kelebek germe 3 x 30 sn", "butterfly", {"hold_s": 30, "reps": 3}),
        (
            "Havluyla hamstring germe: 30 saniye tut, 3 kez, her iki taraf",
            "supine-hamstring-strap",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("KURBAĞA DURUŞU 1 dk bekleyin, günde 2 kez", "frog", {"hold_s": 60, "times_a_day": 2}),
        (
            "Dizler arasında top sıkma 10 tekrar x 5 sn, 30 sn dinlenme",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "rest_s": 30},
        ),
        ("Kobra 3 set 10'ar tekrar, sabah akşam", "cobra", {"reps": 10, "sets": 3, "times_a_day": 2}),
        ("dort figuru yarım dakika sol bacak", "supine-figure-four", {"hold_s": 30, "sides": Sides.LEFT}),
        (
            "İstiridye 3x15 sağ/sol, haftada 3 kez",
            "İstiridye",
            {"reps": 15, "sets": 3, "sides": Sides.EACH, "days_a_week": 3},
        ),
    ],
    "ja": [
        ("ブリッジ 3×10回", "bridge", {"reps": 10, "sets": 3}),
        (
            "腸腰筋ストレッチ 30秒キープ×3 左右",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("バタフライストレッチ　１分間、１日２回", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        ("ボールはさみ：5秒保持を10回×3セット", "adductor-squeeze", {"hold_s": 5, "reps": 10, "sets": 3}),
        (
            "・ハムストリングスのストレッチ 片側20〜30秒ずつ",
            "supine-hamstring-strap",
            {"hold_s": 20, "sides": Sides.EACH, "remarks": (Remark.LEAST,)},
        ),
        ("ﾋｯﾌﾟﾘﾌﾄ 10回3セット 休憩30秒", "bridge", {"reps": 10, "sets": 3, "rest_s": 30}),
        ("カエルのポーズ三十秒、朝晩", "frog", {"hold_s": 30, "times_a_day": 2}),
        ("コブラのポーズ1回30秒を3回", "cobra", {"hold_s": 30, "reps": 3}),
        ("クラムシェル 15回×2セット 左だけ", "クラムシェル", {"reps": 15, "sets": 2, "sides": Sides.LEFT}),
    ],
    "zh-Hans": [
        ("臀桥 每组10次，做3组", "bridge", {"reps": 10, "sets": 3}),
        (
            "4字拉伸 每侧 3 次，每次 30 秒",
            "supine-figure-four",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("蝴蝶式：保持1分钟，每天2次", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        (
            "夹球练习 10次×3组，每次保持5秒，组间休息30秒",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "sets": 3, "rest_s": 30},
        ),
        ("1、青蛙趴 30～60秒", "frog", {"hold_s": 30, "remarks": (Remark.LEAST,)}),
        ("眼镜蛇式 3组×10次 早晚各一次", "cobra", {"reps": 10, "sets": 3, "times_a_day": 2}),
        ("蚌式开合 15次×3组 左右各", "蚌式开合", {"reps": 15, "sets": 3, "sides": Sides.EACH}),
        ("仰卧毛巾拉腿三十秒 右腿", "supine-hamstring-strap", {"hold_s": 30, "sides": Sides.RIGHT}),
    ],
    "ko": [
        ("브릿지 10회 3세트", "bridge", {"reps": 10, "sets": 3}),
        (
            "장요근 스트레칭 30초 유지 3회, 양쪽",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("나비 자세 1분, 하루 2회", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        ("공 조이기 5초씩 10회, 휴식 30초", "adductor-squeeze", {"hold_s": 5, "reps": 10, "rest_s": 30}),
        ("코브라 자세 8~12회 아침저녁", "cobra", {"reps": 8, "times_a_day": 2, "remarks": (Remark.LEAST,)}),
        (
            "수건으로 햄스트링 스트레칭 30초간 유지하세요 × 3, 오른쪽 다리만",
            "supine-hamstring-strap",
            {"hold_s": 30, "reps": 3, "sides": Sides.RIGHT},
        ),
        ("클램쉘 15회씩 3세트 좌우", "클램쉘", {"reps": 15, "sets": 3, "sides": Sides.EACH}),
        ("개구리 자세 세 번, 1회 20초", "frog", {"hold_s": 20, "reps": 3}),
    ],
    "ar": [
        ("تمرين الجسر ٣ مجموعات × ١٠ تكرارات", "bridge", {"reps": 10, "sets": 3}),
        (
            "إطالة عضلات ثني الورك 3 مرات لمدة 30 ثانية لكل جانب",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("تمرين الفراشة: ثبات 1 دقيقة، مرتين يوميًا", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        ("الفراشة 3 مرات", "butterfly", {"reps": 3}),
        (
            "عصر الكرة ١٠ تكرارات مع الثبات ٥ ثوانٍ، راحة 30 ثانية",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "rest_s": 30},
        ),
        (
            "وضعية الكوبرا 8-12 تكرار صباحًا ومساءً",
            "cobra",
            {"reps": 8, "times_a_day": 2, "remarks": (Remark.LEAST,)},
        ),
        (
            "اطالة خلفية الفخذ بالمنشفة نصف دقيقة الساق اليسرى",
            "supine-hamstring-strap",
            {"hold_s": 30, "sides": Sides.LEFT},
        ),
        ("تمرين المحار 3×15 يمين ويسار", "تمرين المحار", {"reps": 15, "sets": 3, "sides": Sides.EACH}),
    ],
    "he": [
        ("גשר 3 סטים של 10 חזרות", "bridge", {"reps": 10, "sets": 3}),
        (
            "מתיחת כופפי הירך 3 פעמים 30 שניות לכל צד",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("פרפר – להחזיק 1 דק', פעמיים ביום", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        (
            "לחיצת כדור בין הברכיים 10 חזרות, להחזיק 5 שנ', מנוחה 30 שנ'",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "rest_s": 30},
        ),
        ("קוברה 8–12 חזרות, בוקר וערב", "cobra", {"reps": 8, "times_a_day": 2, "remarks": (Remark.LEAST,)}),
        (
            "מתיחת המסטרינג בשכיבה חצי דקה רגל ימין",
            "supine-hamstring-strap",
            {"hold_s": 30, "sides": Sides.RIGHT},
        ),
        ("1. הרמת אגן 10 חזרות, החזקה 5 שניות", "bridge", {"hold_s": 5, "reps": 10}),
        (
            "צדפה 3×15 ימין/שמאל, 3 פעמים בשבוע",
            "צדפה",
            {"reps": 15, "sets": 3, "sides": Sides.EACH, "days_a_week": 3},
        ),
        ("תנוחת הצפרדע 3 x 45 שניות", "frog", {"hold_s": 45, "reps": 3}),
    ],
    "hi": [
        ("ब्रिज व्यायाम १० बार, ३ सेट", "bridge", {"reps": 10, "sets": 3}),
        (
            "हिप फ़्लेक्सर स्ट्रेच 3 बार, 30 सेकंड रोकें, दोनों तरफ़",
            "half-kneel-lunge",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("तितली आसन 1 मिनट, दिन में 2 बार", "butterfly", {"hold_s": 60, "times_a_day": 2}),
        (
            "तौलिये से हैमस्ट्रिंग स्ट्रेच: 30 सेकंड तक रोकें, 3 बार दोहराएँ, हर पैर",
            "supine-hamstring-strap",
            {"hold_s": 30, "reps": 3, "sides": Sides.EACH},
        ),
        ("भुजंगासन 8 से 12 बार सुबह-शाम", "cobra", {"reps": 8, "times_a_day": 2, "remarks": (Remark.LEAST,)}),
        (
            "गेंद दबाने का व्यायाम 10 बार x 5 सेकेंड, आराम 30 सेकंड",
            "adductor-squeeze",
            {"hold_s": 5, "reps": 10, "rest_s": 30},
        ),
        ("मेंढक आसन आधा मिनट बाईं तरफ", "frog", {"hold_s": 30, "sides": Sides.LEFT}),
        ("क्लैमशेल 3×15 हर तरफ", "क्लैमशेल", {"reps": 15, "sets": 3, "sides": Sides.EACH}),
    ],
}
"""By language: a line, the exercise's id or the name of one that has to be made, and what is said."""
