"""`/bind unit 县农林局` in a group: from now on the unit's own items are urged there too."""

from domain.hygiene import clean
from domain.notes import Answer
from domain.nudging import unit_group_texts as texts
from domain.office.people import Action, Actor, may, require
from domain.office.units import KnownUnit
from domain.refusals import BadInput
from storage.delivery import groups
from storage.nudging import unit_groups
from storage.tables import BoundGroup
from storage.tx import Tx
from usecases.office.bind import GroupPlace, shown_title
from usecases.steps.units import unit_meant


async def bind_unit_group(tx: Tx, actor: Actor, place: GroupPlace, words: str, *, is_private: bool) -> Answer | None:
    """In a group that is not bound, who may not bind gets silence."""
    group = await groups.known(tx, place.chat_id)
    is_heard = is_private or (group is not None and group.is_active)
    if not is_heard and not may(actor, Action.BIND_GROUP):
        tx.record("bind_unit_group", f"G{place.chat_id}", by=actor, result="refused")
        return None
    require(actor, Action.BIND_GROUP)
    if is_private:
        raise BadInput(texts.GROUP_ONLY)
    unit = await _unit_named(tx, words)
    if group is not None and group.is_active and group.kind == "leadership":
        raise BadInput(texts.IS_LEADERSHIP)
    return await _bind(tx, actor, group, place, unit)


async def _unit_named(tx: Tx, words: str) -> KnownUnit:
    name = clean(words).partition(" ")[2].strip()
    if not name:
        raise BadInput(texts.USAGE)
    return await unit_meant(tx, name)


async def _bind(tx: Tx, actor: Actor, group: BoundGroup | None, place: GroupPlace, unit: KnownUnit) -> Answer:
    chat_id, title = place.chat_id, shown_title(place.title)
    row = group or BoundGroup(chat_id=chat_id, bound_by=actor.person_id, bound_at=tx.now)
    before = [one.unit for one in await unit_groups.groups(tx) if one.chat_id == chat_id]
    if before == [unit.name] and row.topic_id == place.topic_id:
        return Answer(texts.same(unit.name))
    row.kind, row.title, row.is_active, row.topic_id = "unit", title, True, place.topic_id
    row.bound_by, row.bound_at = actor.person_id, tx.now
    await tx.add(row)

    await unit_groups.belongs_to(tx, row.group_id, unit.unit_id)
    tx.record(
        "bind_unit_group", f"G{chat_id}", by=actor, before={"units": before}, after={"unit": unit.name, "title": title}
    )
    return Answer(texts.bound(title, unit.name))
