"""Register an item by hand (立项): in one line, or question by question."""

import re
from datetime import date

from domain.dates import read_date, say_date
from domain.hygiene import clean
from domain.notes import Answer
from domain.people import Action, Actor, require
from domain.refusals import BadInput
from domain.texts import assign as texts
from storage import intake, items, people
from storage.tables import Draft, Item
from storage.tx import Tx
from usecases.assign import add_assignments, unit_names

DIRECTIVE_LIMIT = 1000
SHORTEST = 4
_NONE = ("无", "没有", "暂无", "-")
_PARTS = re.compile(r"[；;\n]")


async def register(tx: Tx, actor: Actor, chat_id: int, words: str) -> Answer:
    """/new, or `/new 内容；责任单位；时限` at once."""
    require(actor, Action.REGISTER)
    given = [part.strip() for part in _PARTS.split(words) if part.strip()]
    if len(given) >= 3:
        return await _write(tx, actor, _directive("；".join(given[:-2])), given[-2], given[-1])
    if given:
        return await _go_on(tx, actor, chat_id, {"directive": _directive(words)})
    await people.wait_for(tx, actor.person_id, chat_id, "new", {})
    return Answer(texts.NEW_ASK, ask=True, kind="question")


async def answer_question(tx: Tx, actor: Actor, draft: Draft, words: str) -> Answer:
    """The next piece: directive, units, then the deadline, which completes it."""
    require(actor, Action.REGISTER)
    payload = dict(draft.payload)
    if "directive" not in payload:
        return await _go_on(tx, actor, draft.chat_id, {"directive": _directive(words)})
    if "units" not in payload:
        units = "" if words.strip() in _NONE else "、".join(unit_names(words))
        return await _go_on(tx, actor, draft.chat_id, {**payload, "units": units})
    answer = await _write(tx, actor, str(payload["directive"]), str(payload["units"]), words)
    await people.stop_waiting(tx, draft)
    return answer


async def _go_on(tx: Tx, actor: Actor, chat_id: int, payload: dict[str, object]) -> Answer:
    await people.wait_for(tx, actor.person_id, chat_id, "new", payload)
    question = texts.NEW_ASK_DUE if "units" in payload else texts.NEW_ASK_UNITS
    return Answer(question, ask=True, kind="question")


def _directive(words: str) -> str:
    text = clean(words)
    if len(text) < SHORTEST:
        raise BadInput(texts.NEW_TOO_SHORT)
    if len(text) > DIRECTIVE_LIMIT:
        raise BadInput(texts.NEW_TOO_LONG.format(length=len(text), limit=DIRECTIVE_LIMIT))
    return text


def _due(words: str, today: date) -> tuple[date | None, bool]:
    """(deadline, long-term). Only a day that is certain and not past is taken without asking."""
    if words.strip() in _NONE:
        return None, False
    reading = read_date(words, today)
    if reading.long_term:
        return None, True
    if reading.day is None or not reading.sure:
        why = f"（{reading.why_unsure}）" if reading.phrase else ""
        raise BadInput(texts.DUE_UNREAD.format(words=words[:20], why=why))
    return reading.day, False


async def _write(tx: Tx, actor: Actor, directive: str, units: str, due: str) -> Answer:
    day, long_term = _due(due, tx.today)
    names = [] if units in _NONE else unit_names(units)
    item = Item(
        office_id=tx.office_id,
        number=await items.next_number(tx),
        directive=directive,
        long_term=long_term,
        deadline=day,
        deadline_text=due if due not in _NONE else "",
        original_deadline=day,
        registered_at=tx.now,
        last_moved_on=tx.today,
    )
    await intake.keep(tx, [item])
    known = [await intake.unit_for(tx, name) for name in names]
    await add_assignments(tx, item, known)
    after = {"directive": directive, "units": names, "deadline": day}
    tx.record("register", item.label, actor_id=actor.person_id, telegram_id=actor.telegram_id, after=after)
    words = "长期" if long_term else say_date(day, tx.today, with_weekday=True) if day else "未定"
    return Answer(texts.registered(item.label, names, words), item_id=item.item_id)
