"""What a person's card changes: the name, title and section, units that are joined, changed and left, heads."""

from domain.hygiene import clean, plain_name
from domain.notes import Answer
from domain.office import seats_texts as texts
from domain.office.people import OF_UNITS, Action, Actor, Role, require
from domain.refusals import BadInput, TooLate
from domain.words import listed
from storage.office import people, seats, units
from storage.tables import Person, Seat
from storage.tx import Tx
from usecases.office.first_start import put_menu
from usecases.office.people import known_person, left_alone, removable, remove_person, show_person
from usecases.steps.asking import Question, ask
from usecases.steps.cards import Card, persons
from usecases.steps.units import unit_meant


class PersonName(Question, kind="person_name", action=Action.SEE_PEOPLE):
    """What is a person called?"""

    person_id: int


class SeatTitle(Question, kind="seat_title", action=Action.SEE_PEOPLE):
    """Which title and section has a person in a unit?"""

    seat_id: int


class SeatUnit(Question, kind="seat_unit", action=Action.INVITE):
    """Into which unit does a person go? With a seat from there, else beside what they have."""

    person_id: int
    seat_id: int


async def ask_name(tx: Tx, actor: Actor, person_id: int, chat_id: int) -> Answer:
    """[改名]."""
    require(actor, Action.SEE_PEOPLE)
    person, _ = await known_person(tx, person_id)
    text = texts.ASK_NAME.format(name=person.name)
    return await ask(tx, actor, chat_id, PersonName(person_id), text, what=person.name)


async def rename_person(tx: Tx, actor: Actor, asked: PersonName, words: str) -> Answer:
    """A leader's items, which know the name alone, go along."""
    require(actor, Action.SEE_PEOPLE)
    person, seated = await known_person(tx, asked.person_id)
    name, before = plain_name(words), person.name
    if not texts.is_full_name(name):
        raise BadInput(texts.BAD_NAME.format(name=name[:20]))
    if name == before:
        raise BadInput(texts.SAME_NAME.format(name=name))
    person.name = name
    await tx.add(person)
    if Role.LEADER in seated.roles:
        await seats.rename_leader(tx, before, name)
    tx.record("rename", f"P-{person.person_id}", by=actor, before={"name": before}, after={"name": name})
    return await _card(tx, actor, person.person_id, texts.renamed(before, name))


async def _card(tx: Tx, actor: Actor, person_id: int, line: str, *, edit: bool = False) -> Answer:
    card = await show_person(tx, actor, person_id)
    return Answer(f"{line}\n\n{card.text}", card.title, card.choices, edit=edit, toast=line if edit else "")


async def pick_seat(tx: Tx, actor: Actor, person_id: int, seat_id: int, verb: str, chat_id: int) -> Answer:
    """[职务股室], [换单位]: of several seats first which one."""
    require(actor, Action.SEE_PEOPLE)
    person, _ = await known_person(tx, person_id)
    own = [one for one in await seats.of_person(tx, person_id) if one.seat.unit_id is not None]
    chosen = next((one for one in own if one.seat.seat_id == seat_id), own[0] if len(own) == 1 else None)
    if not own:
        raise BadInput(texts.NO_UNIT_SEAT.format(name=person.name))
    if chosen is None:
        shown = [(one.seat.seat_id, one.words) for one in own]
        return Answer(texts.WHICH_SEAT, person.name, texts.seat_rows(person_id, verb, shown), edit=True)
    if verb == "title":
        text = texts.ASK_TITLE.format(name=person.name, seat=chosen.words)
        return await ask(tx, actor, chat_id, SeatTitle(chosen.seat.seat_id), text, what=person.name)
    text = texts.ASK_UNIT.format(name=person.name, unit=chosen.unit)
    return await ask(tx, actor, chat_id, SeatUnit(person_id, chosen.seat.seat_id), text, what=person.name)


async def set_title(tx: Tx, actor: Actor, asked: SeatTitle, words: str) -> Answer:
    """ "办公室 主任": section and title, or a title alone; 无 takes both away."""
    require(actor, Action.SEE_PEOPLE)
    seat = await _seat(tx, asked.seat_id)
    section, title = texts.section_and_title(clean(words))
    seat.section, seat.title = section, title
    await tx.add(seat)
    tx.record("set_title", f"P-{seat.person_id}", by=actor, after={"title": title, "unit": section})
    return await _card(tx, actor, seat.person_id, texts.titled(section, title))


async def _seat(tx: Tx, seat_id: int) -> Seat:
    seat = await seats.seat(tx, seat_id)
    if seat is None:
        raise TooLate(texts.SEAT_GONE)
    return seat


async def ask_another_unit(tx: Tx, actor: Actor, person_id: int, chat_id: int) -> Answer:
    """[加入另一单位]."""
    require(actor, Action.INVITE)
    person, _ = await known_person(tx, person_id)
    text = texts.ASK_ANOTHER.format(name=person.name)
    return await ask(tx, actor, chat_id, SeatUnit(person_id, 0), text, what=person.name)


