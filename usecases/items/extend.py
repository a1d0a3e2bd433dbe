"""A later deadline: asked for with a date and a reason, decided once by a supervisor."""

from dataclasses import dataclass
from datetime import date, datetime

from domain.dates.reading import read_date, say_date
from domain.dates.workdays import WorkCalendar
from domain.hygiene import clean, cut
from domain.items import extend_texts as texts
from domain.notes import Answer, Note
from domain.office.people import Action, Actor, Role, require
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from domain.review.review_texts import when
from domain.states import OPEN_STATES, State, Verb
from domain.talk import report_texts
from storage.items import extensions, items
from storage.items.items import ItemParts
from storage.nudging import nudges
from storage.office import people
from storage.tables import Assignment, Draft, Extension, ExtensionState, Item
from storage.tx import Tx
from usecases.steps.duties import own_assignment
from usecases.steps.loading import known_item, wanted_item
from usecases.talk.report import ask_words, settled_meanwhile

REASON_LIMIT = 300
WAITING_OTHER = "extend_other"
_BREAKS = "，,。;；：: "


@dataclass(frozen=True, slots=True)
class _Wish:
    """What was read: the day, whether it must be asked back, and the reason."""

    day: date
    sure: bool
    phrase: str
    why_unsure: str
    reason: str


async def ask_extension(tx: Tx, actor: Actor, item: str | int, words: str, chat_id: int) -> Answer:
    """/extend 37 12月31日 reason. Without words they are asked for; a doubtful day is asked back."""
    parts = await wanted_item(tx, actor, item, texts.USAGE)
    assignment = await _may_ask(tx, actor, parts)
    label = parts.item.label
    if not clean(words):
        return await ask_words(tx, actor, parts.item, chat_id, "extend", texts.ASK.format(label=label))
    wish = await _read(tx, parts.item, words)
    if wish.sure:
        return await _submit(tx, actor, parts, assignment, wish.day, wish.reason)
    payload: dict[str, object] = {"item_id": parts.item.item_id, "reason": wish.reason}
    await people.wait_for(tx, actor.person_id, chat_id, "extend_day", payload)
    text = texts.is_this_the_day(label, wish.phrase, wish.day, wish.why_unsure, tx.today)
    return Answer(text, choices=texts.day_rows(parts.item.item_id or 0, wish.day))


async def _may_ask(tx: Tx, actor: Actor, parts: ItemParts) -> Assignment:
    """The assignment that asks; refused for closed items, helpers, and while another request waits."""
    item = parts.item
    label, number = item.label, item.label.lstrip("#")
    require(actor, Action.ASK_EXTENSION, parts.unit_ids)
    if item.state not in OPEN_STATES:
        raise TooLate(texts.CLOSED.format(label=label, number=number))
    assignment = own_assignment(actor, parts)
    if assignment is None:
        raise NotAllowed(report_texts.ONLY_HELPING.format(label=label, number=number, what="申请延期"))
    if assignment.state not in (State.ASSIGNED, State.IN_PROGRESS):
        raise TooLate(texts.UNIT_DONE.format(label=label, number=number))
    if item.deadline is None:
        raise BadInput(texts.NO_DEADLINE.format(label=label))
    assert item.item_id is not None
    waiting = await extensions.asked_of_item(tx, item.item_id)
    if waiting:
        day = say_date(waiting[0].new_deadline, tx.today)
        raise TooLate(texts.TWICE.format(label=label, day=day))
    return assignment


async def _read(tx: Tx, item: Item, words: str) -> _Wish:
    calendar = WorkCalendar(await nudges.calendar_overrides(tx))
    reading = read_date(words, tx.today, calendar)
    if reading.day is None:
        if reading.phrase:
            raise BadInput(texts.NO_SINGLE_DAY.format(phrase=reading.phrase))
        raise BadInput(texts.NOT_READ.format(phrase=f"“{cut(clean(words), 20)}”"))
    _check_day(item, reading.day, tx.today)
    rest = clean(words).replace(reading.phrase, "", 1).strip(_BREAKS)
    reason = cut(rest.removeprefix("延期到").removeprefix("延期至").strip(_BREAKS), REASON_LIMIT)
    if not reason:
        day = say_date(reading.day, tx.today)
        raise BadInput(texts.NO_REASON.format(day=day, number=item.label.lstrip("#")))
    return _Wish(reading.day, reading.sure, reading.phrase, reading.why_unsure, reason)


def _check_day(item: Item, day: date, today: date) -> None:
    assert item.deadline is not None
    if day < today:
        raise BadInput(texts.PAST.format(day=say_date(day, today)))
    if day <= item.deadline:
        old = say_date(item.deadline, today)
        raise BadInput(texts.NOT_LATER.format(day=say_date(day, today), old=old))


