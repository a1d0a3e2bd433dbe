"""Amounts said without their measure ("+3", "培训人次增加280", "更正：13"), and the one of a row that was reached."""

import re
from decimal import Decimal

from domain.quantities import read_amount
from domain.talk import figure_words as words
from domain.talk.amounts import PIECES, Mention

_NUMBER = r"(?P<number>\d{1,7}(?:\.\d{1,4})?|(?=[^万]{2})[一二三四五六七八九十百千两]{2,6})"
_CUES = (
    r"\+|[又再]?(?:新增|增加|净增)了?|再[加添]|累[计积]|[总共合]计|总[共数量]|一共|拢共|目前|现[有在]|已?达到?|[增加]到"
    r"|实际(?:上)?[是为]?|应该?[是为]|[更改修]正?[为成]"
)
# 到12 may be an hour; 到12了 is said of what is counted.
_CUED = re.compile(rf"^(?P<before>.*?)(?P<cue>{_CUES})\s*(?:了|是|为)?\s*{_NUMBER}\s*(?:了|啦|咯|哈|吧)?\s*$")
_REACHED = re.compile(rf"^(?P<before>.*?)(?P<cue>到)\s*{_NUMBER}\s*(?:了|啦|咯)\s*$")
_ALONE = re.compile(rf"^\s*[是为]?\s*{_NUMBER}\s*(?:才对|吧|哈)?\s*$")
_FILLER = re.compile(
    rf"{words.PERIOD}|我[们]?[镇乡局村县]?|[数量][字据量]?|已经?|又|再|截[至止]|共|目前|现在|累[计积]|应该?|[镇乡县局]里|[\s:：的]"
)
# Listed, not counted: "1.更正…", "2、…".
LISTED = re.compile(r"(?:^|(?<=[\s;；。,，:：]))\d{1,2}[、.)](?=[^\d\s])")

_ORDINAL = re.compile(r"(?:第\s*(?P<number>\d{1,4}|[一二三四五六七八九十]{1,3})|首|头一)\s*(?P<measure>.)")
_NO_PIECE = re.compile(r"^(?:[店户村点镇]?的|阶段|环节|步|月|周|季|星期|工作日|问题|批|任务|标段|会|节点|年|层|楼)")


def bare_number(clause: str, earlier: str, *, measure: str, directive: str) -> Mention | None:
    """The number of a clause that counts nothing by name and yet stands behind a word that counts.

    Alone ("13") it is one only after what was said to be wrong.
    """
    alone = _ALONE.match(clause)
    if alone:
        return _mention(alone) if words.CORRECTED_SUM.search(earlier) else None
    # 培训人次850; what else is counted in pieces or money stands before its measure.
    behind = rf"^(?P<before>.*){re.escape(measure)}数?\s*(?:为|是|达)?\s*{_NUMBER}\s*$"
    if measure.endswith("次") and (found := re.match(behind, clause)):
        return _mention(found)
    found = _CUED.match(clause) or _REACHED.match(clause)
    if not found:
        return None
    about = _FILLER.sub("", found["before"])
    if about and measure not in about and not _of_item(about, directive):
        return None
    return _mention(found, rough=bool(about) and measure not in about)


def _of_item(about: str, directive: str) -> bool:
    """Whether it names what the item asks for: 培训 of 开展培训."""
    return any(about[place : place + 2] in directive for place in range(len(about) - 1))


def _mention(found: re.Match[str], *, rough: bool = False) -> Mention | None:
    number = read_amount(found["number"])
    return None if number is None else Mention(number, found.start("number"), found.end("number"), rough)


def reached(clause: str, before: str, *, measure: str) -> Decimal | None:
    """第二家开业了: the second of those that are counted is done."""
    if measure != "个" and measure not in PIECES:
        return None
    found = next((one for one in _ORDINAL.finditer(clause) if _is_counted(one, clause, measure)), None)
    if found is None or words.NOT_REACHED.search(clause):
        return None
    if not (words.DEED.search(before) or words.DEED.search(clause)):
        return None
    return read_amount(found["number"]) if found["number"] else Decimal(1)


def _is_counted(found: re.Match[str], clause: str, measure: str) -> bool:
    """第二家 and 第二个村, not 第二个月."""
    return found["measure"] in (measure, "个") and not _NO_PIECE.match(clause[found.end() :])
