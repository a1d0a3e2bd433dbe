"""The outline of a paper: which numbered stretches are headings, which are items, which are remarks.

Offices number on up to four levels, 一、 （一） 1、 （1）, and items stand on any of them. A heading that only
counts ("一、已完成工作10件") opens a section; the deepest level that assigns work holds the items; what lies
below an assigned item are its sub-items.
"""

import re
from dataclasses import dataclass, field, replace

from domain.papers import unreadable
from domain.papers.reading import ReadSection, Roster
from domain.papers.unreadable import UnreadablePaper
from papers.reading.blocks import Around, OutlineBlock, read_blocks
from papers.reading.decisions import DECIDED, is_topic, only_heard, resolved
from papers.reading.duties import Duties, find_duties, heading_duties, with_fields
from papers.reading.items import GRAMMAR_LIMIT, OutlineEntry
from papers.reading.label_names import LABEL
from papers.reading.labels import take_labels
from papers.reading.layout import SourceParagraph
from papers.reading.phrases import joined
from papers.reading.sections import SHORT_HEADING, section_from

_REMARK = re.compile(
    r"^(?:总体|基本|整体)(?:情况|要求|进展|思路)|^(?:下一?步|下阶段)|工作(?:要求|建议|措施|打算)$|存在(?:的)?(?:主要)?(?:问题|不足)|主要问题|"
    r"(?:有关|相关|几点)(?:要求|建议)|指导思想|(?:工作|总体|主要)目标$|基本原则|组织(?:领导|保障|实施)|保障措施|督查情况|主要做法|排名"
)
_SHORT_TEXT = 8
_LONGEST_TITLE = 24
BLOCK_LIMIT = 3000


@dataclass(slots=True)
class Outline(Around):
    """The paper's sections and items, and the lines around them."""

    sections: list[ReadSection] = field(default_factory=list)
    entries: list[OutlineEntry] = field(default_factory=list)
    # Whose the items of a section are, as its heading or the labels below that tell.
    duties: dict[int, Duties] = field(default_factory=dict)


def read_outline(lines: list[SourceParagraph], roster: Roster | None = None) -> Outline:
    """UnreadablePaper when there are more numbered paragraphs than any paper has."""
    outline = Outline()
    blocks = read_blocks(lines, outline)
    if len(blocks) > BLOCK_LIMIT:
        raise UnreadablePaper(unreadable.TOO_MANY.format(limit=BLOCK_LIMIT))
    groups: list[tuple[OutlineBlock | None, list[OutlineBlock]]] = []
    for block in blocks:
        if block.level == 1:
            groups.append((block, []))
        elif groups:
            groups[-1][1].append(block)
        else:
            groups.append((None, [block]))
    walker = _Walker(outline, roster, has_children=any(children for _, children in groups))
    walker.look_over(groups)
    for top, children in groups:
        walker.take(top, children)
    return outline


