"""What the fonts of papers can print, known before anything is drawn."""

from bisect import bisect_right

from domain.papers.font_coverage import RANGES

_FIRST = [first for first, _ in RANGES]


def is_printable(char: str) -> bool:
    place = bisect_right(_FIRST, ord(char)) - 1
    return char == "\n" or (place >= 0 and ord(char) <= RANGES[place][1])


def drawable(text: str) -> str:
    """`text` with 〓, the printers' sign for a missing character, for what no font that ships has."""
    return "".join(char if is_printable(char) else "〓" for char in text)


def unprintable(text: str) -> str:
    """Each character once that would be printed as 〓."""
    return "".join(dict.fromkeys(char for char in text if not is_printable(char)))
