"""The roster: who sits where, by unit; a person leaves it at one press and a confirmation."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from domain.commands import Press
from domain.notes import Answer, Choice
from domain.office import people_texts as texts
from domain.office import seats_texts
from domain.office.people import OF_UNITS, ROLE_WORDS, Action, Actor, Role, may, require
from domain.pager import in_rows
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from storage import audit
from storage.office import invitations, people, seats, units
from storage.office.people import RosterRow
from storage.rows import grouped
from storage.tables import Person
from storage.tx import Tx
from usecases.office.first_start import put_menu
from usecases.office.unreachable import tell_unreachable
from usecases.steps.units import standing_unit

PAGE = 8
_ROLE_SECTIONS = (Role.SUPERVISOR, Role.LEADER, Role.ADMIN)
_WAITING_SHOWN = 5


@dataclass(frozen=True, slots=True)
class RosterSection:
    """A unit (or a role without units) and who sits there. `key` is the button's: a unit id or a role."""

    heading: str
    key: str
    rows: tuple[RosterRow, ...]

    @property
    def names(self) -> list[str]:
        return [texts.shown_name(row.name, row.is_reachable, is_head=row.role is Role.HEAD) for row in self.rows]


async def show_roster(tx: Tx, actor: Actor, page: int = 0, *, edit: bool = False, is_private: bool = True) -> Answer:
    """One page of sections, each with a button to its people."""
    require(actor, Action.SEE_PEOPLE)
    if not is_private:
        raise BadInput(texts.IN_PRIVATE)
    rows = await people.roster(tx)
    sections = await _sections(tx, rows)
    page = max(0, min(page, (len(sections) - 1) // PAGE))
    shown = sections[page * PAGE : (page + 1) * PAGE]
    lines = [texts.roster_line(section.heading, section.names) for section in shown]
    if not any(row.role is Role.OFFICIAL for row in rows):
        lines.append(texts.NOBODY_YET)
    if page == 0:
        lines += await _waiting_lines(tx)
    buttons = [Choice(one.heading, Press.PEOPLE_OF, extra=one.key) for one in shown if one.rows]
    title = texts.roster_title(len({row.person_id for row in rows}))
    turns = texts.turn_rows(page, has_more=(page + 1) * PAGE < len(sections))
    choices = (*in_rows(buttons, 2), *texts.roster_rows(keeps_units=may(actor, Action.KEEP_UNITS)), *turns)
    return Answer("\n".join(lines), title, choices=choices, edit=edit)


async def _sections(tx: Tx, rows: Sequence[RosterRow]) -> list[RosterSection]:
    """The office first, then units in their order; a unit without officials shows as such."""
    office = [
        RosterSection(ROLE_WORDS[role], role.value, tuple(row for row in rows if row.role is role))
        for role in _ROLE_SECTIONS
    ]
    by_unit = grouped((row.unit_id, row) for row in rows if row.role in OF_UNITS)
    of_units = [
        RosterSection(unit.name, str(unit.unit_id), tuple(_heads_first(by_unit.get(unit.unit_id, ()))))
        for unit in await units.units(tx)
        if unit.closed_at is None or unit.unit_id in by_unit
    ]
    return [section for section in office if section.rows] + of_units


def _heads_first(rows: Sequence[RosterRow]) -> list[RosterRow]:
    """Each once, whatever seats they have in the unit."""
    ranked = sorted(rows, key=lambda row: row.role is not Role.HEAD)
    return list({row.person_id: row for row in reversed(ranked)}.values())[::-1]


async def _waiting_lines(tx: Tx) -> list[str]:
    open_ones = await invitations.waiting(tx)
    return [
        texts.waiting_line(one.name, seat=texts.seat_words(one.role, unit), until=tx.when(one.expires_at))
        for one, unit in open_ones[:_WAITING_SHOWN]
    ]


async def show_section(tx: Tx, actor: Actor, key: str) -> Answer:
    """The people of one unit or role, each a button to their card."""
    require(actor, Action.SEE_PEOPLE)
    sections = await _sections(tx, await people.roster(tx))
    key = await _standing_key(tx, key)
    section = next((one for one in sections if one.key == key and one.rows), None)
    if section is None:
        raise NotFound(texts.NO_SUCH_PERSON)
    buttons = [Choice(row.name, Press.PERSON, row.person_id) for row in section.rows]
    rows = (*in_rows(buttons, 2), (texts.BACK,))
    return Answer("\n".join(section.names), section.heading, choices=rows, edit=True)


async def _standing_key(tx: Tx, key: str) -> str:
    """The button of a unit that was merged opens the one that it went into."""
    unit = await units.unit(tx, int(key)) if key.isdecimal() and len(key) < 10 else None
    return str((await standing_unit(tx, unit.unit_id)).unit_id) if unit is not None else key


async def show_person(tx: Tx, actor: Actor, person_id: int) -> Answer:
    """One person with seats, and the way to remove them."""
    require(actor, Action.SEE_PEOPLE)
    person, _ = await known_person(tx, person_id)
    own = await seats.of_person(tx, person_id)
    text = seats_texts.person_card([one.words for one in own], tx.when(person.joined_at), reachable=person.is_reachable)
    in_units = {one.seat.unit_id: one.unit for one in own if one.seat.unit_id is not None}
    headed = {one.seat.unit_id for one in own if one.seat.role is Role.HEAD}
    heads = [(unit_id, unit, unit_id in headed) for unit_id, unit in in_units.items()]
    rows = seats_texts.person_rows(person_id, heads, in_unit=bool(in_units), back=texts.BACK)
    return Answer(text, person.name, choices=rows, edit=True)


async def known_person(tx: Tx, person_id: int) -> tuple[Person, Actor]:
    """The row and the seats; TooLate names who removed them."""
    person = await people.person(tx, person_id)
    if person is None:
        raise NotFound(texts.NO_SUCH_PERSON)
    seated = await people.actor_of(tx, person.telegram_id)
    if seated is None:
        raise TooLate(await _who_removed(tx, person))
    return person, seated


async def _who_removed(tx: Tx, person: Person) -> str:
    entries = await audit.entries_about(tx, f"P-{person.person_id}")
    entry = next((one for one in entries if one.action == "remove_person"), None)
    if entry is None or entry.actor_id is None:
        return texts.NO_SUCH_PERSON
    names = await people.names_of(tx, [entry.actor_id])
    at = tx.when(entry.at)
    return texts.gone_already(person.name, by=names[entry.actor_id], at=at)


async def removable(tx: Tx, actor: Actor, person_id: int) -> tuple[Person, Actor]:
    require(actor, Action.REMOVE_PERSON)
    person, seated = await known_person(tx, person_id)
    if person_id == actor.person_id:
        raise NotAllowed(texts.NOT_YOURSELF)
    if person.telegram_id in tx.profile.admin_ids:
        raise NotAllowed(texts.FIXED_ADMIN.format(name=person.name))
    if Role.ADMIN in seated.roles and Role.ADMIN not in actor.roles:
        raise NotAllowed(texts.ADMIN_BY_ADMIN)
    return person, seated


async def remove_person(tx: Tx, actor: Actor, person_id: int) -> Answer:
    """Seats, open questions, notes on their way and open invitations go; what was reported stays."""
    person, seated = await removable(tx, actor, person_id)
    await people.leave(tx, person)
    await invitations.end_of_inviter(tx, person_id)
    put_menu(tx, person.telegram_id, ())
    tx.record(
        "remove_person",
        f"P-{person_id}",
        by=actor,
        before={"name": person.name, "roles": sorted(seated.roles), "units": seated.unit_names},
    )
    lines = [texts.removed(person.name), *await left_alone(tx, seated.unit_ids)]
    return Answer("\n".join(lines), choices=((texts.BACK,),), edit=True, toast=texts.removed(person.name))


async def left_alone(tx: Tx, unit_ids: Collection[int]) -> list[str]:
    """Units that have open items and nobody to answer for them any more."""
    lines = []
    for unit_id in sorted(unit_ids):
        unit = await units.unit(tx, unit_id)
        open_items = await people.open_of_units(tx, [unit_id])
        if unit is not None and open_items and not await people.officials_of(tx, [unit_id]):
            lines.append(texts.unit_left_alone(unit.name, open_items))
    return lines


async def lost_touch(tx: Tx, telegram_id: int) -> None:
    """Telegram says that the person stopped the bot: marked, and the supervisors told once a day."""
    person = await people.person_of_telegram_id(tx, telegram_id)
    if person is None or not person.is_active or not person.is_reachable:
        return
    person.is_reachable = False
    await tx.add(person)
    tx.record("unreachable", f"P-{person.person_id}", by=telegram_id)
    await tell_unreachable(tx, person)


async def back_in_touch(tx: Tx, telegram_id: int) -> None:
    person = await people.person_of_telegram_id(tx, telegram_id)
    if person is None or not person.is_active or person.is_reachable:
        return
    person.is_reachable = True
    await tx.add(person)
    tx.record("reachable", f"P-{person.person_id}", by=telegram_id)
