"""Correct one field of one item of a paper that waits for its confirmation."""

import re
from dataclasses import replace
from datetime import date

from domain.dates import read_date
from domain.hygiene import clean
from domain.reading import ReadItem, ReadPaper
from domain.refusals import BadInput
from domain.texts import intake as texts

_NONE = ("无", "没有", "-")


def corrected(paper: ReadPaper, item: ReadItem, field: str, words: str, today: date) -> ReadPaper:
    """The paper with that item mended. Anomalies stay: they are about the source."""
    if field == "drop":
        return replace(paper, items=tuple(one for one in paper.items if one.position != item.position))
    mended = _mended(item, field, clean(words), paper.paper_date or today)
    return replace(
        paper, items=tuple(mended if one.position == item.position else one for one in paper.items)
    )


def _mended(item: ReadItem, field: str, words: str, today: date) -> ReadItem:
    if field == "state":
        return replace(item, state="in_progress" if item.state == "closed" else "closed")
    if field == "due":
        return _due(item, words, today)
    names = () if words in _NONE else tuple(part for part in re.split(r"[、，,；;\s]+", words) if part)
    if field == "resp":
        if not names:
            raise BadInput(texts.ASK_VALUE["resp"])
        return replace(item, responsible_units=names, open_list=False)
    if field == "coop":
        return replace(item, cooperating_units=names)
    return replace(item, lead_leaders=names)


def _due(item: ReadItem, words: str, today: date) -> ReadItem:
    if words in _NONE:
        return replace(item, deadline=None, deadline_text=None, long_term=False)
    reading = read_date(words, today)
    if reading.long_term:
        return replace(item, deadline=None, deadline_text=words, long_term=True)
    if reading.day is None:
        raise BadInput(texts.BAD_DATE.format(words=words[:20]))
    return replace(item, deadline=reading.day, deadline_text=words, long_term=False)
