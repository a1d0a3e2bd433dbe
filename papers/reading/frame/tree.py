"""The numbered paragraphs of a paper as a tree; what stands before and after them is the head and foot.

Which numbering stands above which is found from the sequence of the whole paper: 一、 （一） 1. （1） ① is the rule,
but where 一、 begins anew below each 1. and 1. runs on, 1. stands above.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from domain.dates.words import number_of
from domain.ideographs import HAN
from papers.reading.label_names import LABEL
from papers.reading.layout import (
    AGENCY,
    BOXED,
    BRACKETED,
    BULLET,
    CIRCLED,
    DATE_LINE,
    FOOT,
    NUMBERED,
    ORDERED,
    SECTION,
    SUBSECTION,
    SourceParagraph,
)
from papers.reading.phrases import joined, unmarked, with_stop
from papers.reading.sections import SHORT_HEADING, section_from
from papers.reading.tables.columns import column_kind

_RANKS = ((SECTION, 1), (SUBSECTION, 2), (NUMBERED, 3), (BRACKETED, 4), (CIRCLED, 5), (ORDERED, 6))
# Below another number ① and 一是 are the parts of one matter, told in its text.
_INLINE = 5
_FEWEST_PEERS = 2
_SIGNATURE = re.compile(rf"^[{HAN}（）]{{3,24}}$")
_LONGEST_HEADING = 16
_REMARKS = re.compile(
    r"^(?:下一?步|下阶段|有关|相关|几点|工作)?(?:工作)?(?:要求|建议|打算|安排)[：:]?$|^存在(?:的)?(?:主要)?问题[：:]?$"
)
# 1. and what stands below it; 一、 and （一） may be headings.
_PLAIN = 3
# 下一步，请各责任单位…: the paper speaks to all again.
_CLOSING = re.compile(
    r"^(?:下一?步|下一?阶段|接下来|请|希望|要求)[^。]{0,12}?(?:各(?:责任|承办|有关|相关|牵头)?(?:单位|部门|镇|乡)|各地|督查[室办局])"
    r"|^(?:特此|现予|以上情况|对上述|如(?:对|有)[^。]{0,20}(?:异议|意见|疑问)|欢迎|监督电话|联系(?:人|电话|方式)|会上，?还)"
)
# 县住建局、县财政局负责人参加会议。
_ATTENDED = re.compile(r"^(?!由|请)(?:(?![要应须])[^。；：]){4,160}(?:参加|出席|列席)(?:了)?[^，。；]{0,6}会议?。?\|?$")
# After the list of a meeting's decisions it still urges everybody.
_URGES = re.compile(r"^会议(?:强调|要求|指出|认为|号召|最后)")


@dataclass(eq=False)
class Node:
    """A numbered paragraph with the unnumbered ones after it, and the numbered ones below it."""

    rank: int
    number: int
    body: list[SourceParagraph]
    children: "list[Node]" = field(default_factory=list)

    @property
    def heading(self) -> str:
        return unmarked(self.body[0].text)

    @cached_property
    def text(self) -> str:
        return unmarked(joined(with_stop(self.body)))

    @property
    def lines(self) -> tuple[int, int]:
        return self.body[0].lines[0], self.body[-1].lines[1]

    def leaves(self) -> "list[Node]":
        return [leaf for child in self.children for leaf in child.leaves()] if self.children else [self]

    def whole_body(self) -> list[SourceParagraph]:
        """Its own paragraphs and all below."""
        return [*self.body, *(line for child in self.children for line in child.whole_body())]


@dataclass(slots=True)
class Around:
    """`front` and `tail` are lines around the body, `preamble` prose that holds no items."""

    front: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)
    # The preamble where it still knows its lines.
    prose: list[SourceParagraph] = field(default_factory=list)


def read_nodes(lines: list[SourceParagraph], around: Around) -> list[Node]:
    """All numbered nodes in order; the lines before them go to front and preamble, those after to tail."""
    nodes: list[Node] = []
    is_open, is_attachment = True, False
    for at, line in enumerate(lines):
        rank, number = rank_of(line.text)
        if not rank and at + 1 < len(lines) and _heads_remarks(line.text, lines[at + 1].text):
            rank = 1
        if rank >= _INLINE and nodes and nodes[-1].rank < _INLINE and not opens_list(nodes[-1]):
            rank = 0
        is_attachment = line.text.startswith(("附件", "附：")) or (
            is_attachment and rank == 3 and "。" not in line.text and len(line.text) <= SHORT_HEADING
        )
        signs = is_foot(line.text) or _signs(line.text, lines[at + 1].text if at + 1 < len(lines) else "")
        if rank and not is_attachment and not signs:
            nodes.append(Node(rank, number, [_unmarked(line) if rank >= _INLINE else line]))
            is_open = True
        elif nodes and is_open and _waits_for_value(nodes[-1]) and not FOOT.match(line.text):
            nodes[-1].body.append(line)
        elif signs or is_attachment:
            (around.tail if nodes else around.front).append(line.text)
            is_open = not nodes
        elif nodes:
            is_open = is_open and _belongs(line.text, nodes[-1])
            if is_open:
                nodes[-1].body.append(line)
        else:
            _put_before(line, around)
    _drop_remark(nodes, around)
    return nodes


def _heads_remarks(text: str, below: str) -> bool:
    """下一步工作要求： without a number of its own, above 一是 or 1."""
    is_heading = len(text) <= _LONGEST_HEADING and not re.search("[，。；]", text.rstrip("。"))
    return is_heading and rank_of(below)[1] == 1 and _REMARKS.match(text) is not None


def _drop_remark(nodes: list[Node], around: Around) -> None:
    """Prose after the last item, where no other item of its kind has any, is the paper's last word."""
    peers = [node for node in nodes[:-1] if node.rank == nodes[-1].rank]
    most = max((len(node.body) for node in peers), default=0)
    if len(peers) < _FEWEST_PEERS or nodes[-1].rank < _PLAIN or most == 0:
        return
    last = nodes[-1]
    while len(last.body) > most and last.body[-1].text.endswith("。") and not _is_part(last.body[-1].text):
        around.preamble.append(last.body.pop().text)


