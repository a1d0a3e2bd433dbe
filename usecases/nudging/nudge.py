"""Nudges (催办): notify whoever has items due, in the rounds of each working day.

A digest is decided twice: when it is put, and again when it is about to leave, so that nobody is urged
about what was closed, sent for review, extended or handed to another unit in between.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from domain.notes import Answer, Note, Priority
from domain.nudging import nudge_texts as texts
from domain.nudging.rounds import DigestEntry, LadderStep, is_vain, joined, stages_of
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.states import IN_HAND
from domain.words import names_in
from storage.items import items
from storage.items.items import ItemParts
from storage.nudging import leave, nudges
from storage.nudging import policy as policies
from storage.nudging.nudges import NudgeDuty, NudgeRecord
from storage.office import people
from storage.tables import Item, Outbox, Person
from storage.tx import Tx
from usecases.nudging.nudge_digest import digest_note, sections_of
from usecases.nudging.nudge_groups import group_still_right
from usecases.nudging.nudge_round import Digest, EscalationLadder, clock_of, ladder_of, next_digests
from usecases.steps.loading import named_item
from usecases.steps.office_time import next_opening, office_calendar, working_span

_HAND = "hand-"

HAND_PAUSE = timedelta(hours=1)
_FRESH = timedelta(days=7)
HAND_LIMIT = 20
AT_ONCE = 10


async def nudge_next(tx: Tx) -> bool:
    """Put the digests of the next few people whose round is due now; False when nobody's is.

    Who hears what is decided over all duties at once, so one look serves several; few, so that people who
    ask meanwhile do not wait.
    """
    calendar = await office_calendar(tx)
    span = working_span(tx, calendar)
    if span is None:
        return False
    digests = await next_digests(tx, calendar, span, AT_ONCE)
    for found in digests:
        await _keep(tx, found)
        sections = await sections_of(tx, found.person.person_id, found.entries, found.duties)
        tx.put(await digest_note(tx, found.person, found.round_key, sections, calendar))
    return bool(digests)


async def _keep(tx: Tx, found: Digest) -> None:
    """Remember for whom it was what each entry says, and that the reader had the round's digest."""
    reader = found.person.person_id
    for entry in found.entries:
        is_own = entry.person_id == reader
        key = found.round_key if is_own else nudges.relayed(found.round_key, reader)
        await nudges.keep_sent(tx, entry.person_id, {entry.item_id: entry.keys}, key)
    await nudges.keep_digest(tx, reader, found.round_key)


def round_of(row: Outbox) -> str:
    """The round in a digest's dedupe key `nudge:{round}:{person_id}`."""
    return (row.dedupe_key or "").removeprefix("nudge:").rpartition(":")[0]


async def still_right(tx: Tx, row: Outbox) -> Note | None:
    """The digest as it must leave now, from today's truth; None when nothing of it is left.

    A digest that waited for days gives way to the newer one.
    """
    if row.person_id is None:
        return await group_still_right(tx, row, round_of(row))
    person = await people.person(tx, row.person_id)
    if person is None or person.person_id is None or not person.is_active:
        return None
    this_round, calendar = round_of(row), await office_calendar(tx)
    heard = await nudges.heard_in(tx, person.person_id, this_round)
    duties = await nudges.duties_of(tx, {one.item_id for one in heard})
    truth = _Truth(duties, await ladder_of(tx, duties), await _steps_now(tx, duties))
    away = await leave.stand_ins(tx, tx.today)
    entries = [
        entry
        for one in heard
        if person.person_id in (one.person_id, away.get(one.person_id))
        for entry in truth.entries(one)
    ]
    sections = await sections_of(tx, person.person_id, joined(entries), duties)
    if sections.is_empty:
        return None
    if this_round.startswith(_HAND):
        return await digest_note(tx, person, this_round, sections, calendar, texts.BY_HAND, Priority.NORMAL)
    return await digest_note(tx, person, this_round, sections, calendar)


