"""The unit that a name means, for every door: found by one rule, else asked about, never silently made."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.hygiene import clean
from domain.items import assign_texts
from domain.office import units_texts as texts
from domain.office.people import Actor
from domain.office.units import KnownUnit, UnitDirectory, UnitMatch
from domain.papers.ledger_words import is_name
from domain.refusals import BadInput, NotFound, TooLate
from domain.words import names_in
from storage.office import units
from storage.tables import Unit
from storage.tx import Tx


def typed_names(words: str) -> list[str]:
    """Each once, in order; BadInput for what cannot be a unit's name."""
    names = names_in(clean(words))
    for name in names:
        if not is_name(name):
            raise BadInput(assign_texts.BAD_UNIT.format(name=name[:20]))
    return names


@dataclass(frozen=True, slots=True)
class FoundUnits:
    """What names mean: the units in order, each once, up to the first name (`open_at`) that is not sure."""

    units: tuple[KnownUnit, ...]
    open_at: int = -1
    match: UnitMatch | None = None


def found_in(book: UnitDirectory, names: Sequence[str]) -> FoundUnits:
    """BadInput for a unit that is closed: it takes nothing new."""
    found: dict[int, KnownUnit] = {}
    for place, name in enumerate(names):
        match = book.look_up(name)
        if not match.is_sure:
            return FoundUnits(tuple(found.values()), place, match)
        if match.closed is not None:
            raise BadInput(texts.CLOSED.format(name=match.closed.name))
        found |= {unit.unit_id: unit for unit in match.units}
    return FoundUnits(tuple(found.values()))


async def units_found(tx: Tx, names: Sequence[str]) -> FoundUnits:
    return found_in(await units.directory(tx), names)


async def unit_meant(tx: Tx, name: str) -> KnownUnit:
    """One unit and no group; NotFound shows what is near."""
    match = (await units.directory(tx)).look_up(name)
    if len(match.units) != 1 or match.is_group:
        raise NotFound(not_found(match))
    if match.closed is not None:
        raise BadInput(texts.CLOSED.format(name=match.closed.name))
    return match.units[0]


def not_found(match: UnitMatch) -> str:
    if match.is_group:
        return texts.IS_GROUP.format(name=match.name[:30])
    return texts.no_unit(match.name[:30], [unit.name for unit in match.near])


async def standing_unit(tx: Tx, unit_id: int) -> Unit:
    """The unit that an old button carries, or the one that it was merged into."""
    found = await units.unit(tx, unit_id)
    while found is not None and found.merged_into is not None:
        found = await units.unit(tx, found.merged_into)
    if found is None:
        raise TooLate(texts.GONE)
    return found


async def open_unit(tx: Tx, unit_id: int) -> Unit:
    """As `standing_unit`; BadInput for one that is closed."""
    found = await standing_unit(tx, unit_id)
    if found.closed_at is not None:
        raise BadInput(texts.CLOSED.format(name=found.name))
    return found


async def decided_unit(tx: Tx, actor: Actor | None, name: str) -> Unit:
    """The unit of a name about which somebody was asked and said: it is new. The one place that makes a unit.

    `actor` None is the command line. What is known by now is not made again; a group is never a unit.
    """
    match = (await units.directory(tx)).look_up(name)
    if match.is_group:
        raise BadInput(texts.IS_GROUP.format(name=match.name[:30]))
    if len(match.units) == 1:
        return await open_unit(tx, match.units[0].unit_id)
    made = await units.add_unit(tx, match.name)
    tx.record("create_unit", match.name, by=actor)
    return made