async def confirm_day(tx: Tx, actor: Actor, item_id: int, digits: str, chat_id: int) -> Answer:
    """[是] under a doubtful day, given as 20261231."""
    draft = await _doubtful(tx, actor, item_id, chat_id)
    try:
        day = datetime.strptime(digits, "%Y%m%d").date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise TooLate(texts.DRAFT_GONE) from None
    parts = await known_item(tx, actor, item_id)
    assignment = await _may_ask(tx, actor, parts)
    _check_day(parts.item, day, tx.today)
    await people.stop_waiting(tx, draft)
    answer = await _submit(tx, actor, parts, assignment, day, str(draft.payload["reason"]))
    return Answer(answer.text, item_id=item_id, edit=True, toast="已提交")


async def drop_day(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Answer:
    """[不是]."""
    await people.stop_waiting(tx, await _doubtful(tx, actor, item_id, chat_id))
    return Answer(texts.NOT_SENT, edit=True, toast="没有提交")


async def _doubtful(tx: Tx, actor: Actor, item_id: int, chat_id: int) -> Draft:
    draft = await people.draft_of(tx, actor.person_id, chat_id)
    if draft is None or draft.kind != "extend_day" or draft.payload["item_id"] != item_id:
        raise TooLate(texts.DRAFT_GONE)
    return draft


async def answer_extend(tx: Tx, actor: Actor, draft: Draft, words: str, chat_id: int) -> Answer:
    """The date and reason that were asked for."""
    if not clean(words):
        raise BadInput(texts.NO_WORDS)
    gone = await settled_meanwhile(tx, actor, draft, Verb.ASK_COMPLETION)
    if gone is not None:
        return gone
    answer = await ask_extension(tx, actor, int(str(draft.payload["item_id"])), words, chat_id)
    if draft.kind == "extend":
        await people.stop_waiting(tx, draft)
    return answer


async def _submit(
    tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date, reason: str
) -> Answer:
    item = parts.item
    extension = await _keep(tx, actor, item, assignment, day, reason)
    tx.record(
        "ask_extension",
        item.label,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"deadline": item.deadline},
        after={"deadline": day, "reason": reason},
    )
    unit = next(name for one, name in parts.assignments if one is assignment)
    await _put_cards(tx, extension, item, unit)
    return Answer(texts.asked(item.label, day, reason, tx.today), item_id=item.item_id)


async def _keep(
    tx: Tx, actor: Actor, item: Item, assignment: Assignment, day: date, reason: str
) -> Extension:
    assert item.item_id is not None
    extension = Extension(
        office_id=tx.office_id,
        item_id=item.item_id,
        unit_id=assignment.unit_id,
        asked_by=actor.person_id,
        asked_at=tx.now,
        old_deadline=item.deadline,
        new_deadline=day,
        reason=reason,
    )
    await extensions.add(tx, extension)
    return extension


async def grant_unasked(tx: Tx, actor: Actor, parts: ItemParts, assignment: Assignment, day: date) -> Answer:
    """A supervisor grants what the unit plans but has not asked for; it counts as any other."""
    require(actor, Action.GRANT_EXTENSION)
    waiting = await extensions.asked_of_item(tx, assignment.item_id)
    if waiting:
        asked = say_date(waiting[0].new_deadline, tx.today)
        raise TooLate(texts.TWICE.format(label=parts.item.label, day=asked))
    extension = await _keep(tx, actor, parts.item, assignment, day, texts.UNASKED)
    assert extension.extension_id is not None
    return await decide_extension(tx, actor, extension.extension_id, extension.version, granted=True)


def card_key(extension: Extension, person_id: int | None) -> str:
    return f"extension:{extension.extension_id}:{person_id}"


async def _put_cards(tx: Tx, extension: Extension, item: Item, unit: str) -> None:
    assert extension.extension_id is not None
    assert extension.old_deadline is not None
    title, text = texts.card(
        item.label,
        item.directive,
        unit,
        extension.old_deadline,
        extension.new_deadline,
        extension.reason,
        await extensions.granted_count(tx, extension.item_id),
        tx.today,
    )
    rows = texts.rows(extension.extension_id, extension.version)
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        tx.put(
            Note(
                supervisor.telegram_id,
                "extension_card",
                text,
                title,
                rows,
                item_id=item.item_id,
                person_id=supervisor.person_id,
                dedupe_key=card_key(extension, supervisor.person_id),
            )
        )


async def _asked(tx: Tx, actor: Actor, extension_id: int, version: int) -> tuple[Extension, ItemParts]:
    """The request as the presser saw it, or who decided it."""
    require(actor, Action.GRANT_EXTENSION)
    extension = await extensions.by_id(tx, extension_id)
    if extension is None:
        raise NotFound(texts.GONE)
    parts = await known_item(tx, actor, extension.item_id)
    if extension.state is not ExtensionState.ASKED or extension.version != version:
        raise TooLate(await _who_was_first(tx, extension, parts.item))
    return extension, parts


async def ask_other_day(tx: Tx, actor: Actor, extension_id: int, version: int, chat_id: int) -> Answer:
    """[同意，改日期]: until when, then?"""
    extension, parts = await _asked(tx, actor, extension_id, version)
    _check_grant(extension, parts.item, tx.today)
    item_id = extension.item_id
    payload: dict[str, object] = {"item_id": item_id, "extension_id": extension_id, "version": version}
    await people.wait_for(tx, actor.person_id, chat_id, WAITING_OTHER, payload)
    unit = _unit_of(extension, parts)
    text = texts.ask_other(parts.item.label, unit, extension.new_deadline, tx.today)
    return Answer(text, kind="question", item_id=item_id, ask=True)


