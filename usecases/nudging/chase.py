"""Requests that wait are chased by their clocks (`domain/request_clocks.py`): each person hears of all in one message.

What the supervisors are to decide is on their desk; here hear those who answer, the heads above them, and who asked.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from domain.notes import Priority
from domain.nudging import chase_texts as texts
from domain.nudging.chase_texts import Waiting
from domain.office.people import Action, Role
from domain.office.settings import HOUR
from domain.request_clocks import ClockStep, Rung, reached
from domain.requests import RequestKind
from domain.states import State
from domain.words import listed as in_words
from storage import requests
from storage.items import items
from storage.nudging import chases, leave
from storage.office import people, settings
from storage.tables import Item, Person, Request
from storage.tx import Tx
from usecases.steps.cards import Card, officials, persons, supervisors
from usecases.steps.office_time import office_calendar, working_span
from usecases.steps.requests import solvers

_BEFORE_ALL = -(10**6)
# A reply to a message about one of these goes where a reply to its card goes.
_ANSWERED_BY_REPLY = {
    RequestKind.INSTRUCTION: "instruction",
    RequestKind.QUESTION: "remark",
    RequestKind.COORDINATION: "coordination",
}


@dataclass(frozen=True, slots=True)
class _Due:
    """A request with the step of its clock that it has reached and nobody was told of."""

    request: Request
    item: Item
    unit: str
    step: ClockStep


@dataclass(slots=True)
class _Mail:
    """What a person hears: what they are to answer themselves, and what others have not."""

    reader: Person
    owed: list[Waiting] = field(default_factory=list)
    others: list[Waiting] = field(default_factory=list)
    remark_id: int | None = None


async def chase_next(tx: Tx) -> bool:
    """Tell whoever a request waits for, once a step; False when nothing has come."""
    if working_span(tx, await office_calendar(tx)) is None:
        return False
    due = await _due(tx)
    if not due:
        return False
    away, hours = await leave.stand_ins(tx, tx.today), await _hours(tx)
    mail: dict[int, _Mail] = {}
    told: dict[int, int] = {}
    for one in due:
        hearing = await _hearing(tx, one)
        if any(hours.get(person.person_id, 0) > tx.local(tx.now).hour for _, person in hearing):
            continue
        told[one.request.request_id] = one.step.day
        await _address(tx, one, hearing, away, mail)
    if told:
        await chases.keep_told(tx, told)
    for letter in mail.values():
        _send(tx, letter)
    return bool(told)


async def _due(tx: Tx) -> list[_Due]:
    waiting = [(row, item, unit) for row, item, unit in await requests.listed(tx) if item is not None]
    told = await chases.told(tx, [row.request_id for row, _, _ in waiting])
    found = []
    for row, item, unit in waiting:
        due_on = row.due_on or (tx.day(row.due_at) if row.due_at else None)
        step = reached(row.kind, tx.day(row.asked_at), due_on, tx.today)
        if step is not None and step.day > max(told.get(row.request_id, [_BEFORE_ALL])):
            found.append(_Due(row, item, unit, step))
    return found


async def _hours(tx: Tx) -> dict[int, int]:
    """From which hour on people want to hear."""
    return {person_id: values["hour"] for person_id, values in (await settings.by_subject(tx, HOUR)).items()}


async def _units(tx: Tx, one: _Due) -> list[tuple[int, str]]:
    """Whose answer it waits for; an instruction is for all who have the item."""
    if one.request.unit_id is not None:
        return [(one.request.unit_id, one.unit)]
    if one.request.decider_id is not None:
        return []
    parts = await items.by_id(tx, one.item.item_id)
    held = parts.in_charge if parts else ()
    return [(own.unit_id, name) for own, name in held if own.state is not State.CANCELLED]


async def _hearing(tx: Tx, one: _Due) -> list[tuple[Rung, Person]]:
    """Who is to hear, each once, where it is nearest to them."""
    found: dict[int, tuple[Rung, Person]] = {}
    for rung in one.step.hears:
        for person in await _on(tx, rung, one):
            if person.is_active and person.is_reachable:
                found.setdefault(person.person_id, (rung, person))
    return list(found.values())


async def _on(tx: Tx, rung: Rung, one: _Due) -> Sequence[Person]:
    request = one.request
    if rung is Rung.ASKER:
        return await persons(tx, *([request.asked_by] if request.asked_by else []))
    if rung is Rung.OFFICE:
        # What others owe stands on the desk with each step.
        return ()
    unit_ids = [unit_id for unit_id, _ in await _units(tx, one)]
    if rung is Rung.HEAD:
        heads = await people.heads(tx)
        return [person for unit_id in unit_ids for person in heads.get(unit_id, ())]
    return await _deciders(tx, request, unit_ids)


async def _deciders(tx: Tx, request: Request, unit_ids: Collection[int]) -> Sequence[Person]:
    """Nobody where the supervisors decide: they have it on their desk."""
    if request.kind is RequestKind.COORDINATION:
        return await solvers(tx, request)
    if request.decider_id is not None:
        return await persons(tx, request.decider_id)
    return await officials(tx, *unit_ids) if request.kind.decided_by is Action.REPORT else ()


async def _address(
    tx: Tx, one: _Due, hearing: Sequence[tuple[Rung, Person]], away: Mapping[int, int], mail: dict[int, _Mail]
) -> None:
    shown = await _shown(tx, one)
    is_owed = one.request.kind.decided_by.roles != {Role.SUPERVISOR}
    if is_owed and not any(rung is Rung.DECIDER for rung, _ in hearing):
        shown = replace(shown, is_unheard=True)
        hearing = [*hearing, *((Rung.OFFICE, person) for person in await supervisors(tx))]
    for rung, person in hearing:
        reader = await _stand_in(tx, person, away)
        letter = mail.setdefault(reader.person_id, _Mail(reader))
        mine = letter.owed if rung is Rung.DECIDER else letter.others
        if shown not in (*letter.owed, *letter.others):
            mine.append(shown)
            letter.remark_id = one.request.remark_id if rung is Rung.DECIDER else letter.remark_id


async def _stand_in(tx: Tx, person: Person, away: Mapping[int, int]) -> Person:
    stand_in = away.get(person.person_id)
    found = await people.person(tx, stand_in) if stand_in is not None else None
    return found or person


async def _shown(tx: Tx, one: _Due) -> Waiting:
    row, item = one.request, one.item
    names = await people.names_of(tx, [one for one in (row.asked_by, row.decider_id) if one])
    return Waiting(
        row.kind,
        row.request_id,
        item.item_id,
        item.label,
        item.called,
        names.get(row.asked_by or 0, "") if row.kind is RequestKind.INSTRUCTION else "",
        in_words(name for _, name in await _units(tx, one)) or names.get(row.decider_id or 0, ""),
        row.text,
        tx.day(row.asked_at),
        row.due_on or (tx.day(row.due_at) if row.due_at else None),
    )


def _send(tx: Tx, letter: _Mail) -> None:
    """What is alone is answered by a reply to the message itself."""
    owed, others = letter.owed, letter.others
    kind, key, item_id = "chase", f"chase:{tx.now:%Y%m%d%H%M}", None
    if len(owed) == 1 and not others:
        item_id = owed[0].item_id
        kind = _ANSWERED_BY_REPLY.get(owed[0].kind, kind)
        if kind != "chase":
            subject = letter.remark_id if kind == "remark" else owed[0].request_id
            key = f"{kind}:{subject}:{key}"
    text = texts.body(owed, others, tx.today)
    card = Card(kind, key, item_id, Priority.BROADCAST)
    card.put(tx, [letter.reader], text, texts.title(len(owed), len(others)), texts.rows(owed, others))
