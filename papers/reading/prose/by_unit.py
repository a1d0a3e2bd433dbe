"""What was found at each unit, a line each: 柳荫镇：垃圾未清运；河道未清理。"""

import re
from dataclasses import replace

from papers.reading.items import OutlineEntry
from papers.reading.label_names import LABEL
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import split_parts
from papers.reading.prose.parts import Part, are_units, as_entry

_LINE = re.compile(r"^(?P<who>[^，。；：“”]{2,24})：(?P<what>[^：\d][^：]{3,}.*)$")
_GENERIC = re.compile(r"^(?:各|全[县市区省]|有关|相关)|(?:单位|部门|主体)$")
# 江北街道 has the form of a label as 责任街道 has.
_STREET = re.compile(r"(?!责任|牵头|配合|属地|实施|承办)[^，。；：]{2,8}街道")
_FEWEST = 2
# 县水利局：负责调度险情 tells its office, 县发改局：已完成投资3亿元 how well it does.
_DOES_WELL = re.compile(r"^(?:主要)?(?:负责|承担)|已(?:经)?(?:全部)?完成(?!不)|完成率|新增|累计|\d%")


def found_at_units(body: list[SourceParagraph]) -> list[OutlineEntry]:
    """Two lines or more that begin with the name of a unit; whose what is said are several things between ；, each."""
    lines = [(line, match) for line in body if (match := _LINE.match(line.text)) and _is_unit(match["who"])]
    well = sum(bool(_DOES_WELL.search(match["what"])) for _, match in lines)
    if len({match["who"] for _, match in lines}) < _FEWEST or 2 * well >= len(lines):
        return []
    return [
        replace(as_entry(Part(words, units=match["who"]), None, line.lines), is_whole=True)
        for line, match in lines
        for words in _things(match["what"])
    ]


def _is_unit(who: str) -> bool:
    is_label = LABEL.match(f"{who}：") and not _STREET.fullmatch(who)
    return not is_label and not _GENERIC.search(who) and are_units(who)


def _things(what: str) -> list[str]:
    """甲；乙；丙。 are three, but 卫生不到位。甲；乙。 is one that is told in full."""
    told = what.rstrip("。；")
    if "。" in told or split_parts(told)[1]:
        return [told]
    return [one for one in told.split("；") if one]
