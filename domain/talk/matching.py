"""Which item somebody means who names none exactly: by number, words, or pinyin. Never decides by itself."""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.quantities import find_quantities
from domain.talk.numbers import named_numbers, without_number
from domain.talk.spelling import loose_spelling_weight, spelled_words, spelling_weight
from domain.talk.words import COMMON, near_pairs, split_who, topic_pairs, topic_runs

_CERTAIN = 100.0
_AS_PRINTED = 95.0
_MOST_BY_WORDS = 89.0
_LEAST = 45.0
# Two neighbouring characters that only one directive has weigh 1, a measure that only one has 0.5.
_ENOUGH = 0.42
_OF_THE_BEST = 0.35
_WHO_WEIGHT = 0.45
_MEASURE_WEIGHT = 0.5
_RATIO_WEIGHT = 0.3
_SOUND_WEIGHT = 0.5
_SPELLED_WEIGHT = 1.6
_ALIKE_IN_SOUND = 2
_LONG_ENOUGH_TO_SLIP = 4
_SLIPPED_WEIGHT = 0.5
_READ_AT_MOST = 400
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """`label` is "#37" or "37.1"; `words` the directive.

    `printed` is the number that the paper gave it, `measure` what its target counts ("家"), `units` the
    names of those who do it.
    """

    item_id: int
    label: str
    words: str
    printed: int | None = None
    measure: str = ""
    units: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """`score` from 0 to 100; 100 is a number named as the product gave it."""

    item_id: int
    score: float


def match_items(text: str, candidates: Sequence[Candidate], limit: int = 3) -> list[Match]:
    """The likeliest items, best first, a named number before all else; empty when nothing is alike."""
    plain = unicodedata.normalize("NFKC", text[:_READ_AT_MOST]).lower()
    weights = _by_words(plain, candidates)
    best = max(weights, default=0.0)
    named = named_numbers(plain)
    matches = []
    for one, weight in zip(candidates, weights, strict=True):
        label = one.label.lstrip("#")
        if label in named.labels:
            matches.append(Match(one.item_id, _CERTAIN))
        elif one.printed is not None and str(one.printed) in named.ordinals:
            matches.append(Match(one.item_id, _AS_PRINTED))
        elif weight >= max(_ENOUGH, best * _OF_THE_BEST):
            matches.append(Match(one.item_id, _LEAST + (_MOST_BY_WORDS - _LEAST) * (1 - math.exp(-weight / 2))))
    return sorted(matches, key=lambda match: -match.score)[:limit]


def _by_words(plain: str, candidates: Sequence[Candidate]) -> list[float]:
    """What of each candidate the words tell: shared pairs and measures by their rarity, spelling, likeness."""
    words = without_number(plain)
    parts = [split_who(one.words) for one in candidates]
    weights = [0.0] * len(candidates)
    who = [near_pairs(f"{front} {' '.join(one.units)}") for (front, _), one in zip(parts, candidates, strict=True)]
    what = [near_pairs(words_of) for _, words_of in parts]
    for pair, worth in topic_pairs(words).items():
        _add(weights, [found.get(pair, 0.0) * worth for found in what])
        _add(weights, [found.get(pair, 0.0) * _WHO_WEIGHT for found in who])
    # Any progress may be told in per cent.
    for measure in {quantity.unit for _, quantity in find_quantities(words)} - {"%"}:
        _add(weights, [_MEASURE_WEIGHT * (one.measure == measure) for one in candidates])
    for letters in spelled_words(plain):
        _add(weights, _by_spelling(letters, [words_of for _, words_of in parts]))
    if max(weights, default=0.0) < _ENOUGH:
        weights = _by_sound(words, [words_of for _, words_of in parts])
    return _with_likeness(words, [words_of for _, words_of in parts], weights)


def _by_spelling(letters: str, directives: Sequence[str]) -> list[float]:
    """As it stands; else with gaps; else without its last letter, which may have slipped."""
    exact = [_SPELLED_WEIGHT * spelling_weight(letters, one) for one in directives]
    if any(exact):
        return exact
    loose = [loose_spelling_weight(letters, one) for one in directives]
    if any(loose) or len(letters) < _LONG_ENOUGH_TO_SLIP:
        return loose
    return [_SLIPPED_WEIGHT * spelling_weight(letters[:-1], one) for one in directives]


def _add(weights: list[float], found: Sequence[float]) -> None:
    """A feature that many candidates share weighs less for each."""
    total = sum(found)
    if total:
        share = 1 / math.sqrt(max(1.0, total / max(found)))
        for place, weight in enumerate(found):
            weights[place] += weight * share


def _by_sound(words: str, directives: Sequence[str]) -> list[float]:
    """Typed by sound and taken for another word, as 结杆进烧 for 秸秆禁烧.

    Two neighbouring pairs, or the beginning of a word when only one directive sounds so.
    """
    runs = [run for run in topic_runs(words) if len(run) >= _ALIKE_IN_SOUND]
    if not runs:
        return [0.0] * len(directives)
    from pypinyin import lazy_pinyin

    heads = {pair for run in runs if run[:2] not in COMMON for pair in _neighbours(lazy_pinyin(run[:2]))}
    wanted = {pair for run in runs for pair in _neighbours(lazy_pinyin(run))}
    sounds = [_neighbours(lazy_pinyin("".join(_HAN.findall(one)))) for one in directives]
    begun = [bool(heads & one) for one in sounds]
    shared = [len(wanted & one) for one in sounds]
    return [
        _SOUND_WEIGHT * count if count >= _ALIKE_IN_SOUND or (is_begun and sum(begun) == 1) else 0.0
        for count, is_begun in zip(shared, begun, strict=True)
    ]


def _neighbours(syllables: Sequence[str]) -> set[tuple[str, str]]:
    return set(pairwise(syllables))


def _with_likeness(words: str, directives: Sequence[str], weights: list[float]) -> list[float]:
    """Among those found by words, the one that holds more of the sentence as it was said."""
    from rapidfuzz import fuzz

    spoken = "".join(topic_runs(words))
    return [
        weight + _RATIO_WEIGHT * fuzz.partial_ratio(spoken, directive) / 100 if weight >= _ENOUGH and spoken else weight
        for weight, directive in zip(weights, directives, strict=True)
    ]
