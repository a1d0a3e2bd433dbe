"""Slips of the pen that a text shows by itself: dates that no calendar has, and characters lost in a date."""

import re
from calendar import monthrange
from collections.abc import Iterator

from domain.papers import findings_texts as texts
from domain.papers.reading import SumMismatch
from papers.checking.scope import CountedParagraph
from papers.reading.figures import Place

_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_TWO_MONTH, _TWO_DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_YEAR = r"(?:19|20)\d{2}"
_FREE = r"(?<![\d.,\-—–/第〔#])"
# What was printed, and the character that it lacks.
_MISSING = (
    (re.compile(rf"{_FREE}{_YEAR}{_MONTH}{_DAY}[日号](?![楼线机])"), texts.LOST_YEAR_MONTH),
    (re.compile(rf"{_FREE}(?:{_YEAR}年{_MONTH}{_DAY}|{_TWO_MONTH}{_TWO_DAY})[日号](?![楼线机])"), texts.LOST_MONTH),
    (re.compile(rf"{_FREE}{_YEAR}{_MONTH}月"), texts.LOST_YEAR),
    # 19月, 110月: 1—9月 without its dash
    (re.compile(rf"{_FREE}(?<!年)(?:1[3-9]|11[0-2])月(?![龄大期\d])"), texts.LOST_TO),
    (re.compile(rf"{_FREE}(?<!年)[2-9]\d月(?=份|底|末|初|[上中下]旬|[，。、：；）至]|$)"), texts.LOST_TO),
    (re.compile(rf"{_FREE}(?:{_YEAR}年)?{_MONTH}月{_DAY}(?=[，。；）前]|$)"), texts.LOST_DAY),
)
_SPOKEN_DAY = re.compile(rf"{_FREE}(?:(?P<y>{_YEAR})年)?(?P<m>\d{{1,2}})月(?P<d>\d{{1,2}})[日号]")
_YEAR_MONTH = re.compile(rf"{_FREE}{_YEAR}年(?P<m>\d{{1,2}})月(?!\d)")
_TOLD_YEAR = re.compile(rf"(?<!\d)({_YEAR})(?=[年./\-])")
_ISO_DAY = re.compile(rf"{_FREE}(?P<y>{_YEAR})(?P<mark>[-./])(?P<m>\d{{1,2}})(?P=mark)(?P<d>\d{{1,2}})(?![\d.\-/])")
_ISSUE = re.compile(r"^[^，。；：、第总]{0,12}?[（(]?(?P<words>\d{1,3}期)[）)]?$")
_HEAD_LINES = 10
_COMPACT = re.compile(rf"^{_YEAR}{_TWO_MONTH}{_TWO_DAY}日?$")
_LASTS = re.compile(r"(?:历时|为期|工期|近|满|约|超)$")
_LEAP = 2024
_TAIL = 4


def pen_slips(paragraphs: list[CountedParagraph]) -> Iterator[SumMismatch]:
    years = {int(year) for told in paragraphs for year in _TOLD_YEAR.findall(told.text)}
    after = [*(told.text for told in paragraphs[1:]), ""]
    for at, told in enumerate(paragraphs):
        for words, lost in _lost(told.text).items():
            # 8月19 at the end of a line whose 日 begins the next.
            if not (told.text.endswith(words) and re.match(r"[日号\d]", after[at])):
                yield _lacking(words, lost, told.place)
        for words in dict.fromkeys(_impossible(told.text, years)):
            sentence = texts.NO_DATE.format(place=told.place.words, words=words)
            yield SumMismatch("date", sentence, (told.place,))
        issue = _ISSUE.match(told.text) if at < _HEAD_LINES else None
        if issue:
            yield _lacking(issue["words"], texts.LOST_ORDER, told.place)
        if at >= max(len(paragraphs) - _TAIL, 1) and _COMPACT.match(told.text):
            yield _lacking(told.text, texts.LOST_ALL, told.place)


def _lacking(words: str, lost: str, place: Place) -> SumMismatch:
    return SumMismatch("lost", texts.LOST.format(place=place.words, words=words, lost=lost), (place,))


def _lost(text: str) -> dict[str, str]:
    """What was printed, each once, and what it lacks."""
    found: dict[str, str] = {}
    for pattern, lost in _MISSING:
        for match in pattern.finditer(text):
            if not _LASTS.search(text[: match.start()]):
                found.setdefault(match[0], lost)
    return found


def _impossible(text: str, years: set[int]) -> Iterator[str]:
    """2月30日, 13月5日; of a leap day the year decides, its own or those that the paper tells of."""
    near = {year + more for year in years for more in (0, 1)}
    for pattern in (_SPOKEN_DAY, _ISO_DAY):
        for match in pattern.finditer(text):
            month, day = int(match["m"]), int(match["d"])
            told = [int(match["y"])] if match["y"] else sorted(near) or [_LEAP]
            if not (1 <= month <= _MONTHS and 1 <= day <= max(monthrange(year, month)[1] for year in told)):
                yield match[0]
    yield from (match[0] for match in _YEAR_MONTH.finditer(text) if not 1 <= int(match["m"]) <= _MONTHS)


_MONTHS = 12
