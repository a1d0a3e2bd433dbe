"""Urge people: the rounds of each working day.

A digest is decided twice: when it is put, and again when it is about to leave, so that nobody is urged
about what was closed, sent for review, extended or handed to another unit in between.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

from domain.notes import Answer, Note, Priority
from domain.nudging import DEFAULT_POLICY, due_stage
from domain.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.texts import nudge as texts
from domain.workdays import WorkCalendar, WorkingHours
from storage import items, nudges, people
from storage.items import ItemParts
from storage.nudges import Duty, Stages, Window
from storage.tables import Item, Outbox, Person
from storage.tx import Tx
from usecases.loading import named_item

# Sorts of rounds. A supervisor's list is a round of its own: who is also an official gets both.
_DAY = "day-"
_WATCH = "watch-"
_HAND = "hand-"

HAND_PAUSE = timedelta(hours=1)
HAND_LIMIT = 20


async def nudge_next(tx: Tx) -> bool:
    """Put the digest of the next person whose round is due now; False when nobody's is."""
    calendar = WorkCalendar(await nudges.calendar_overrides(tx))
    if not _is_working_time(tx, calendar):
        return False
    stages = _stages(tx)
    this_round = f"{_DAY}{tx.today}"
    person = await nudges.next_official(tx, this_round, stages, _DAY)
    if person is not None:
        await _urge(tx, person, this_round, stages)
        return True
    return await _tell_supervisor(tx, f"{_WATCH}{tx.today}", stages)


def _is_working_time(tx: Tx, calendar: WorkCalendar) -> bool:
    local = tx.now.astimezone(tx.profile.zone)
    hours = WorkingHours.parse(tx.profile.working_hours)
    return calendar.is_workday(local.date()) and hours.contains(local.time())


def _stages(tx: Tx) -> Stages:
    """due_stage in a form in which the database can tell who is due."""
    policy = DEFAULT_POLICY
    last = max(policy.after) + policy.after_every - 1
    offsets = range(-last, max(policy.before) + 1)
    return Stages(
        near=_windows(tx.today, offsets),
        late_again=tx.now - timedelta(days=policy.after_every),
        rest_since=tx.today - timedelta(days=policy.rest_every),
        rest_again=tx.now - timedelta(days=policy.rest_every),
    )


def _windows(today: date, offsets: range) -> tuple[Window, ...]:
    days = [today + timedelta(days=offset) for offset in offsets]
    named = [(day, due_stage(day, today, long_term=False, last_moved_on=today) or "") for day in days]
    spans = [
        (name, [day for day, _ in same])
        for name, same in groupby(named, lambda pair: pair[1].partition(":")[0])
    ]
    return tuple(Window(span[0], span[-1], name) for name, span in spans if name)


def _stage_of(tx: Tx, item: Item) -> str | None:
    return due_stage(item.deadline, tx.today, long_term=item.long_term, last_moved_on=item.last_moved_on)


async def _urge(tx: Tx, person: Person, this_round: str, stages: Stages) -> None:
    assert person.person_id is not None
    urged = _items(await nudges.due_duties(tx, person.person_id, stages, _DAY))
    await nudges.keep_sent(tx, person.person_id, _stages_of(tx, urged, _DAY), this_round)
    tx.put(_digest(tx, person, this_round, urged))


def _stages_of(tx: Tx, found: Sequence[Item], sort: str) -> dict[int, str]:
    return {item.item_id: f"{sort}{_stage_of(tx, item)}" for item in found if item.item_id is not None}


def _items(duties: Sequence[Duty]) -> list[Item]:
    return _unique([duty.item for duty in duties])


def _unique(found: Sequence[Item]) -> list[Item]:
    """Each item once, though two units of the person may answer for it."""
    return list({item.item_id: item for item in found}.values())


def round_of(row: Outbox) -> str:
    """The round in a digest's dedupe key `nudge:{round}:{person_id}`."""
    return (row.dedupe_key or "").removeprefix("nudge:").rpartition(":")[0]


def _digest(
    tx: Tx,
    person: Person,
    this_round: str,
    urged: Sequence[Item],
    title: str = "",
    priority: Priority = Priority.BROADCAST,
) -> Note:
    """A plain reply to a digest of one item is a report on it."""
    return Note(
        chat_id=person.telegram_id,
        person_id=person.person_id,
        kind="nudge",
        title=title or texts.digest_title(len(urged)),
        text=texts.digest(urged, tx.today),
        choices=texts.report_buttons(urged),
        priority=priority,
        dedupe_key=nudges.digest_key(this_round, person.person_id),
        item_id=urged[0].item_id if len(urged) == 1 else None,
    )


async def _tell_supervisor(tx: Tx, watch: str, stages: Stages) -> bool:
    """One supervisor's list of what reached a stage of being overdue; False when all have theirs."""
    for supervisor in await nudges.supervisors_without(tx, watch):
        assert supervisor.person_id is not None
        late = await nudges.due_overdue(tx, supervisor.person_id, stages, _WATCH)
        if late:
            stage_of = _stages_of(tx, _items(late), _WATCH)
            await nudges.keep_sent(tx, supervisor.person_id, stage_of, watch)
            tx.put(_watch_list(tx, supervisor, watch, late))
            return True
    return False


