"""Which item somebody means who names none exactly: by number, words, or pinyin. Never decides by itself."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

# "完成3项整改", "11月28号" and "第3次会议" name no item, so a number alone counts only at the very start.
_NUMBER = re.compile(
    r"#\s*(\d{1,6}(?:\.\d{1,3})?)(?!\d)"
    r"|(?:第|事项)\s*(\d{1,6}(?:\.\d{1,3})?)\s*(?=[项号件条]|[^\w.]|$)"
    r"|(?<![\d.月])(\d{1,6}(?:\.\d{1,3})?)\s*号(?=事项|任务|件)"
    r"|^\s*(\d{1,6}(?:\.\d{1,3})?)(?=\s*[,，、:：]|\s+|号|$)"
    r"|(?<![\d.])(\d{1,6}\.\d{1,3})(?=\s|[,，、:：]|$)"
)
_SPELLED = re.compile(r"(?:第|事项)\s*([一二三四五六七八九十百]{1,7})(?=\s*[项号件条])")
_LETTERS = re.compile(r"[a-z]+(?: +[a-z]+)*")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
THRESHOLD = 45.0
_CERTAIN = 100.0
_SPELLED_OUT = 90.0
_RATIO_AT_LEAST = 70.0
_SHORTEST_SPELLING = 3


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
    """The likeliest items, best first, a named number before all else; empty when nothing is alike."""
    plain = unicodedata.normalize("NFKC", text).lower()
    named = _named(plain)
    rarity = _rarity(candidates)
    scored = [
        Match(
            one.item_id,
            _CERTAIN if one.label.lstrip("#") in named else _likeness(plain, one.words, rarity),
        )
        for one in candidates
    ]
    alike = [match for match in scored if match.score >= THRESHOLD]
    return sorted(alike, key=lambda match: -match.score)[:limit]


def _named(text: str) -> set[str]:
    """The labels that the text may name, without "#"."""
    named = {group for groups in _NUMBER.findall(text) for group in groups if group}
    spelled = _SPELLED.findall(text)
    if spelled:
        import cn2an

        for words in spelled:
            try:
                named.add(str(int(cn2an.cn2an(words, "smart"))))
            except ValueError:
                continue
    return named


def _pairs(text: str) -> set[str]:
    """Neighbouring characters, as two make most Chinese words."""
    return {run[place : place + 2] for run in _HAN.findall(text) for place in range(len(run) - 1)}


def _rarity(candidates: Sequence[Candidate]) -> dict[str, float]:
    """What a shared pair tells: 1 when one directive has it, little when most do."""
    seen = Counter(pair for one in candidates for pair in _pairs(one.words))
    return {pair: 1 / count for pair, count in seen.items()}


def _likeness(text: str, words: str, rarity: dict[str, float]) -> float:
    """Shared pairs weighed by rarity (60 of 100) and the best partial ratio (40), or the spelling."""
    from rapidfuzz import fuzz

    spoken = "".join(_HAN.findall(text))
    pairs = _pairs(text)
    shared = pairs & _pairs(words)
    if not shared:
        return _pinyin_likeness(text, words)
    enough = max(1, min(len(pairs), 4))
    share = min(1.0, len(shared) / enough) * 30 + min(1.0, sum(rarity[one] for one in shared) / enough) * 30
    ratio = fuzz.partial_ratio(spoken, words)
    return max(share + ratio * (0.4 if ratio >= _RATIO_AT_LEAST else 0.3), _pinyin_likeness(text, words))


def _pinyin_likeness(text: str, words: str) -> float:
    """ "scxcb", "chayexiehui" or "cha ye xie hui" against initials and whole syllables of the directive."""
    spelled = [part.replace(" ", "") for part in _LETTERS.findall(text)]
    spelled = [part for part in spelled if len(part) >= _SHORTEST_SPELLING]
    if not spelled:
        return 0.0
    from pypinyin import lazy_pinyin

    syllables = lazy_pinyin("".join(_HAN.findall(words)))
    initials = "".join(syllable[0] for syllable in syllables)
    found = any(part in initials or _spells(part, syllables) for part in spelled)
    return _SPELLED_OUT if found else 0.0


def _spells(letters: str, syllables: Sequence[str]) -> bool:
    """Whether `letters` are two or more neighbouring whole syllables, the last perhaps still being typed."""
    for start, first in enumerate(syllables):
        rest = "".join(syllables[start : start + len(letters)])
        if len(letters) > len(first) and rest.startswith(letters):
            return True
    return False
