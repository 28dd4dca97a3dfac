"""Problems in words, for the window, the terminal and the command line alike.

A sentence names the fields of a Problem by {field}, {file} and so on. What is wrong with a value or a file is a clause
that begins with "it": it also stands alone, after "{file}: ", or as {why} in the sentence of the problem it causes.
"""

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from hipstretch.core.problem import Fault, Problem, problem_of

CONTEXT = "Problems"


def words(problem: Problem) -> str:
    """A problem as a clause, or as the sentences that it needs."""
    text = _filled(_WORDS[problem.fault], problem)
    if problem.field:
        said = _IS_WRONG if problem.value else _IS_MISSING
        text = _filled(said, problem, clause=text)
    if problem.file and (problem.field or "{file}" not in str(_WORDS[problem.fault])):
        text = _filled(_IN_FILE, problem, clause=text)
    return text


def why(error: Exception) -> str:
    """What an error says, as a clause: the system's words, or those of its problem."""
    return words(problem_of(error))


def _filled(source: object, problem: Problem, *, clause: str = "") -> str:
    """A sentence with its fields, all at once: a name may look like a field itself."""
    values = {
        "file": problem.file,
        "place": problem.place,
        "line": str(problem.line),
        "count": f"{problem.count:,}",
        "field": problem.field,
        "value": problem.value,
        "least": f"{problem.least:,.10g}",
        "most": f"{problem.most:,.10g}",
        "choices": ", ".join(problem.choices),
        "either": _tr(_OR).join(problem.choices),
        "reason": problem.reason,
        "why": words(problem.cause) if problem.cause else "",
        "parts": ", ".join(map(words, problem.parts)),
        "clause": clause,
    }
    return _tr(source).format(**values)


def _tr(source: object) -> str:  # to PySide what QT_TRANSLATE_NOOP gives is any object
    return QCoreApplication.translate(CONTEXT, str(source))


_OR = QT_TRANSLATE_NOOP("Problems", " or ")
_IS_WRONG = QT_TRANSLATE_NOOP("Problems", "{field} is {value}; {clause}")
_IS_MISSING = QT_TRANSLATE_NOOP("Problems", "{field} is missing; {clause}")
_IN_FILE = QT_TRANSLATE_NOOP("Problems", "{file}: {clause}")

