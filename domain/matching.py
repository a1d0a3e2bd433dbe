"""Which item somebody means who names none exactly: by number, words, or pinyin. Never decides by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_NUMBER = re.compile(r"(?:#|第)\s*(\d{1,6}(?:\.\d{1,3})?)|(\d{1,6}(?:\.\d{1,3})?)\s*(?:号|项)")
_LETTERS = re.compile(r"[a-z]{3,}")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
THRESHOLD = 45.0
_CERTAIN = 100.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """`label` is "#37" or "37.1"; `words` the directive."""

    item_id: int
    label: str
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """`score` from 0 to 100."""

    item_id: int
    score: float


def match_items(text: str, candidates: Sequence[Candidate], limit: int = 3) -> list[Match]:
    """The likeliest items, best first; empty when nothing is alike."""
    named = {first or second for first, second in _NUMBER.findall(text)}
    by_number = [one for one in candidates if one.label.lstrip("#") in named]
    if by_number:
        return [Match(one.item_id, _CERTAIN) for one in by_number[:limit]]
    scored = [Match(one.item_id, _likeness(text, one.words)) for one in candidates]
    alike = [match for match in scored if match.score >= THRESHOLD]
    return sorted(alike, key=lambda match: -match.score)[:limit]


def _likeness(text: str, words: str) -> float:
    """The share of the text's word pairs that the directive has, mixed with the best partial ratio."""
    from rapidfuzz import fuzz

    spoken = "".join(_HAN.findall(text))
    pairs = {spoken[place : place + 2] for place in range(len(spoken) - 1)}
    shared = [pair for pair in pairs if pair in words]
    share = min(1.0, len(shared) / max(1, min(len(pairs), 4)))
    ratio = fuzz.partial_ratio(spoken, words) if len(spoken) >= 2 and shared else 0.0
    return max(share * 60 + ratio * 0.4, _pinyin_likeness(text, words))


def _pinyin_likeness(text: str, words: str) -> float:
    """ "scxcb" or "chayexiehui" against initials and full pinyin of the directive."""
    spelled = _LETTERS.findall(text.lower())
    if not spelled:
        return 0.0
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin("".join(_HAN.findall(words)))
    initials = "".join(syllable[0] for syllable in syllables)
    full = "".join(syllables)
    return max(90.0 if part in initials or part in full else 0.0 for part in spelled)
