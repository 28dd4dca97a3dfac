"""What programs that sync folders call a file that two computers changed, so that both forms are kept."""

import re

_MARKS = (
    r"\.sync-conflict-\d{8}-\d{6}(?:-\w+)?",  # Syncthing
    r" \(.*\)",  # Nextcloud, Dropbox: (Anna's conflicted copy 2026-11-20), Seafile; Google Drive: (1)
    r"[ ._-]\[?(?i:conflict).*",  # ownCloud, Resilio, pCloud
    r" \d{1,2}",  # iCloud Drive
)
_NAMES = (
    *(re.compile(rf"(?P<stem>[^.].*?){mark}(?P<ending>\.[a-z]+)") for mark in _MARKS),
    re.compile(
        r"(?P<stem>[A-Z]?[^.A-Z][^A-Z]*)-[A-Z][\w-]*(?P<ending>\.[a-z]+)"
    ),  # OneDrive: a computer's name
)
_LANGUAGE = re.compile(r"text\.[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\.toml")


def original(name: str) -> str | None:
    """The name of the file that a file with this name is another form of, in small letters; None if it is none."""
    if _LANGUAGE.fullmatch(name):
        return None
    match = next(filter(None, (one.fullmatch(name) for one in _NAMES)), None)
    return f"{match['stem']}{match['ending']}".lower() if match else None
