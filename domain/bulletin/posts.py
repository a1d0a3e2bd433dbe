"""A bulletin for a phone: the summary under its picture, and the text folded up where one message holds it.

A group gets at most three messages whatever the size: summary, file, text; a text that is longer stands in the file.
Telegram takes 4096 UTF-16 units a message and 1024 under a picture (docs/reliability.md, rule 14).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.bulletin import bulletin_texts as texts
from domain.bulletin.forms import as_of, issue_line, long_date, no_change, percent
from domain.bulletin.making import delta_lines
from domain.bulletin.scopes import BulletinScope
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot, body, entry_text
from domain.dates.reading import say_date
from domain.deep_links import item_links
from domain.gist import brief
from domain.hygiene import utf16_length
from domain.notes import Links

PART_LIMIT = 3900
CAPTION_LIMIT = 1000
PAGE_LIMIT = 1500
_TITLE_ROOM = 120
_SENTENCES = re.compile(r"[^。；\n]*[。；\n]?")


@dataclass(frozen=True, slots=True)
class Post:
    """`folded` is opened by a tap."""

    title: str
    text: str
    links: Links = ()
    folded: str = ""


def summary_post(bulletin: BulletinSnapshot, mark: str = "") -> Post:
    """`mark` such as "（补发）" follows the title."""
    title = f"{post_title(bulletin)}{mark}"
    room = CAPTION_LIMIT if bulletin.has_picture else PART_LIMIT
    text = summary(bulletin, room - utf16_length(title) - 1)
    return Post(title, text, item_links(entry.label for entry in _late(bulletin)))


def text_post(bulletin: BulletinSnapshot, mark: str = "") -> Post | None:
    """None for a text that no message holds."""
    title = f"{post_title(bulletin)}{mark}{texts.WHOLE_TEXT}"
    whole = "\n".join(blocks(bulletin))
    return Post(title, "", folded=whole) if utf16_length(title) + 1 + utf16_length(whole) <= PART_LIMIT else None


def post_title(bulletin: BulletinSnapshot) -> str:
    return f"{bulletin.masthead} {issue_line(bulletin.issue_number, bulletin.edition)}"


def _late(bulletin: BulletinSnapshot) -> list[BulletinEntry]:
    """The longest first."""
    return sorted((entry for entry in bulletin.entries if entry.overdue_days), key=lambda entry: -entry.overdue_days)


def bulletin_pages(bulletin: BulletinSnapshot) -> tuple[str, ...]:
    """The whole text in pages for a preview on a phone."""
    return tuple(_packed(blocks(bulletin), PAGE_LIMIT))


def summary(bulletin: BulletinSnapshot, room: int = PART_LIMIT - _TITLE_ROOM) -> str:
    """Counts, change, newly closed, overdue with units, due within a week."""
    lines = [
        *([bulletin.correction] if bulletin.correction else []),
        bulletin.title,
        *(_compared(bulletin) if bulletin.scope == BulletinScope.COMPARISON else _told(bulletin)),
    ]
    return cut_lines(lines, room)


def _compared(bulletin: BulletinSnapshot) -> list[str]:
    """The red and the black list: who is on them."""
    until = as_of(bulletin.as_of)
    return [until, *(line for one in bulletin.sections for line in ("", one.heading, *one.lines))]


def _told(bulletin: BulletinSnapshot) -> list[str]:
    measure, places = bulletin.wording.measure, bulletin.wording.decimals
    closed, total = bulletin.closed, bulletin.total
    open_count = total - closed
    lines = [f"{as_of(bulletin.as_of)}，共{total}{measure}"]
    if bulletin.scope != BulletinScope.OPEN:
        lines.append(f"✅ {bulletin.wording.closed}{closed}{measure}（{percent(closed, total, decimals=places)}）")
        lines.append(f"🔄 正在推进{open_count}{measure}（{percent(open_count, total, decimals=places)}）")
    lines += [*([no_change(bulletin.period_word)] if bulletin.is_quiet else []), *delta_lines(bulletin)]
    week = timedelta(days=7)
    day = bulletin.as_of
    fresh = [entry for entry in bulletin.entries if entry.closed_on and day - week < entry.closed_on <= day]
    late = _late(bulletin)
    due = [
        entry
        for entry in bulletin.entries
        if not entry.closed and entry.deadline and day <= entry.deadline <= day + week
    ]
    lines += _list("本周办结", [_short(entry) for entry in fresh], measure)
    lines += _list(
        "逾期", [f"{_short(entry)}（{_units(entry)}，逾期{entry.overdue_days}天）" for entry in late], measure
    )
    return lines + _list(
        "未来七天到期", [f"{_short(entry)}（{_units(entry)}，{_deadline(entry, bulletin)}）" for entry in due], measure
    )


def _deadline(entry: BulletinEntry, bulletin: BulletinSnapshot) -> str:
    assert entry.deadline is not None
    return say_date(entry.deadline, bulletin.as_of)


def _short(entry: BulletinEntry) -> str:
    return f"{entry.label} {brief(entry.directive, 40)}"


def _units(entry: BulletinEntry) -> str:
    return "、".join(entry.units) or "未明确单位"


def _list(name: str, lines: Sequence[str], measure: str) -> list[str]:
    return ["", f"{name}（{len(lines)}{measure}）", *(f"· {line}" for line in lines)] if lines else []


def cut_lines(lines: Sequence[str], limit: int) -> str:
    """Whole lines up to the limit, then how many are missing."""
    kept: list[str] = []
    room = limit - 30
    for place, line in enumerate(lines):
        room -= utf16_length(line) + 1
        if room < 0:
            return "\n".join([*kept, f"……另有{len(lines) - place}行，见正文"])
        kept.append(line)
    return "\n".join(kept)


def blocks(bulletin: BulletinSnapshot) -> Iterator[str]:
    yield "\n".join(one for one in (bulletin.title, bulletin.correction, bulletin.preamble) if one)
    # A heading stays with what follows it.
    headings: list[str] = []
    for style, one in body(bulletin):
        if style == "section" and headings:
            yield "\n".join(headings)
            headings = []
        words = one if isinstance(one, str) else entry_text(one)
        headings.append(words)
        if style == "item":
            yield "\n".join(headings)
            headings = []
    if headings:
        yield "\n".join(headings)
    yield "\n".join(_end(bulletin))


def _end(bulletin: BulletinSnapshot) -> Iterator[str]:
    yield bulletin.agency
    yield long_date(bulletin.written_on)
    if bulletin.send_to:
        yield f"发送：{'，'.join(bulletin.send_to)}。"
    if bulletin.copy_to:
        yield f"抄送：{'，'.join(bulletin.copy_to)}。"


def _packed(pieces: Iterator[str], limit: int) -> Iterator[str]:
    """As many blocks to a part as fit; a block that alone is too long is split between sentences."""
    part: list[str] = []
    size = 0
    for piece in (piece for block in pieces for piece in _fitting(block, limit)):
        length = utf16_length(piece) + 1
        if part and size + length > limit:
            yield "\n".join(part)
            part, size = [], 0
        part.append(piece)
        size += length
    if part:
        yield "\n".join(part)


def _fitting(block: str, limit: int) -> Iterator[str]:
    if utf16_length(block) < limit:
        yield block
        return
    piece = ""
    for sentence in _SENTENCES.findall(block):
        for words in _slices(sentence, limit - 1):
            if utf16_length(piece) + utf16_length(words) >= limit:
                if piece.strip("\n"):
                    yield piece.strip("\n")
                piece = ""
            piece += words
    if piece.strip("\n"):
        yield piece.strip("\n")


def _slices(sentence: str, limit: int) -> Iterator[str]:
    """A sentence without an end in sight is cut where it must be, never inside a character."""
    while utf16_length(sentence) > limit:
        size = limit // 2
        yield sentence[:size]
        sentence = sentence[size:]
    yield sentence
