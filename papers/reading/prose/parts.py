"""One matter as a sentence names it: its name, who answers for it, and how far it is."""

import re
from dataclasses import dataclass, replace

from papers.reading.items import OutlineEntry
from papers.reading.label_names import LABEL
from papers.reading.layout import SourceParagraph
from papers.reading.names.lists import names_of
from papers.reading.phrases import first_outside, is_closed, joined, unnumbered

# 实施…改造（第三项）正在编制招标文件: its place in a larger list parts name and state.
_PLACE = re.compile(r"（第?[\d一二三四五六七八九十百]{1,4}[项件条个号]?）")
# …已竣工, …正在推进, …预计9月开工
_STATE = re.compile(
    r"(?:目前|现|均|都|全部|基本|提前)?(?:已(?!婚)|正(?:在|按|有序|抓紧|加快)|尚未|尚在|未(?!成年|来)|预计(?=\d|[上下本明今年])|处于|进展|进度|完成率)"
)
_SHORTEST_NAME, _LONGEST_NAME = 2, 80
_CHARGED = re.compile(
    r"^(?:如|例如|其中|比如)?[，：]?(?:由)?(?P<who>[^，。；：“”的]{2,40}?)(?:牵头|负责|承办|主办|承担)(?:组织|实施|建设|办理|推进|落实|承办)*的(?P<rest>.{4,})$"
)
_LEAD_IN = re.compile(r"^(?:如|例如|比如|即|其中)[，：]?(?=[^，]{4})")
_OTHERS = re.compile(r"^(?:其他|其它|其余|剩余|均|都|等|另|并|占|同比|完成率)")
_AND_OTHERS = re.compile(r"等(?:等)?(?:[\d一二三四五六七八九十]+[项件个])?(?:重点)?(?:项目|工作|事项|任务|工程|指标)?$")


@dataclass(frozen=True, slots=True)
class Part:
    """`units` as printed, in one string."""

    name: str
    progress: str = ""
    units: str = ""


def part_of(words: str) -> Part:
    text = _LEAD_IN.sub("", words.strip("；。，、： "))
    charged = _CHARGED.match(text)
    if charged and are_units(charged["who"]):
        return replace(_parted(charged["rest"]), units=charged["who"])
    return _parted(text)


def is_charged(words: str) -> bool:
    """县甲局负责的…"""
    match = _CHARGED.match(words)
    return match is not None and are_units(match["who"])


def are_units(words: str) -> bool:
    names = names_of(words)
    return bool(names.units) and not names.persons and not names.guessed


def _parted(text: str) -> Part:
    place = _PLACE.search(text)
    if place and place.start() >= _SHORTEST_NAME:
        return Part(text[: place.start()], text[place.end() :].strip("，：、 "))
    start = _state_at(text)
    if start is None:
        return Part(_AND_OTHERS.sub("", text))
    comma = first_outside(text, "，")
    cut = min(start, comma)
    return Part(text[:cut], text[cut:].strip("， "))


def _state_at(text: str) -> int | None:
    for match in _STATE.finditer(text):
        before = text[: match.start()]
        if len(before) >= 4 and is_closed(before):
            return match.start()
    return None


def is_rest(words: str) -> bool:
    """其他项目正按序时推进: no matter of its own."""
    return bool(_OTHERS.match(words.strip()))


def is_nameable(part: Part) -> bool:
    return _SHORTEST_NAME <= len(part.name) <= _LONGEST_NAME and "：" not in part.name


def as_entry(part: Part, number: int | None, lines: tuple[int, int], *, is_done: bool = False) -> OutlineEntry:
    """What the sentence tells beside the name stands below it with labels, as on lines of their own."""
    told = (("责任单位", part.units), ("进展情况", part.progress), ("完成状态", "已完成" if is_done else ""))
    body = [SourceParagraph(part.name, lines)]
    body += [SourceParagraph(f"{label}：{words}", lines) for label, words in told if words]
    return OutlineEntry(1, number, body)


# 创业工程：新增就业3万人, 关于预算的问题。已下达指标…
_TOLD_OF = re.compile(r"^(?P<name>[^，。；：]{2,24}(?=：)|(?:关于|针对)?[^，。；：]{4,50}(?=。))[：。](?P<told>.{8,})$")
_STILL_ORDERS = re.compile(r"(?:年底前|月底前|确保|力争|务必|必须|应当|(?<![主重需必只])要(?![求有素点闻]))")


def told_of(body: list[SourceParagraph]) -> list[SourceParagraph]:
    """Below 进展情况 what stands behind the name of a matter tells how far it is; what still orders does not."""
    words = joined(with_name_apart(body))
    plain = unnumbered(words)
    match = _TOLD_OF.match(plain)
    if match is None or LABEL.search(words) or _STILL_ORDERS.search(match["told"]):
        return body
    lines = (body[0].lines[0], body[-1].lines[1])
    mark = words[: len(words) - len(plain)]
    return [SourceParagraph(f"{mark}{match['name']}", lines), SourceParagraph(f"进展情况：{match['told']}", lines)]


def with_name_apart(body: list[SourceParagraph]) -> list[SourceParagraph]:
    first, *rest = body
    is_apart = rest and first.text[-1] not in "。；：，"
    return [replace(first, text=f"{first.text}。"), *rest] if is_apart else body
