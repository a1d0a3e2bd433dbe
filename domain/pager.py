"""Buttons in rows, and [上一页] [下一页] under a list that does not fit."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from domain.commands import PRESSES, Press
from domain.notes import Choice, Rows

_BACK, _ON = "上一页", "下一页"
_TO_LIST = "返回列表"
# Of callback_data, in bytes.
_ROOM = 64


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


def leading_back(rows: Rows, opens: Choice) -> Rows:
    """Each button that opens an item's card takes along which button (`opens`) shows the list again."""
    place = f"{opens.verb}.{opens.subject}.{opens.version}.{opens.extra}"

    def with_place(one: Choice) -> Choice:
        led = replace(one, extra=place)
        return led if one.verb is Press.ITEM and not one.extra and len(led.packed().encode()) <= _ROOM else one

    return tuple(tuple(with_place(one) for one in row) for row in rows)


def back_row(extra: str) -> Rows:
    """[返回列表] of what `leading_back` wrote, and nothing of anything else."""
    verb, *rest = extra.split(".", 3)
    if verb not in PRESSES or len(rest) != 3 or not (rest[0].isdecimal() and rest[1].isdecimal()):
        return ()
    return ((Choice(_TO_LIST, PRESSES[verb], int(rest[0]), int(rest[1]), rest[2]),),)
