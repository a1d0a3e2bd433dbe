"""How an open item goes, by facts alone: nobody is praised by default, and what lags is said with its reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.bulletin.forms import Sort, bare
from domain.bulletin.wording import Wording
from domain.dates.deadlines import SILENT_DAYS
from domain.hygiene import cut

# How much of a directive still tells which item it is.
_NAMED = 40


# In the order in which they are printed.
SORTS_OF_ITEMS = (Sort.CLOSED, Sort.OPEN, Sort.ADVANCED, Sort.GOING, Sort.URGENT)


class PrintedItem(Protocol):
    """`urgent` is what lags, `going` what neither lags nor has told of progress."""

    @property
    def directive(self) -> str: ...
    @property
    def units(self) -> tuple[str, ...]: ...
    @property
    def closed(self) -> bool: ...
    @property
    def overdue_days(self) -> int: ...
    @property
    def still_days(self) -> int: ...
    @property
    def urgent(self) -> bool: ...
    @property
    def going(self) -> bool: ...


def sort_of(item: PrintedItem, wording: Wording) -> Sort:
    """Under which heading it stands; preamble, sections and 工作要求 go by this alone."""
    if item.closed:
        return Sort.CLOSED
    if not wording.splits_open:
        return Sort.OPEN
    if item.urgent:
        return Sort.URGENT
    return Sort.GOING if item.going else Sort.ADVANCED


def lags(item: PrintedItem) -> bool:
    return not item.closed and bool(item.overdue_days or item.urgent)


@dataclass(frozen=True, slots=True)
class SlowItem:
    """An open item that lags: overdue, at rest for too long, or judged slow."""

    directive: str
    units: Sequence[str]
    overdue_days: int = 0
    still_days: int = 0

    @property
    def why(self) -> str:
        if self.overdue_days:
            return f"已逾期{self.overdue_days}天"
        return f"已{self.still_days}天没有新进展" if self.still_days >= SILENT_DAYS else "需加快推进落实"


def slow_items(items: Iterable[PrintedItem]) -> list[SlowItem]:
    return [SlowItem(one.directive, one.units, one.overdue_days, one.still_days) for one in items if lags(one)]


def demands(lagging: Sequence[SlowItem], wording: Wording) -> tuple[str, ...]:
    """The paragraphs of 工作要求: what lags is named once under its units, then what is asked of everybody."""
    asked = "各责任单位要对照办理时限，压实责任，加快推进，及时反馈进展。"
    if not lagging:
        return (asked,)
    by_units: dict[tuple[str, ...], list[SlowItem]] = {}
    for one in lagging:
        by_units.setdefault(tuple(one.units), []).append(one)
    named = "；".join(_of_units(units, own) for units, own in by_units.items())
    return (f"督查发现，以下{len(lagging)}{wording.measure}需加快推进：{named}。", asked)


def _of_units(units: Sequence[str], own: Sequence[SlowItem]) -> str:
    who = f"{'、'.join(units)}负责的" if units else ""
    return who + "，".join(f"“{cut(bare(one.directive), _NAMED)}”{one.why}" for one in own)
