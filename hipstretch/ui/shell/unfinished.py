"""What the person typed on the pages of the window and is kept nowhere yet."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from hipstretch.ui.widgets.page import Page, Unfinished


def unfinished(pages: Mapping[str, QWidget], open_page: Callable[[str], object]) -> list[Unfinished]:
    """What would be lost if the program ended now, and how to get there; what can be kept is kept first."""

    def lead(name: str, show: Callable[[], object]) -> None:
        open_page(name)
        show()

    return [
        replace(one, show=partial(lead, name, one.show))
        for name, page in pages.items()
        for one in _on(page)
        if not one.kept
    ]


def is_typed_on(page: QWidget) -> bool:
    """Whether something on this page is not finished; what can be kept is kept first."""
    return bool(_on(page))


def _on(page: QWidget) -> tuple[Unfinished, ...]:
    if not isinstance(page, Page):
        return ()
    page.keep_typed()
    return page.unfinished()
