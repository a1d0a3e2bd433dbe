"""Numbered paragraphs with the lines that belong to them; what stands before and after them is the head and foot."""

import re
from dataclasses import dataclass, field

from domain.dates.words import number_of
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
    SECTION,
    SUBSECTION,
    SourceParagraph,
)
from papers.reading.phrases import joined, unmarked
from papers.reading.sections import SHORT_HEADING, section_from

_LEVELS = ((SECTION, 1), (SUBSECTION, 2), (NUMBERED, 3), (BRACKETED, 4))
# 下一步，请各责任单位…: the paper speaks to all again.
_CLOSING = re.compile(
    r"^(?:下一?步|下一?阶段|接下来|请|希望|要求)[^。]{0,12}?(?:各(?:责任|承办|有关|相关|牵头)?(?:单位|部门|镇|乡)|各地|督查[室办局])"
    r"|^(?:特此|以上情况|对上述)"
)
# After the list of a meeting's decisions it still urges everybody.
_URGES = re.compile(r"^会议(?:强调|要求|指出|认为|号召|最后)")


@dataclass(slots=True)
class OutlineBlock:
    """A numbered paragraph with the unnumbered ones after it."""

    level: int
    number: int
    body: list[SourceParagraph]

    @property
    def heading(self) -> str:
        return unmarked(self.body[0].text)

    @property
    def text(self) -> str:
        return unmarked(joined(self.body))


@dataclass(slots=True)
class Around:
    """`front` and `tail` are lines around the body, `preamble` prose that holds no items."""

    front: list[str] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)


def read_blocks(lines: list[SourceParagraph], outline: Around) -> list[OutlineBlock]:
    """All numbered blocks; the lines before them go to front and preamble, those after to tail."""
    blocks: list[OutlineBlock] = []
    is_open, is_attachment = True, False
    for line in lines:
        level, number = _level(line.text)
        is_attachment = line.text.startswith(("附件", "附：")) or (
            is_attachment and level == 3 and "。" not in line.text and len(line.text) <= SHORT_HEADING
        )
        if level and not is_attachment and not is_foot(line.text):
            blocks.append(OutlineBlock(level, number, [line]))
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
    boxed = BOXED.match(text)
    if boxed and section_from(boxed["words"], 0).state != "unknown":
        return 1, 0
    return (4, 0) if BULLET.match(text) else (0, 0)


def is_foot(text: str) -> bool:
    """Signature, date, distribution: where the body is over (or has not begun)."""
    return bool(FOOT.match(text) or AGENCY.match(text) or DATE_LINE.match(text))


def _belongs(text: str, block: OutlineBlock) -> bool:
    """Lines after an item that are its sub-items, labels or words; not site chrome and remarks."""
    if _CLOSING.match(text):
        return False
    if _URGES.match(text) and "，" in block.heading and block.heading[-1] in "。；）":
        return False
    is_bracket = text[0] in "（【" and text[-1] in "）】"
    if is_bracket or CIRCLED.match(text) or LABEL.match(text) or "。" in text or text[-1] in "；：”，":
        return True
    return block.level < 3 and len(block.body) == 1 and not AGENCY.match(text) and "，" in text
