"""The outline of a paper: the tree of its numbers, and what each node is: heading, item, part, or left out.

The frame makes the items. Whatever is numbered below a heading, or stands numbered in a paper that says that
decisions, tasks or problems follow, is an item, whether or not its unit, leader or verb is known. What only tells,
counts or urges is left out, and listed with its place.
"""

import re
from dataclasses import dataclass, field, replace

from domain.papers import left_out_texts as why
from domain.papers import unreadable
from domain.papers.reading import LeftOut, ReadSection, Roster
from domain.papers.unreadable import UnreadablePaper
from papers.reading.duties import Duties, heading_duties, with_fields
from papers.reading.frame.agendas import part_agenda
from papers.reading.frame.blocks import listed_blocks
from papers.reading.frame.covers import part_annex, part_cover
from papers.reading.frame.decisions import DECIDED, begins_heard, is_topic
from papers.reading.frame.fields import fold_fields, with_known_labels
from papers.reading.frame.judging import (
    Judge,
    advises,
    heads_problems,
    how_far,
    is_bare,
    is_remark,
    names_first,
    only_counts,
    section_of,
    tells_only,
)
from papers.reading.frame.lead_ins import part_lead_ins
from papers.reading.frame.resolutions import is_spoken, resolved
from papers.reading.frame.tree import Around, Node, as_tree, opens_list, read_nodes
from papers.reading.frame.unnumbered import listed_matters
from papers.reading.items import OutlineEntry
from papers.reading.label_names import LABEL
from papers.reading.labels import take_labels
from papers.reading.layout import CIRCLED, SourceParagraph
from papers.reading.phrases import joined, unmarked
from papers.reading.prose.parts import told_of
from papers.reading.prose.problems import part_problems
from papers.reading.prose.reading import listed_in, prose_entries

BLOCK_LIMIT = 3000
# The paper says that what follows is to be done, or was.
_FRAME = re.compile(
    r"纪要|议定|决定|事项|任务|清单|台账|分解|分工|问题|实事|项目|要点|计划|措施|建议|提案|批示|督办|(?<!报告)(?<!情况)(?<!汇报)如下"
)
_NAMES_ONLY = re.compile(r"^(?:分别|具体|主要|依次)*(?:是|为|有|包括|如下)：$")
_MEETING = re.compile(r"纪要|召开|主持")
# 议定事项落实情况的通报 tells of each item what a meeting decided, and what was done.
_BULLETIN = re.compile(r"通报|督办|督查|(?:进展|落实|办理|完成)情况")
# Its chapters are prose, unless they hand out work.
_REPORT = re.compile(r"(?:总结|综述|述职|汇报|分析|解读)(?:材料|报告)?$", re.MULTILINE)
# 1. and what stands below it; 一、 and （一） may be headings.
_PLAIN = 3
_SHORT_TITLE = 12
_MOST_HANDED, _FEWEST_HANDED = 0.8, 4


@dataclass(slots=True)
class Outline(Around):
    """The paper's sections and items, and the lines around them."""

    sections: list[ReadSection] = field(default_factory=list)
    entries: list[OutlineEntry] = field(default_factory=list)
    # Whose the items of a section are, as its heading or the labels below that tell.
    duties: dict[int, Duties] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def read_outline(lines: list[SourceParagraph], roster: Roster | None = None) -> Outline:
    """UnreadablePaper when there are more numbered paragraphs than any paper has."""
    cover, enclosed = part_cover(part_lead_ins(lines))
    outline = Outline()
    around = Around()
    before = read_nodes(cover, around)
    outline.front, outline.preamble = [*around.front, *around.tail], around.preamble
    agenda, enclosed = part_agenda(enclosed)
    body, annex = part_annex(enclosed)
    body, behind_blocks = listed_blocks(body)
    body, behind_matters = listed_matters(body, roster)
    after = Around()
    nodes, behind = read_nodes(body, outline), read_nodes(annex, after)
    outline.preamble += [*behind_blocks, *behind_matters]
    outline.tail += [*after.front, *after.tail]
    if len(nodes) + len(before) + len(behind) > BLOCK_LIMIT:
        raise UnreadablePaper(unreadable.TOO_MANY.format(limit=BLOCK_LIMIT))
    judge = Judge(roster)
    problems, roots = part_problems(fold_fields(as_tree(nodes)), judge.is_assigned)
    walker = _Walker(outline, judge, roots)
    walker.walk()
    if not outline.entries:
        # Of a paper that lists nothing else, what is wrong or comes next is its list.
        walker.takes_remarks = True
        outline.left_out.clear()
        walker.walk()
    if not outline.entries:
        listed = prose_entries(outline.front, outline.prose, roster)
        outline.entries = [] if _are_chapters(listed, roots) else listed
    notice = [_left(node, why.OF_NOTICE) for node in before]
    topics = [LeftOut(line.lines, line.text, why.ONLY_HEARD) for line in agenda]
    around_body = [*notice, *topics, *(_left(node, why.PROBLEM) for node in problems), *outline.left_out]
    outline.left_out = [*around_body, *(_left(node, why.OF_ANNEX) for node in behind)]
    return outline


