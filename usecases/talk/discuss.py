"""Talk about an item: questions and replies (追问 / 回复), "no change", and what all sorts of talk share."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from domain import toasts
from domain.arrivals import MessageSource, Saying
from domain.hygiene import clean, cut
from domain.notes import Answer
from domain.office.people import OFFICE, Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.requests import RequestKind
from domain.states import IN_HAND
from domain.talk import act_texts
from domain.talk import discuss_texts as texts
from domain.talk.acts import SpeechAct, heard, pressed_as_progress
from domain.talk.hints import says_no_change
from storage import requests
from storage.items.items import ItemParts
from storage.office import units
from storage.requests import RequestWithItem
from storage.tables import Outbox, Person, Remark, Report, ReportKind
from storage.talk import dialogue, reports
from storage.talk.dialogue import RemarkWithSpeaker
from storage.talk.reports import ReportWithNames
from storage.tx import Tx
from usecases.steps.asking import Question, ask_about
from usecases.steps.cards import Card, officials, supervisors
from usecases.steps.loading import about, asked_item, known_item, own_assignment, speaking_unit, wanted_item
from usecases.steps.requests import to_decide
from usecases.talk.questions import answer_questions, asks, drop_questions, put_questions, thread_lines
from usecases.talk.repeats import check_said
from usecases.talk.report import say_receipt, submit_report

TEXT_LIMIT = 500
_LOOKED_BACK = 30


class AskWords(Question, kind="ask", action=Action.DISCUSS):
    """What is to be asked about an item?"""

    item_id: int


class AnswerWords(Question, kind="answer", action=Action.DISCUSS):
    """What is the answer to a question on an item?"""

    item_id: int
    request_id: int


def said(text: str, nothing: str) -> str:
    """The words as they are stored; `nothing` is what an empty message is answered with."""
    words = clean(text)
    if not words:
        raise BadInput(nothing)
    if len(words) > TEXT_LIMIT:
        raise BadInput(texts.TOO_LONG.format(length=len(words), limit=TEXT_LIMIT))
    return words


async def ask(tx: Tx, actor: Actor, item: str | int, text: str, chat_id: int) -> Answer:
    """/ask 37 text: a supervisor asks the responsible units, an official asks the office."""
    parts = await wanted_item(tx, actor, item, texts.USAGE)
    require(actor, Action.DISCUSS, parts.unit_ids)
    if not clean(text):
        prompt = texts.ASK.format(label=parts.item.label)
        return await ask_about(tx, actor, parts.item, chat_id, AskWords(parts.item.item_id), prompt)
    return await _say(tx, actor, parts, said(text, texts.NOTHING_SAID), None)


async def answer_ask(tx: Tx, actor: Actor, asked: AskWords, text: str) -> Answer:
    """The words that were asked for."""
    words = said(text, texts.NOTHING_SAID)
    parts = await asked_item(tx, actor, asked.item_id)
    require(actor, Action.DISCUSS, parts.unit_ids)
    return await _say(tx, actor, parts, words, None)


async def reply(tx: Tx, actor: Actor, about: Outbox, text: str) -> Answer:
    """Words in reply to a remark's message go back to who made it."""
    before = await dialogue.remark(tx, int((about.dedupe_key or "").split(":")[1]))
    if before is None:
        raise NotFound(texts.GONE)
    parts = await known_item(tx, actor, before.remark.item_id)
    require(actor, Action.DISCUSS, parts.unit_ids)
    return await _say(tx, actor, parts, said(text, texts.NOTHING_SAID), before)


async def ask_answer(tx: Tx, actor: Actor, request_id: int, chat_id: int) -> Answer:
    """[答复] under what waits for an answer."""
    waiting = await _to_answer(tx, actor, request_id)
    asked = AnswerWords(waiting.item.item_id, request_id)
    return await ask_about(
        tx, actor, waiting.item, chat_id, asked, texts.ASK_ANSWER.format(question=cut(waiting.request.text, 200))
    )


async def take_answer(tx: Tx, actor: Actor, asked: AnswerWords, text: str) -> Answer:
    """The words that were asked for."""
    waiting = await _to_answer(tx, actor, asked.request_id)
    parts = await known_item(tx, actor, asked.item_id)
    before = await dialogue.remark(tx, waiting.request.remark_id or 0)
    return await _say(tx, actor, parts, said(text, texts.NOTHING_SAID), before)


async def _to_answer(tx: Tx, actor: Actor, request_id: int) -> RequestWithItem:
    """A question to the speaker's unit or, of a supervisor, to the office; refused with who answered it."""
    is_enquiry = await requests.by_id(tx, RequestKind.ENQUIRY, request_id) is not None
    return await to_decide(tx, actor, RequestKind.ENQUIRY if is_enquiry else RequestKind.QUESTION, request_id)


