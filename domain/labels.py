"""How a person names an item at the start of what they say: "37 text", "#37.1，text", "37资金已到位"."""

import re
import unicodedata

from domain.quantities import read_quantity

_LABEL = re.compile(r"([#＃]?)\s*(\d{1,7}(?:[.．]\d{1,3})?)(?![\d#＃])")
_BREAKS = " \n\u3000,，、:：;；。."


def is_numbered(words: str) -> bool:
    """Whether they begin with the sign of a number, whatever stands behind it."""
    return words.startswith(("#", "＃"))


def split_label(words: str) -> tuple[str, str]:
    """("37", "the rest"); ("", words) when no number stands in front, as in "3家已投产"."""
    plain = words.strip()
    match = _LABEL.match(plain)
    if match is None:
        return "", plain.replace("＃", "#")
    rest = plain[match.end() :].replace("＃", "#")
    counts_something = not match[1] and rest[:1] not in _BREAKS and read_quantity(plain) is not None
    if rest and counts_something:
        return "", plain
    return unicodedata.normalize("NFKC", match[2]), rest.lstrip(_BREAKS)