def _are_chapters(entries: list[OutlineEntry], roots: list[Node]) -> bool:
    """重点做好三方面工作：一是甲；二是乙；三是丙, with 一、甲 二、乙 三、丙 below: the paper's contents."""
    named = sum(any(entry.body[0].text in root.heading for root in roots) for entry in entries)
    return len(entries) > 1 and 2 * named > len(entries)


class _Walker:
    """Goes through the tree and puts sections, entries and what is left out into the outline."""

    def __init__(self, outline: Outline, judge: Judge, roots: list[Node]) -> None:
        self.outline, self.judge, self.roots = outline, judge, roots
        self.has_children = any(root.children and not self._holds_parts(root) for root in roots if root.rank < _PLAIN)
        self.takes_remarks = self.in_problems = self.tells_how_far = False
        self.section = self.tops = 0
        self.top_state = "unknown"
        leaves = [leaf for root in roots for leaf in root.leaves()]
        topics = sum(root.rank < _PLAIN and (is_topic(root) or begins_heard(root)) for root in roots)
        self.goes_by_topic = self.has_children or 2 * topics > len(roots)
        words = "\n".join([*outline.front, *outline.preamble[-2:]])
        self.is_meeting = bool(_MEETING.search(words))
        self.is_minutes = self.is_meeting and ("纪要" in words or not _BULLETIN.search(words))
        told = "\n".join([*outline.front, *map(_announcement, outline.preamble[-2:])])
        is_named = bool(_FRAME.search(told)) and not _REPORT.search("\n".join(outline.front))
        self.is_framed = is_named or any(judge.is_assigned(leaf) for leaf in leaves)
        handed = sum(judge.is_handed_out(leaf) for leaf in leaves)
        self.hands_out = handed >= max(_FEWEST_HANDED, _MOST_HANDED * len(leaves))

    def walk(self) -> None:
        for root in self.roots:
            self._take(root, is_top=True)

    def _take(self, node: Node, *, is_top: bool) -> None:
        if self._is_aside(node, is_top=is_top):
            self._leave_or_list(node, is_top=is_top)
        elif only_counts(node):
            self._open_heading(node, is_top=is_top)
            self._take_children(node)
        elif node.children and self._holds_parts(node):
            self._enter(node, node.body, node.children)
        elif node.children:
            self._open_heading(node, is_top=is_top)
            self._take_own_decision(node)
            self._take_children(node)
        else:
            self._take_leaf(node, is_top=is_top)

    def _take_own_decision(self, node: Node) -> None:
        """会议原则同意…方案。 before 会议就具体事项明确如下： and what is numbered below it."""
        if self.is_minutes and is_topic(node):
            told = resolved(Node(node.rank, 0, node.body), self.judge.roster)
            # An agreement by itself is but where the list below comes from.
            if told and DECIDED.search(told[0].text) and "，" in told[0].text:
                self._enter(Node(node.rank, 0, told), told)

    def _take_children(self, node: Node) -> None:
        before, self.tells_how_far = self.tells_how_far, self.tells_how_far or self._tells_how_far(node)
        lists = any(child.children for child in node.children)
        self.in_problems = self.takes_remarks and heads_problems(node)
        for child in node.children:
            if lists and _is_empty_heading(child) and not self.judge.is_assigned(child) and not only_counts(child):
                self._leave(child, why.ONLY_HEADING)
            else:
                self._take(child, is_top=False)
        self.tells_how_far = before

    def _tells_how_far(self, node: Node) -> bool:
        return how_far(node) and (not self.is_meeting or "整改" in node.heading)

    def _is_aside(self, node: Node, *, is_top: bool) -> bool:
        """总体要求, 保障措施; and beside a list in which all else is handed out, a part that hands out nothing."""
        leaves = node.leaves()
        if any(self.judge.is_handed_out(leaf) for leaf in leaves):
            return False
        if advises(node) and self.judge.hands_out_by_day(node):
            return False
        if is_remark(node):
            is_list = heads_problems(node) or any(map(self.judge.is_charged, leaves))
            return not (self.takes_remarks and advises(node) and is_list)
        if tells_only(node) and not node.children and not self.is_meeting:
            return True
        if any(self.judge.is_assigned(leaf) for leaf in leaves):
            return False
        is_unlike = is_top and bool(node.children) and self.hands_out
        return is_unlike or (tells_only(node) and not all(map(names_first, leaves)))

    def _holds_parts(self, node: Node) -> bool:
        """Whether what stands below are parts of one matter."""
        if len(node.body) > 1 and opens_list(node):
            return False
        own = self.judge.is_assigned(node)
        below = [self.judge.is_assigned(child) for child in node.children]
        if node.rank >= _PLAIN:
            return own or not is_bare(node) or not all(below)
        if own and self.judge.heads_units(node):
            return False
        return own and not any(below)

    def _take_leaf(self, node: Node, *, is_top: bool) -> None:
        told = resolved(node, self.judge.roster)
        if not told and self.judge.is_charged(node):
            told = node.body
        if is_bare(node) and (listed := self._untold(listed_in(node.body[1:]))):
            self._list(node, listed, is_top=is_top)
        elif self.judge.is_counted(node) or self.judge.counts_many(node):
            self._leave(node, why.ONLY_COUNTS)
        elif not told or self.judge.is_urging(node) or (self.is_minutes and self.judge.is_only_heard(node)):
            self._leave(node, why.ONLY_HEARD)
        elif not self.is_meeting and _is_chapter(node) and self.judge.is_advice(node):
            self._leave(node, why.REMARK)
        elif is_top and self.goes_by_topic and node.rank < _PLAIN:
            self._take_single(node, told, is_top=is_top)
        elif self._is_matter(node):
            self._enter(node, told if self._is_told(node) else node.body)
        else:
            self._leave(node, why.PROSE)

    def _take_single(self, node: Node, told: list[SourceParagraph], *, is_top: bool) -> None:
        """三、 without anything below where others have lists: its words are its only item."""
        self._open_heading(node, is_top=is_top)
        if self._is_told(node) or self.judge.is_assigned(node) or DECIDED.search(told[0].text):
            self._enter(Node(node.rank, 0, told), told)
        elif _is_empty_heading(node) and (len(node.heading) <= _SHORT_TITLE or node.heading.startswith("关于")):
            self._leave(node, why.ONLY_HEADING)
        elif self._is_matter(node):
            self._enter(node, node.body)
        else:
            self._leave(node, why.PROSE)

    def _is_told(self, node: Node) -> bool:
        """Whether of its words only what was decided is the matter."""
        is_heard = node.rank < _PLAIN and (is_topic(node) or begins_heard(node))
        return is_heard or (self.is_minutes and is_spoken(node))

    def _is_matter(self, node: Node) -> bool:
        """A heading with prose below it is a chapter of a report, but for papers that say that a list follows."""
        is_chapter = is_bare(node) and len(node.body) > 1 and not LABEL.match(node.body[1].text)
        return self.is_framed or not is_chapter or self.judge.is_assigned(node)

    def _enter(self, node: Node, body: list[SourceParagraph], below: list[Node] | None = None) -> None:
        parts = [(one.number or place, one.whole_body()) for place, one in enumerate(below or (), 1)]
        if not parts:
            body, parts = _measures(told_of(body) if self.tells_how_far else body)
        entry = OutlineEntry(max(self.section, 1), node.number or None, with_known_labels(body), parts)
        # What stands behind a problem's name tells where it was found, and not what was done.
        entry.is_whole = self.in_problems and not parts
        if parts:
            _give_back_labels(entry)
        self.outline.entries.append(entry)

    def _leave_or_list(self, node: Node, *, is_top: bool) -> None:
        """A chapter of prose that names matters one by one: 进度较慢的项目，一是…，二是…"""
        listed = [] if node.children else self._untold(listed_in(node.body))
        if listed:
            self._list(node, listed, is_top=is_top)
        else:
            self._leave(node, why.REMARK)

    def _untold(self, listed: list[OutlineEntry]) -> list[OutlineEntry]:
        """Without what the paper has listed before: 以下2件需加快推进：“…”，“…”"""
        told = "\n".join(unmarked(entry.body[0].text) for entry in self.outline.entries)
        return [entry for entry in listed if entry.body[0].text.strip("“”…") not in told]

    def _list(self, node: Node, listed: list[OutlineEntry], *, is_top: bool) -> None:
        self._open_heading(node, is_top=is_top)
        self.outline.entries += [replace(entry, section=max(self.section, 1)) for entry in listed]

    def _leave(self, node: Node, words: str) -> None:
        self.outline.preamble += [part.text for part in node.whole_body()]
        is_heading = bool(node.children) and is_bare(node)
        left = [] if is_heading else [_left(node, words)]
        self.outline.left_out += [*left, *(_left(leaf, words) for leaf in node.leaves() if leaf is not node)]

    def _open_heading(self, node: Node, *, is_top: bool) -> None:
        if is_top and (node.rank < _PLAIN or node.children):
            self._open(node, is_top=True)
            self.top_state = self.outline.sections[-1].state
        else:
            self._open_subsection(node)

    def _open_subsection(self, node: Node) -> None:
        """（一）已办结事项（3项） is a section; （一）工业方面 only a heading."""
        section = section_of(node, self.section)
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
        self._open(node, is_top=False)

    def _open(self, node: Node, *, is_top: bool) -> None:
        self.section += 1
        self.tops += is_top
        self.outline.sections.append(replace(section_of(node, self.section), top=self.tops))
        below = take_labels(joined(node.body[1:]))
        self.outline.duties[self.section] = with_fields(
            heading_duties(node.heading, self.judge.roster), below.fields, self.judge.roster
        )


