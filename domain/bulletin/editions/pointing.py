"""Which paragraph typed words point to, and what it is to read: "#16.3 方案已印发", "二1② …", "导语 …".

A number that may be half of another one points to nothing: it must never change the paragraph beside.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from domain.bulletin.editions.passages import Passage
from domain.bulletin.forms import circled

_HEAD = re.compile(
    r"\s*(?:(?P<section>[一二三四五六七八九十])\s*[、.．]?\s*)?(?P<mark>[#＃])?\s*(?P<number>\d{1,7})"
    r"(?:[.．](?P<part>\d{1,3})(?![\d.．])(?=$|[\s、.．:：,，])|\s*(?P<circle>[①-⑳]))?"
)
_BETWEEN = re.compile(r"[\s、.．:：,，]+")
# More of a number, not words: "#16. 3 …", "#16-3", "#16.3家".
_MORE_DIGITS = re.compile(r"[\s.．·\-—–/、,，。(（]*\d")
_DOTS = re.compile(r"\s*[.．·\-—–/。(（]")
_GLUED = re.compile(r"[.．·]\d")
_STOPS = (".", "．")
_NUMBER_ALONE = re.compile(r"\d{1,3}(?=$|[\s、.．:：])")
_ALSO = {"主送": "发送"}


# "状态 已完成", "改状态为在办": no words of a paragraph; where an item stands is chosen by buttons.
_STATES = (
    "已?(?:完成|办结|销号|结案|停办|逾期)|未(?:完成|办结|销号)|(?:正在|持续|长期)?(?:推进|办理|开展|进行)中?|需长期开展"
    "|在办|待办|逾期"
)
_STATE = re.compile(
    rf"(?:请|把|将)?(?:修?改|更正)?(?:办理|事项)?状态\s*(?:应?(?:改|变|更正)?[为成是])?[\s:：,，、→>-]*(?:{_STATES})?\s*[。.!！]?"
)


def says_state(words: str) -> bool:
    return bool(_STATE.fullmatch(words.strip()))


class Miss(Enum):
    """Why no paragraph is meant."""

    UNCLEAR = auto()
    HALF = auto()
    ABSENT = auto()
    HAS_PARTS = auto()


@dataclass(frozen=True, slots=True)
class Pointed:
    """The place in the list of passages, or why there is none; `said` is what was pointed to."""

    place: int | None
    words: str = ""
    miss: Miss = Miss.UNCLEAR
    said: str = ""


def pointed(passages: Sequence[Passage], text: str) -> Pointed:
    named = _by_name(passages, text.strip())
    if named is not None:
        return named
    head = _HEAD.match(text)
    if head is None:
        return Pointed(None)
    rest = text[head.end() :]
    part = int(head["part"]) if head["part"] else ord(head["circle"]) - ord("①") + 1 if head["circle"] else 0
    said = _said(head, part)
    mine = [one for one in passages if one.item_id and not one.is_beside and _is_meant(one, head)]
    between = _BETWEEN.match(rest)
    if rest and between is None:
        return Pointed(None, miss=Miss.HALF if not part and _MORE_DIGITS.match(rest) else Miss.UNCLEAR, said=said)
    words = rest[between.end() :] if between else ""
    if not part and _is_half(rest, words, has_parts=any(one.part for one in mine)):
        return Pointed(None, miss=Miss.HALF, said=said)
    found = [one for one in mine if _is_part(one, head, part)]
    if found:
        return Pointed(passages.index(found[0]), words.strip())
    return Pointed(None, miss=Miss.HAS_PARTS if mine and not part else Miss.ABSENT, said=said)


def _is_half(rest: str, words: str, *, has_parts: bool) -> bool:
    """Whether the number may go on in what stands behind it."""
    if _GLUED.match(rest) or (has_parts and rest.strip() in _STOPS):
        return True
    return (has_parts or bool(_DOTS.match(rest))) and bool(_NUMBER_ALONE.match(words))


def _by_name(passages: Sequence[Passage], text: str) -> Pointed | None:
    """ "标题 …", "三第1段 …"."""
    said, *words = _BETWEEN.split(text, maxsplit=1)
    name = _ALSO.get(said, said)
    found = next((place for place, one in enumerate(passages) if not one.item_id and one.place == name), None)
    return None if found is None else Pointed(found, words[0] if words else "", said=said)


def _said(head: re.Match[str], part: int) -> str:
    number = int(head["number"])
    if head["section"]:
        return f"{head['section']}{number}{circled(part) if part else ''}"
    return f"#{number}.{part}" if part else f"#{number}"


def _is_meant(one: Passage, head: re.Match[str]) -> bool:
    number = int(head["number"])
    if head["section"]:
        printed = f"{head['section']}{number}"
        return one.place.removeprefix(printed) in ("", circled(one.part) if one.part else "")
    return one.label.partition(".")[0] == f"#{number}"


def _is_part(one: Passage, head: re.Match[str], part: int) -> bool:
    """By its number where one was typed with a dot, else by its place among the parts."""
    if head["part"] and not head["section"]:
        return one.label == f"#{int(head['number'])}.{part}"
    return one.part == part
