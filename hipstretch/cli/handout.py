"""A routine as a sheet for the wall, for `hipstretch print`."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from hipstretch import translation
from hipstretch.core.handout import Paper, handout
from hipstretch.core.routine import Routine
from hipstretch.core.schedule import schedules_of
from hipstretch.core.settings import Settings
from hipstretch.data.catalogue import Catalogue
from hipstretch.qt import language, paper, wording
from hipstretch.qt.handout import Pages
from hipstretch.qt.problem_words import why
from hipstretch.translation import tr


def run(
    find: Callable[[], tuple[Routine, Catalogue]],
    settings: Settings,
    path: Path,
    today: date,
    size: Paper | None = None,
    *,
    large: bool = False,
) -> int:
    """Write the PDF of what `find` gives, on usual paper unless a size is given, and say so; the exit code.

    Its words are in the language that is spoken when `find` is called: English, if there is no font for another one.
    """
    application = QCoreApplication.instance() or QGuiApplication(sys.argv[:1])
    application.setApplicationName("hipstretch")
    language.add_fonts()
    language.choose_readable(translation.language())
    routine, catalogue = find()
    schedule = schedules_of(settings, catalogue.routines).get(routine.id)
    sheet = handout(routine, catalogue.exercises, settings, schedule)
    if out := wording.left_out(sheet.left_out, catalogue.exercises):
        print(out, file=sys.stderr)
    size = size or paper.usual()
    pages = Pages(sheet, catalogue.shown_by(settings.person).picture, size, today, large=large)
    try:
        paper.write_pdf(pages, routine.name, size, path)
    except OSError as error:
        words = tr("The sheet is not saved ({reason}). Choose another folder.")
        print(words.format(reason=why(error)), file=sys.stderr)
        return 1
    print(tr("The sheet is in {path}.").format(path=str(path)))
    return 0
