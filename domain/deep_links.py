"""Buttons of a group that lead to the private chat: a group shows, what is done is done in private."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from domain.commands import Press
from domain.notes import Choice, Link, Links, Rows

T = TypeVar("T")

A_ROW = 4
AT_MOST = 8
_LABEL = re.compile(r"#(\d+(?:\.\d+)?)")
_PAYLOAD = re.compile(r"item_(\d{1,7}(?:_\d{1,3})?)")
_ISSUE = re.compile(r"bulletin_(\d{1,9})")


def payload_of(label: str) -> str:
    """What /start carries for "#37.1"; a payload has no point."""
    return f"item_{label.lstrip('#').replace('.', '_')}"


def label_in(payload: str) -> str:
    """The number that a payload names; "" for an invitation or anything else."""
    found = _PAYLOAD.fullmatch(payload)
    return found[1].replace("_", ".") if found else ""


def issue_link(label: str, bulletin_id: int) -> Link:
    """Opens an issue in private."""
    return Link(label, start=f"bulletin_{bulletin_id}")


def issue_in(payload: str) -> int | None:
    found = _ISSUE.fullmatch(payload)
    return int(found[1]) if found else None


def is_link(payload: str) -> bool:
    """From a button of ours, not an invitation."""
    return bool(label_in(payload)) or issue_in(payload) is not None


def item_links(labels: Iterable[str]) -> Links:
    """A button each, "#37"."""
    links = [Link(label, start=payload_of(label)) for label in list(labels)[:AT_MOST]]
    return tuple(tuple(links[at : at + A_ROW]) for at in range(0, len(links), A_ROW))


def for_group(rows: Rows) -> tuple[Rows, Links]:
    """Of an answer in a group: the buttons that open a card become links, the others stay."""
    kept = tuple(tuple(one for one in row if not _opens_card(one)) for row in rows)
    links = tuple(tuple(_link(one) for one in row if _opens_card(one)) for row in rows)
    return _filled(kept), _filled(links)


def _opens_card(choice: Choice) -> bool:
    return choice.verb is Press.ITEM and _LABEL.search(choice.label) is not None


def _link(choice: Choice) -> Link:
    found = _LABEL.search(choice.label)
    assert found is not None
    return Link(choice.label, start=payload_of(found[0]))


def _filled(rows: Sequence[tuple[T, ...]]) -> tuple[tuple[T, ...], ...]:
    return tuple(row for row in rows if row)