async def _steps_now(tx: Tx, duties: Sequence[NudgeDuty]) -> dict[tuple[int, int], frozenset[LadderStep]]:
    """(item, unit) -> the steps of the ladder that have something to hear of it today."""
    policy, clock = await policies.policy(tx), clock_of(tx.today, await office_calendar(tx))
    return {(duty.facts.item_id, duty.unit_id): frozenset(stages_of(duty.facts, clock, policy)) for duty in duties}


@dataclass(frozen=True, slots=True)
class _Truth:
    """What is open now, in whose hands, and who is to hear of it."""

    duties: Sequence[NudgeDuty]
    ladder: EscalationLadder
    steps: Mapping[tuple[int, int], frozenset[LadderStep]]

    def entries(self, heard: NudgeRecord) -> list[DigestEntry]:
        """What was told, where it is still so: a later deadline or a report leaves nothing to urge."""
        by_hand = heard.stage.startswith(_HAND)
        told = next((one for one in LadderStep if heard.stage.startswith(one)), None)
        step = LadderStep.OWN if by_hand else told
        # A step that is no more, as of a digest that waited over a new version.
        if step is None:
            return []
        return [
            DigestEntry(heard.item_id, (duty.unit_id,), heard.person_id, step, (heard.stage,))
            for duty in self.duties
            if duty.facts.item_id == heard.item_id
            and (by_hand or is_vain(heard.stage) or step in self.steps[heard.item_id, duty.unit_id])
            and any(person.person_id == heard.person_id for person in self.ladder.on(step, duty))
        ]


async def nudge_by_hand(tx: Tx, actor: Actor, words: str, unit_id: int | None = None) -> Answer:
    """`/nudge 37 38`: urge the units' officials now, in one message each; those of one unit where it is given.

    What is settled or was urged within the hour is left out and named; when nothing is left, refused.
    """
    require(actor, Action.NUDGE)
    labels = _labels(words)
    this_round = f"{_HAND}{tx.now.timestamp():.0f}-{'+'.join(labels)}"
    desk = await _Desk.open(tx, this_round)
    done, refused = [], []
    for label in labels:
        parts = await named_item(tx, actor, label)
        obstacle = await _obstacle(tx, parts)
        if obstacle:
            refused.append(obstacle)
        else:
            done.append(await desk.address(tx, parts, unit_id))
    if not desk.mail:
        # Nobody hears: what was prepared is only the reason why.
        raise (TooLate if refused else NotFound)(texts.nobody_urged((*refused, *done)))
    await _send_by_hand(tx, actor, desk)
    opening = next_opening(tx, await office_calendar(tx))
    waits = [texts.leaves_at(opening, tx.today)] if opening else []
    return Answer("\n".join((*done, *refused, *waits)))


def names_numbers(words: str) -> bool:
    """Whether any of the words is a number; a typed name is none."""
    return any(items.parse_label(name) is not None for name in names_in(words))


def _labels(words: str) -> list[str]:
    """ "#37、38 39.1" as its labels, each once."""
    found = list(dict.fromkeys(name.lstrip("#") for name in names_in(words)))
    if not found or any(items.parse_label(label) is None for label in found):
        raise BadInput(texts.WHICH)
    if len(found) > HAND_LIMIT:
        raise BadInput(texts.TOO_MANY.format(limit=HAND_LIMIT))
    return found


async def _obstacle(tx: Tx, parts: ItemParts) -> str:
    """Why nobody is urged on this item now; empty when somebody may be."""
    item = parts.item
    if item.state not in IN_HAND:
        return texts.settled(item.label, item.state)
    last = await nudges.last_by_hand(tx, item.item_id)
    if last is not None and tx.now - last < HAND_PAUSE:
        return texts.pressed_before(item.label, tx.local(last))
    return ""


def waited_for(parts: ItemParts, only: int | None = None) -> dict[int, str]:
    """The units that have the item in hand, by id."""
    held = {own.unit_id: unit for own, unit in parts.assignments if own.state in IN_HAND}
    return {key: unit for key, unit in held.items() if only in (None, key)}