async def take_unit(tx: Tx, actor: Actor, asked: SeatUnit, words: str) -> Answer:
    """The unit came: the seat goes there, or a second one is made there."""
    require(actor, Action.INVITE)
    person, _ = await known_person(tx, asked.person_id)
    unit = await unit_meant(tx, clean(words))
    if not asked.seat_id:
        if not await people.add_seat(tx, person.person_id, Role.OFFICIAL, unit.unit_id):
            raise BadInput(texts.SITS_THERE.format(name=person.name, unit=unit.name))
        tx.record("add_seat", f"P-{person.person_id}", by=actor, after={"unit": unit.name})
        return await _told(tx, actor, person, texts.joined(person.name, unit.name))
    seat = await _seat(tx, asked.seat_id)
    old = seat.unit_id
    assert old is not None
    if await people.has_seat(tx, person.person_id, seat.role, unit.unit_id):
        raise BadInput(texts.SITS_THERE.format(name=person.name, unit=unit.name))
    if seat.role is Role.HEAD:
        await people.set_head(tx, unit.unit_id, None)
    seat.unit_id = unit.unit_id
    await tx.add(seat)
    was = await units.unit(tx, old)
    before = was.name if was else ""
    tx.record("move_seat", f"P-{person.person_id}", by=actor, before={"unit": before}, after={"unit": unit.name})
    lines = [texts.moved(person.name, before=before, unit=unit.name), *await left_alone(tx, [old])]
    return await _told(tx, actor, person, "\n".join(lines))


async def _told(tx: Tx, actor: Actor, person: Person, line: str) -> Answer:
    """The person hears of it as well."""
    words = line.splitlines()[0]
    readers = [one for one in await persons(tx, person.person_id) if one.person_id != actor.person_id]
    Card("word", f"seat:{person.person_id}:{tx.now.timestamp()}").put(tx, readers, words)
    return await _card(tx, actor, person.person_id, line)


async def make_head(tx: Tx, actor: Actor, person_id: int, unit_id: int) -> Answer:
    """[设为负责人]: in the place of who was it; pressed again, nobody is any more."""
    require(actor, Action.INVITE)
    person, _ = await known_person(tx, person_id)
    unit = await units.unit(tx, unit_id)
    own = [one for one in await seats.of_person(tx, person_id) if one.seat.unit_id == unit_id]
    if unit is None or not own:
        raise TooLate(texts.SEAT_GONE)
    is_head = any(one.seat.role is Role.HEAD for one in own)
    if is_head and len(own) == 1:
        raise BadInput(texts.HEAD_ALONE.format(name=person.name))
    await people.set_head(tx, unit_id, None if is_head else person_id)
    tx.record("set_step", unit.name, by=actor, after={"name": "" if is_head else person.name})
    line = texts.head_ended(person.name, unit.name) if is_head else texts.head_made(person.name, unit.name)
    return await _card(tx, actor, person_id, line, edit=True)


async def ask_removal(tx: Tx, actor: Actor, person_id: int, seat_id: int = 0, *, whole: bool = False) -> Answer:
    """[移除] takes one seat; with the last the person leaves."""
    person, _ = await removable(tx, actor, person_id)
    own = await seats.of_person(tx, person_id)
    if len(own) == 1 or whole:
        all_of_them = listed(one.words for one in own)
        rows = texts.removal_rows(person_id)
        return Answer(texts.confirm_removal(person.name), all_of_them, choices=rows, edit=True)
    chosen = next((one for one in own if one.seat.seat_id == seat_id), None)
    if chosen is None:
        shown = [(one.seat.seat_id, one.words) for one in own]
        return Answer(texts.WHICH_LEFT, person.name, texts.leaving_rows(person_id, shown), edit=True)
    text = texts.confirm_leaving(person.name, chosen.words)
    return Answer(text, person.name, texts.seat_removal_rows(person_id, seat_id), edit=True)


async def take_seat(tx: Tx, actor: Actor, person_id: int, seat_id: int) -> Answer:
    """[确认] for one seat of several."""
    person, _ = await removable(tx, actor, person_id)
    own = await seats.of_person(tx, person_id)
    chosen = next((one for one in own if one.seat.seat_id == seat_id), None)
    if chosen is None:
        raise TooLate(texts.SEAT_GONE)
    if len(own) == 1:
        return await remove_person(tx, actor, person_id)
    await tx.remove(chosen.seat)
    facts = {"role": chosen.seat.role, "unit": chosen.unit}
    tx.record("drop_seat", f"P-{person_id}", by=actor, before=facts)
    await refresh_menu(tx, person)
    unit_id = chosen.seat.unit_id
    alone = await left_alone(tx, [unit_id]) if unit_id and chosen.seat.role in OF_UNITS else []
    return await _card(
        tx, actor, person_id, "\n".join([texts.seat_taken(person.name, chosen.words), *alone]), edit=True
    )


async def refresh_menu(tx: Tx, person: Person) -> None:
    seated = await people.actor_of(tx, person.telegram_id)
    put_menu(tx, person.telegram_id, seated.roles if seated else ())