async def take_other_day(tx: Tx, actor: Actor, draft: Draft, words: str) -> Answer:
    """The day that the supervisor grants instead; it must still be a later one."""
    extension_id, version = (int(str(draft.payload[name])) for name in ("extension_id", "version"))
    _, parts = await _asked(tx, actor, extension_id, version)
    reading = read_date(words, tx.today, WorkCalendar(await nudges.calendar_overrides(tx)))
    if reading.day is None or not reading.sure:
        raise BadInput(texts.OTHER_UNSURE.format(phrase=cut(clean(words), 20)))
    _check_day(parts.item, reading.day, tx.today)
    await people.stop_waiting(tx, draft)
    answer = await decide_extension(tx, actor, extension_id, version, granted=True, day=reading.day)
    return Answer(answer.text, item_id=answer.item_id)


async def decide_extension(
    tx: Tx, actor: Actor, extension_id: int, version: int, *, granted: bool, day: date | None = None
) -> Answer:
    """[同意] or [不同意]; `day` when another one is granted. Whoever is second reads who was first."""
    extension, parts = await _asked(tx, actor, extension_id, version)
    item, before, wished = parts.item, parts.item.deadline, extension.new_deadline
    if granted:
        _check_grant(extension, item, tx.today)
    state = ExtensionState.GRANTED if granted else ExtensionState.REFUSED
    won = await extensions.decide(
        tx,
        extension,
        state=state,
        decided_by=actor.person_id,
        decided_at=tx.now,
        new_deadline=day or wished,
    )
    if not won:
        raise TooLate(await _who_was_first(tx, extension, item))
    if granted:
        await _write(tx, extension, item)
    tx.record(
        "decide_extension",
        item.label,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"deadline": before},
        after={"deadline": item.deadline, "granted": granted},
    )
    line = await _tell(tx, actor, extension, parts, wished, granted=granted)
    return Answer(line, edit=True, toast="已同意" if granted else "未同意")


def _check_grant(extension: Extension, item: Item, today: date) -> None:
    """What was asked may have been overtaken: the item closed, or its deadline set otherwise."""
    label = item.label
    if item.state not in OPEN_STATES:
        raise TooLate(texts.CLOSED.format(label=label, number=label.lstrip("#")))
    if item.deadline is None or item.deadline >= extension.new_deadline:
        day = say_date(item.deadline, today) if item.deadline else "长期"
        raise TooLate(texts.DUE_MOVED.format(label=label, day=day))


async def _who_was_first(tx: Tx, extension: Extension, item: Item) -> str:
    by = await people.person(tx, extension.decided_by or 0)
    at = when(extension.decided_at or tx.now, tx.profile.zone)
    granted = extension.state is ExtensionState.GRANTED
    return texts.was_decided(item.label, by.name if by else "督查室", at, granted=granted)


async def _write(tx: Tx, extension: Extension, item: Item) -> None:
    """The first deadline stays as the original one; open sub-items that shared the deadline follow."""
    assert item.item_id is not None
    subs = await items.sub_items(tx, item.item_id)
    sharing = [sub for sub in subs if sub.state in OPEN_STATES and sub.deadline == item.deadline]
    for one in (item, *sharing):
        original = one.original_deadline or one.deadline
        if not await items.move_item(
            tx, one, deadline=extension.new_deadline, original_deadline=original, deadline_text=""
        ):
            raise TooLate(texts.CHANGED.format(label=one.label))


def _unit_of(extension: Extension, parts: ItemParts) -> str:
    return next((name for one, name in parts.assignments if one.unit_id == extension.unit_id), "")


async def _tell(
    tx: Tx, actor: Actor, extension: Extension, parts: ItemParts, wished: date, *, granted: bool
) -> str:
    """The unit that asked hears the answer, a later deadline all units; the other cards are closed."""
    item = parts.item
    unit = _unit_of(extension, parts)
    day = extension.new_deadline
    line = texts.decided(item.label, unit, day, granted, actor.name, tx.today, wished)
    if extension.reason == texts.UNASKED:
        line = texts.granted_unasked(item.label, unit, day, actor.name, tx.today)
    units = {one.unit_id for one, _ in parts.in_charge if one.state in OPEN_STATES} if granted else set()
    for person in await people.officials_of(tx, sorted(units | {extension.unit_id})):
        key = f"{card_key(extension, person.person_id)}:told"
        tx.put(
            Note(
                person.telegram_id,
                "verdict",
                line,
                item_id=item.item_id,
                person_id=person.person_id,
                dedupe_key=key,
            )
        )
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        if supervisor.person_id != actor.person_id:
            key = card_key(extension, supervisor.person_id)
            tx.put(
                Note(
                    supervisor.telegram_id,
                    "extension_card",
                    line,
                    item_id=item.item_id,
                    person_id=supervisor.person_id,
                    edits_key=key,
                    dedupe_key=f"{key}:decided",
                )
            )
    return line
