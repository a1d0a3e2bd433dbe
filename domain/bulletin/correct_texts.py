"""Sentences of a corrected issue."""

from collections.abc import Sequence
from datetime import date

from domain.bulletin.forms import edition_mark, long_date
from domain.bulletin.paragraphs import ProgressParagraph

NOT_PUBLISHED = "这份通报还没有发布，直接改写草稿即可。发 /bulletin，起草。"
NOTHING_CHANGED = "还没有改动任何一段。请先点【逐段改写】，再发布更正。"
STILL_LEAVING = "这一期还没有全部发到群里，发完后才能更正。请稍后再点；有待确认的请先确认。"
CORRECTED_MEANWHILE = "这一期刚被更正过。请发 /bulletin last，看最新一版。"
EMPTIED = "（更正后本条内容已并入上文。）"


def correction(day: date, places: Sequence[str]) -> str:
    """What stands at the head of the new edition."""
    return f"本期已于{long_date(day)}更正（{'、'.join(places)}），以本版为准。"


def title(masthead: str, issue_number: int | None, edition: int) -> str:
    return f"{masthead} 第{issue_number}期{edition_mark(edition)}"


def told(words: str, changed: Sequence[ProgressParagraph]) -> str:
    """For robots, which cannot change what they posted."""
    return "\n".join([words, *(f"{one.place} {one.label} {one.progress}" for one in changed)])


def published(issue_number: int | None, groups: int) -> str:
    return f"第{issue_number}期的更正版已发布，正在改动 {groups} 个领导群里的原消息，不另发。原版留存。"
