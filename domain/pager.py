"""Buttons in rows, and [上一页] [下一页] under a list that does not fit."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.notes import Choice, Rows

_BACK, _ON = "上一页", "下一页"


def in_rows(buttons: Sequence[Choice], count: int) -> Rows:
    """So many to a row."""
    return tuple(tuple(buttons[at : at + count]) for at in range(0, len(buttons), count))


def one_row(*buttons: Choice) -> Rows:
    return (buttons,)


def pager(page: int, leads_to: Callable[[int], Choice], *, more: bool) -> Rows:
    """One row, or none; `leads_to` is the button (without its label) that opens a page."""
    turns = [replace(leads_to(page - 1), label=_BACK)] if page > 0 else []
    turns += [replace(leads_to(page + 1), label=_ON)] if more else []
    return (tuple(turns),) if turns else ()
