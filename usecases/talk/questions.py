"""Questions (追问, 询问) as requests: who is asked owes an answer, who asked sees that none has come.

The office asks each responsible unit; a unit asks the office. The words stand in remarks, in the thread of which any
answer may be given.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from domain import toasts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.talk import discuss_texts as texts
from domain.talk.acts import SpeechAct, heard, is_courtesy
from storage import requests
from storage.office import people
from storage.requests import RequestWithItem
from storage.tables import Remark, Request
from storage.talk import dialogue
from storage.talk.dialogue import RemarkWithSpeaker
from storage.tx import Tx
from usecases.steps.cards import Face
from usecases.steps.loading import known_item
from usecases.steps.requests import card_of, decide, moved, put, readers_of

THREADS_SHOWN = 3
REPLIES_SHOWN = 2
_LOOKED_BACK = 60


async def put_questions(tx: Tx, actor: Actor, row: Remark, unit_ids: Collection[int]) -> None:
    """The remark waits for an answer: of each of these units, or of the office where the remark is a unit's."""
    kind = RequestKind.QUESTION if row.unit_id is None else RequestKind.ENQUIRY
    for unit_id in unit_ids if row.unit_id is None else (row.unit_id,):
        asked = Request(kind=kind, item_id=row.item_id, unit_id=unit_id, remark_id=row.remark_id, text=row.text)
        await put(tx, actor, asked)


async def face_of(tx: Tx, asked: RequestWithItem) -> Face:
    """For whoever is to answer."""
    item, request = asked.item, asked.request
    asker = await people.person(tx, request.asked_by or 0)
    side = texts.OFFICE if request.kind is RequestKind.QUESTION else asked.unit
    who = f"{side}{asker.name if asker else ''}"
    title, text = texts.told(
        item.label, directive=item.directive, who=who, text=request.text, before="", is_reply=False
    )
    return Face(title, text, texts.answer_rows(request.request_id, item.item_id))


def asks(tx: Tx, words: str) -> bool:
    """Whether words in a thread are a question of their own."""
    return words.endswith(texts.QUESTION_MARKS) or heard(words, tx.happened_on).act is SpeechAct.QUESTION


async def answer_questions(tx: Tx, actor: Actor, before: RemarkWithSpeaker, words: str) -> bool:
    """Whatever of the thread waits for this speaker is answered; False where it waits on: 收到, or a question back."""
    waiting = await _waiting_for(tx, actor, before.remark)
    is_nod = is_courtesy(words) and not actor.is_supervisor
    if waiting and (is_nod or asks(tx, words)):
        return False
    for one in waiting:
        line = texts.answered_card(one.item.label, one.request.text, who=actor.name, unit=_side(one), answer=words)
        await decide(tx, one.request, RequestVerb.ANSWER, one.item.label, by=actor, answer=words)
        await card_of(one.request).close(tx, await readers_of(tx, one.request), line, one.request)
    return True


def _side(one: RequestWithItem) -> str:
    """Who answers."""
    return one.unit if one.request.kind is RequestKind.QUESTION else texts.OFFICE


async def _waiting_for(tx: Tx, actor: Actor, remark: Remark) -> list[RequestWithItem]:
    thread = await dialogue.thread_of(tx, remark)
    return [
        one
        for one in await requests.open_on_remarks(tx, thread)
        if (one.request.kind is RequestKind.ENQUIRY and actor.is_supervisor)
        or (one.request.kind is RequestKind.QUESTION and one.request.unit_id in actor.unit_ids)
    ]


async def withdraw_question(tx: Tx, actor: Actor, remark_id: int) -> Answer:
    """[不用答了]: whoever has not answered is asked no longer."""
    found = await dialogue.remark(tx, remark_id)
    waiting = await requests.open_on_remarks(tx, [remark_id])
    if found is None or not waiting:
        raise TooLate(texts.NOTHING_WAITS)
    parts = await known_item(tx, actor, found.remark.item_id)
    require(actor, Action.DISCUSS, parts.unit_ids)
    if found.person.person_id != actor.person_id and not actor.is_supervisor:
        raise TooLate(texts.NOT_YOURS)
    await end_questions(tx, actor, waiting)
    line = texts.withdrawn(parts.item.label, found.remark.text)
    tx.record("withdraw_question", parts.item.label, by=actor, before={"text": found.remark.text})
    return Answer(line, item_id=parts.item.item_id, edit=True, toast=toasts.STORED)


async def end_questions(tx: Tx, actor: Actor, waiting: Sequence[RequestWithItem]) -> None:
    for one in await drop_questions(tx, actor, waiting):
        line = texts.withdrawn(one.item.label, one.request.text)
        await card_of(one.request).close(tx, await readers_of(tx, one.request), line)


async def drop_questions(tx: Tx, actor: Actor, waiting: Sequence[RequestWithItem]) -> list[RequestWithItem]:
    """Those that waited; what their cards say now is for the caller to tell: a card is closed once."""
    return [one for one in waiting if await moved(tx, one.request, RequestVerb.WITHDRAW, actor)]


async def thread_lines(tx: Tx, item_id: int) -> list[str]:
    """The newest threads, those that wait first of all, each with its question and its newest replies."""
    remarks = await dialogue.remarks_of(tx, item_id, _LOOKED_BACK)
    if not remarks:
        return []
    asked = defaultdict(list)
    for kind in (RequestKind.QUESTION, RequestKind.ENQUIRY):
        for one in await requests.of_item(tx, kind, item_id):
            asked[one.request.remark_id].append(one.request)
    threads = _threads(remarks)
    newest = sorted(threads, key=lambda root: (_waits(asked, threads[root]), threads[root][-1].remark.remark_id))
    shown = sorted(newest[-THREADS_SHOWN:])
    return [line for root in shown for line in _thread_lines(tx, threads[root], asked)]


def _threads(remarks: Sequence[RemarkWithSpeaker]) -> dict[int, list[RemarkWithSpeaker]]:
    """By the remark that began each; what it answers may be older than what was read."""
    root_of: dict[int, int] = {}
    threads = defaultdict(list)
    for one in remarks:
        row = one.remark
        root = root_of.get(row.answers_id or 0, row.answers_id or row.remark_id)
        root_of[row.remark_id] = root
        threads[root].append(one)
    return threads


def _waits(asked: dict[int | None, list[Request]], thread: Sequence[RemarkWithSpeaker]) -> bool:
    return any(row.state is RequestState.OPEN for one in thread for row in asked[one.remark.remark_id])


def _thread_lines(tx: Tx, thread: Sequence[RemarkWithSpeaker], asked: dict[int | None, list[Request]]) -> list[str]:
    head, replies = thread[0], thread[1:][-REPLIES_SHOWN:]
    return [texts.card_line(_line(tx, one, asked[one.remark.remark_id]), tx.today) for one in (head, *replies)]


def _line(tx: Tx, one: RemarkWithSpeaker, asked: Sequence[Request]) -> texts.RemarkLine:
    counted = [row for row in asked if row.state in (RequestState.OPEN, RequestState.ANSWERED)]
    answered = sum(row.state is RequestState.ANSWERED for row in counted)
    who = f"{one.unit or texts.OFFICE}{one.person.name}"
    is_reply = one.remark.answers_id is not None
    return texts.RemarkLine(who, one.remark.text, tx.day(one.remark.said_at), is_reply, answered, len(counted))
