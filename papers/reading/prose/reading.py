"""Papers without numbers: what sentences name one by one, lines of one form, and what a meeting decided."""

import re

from domain.papers.reading import Roster
from papers.reading.duties import find_duties
from papers.reading.items import OutlineEntry
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import split_outside
from papers.reading.prose.by_place import faults_by_place
from papers.reading.prose.by_unit import found_at_units
from papers.reading.prose.charged import quoted_of_units
from papers.reading.prose.lists import NamedList, is_announced, is_stated, lines_counted, lists_in
from papers.reading.prose.meetings import decisions_in
from papers.reading.prose.parts import as_entry, is_charged, part_of
from papers.reading.prose.stated import stated_by_clause, stated_in_prose

_MEETS = re.compile(r"纪要|会议?记录|召开|主持|批示")
# 会议记录：, 议定事项： at the head of a paragraph
_RECORD = re.compile(r"^[^，。；：]{2,8}：$")
# 抓好以下几点：
_FOLLOWS = re.compile(r"(?:以下|如下)[^，。；：]{0,6}[：，]$")
_URGED = re.compile("(?:要求|强调|指出|希望)[：，]$")
_FEWEST_CHARGED = 3
# A matter by its name, and in the next sentence how far it is.
_NAMED_MATTER = re.compile(r"^(?!会议|经|各|为|按照|根据|今年|目前|截至)[^，。；：]{4,40}。.{4,}")
_FEWEST_LINES = 3


def prose_entries(front: list[str], prose: list[SourceParagraph], roster: Roster | None) -> list[OutlineEntry]:
    """Lists within paragraphs, else matters in lines or clauses of one form, else the decisions of a meeting."""
    is_meeting = any(_MEETS.search(line) for line in [*front, *(line.text for line in prose[:2])])
    if not is_meeting and (of_units := found_at_units(prose) or quoted_of_units(prose)):
        return of_units
    found = [one for line in prose for one in lists_in(line)]
    listed = [one for one in found if _is_list(one, front, is_meeting=is_meeting) or _is_handed_out(one, roster)]
    charged = _charged_clauses(prose)
    if len(charged) >= _FEWEST_CHARGED:
        return _in_order(listed, charged)
    stated = [] if is_meeting else stated_in_prose(front, prose)
    if listed:
        return _with_stated(_entries(listed), stated)
    if parallel := _parallel(prose):
        return [OutlineEntry(1, None, [line]) for line in parallel]
    if not is_meeting:
        return stated or faults_by_place(front, prose)
    return [
        OutlineEntry(1, None, [SourceParagraph(words, line.lines)])
        for line in prose
        for words in decisions_in(line.text, roster)
    ]


def _is_list(found: NamedList, front: list[str], *, is_meeting: bool) -> bool:
    """What is only urged (整改要求：一是…) is a list in minutes alone."""
    if not is_meeting and _URGED.search(found.frame):
        return False
    return is_announced(found, front) or (is_meeting and _RECORD.match(found.frame) is not None)


def _is_handed_out(found: NamedList, roster: Roster | None) -> bool:
    """Of what is announced so, most parts name who is to do it."""
    if not found.numbers or not _FOLLOWS.search(found.frame):
        return False
    named = sum(bool(find_duties(part.name, "", roster).responsible_units) for part in found.parts)
    return 2 * named > len(found.parts)


def listed_in(body: list[SourceParagraph]) -> list[OutlineEntry]:
    """进度较慢的项目，一是…，二是…: matters that a paragraph of a chapter names one by one."""
    listed = _entries([one for line in body for one in lists_in(line) if is_stated(one)])
    return found_at_units(body) or quoted_of_units(body) or listed or stated_by_clause(body)


def _entries(lists: list[NamedList]) -> list[OutlineEntry]:
    """Where some lists say how far their matters are, one that only counts is what they are part of."""
    stated = [one for one in lists if is_stated(one)]
    entries: dict[str, OutlineEntry] = {}
    for entry in (entry for one in (stated or lists) for entry in one.entries()):
        # 未开工的有甲、乙2项, and once more by district
        entries.setdefault(entry.body[0].text, entry)
    return list(entries.values())


def _with_stated(listed: list[OutlineEntry], stated: list[OutlineEntry]) -> list[OutlineEntry]:
    """What clauses tell beside a list; not what the list names already."""
    names = "\n".join(entry.body[0].text for entry in listed)
    return [*listed, *(entry for entry in stated if entry.body[0].text not in names)]


def _charged_clauses(prose: list[SourceParagraph]) -> list[OutlineEntry]:
    """县甲局负责的…已竣工；县乙局负责的…正在装修: clause after clause."""
    return [
        as_entry(part_of(clause), None, line.lines)
        for line in prose
        for clause in (one.strip("，、 ") for one in split_outside(line.text, "。；"))
        if is_charged(clause)
    ]


def _in_order(listed: list[NamedList], charged: list[OutlineEntry]) -> list[OutlineEntry]:
    """Both as they stand in the paper; a clause that a list has taken apart counts once."""
    entries = _entries(listed)
    names = {entry.body[0].text for entry in entries}
    more = [entry for entry in charged if entry.body[0].text not in names]
    return sorted([*entries, *more], key=lambda entry: entry.body[0].lines)


def _parallel(prose: list[SourceParagraph]) -> list[SourceParagraph]:
    """Lines of one form after words that say that they follow: 主要进度如下："""
    start = next((at + 1 for at, line in enumerate(prose) if line.text.endswith(("：", "如下。"))), 0)
    counted = lines_counted(prose[start - 1].text, prose[start:]) if start else []
    if counted:
        return counted
    lines = [line for line in prose[start:] if _NAMED_MATTER.match(line.text)]
    is_list = start > 0 and len(lines) >= _FEWEST_LINES and 2 * len(lines) > len(prose) - start
    return lines if is_list else []
