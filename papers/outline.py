"""The outline of a paper: which numbered stretches are headings, which are items, which are remarks.

Offices number on up to four levels, 一、 （一） 1、 （1）, and items stand on any of them. A heading that only
counts ("一、已完成工作10件") opens a section; the deepest level that assigns work holds the items; what lies
below an assigned item are its sub-items.
"""

import re
from dataclasses import dataclass, field

from domain.date_words import number_of
from domain.reading import ReadSection, Roster
from papers import errors
from papers.duties import find_duties, with_fields
from papers.errors import UnreadablePaper
from papers.items import Entry, unmarked
from papers.label_names import LABEL
from papers.labels import take_labels
from papers.layout import (
    AGENCY,
    BRACKETED,
    CIRCLED,
    DATE_LINE,
    FOOT,
    NUMBERED,
    SECTION,
    SUBSECTION,
    Paragraph,
)

_LEVELS = ((SECTION, 1), (SUBSECTION, 2), (NUMBERED, 3), (BRACKETED, 4))
_COUNT = re.compile(r"(?P<count>\d+)\s*[件项个条]")
_PERCENT = re.compile(r"(?:占(?:比|总数的?)?|完成率|办结率)\s*(?:为)?(?P<percent>\d+(?:\.\d+)?)%")
_CLOSED = re.compile(r"已(?:经)?(?:全部)?(?:完成|办结|落实|销号|完结)|办结事项|完成事项|办理完毕|全部完成")
_NOT_CLOSED = re.compile(r"未(?:完成|办结|落实|销号)|尚未|基本完成|部分完成")
_UNDER_WAY = re.compile(
    r"正在|推进(?!情况|要求)|长期|未完成|未办结|办理中|在办|滞后|未启动|未开工|持续|缓慢|阶段性|欠进度|达进度|超进度|未落实|尚未"
)
_REMARK = re.compile(
    r"^(?:总体|基本|整体)(?:情况|要求|进展|思路)|^(?:下一?步|下阶段)|工作(?:要求|建议|措施|打算)$|存在(?:的)?(?:主要)?(?:问题|不足)|主要问题|"
    r"(?:有关|相关|几点)(?:要求|建议)|指导思想|(?:工作|总体|主要)目标$|基本原则|组织(?:领导|保障|实施)|保障措施|督查情况|主要做法|排名"
)
_SHORT_HEADING = 40
_GRAMMAR_LIMIT = 2000
BLOCK_LIMIT = 3000


@dataclass(slots=True)
class Block:
    """A numbered paragraph with the unnumbered ones after it."""

    level: int
    number: int
    body: list[Paragraph]

    @property
    def heading(self) -> str:
        return unmarked(self.body[0].text)

    @property
    def text(self) -> str:
        return unmarked("".join(part.text for part in self.body))


@dataclass(slots=True)
class Outline:
    """`front` and `tail` are lines around the body, `preamble` prose that holds no items."""

    front: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    sections: list[ReadSection] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def read_outline(lines: list[Paragraph], roster: Roster | None = None) -> Outline:
    """UnreadablePaper when there are more numbered paragraphs than any paper has."""
    outline = Outline()
    blocks = _blocks(lines, outline)
    if len(blocks) > BLOCK_LIMIT:
        raise UnreadablePaper(errors.TOO_MANY.format(limit=BLOCK_LIMIT))
    groups = _groups(blocks)
    walker = _Walker(outline, roster, has_children=any(children for _, children in groups))
    for top, children in groups:
        walker.take(top, children)
    return outline


