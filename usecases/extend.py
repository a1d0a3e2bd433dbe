"""A later deadline: asked for with a date and a reason, decided once by a supervisor."""

from datetime import date

from domain.dates import read_date, say_date
from domain.hygiene import clean, cut
from domain.notes import Answer, Note
from domain.people import Action, Actor, Role, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.states import State
from domain.texts import review as texts
from storage import extensions, items, people
from storage.items import ItemParts
from storage.tables import Extension, ExtensionState, Item
from storage.tx import Tx
from usecases.loading import known_item, named_item


async def ask_extension(tx: Tx, actor: Actor, label: str, words: str) -> Answer:
    """/extend 37 12月31日 reason."""
    if not label or not words:
        raise BadInput(texts.EXTEND_USAGE)
    parts = await named_item(tx, actor, label)
    require(actor, Action.ASK_EXTENSION, parts.unit_ids)
    day, reason = _read(words, tx.today)
    old = _checked(parts.item, day, tx.today)
    assert parts.item.item_id is not None
    if await extensions.asked_of_item(tx, parts.item.item_id):
        raise TooLate(texts.EXTEND_TWICE.format(label=parts.item.label))
    extension = await extensions.add(
        tx,
        Extension(
            office_id=tx.office_id,
            item_id=parts.item.item_id,
            unit_id=_unit(actor, parts),
            asked_by=actor.person_id,
            asked_at=tx.now,
            old_deadline=old,
            new_deadline=day,
            reason=reason,
        ),
    )
    after = {"deadline": day, "reason": reason}
    tx.record(
        "ask_extension", parts.item.label, actor_id=actor.person_id, before={"deadline": old}, after=after
    )
    await _put_cards(tx, extension, parts.item, "、".join(actor.unit_names))
    return Answer(texts.extension_asked(parts.item.label, day, tx.today), item_id=parts.item.item_id)


def _read(words: str, today: date) -> tuple[date, str]:
    reading = read_date(words, today)
    if reading.day is None or (not reading.sure and reading.day >= today):
        why = reading.why_unsure or "没有看懂"
        raise BadInput(
            texts.EXTEND_UNSURE.format(
                phrase=reading.phrase or words[:12], why=f"：{why}", example="12月31日"
            )
        )
    reason = cut(clean(words.replace(reading.phrase, "", 1)).strip("，,。 "), 300)
    if not reason:
        raise BadInput(texts.EXTEND_NO_REASON.format(day=say_date(reading.day, today)))
    return reading.day, reason


def _checked(item: Item, day: date, today: date) -> date:
    if item.state in (State.CLOSED, State.CANCELLED):
        raise TooLate(texts.EXTEND_CLOSED.format(label=item.label))
    if item.deadline is None:
        raise BadInput(texts.NO_DEADLINE.format(label=item.label))
    if day < today:
        raise BadInput(texts.EXTEND_PAST.format(day=say_date(day, today)))
    if day <= item.deadline:
        raise BadInput(
            texts.EXTEND_EARLIER.format(day=say_date(day, today), old=say_date(item.deadline, today))
        )
    return item.deadline


def _unit(actor: Actor, parts: ItemParts) -> int:
    own = parts.of_units(actor.unit_ids)
    return own[0].unit_id if own else next(iter(actor.unit_ids & parts.cooperating))


def _key(extension: Extension, person_id: int | None) -> str:
    return f"extension:{extension.extension_id}:{person_id}"


async def _put_cards(tx: Tx, extension: Extension, item: Item, unit: str) -> None:
    assert extension.extension_id is not None
    assert extension.old_deadline is not None
    title, text = texts.extension_card(
        item.label,
        item.directive,
        unit,
        extension.old_deadline,
        extension.new_deadline,
        extension.reason,
        tx.today,
    )
    rows = texts.extension_rows(extension.extension_id, extension.version)
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        key = _key(extension, supervisor.person_id)
        tx.put(
            Note(
                supervisor.telegram_id,
                "extension_card",
                text,
                title,
                rows,
                item_id=item.item_id,
                dedupe_key=key,
            )
        )


async def decide_extension(tx: Tx, actor: Actor, extension_id: int, *, granted: bool) -> Answer:
    """[同意] or [不同意]; whoever is second reads who was first."""
    require(actor, Action.GRANT_EXTENSION)
    extension = await extensions.by_id(tx, extension_id)
    if extension is None:
        raise NotFound(texts.EXTEND_USAGE)
    state = ExtensionState.GRANTED if granted else ExtensionState.REFUSED
    won = await extensions.decide(tx, extension, state=state, decided_by=actor.person_id, decided_at=tx.now)
    if not won:
        await _was_decided(tx, extension)
    parts = await known_item(tx, actor, extension.item_id)
    item, before = parts.item, parts.item.deadline
    if granted:
        original = item.original_deadline or item.deadline
        await items.move_item(tx, item, deadline=extension.new_deadline, original_deadline=original)
    after = {"deadline": item.deadline, "granted": granted}
    tx.record(
        "decide_extension", item.label, actor_id=actor.person_id, before={"deadline": before}, after=after
    )
    line = texts.extension_decided(item.label, extension.new_deadline, granted, actor.name, tx.today)
    await _tell(tx, actor, extension, item, line)
    return Answer(line, edit=True, toast="已答复")


async def _was_decided(tx: Tx, extension: Extension) -> None:
    by = await people.person(tx, extension.decided_by or 0)
    word = "同意" if extension.state is ExtensionState.GRANTED else "不同意"
    at = texts.when(extension.decided_at or tx.now, tx.profile.zone)
    raise TooLate(f"这个延期申请已由{by.name if by else '督查室'}于{at}答复“{word}”，您的操作没有生效。")


async def _tell(tx: Tx, actor: Actor, extension: Extension, item: Item, line: str) -> None:
    for person in await people.officials_of(tx, [extension.unit_id]):
        tx.put(Note(person.telegram_id, "verdict", line, item_id=item.item_id))
    for supervisor in await people.with_role(tx, Role.SUPERVISOR):
        if supervisor.person_id != actor.person_id:
            key = _key(extension, supervisor.person_id)
            tx.put(
                Note(
                    supervisor.telegram_id, "extension_card", line, edits_key=key, dedupe_key=f"{key}:decided"
                )
            )
