"""What a check found at one place after the other: 甲村有两处未整改；乙村存在乱堆现象；丙村…"""

import re

from papers.reading.items import OutlineEntry
from papers.reading.layout import SourceParagraph

_AT = re.compile(
    r"^(?P<place>(?!各|全|部分|个别|多数|有关|被)[\u4e00-\u9fff]{1,8}?(?:村|社区|镇|乡|街道|办事处|[县市省区](?![县市区直级])|局|公司|中学|小学|医院|厂))"
    r"(?=有|存在|发现|未|部分|个别|少数|一些|的|仍|多|无|没)"
)
_FAULT = re.compile("未|不(?![断仅少久])|存在|缺|没有|无|乱|滞后|问题|漏洞|形式")
_CHECKED = re.compile("检查|督查|督导|督察|暗访|巡查|排查")
_SENTENCE = re.compile("(?<=[。；])")
_FEWEST, _LONGEST = 3, 4000


def faults_by_place(front: list[str], prose: list[SourceParagraph]) -> list[OutlineEntry]:
    if not any(_CHECKED.search(text) for text in (*front, *(line.text for line in prose))):
        return []
    return [entry for line in prose for entry in _in_line(line)]


def _in_line(line: SourceParagraph) -> list[OutlineEntry]:
    """From each place up to the next, and of the last its own sentence; most have to tell a fault."""
    told: list[str] = []
    after: list[str] = []
    places: list[str] = []
    for sentence in _SENTENCE.split(line.text[:_LONGEST]):
        opened = _opened(sentence)
        if opened is None:
            after.append(sentence)
            continue
        if told:
            told[-1] += "".join(after)
        after.clear()
        places.append(opened[0])
        told.append(opened[1])
    faults = sum(_FAULT.search(one) is not None for one in told)
    if len(set(places)) < max(_FEWEST, len(places)) or 3 * faults < 2 * len(told):
        return []
    return [OutlineEntry(1, None, [SourceParagraph(one.strip("；。"), line.lines)], is_whole=True) for one in told]


def _opened(sentence: str) -> tuple[str, str] | None:
    """The place and the words from it on, behind whatever leads to it."""
    pieces = sentence.split("，")
    for at, piece in enumerate(pieces):
        if match := _AT.match(piece.lstrip("”“")):
            return match["place"], "，".join([piece.lstrip("”“"), *pieces[at + 1 :]])
    return None
