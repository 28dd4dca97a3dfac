"""One or two pages for a physiotherapist: what was planned and done, side by side, and how it felt."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from html import escape

from PySide6.QtCore import QDate, QLocale
from PySide6.QtGui import QFont, QFontMetricsF, QTextDocument

from hipstretch.core import figures, progress, scores
from hipstretch.core.dose import DAYS, SIDES, dose
from hipstretch.core.exercise import Exercise, MuscleGroup, Side
from hipstretch.core.outcome import Outcome
from hipstretch.core.prescribed import prescribed
from hipstretch.core.progress import Week
from hipstretch.core.record import Feeling, SessionRecord
from hipstretch.core.schedule import Schedule
from hipstretch.core.scores import Change
from hipstretch.core.settings import Settings
from hipstretch.core.weeks import counted_from, day_of
from hipstretch.qt import dose_words, paper, schedule_words, wording
from hipstretch.translation import tr, tr_count
from hipstretch.ui.style import theme
from hipstretch.ui.widgets.feeling_scale import place_name

from .charts import change_words, from_to

MOST_WEEKS = 16
"""A longer time is shown by months."""
MOST_NOTES = 30
"""The newest; a report is one page or two."""
BAR_PX = 150
TABLE_PX, TEXT_PX, CELL_PX = 640, 11, 12
"""How wide a table is on the narrower of the papers, how large its text, and what stands around that in a cell."""
GAP_PX = 8
"""Behind the words of a cell: they don't run into those of the next column."""
EMPTY = "\u00a0"
"""Of a cell: after a last one without any sign Qt leaves out the margin of what follows the table."""
APART_PX = 24
"""Between the columns of a table that is no wider than its words."""
WEEK_WIDTHS = (17, 8, 14, 61)
"""Percent of the columns of weeks: when, days, work, its bar."""
INK = theme.LIGHT
"""Paper is light, whatever the window is."""
STYLE = f"""
body {{ color: {INK.ink}; font-size: 9pt; }}
td, th {{ font-size: 8pt; }}
p {{ margin-top: 2px; margin-bottom: 2px; }}
.title {{ font-size: 19pt; font-weight: 700; }}
h3 {{ margin-top: 14px; margin-bottom: 2px; }}
.heading {{ font-size: 11.5pt; font-weight: 600; color: {INK.hold_ink}; }}
.soft {{ color: {INK.soft}; }}
th {{ text-align: left; font-weight: 600; color: {INK.soft}; }}
.big {{ font-size: 15pt; font-weight: 600; }}
"""


@dataclass(frozen=True, slots=True)
class Report:
    """What a report is made from: the sessions of a span, both days included, oldest first."""

    records: Sequence[SessionRecord]
    first: date
    last: date
    exercises: Mapping[str, Exercise]
    settings: Settings
    made_on: date
    person: str = ""
    notes: bool = False
    days: bool = False
    """Whether each session is listed."""
    began: date | None = None
    """The day of the first session there ever was."""
    schedules: Mapping[str, Schedule] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    """What the routines are called, and exercises ALONE."""
    most_rows: int | None = None
    """Of a list of days or months; None for all. The pages before the last of these are the same without the rest."""

    @property
    def since(self) -> date:
        """From which day on it counts how often something was done."""
        return min(self.last, counted_from(self.first, self.began, wording.first_weekday()))

    @property
    def begins(self) -> int:
        """The hour at which a day begins."""
        return self.settings.day_begins


def document(report: Report) -> QTextDocument:
    """The report as text with tables: what is printed can be copied out again. Any thread may call it."""
    parts = [_head(report), _numbers(report)]
    if report.records:  # how it feels first: what a therapist looks for
        parts += [_feelings(report), _exercises(report), _schedules(report), _dose(report), _times(report)]
    if report.days:
        parts.append(_days(report))
    if report.notes:
        parts.append(_notes(report))
    parts.append(_foot(report))
    font = theme.font(12)
    font.setPointSizeF(8)  # of what is not in STYLE, the numbers of pages: pixels are too small in print
    made = paper.document(f"<body>{''.join(parts)}</body>", STYLE, font)
    paper.keep_headings(made)
    return made