async def pass_on(tx: Tx, actor: Actor, parts: ItemParts, text: str) -> Answer:
    """What a unit asks in plain words: as /ask does, and the speaker is told to whom it went."""
    require(actor, Action.DISCUSS, parts.unit_ids)
    told = await _say(tx, actor, parts, cut(text, TEXT_LIMIT), None)
    listeners = await _listeners(tx, actor, parts, speaking_unit(actor, parts), None)
    return replace(told, text=act_texts.passed_on(parts.item.label, [one.name for one in listeners]))


async def protest(tx: Tx, actor: Actor, parts: ItemParts, text: str, *, again: bool = False) -> Answer:
    """The unit says that the item is not its own: a remark for the supervisors, with [改派]."""
    require(actor, Action.DISCUSS, parts.unit_ids)
    item, words, unit_id = parts.item, cut(text, TEXT_LIMIT), speaking_unit(actor, parts)
    listeners = await _listeners(tx, actor, parts, unit_id, None)
    if not again:
        await _check_again(tx, actor, item.item_id, words)
    row = Remark(item_id=item.item_id, person_id=actor.person_id, unit_id=unit_id, said_at=tx.happened_at, text=words)
    await tx.add(row)
    await put_questions(tx, actor, row, ())
    names = [one.name for one in listeners]
    tx.record("protest", item.label, by=actor, after={"text": words, "name": names})
    unit = await units.unit(tx, unit_id)
    who = f"{unit.name if unit else OFFICE}{actor.name}"
    title, told = act_texts.protest_card(item.label, directive=item.directive, who=who, text=words)
    card = Card("remark", f"remark:{row.remark_id}", row.item_id)
    card.put(tx, listeners, told, title, act_texts.protest_rows(item.item_id))
    return Answer(act_texts.protested(item.label, names), item_id=item.item_id)


async def withdraw_remarks(tx: Tx, actor: Actor, item_id: int, text: str) -> bool:
    """What had gone to the office as a remark turned out to be progress: the cards say so. False: nothing had."""
    words = cut(text, TEXT_LIMIT)
    said_now = [
        one
        for one in await dialogue.remarks_of(tx, item_id, _LOOKED_BACK)
        if (one.remark.person_id, one.remark.said_at, one.remark.text) == (actor.person_id, tx.happened_at, words)
    ]
    await drop_questions(tx, actor, await requests.open_on_remarks(tx, [one.remark.remark_id for one in said_now]))
    for one in said_now:
        label = (await known_item(tx, actor, item_id)).item.label
        line = act_texts.made_progress(label, who=f"{one.unit or OFFICE}{actor.name}", text=words)
        await Card("remark", f"remark:{one.remark.remark_id}", item_id).close(tx, await supervisors(tx), line)
        tx.record("as_progress", label, by=actor, before={"text": words})
    return bool(said_now)


async def ask_again(tx: Tx, actor: Actor, item_id: int, words: str) -> Answer:
    """The same words stand on the item since minutes, and were asked about."""
    parts = await known_item(tx, actor, item_id)
    require(actor, Action.DISCUSS, parts.unit_ids)
    is_protest = not actor.is_supervisor and heard(words, tx.happened_on).act is SpeechAct.PROTEST
    return await (
        protest(tx, actor, parts, words, again=True) if is_protest else _say(tx, actor, parts, words, None, again=True)
    )


async def _check_again(tx: Tx, actor: Actor, item_id: int, words: str) -> None:
    remarks = [one.remark for one in await dialogue.remarks_of(tx, item_id, _LOOKED_BACK)]
    mine = [(one.text, one.said_at) for one in remarks if one.person_id == actor.person_id and one.answers_id is None]
    check_said(tx, actor, mine, words, item_id, AskWords.kind)


async def _say(
    tx: Tx, actor: Actor, parts: ItemParts, words: str, before: RemarkWithSpeaker | None, *, again: bool = False
) -> Answer:
    item = parts.item
    unit_id = None if actor.is_supervisor else speaking_unit(actor, parts)
    listeners = await _listeners(tx, actor, parts, unit_id, before)
    if not listeners:
        raise NotFound(texts.NOBODY.format(label=item.label))
    if before is None and not again:
        await _check_again(tx, actor, item.item_id, words)
    row = Remark(
        item_id=item.item_id,
        person_id=actor.person_id,
        unit_id=unit_id,
        said_at=tx.happened_at,
        text=words,
        answers_id=before.remark.remark_id if before else None,
    )
    await tx.add(row)
    waits = await _follow(tx, actor, parts, row, before)
    tx.record(
        "reply" if before else "ask",
        item.label,
        by=actor,
        after={"text": words, "name": [one.name for one in listeners]},
    )
    unit = await units.unit(tx, unit_id) if unit_id is not None else None
    who = f"{unit.name if unit else OFFICE}{actor.name}"
    asked_before = before.remark.text if before else ""
    title, text = texts.told(
        item.label, directive=item.directive, who=who, text=words, before=asked_before, is_reply=before is not None
    )
    Card("remark", f"remark:{row.remark_id}", row.item_id).put(tx, listeners, text, title)
    sentence = texts.replied if before else texts.asked
    told = sentence(item.label, words, [one.name for one in listeners])
    rows = texts.asked_rows(row.remark_id) if before is None else ()
    return Answer(f"{told}\n{texts.STILL_WAITS}" if waits else told, choices=rows, item_id=item.item_id)


