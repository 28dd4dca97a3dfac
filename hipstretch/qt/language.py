"""The language of the program, its numbers and dates, and Qt's own words, from the settings and the system."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from hipstretch import translation
from hipstretch.data.assets import assets_dir

if TYPE_CHECKING:
    from pathlib import Path

    from hipstretch.qt.stores.catalogue_store import CatalogueStore
    from hipstretch.qt.stores.notices import Notices
    from hipstretch.qt.stores.settings_store import SettingsStore

log = logging.getLogger("hipstretch.language")


class _Qt:
    """What stands in Qt's dialogs and on its buttons."""

    translator: QTranslator | None = None


FAMILY = "Inter"
OF_SCRIPTS = {"hi": ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Lohit Devanagari")}
"""Fonts of systems that come before ours, by language: where signs are higher than ours, a line has to be, too."""
FROM_THE_LEFT, AS_BEFORE = "\u2066", "\u2069"
"""Marks around words that run from the left wherever they stand."""
OWN_NAMES = {"en": "English", "es": "Español"}
"""Where Qt's name of a language names a country as well."""


class LanguageStore(QObject):
    """Follows the language that the settings choose, from its first change on."""

    changed = Signal()
    """Words are others now: the program's, those of exercises and routines, and of problems that are shown."""

    def __init__(self, settings: SettingsStore, catalogue: CatalogueStore, notices: Notices) -> None:
        super().__init__()
        self._settings = settings
        self._catalogue = catalogue
        self._notices = notices
        settings.changed.connect(self._follow)

    def _follow(self, names: frozenset[str]) -> None:
        before = translation.language()
        if "language" in names and choose_readable(self._settings.current.language) != before:
            self._notices.reword()
            self._catalogue.reword()
            self.changed.emit()


def own_name(tag: str) -> str:
    """A language as those call it who speak it, with a capital letter: "Deutsch"."""
    locale = QLocale(tag)
    name = OWN_NAMES.get(tag) or locale.nativeLanguageName()
    return f"{locale.toUpper(name[:1])}{name[1:]}"


def english_name(tag: str) -> str:
    """A language as English calls it: "German"."""
    return QLocale.languageToString(QLocale(tag).language())


def system_languages() -> list[str]:
    """What the person's system prefers, the first choice first, as BCP 47 tags."""
    return QLocale.system().uiLanguages()


def meant(wanted: str) -> str:
    """The language there is that a setting means: that of the system if it is "" or there is none such."""
    return wanted if wanted in translation.available() else translation.best(system_languages())


def families() -> list[str]:
    """The names of the fonts to use, the first that is there before all others."""
    return [*OF_SCRIPTS.get(translation.language(), ()), FAMILY]


def reaches_out() -> bool:
    """Whether signs of the language may reach out of a line that is as high as its font says."""
    return translation.language() in ("ar", *OF_SCRIPTS)


def add_fonts() -> None:
    """Make the program's own fonts known to Qt, once. It needs a QGuiApplication."""
    from PySide6.QtGui import QFontDatabase

    for path in sorted((assets_dir() / "fonts").glob("*.otf")):
        QFontDatabase.addApplicationFont(str(path))


def can_be_shown(tag: str) -> bool:
    """Whether there is a font for a language's script; reads the system's list of fonts, which may take 0.2 s.

    The program's own font has Latin, Greek and Cyrillic letters. Without a QGuiApplication a terminal shows the words.
    """
    from PySide6.QtGui import QFontDatabase, QGuiApplication

    script, systems = QLocale.Script, QFontDatabase.WritingSystem
    needed = {
        script.ArabicScript: systems.Arabic,
        script.DevanagariScript: systems.Devanagari,
        script.HebrewScript: systems.Hebrew,
        script.JapaneseScript: systems.Japanese,
        script.KoreanScript: systems.Korean,
        script.SimplifiedHanScript: systems.SimplifiedChinese,
        script.TraditionalHanScript: systems.TraditionalChinese,
    }.get(QLocale(tag).script())
    shown_here = isinstance(QCoreApplication.instance(), QGuiApplication)
    return needed is None or not shown_here or needed in QFontDatabase.writingSystems()


def choose_readable(wanted: str) -> str:
    """Like `choose`, but English instead of boxes where there is no font for the language."""
    return choose(wanted if can_be_shown(meant(wanted)) else translation.ENGLISH)


def choose(wanted: str) -> str:
    """Use this language from now on, as `meant` finds it; which one it is.

    What is shown already has to be worded anew. A language whose file can't be read is logged, and English is used.
    """
    tag = meant(wanted)
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
    """How numbers and dates are written: as the system does, if that speaks the language; else as the language does.

    Always in the digits that the texts have, 0 to 9: a step says "30" as well.
    """
    system, language = QLocale.system(), QLocale(tag)
    found = system if system.language() == language.language() else language
    return found if found.zeroDigit() == "0" else QLocale(f"{tag}-001")


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


def path_words(path: Path | str) -> str:
    """A path within a sentence: it runs from the left, also in a language that is read from the right.

    A terminal gets no marks for that: it would show them, or have them copied.
    """
    from PySide6.QtCore import Qt  # its enums are not made before the window

    text = str(path)
    app = QCoreApplication.instance()
    turned = app is not None and app.property("layoutDirection") == Qt.LayoutDirection.RightToLeft
    return f"{FROM_THE_LEFT}{text}{AS_BEFORE}" if text and turned else text
