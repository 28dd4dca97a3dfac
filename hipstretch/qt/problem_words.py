"""Problems in words, for the window, the terminal and the command line alike.

A sentence names the fields of a Problem by {field}, {file} and so on. What is wrong with a value or a file is a clause
that begins with "it": it also stands alone, after "{file}: ", or as {why} in the sentence of the problem it causes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QLocale

from hipstretch.core.problem import Fault, Problem, problem_of
from hipstretch.qt.language import path_words
from hipstretch.translation import marked, marked_count, tr, tr_count


def words(problem: Problem) -> str:
    """A problem as a clause, or as the sentences that it needs."""
    source = _WORDS[problem.fault]
    text = _filled(source, problem)
    if problem.field:
        said = _IS_WRONG if problem.value else _IS_MISSING
        text = _filled(said, problem, clause=text)
    if problem.file and (
        problem.field or "{file}" not in source[-1 if isinstance(source, tuple) else slice(None)]
    ):
        text = _filled(_IN_FILE, problem, clause=text)
    return text


def why(error: Exception) -> str:
    """What an error says, as a clause: the system's words, or those of its problem."""
    return words(problem_of(error))


def _filled(source: str | tuple[str, str], problem: Problem, *, clause: str = "") -> str:
    """A sentence with its fields, all at once: a name may look like a field itself."""
    from hipstretch.qt import wording  # not on the way to the first window

    values = {
        "file": path_words(problem.file),
        "place": path_words(problem.place),
        "line": str(problem.line),
        "count": wording.number(problem.count),
        "field": problem.field,
        "value": problem.value,
        "least": _number(problem.least),
        "most": _number(problem.most),
        "choices": wording.listed(problem.choices),
        "either": wording.either(problem.choices),
        "reason": problem.reason,
        "why": words(problem.cause) if problem.cause else "",
        "parts": wording.listed(map(words, problem.parts)),
        "clause": clause,
    }
    said = tr(source) if isinstance(source, str) else tr_count(*source, problem.count)
    return said.format(**values)


def _number(value: float) -> str:
    """As the locale writes it, with ten digits at most."""
    return QLocale().toString(float(value), "g", 10)


_IS_WRONG = marked("{field} is {value}; {clause}")
_IS_MISSING = marked("{field} is missing; {clause}")
_IN_FILE = marked("{file}: {clause}")

