"""Rows of the nudge policy: what the office changed, items with a rule of their own, steps of the ladder."""

from sqlalchemy import delete, update
from sqlmodel import col, select

from domain.nudging.policy import Rule, policy_of
from domain.nudging.stages import NudgePolicy
from storage.office.settings import keep_setting, setting, setting_version
from storage.tables import LadderSeat, NudgeOverride, NudgeRules, Person
from storage.tx import Tx

_MEETINGS = "meeting_rules"


async def rules(tx: Tx) -> NudgeRules | None:
    query = select(NudgeRules).where(col(NudgeRules.office_id) == tx.office_id)
    return (await tx.session.exec(query)).first()


async def policy(tx: Tx) -> NudgePolicy:
    row = await rules(tx)
    return policy_of(row.value if row else {})


async def keep_rules(tx: Tx, person_id: int, value: dict[str, object], version: int) -> bool:
    """Compare-and-set on the version (0: none yet); False when somebody was first."""
    if version == 0:
        if await rules(tx) is not None:
            return False
        tx.session.add(NudgeRules(office_id=tx.office_id, value=value, set_by=person_id, set_at=tx.now))
        await tx.session.flush()
        return True
    connection = await tx.connection()
    mine = (col(NudgeRules.office_id) == tx.office_id, col(NudgeRules.version) == version)
    statement = (
        update(NudgeRules)
        .where(*mine)
        .values(version=version + 1, value=value, set_by=person_id, set_at=tx.now)
    )
    return (await connection.execute(statement)).rowcount == 1


async def meeting_rules(tx: Tx) -> dict[int, Rule]:
    """By meeting, for its items without a rule of their own."""
    stored = await setting(tx, _MEETINGS)
    return {int(name): Rule(str(rule)) for name, rule in stored.items() if name.isdecimal()}


async def set_meeting_rule(tx: Tx, meeting_id: int, rule: Rule | None) -> bool:
    """None: the office's stages again. False when somebody was first."""
    kept = {str(one): str(known) for one, known in (await meeting_rules(tx)).items() if one != meeting_id}
    added = {str(meeting_id): str(rule)} if rule is not None else {}
    return await keep_setting(tx, _MEETINGS, {**kept, **added}, await setting_version(tx, _MEETINGS))


async def override_of(tx: Tx, item_id: int) -> Rule | None:
    query = select(NudgeOverride).where(
        col(NudgeOverride.office_id) == tx.office_id, col(NudgeOverride.item_id) == item_id
    )
    row = (await tx.session.exec(query)).first()
    return row.rule if row else None


async def override_count(tx: Tx) -> int:
    query = select(NudgeOverride.item_id).where(col(NudgeOverride.office_id) == tx.office_id)
    return len((await tx.session.exec(query)).all())


async def set_override(tx: Tx, item_id: int, person_id: int, rule: Rule | None) -> None:
    """None: the office's stages again."""
    connection = await tx.connection()
    mine = (col(NudgeOverride.office_id) == tx.office_id, col(NudgeOverride.item_id) == item_id)
    await connection.execute(delete(NudgeOverride).where(*mine))
    if rule is not None:
        row = NudgeOverride(
            item_id=item_id, office_id=tx.office_id, rule=rule, set_by=person_id, set_at=tx.now
        )
        tx.session.add(row)
        await tx.session.flush()


async def set_step(tx: Tx, person_id: int | None, *, unit_id: int | None = None, leader: str = "") -> None:
    """Who is the head of the unit, or the contact of the leader; None: nobody any more."""
    connection = await tx.connection()
    same_unit = col(LadderSeat.unit_id).is_(None) if unit_id is None else col(LadderSeat.unit_id) == unit_id
    await connection.execute(
        delete(LadderSeat).where(
            col(LadderSeat.office_id) == tx.office_id, same_unit, col(LadderSeat.leader_name) == leader
        )
    )
    if person_id is not None:
        tx.session.add(
            LadderSeat(office_id=tx.office_id, unit_id=unit_id, leader_name=leader, person_id=person_id)
        )
        await tx.session.flush()


async def people_named(tx: Tx, name: str) -> list[Person]:
    """Active people of exactly this name."""
    query = (
        select(Person)
        .where(
            col(Person.office_id) == tx.office_id, col(Person.name) == name, col(Person.is_active).is_(True)
        )
        .order_by(col(Person.person_id))
    )
    return list((await tx.session.exec(query)).all())
