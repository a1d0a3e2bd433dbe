"""A leader gives an instruction: by command, or by replying to whatever we said."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival
from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.report import NamesItem, Plain, evidence_of, source_of, text_of
from handlers.said import CHINESE_COMMANDS, Pressed, Said, Waiting
from storage.tables import Draft, Outbox
from storage.tx import Tx
from usecases.talk import instruct
from usecases.talk.instruct_post import instruct_in_group

router = Router(name="instruct")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")
# Asked after all commands.
replies = Router(name="instruct_replies")
replies.message.filter(F.chat.type == "private")
in_group = Router(name="instruct_in_group")
in_group.message.filter(F.chat.type != "private")


class RepliesTo(Filter):
    """Words in reply to a message of ours, of one of these kinds (none named: of any); no command."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds

    async def __call__(self, message: Message, about: Outbox | None = None) -> bool:
        said = text_of(message).strip()
        is_command = said.startswith("/") or said in CHINESE_COMMANDS
        is_meant = about is not None and (not self.kinds or about.kind in self.kinds)
        return is_meant and message.forward_origin is None and not is_command


class FromLeader(Filter):
    async def __call__(self, message: Message, actor: Actor) -> bool:
        return instruct.instructs_by_reply(actor)


@router.message(Said("instruct", "批示"), NamesItem())
async def give(message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await instruct.give_instruction(tx, actor, *split_label(words), message.chat.id)


@router.callback_query(Pressed.filter(F.verb == "instruct"))
async def press_instruct(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await instruct.give_instruction(tx, actor, callback_data.subject, "", press.from_user.id)


@router.message(Waiting("instruct"))
async def answer_instruct(message: Message, draft: Draft, tx: Tx, actor: Actor) -> Answer:
    return await instruct.answer_instruct(tx, actor, draft, text_of(message))


@router.callback_query(Pressed.filter(F.verb == "instruct_item"))
async def press_item(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    data = callback_data
    return await instruct.choose_item(tx, actor, data.subject, press.from_user.id, data.version)


@router.callback_query(Pressed.filter(F.verb == "instruct_none"))
async def press_none(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await instruct.choose_none(tx, actor, press.from_user.id, callback_data.version)


@replies.message(RepliesTo("instruction"), Plain())
async def reply_to_instruction(
    message: Message, about: Outbox, tx: Tx, actor: Actor, arrival: Arrival
) -> Answer:
    files, source = evidence_of(arrival), source_of(message)
    return await instruct.reply_to_instruction(
        tx, actor, about, text_of(message), source, files, message.media_group_id
    )


@replies.message(FromLeader(), RepliesTo())
async def reply_as_leader(message: Message, about: Outbox, tx: Tx, actor: Actor) -> Answer:
    return await instruct.instruct_by_reply(tx, actor, about, text_of(message), source_of(message))


@in_group.message(FromLeader(), RepliesTo())
async def reply_in_group(message: Message, about: Outbox, tx: Tx, actor: Actor) -> Answer | None:
    return await instruct_in_group(tx, actor, about, text_of(message), source_of(message))