def _head(report: Report) -> str:
    span = tr("{first} to {last}").format(first=_long(report.first), last=_long(report.last))
    lines = [f"<b>{escape(report.person)}</b>"] if report.person else []
    lines.append(escape(span))
    title = escape(tr("Stretching report"))
    return f'<p><span class="title">{title}</span></p>' + "".join(f"<p>{line}</p>" for line in lines)


def _numbers(report: Report) -> str:
    days = progress.last_days(
        report.records, report.last, report.begins, (report.last - report.since).days + 1
    )
    done = progress.in_all(days)
    sets = progress.adherence(report.records).values()
    planned, finished = sum(a.planned_sets for a in sets), sum(a.sets[Outcome.DONE] for a in sets)
    found = progress.weeks(report.records, report.since, report.last, wording.first_weekday(), report.begins)
    _, days_a_week = progress.mean_week(found, report.since, report.last, report.made_on)
    cells = [
        (wording.number(len(report.records)), tr_count("session", "sessions", len(report.records))),
        (
            wording.number(done.days),
            tr_count("day of {count}", "days of {count}", done.days).format(count=wording.number(len(days))),
        ),
        (wording.number(figures.tenth(days_a_week)), _goal(report.settings.goal_days)),
        (wording.minutes(done.active_s), tr("of work")),
        (wording.percent(figures.percent(finished, planned)) if planned else "–", tr("of planned sets done")),
    ]
    boxes = [
        f'<span class="big">{escape(value)}</span><br/><span class="soft">{escape(words)}</span>'
        for value, words in cells
    ]
    row = _row(boxes, [20] * len(boxes), ground=f' bgcolor="{INK.window}"')
    return f'<table width="100%" cellpadding="6" style="margin-top: 10px">{row}</table>'


def _goal(days: int) -> str:
    return tr("days a week (goal {count})").format(count=wording.number(days)) if days else tr("days a week")


def _exercises(report: Report) -> str:
    """What was planned and done of each exercise; nothing if all was done elsewhere."""
    heads = (
        tr("Exercise"),
        tr("Planned, last time"),
        tr("Sessions"),
        tr("Sets done"),
        tr("Eased off"),
        tr("Left out"),
        tr("Left"),
        tr("Right"),
        tr("Both"),
    )
    rows = []
    for name, one in progress.adherence(report.records).items():
        known = report.exercises.get(name)
        by_side = (one.done_by_side_s[side] for side in (Side.LEFT, Side.RIGHT, Side.BOTH))
        rows.append(
            (
                known.text.name if known else name,
                _unbroken(wording.dosage(known, one.planned)) if known and one.planned else "–",
                wording.number(one.sessions),
                tr("{count} of {total}").format(
                    count=wording.number(one.sets[Outcome.DONE]), total=wording.number(one.planned_sets)
                ),
                wording.number(one.sets[Outcome.EASED]),
                wording.number(one.sets[Outcome.SKIPPED]),
                *(wording.minutes(s) if s else "–" for s in by_side),
            )
        )
    return _heading(tr("Exercises: planned and done")) + _table(heads, rows) if rows else ""


def _unbroken(words: str) -> str:
    """Words in which a number stays in the line of what it counts."""
    return re.sub(r"(?<=\d) ", "\u00a0", words)


def _schedules(report: Report) -> str:
    """What the schedules meant, and what of it was done; nothing if they meant nothing."""
    found = prescribed(
        report.schedules,
        report.records,
        report.first,
        report.last,
        report.made_on,
        rest_days=report.settings.rest_days,
        day_begins=report.begins,
        first_weekday=wording.first_weekday(),
    )
    rows = [
        (
            report.names.get(name, name),
            wording.capital(schedule_words.periods(report.schedules[name].periods)),
            wording.short_day(one.since),
            tr("{count} of {total}").format(count=wording.number(one.done), total=wording.number(one.meant)),
        )
        for name, one in found.items()
    ]
    heads = (tr("Routine or exercise"), tr("Schedule"), tr("From"), tr("Done"))
    return _heading(tr("Schedules")) + _table(heads, rows) if rows else ""


