"""The language of the program, its numbers and dates, and Qt's own words, from the settings and the system."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from hipstretch import translation

log = logging.getLogger("hipstretch.language")


class _Qt:
    """What stands in Qt's dialogs and on its buttons."""

    translator: QTranslator | None = None


def system_languages() -> list[str]:
    """What the person's system prefers, the first choice first, as BCP 47 tags."""
    return QLocale.system().uiLanguages()


def choose(wanted: str) -> str:
    """Use this language from now on, or the system's if it is "" or there is none such; which one it is.

    What is shown already has to be worded anew. A language whose file can't be read is logged, and English is used.
    """
    tag = wanted if wanted in translation.available() else ""
    tag = tag or translation.best(system_languages())
    try:
        translation.use(tag)
    except OSError as error:
        log.warning("the language %s can't be read: %s", tag, error)
        tag = translation.ENGLISH
        translation.use(tag)
    QLocale.setDefault(locale_for(tag))
    _translate_qt(tag)
    return tag


def locale_for(tag: str) -> QLocale:
    """How numbers and dates are written: as the system does, if that speaks the language; else as the language does."""
    system = QLocale.system()
    return system if system.language() == QLocale(tag).language() else QLocale(tag)


def _translate_qt(tag: str) -> None:
    application = QCoreApplication.instance()
    if application is None:
        return
    if _Qt.translator:
        application.removeTranslator(_Qt.translator)
        _Qt.translator = None
    if tag == translation.ENGLISH:
        return
    made = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if made.load(QLocale(tag), "qtbase", "_", folder):
        application.installTranslator(made)
        _Qt.translator = made