def owing(parts: ItemParts, today: date, only: int | None = None) -> dict[int, str]:
    """Of several units those that have not reported for a week; all of them once the item is late, or when each has."""
    waiting = waited_for(parts, only)
    is_late = parts.item.deadline is not None and parts.item.deadline < today
    if is_late or len(waiting) < 2:
        return waiting
    last = {own.unit_id: own.last_report_on for own, _ in parts.assignments}
    silent = {key: unit for key, unit in waiting.items() if _is_silent(last[key], today)}
    return silent or waiting


def _is_silent(last_report_on: date | None, today: date) -> bool:
    return last_report_on is None or today - last_report_on >= _FRESH


@dataclass(frozen=True, slots=True)
class _Desk:
    """Digests by hand in the making: by reader, with the labels of what each is told."""

    round_key: str
    limit: int
    had: Mapping[int, Sequence[str]]
    away: Mapping[int, int]
    asking_later: Collection[tuple[int, int]]
    mail: dict[int, tuple[Person, list[DigestEntry], list[str]]] = field(default_factory=dict)

    @classmethod
    async def open(cls, tx: Tx, round_key: str) -> "_Desk":
        limit = (await policies.policy(tx)).daily_cap
        away = await leave.stand_ins(tx, tx.today)
        return cls(round_key, limit, await nudges.digests_of_day(tx), away, await nudges.asking_later(tx))

    async def address(self, tx: Tx, parts: ItemParts, only: int | None) -> str:
        """Put the item before each official it waits for; who hears and who cannot, in words."""
        waiting = owing(parts, tx.today, only)
        spared = [unit for key, unit in waited_for(parts, only).items() if key not in waiting]
        asking = [key for key in waiting if (parts.item.item_id, key) in self.asking_later]
        wishes = [texts.asks_later(waiting.pop(key)) for key in asking]
        seats = await nudges.seats_of_units(tx, list(waiting))
        reached, missing = [], wishes
        for person, unit_id in seats:
            reader = await self._reader(tx, person)
            if not reader.is_reachable:
                missing.append(texts.unreachable(waiting[unit_id], reader.name))
            elif len(self.had.get(reader.person_id, ())) >= self.limit:
                missing.append(texts.full_day(reader.name, self.limit))
            else:
                self._put(reader, parts.item, unit_id, person)
                reached.append(texts.reached(waiting[unit_id], name=person.name, reader=reader.name))
        seated = {unit_id for _, unit_id in seats}
        missing += [texts.no_official(unit) for unit_id, unit in waiting.items() if unit_id not in seated]
        if not reached:
            return texts.nobody(parts.item.label, missing)
        return texts.told(parts.item.label, reached, missing, spared=spared)

    async def _reader(self, tx: Tx, person: Person) -> Person:
        stand_in = self.away.get(person.person_id)
        found = await people.person(tx, stand_in) if stand_in is not None else None
        return found or person

    def _put(self, reader: Person, item: Item, unit_id: int, whose: Person) -> None:
        _, entries, labels = self.mail.setdefault(reader.person_id, (reader, [], []))
        keys = (self.round_key,)
        entries.append(DigestEntry(item.item_id, (unit_id,), whose.person_id, LadderStep.OWN, keys))
        labels.append(item.label)


async def _send_by_hand(tx: Tx, actor: Actor, desk: _Desk) -> None:
    told: dict[str, list[str]] = {}
    calendar = await office_calendar(tx)
    for reader_id, (reader, entries, labels) in desk.mail.items():
        found = Digest(reader, desk.round_key, joined(entries), ())
        await _keep(tx, found)
        duties = await nudges.duties_of(tx, {entry.item_id for entry in entries})
        sections = await sections_of(tx, reader_id, found.entries, duties)
        note = await digest_note(tx, reader, desk.round_key, sections, calendar, texts.BY_HAND, Priority.NORMAL)
        tx.put(replace(note, in_hours=True))
        for label in dict.fromkeys(labels):
            told.setdefault(label, []).append(reader.name)
    for label, names in told.items():
        tx.record("nudge", label, by=actor, after={"told": names})