def _watch_list(tx: Tx, supervisor: Person, watch: str, late: Sequence[Duty]) -> Note:
    units: dict[int | None, list[str]] = {}
    for duty in late:
        units.setdefault(duty.item.item_id, []).append(duty.unit)
    pairs = [(item, "、".join(units[item.item_id])) for item in _items(late)]
    return Note(
        chat_id=supervisor.telegram_id,
        person_id=supervisor.person_id,
        kind="nudge",
        title=texts.watch_title(len(pairs)),
        text=texts.watch(pairs, tx.today),
        choices=texts.watch_buttons(),
        priority=Priority.BROADCAST,
        dedupe_key=nudges.digest_key(watch, supervisor.person_id),
    )


async def still_right(tx: Tx, row: Outbox) -> Note | None:
    """The digest as it must leave now, from today's truth; None when nothing of it is left.

    A digest that waited for days gives way to the newer one.
    """
    person = await people.person(tx, row.person_id) if row.person_id is not None else None
    if person is None or person.person_id is None or not person.is_active:
        return None
    this_round = round_of(row)
    if this_round.startswith(_WATCH):
        late = await nudges.still_overdue(tx, person.person_id, this_round)
        return _watch_list(tx, person, this_round, late) if late else None
    owned = _items(await nudges.still_owned(tx, person.person_id, this_round))
    if this_round.startswith(_HAND):
        return _digest(tx, person, this_round, owned, texts.BY_HAND, Priority.NORMAL) if owned else None
    # A later deadline, or a report on a long-term item, leaves nothing to urge.
    pressing = [item for item in owned if _stage_of(tx, item) is not None]
    return _digest(tx, person, this_round, pressing) if pressing else None


async def nudge_by_hand(tx: Tx, actor: Actor, words: str) -> Answer:
    """`/nudge 37 38`: urge the units' officials now, in one message each.

    What is settled or was urged within the hour is left out and named; when nothing is left, refused.
    """
    require(actor, Action.NUDGE)
    labels = _labels(words)
    this_round = f"{_HAND}{tx.now.timestamp():.0f}-{'+'.join(labels)}"
    mailbox: dict[int, tuple[Person, list[Item]]] = {}
    done, refused = [], []
    for label in labels:
        parts = await named_item(tx, actor, label)
        obstacle = await _obstacle(tx, parts)
        if obstacle:
            refused.append(obstacle)
        else:
            done.append(await _address(tx, parts, mailbox))
    if not mailbox:
        # Nobody hears: what was prepared is only the reason why.
        raise (TooLate if refused else NotFound)("；".join((*refused, *done)) + "。")
    await _send_by_hand(tx, actor, this_round, mailbox)
    return Answer("\n".join((*done, *refused)))


def _labels(words: str) -> list[str]:
    """ "#37、38 39.1" as its labels, each once."""
    found = list(dict.fromkeys(part.lstrip("#") for part in re.split(r"[\s,，、;；]+", words) if part))
    if not found or any(items.parse_label(label) is None for label in found):
        raise BadInput(texts.WHICH)
    if len(found) > HAND_LIMIT:
        raise BadInput(texts.TOO_MANY.format(limit=HAND_LIMIT))
    return found


async def _obstacle(tx: Tx, parts: ItemParts) -> str:
    """Why nobody is urged on this item now; empty when somebody may be."""
    item = parts.item
    if item.state not in nudges.WAITS_FOR_UNIT:
        return texts.settled(item.label, item.state)
    assert item.item_id is not None
    last = await nudges.last_by_hand(tx, item.item_id)
    if last is not None and tx.now - last < HAND_PAUSE:
        return texts.pressed_before(item.label, last, tx.profile.zone)
    return ""


async def _address(tx: Tx, parts: ItemParts, mailbox: dict[int, tuple[Person, list[Item]]]) -> str:
    """Put the item before each official it waits for; who hears and who cannot, in words."""
    waiting = {own.unit_id: unit for own, unit in parts.assignments if own.state in nudges.WAITS_FOR_UNIT}
    seats = await nudges.seats_of_units(tx, list(waiting))
    reached, missing = [], []
    for person, unit_id in seats:
        if not person.is_reachable:
            missing.append(texts.unreachable(waiting[unit_id], person.name))
            continue
        assert person.person_id is not None
        mailbox.setdefault(person.person_id, (person, []))[1].append(parts.item)
        reached.append(f"{waiting[unit_id]} {person.name}")
    seated = {unit_id for _, unit_id in seats}
    missing += [texts.no_official(unit) for unit_id, unit in waiting.items() if unit_id not in seated]
    if not reached:
        return texts.nobody(parts.item.label, missing)
    return texts.told(parts.item.label, reached, missing)


async def _send_by_hand(
    tx: Tx, actor: Actor, this_round: str, mailbox: Mapping[int, tuple[Person, list[Item]]]
) -> None:
    told: dict[str, list[str]] = {}
    for person_id, (person, urged) in mailbox.items():
        stage_of = {item.item_id: this_round for item in urged if item.item_id is not None}
        await nudges.keep_sent(tx, person_id, stage_of, this_round)
        tx.put(_digest(tx, person, this_round, _unique(urged), texts.BY_HAND, Priority.NORMAL))
        for item in urged:
            told.setdefault(item.label, []).append(person.name)
    for label, names in told.items():
        tx.record(
            "nudge", label, actor_id=actor.person_id, telegram_id=actor.telegram_id, after={"told": names}
        )
