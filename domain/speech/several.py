"""Several items told of in one message: "1、…；2、…", "16 支座…80%；2 路面…3公里", "12、14 都已完成", "#3 … / #5 …".

Pure. A number in front of a piece is either the item's own or the place that a list gave it.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from domain.speech.spoken import label_in

# ① would be read as 1 and lose its mark.
_CIRCLED = {chr(0x2460 + at): f"\n{at + 1}、" for at in range(20)}
_LABEL = r"\d{1,6}(?:\.\d{1,3})?"
_NUMERALS = re.compile(r"(?:第\s*)?([一二三四五六七八九十百]{1,5})(?=[项号件](?![目工]))")
_OWN = (
    rf"(?:#\s*(?P<sharp>{_LABEL})|第\s*(?P<ordinal>{_LABEL})\s*[项件号]|(?P<counted>{_LABEL})\s*[项件号](?![目工楼]))"
    r"(?:事项|任务)?[\s,，、:：]*"
)
_PLACED = r"(?P<place>\d{1,2})\s*(?:[、)）:：]|\.(?!\d))\s*"
_SPACED = rf"(?P<spaced>{_LABEL})(?:\s+|[,，])(?=[^\d\s,，、%]|\d+(?:\.\d+)?\s*[%\u4e00-\u9fff])"
_GLUED = rf"(?P<glued>{_LABEL})(?=已|正在|完成|推进|在[办建]|未|没|还|办结|开工|都|均)"
# Where a piece may begin: on a line of its own, behind what ends a sentence; a plain mark also behind a blank.
_FORMS = (
    re.compile(rf"(?:^|(?<=[\n;；。:：]))[ \t]*(?:{_OWN}|{_PLACED}|{_SPACED}|{_GLUED})"),
    re.compile(rf"(?:^|(?<=[\s;；。,，:：]))(?:{_OWN}|{_PLACED})"),
    re.compile(rf"#\s*(?P<sharp>{_LABEL})[\s,，、:：]*"),
)
_JOINED = re.compile(
    rf"(?P<numbers>(?:第|#)?\s*{_LABEL}\s*[项件号]?(?:\s*(?:[、,，/和与及]|以及)\s*(?:第|#)?\s*{_LABEL}\s*[项件号]?)+)"
    r"(?:事项|任务|这[两几]?[项件])?[\s,，:：]*(?P<words>(?:都|均|全部|全都|也|也都|已|两[项件]|[\u4e00-\u9fff]).*)",
    re.DOTALL,
)
_NUMBERS = re.compile(_LABEL)
_ALL_OF_THEM = re.compile(r"^(?:(?:这)?[两几三四五]?[项件个]?(?:事项)?)?(?:也)?(?:都|均|全部|全都|一并)")
_COUNTED = re.compile(r"^(?:家|个|户|亩|公里|万|元|人|座|所|次|条|米|吨|台|套|名|处|天|月|日|年|%|岁|栋|层|点|份|批)")
_EDGES = " \t\n;；,，、。"
_GREETED = re.compile(r"^(?:收到|好的|好|您好|你好|领导好|报告|汇报)[\s,，。!！:：]*")
_HEADING = re.compile(
    r"(?:您好|你好|领导|好|收到|好的|报告|汇报|本周|上周|本月|今日|今天|目前|现将|现|以下|如下|工作|进展|情况|报送|反馈|各项|事项|督办|我局|我镇"
    r"|我们|一下|的|是|将|[:：,，。!！\s])*"
)
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """What is said of one item. `is_place`: the number is where a list stood it, else the item's own."""

    number: str
    words: str
    is_place: bool = False


def pieces_of(text: str) -> tuple[Piece, ...]:
    """At least two, in the order said; none where the message is about one thing."""
    for sign, written in _CIRCLED.items():
        text = text.replace(sign, written)
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _NUMERALS.sub(lambda found: label_in(f"第{found[1]}项") or found[0], plain)
    return _joined(_GREETED.sub("", plain)) or next(filter(None, (_split(plain, form) for form in _FORMS)), ())


def _joined(plain: str) -> tuple[Piece, ...]:
    found = _JOINED.fullmatch(plain)
    if found is None or _COUNTED.match(found["words"]) or "\n" in found["words"].strip():
        return ()
    labels = list(dict.fromkeys(_NUMBERS.findall(found["numbers"])))
    words = _ALL_OF_THEM.sub("", found["words"].strip()).strip(_EDGES)
    return tuple(Piece(label, words) for label in labels) if len(labels) >= _FEWEST and words else ()


def _split(plain: str, form: re.Pattern[str]) -> tuple[Piece, ...]:
    marks = list(form.finditer(plain))
    if len(marks) < _FEWEST or not _is_preamble(plain[: marks[0].start()]):
        return ()
    ends = [*(mark.start() for mark in marks[1:]), len(plain)]
    found = [_piece(mark, plain[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    numbers = [one.number for one in found]
    is_told = all(one.words for one in found) and len(set(numbers)) == len(numbers)
    return tuple(found) if is_told and _agree(found) else ()


def _is_preamble(before: str) -> bool:
    """A greeting or a heading may stand in front, words of a report may not."""
    return _HEADING.fullmatch(before.strip()) is not None


def _piece(mark: re.Match[str], words: str) -> Piece:
    named = mark.groupdict()
    if named.get("place"):
        return Piece(named["place"], words.strip(_EDGES), is_place=True)
    number = next(named[key] for key in ("sharp", "ordinal", "counted", "spaced", "glued") if named.get(key))
    return Piece(number, words.strip(_EDGES))


def _agree(found: Sequence[Piece]) -> bool:
    """All are places, or none: "3、…" among numbers is a number. Of places that do not count on from 1 each is one."""
    return len({one.is_place for one in found}) == 1
