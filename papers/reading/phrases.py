"""The words of one item: its number, its quotes, where its parts and its progress begin."""

import re
import unicodedata

from papers.reading.frame.numbering import CHINESE
from papers.reading.label_names import LABEL
from papers.reading.layout import BOXED, BRACKETED, BULLET, CIRCLED, NUMBERED, SECTION, SUBSECTION, SourceParagraph

OPENING, CLOSING = "“", "”"
# The sentence after this one tells what was done.
_TOLD = re.compile(
    r"^(?:目前|截至|截止|现已|当前|进展|已[^经]|该(?:项|工作)|正在|尚[未有]|[一二三四]季度|上半年|今年以来|\d+月)"
)
# 由…负责, 要…, 确保…: the sentence still orders.
_ORDERS = re.compile(
    r"^(?:(?:该)?(?:项目|工程)?由|请|要|责成|[一二三四五六]是|同时|并|各|确保|力争|进一步|加快|切实|继续|同意|原则同意|会议)|^[^，。；]{2,40}(?:牵头|负责|配合)(?:，|。|$)"
)
_DONE_WORDS = re.compile(r"已|了|过|完成率|正在|尚未|%|累计")
_MARKS = (NUMBERED, BRACKETED, SUBSECTION, SECTION, BULLET)
_INLINE = re.compile(r"（\d{1,2}）")
_NUMBERED_WITHIN = re.compile(r"(?<=[。；：])(\d{1,2})[.．、](?!\d)")
_ORDERED = re.compile(rf"([{CHINESE}])是(?!否)")
# A heading on a line of its own is not longer.
_LONGEST_LINE = 30
_FRAME = re.compile(r"^会议(?:议定|决定|明确|确定|要求)[，：]")


def joined(body: list[SourceParagraph]) -> str:
    """Paragraphs as one text; a label on a line of its own does not run into the words before it."""
    text = ""
    for paragraph in body:
        is_parted = not text or text[-1] in "。；：，、！？" or not LABEL.match(paragraph.text)
        text += paragraph.text if is_parted else f"；{paragraph.text}"
    return text


def with_stop(body: list[SourceParagraph], mark: str = "。") -> list[SourceParagraph]:
    """A heading on a line of its own does not run into the prose below it, from which `mark` parts it."""
    first, *rest = body
    is_bare_line = (
        first.text.count("（") == first.text.count("）")
        and not re.search("[。；：，、！？”\\d]$", first.text)
        and len(first.text) <= _LONGEST_LINE
    )
    if not rest or not is_bare_line or LABEL.match(rest[0].text) or rest[0].text[0] in "（【①，。；：、":
        return body
    stop = "：" if any(LABEL.search(line.text) for line in rest) else mark
    return [SourceParagraph(f"{first.text}{stop}", first.lines), *rest]


def unnumbered(text: str) -> str:
    for mark in _MARKS:
        if mark.match(text):
            return mark.sub("", text, count=1).strip()
    boxed = BOXED.match(text)
    return boxed["words"] if boxed else text


def unmarked(text: str) -> str:
    """Without its number, and without the 会议议定， of minutes."""
    return _FRAME.sub("", unnumbered(text), count=1)


def split_parts(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The words before ① (or an inline （1）), and number and words of each part. A mark is one when it
    follows the former, as 由①甲 does not."""
    for pattern in (CIRCLED, _INLINE):
        marks = [mark for mark in pattern.finditer(text) if _starts_part(text, mark.start())]
        numbers = [_part_number(mark[0]) for mark in marks]
        if marks and (pattern is CIRCLED or (len(marks) > 1 and numbers == [*range(1, len(marks) + 1)])):
            ends = [*(mark.start() for mark in marks[1:]), len(text)]
            parts = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
            return text[: marks[0].start()], list(zip(numbers, parts, strict=True))
    return _split_orders(text)


def split_numbered(text: str) -> tuple[str, list[tuple[int, str]]]:
    """关于市场搬迁。1.由县甲局…；2.由县乙局…: numbers from 1 on, each behind a stop."""
    marks = list(_NUMBERED_WITHIN.finditer(text))
    is_run = [int(mark[1]) for mark in marks] == [*range(1, len(marks) + 1)]
    # What is wrong：1.…；2.… is one matter with all that is done about it.
    if len(marks) < 2 or not is_run or text[marks[0].start() - 1] != "。":
        return text, []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return text[: marks[0].start()], list(enumerate(parts, 1))


def _split_orders(text: str) -> tuple[str, list[tuple[int, str]]]:
    """重点做好以下工作：一是…；二是…; a 一是 that comes after the first sentence or quote tells of something else."""
    marks = [mark for mark in _ORDERED.finditer(text) if _starts_part(text, mark.start())]
    before = text[: marks[0].start()] if marks else ""
    is_told = "。" in before or (before.startswith(OPENING) and closing_of(before) is not None)
    if (
        len(marks) < 2
        or is_told
        or (before and before[-1] not in "：，")
        or [mark[1] for mark in marks] != [*CHINESE[: len(marks)]]
    ):
        return text, []
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True)]
    return before, list(enumerate(parts, 1))


def _part_number(mark: str) -> int:
    return int(mark.strip("（）")) if mark.startswith("（") else int(unicodedata.numeric(mark))


def _starts_part(text: str, place: int) -> bool:
    return place == 0 or text[place - 1] in "：；。”，、:;"


def balanced(words: str) -> str:
    """Without a closing quote that belongs to the whole item."""
    while words.endswith(CLOSING) and words.count(CLOSING) > words.count(OPENING):
        words = words[:-1].rstrip("；。，")
    return words


def progress_start(text: str) -> int:
    """Where the directive ends: at its first full stop, unless the next sentence still orders."""
    place = first_outside(text, "。")
    while place < len(text):
        rest = text[place + 1 :]
        following = rest[: first_outside(rest, "。")]
        is_order = _ORDERS.match(following) and not _TOLD.match(following) and not _DONE_WORDS.search(following)
        if not following or not is_order:
            return place
        place += 1 + len(following)
    return place


def unmatched_close(text: str) -> int | None:
    depth = 0
    for place, char in enumerate(text):
        depth += (char == OPENING) - (char == CLOSING)
        if depth < 0:
            return place
    return None


def first_outside(text: str, marks: str) -> int:
    depth = 0
    for place, char in enumerate(text):
        depth += (char in "“《（") - (char in "”》）")
        if char in marks and depth <= 0:
            return place
    return len(text)


def split_outside(text: str, marks: str) -> list[str]:
    """The pieces between marks that stand in no quotes or brackets; behind the last mark nothing is no piece."""
    pieces: list[str] = []
    while text:
        end = first_outside(text, marks)
        pieces.append(text[:end])
        text = text[end + 1 :]
    return pieces


def is_closed(text: str) -> bool:
    """Whether as many quotes and brackets close as open."""
    return all(text.count(pair[0]) == text.count(pair[1]) for pair in ("“”", "（）", "《》"))


def closing_of(text: str) -> int | None:
    depth = 0
    for place, char in enumerate(text):
        depth += (char == OPENING) - (char == CLOSING)
        if char == CLOSING and depth == 0:
            return place
    return None
