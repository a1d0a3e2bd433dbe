"""What was mended in papers of one kind, applied to the next of that kind: which words are no item, which are one,
and what a label means that the reader does not know."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.dates.reading import find_dates
from domain.dates.workdays import WorkCalendar
from domain.hygiene import same_name_key
from domain.papers.mending import taken_in, unnumbered, without
from domain.papers.reading import ReadItem, ReadPaper
from domain.words import names_in

SKIP, TAKE = "skip", "take"
_ITEM, _LABEL = "item:", "label:"
# 第21次, 2026年, 第3期 tell one paper from the next of its kind, and nothing of the kind.
_OF_ONE = re.compile(r"[\d〇○零一二三四五六七八九十百]+(?=[次期号届批年月日季])|\d+")
_NOT_WORDS = re.compile(r"[\W_]+")
_SHAPE = 60
_LABELLED = re.compile(
    r"(?P<open>[（(\[【〔]?)(?P<label>[^\s，。；：:、（()）\[\]【】〔〕]{2,12})[：:]\s*"
    r"(?P<names>[^，。；;：:（()）\[\]【】〔〕\n]{1,120})(?P<close>[）)\]】〕]?)"
)
# As the reader calls them.
LABELLED_FIELDS = ("responsible_units", "cooperating_units", "lead_leaders", "deadline")
# Only the words are wanted of a day in a paper without one.
_NO_DAY = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Applied:
    """What was done to a paper by habit; `labels` are (label, field, items)."""

    skipped: int = 0
    taken: int = 0
    labels: tuple[tuple[str, str, int], ...] = ()


def kind_of(paper: ReadPaper) -> str:
    """The same for all papers of one office's kind: 会议纪要 of the 5th meeting and of the 6th."""
    words = "\n".join((paper.agency, paper.masthead or paper.title))
    plain = _NOT_WORDS.sub("", _OF_ONE.sub("", same_name_key(words)))
    return hashlib.sha256(plain.encode()).hexdigest()[:16]


def of_item(directive: str, verdict: str) -> tuple[str, str]:
    """The habit that words of this shape are an item, or none."""
    return _ITEM + _shape(directive), verdict


def of_label(label: str, field: str) -> tuple[str, str]:
    return _LABEL + label, field


def label_of(directive: str, names: Sequence[str]) -> str:
    """The label behind which just these names stand in the directive, or nothing."""
    for match in _LABELLED.finditer(directive):
        if names and set(names) <= set(names_in(match["names"])):
            return match["label"]
    return ""


def label_of_due(directive: str, said: str) -> str:
    """The label behind which the day stands that a person gave, or nothing."""
    told = (match for match in _LABELLED.finditer(directive) if said and said in match["names"])
    return next((match["label"] for match in told), "")


def _shape(directive: str) -> str:
    """已完成5项 and 已完成12项 are one shape."""
    return re.sub(r"\d+", "#", same_name_key(directive).rstrip("。；;，,"))[:_SHAPE]


def as_learned(paper: ReadPaper, habits: Mapping[str, str], why: str) -> tuple[ReadPaper, Applied]:
    """The paper as persons would mend it; `why` is said of what is left out. At least one item stays."""
    skipped = taken = 0
    for item in paper.items:
        if habits.get(_ITEM + _shape(item.directive)) == SKIP and len(paper.items) > 1:
            paper, skipped = without(paper, item.position, why), skipped + 1
    while (place := _wanted(paper, habits)) is not None:
        paper, taken = taken_in(paper, [place]), taken + 1
    paper, labels = _with_labels(paper, habits)
    return paper, Applied(skipped, taken, labels)


def _wanted(paper: ReadPaper, habits: Mapping[str, str]) -> int | None:
    for place, left in enumerate(paper.left_out):
        words = left.would_be.directive if left.would_be else unnumbered(left.text)
        if habits.get(_ITEM + _shape(words)) == TAKE:
            return place
    return None


def _with_labels(paper: ReadPaper, habits: Mapping[str, str]) -> tuple[ReadPaper, tuple[tuple[str, str, int], ...]]:
    told = []
    for key, field in habits.items():
        label = key.removeprefix(_LABEL)
        if label == key or field not in LABELLED_FIELDS:
            continue
        items = tuple(with_label(item, label, field, paper.paper_date) for item in paper.items)
        count = sum(after is not before for after, before in zip(items, paper.items, strict=True))
        paper = replace(paper, items=items)
        told += [(label, field, count)] if count else []
    return paper, tuple(told)


def with_label(item: ReadItem, label: str, field: str, day: date | None = None) -> ReadItem:
    """The item with the names behind the label, or of a paper of that `day` the limit, in that field, and without the
    label in its directive; the very same item where it has no such label, or something else there."""
    match = next((one for one in _LABELLED.finditer(item.directive) if one["label"] == label), None)
    if match is None:
        return item
    changed = (
        _due_behind(item, match["names"], day) if field == "deadline" else _names_behind(item, match["names"], field)
    )
    if changed is None:
        return item
    directive = (item.directive[: match.start()] + item.directive[match.end() :]).strip("，；; ")
    filled = replace(item, **changed, directive=directive or item.directive)
    return filled.settled(field)


def _names_behind(item: ReadItem, words: str, field: str) -> dict[str, Any] | None:
    names, before = tuple(names_in(words)), getattr(item, field)
    return None if before and set(before) != set(names) else {field: names}


def _due_behind(item: ReadItem, words: str, day: date | None) -> dict[str, Any] | None:
    if (item.deadline_text or "") not in words:
        return None
    if words.strip() == "长期":
        return {"deadline": None, "deadline_text": words, "long_term": True}
    found = [one.day for one in find_dates(words, day or _NO_DAY, WorkCalendar()) if one.day]
    return {"deadline": found[-1] if day else None, "deadline_text": words.strip()} if found else None
