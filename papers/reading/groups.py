"""各镇, 县直有关部门: names that stand for several units become those units when the office has told which."""

from collections.abc import Iterable
from dataclasses import replace

from domain.hygiene import same_name_key
from domain.papers.reading import ReadItem, ReadPaper, Roster


def expand_groups(paper: ReadPaper, roster: Roster | None) -> ReadPaper:
    if roster is None or not roster.groups:
        return paper
    members = {same_name_key(name): units for name, units in roster.groups}
    return replace(paper, items=tuple(_expanded(item, members) for item in paper.items))


def _expanded(item: ReadItem, members: dict[str, tuple[str, ...]]) -> ReadItem:
    """A unit that is responsible by itself does not cooperate as one of a group."""
    responsible = _units(item.responsible_units, members)
    cooperating = _units(item.cooperating_units, members)
    if responsible == item.responsible_units and cooperating == item.cooperating_units:
        return item
    return replace(
        item,
        responsible_units=responsible,
        cooperating_units=tuple(one for one in cooperating if one in item.cooperating_units or one not in responsible),
    )


def _units(names: Iterable[str], members: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    whole = (unit for name in names for unit in members.get(same_name_key(name), (name,)))
    return tuple(dict.fromkeys(whole))