def _blocks(lines: list[Paragraph], outline: Outline) -> list[Block]:
    """All numbered blocks; the lines before them go to front and preamble, those after to tail."""
    blocks: list[Block] = []
    is_open, is_attachment = True, False
    for line in lines:
        level, number = _level(line.text)
        is_attachment = line.text.startswith(("附件", "附：")) or (
            is_attachment and level == 3 and "。" not in line.text and len(line.text) <= _SHORT_HEADING
        )
        if level and not is_attachment and not is_foot(line.text):
            blocks.append(Block(level, number, [line]))
            is_open = True
        elif is_foot(line.text) or is_attachment:
            (outline.tail if blocks else outline.front).append(line.text)
            is_open = not blocks
        elif blocks:
            is_open = is_open and _belongs(line.text, blocks[-1])
            if is_open:
                blocks[-1].body.append(line)
        else:
            is_prose = "。" in line.text or ("，" in line.text and line.text[-1] in "：，；")
            (outline.preamble if is_prose else outline.front).append(line.text)
    return blocks


def _level(text: str) -> tuple[int, int]:
    for pattern, level in _LEVELS:
        match = pattern.match(text)
        if match:
            words = match["number"] or match.groupdict().get("named") or ""
            return level, number_of(words)
    return 0, 0


def is_foot(text: str) -> bool:
    """Signature, date, distribution: where the body is over (or has not begun)."""
    return bool(text.startswith(FOOT) or AGENCY.match(text) or DATE_LINE.match(text))


def _belongs(text: str, block: Block) -> bool:
    """Lines after an item that are its sub-items, labels or words; not site chrome and remarks."""
    if CIRCLED.match(text) or LABEL.match(text) or "。" in text or text[-1] in "；：”，":
        return True
    return block.level < 3 and len(block.body) == 1 and not AGENCY.match(text) and "，" in text


def _groups(blocks: list[Block]) -> list[tuple[Block | None, list[Block]]]:
    groups: list[tuple[Block | None, list[Block]]] = []
    for block in blocks:
        if block.level == 1:
            groups.append((block, []))
        elif groups:
            groups[-1][1].append(block)
        else:
            groups.append((None, [block]))
    return groups


class _Walker:
    """Goes through the groups and puts sections and entries into the outline."""

    def __init__(self, outline: Outline, roster: Roster | None, *, has_children: bool) -> None:
        self.outline, self.roster, self.has_children = outline, roster, has_children
        self.section = 0
        self.top_state = "unknown"

    def take(self, top: Block | None, children: list[Block]) -> None:
        if top is not None and _is_remark(top):
            self.outline.preamble += [part.text for part in top.body]
            self.outline.preamble += [part.text for child in children for part in child.body]
        elif top is None:
            self._take_children(children)
        elif not children:
            self._take_single(top)
        elif self._is_assigned(top) and not any(self._is_assigned(child) for child in children):
            self._enter(top, children)
        else:
            self._open(top)
            self.top_state = self.outline.sections[-1].state
            self._take_children(children)

    def _take_single(self, top: Block) -> None:
        """一、 without anything numbered below: an item if it assigns work."""
        is_assigned = self._is_assigned(top)
        if self.has_children and not is_assigned:
            self._open(top)
        elif self.has_children:
            self._open(top)
            self._enter(Block(1, 0, _resolved(top)))
        elif is_assigned or top.heading.startswith("关于"):
            self._enter(top)
        else:
            self.outline.preamble += [part.text for part in top.body]

    def _take_children(self, children: list[Block]) -> None:
        takes_plain = self._is_state_known() or any(self._is_assigned(one) for one in children)
        takes_plain = takes_plain or not any(one.level >= 3 for one in children)
        for place, block in enumerate(children):
            below = _below(children, place)
            if block.level == 2 and _is_remark(block):
                children[place + 1 : place + 1 + len(below)] = [Block(9, 0, one.body) for one in below]
            elif block.level == 2 and below and not self._holds(block, below):
                self._open_subsection(block)
            elif block.level == 2 and below:
                self._enter(block, below)
                children[place + 1 : place + 1 + len(below)] = [Block(9, 0, one.body) for one in below]
            elif (block.level == 2 and takes_plain) or block.level == 3:
                self._enter(block)
            elif block.level == 4:
                self._enter_part(children, place)

    def _holds(self, block: Block, below: list[Block]) -> bool:
        return self._is_assigned(block) and not any(self._is_assigned(one) for one in below)

    def _enter_part(self, children: list[Block], place: int) -> None:
        """（1） below 1、 is a sub-item, else an item."""
        block = children[place]
        if any(one.level == 3 for one in children[:place]) and self.outline.entries:
            entry = self.outline.entries[-1]
            entry.parts.append((block.number, block.body))
            if place + 1 == len(children) or children[place + 1].level != 4:
                _give_back_labels(entry)
        else:
            self._enter(block)

    def _enter(self, block: Block, below: list[Block] | None = None) -> None:
        parts = [(one.number, one.body) for one in below or ()]
        entry = Entry(max(self.section, 1), block.number or None, block.body, parts)
        self.outline.entries.append(entry)

    def _is_assigned(self, block: Block) -> bool:
        labelled = take_labels(block.text[:_GRAMMAR_LIMIT])
        if labelled.fields.keys() & {"responsible", "leads", "due"}:
            return True
        last = _last_bracket(labelled.text)
        duties = with_fields(find_duties(labelled.text, last, self.roster), labelled.fields)
        return duties.is_assigned

    def _is_state_known(self) -> bool:
        return bool(self.outline.sections) and self.outline.sections[-1].state != "unknown"

    def _open_subsection(self, block: Block) -> None:
        """（一）已办结事项（3项） is a section; （一）工业方面 only a heading."""
        section = _section_of(block, self.section)
        last = self.outline.sections[-1] if self.outline.sections else None
        is_told = self.top_state != "unknown" and self.top_state == section.state
        if is_told or (section.state == "unknown" and section.claimed_count is None):
            return
        is_used = any(entry.section == self.section for entry in self.outline.entries)
        if last is not None and last.state == "unknown" and not is_used:
            self.outline.sections.pop()
            self.section -= 1
        self._open(block)

    def _open(self, block: Block) -> None:
        self.section += 1
        self.outline.sections.append(_section_of(block, self.section))


