"""What does not add up in a paper, and what a person says of it: a slip of the paper, or nothing wrong."""

from collections.abc import Sequence

from domain.commands import Press
from domain.notes import Choice, Rows
from domain.papers.reading import Anomaly

VERDICTS = {"typo": "是笔误", "fine": "没有问题"}
_PRESSED = 3
# What the office completes in the item itself.
_OF_ITEMS = frozenset(
    {
        "no_unit",
        "open_list",
        "unknown_unit",
        "group",
        "two_spellings",
        "deadline_past",
        "deadline_before_meeting",
        "unsure_letters",
    }
)


def is_finding(one: Anomaly) -> bool:
    """Whether the paper itself may be wrong there: its figures, counts and numbers."""
    return one.kind not in _OF_ITEMS


def in_order(anomalies: Sequence[Anomaly]) -> list[tuple[int, Anomaly]]:
    """With their places: what waits for a verdict, what else is odd, what was judged."""
    placed = list(enumerate(anomalies))
    return sorted(placed, key=lambda pair: (bool(pair[1].verdict), not is_finding(pair[1])))


def mark(one: Anomaly) -> str:
    return f"（您说：{VERDICTS[one.verdict]}）" if one.verdict in VERDICTS else ""


def finding_rows(draft_id: int, version: int, anomalies: Sequence[Anomaly]) -> Rows:
    """[是笔误] [没有问题] for the first that nobody has judged, by their number in the list."""
    waiting = [place for place, one in in_order(anomalies) if is_finding(one) and not one.verdict]
    return tuple(
        tuple(
            Choice(f"{number} {words}", Press.PAPER_FINDING, draft_id, version, f"{place}.{verdict}")
            for verdict, words in VERDICTS.items()
        )
        for number, place in enumerate(waiting[:_PRESSED], 1)
    )


def said(verdict: str) -> str:
    return f"✏️ 已记下：{VERDICTS[verdict]}。"
