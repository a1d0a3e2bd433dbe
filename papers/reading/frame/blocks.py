"""Matters without numbers, each a block of labelled fields: 问题描述：… 责任部门：…, 【点位】…【整改要求】….

Each block is written anew in the form of a list, the matter behind ● and its fields behind labels that are known, and
is then read as any list is.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from papers.reading.frame.labelled import ABOUT, ENDS, Field, Label, composed, label_at, named
from papers.reading.frame.tree import is_foot, rank_of
from papers.reading.label_names import LABEL
from papers.reading.layout import AGENCY, SourceParagraph
from papers.reading.phrases import unnumbered
from papers.reading.sections import section_from
from papers.reading.tables.columns import column_kind
from papers.reading.units import looks_like_unit

_MATTER = {"directive", ABOUT}
_TELLS = {"responsible", "due", "leads", "progress", "state"}
_LONG = {"directive", "progress", ABOUT, "other"}
_FEWEST = 2
_LIST_RANK = 3
_SHORT_HEADING = 20
_CONTENT = re.compile(r"(?:内容|规模|概况|目标)$")
# 责任 | 科室: the two halves of a name of a column.
_SHORTEST_CELL = 2


@dataclass(slots=True)
class _Block:
    first: int
    fields: list[tuple[Label, list[SourceParagraph]]] = field(default_factory=list)
    end: int = 0

    @property
    def kinds(self) -> set[str]:
        return {label.kind for label, lines in self.fields if lines}


def listed_blocks(lines: list[SourceParagraph]) -> tuple[list[SourceParagraph], list[str]]:
    """The lines with each block as a matter of a list; and what stood between or behind the blocks."""
    whole, lines = lines, _unfolded(lines)
    blocks = _with_names(_matters(lines), lines)
    if not blocks:
        return whole, []
    out = list(lines[: blocks[0].first])
    asides: list[str] = []
    for at, block in enumerate(blocks):
        out += _as_listed(block)
        end = blocks[at + 1].first if at + 1 < len(blocks) else len(lines)
        for line in lines[block.end : end]:
            if rank_of(line.text)[0] or is_foot(line.text):
                out.append(line)
            else:
                asides.append(line.text)
    return out, asides


def spans_of_blocks(lines: list[SourceParagraph]) -> list[tuple[int, int]]:
    """The lines of the paper that its blocks take up."""
    lines = _unfolded(lines)
    return [(lines[one.first].lines[0], lines[one.end - 1].lines[1]) for one in _matters(lines)]


def _matters(lines: list[SourceParagraph]) -> list[_Block]:
    labels = _labels(lines)
    opener = _opener(lines, labels)
    return [one for one in _blocks(lines, labels, opener) if _is_matter(one)] if opener else []


def _unfolded(lines: list[SourceParagraph]) -> list[SourceParagraph]:
    """项目名称：… 责任单位：… 完成时限：… on one line, a line each."""
    out: list[SourceParagraph] = []
    for line in lines:
        label = label_at(line.text)
        starts: list[int] = []
        if label and label.is_marked and label.kind in _MATTER:
            head = line.text.index(label.name) + len(label.name)
            starts = [mark.start() for mark in LABEL.finditer(line.text) if mark.start() > head]
        for first, last in pairwise([0, *starts, len(line.text)]):
            part = line.text[first:last]
            out.append(SourceParagraph(part.rstrip("；，、 ") if last < len(line.text) else part, line.lines))
    return out


def _labels(lines: list[SourceParagraph]) -> dict[int, Label]:
    """By line. A name without a mark is a label where others have marks or it comes with words below it."""
    found = {at: label for at, line in enumerate(lines) if (label := label_at(line.text))}
    marked = {label.name for label in found.values() if label.is_marked}
    bare = [at for at, label in found.items() if not label.is_marked]
    alone = {at for at in bare if at + 1 in found or at + 1 == len(lines)}
    kinds = {found[at].kind for at in bare if at not in alone}
    names_unit = any(_is_unit_at(lines, at + 1) for at in bare if found[at].kind == "responsible" and at not in alone)
    counts = bool(kinds & _MATTER) and names_unit and len(kinds) > _FEWEST
    kept = [at for at in bare if at not in alone and (counts or found[at].name in marked)]
    return {at: label for at, label in found.items() if label.is_marked or at in kept}


def _is_unit_at(lines: list[SourceParagraph], at: int) -> bool:
    first = re.split("[、，；]", lines[at].text.rstrip("。"))[0]
    return len(first) > _SHORTEST_CELL and looks_like_unit(first) and column_kind(first) is None


def _opener(lines: list[SourceParagraph], labels: dict[int, Label]) -> str | None:
    """The name of the field that begins each block: the first that says what it is about, below no number."""
    counts = Counter(label.name for label in labels.values())
    for at, label in sorted(labels.items()):
        if label.kind not in _MATTER:
            continue
        # 承办单位：… may stand over 督办事项：….
        while at - 1 in labels and counts[labels[at - 1].name] == counts[label.name]:
            at -= 1
        label = labels[at]
        above = next((line for line in reversed(lines[:at]) if not is_foot(line.text)), None)
        rank = rank_of(above.text)[0] if above and not label.number else 0
        if rank >= _LIST_RANK or (rank and above and not _heads_blocks(unnumbered(above.text))):
            return None
        return label.name
    return None


def _heads_blocks(heading: str) -> bool:
    """存在问题及整改情况, 已办结, 县水利局: a heading over matters and no matter itself."""
    is_state = section_from(heading, 0).state != "unknown"
    return column_kind(heading) not in (None, "directive") or is_state or looks_like_unit(heading)


def _with_names(blocks: list[_Block], lines: list[SourceParagraph]) -> list[_Block]:
    """滨河路改造工程 on a line over 建设内容：… names what each block is about."""
    above = [lines[one.first - 1] for one in blocks if one.first]
    is_content = all(_CONTENT.search(one.fields[0][0].name) for one in blocks)
    if len(above) < len(blocks) or len(blocks) < _FEWEST or not is_content or not all(map(_is_name, above)):
        return blocks
    for block, line in zip(blocks, above, strict=True):
        block.fields.insert(0, (named("项目名称", kind="directive"), [line]))
        block.first -= 1
    return blocks


def _is_name(line: SourceParagraph) -> bool:
    is_plain = not rank_of(line.text)[0] and label_at(line.text) is None and not is_foot(line.text)
    return is_plain and len(line.text) <= _SHORT_HEADING and not re.search("[，。；：]", line.text)


def _blocks(lines: list[SourceParagraph], labels: dict[int, Label], opener: str) -> list[_Block]:
    blocks: list[_Block] = []
    for at, line in enumerate(lines):
        label = labels.get(at)
        if label and label.name == opener:
            blocks.append(_Block(at))
        if not blocks:
            continue
        block = blocks[-1]
        if label and (block.end in (0, at) or label.name == opener):
            value = [SourceParagraph(label.value, line.lines)] if label.value else []
            block.fields.append((label, value))
            block.end = at + 1
        elif block.end == at and _goes_on(block, line.text, labels.get(at + 1), opener):
            block.fields[-1][1].append(line)
            block.end = at + 1
    return blocks


def _goes_on(block: _Block, text: str, following: Label | None, opener: str) -> bool:
    """Whether a line belongs to the field above it; a short one over the next block is its heading."""
    label, lines = block.fields[-1]
    if not lines and AGENCY.match(text):
        return True
    if ENDS.match(text) or is_foot(text):
        return False
    if following and following.name == opener and len(text) <= _SHORT_HEADING and not re.search("[，。；：]", text):
        return False
    rank, first = rank_of(text)[0], rank_of(lines[0].text)[0] if lines else 1
    if rank and (not first or rank < first):
        return False
    return label.kind in _LONG or not lines


def _is_matter(block: _Block) -> bool:
    kinds = block.kinds
    names = Counter(label.name for label, lines in block.fields if lines)
    return bool(kinds & _MATTER) and bool(kinds & _TELLS) and len(names) >= _FEWEST


def _as_listed(block: _Block) -> list[SourceParagraph]:
    numbers = [lines[0].text for label, lines in block.fields if lines and label.kind == "number"]
    number = block.fields[0][0].number or (int(numbers[0]) if numbers and re.fullmatch(r"\d{1,3}", numbers[0]) else 0)
    told = composed([Field(label, tuple(lines)) for label, lines in block.fields if lines])
    mark = f"{number}、" if number else "●"
    return [SourceParagraph(f"{mark}{one.text}" if at == 0 else one.text, one.lines) for at, one in enumerate(told)]