class _Walker:
    """Goes through the groups and puts sections and entries into the outline."""

    def __init__(self, outline: Outline, roster: Roster | None, *, has_children: bool) -> None:
        self.outline, self.roster, self.has_children = outline, roster, has_children
        self.section = 0
        self.tops = 0
        self.assigns_on_top = False
        self.top_state = "unknown"

    def look_over(self, groups: list[tuple[OutlineBlock | None, list[OutlineBlock]]]) -> None:
        """Whether two or more of 一、二、三、 assign work by themselves: then they are the list."""
        singles = [top for top, children in groups if top is not None and not children and not _is_remark(top)]
        assigned = sum(self._is_assigned(top) for top in singles)
        self.assigns_on_top = not self.has_children and assigned >= max(2, len(singles) / 2)

    def take(self, top: OutlineBlock | None, children: list[OutlineBlock]) -> None:
        if top is not None and _is_remark(top) and not any(self._is_handed_out(one) for one in children):
            self.outline.preamble += [part.text for part in top.body]
            self.outline.preamble += [part.text for child in children for part in child.body]
        elif top is None:
            self._take_children(children)
        elif not children:
            self._take_single(top)
        elif self._is_task(top) and not any(self._is_assigned(child) for child in children):
            self._enter(top, children)
        else:
            self._open(top)
            self.top_state = self.outline.sections[-1].state
            self._take_children(children)

    def _is_task(self, top: OutlineBlock) -> bool:
        """一、由甲同志牵头，抓好3项工作 with 1、2、3、 below; 一、县住建局（分管领导：甲） only heads what is its."""
        return self._is_assigned(top) and not heading_duties(top.heading, self.roster).responsible_units

    def _take_single(self, top: OutlineBlock) -> None:
        """一、 without anything numbered below: an item if it assigns work or tells a decision of a meeting."""
        is_assigned = self._is_assigned(top)
        told = resolved(top)
        if self.has_children:
            self._open(top)
            if is_assigned or (told and DECIDED.search(told[0].text)):
                self._enter(OutlineBlock(1, 0, told or top.body))
        elif is_assigned or top.heading.startswith("关于") or self._is_decision(top):
            self._enter(OutlineBlock(top.level, top.number, told) if is_topic(top) else top)
        else:
            self.outline.preamble += [part.text for part in top.body]

    def _is_decision(self, top: OutlineBlock) -> bool:
        """同意…, or one of a list whose others assign work; not what a meeting only heard or urged."""
        if re.match(r"(?:暂不|不予|原则)?(?:同意|通过|批准)", top.heading):
            return True
        return self.assigns_on_top and not only_heard(top.body) and len(top.text) > _SHORT_TEXT

    def _take_children(self, children: list[OutlineBlock]) -> None:
        is_state_known = bool(self.outline.sections) and self.outline.sections[-1].state != "unknown"
        takes_plain = is_state_known or any(self._is_assigned(one) for one in children)
        takes_plain = takes_plain or not any(one.level >= 3 for one in children)
        for place, block in enumerate(children):
            below = _below(children, place)
            if block.level == 2 and _is_remark(block):
                children[place + 1 : place + 1 + len(below)] = [OutlineBlock(9, 0, one.body) for one in below]
            elif block.level == 2 and (_only_counts(block) or (below and not self._holds(block, below))):
                self._open_subsection(block)
            elif block.level == 2 and below:
                self._enter(block, below)
                children[place + 1 : place + 1 + len(below)] = [OutlineBlock(9, 0, one.body) for one in below]
            elif (block.level == 2 and takes_plain) or block.level == 3:
                self._enter(block)
            elif block.level == 4:
                self._enter_part(children, place)

    def _holds(self, block: OutlineBlock, below: list[OutlineBlock]) -> bool:
        return self._is_assigned(block) and not any(self._is_assigned(one) for one in below)

    def _enter_part(self, children: list[OutlineBlock], place: int) -> None:
        """（1） below 1、 is a sub-item, else an item."""
        block = children[place]
        if any(one.level == 3 for one in children[:place]) and self.outline.entries:
            entry = self.outline.entries[-1]
            entry.parts.append((block.number or len(entry.parts) + 1, block.body))
            if place + 1 == len(children) or children[place + 1].level != 4:
                _give_back_labels(entry)
        else:
            self._enter(block)

    def _enter(self, block: OutlineBlock, below: list[OutlineBlock] | None = None) -> None:
        parts = [(one.number, one.body) for one in below or ()]
        entry = OutlineEntry(max(self.section, 1), block.number or None, block.body, parts)
        self.outline.entries.append(entry)

    def _is_assigned(self, block: OutlineBlock) -> bool:
        labelled = take_labels(block.text[:GRAMMAR_LIMIT])
        if labelled.fields.keys() & {"responsible", "leads", "due"}:
            return True
        last = _last_bracket(labelled.text)
        duties = with_fields(find_duties(labelled.text, last, self.roster), labelled.fields)
        return duties.is_assigned

    def _is_handed_out(self, block: OutlineBlock) -> bool:
        """Whether a label or the bracket at its end says who: below 总体要求 that makes an item, where
        各单位要… is but advice."""
        labelled = take_labels(block.text[:GRAMMAR_LIMIT])
        named = find_duties("", _last_bracket(labelled.text), self.roster).responsible_units
        return "responsible" in labelled.fields or bool(named)

    def _open_subsection(self, block: OutlineBlock) -> None:
        """（一）已办结事项（3项） is a section; （一）工业方面 only a heading."""
        section = _section_of(block, self.section)
        last = self.outline.sections[-1] if self.outline.sections else None
        is_told = self.top_state != "unknown" and self.top_state == section.state
        # Beside （一）已完成 a heading without a state is a section too, lest its items be taken for done.
        is_beside = last is not None and last.state != "unknown" and self.top_state == "unknown"
        if is_told or (section.state == "unknown" and section.claimed_count is None and not is_beside):
            return
        is_used = any(entry.section == self.section for entry in self.outline.entries)
        if last is not None and last.state == "unknown" and not is_used:
            self.outline.sections.pop()
            self.section -= 1
        self._open(block)

    def _open(self, block: OutlineBlock) -> None:
        self.section += 1
        self.tops += block.level == 1
        self.outline.sections.append(replace(_section_of(block, self.section), top=self.tops))
        below = take_labels(joined(block.body[1:]))
        self.outline.duties[self.section] = with_fields(
            heading_duties(block.heading, self.roster), below.fields, self.roster
        )


def _give_back_labels(entry: OutlineEntry) -> None:
    """Labels on lines of their own after the last sub-item are the item's, if no other sub-item has any."""
    if any(LABEL.match(line.text) for _, body in entry.parts[:-1] for line in body):
        return
    number, body = entry.parts[-1]
    entry.body = [*entry.body, *(line for line in body if LABEL.match(line.text))]
    entry.parts[-1] = (number, [line for line in body if not LABEL.match(line.text)])


def _below(children: list[OutlineBlock], place: int) -> list[OutlineBlock]:
    below: list[OutlineBlock] = []
    for block in children[place + 1 :]:
        if block.level <= children[place].level:
            break
        below.append(block)
    return below


def _is_remark(block: OutlineBlock) -> bool:
    """By its heading; a whole sentence that orders (…抓紧组织实施) is none."""
    return bool(_REMARK.search(re.split("[，。；]", block.heading)[0][:_LONGEST_TITLE]))


def _only_counts(block: OutlineBlock) -> bool:
    """（一）已办结事项（2件） is a heading even when nothing is listed below it."""
    section = _section_of(block, 0)
    is_short = len(block.body) == 1 and len(block.heading) <= SHORT_HEADING and "，" not in block.heading
    return is_short and section.state != "unknown" and section.claimed_count is not None


def _last_bracket(text: str) -> str:
    match = re.search(r"（([^（）]*)）[。；]?$", text)
    return match[1] if match else ""


def _section_of(block: OutlineBlock, number: int) -> ReadSection:
    return section_from(block.heading, number)
