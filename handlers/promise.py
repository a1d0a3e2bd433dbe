"""What follows a report: its day becomes a promise, its quantity counts, the report is taken back."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.notes import Answer
from domain.office.people import Actor
from domain.refusals import BadInput
from domain.talk import take_back_texts as texts
from handlers.report import source_of
from handlers.said import Pressed
from storage.tx import Tx
from usecases.talk import promise
from usecases.talk.count_quantity import count_mentioned
from usecases.talk.take_back_report import take_back, was_taken_back

router = Router(name="promise")
router.edited_message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


class TakenBack(Filter):
    """The edited message made a report that was taken back."""

    async def __call__(self, message: Message, tx: Tx) -> bool:
        return await was_taken_back(tx, source_of(message))


@router.callback_query(Pressed.filter(F.verb == "promise"))
async def press_promise(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await promise.make_promise(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb.in_({"promise_kept", "promise_broken"})))
async def press_settled(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    kept = callback_data.verb == "promise_kept"
    return await promise.settle_promise(tx, actor, callback_data.subject, kept=kept)


@router.callback_query(Pressed.filter(F.verb == "count"))
async def press_count(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await count_mentioned(tx, actor, callback_data.subject)


@router.callback_query(Pressed.filter(F.verb == "take_back"))
async def press_take_back(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await take_back(tx, actor, callback_data.subject)


@router.edited_message(F.text | F.caption, TakenBack())
async def edit_taken_back(_message: Message) -> Answer:
    raise BadInput(texts.EDITED)
