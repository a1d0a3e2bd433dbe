"""[上一页] [下一页] under a list that does not fit."""

from collections.abc import Callable
from dataclasses import replace

from domain.notes import Choice, Rows

_BACK, _ON = "上一页", "下一页"


def pager(page: int, leads_to: Callable[[int], Choice], *, more: bool) -> Rows:
    """One row, or none; `leads_to` is the button (without its label) that opens a page."""
    turns = [replace(leads_to(page - 1), label=_BACK)] if page > 0 else []
    turns += [replace(leads_to(page + 1), label=_ON)] if more else []
    return (tuple(turns),) if turns else ()
