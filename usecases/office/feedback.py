"""Words about the tool itself: to the administrators, answered once, counted."""

from domain import toasts
from domain.hygiene import clean
from domain.notes import Answer
from domain.office import feedback_texts as texts
from domain.office.feedback_texts import Voice
from domain.office.people import ROLE_WORDS, Action, Actor, Role, may, require
from domain.refusals import BadInput, NotFound, TooLate
from storage.office import feedback, people
from storage.tables import Feedback, Person
from storage.tx import Tx
from usecases.steps.asking import Question, ask
from usecases.steps.cards import Card, administrators


class FeedbackWords(Question, kind="feedback", action=Action.GIVE_FEEDBACK):
    """What would the person like to be better?"""


class FeedbackReply(Question, kind="feedback_answer", action=Action.ANSWER_FEEDBACK):
    """What does an administrator answer?"""

    feedback_id: int


async def feed_back(tx: Tx, actor: Actor, words: str, chat_id: int) -> Answer:
    """`/feedback text`; without words an administrator reads what waits, others are asked."""
    require(actor, Action.GIVE_FEEDBACK)
    if clean(words):
        return await take_feedback(tx, actor, words)
    if may(actor, Action.ANSWER_FEEDBACK):
        return await _list(tx)
    return await ask(tx, actor, chat_id, FeedbackWords(), texts.ASK)


async def take_feedback(tx: Tx, actor: Actor, words: str) -> Answer:
    """At once, or when they were asked for."""
    require(actor, Action.GIVE_FEEDBACK)
    text = _checked(words, texts.NOTHING_SAID)
    feedback_id = await feedback.add(tx, actor.person_id, text)
    voice = Voice(feedback_id, texts.who(actor.name, actor.unit_names), text, "")
    tx.record("feedback", voice.label, by=actor, after={"text": text})
    title, body = texts.card(voice)
    admins = await administrators(tx)
    _card(feedback_id).put(tx, admins, body, title, texts.card_rows(feedback_id))
    return Answer(texts.received(voice.label, told=bool(admins)))


def _checked(words: str, nothing: str) -> str:
    text = clean(words)
    if not text:
        raise BadInput(nothing)
    if len(text) > texts.LIMIT:
        raise BadInput(texts.TOO_LONG.format(length=len(text), limit=texts.LIMIT))
    return text


def _card(feedback_id: int) -> Card:
    return Card("feedback_card", f"feedback:{feedback_id}")


async def _list(tx: Tx) -> Answer:
    total, answered = await feedback.counted(tx)
    voices = [await _voice(tx, row, person) for row, person in await feedback.waiting(tx, texts.SHOWN)]
    return Answer(texts.list_text(total, answered, voices), texts.TITLE, texts.list_rows(voices))


async def _voice(tx: Tx, row: Feedback, person: Person) -> Voice:
    seated = await people.actor_of(tx, person.telegram_id)
    who = texts.who(person.name, seated.unit_names if seated else ())
    return Voice(row.feedback_id, who, row.text, tx.when(row.said_at))


async def ask_answer(tx: Tx, actor: Actor, feedback_id: int, chat_id: int) -> Answer:
    """[答复]: with what?"""
    row, person = await _open(tx, actor, feedback_id)
    text = texts.ask_answer((await _voice(tx, row, person)).label, person.name)
    return await ask(tx, actor, chat_id, FeedbackReply(feedback_id), text, toast=toasts.SAY_ANSWER)


async def _open(tx: Tx, actor: Actor, feedback_id: int) -> tuple[Feedback, Person]:
    require(actor, Action.ANSWER_FEEDBACK)
    found = await feedback.by_id(tx, feedback_id)
    if found is None:
        raise NotFound(texts.GONE)
    if found[0].answered_at is not None:
        raise TooLate(await _conflict_sentence(tx, found[0]))
    return found


async def _conflict_sentence(tx: Tx, row: Feedback) -> str:
    names = await people.names_of(tx, [row.answered_by or 0])
    at = tx.when(row.answered_at or tx.now)
    return texts.was_answered(
        f"F-{row.feedback_id}", who=names.get(row.answered_by or 0, ROLE_WORDS[Role.ADMIN]), at=at
    )


async def take_answer(tx: Tx, actor: Actor, asked: FeedbackReply, words: str) -> Answer:
    """The answer goes to who spoke, and every administrator's card is closed."""
    require(actor, Action.ANSWER_FEEDBACK)
    text = _checked(words, texts.NOTHING_ANSWERED)
    feedback_id = asked.feedback_id
    is_answered = await feedback.answer(tx, feedback_id, text, actor.person_id)
    found = await feedback.by_id(tx, feedback_id)
    assert found is not None, "feedback is never deleted"
    row, person = found
    if not is_answered:
        raise TooLate(await _conflict_sentence(tx, row))
    tx.record("answer_feedback", f"F-{feedback_id}", by=actor, before={"text": row.text}, after={"text": text})
    return await _tell(tx, actor, row, person, text)


async def _tell(tx: Tx, actor: Actor, row: Feedback, person: Person, text: str) -> Answer:
    feedback_id = row.feedback_id
    title, body = texts.answered_to(f"F-{feedback_id}", said=row.text, answer=text, who=actor.name)
    # Who left the roster is a stranger now.
    if person.is_active:
        Card("word", f"feedback:{feedback_id}:answer").put(tx, [person], body, title)
    line = texts.answered(f"F-{feedback_id}", whose=person.name, answer=text, who=actor.name, at=tx.when(tx.now))
    await _card(feedback_id).close(tx, await administrators(tx), line)
    return Answer(line)
