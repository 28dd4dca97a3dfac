"""Texts that differ in what people leave out or type otherwise become the same: "Cuádriceps" and "cuadriceps"."""

import re
import unicodedata

_KEPT_MARKS = (0, 8, 9)
"""Combining classes of marks that are no accents: vowel signs of Hindi, the voicing of kana, the virama."""
_SAME = {
    **dict(zip("ıłøđœæŧħґ", ["i", "l", "o", "d", "oe", "ae", "t", "h", "г"], strict=True)),
    **dict(zip("ىیکةٱךםןףץँ", "ييكهاכמנפצं", strict=True)),
    **{chr(code): chr(code - 0x60) for code in range(0x30A1, 0x30F7)},  # katakana: hiragana
    **dict.fromkeys("'’‘ʼʹ`´′\"”“″׳״ـ\ufe0e\ufe0f", ""),
}
"""Characters that Unicode holds apart and people do not; "" for what is left out."""
_UMLAUT = re.compile(r"([aou])e+")
"""A German umlaut that is written with an e; every other "ae" is shortened with it, on both sides of a comparison."""


class _Letters(dict[int, str]):
    """What a character is alike, by its code, worked out when it is first asked for."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFKD", chr(code)).casefold()
        plain = "".join(map(_plain, unicodedata.normalize("NFKD", decomposed)))
        self[code] = unicodedata.normalize("NFC", plain)
        return self[code]


def _plain(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    kind = unicodedata.category(character)
    match kind[0]:
        case "M":
            return character if kind != "Me" and unicodedata.combining(character) in _KEPT_MARKS else ""
        case "L":
            return character
        case "N":
            return str(unicodedata.digit(character, character))
    return "" if kind == "Cf" else " "


_LETTERS = _Letters()


def letters(text: str) -> str:
    """A text of letters and ASCII digits, lower case, without accents; other characters are spaces, or gone.

    Case, width and apostrophes do not matter; ß is ss, an alef is an alef, a dotless i an i, katakana hiragana.
    """
    return unicodedata.normalize("NFKC", text).translate(_LETTERS)


def fold(text: str) -> str:
    """What two texts have in common that a person takes for the same: `letters` with single spaces, and ä as ae."""
    return " ".join(_UMLAUT.sub(r"\1", letters(text)).split())