def _days(report: Report) -> str:
    """Each session: when, what, how much, how it felt."""
    places = [f.name for f in fields(Feeling)]

    def felt(record: SessionRecord, place: str) -> str:
        return from_to(
            *(getattr(some, place, None) for some in (record.feeling_before, record.feeling_after))
        )

    rows = []
    for record in report.records:
        sets = [one for exercise in record.exercises for one in exercise.sets]
        finished = sum(one.outcome is Outcome.DONE for one in sets)
        rows.append(
            (
                wording.short_day(day_of(record.started_at, report.begins)),
                wording.clock(record.started_at),
                report.names.get(record.routine, record.routine),
                wording.minutes(record.active_s),
                tr("{count} of {total}").format(
                    count=wording.number(finished), total=wording.number(len(sets))
                )
                if sets
                else "–",
                *(felt(record, place) for place in places),
            )
        )
    if not rows:
        return ""
    heads = (
        tr("Day"),
        tr("Time"),
        tr("Routine"),
        tr("Work"),
        tr("Sets done"),
        *map(place_name, places),
    )
    return _heading(tr("Sessions")) + _table(heads, rows, report.most_rows)


def _dose(report: Report) -> str:
    """Minutes of stretch in the last seven days of the report; nothing if it is shorter, or there were none."""
    found = dose(report.records, report.last, report.begins, report.exercises)
    if (report.last - report.first).days < DAYS - 1 or not found.stretched:
        return ""
    first = report.last - timedelta(days=DAYS - 1)
    span = tr("{first} to {last}").format(first=_long(first), last=_long(report.last))
    rows = [
        (wording.group(group), *(wording.number(found.minutes(group, side)) for side in SIDES))
        for group in MuscleGroup
    ]
    return (
        _heading(dose_words.title())
        + f'<p class="soft">{escape(wording.titled(span, dose_words.enough(found)))}</p>'
        + _table((tr("Muscle group"), tr("Left"), tr("Right")), rows, close=True)
    )


def _times(report: Report) -> str:
    first_weekday = wording.first_weekday()
    by_month = (report.last - report.since).days > 7 * MOST_WEEKS
    found = (
        progress.months(report.records, report.since, report.last, report.begins)
        if by_month
        else progress.weeks(report.records, report.since, report.last, first_weekday, report.begins)
    )
    most = max(w.active_s for w in found) or 1

    def name(one: Week) -> str:
        return wording.month(one.first) if by_month else wording.short_day(one.first)

    rows = [
        (
            *(name(w), wording.number(w.days), wording.minutes(w.active_s) if w.active_s else "–"),
            w.active_s / most,
        )
        for w in found[: report.most_rows]
    ]
    heads = (tr("Month") if by_month else tr("Week of"), tr("Days"), tr("Work"), "")
    lines = [_row((*map(escape, words), _bar(part)), WEEK_WIDTHS) for *words, part in rows]
    title = tr("Month by month") if by_month else tr("Week by week")
    head = f"<thead>{_row(map(escape, heads), WEEK_WIDTHS, 'th')}</thead>"
    table = f'<table cellpadding="2" width="100%">{head}{"".join(lines)}</table>'
    return _heading(title) + table


def _bar(part: float) -> str:
    width = round(BAR_PX * part)
    if not width:
        return ""
    end = ' align="right"' if paper.from_the_right() else ""
    return (
        f'<table cellspacing="0" cellpadding="0"{end}><tr><td bgcolor="{INK.hold}" width="{width}">'
        '<span style="font-size: 6pt">&nbsp;</span></td></tr></table>'
    )


def _feelings(report: Report) -> str:
    rows = []
    for place in (f.name for f in fields(Feeling)):
        found = scores.weekly_scores(report.records, place, wording.first_weekday(), report.begins)
        until = min(report.made_on, report.last + timedelta(days=1))
        whole = scores.whole_weeks(found, report.first, until)
        change = scores.change(whole)
        if shown := scores.compared(whole) or found:
            before = [f.before for f in shown if f.before is not None]
            after = [f.after for f in shown if f.after is not None]
            means = (before[0], before[-1]) if before else (None, None)
            rows.append(
                (
                    place_name(place),
                    *("–" if m is None else wording.number(m) for m in means),
                    wording.number(after[-1]) if after else "–",
                    change_words(change) if change is not Change.UNKNOWN else "–",
                )
            )
    if not rows:
        return ""
    heads = (
        "",
        tr("Before, first week"),
        tr("Before, last week"),
        tr("After, last week"),
        tr("What that says"),
    )
    scale = tr("Pain, mean of a week, 0 none to 10 the worst imaginable, as the person said it.")
    return _heading(tr("Hips and back")) + f'<p class="soft">{escape(scale)}</p>' + _table(heads, rows)


