"""各镇, 有关部门: which units a name stands for, said once by buttons when it is first met."""

from dataclasses import replace

from domain.notes import Answer
from domain.office import units_texts as texts
from domain.office.people import Action, Actor, require
from domain.office.units import likely_members, unit_name
from domain.refusals import BadInput, TooLate
from storage.office import units
from storage.tables import UnitSet
from storage.tx import Tx


async def members_page(tx: Tx, name: str, page: int = 0) -> Answer:
    """All units with a mark at those that belong; what is likely is marked when the name is met first."""
    return await _page(tx, await _met(tx, name), page)


async def _met(tx: Tx, name: str) -> UnitSet:
    found = await units.set_named(tx, unit_name(name))
    if not found.is_told and not await units.members(tx, found.set_id):
        likely = likely_members(found.name, (await units.directory(tx)).units)
        await units.set_members(tx, found.set_id, [unit.unit_id for unit in likely])
    return found


async def _page(tx: Tx, found: UnitSet, page: int, *, edit: bool = False) -> Answer:
    members = set(await units.members(tx, found.set_id))
    listed = [unit for unit in (await units.directory(tx)).units if unit.is_open or unit.unit_id in members]
    page = max(0, min(page, (len(listed) - 1) // texts.UNITS_A_PAGE))
    shown = [(unit.unit_id, unit.name, unit.unit_id in members) for unit in listed]
    names = [unit.name for unit in listed if unit.unit_id in members]
    text = texts.set_members(names, is_told=found.is_told)
    rows = texts.set_rows(found.set_id, page, shown)
    return Answer(text, texts.SET_TITLE.format(name=found.name), rows, edit=edit)


async def show_set(tx: Tx, actor: Actor, set_id: int, page: int = 0, *, edit: bool = True) -> Answer:
    """`edit` False beside a preview, which stays."""
    require(actor, Action.KEEP_UNITS)
    found = await _of_id(tx, set_id)
    return await _page(tx, await _met(tx, found.name), page, edit=edit)


async def toggle_member(tx: Tx, actor: Actor, set_id: int, *, unit_id: int, page: int) -> Answer:
    """A unit was pressed: it belongs now, or does no longer."""
    require(actor, Action.KEEP_UNITS)
    found = await _of_id(tx, set_id)
    members = set(await units.members(tx, set_id))
    after = members ^ {unit_id}
    await units.set_members(tx, set_id, after)
    if found.is_told:
        await _record(tx, actor, found, members, after)
    return await _page(tx, found, page, edit=True)


async def finish_members(tx: Tx, actor: Actor, set_id: int) -> Answer:
    """[就这些]."""
    require(actor, Action.KEEP_UNITS)
    found = await _of_id(tx, set_id)
    members = await units.members(tx, set_id)
    if not members:
        raise BadInput(texts.NO_MEMBERS.format(name=found.name))
    if not found.is_told:
        found.is_told = True
        await tx.add(found)
        await _record(tx, actor, found, set(), set(members))
    names = await units.unit_names(tx)
    line = texts.set_told(found.name, [names[one] for one in members])
    return Answer(line, edit=True, toast=line if len(line) <= texts.TOAST else found.name)


async def _record(tx: Tx, actor: Actor, found: UnitSet, before: set[int], after: set[int]) -> None:
    names = await units.unit_names(tx)
    shown = [{"units": [names[one] for one in sorted(ids)]} for ids in (before, after)]
    tx.record("set_unit_group", found.name, by=actor, before=shown[0], after=shown[1])


async def _of_id(tx: Tx, set_id: int) -> UnitSet:
    found = await units.unit_set(tx, set_id)
    if found is None:
        raise TooLate(texts.GONE)
    return found


async def list_sets(tx: Tx, actor: Actor) -> Answer:
    """[统称]: the names that stand for several units."""
    require(actor, Action.KEEP_UNITS)
    found = await units.sets(tx)
    names = await units.unit_names(tx)
    lines = [
        texts.set_line(
            one.name, [names[unit_id] for unit_id in await units.members(tx, one.set_id)], is_told=one.is_told
        )
        for one in found
    ]
    rows = texts.sets_rows([(one.set_id, one.name) for one in found])
    return replace(Answer("\n".join(lines) or texts.NO_SETS, texts.SETS, rows), edit=True)
