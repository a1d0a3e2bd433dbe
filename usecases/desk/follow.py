"""What was decided on the desk leads on to the next matter, by a press as by words that were asked for.

Whatever is looked at from there opens below, so that the desk stays what it is.
"""

from dataclasses import replace

from domain.commands import Press
from domain.desk import desk_texts as texts
from domain.notes import Answer, Choice, note_from_json
from domain.office.people import Actor
from storage.delivery import outbox
from storage.office import people
from storage.tx import Tx
from usecases.desk.desk import DESK, go_on, in_place
from usecases.steps.asking import StandingQuestion
from usecases.steps.cards import Card


async def after_press(tx: Tx, actor: Actor, message_id: int, answer: Answer | None) -> Answer | None:
    if answer is None or answer.kind == DESK or not message_id:
        return answer
    turn = await _turn_of(tx, actor.telegram_id, message_id)
    if turn is None:
        return answer
    if answer.kind == "question":
        await people.ask_at_desk(tx, actor, message_id)
        return replace(answer, edit=False)
    if not answer.edit or answer.kind != "answer":
        return replace(answer, edit=False)
    following = await go_on(tx, actor, turn.extra, turn.subject, turn.version, answer.text)
    return in_place(following, answer.text, answer.toast, below=turn.extra.endswith(texts.WITH_PHOTOS))


async def after_words(tx: Tx, actor: Actor, there: StandingQuestion, answer: Answer | None) -> Answer | None:
    """The question was asked from the desk: the next matter stands below its answer."""
    message_id = there.row.desk_message
    if message_id is None or answer is None:
        return answer
    if answer.kind == "question" or answer.leaves_question:
        await people.ask_at_desk(tx, actor, message_id)
        return answer
    turn = await _turn_of(tx, actor.telegram_id, message_id)
    if turn is None:
        return answer
    past = Card("desk_past", f"desk_past:{message_id}:{tx.update_id}").note(actor, texts.DONE_SEE_BELOW)
    tx.put(replace(past, edits_message=message_id))
    return answer.then(await go_on(tx, actor, turn.extra, turn.subject, turn.version))


async def _turn_of(tx: Tx, chat_id: int, message_id: int) -> Choice | None:
    """The button that leads on from the matter which the message shows; None where it is no desk."""
    row = await outbox.of_message(tx, chat_id, message_id)
    if row is None or row.kind != DESK:
        return None
    choices = [choice for line in note_from_json(row.note).choices for choice in line]
    return next((one for one in choices if one.verb is Press.DESK_NEXT), None) or Choice("", Press.DESK_NEXT)