_WORDS: Mapping[Fault, object] = MappingProxyType(
    {
        Fault.SYSTEM: QT_TRANSLATE_NOOP("Problems", "{reason}"),
        # a value
        Fault.FIELD_UNKNOWN: QT_TRANSLATE_NOOP("Problems", "there is no such field"),
        Fault.TEXT: QT_TRANSLATE_NOOP("Problems", "it must be a text of up to {most} characters"),
        Fault.LINE_OF_TEXT: QT_TRANSLATE_NOOP(
            "Problems", "it must be a line of text of {least} to {most} characters"
        ),
        Fault.SENTENCE: QT_TRANSLATE_NOOP(
            "Problems", "it must be text with no braces but {{side}} and {{other}}"
        ),
        Fault.NUMBER: QT_TRANSLATE_NOOP("Problems", "it must be a number from {least} to {most}"),
        Fault.WHOLE: QT_TRANSLATE_NOOP("Problems", "it must be a whole number from {least} to {most}"),
        Fault.ONLY: QT_TRANSLATE_NOOP("Problems", "it must be {most}, or left out"),
        Fault.NUMBERS_RANGE: QT_TRANSLATE_NOOP(
            "Problems", "it must be [least, most], each a number from {least} to {most}"
        ),
        Fault.WHOLE_RANGE: QT_TRANSLATE_NOOP(
            "Problems", "it must be [least, most], each a whole number from {least} to {most}"
        ),
        Fault.FLAG: QT_TRANSLATE_NOOP("Problems", "it must be true or false"),
        Fault.ONE_OF: QT_TRANSLATE_NOOP("Problems", "it must be {either}"),
        Fault.SOME_OF: QT_TRANSLATE_NOOP("Problems", "it must be a list of {choices}"),
        Fault.WEEKDAYS: QT_TRANSLATE_NOOP(
            "Problems", "it must be a list of weekdays, {least} for Monday to {most} for Sunday"
        ),
        Fault.IDS: QT_TRANSLATE_NOOP("Problems", "it must be a list of up to {most} exercise ids"),
        Fault.OBJECT: QT_TRANSLATE_NOOP("Problems", "it must be an object"),
        Fault.OBJECT_OF_IDS: QT_TRANSLATE_NOOP("Problems", "it must be an object of exercise ids"),
        Fault.TABLE: QT_TRANSLATE_NOOP("Problems", "it must be a table"),
        Fault.LIST: QT_TRANSLATE_NOOP("Problems", "it must be a list of {least} to {most} entries"),
        Fault.TABLES: QT_TRANSLATE_NOOP("Problems", "it must be a list of {least} to {most} tables"),
        Fault.ROW: QT_TRANSLATE_NOOP("Problems", "it must be a list of {most} values"),
        Fault.MOMENT: QT_TRANSLATE_NOOP("Problems", "it must be a date and time"),
        Fault.OFFSET: QT_TRANSLATE_NOOP("Problems", "it must have an offset from UTC"),
        Fault.YEARS: QT_TRANSLATE_NOOP("Problems", "its year must be from 1970 to 2200"),
        Fault.KNOWN_EXERCISE: QT_TRANSLATE_NOOP(
            "Problems", "it must be the id of an exercise that is there and could be read"
        ),
        Fault.LETTERS_AND_DIGITS: QT_TRANSLATE_NOOP("Problems", "it must be letters and digits alone"),
        Fault.PHASE_NAME: QT_TRANSLATE_NOOP("Problems", "it must be the name of a phase"),
        Fault.RESULT: QT_TRANSLATE_NOOP("Problems", "it must be an outcome and its seconds"),
        Fault.NAME_OF_FILE: QT_TRANSLATE_NOOP("Problems", "it must be the name of the file"),
        Fault.PHASE_UNKNOWN: QT_TRANSLATE_NOOP("Problems", "the session has no such phase"),
        Fault.ENTRY_UNKNOWN: QT_TRANSLATE_NOOP("Problems", "the routine has no exercise {most}"),
        Fault.PHASES_ORDER: QT_TRANSLATE_NOOP("Problems", "it is empty, or not in order"),
        Fault.PHASE_TWICE: QT_TRANSLATE_NOOP("Problems", "a phase stands there twice"),
        Fault.ENTRY_IDLE: QT_TRANSLATE_NOOP("Problems", "an exercise has neither hold nor repetition"),
        # a file or a line
        Fault.NO_FILE: QT_TRANSLATE_NOOP("Problems", "it is not a file"),
        Fault.LINK_TO_NOTHING: QT_TRANSLATE_NOOP("Problems", "it is a link that leads to no file"),
        Fault.LINK_OUT: QT_TRANSLATE_NOOP("Problems", "it is a link that leads out of its folder"),
        Fault.GONE: QT_TRANSLATE_NOOP("Problems", "it was moved or deleted while Hipstretch was open"),
        Fault.FOLDER_GONE: QT_TRANSLATE_NOOP(
            "Problems", "its folder was moved or deleted while Hipstretch was open"
        ),
        Fault.MISSING: QT_TRANSLATE_NOOP("Problems", "it is missing"),
        Fault.LARGE: QT_TRANSLATE_NOOP("Problems", "it is larger than {most} bytes"),
        Fault.MANY_LINES: QT_TRANSLATE_NOOP("Problems", "it has more than {most} lines"),
        Fault.DEEP: QT_TRANSLATE_NOOP("Problems", "it is nested too deeply"),
        Fault.NOT_UTF8: QT_TRANSLATE_NOOP("Problems", "it is not text in UTF-8"),
        Fault.NOT_JSON: QT_TRANSLATE_NOOP("Problems", "it is not JSON: {reason}"),
        Fault.NOT_TOML: QT_TRANSLATE_NOOP("Problems", "it is not TOML ({reason})"),
        Fault.LONG_NUMBER: QT_TRANSLATE_NOOP("Problems", "it holds a number of thousands of digits"),
        Fault.NOT_JSON_OBJECT: QT_TRANSLATE_NOOP("Problems", "it is not a JSON object"),
        Fault.NEWER: QT_TRANSLATE_NOOP("Problems", "it comes from a newer version of Hipstretch"),
        Fault.LONG_LINE: QT_TRANSLATE_NOOP("Problems", "it is longer than {most} bytes"),
        Fault.MOVED_LINE: QT_TRANSLATE_NOOP("Problems", "it was changed by another program"),
        Fault.ID: QT_TRANSLATE_NOOP(
            "Problems",
            "{file}: the name {value} can't be an id; it must be small letters, digits and hyphens",
        ),
        # the settings
        Fault.SETTING: QT_TRANSLATE_NOOP(
            "Problems",
            "{why}. The default is used; the file keeps your value until you change this setting.",
        ),
        Fault.MORE_SETTINGS: QT_TRANSLATE_NOOP(
            "Problems", "{file}: {count} more values can't be used either."
        ),
        Fault.SETTINGS_UNREADABLE: QT_TRANSLATE_NOOP(
            "Problems", "{file} can't be read ({why}). Changed settings are not saved."
        ),
        Fault.SETTINGS_NEWER: QT_TRANSLATE_NOOP(
            "Problems",
            "{file} was written by a newer version of Hipstretch. It is left as it is: "
            "changed settings last until the program ends and are not saved.",
        ),
        Fault.SETTINGS_NEWER_NOW: QT_TRANSLATE_NOOP(
            "Problems", "{file} was written by a newer version of Hipstretch meanwhile."
        ),
        Fault.SETTINGS_CHANGED: QT_TRANSLATE_NOOP(
            "Problems",
            "{file} was changed by another program and can't be understood now ({why}). "
            "It is left as it is until you put that right.",
        ),
        Fault.SETTINGS_ASIDE: QT_TRANSLATE_NOOP(
            "Problems",
            "{file} can't be understood ({why}). It is kept as {place}; "
            "the program starts with the recommended settings.",
        ),
        Fault.SETTINGS_STUCK: QT_TRANSLATE_NOOP(
            "Problems", "{file} can't be understood ({why}) nor renamed. Changed settings are not saved."
        ),
        # the history, the checks and the sessions that were interrupted
        Fault.LINE: QT_TRANSLATE_NOOP("Problems", "line {line}: {why}"),
        Fault.MORE: QT_TRANSLATE_NOOP("Problems", "and {count} more"),
        Fault.HISTORY_GONE: QT_TRANSLATE_NOOP(
            "Problems",
            "{file} was moved or deleted while Hipstretch was open, so your history is not shown. "
            "Put it back, or start again to begin a new one.",
        ),
        Fault.HISTORY_UNREADABLE: QT_TRANSLATE_NOOP(
            "Problems", "{file} can't be read ({why}). Your history is not shown; it is not changed."
        ),
        Fault.HISTORY_TWICE: QT_TRANSLATE_NOOP(
            "Problems",
            "In {place}, {file} is another form of your history: most likely sessions were "
            "kept on two computers at once. What only that file holds is not shown. "
            "Import it, then move it elsewhere.",
        ),
        Fault.HISTORIES: QT_TRANSLATE_NOOP(
            "Problems",
            "In {place}, {file} (and {count} more) is another form of your history: most likely sessions were "
            "kept on two computers at once. What only that file holds is not shown. "
            "Import it, then move it elsewhere.",
        ),
        Fault.LINES_UNREADABLE: QT_TRANSLATE_NOOP(
            "Problems",
            "{count} line(s) of {file} can't be read ({parts}). "
            "They stay in the file; all other sessions are shown.",
        ),
        Fault.LINES_UNREADABLE_STOPPED: QT_TRANSLATE_NOOP(
            "Problems",
            "{count} line(s) of {file} can't be read ({parts}). "
            "They stay in the file; what comes after line {line} was not looked at and is not shown.",
        ),
        Fault.NEXT_TO_NOTHING: QT_TRANSLATE_NOOP(
            "Problems",
            "{file} holds next to nothing; what comes after line {line} was not looked at and is not shown.",
        ),
        Fault.SESSIONS_NEWER: QT_TRANSLATE_NOOP(
            "Problems",
            "{count} session(s) in {file} come from a newer version of Hipstretch. "
            "They are kept as they are and not shown.",
        ),
        Fault.CHECKS_UNREADABLE: QT_TRANSLATE_NOOP(
            "Problems", "{file} can't be read ({why}). New checks are not saved until that is put right."
        ),
        Fault.CHECK_LINE: QT_TRANSLATE_NOOP(
            "Problems", "{file}, line {line} can't be used ({why}). It stays in the file."
        ),
        Fault.MORE_CHECK_LINES: QT_TRANSLATE_NOOP(
            "Problems", "{file}: {count} more lines can't be used either."
        ),
        Fault.JOURNAL_NEWER: QT_TRANSLATE_NOOP(
            "Problems", "{file} comes from a newer version of Hipstretch and is left as it is."
        ),
        Fault.JOURNAL_UNREADABLE: QT_TRANSLATE_NOOP(
            "Problems", "{file} can't be read ({why}). The session in it is not offered; it stays."
        ),
        Fault.JOURNAL_ASIDE: QT_TRANSLATE_NOOP(
            "Problems", "An interrupted session can't be understood ({why}). Its file is kept as {file}."
        ),
        Fault.JOURNAL_STUCK: QT_TRANSLATE_NOOP(
            "Problems", "{file} can't be understood ({why}). The session in it is not offered; it stays."
        ),
        # exercises and routines
        Fault.LEFT_OUT: QT_TRANSLATE_NOOP("Problems", "{why}. It is left out until that is put right."),
        Fault.FOLDER_UNREADABLE: QT_TRANSLATE_NOOP(
            "Problems", "{file} can't be read ({why}), so nothing in it is offered."
        ),
        Fault.FOLDER_FULL: QT_TRANSLATE_NOOP(
            "Problems", "{file} holds {count} entries; only the first {most} are read."
        ),
        # export and import
        Fault.ENDING_TO_EXPORT: QT_TRANSLATE_NOOP("Problems", "{file} ends in none of these: {choices}"),
        Fault.ENDING_TO_IMPORT: QT_TRANSLATE_NOOP("Problems", "its name ends in none of these: {choices}"),
        Fault.NO_ZIP: QT_TRANSLATE_NOOP("Problems", "it is damaged or no zip file ({reason})"),
        Fault.MANY_FILES: QT_TRANSLATE_NOOP("Problems", "it holds more than {most} files"),
        Fault.FILES: QT_TRANSLATE_NOOP("Problems", "it holds {count} files, and {most} are the most"),
        Fault.MEMBER_NAME: QT_TRANSLATE_NOOP(
            "Problems", "it holds a file with a name that can't be used: {file}"
        ),
        Fault.MEMBER_OUTSIDE: QT_TRANSLATE_NOOP(
            "Problems", "it holds a file that would lie outside its folder: {file}"
        ),
        Fault.MEMBER_LINK: QT_TRANSLATE_NOOP("Problems", "it holds a link or a device: {file}"),
        Fault.MEMBER_TWICE: QT_TRANSLATE_NOOP("Problems", "it holds two files with one name: {file}"),
        Fault.MEMBER_LOCKED: QT_TRANSLATE_NOOP("Problems", "{file} in it is locked with a password"),
        Fault.MEMBER_LARGE: QT_TRANSLATE_NOOP("Problems", "{file} in it is larger than {most} bytes"),
        Fault.UNPACKED_LARGE: QT_TRANSLATE_NOOP("Problems", "unpacked it is larger than {most} bytes"),
        Fault.PICTURE: QT_TRANSLATE_NOOP("Problems", "{file} in it: {reason}"),
        Fault.NO_SESSIONS: QT_TRANSLATE_NOOP("Problems", "it holds no sessions"),
        Fault.NOTHING_OF_OURS: QT_TRANSLATE_NOOP("Problems", "there is nothing of Hipstretch in it"),
        Fault.SESSION_LEFT_OUT: QT_TRANSLATE_NOOP("Problems", "Session {line} in it is left out: {why}."),
        Fault.MORE_LEFT_OUT: QT_TRANSLATE_NOOP("Problems", "{count} more are left out likewise."),
        Fault.MANY_LEFT_OUT: QT_TRANSLATE_NOOP("Problems", "more than {most} of its sessions can't be read"),
        Fault.CHECK_LEFT_OUT: QT_TRANSLATE_NOOP("Problems", "Check {line} in it is left out: {why}."),
        Fault.SAME_THERE: QT_TRANSLATE_NOOP("Problems", "“{file}” is there already, just the same."),
        Fault.SETTINGS_STAY: QT_TRANSLATE_NOOP("Problems", "The settings in it are left out: yours stay."),
    }
)