def _is_part(text: str) -> bool:
    return bool(CIRCLED.match(text) or LABEL.search(text) or text[0] in "（【“")


def opens_list(node: Node) -> bool:
    """A heading 一、 by itself, or one below which it says that decisions follow: what comes next are matters and
    no parts of one."""
    heading = node.heading.rstrip("：")
    if len(heading) > SHORT_HEADING or re.search("[，；：。]", heading):
        return False
    if len(node.body) == 1:
        return node.rank < _PLAIN
    last = node.body[-1].text
    return last.endswith("：") and not LABEL.search(last) and not CIRCLED.match(last)


def _unmarked(line: SourceParagraph) -> SourceParagraph:
    """① and 一是 would be taken for parts of their own text."""
    return SourceParagraph(ORDERED.sub("", CIRCLED.sub("", line.text, count=1)), line.lines)


def _put_before(line: SourceParagraph, around: Around) -> None:
    if "。" in line.text or ("，" in line.text and line.text[-1] in "：，；"):
        around.preamble.append(line.text)
        around.prose.append(line)
    else:
        around.front.append(line.text)


def rank_of(text: str) -> tuple[int, int]:
    for pattern, rank in _RANKS:
        match = pattern.match(text)
        if match:
            groups = match.groupdict()
            words = groups.get("number") or groups.get("named") or ""
            return rank, number_of(words) if words else ord(match[0]) - ord("①") + 1
    boxed = BOXED.match(text)
    if boxed and section_from(boxed["words"], 0).state != "unknown":
        return 1, 0
    return (4, 0) if BULLET.match(text) else (0, 0)


def is_foot(text: str) -> bool:
    """Signature, date, distribution: where the body is over (or has not begun)."""
    return bool(FOOT.match(text) or AGENCY.match(text) or DATE_LINE.match(text))


def _signs(text: str, below: str) -> bool:
    """后勤保障处, with nothing but the day below it."""
    return bool(DATE_LINE.match(below)) and _SIGNATURE.match(text) is not None


def _waits_for_value(node: Node) -> bool:
    """二、责任单位, with the name on the next line"""
    return len(node.body) == 1 and column_kind(node.heading) is not None


def _belongs(text: str, node: Node) -> bool:
    """Lines after an item that are its sub-items, labels or words; not site chrome and remarks."""
    if _CLOSING.match(text) or _ATTENDED.match(text):
        return False
    if _URGES.match(text) and "，" in node.heading and node.heading[-1] in "。；）":
        return False
    is_bracket = text[0] in "（【" and text[-1] in "）】"
    if is_bracket or CIRCLED.match(text) or LABEL.match(text) or "。" in text or text[-1] in "；：”，":
        return True
    return node.rank < 3 and len(node.body) == 1 and not AGENCY.match(text) and "，" in text


def as_tree(nodes: list[Node]) -> list[Node]:
    """The roots; each node below the nearest one before it of a higher numbering."""
    _part_topics(nodes)
    order = _order(nodes)
    roots: list[Node] = []
    path: list[Node] = []
    for node in nodes:
        while path and order[path[-1].rank] >= order[node.rank]:
            path.pop()
        (path[-1].children if path else roots).append(node)
        path.append(node)
    return roots


def _part_topics(nodes: list[Node]) -> None:
    """（一） a topic, with (一) (二) for what was decided below each: the same numbering on two levels."""
    used = {node.rank for node in nodes}
    for rank in (1, 2):
        own = [node for node in nodes if node.rank == rank]
        topics = {id(node) for node in own if len(node.body) > 1 and opens_list(node)}
        begins = [(before, after) for before, after in pairwise(own) if id(before) in topics]
        if rank + 1 in used or len(topics) < _FEWEST_PEERS or id(own[0]) not in topics:
            continue
        if all(after.number == 1 and id(after) not in topics for _, after in begins):
            for node in own:
                node.rank += id(node) not in topics


def _order(nodes: list[Node]) -> dict[int, int]:
    """The place of each numbering, the highest first."""
    ranks = sorted({node.rank for node in nodes})
    for at in range(len(ranks) - 1):
        if _stands_above(ranks[at + 1], ranks[at], nodes):
            ranks[at], ranks[at + 1] = ranks[at + 1], ranks[at]
    return {rank: place for place, rank in enumerate(ranks)}


def _stands_above(lower: int, upper: int, nodes: list[Node]) -> bool:
    """`lower` runs on from one to the last while `upper` begins anew after each of its numbers."""
    runs = [node for node in nodes if node.rank in (lower, upper)]
    if not runs or runs[0].rank != lower:
        return False
    outer = [node.number for node in runs if node.rank == lower]
    begins = sum(after.rank == upper and after.number == 1 and before.rank == lower for before, after in pairwise(runs))
    return begins > 1 and 2 * begins >= len(outer) and outer == list(range(outer[0], outer[0] + len(outer)))
