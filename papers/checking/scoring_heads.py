"""What a reading says of the paper as a whole, and what it finds odd in it, judged against the truth.

A truth that does not tell one of these does not judge it; one that says null says there is none.
"""

import re
from collections.abc import Sequence
from typing import Any

from domain.papers.reading import ReadPaper, SumMismatch

HEADS = ("title", "meeting", "issue_number", "agency", "date", "claims")
_YEAR = re.compile(r"^\d{4}年")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PLACE = re.compile(r"第\d+[段行]")
# Numbers and dates are faults of their own; sums, shares and totals are told now one way, now the other.
_FAMILIES = {
    "missing_number": "number",
    "repeated_number": "number",
    "sub_number": "number",
    "heading_number": "number",
    "number": "number",
    "lost": "date",
    "date": "date",
    "deadline_before_meeting": "date",
}
_PARAGRAPH_LINES = 12


def read_heads(paper: ReadPaper | None) -> dict[str, str]:
    """Each field as words, "" where the reading has none."""
    if paper is None:
        return dict.fromkeys(HEADS, "")
    return {
        "title": paper.title,
        "meeting": paper.meeting,
        "issue_number": "" if paper.issue_number is None else str(paper.issue_number),
        "agency": paper.agency,
        "date": paper.paper_date.isoformat() if paper.paper_date else "",
        "claims": "" if paper.claimed_total is None else str(paper.claimed_total),
    }


def without_year(words: str) -> str:
    return _YEAR.sub("", words)


def told_anomalies(
    truths: Sequence[dict[str, Any]], found: Sequence[SumMismatch]
) -> tuple[int, list[SumMismatch], list[dict[str, Any]]]:
    """How many truths were found, what was made up, and what was missed; two findings may tell of one truth."""
    made_up = [one for one in found if not any(_tells(one, truth) for truth in truths)]
    missed = [truth for truth in truths if not any(_tells(one, truth) for one in found)]
    return len(truths) - len(missed), made_up, missed


def _tells(finding: SumMismatch, truth: dict[str, Any]) -> bool:
    """The same kind of fault, at the same place with a figure in common; without the place all figures count."""
    if _FAMILIES.get(finding.kind, "") != _FAMILIES.get(truth["kind"], ""):
        return False
    said = set(_NUMBER.findall(_PLACE.sub("", finding.sentence)))
    wanted = {number for words in truth.get("figures") or () for number in _NUMBER.findall(str(words))}
    common = wanted & said
    if _is_near(finding, truth.get("lines") or ()):
        return bool(common) or not wanted
    return bool(wanted) and common == wanted


def _is_near(finding: SumMismatch, lines: Sequence[int]) -> bool:
    """A finding names the first line of its paragraph."""
    return any(-1 <= line - first <= _PARAGRAPH_LINES for _, first in finding.places for line in lines)