def _notes(report: Report) -> str:
    noted = [r for r in report.records if r.note][-MOST_NOTES:]
    notes = [(day_of(r.started_at, report.begins), r.note) for r in noted]
    if not notes:
        return ""
    rows = "".join(
        f'<tr><td width="14%" class="soft">{escape(wording.short_day(day))}</td>'
        f"<td>{escape(note).replace(chr(10), '<br/>')}</td></tr>"
        for day, note in notes
    )
    return _heading(tr("Notes")) + f'<table width="100%" cellpadding="2">{rows}</table>'


def _foot(report: Report) -> str:
    made = tr("Made with Hipstretch on {day} from what its user did and said; nothing was measured.").format(
        day=_long(report.made_on)
    )
    return f'<p class="soft" style="margin-top: 16px">{escape(made)}</p>'


def _heading(text: str) -> str:
    return f'<h3><span class="heading">{escape(text)}</span></h3>'


def _table(
    heads: Sequence[str], rows: Sequence[Sequence[str]], most: int | None = None, *, close: bool = False
) -> str:
    """A table in whose columns the words of a language have room; of all rows, if only so many stand in it.

    `close` has what is left of the width behind the last column.
    """
    if close:
        heads, rows = (*heads, EMPTY), [(*row, EMPTY) for row in rows]
    widths = _close_widths([heads, *rows]) if close else _widths(heads, rows)
    body = f"<thead>{_row(map(escape, heads), widths, 'th')}</thead>"
    for number, row in enumerate(rows[:most]):
        body += _row(map(escape, row), widths, ground="" if number % 2 else f' bgcolor="{INK.window}"')
    return f'<table width="100%" cellpadding="2" cellspacing="0">{body}</table>'


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[float]:
    """Percent of each column: its longest word fits, and its longest cell below the head if others leave room."""
    columns = list(zip(heads, *rows, strict=True))
    widths = [_most_px(word for cell in column for word in cell.split(" ")) for column in columns]
    longer = [max(0.0, _most_px(column[1:]) - word) for column, word in zip(columns, widths, strict=True)]
    spare = max(0.0, TABLE_PX - sum(widths))
    for done, place in enumerate(sorted(range(len(widths)), key=longer.__getitem__)):
        more = min(longer[place], spare / (len(widths) - done))
        widths[place] += more
        spare -= more
    return [round(100 * width / sum(widths), 1) for width in widths]


def _close_widths(lines: Sequence[Sequence[str]]) -> list[float]:
    """Percent of columns that are as wide as their longest cell, and of an empty one behind them."""
    *columns, _ = zip(*lines, strict=True)
    widths = [round(100 * (_most_px(column) + APART_PX) / TABLE_PX, 1) for column in columns]
    return [*widths, max(0.0, 100 - sum(widths))]


def _most_px(texts: Iterable[str]) -> float:
    font = theme.font(TEXT_PX, QFont.Weight.DemiBold)
    font.setPixelSize(TEXT_PX)  # whatever the size of text in the window is
    metrics = QFontMetricsF(font)
    return max(metrics.horizontalAdvance(text) for text in texts) + CELL_PX


def _row(cells: Iterable[str], widths: Iterable[float], tag: str = "td", ground: str = "") -> str:
    """A line of a table, in HTML, as the language is read: Qt's tables run from left to right in each.

    The columns have these widths in percent.
    """
    end = ' align="right"' if paper.from_the_right() else ""
    gap = f' style="padding-{"left" if end else "right"}: {GAP_PX}px"'
    made = [
        f'<{tag} width="{width}%"{end}{gap}>{cell}</{tag}>' for cell, width in zip(cells, widths, strict=True)
    ]
    return f"<tr{ground}>{''.join(reversed(made) if end else made)}</tr>"


def _long(day: date) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
