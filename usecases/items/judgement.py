"""A supervisor's judgement (进展滞后…) beside the computed light: with reason, for thirty days."""

from datetime import timedelta

from domain.hygiene import clean, cut
from domain.items import lookback_texts as texts
from domain.notes import Answer
from domain.office.people import OFFICE, Action, Actor, require
from domain.refusals import BadInput, TooLate
from domain.states import OPEN_STATES
from domain.words import listed
from storage.items import lifecycle
from storage.items.items import ItemParts
from storage.office import people
from storage.tables import Item, Judgement
from storage.tx import Tx
from usecases.steps.asking import Question, ask
from usecases.steps.item_acts import REASON_LIMIT, record, tell_units
from usecases.steps.loading import about, check_version, known_item, must_be_open, named_item

LASTS = timedelta(days=30)


class JudgementReason(Question, kind="judge", action=Action.KEEP_LIFE):
    """On what ground is an item judged so?"""

    item_id: int
    word: str


async def judge_named(tx: Tx, actor: Actor, label: str, words: str, chat_id: int) -> Answer:
    """/judge 37 进展滞后 reason; what is missing is asked for."""
    require(actor, Action.KEEP_LIFE)
    parts = await named_item(tx, actor, label, texts.JUDGE_USAGE)
    said = clean(words)
    if not said:
        return await _ask(tx, parts)
    word = next((one for one in texts.JUDGE_WORDS if said.startswith(one)), "")
    if not word:
        raise BadInput(texts.JUDGE_UNREAD.format(words=listed(texts.JUDGE_WORDS), usage=texts.JUDGE_USAGE))
    reason = texts.judge_reason(said, word)
    if not reason:
        return await _ask_reason(tx, actor, parts, word, chat_id)
    return await _judge(tx, actor, parts, word, reason)


async def press(tx: Tx, actor: Actor, item_id: int, version: int, extra: str, chat_id: int) -> Answer:
    """[评判], then one of the words; "off" ends the one that stands."""
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, item_id)
    if not extra:
        return await _ask(tx, parts)
    await check_version(tx, parts.item, version)
    if extra == "off":
        return await _end(tx, actor, parts.item)
    places = {str(place): word for place, word in enumerate(texts.JUDGE_WORDS)}
    if extra not in places:
        raise TooLate(about(parts.item, texts.GONE))
    return await _ask_reason(tx, actor, parts, places[extra], chat_id)


async def _ask(tx: Tx, parts: ItemParts) -> Answer:
    item = parts.item
    must_be_open(item, texts.JUDGE_CLOSED)
    standing = await lifecycle.judgement_of(tx, item.item_id, tx.today)
    rows = texts.judge_rows(item.item_id, item.version, has_one=standing is not None)
    return Answer(texts.JUDGE_ASK.format(label=item.label), choices=rows, item_id=item.item_id)


async def _ask_reason(tx: Tx, actor: Actor, parts: ItemParts, word: str, chat_id: int) -> Answer:
    must_be_open(parts.item, texts.JUDGE_CLOSED)
    text = texts.JUDGE_ASK_REASON.format(label=parts.item.label, word=word)
    asked = JudgementReason(parts.item.item_id, word)
    return await ask(tx, actor, chat_id, asked, text, label=parts.item.label)


async def take_reason(tx: Tx, actor: Actor, asked: JudgementReason, words: str) -> Answer:
    require(actor, Action.KEEP_LIFE)
    parts = await known_item(tx, actor, asked.item_id)
    if not clean(words):
        raise BadInput(texts.JUDGE_ASK_REASON.format(label=parts.item.label, word=asked.word))
    return await _judge(tx, actor, parts, asked.word, clean(words))


async def _judge(tx: Tx, actor: Actor, parts: ItemParts, word: str, reason: str) -> Answer:
    """A newer one takes the place of the older."""
    item = parts.item
    must_be_open(item, texts.JUDGE_CLOSED)
    old = await lifecycle.judgement_of(tx, item.item_id, tx.today)
    await lifecycle.end_judgements(tx, item.item_id, tx.today - timedelta(days=1))
    row = Judgement(
        item_id=item.item_id,
        word=word,
        reason=cut(reason, REASON_LIMIT),
        given_by=actor.person_id,
        given_on=tx.today,
        ends_on=tx.today + LASTS,
    )
    await tx.add(row)
    record(tx, actor, "judge", item, {"name": old.word if old else ""}, {"name": word, "reason": row.reason})
    line = texts.judged(item.label, word=word, reason=row.reason, ends=row.ends_on, today=tx.today)
    units = [one.unit_id for one, _ in parts.in_charge if one.state in OPEN_STATES]
    await tell_units(tx, item, units, f"judged.{row.judgement_id}", text=line)
    return Answer(line, item_id=item.item_id)


async def _end(tx: Tx, actor: Actor, item: Item) -> Answer:
    old = await lifecycle.judgement_of(tx, item.item_id, tx.today)
    if old is None:
        raise TooLate(texts.JUDGE_NONE.format(label=item.label))
    await lifecycle.end_judgements(tx, item.item_id, tx.today - timedelta(days=1))
    record(tx, actor, "end_judgement", item, {"name": old.word})
    return Answer(texts.JUDGE_ENDED.format(label=item.label), item_id=item.item_id, edit=True)


async def standing(tx: Tx, item: Item) -> Judgement | None:
    """The one that counts today; none once the item is finished."""
    if item.state not in OPEN_STATES:
        return None
    return await lifecycle.judgement_of(tx, item.item_id, tx.today)


async def card_lines(tx: Tx, item: Item) -> list[str]:
    row = await standing(tx, item)
    if row is None:
        return []
    by = await people.person(tx, row.given_by)
    who = by.name if by else OFFICE
    return [
        texts.judge_line(row.word, reason=row.reason, who=who, given=row.given_on, ends=row.ends_on, today=tx.today)
    ]
