"""A dialog whose answers become something on paper: a PDF or pages of the printer."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QThread, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget
from shiboken6 import isValid

from hipstretch.core.handout import Paper
from hipstretch.qt import paper
from hipstretch.qt.language import path_words
from hipstretch.qt.paper import Printable
from hipstretch.qt.problem_words import why
from hipstretch.qt.stores import Stores
from hipstretch.qt.stores.notices import SUCCESS
from hipstretch.qt.wording import capital
from hipstretch.translation import tr

from .buttons import button
from .dialogs import ask, documents, name_to_save, ways_out
from .labels import label
from .paper_preview import Draw, PaperPreview, Shown, fill_beside

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Make = Callable[[], Printable]
"""Makes what is printed, in any thread."""
PAUSE_MS = 250
"""Pages are drawn anew once nothing was changed for this time."""


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What is said of it: that it is in {path}, or is not saved for a {reason}; the name of the dialog for its file."""

    saved: str
    not_saved: str
    save: str


class PaperDialog(QDialog):
    """Saves or prints what `prepare` gives; a PDF is made and written while the window answers.

    What was asked for before the dialog was left is dropped, unless it is being written already.
    """

    def __init__(self, title: str, words: PaperWords, stores: Stores, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self._words = words
        self._stores = stores
        self._asked = 0
        """The number of what is wanted; what is read for an earlier one, or one given up, is dropped."""
        self._said = label("", "warn", wrap=True)
        self._said.hide()
        self._waiting = label(tr("Reading…"), "soft")
        self._waiting.hide()
        self._ways = (
            button(tr("Print…"), "", self._print),
            button(tr("Save as PDF…"), "primary", self._save),
        )
        self._ways[1].setDefault(True)
        self.preview: PaperPreview | None = None
        self._looked = 0
        """The number of the look at pages that is wanted; what is drawn for an earlier one is dropped."""
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._show_pages)

    def prepare(self, then: Callable[[Make], None]) -> None:
        """Read what the answers ask for, after `_begin`, and call `then` with what makes it of that."""
        raise NotImplementedError

    def look(self, wanted: Callable[[], bool], then: Callable[[Draw], None]) -> None:
        """Read what the answers ask for as long as it is `wanted`, and call `then` with what draws its pages."""
        raise NotImplementedError

    @property
    def name(self) -> str:
        """What it is called: the title of its PDF."""
        return self.windowTitle()

    @property
    def paper(self) -> Paper:
        """Its size."""
        return paper.usual()

    @property
    def file_name(self) -> str:
        """What its file is to be called, if nobody says otherwise."""
        raise NotImplementedError

    @property
    def answers(self) -> tuple[QWidget, ...]:
        """The fields, which can't be changed while it is made."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Show the pages, now that somebody looks."""
        super().showEvent(event)
        self._show_pages()

    def done(self, result: int) -> None:
        """Close; what is being read for it is not waited for."""
        self._asked += 1
        self._leave_pages()
        self._set_busy(False)
        super().done(result)

    def save(self, path: Path) -> None:
        """Write the PDF and close, or say why not."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self.prepare(partial(self._write, path))

    def _fill(self, words: QVBoxLayout, words_px: int, alone_px: int = 0) -> None:
        """See `fill_beside`; the buttons are the ways out of it."""
        below = ways_out(button(tr("Cancel"), "", self.reject), *self._ways)
        self.preview = fill_beside(self, words, below, words_px, alone_px)

    def _change(self) -> None:
        """Show other pages soon: an answer is another one."""
        if self.preview and self.isVisible():
            self._pause.start()

    def _leave_pages(self) -> None:
        """Drop those that are being drawn."""
        self._pause.stop()
        self._looked += 1

    def _show_pages(self) -> None:
        """Have the pages drawn as they would be now, in the reader's thread."""
        if self.preview is None:
            return
        self._leave_pages()
        number, preview = self._looked, self.preview

        def wanted() -> bool:
            return isValid(self) and number == self._looked

        def draw(pages: Draw) -> None:
            job = partial(pages, preview.pixels)
            self._stores.reader.submit(job, on_drawn, on_failed, replaces="pages on paper")

        def on_drawn(shown: Shown) -> None:
            if wanted():
                preview.show_pages(shown)

        def on_failed(error: Exception) -> None:
            if wanted():
                preview.say(capital(why(error)))

        preview.wait(self.paper)
        self.look(wanted, draw)

    def _begin(self) -> int:
        """Be busy; the number of what is asked for now, for `_wants`."""
        self._say("")
        self._set_busy(True)
        self._leave_pages()  # what is asked for comes first
        self._asked += 1
        return self._asked

    def _wants(self, number: int) -> bool:
        return isValid(self) and number == self._asked

    def _set_busy(self, busy: bool) -> None:
        for one in (*self._ways, *self.answers):
            one.setEnabled(not busy)
        self._waiting.setVisible(busy)

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def _write(self, path: Path, make: Make) -> None:
        number, name, size = self._asked, self.name, self.paper

        def on_written(_: None) -> None:
            self._stores.notices.add(self._words.saved.format(path=path_words(path)), SUCCESS, path=str(path))
            if self._wants(number):
                self.accept()

        def on_failed(error: Exception) -> None:
            words = self._words.not_saved.format(reason=why(error))
            if self._wants(number):
                self._set_busy(False)
                self._say(words)
                self._show_pages()
            else:
                self._stores.notices.add(words, "error")

        self._stores.reader.submit(lambda: paper.write_pdf(make(), name, size, path), on_written, on_failed)

    def _save(self) -> None:
        proposed = str(documents() / self.file_name)
        name_to_save(
            self, self._words.save, proposed, "PDF (*.pdf)", lambda chosen, _: self.save(Path(chosen))
        )

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(paper.page_size(self.paper))
        printer.setDocName(self.name)
        ask(QPrintDialog(printer, self), lambda: self.prepare(partial(self._print_on, printer)))

    def _print_on(self, printer: "QPrinter", make: Make) -> None:
        number = self._asked

        def on_made(made: Printable) -> None:
            if self._wants(number):
                made.print_(printer)
                self.accept()

        self._stores.reader.submit(partial(_made_for, self.thread(), make), on_made)


def _made_for(thread: QThread, make: Make) -> Printable:
    """Something for paper, made in this thread to be used in another one."""
    made = make()
    made.moveToThread(thread)
    return made
