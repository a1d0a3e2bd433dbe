"""Items named by pinyin: "scxcb", "chayexiehui", "cha ye xie hui"; every reading of a character counts."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

_LETTERS = re.compile(r"[a-z]+(?: +[a-z]+)*")
_ADDRESS = re.compile(r"\S*(?:://|@)\S*|\.[a-z][a-z0-9]{1,4}\b")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST = 3
# Rarer readings find more by chance than by meaning.
_READINGS_AT_MOST = 2
_LONGEST_LOOSE = 24
_GAP_AT_MOST = 2
_LOOSE_WEIGHT = 0.75
# One letter of five or more may be wrong.
_ONE_WRONG_OF = 5
# Endings of files and other words in letters that officials write.
_OTHER_LETTERS = """
pdf ppt pptx doc docx xls xlsx jpg jpeg png wps txt zip mp4 ofd
app http https www com epc ppp gdp vip cad led wifi
"""
_NOT_PINYIN = frozenset(_OTHER_LETTERS.split())
# One character: its readings without tones.
Readings = tuple[tuple[str, ...], ...]


def spelled_words(text: str) -> list[str]:
    """The runs of letters that may be pinyin, without their blanks; `text` in lower case."""
    runs = _LETTERS.findall(_ADDRESS.sub(" ", text))
    joined = ["".join(part for part in run.split() if part not in _NOT_PINYIN) for run in runs]
    return [run for run in dict.fromkeys(joined) if len(run) >= _SHORTEST]


@lru_cache(maxsize=2048)
def readings_of(words: str) -> Readings:
    from pypinyin import Style, pinyin

    characters = _HAN.findall(words)
    return tuple(tuple(pinyin(one, style=Style.NORMAL, heteronym=True)[0][:_READINGS_AT_MOST]) for one in characters)


def spelling_weight(letters: str, words: str) -> float:
    """0 when `letters` do not spell a part of `words`, else 1 and more the longer they are."""
    readings = readings_of(words)
    return max(_covered(letters, readings, _longest_initials, 3), _covered(letters, readings, _longest_whole, 4))


def _covered(
    letters: str, readings: Readings, longest: Callable[[str, Readings], tuple[int, int]], least: int
) -> float:
    """Pieces of `letters` found one after another; the first must be two characters or `least` letters."""
    place, covered, first = 0, 0, True
    while place < len(letters):
        length, characters = longest(letters[place:], readings)
        is_piece = characters > 1 and length >= (least if first else 2)
        if is_piece or (length >= least and not first):
            covered += length
            place += length
            first = False
        elif first:
            return 0.0
        else:
            place += 1
    is_enough = len(letters) - covered <= len(letters) // _ONE_WRONG_OF
    return covered / len(letters) * (1 + 0.1 * (covered - least)) if is_enough else 0.0


def _longest_initials(letters: str, readings: Readings) -> tuple[int, int]:
    best = 0
    for start in range(len(readings)):
        length = 0
        while (
            length < len(letters)
            and start + length < len(readings)
            and any(one.startswith(letters[length]) for one in readings[start + length])
        ):
            length += 1
        best = max(best, length)
    return best, best


def _longest_whole(letters: str, readings: Readings) -> tuple[int, int]:
    """Whole syllables, the last perhaps still being typed."""
    return max((_whole_from(letters, readings[start:]) for start in range(len(readings))), default=(0, 0))


def _whole_from(letters: str, readings: Sequence[tuple[str, ...]]) -> tuple[int, int]:
    place = characters = 0
    for one in readings:
        rest = letters[place:]
        whole = max((len(syllable) for syllable in one if rest.startswith(syllable)), default=0)
        if not whole:
            unfinished = bool(rest) and characters > 0 and any(syllable.startswith(rest) for syllable in one)
            return (len(letters), characters + 1) if unfinished else (place, characters)
        place += whole
        characters += 1
        if place == len(letters):
            break
    return place, characters


def loose_spelling_weight(letters: str, words: str) -> float:
    """For "hfcb" and "dibao" (化肥供应储备, 最低生活保障): initials and syllables in order with small gaps."""
    readings = readings_of(words)
    if len(letters) > _LONGEST_LOOSE:
        return 0.0
    costs = [gaps for start in range(len(readings)) if (gaps := _gaps_from(letters, readings, start)) is not None]
    allowed = len(letters) - 1
    if not costs or min(costs) > allowed:
        return 0.0
    return _LOOSE_WEIGHT - 0.05 * min(costs)


def _gaps_from(letters: str, readings: Readings, start: int) -> int | None:
    """The fewest characters skipped when the first letters are those of the character at `start`."""
    # Letters used so far and place of the last character -> characters skipped.
    reached = {(used, start): 0 for used in _uses(letters, readings[start])}
    best: int | None = None
    while reached:
        further: dict[tuple[int, int], int] = {}
        for (used, place), gaps in reached.items():
            if used == len(letters):
                best = gaps if best is None else min(best, gaps)
                continue
            for after in range(place + 1, min(place + 2 + _GAP_AT_MOST, len(readings))):
                cost = gaps + after - place - 1
                for more in _uses(letters[used:], readings[after]):
                    key = (used + more, after)
                    further[key] = min(cost, further.get(key, cost))
        reached = further
    return best


def _uses(letters: str, syllables: Sequence[str]) -> set[int]:
    """How many of the first letters a character may stand for: its initial, or its whole syllable."""
    uses = {len(one) for one in syllables if letters.startswith(one)}
    return uses | {1 for one in syllables if one[0] == letters[0]}
