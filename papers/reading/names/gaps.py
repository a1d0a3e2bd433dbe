"""Names of two characters are spread to the width of three: 曾 明  岳 宁 is two persons, 陆 明俞 悦 too."""

import re
from functools import lru_cache

from domain.ideographs import HAN
from papers.reading.names.persons import has_form_of_person, has_surname

_ONLY_NAMES = re.compile(rf"[{HAN}]+(?:[ \u3000\xa0\t]+[{HAN}]+)+")
_LONGEST = 120
_NO_WAY = 1_000


def names_apart(words: str) -> str:
    """Stretches of spread names with a comma between the names; everything else as it is."""
    return _ONLY_NAMES.sub(lambda match: _apart(match[0]), words) if len(words) <= _LONGEST else words


def _apart(words: str) -> str:
    if not re.search(rf"(?:^|[ \u3000\xa0\t])[{HAN}](?:$|[ \u3000\xa0\t])|[{HAN}]{{2}}[ \u3000\xa0\t]+[{HAN}]$", words):
        return words
    letters = [(char, len(gap)) for char, gap in re.findall(rf"([{HAN}])([ \u3000\xa0\t]*)", words)]
    cost, names = _best(tuple(letters), 0)
    return "、".join(names) if names and cost < _NO_WAY else words


@lru_cache(maxsize=4096)
def _best(letters: tuple[tuple[str, int], ...], start: int) -> tuple[int, tuple[str, ...]]:
    """The cheapest way to cut what is left into names: a gap stands between names, or within one of two."""
    if start == len(letters):
        return 0, ()
    found: list[tuple[int, tuple[str, ...]]] = []
    for length in (2, 3, 4):
        piece = letters[start : start + length]
        name, inside = "".join(char for char, _ in piece), [gap for _, gap in piece[:-1]]
        if len(piece) < length or not (has_surname(name) and has_form_of_person(name)) or (any(inside) and length > 2):
            continue
        is_last = start + length == len(letters)
        here = (0 if piece[-1][1] or is_last else 3) + (max(inside) - 1 if any(inside) else 0)
        cost, rest = _best(letters, start + length)
        found.append((here + cost, (name, *rest)))
    return min(found, default=(_NO_WAY, ()))