def _give_back_labels(entry: Entry) -> None:
    """Labels on lines of their own after the last sub-item are the item's, if no other sub-item has any."""
    if any(LABEL.match(line.text) for _, body in entry.parts[:-1] for line in body):
        return
    number, body = entry.parts[-1]
    entry.body = [*entry.body, *(line for line in body if LABEL.match(line.text))]
    entry.parts[-1] = (number, [line for line in body if not LABEL.match(line.text)])


def _below(children: list[Block], place: int) -> list[Block]:
    below: list[Block] = []
    for block in children[place + 1 :]:
        if block.level <= children[place].level:
            break
        below.append(block)
    return below


def _is_remark(block: Block) -> bool:
    return bool(_REMARK.search(block.heading.split("。")[0]))


def _resolved(block: Block) -> list[Paragraph]:
    """In minutes, the resolution without the heading and what was heard: "会议明确，由…"."""
    body = block.body[1:] if len(block.body) > 1 else block.body
    text = "".join(part.text for part in body)
    cut = re.split(r"会议(?:议定|明确|决定|指出|要求|确定|原则同意|同意)[，：]?", text)
    return [Paragraph(cut[-1], (body[0].lines[0], body[-1].lines[1]))]


def _last_bracket(text: str) -> str:
    match = re.search(r"（([^（）]*)）[。；]?$", text)
    return match[1] if match else ""


def _section_of(block: Block, number: int) -> ReadSection:
    return section_from(block.heading, number)


def section_from(words: str, number: int) -> ReadSection:
    """Count, percentage and state as a heading claims them."""
    heading = words.rstrip("。：")
    first = heading.split("。")[0] if len(heading) > _SHORT_HEADING else heading
    count, percent = _COUNT.search(first), _PERCENT.search(first)
    is_closed = _CLOSED.search(first) and not _NOT_CLOSED.search(first)
    state = "closed" if is_closed else "in_progress" if _UNDER_WAY.search(first) else "unknown"
    return ReadSection(
        number,
        heading,
        state,
        "长期" in first,
        int(count["count"]) if count else None,
        percent["percent"] if percent else None,
    )