def _announcement(words: str) -> str:
    """The clause that leads in to what follows; the sentence where that is but 分别是："""
    sentence = words.rstrip("。").rsplit("。", 1)[-1]
    clause = re.split("[，；]", sentence)[-1]
    return sentence if _NAMES_ONLY.match(clause) else clause


def _measures(body: list[SourceParagraph]) -> tuple[list[SourceParagraph], list[tuple[int, list[SourceParagraph]]]]:
    """工作举措： with ① ② on the lines below: these are the parts of the matter."""
    start = next((at for at, line in enumerate(body) if at and CIRCLED.match(line.text)), 0)
    label = next(
        (mark for mark in LABEL.finditer(body[start - 1].text) if not body[start - 1].text[mark.end() :]), None
    )
    if not start or label is None:
        return body, []
    parts: list[tuple[int, list[SourceParagraph]]] = []
    for line in body[start:]:
        if mark := CIRCLED.match(line.text):
            words = SourceParagraph(line.text[mark.end() :], line.lines)
            parts.append((ord(mark[0]) - ord("①") + 1, [words]))
        else:
            parts[-1][1].append(line)
    before = body[start - 1].text[: label.start()]
    kept = [SourceParagraph(before, body[start - 1].lines)] if before.strip() else []
    return [*body[: start - 1], *kept], parts


def _is_chapter(node: Node) -> bool:
    """A heading on a line of its own with prose below it."""
    return len(node.body) > 1 and not node.heading.endswith(("。", "；", "：", "，"))


def _is_empty_heading(node: Node) -> bool:
    return not node.children and len(node.body) == 1 and is_bare(node) and not node.text.endswith("。")


def _left(node: Node, words: str) -> LeftOut:
    return LeftOut(node.lines, joined(node.body), words)


def _give_back_labels(entry: OutlineEntry) -> None:
    """Labels on lines of their own after the last sub-item are the item's, if no other sub-item has any."""
    if any(LABEL.match(line.text) for _, body in entry.parts[:-1] for line in body):
        return
    number, body = entry.parts[-1]
    entry.body = [*entry.body, *(line for line in body if LABEL.match(line.text))]
    entry.parts[-1] = (number, [line for line in body if not LABEL.match(line.text)])