async def _follow(tx: Tx, actor: Actor, parts: ItemParts, row: Remark, before: RemarkWithSpeaker | None) -> bool:
    """What was asked is answered, what asks is asked; True where the speaker still owes an answer."""
    if before is None:
        await put_questions(tx, actor, row, [one.unit_id for one, _ in parts.in_charge])
        return False
    is_answered = await answer_questions(tx, actor, before, row.text)
    if asks(tx, row.text):
        await put_questions(tx, actor, row, [before.remark.unit_id] if before.remark.unit_id is not None else ())
    return not is_answered


async def _listeners(
    tx: Tx, actor: Actor, parts: ItemParts, unit_id: int | None, before: RemarkWithSpeaker | None
) -> list[Person]:
    """Who spoke before; else the other side, as far as it can be reached."""
    if before is not None and before.person.is_active and before.person.person_id != actor.person_id:
        return [before.person]
    if unit_id is not None:
        others = await supervisors(tx)
    else:
        others = await officials(tx, *(one.unit_id for one, _ in parts.in_charge))
    return [one for one in others if one.is_reachable and one.person_id != actor.person_id]


async def card_lines(tx: Tx, item_id: int) -> Sequence[str]:
    """Who says again and again that nothing is new, then what was asked and answered."""
    streaks = [texts.streak(times, unit) for unit, times in await _streaks(tx, item_id)]
    return [*(line for line in streaks if line), *await thread_lines(tx, item_id)]


async def _streaks(tx: Tx, item_id: int) -> list[tuple[str, int]]:
    """(unit, how many of its newest reports in a row say that nothing is new)."""
    by_unit: dict[str, list[ReportWithNames]] = defaultdict(list)
    for one in await reports.latest(tx, item_id, _LOOKED_BACK):
        if one.unit:
            by_unit[one.unit].append(one)
    return [(unit, _in_a_row(told)) for unit, told in by_unit.items()]


def _in_a_row(newest_first: Sequence[ReportWithNames]) -> int:
    return len(list(takewhile(lambda one: says_no_change(one.report.text), newest_first)))


def version_for_no_change(actor: Actor, parts: ItemParts) -> int:
    """The version of the own assignment in hand that has reports to be the same as; else 0."""
    own = [one for one in parts.of_units(actor.unit_ids) if one.state in IN_HAND and one.report_count]
    return own[0].version if own else 0


async def press_no_change(tx: Tx, actor: Actor, item_id: int, *, version: int, chat_id: int) -> Answer:
    """[无新进展]: an ordinary report in one press."""
    parts = await known_item(tx, actor, item_id)
    require(actor, Action.REPORT, parts.unit_ids)
    assignment = own_assignment(actor, parts)
    if assignment is not None and assignment.report_count and assignment.version != version:
        raise TooLate(about(parts.item, texts.STALE))
    # A press brings no message of its own; ids of messages are positive.
    source = MessageSource(chat_id, -(tx.update_id or 0))
    answer = await tell_no_change(tx, actor, parts, Saying("", source))
    return replace(answer, toast=toasts.STORED)


def _told_before(tx: Tx, telling: Report) -> str:
    day = tx.day(telling.reported_at)
    if telling.kind is ReportKind.IMPORTED:
        return texts.last_stated(telling.origin, day, tx.today, telling.text)
    return texts.last_told(telling.report_id, day, tx.today, telling.text)


async def tell_no_change(tx: Tx, actor: Actor, parts: ItemParts, saying: Saying) -> Answer:
    """By a press or in words. The answer shows what it is the same as, and counts."""
    assignment = own_assignment(actor, parts)
    item_id = parts.item.item_id
    before = await reports.latest(tx, item_id, _LOOKED_BACK, assignment.unit_id if assignment else 0)
    if assignment is None or not before:
        raise BadInput(about(parts.item, texts.NOTHING_BEFORE))
    progress = pressed_as_progress(texts.no_change(clean(saying.text)))
    receipt = say_receipt(tx, await submit_report(tx, actor, item_id, replace(saying, again=True), progress=progress))
    telling = next((one for one in before if not says_no_change(one.report.text)), before[-1]).report
    lines = (receipt.text, _told_before(tx, telling), texts.streak(_in_a_row(before) + 1))
    return replace(receipt, text="\n".join(line for line in lines if line))
