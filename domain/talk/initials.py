"""Words typed by the first letters of their pinyin: "cyxh" for 茶业协会."""

import re
from functools import lru_cache

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LETTERS = re.compile(r"[a-z]{2,}")
# Rarer readings find more by chance than by meaning.
_READINGS_AT_MOST = 2


def may_be_initials(term: str) -> bool:
    return _LETTERS.fullmatch(term.lower()) is not None


def holds_initials(letters: str, words: str) -> bool:
    """Whether characters in a row of `words` begin with `letters`; what stands between characters is skipped."""
    wanted = letters.lower()
    firsts = [_firsts(one) for one in _HAN.findall(words)]
    return any(
        all(letter in firsts[start + place] for place, letter in enumerate(wanted))
        for start in range(len(firsts) - len(wanted) + 1)
    )


@lru_cache(maxsize=16384)
def _firsts(character: str) -> str:
    from pypinyin import Style, pinyin

    readings = pinyin(character, style=Style.NORMAL, heteronym=True)[0][:_READINGS_AT_MOST]
    return "".join(one[0] for one in readings)