_WORDS: Mapping[Fault, str | tuple[str, str]] = MappingProxyType(
    {
        Fault.SYSTEM: marked("{reason}"),
        Fault.DISK_FULL: marked("the disk is full"),
        Fault.DISK_ERROR: marked("the disk reports an error"),
        Fault.NO_ACCESS: marked("access is not allowed"),
        Fault.READ_ONLY: marked("only reading is allowed there"),
        Fault.NOT_THERE: marked("there is no such file or folder"),
        # a value
        Fault.FIELD_UNKNOWN: marked("there is no such field"),
        Fault.TEXT: marked("it must be a text of up to {most} characters"),
        Fault.LINE_OF_TEXT: marked("it must be a line of text of {least} to {most} characters"),
        Fault.SENTENCE: marked("it must be text with no braces but {{side}} and {{other}}"),
        Fault.NUMBER: marked("it must be a number from {least} to {most}"),
        Fault.WHOLE: marked("it must be a whole number from {least} to {most}"),
        Fault.ONLY: marked("it must be {most}, or left out"),
        Fault.NUMBERS_RANGE: marked("it must be [least, most], each a number from {least} to {most}"),
        Fault.WHOLE_RANGE: marked("it must be [least, most], each a whole number from {least} to {most}"),
        Fault.FLAG: marked("it must be true or false"),
        Fault.ONE_OF: marked("it must be {either}"),
        Fault.SOME_OF: marked("it must be a list of {choices}"),
        Fault.WEEKDAYS: marked("it must be a list of weekdays, {least} for Monday to {most} for Sunday"),
        Fault.IDS: marked("it must be a list of up to {most} exercise ids"),
        Fault.OBJECT: marked("it must be an object"),
        Fault.OBJECT_OF_IDS: marked("it must be an object of exercise ids"),
        Fault.TABLE: marked("it must be a table"),
        Fault.LIST: marked("it must be a list of {least} to {most} entries"),
        Fault.TABLES: marked("it must be a list of {least} to {most} tables"),
        Fault.ROW: marked("it must be a list of {most} values"),
        Fault.MOMENT: marked("it must be a date and time"),
        Fault.OFFSET: marked("it must have an offset from UTC"),
        Fault.DAY: marked("it must be a date such as 2026-05-31"),
        Fault.TIME_OF_DAY: marked("it must be a time of day such as 07:30"),
        Fault.ONLY_LAST_OPEN: marked("it must be given for all but the last of the periods"),
        Fault.LAST_BEFORE_FIRST: marked("it must not be before the first day"),
        Fault.YEARS: marked("its year must be from 1970 to 2200"),
        Fault.KNOWN_EXERCISE: marked("it must be the id of an exercise that is there and could be read"),
        Fault.LETTERS_AND_DIGITS: marked("it must be letters and digits alone"),
        Fault.PHASE_NAME: marked("it must be the name of a phase"),
        Fault.RESULT: marked("it must be an outcome and its seconds"),
        Fault.NAME_OF_FILE: marked("it must be the name of the file"),
        Fault.PHASE_UNKNOWN: marked("the session has no such phase"),
        Fault.ENTRY_UNKNOWN: marked("the routine has no exercise {most}"),
        Fault.PHASES_ORDER: marked("it is empty, or not in order"),
        Fault.PHASE_TWICE: marked("a phase stands there twice"),
        Fault.ENTRY_IDLE: marked("an exercise has neither hold nor repetition"),
        # a file or a line
        Fault.NO_FILE: marked("it is not a file"),
        Fault.LINK_TO_NOTHING: marked("it is a link that leads to no file"),
        Fault.LINK_OUT: marked("it is a link that leads out of its folder"),
        Fault.GONE: marked("it was moved or deleted while Hipstretch was open"),
        Fault.FOLDER_GONE: marked("its folder was moved or deleted while Hipstretch was open"),
        Fault.MISSING: marked("it is missing"),
        Fault.LARGE: marked("it is larger than {most} bytes"),
        Fault.MANY_LINES: marked("it has more than {most} lines"),
        Fault.DEEP: marked("it is nested too deeply"),
        Fault.NOT_UTF8: marked("it is not text in UTF-8"),
        Fault.NOT_JSON: marked("it is not JSON: {reason}"),
        Fault.NOT_TOML: marked("it is not TOML ({reason})"),
        Fault.LONG_NUMBER: marked("it holds a number of thousands of digits"),
        Fault.NOT_JSON_OBJECT: marked("it is not a JSON object"),
        Fault.NEWER: marked("it comes from a newer version of Hipstretch"),
        Fault.LONG_LINE: marked("it is longer than {most} bytes"),
        Fault.MOVED_LINE: marked("it was changed by another program"),
        Fault.CONFLICT_UNREADABLE: marked(
            "{file}, which another computer wrote, can't be understood ({why}). It is kept in {place}; "
            "your data is as it was.",
        ),
        Fault.DATA_AWAY: marked(
            "Your data is in {file}, and that folder is not there now. Connect the disk or start the program that "
            "brings it, then start again; nothing was changed. If it is gone for good, delete {place}.",
        ),
        Fault.MOVED_UNREADABLE: marked(
            "{file} says where your data lies, and can't be understood ({why}). Put it right or delete it, then start "
            "again; nothing was changed.",
        ),
        Fault.MOVE_WITHIN: marked("it lies within the folder of your data, or the other way round"),
        Fault.CHANGED_MEANWHILE: marked("another program wrote to it at the same time"),
        Fault.ID: marked(
            "{file}: the name {value} can't be an id; it must be small letters, digits and hyphens",
        ),
        # the settings
        Fault.SETTING: marked(
            "{why}. The default is used; the file keeps your value until you change this setting.",
        ),
        Fault.MORE_SETTINGS: marked_count(
            "{file}: {count} more value can't be used either.",
            "{file}: {count} more values can't be used either.",
        ),
        Fault.SETTINGS_UNREADABLE: marked("{file} can't be read ({why}). Changed settings are not saved."),
        Fault.SETTINGS_NEWER: marked(
            "{file} was written by a newer version of Hipstretch. It is left as it is: "
            "changed settings last until the program ends and are not saved.",
        ),
        Fault.SETTINGS_NEWER_NOW: marked("{file} was written by a newer version of Hipstretch meanwhile."),
        Fault.SETTINGS_CHANGED: marked(
            "{file} was changed by another program and can't be understood now ({why}). "
            "It is left as it is until you put that right.",
        ),
        Fault.SETTINGS_ASIDE: marked(
            "{file} can't be understood ({why}). It is kept as {place}; "
            "the program starts with the recommended settings.",
        ),
        Fault.SETTINGS_STUCK: marked(
            "{file} can't be understood ({why}) nor renamed. Changed settings are not saved."
        ),
        # the history, the checks and the sessions that were interrupted
        Fault.LINE: marked("line {line}: {why}"),
        Fault.MORE: marked_count("and {count} more", "and {count} more"),
        Fault.HISTORY_GONE: marked(
            "{file} was moved or deleted while Hipstretch was open, so your history is not shown. "
            "Put it back, or start again to begin a new one.",
        ),
        Fault.HISTORY_UNREADABLE: marked(
            "{file} can't be read ({why}). Your history is not shown; it is not changed."
        ),
        Fault.LINES_UNREADABLE: marked_count(
            "{count} line of {file} can't be read ({parts}). "
            "It stays in the file; all other sessions are shown.",
            "{count} lines of {file} can't be read ({parts}). "
            "They stay in the file; all other sessions are shown.",
        ),
        Fault.LINES_UNREADABLE_STOPPED: marked_count(
            "{count} line of {file} can't be read ({parts}). "
            "It stays in the file; what comes after line {line} was not looked at and is not shown.",
            "{count} lines of {file} can't be read ({parts}). "
            "They stay in the file; what comes after line {line} was not looked at and is not shown.",
        ),
        Fault.NEXT_TO_NOTHING: marked(
            "{file} holds next to nothing; what comes after line {line} was not looked at and is not shown.",
        ),
        Fault.SESSIONS_NEWER: marked_count(
            "{count} session in {file} comes from a newer version of Hipstretch. "
            "It is kept as it is and not shown.",
            "{count} sessions in {file} come from a newer version of Hipstretch. "
            "They are kept as they are and not shown.",
        ),
        Fault.CHECKS_UNREADABLE: marked(
            "{file} can't be read ({why}). New checks are not saved until that is put right."
        ),
        Fault.CHECK_LINE: marked("{file}, line {line} can't be used ({why}). It stays in the file."),
        Fault.MORE_CHECK_LINES: marked_count(
            "{file}: {count} more line can't be used either.",
            "{file}: {count} more lines can't be used either.",
        ),
        Fault.JOURNAL_NEWER: marked("{file} comes from a newer version of Hipstretch and is left as it is."),
        Fault.JOURNAL_UNREADABLE: marked(
            "{file} can't be read ({why}). The session in it is not offered; it stays."
        ),
        Fault.JOURNAL_ASIDE: marked(
            "An interrupted session can't be understood ({why}). Its file is kept as {file}."
        ),
        Fault.JOURNAL_STUCK: marked(
            "{file} can't be understood ({why}). The session in it is not offered; it stays."
        ),
        Fault.REMINDERS_ASIDE: marked(
            "{file} can't be understood ({why}). It is kept as {place}; "
            "it may happen that you are reminded a second time of what is due today.",
        ),
        Fault.REMINDERS_STUCK: marked(
            "{file} can't be used ({why}). It is left as it is: "
            "after the next start you may be reminded a second time of what is due.",
        ),
        # exercises and routines
        Fault.LEFT_OUT: marked("{why}. It is left out until that is put right."),
        Fault.IN_ENGLISH: marked("{why}. Its English words stand there until that is put right."),
        Fault.FOLDER_UNREADABLE: marked("{file} can't be read ({why}), so nothing in it is offered."),
        Fault.FOLDER_FULL: marked("{file} holds {count} entries; only the first {most} are read."),
        # export and import
        Fault.ENDING_TO_EXPORT: marked("{file} ends in none of these: {choices}"),
        Fault.ENDING_TO_IMPORT: marked("its name ends in none of these: {choices}"),
        Fault.NO_ZIP: marked("it is damaged or no zip file ({reason})"),
        Fault.MANY_FILES: marked("it holds more than {most} files"),
        Fault.FILES: marked("it holds {count} files, and {most} are the most"),
        Fault.MEMBER_NAME: marked("it holds a file with a name that can't be used: {file}"),
        Fault.MEMBER_OUTSIDE: marked("it holds a file that would lie outside its folder: {file}"),
        Fault.MEMBER_LINK: marked("it holds a link or a device: {file}"),
        Fault.MEMBER_TWICE: marked("it holds two files with one name: {file}"),
        Fault.MEMBER_LOCKED: marked("{file} in it is locked with a password"),
        Fault.MEMBER_LARGE: marked("{file} in it is larger than {most} bytes"),
        Fault.UNPACKED_LARGE: marked("unpacked it is larger than {most} bytes"),
        Fault.PICTURE: marked("{file} in it: {reason}"),
        Fault.NO_SESSIONS: marked("it holds no sessions"),
        Fault.NOTHING_OF_OURS: marked("there is nothing of Hipstretch in it"),
        Fault.SESSION_LEFT_OUT: marked("Session {line} in it is left out: {why}."),
        Fault.MORE_LEFT_OUT: marked_count(
            "{count} more is left out likewise.", "{count} more are left out likewise."
        ),
        Fault.MANY_LEFT_OUT: marked("more than {most} of its sessions can't be read"),
        Fault.CHECK_LEFT_OUT: marked("Check {line} in it is left out: {why}."),
        Fault.SAME_THERE: marked("“{file}” is there already, just the same."),
        Fault.FIT_YEARS: marked("its year must be from 1999 to 2124"),
        Fault.LEFT_OUT_OF_FIT: marked_count(
            "{count} session is left out: {why}.", "{count} sessions are left out: {why}."
        ),
        Fault.SETTINGS_STAY: marked("The settings in it are left out: yours stay."),
        Fault.OTHER_FILE: marked("a file is there that is no calendar of Hipstretch; it stays as it is"),
    }
)
