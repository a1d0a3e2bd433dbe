"""Groups: /bind, the bot's own comings and goings, and a group that gets a new id."""

from aiogram import F, Router
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.office.bind import added_to_group, bind_group, confirm_rebind, keep_binding, put_out_of_group
from usecases.office.migrate_group import move_group
from usecases.office.people import back_in_touch, lost_touch

router = Router(name="bind")

_OUT = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}
_IS_PRIVATE = F.chat.type == ChatType.PRIVATE
_IS_GROUP = F.chat.type.in_({ChatType.GROUP, ChatType.SUPERGROUP})
_IS_OUT = F.new_chat_member.status.in_(_OUT)


@router.message(Said("bind", "绑定"))
async def bind(message: Message, tx: Tx, actor: Actor, is_private: bool) -> Answer | None:
    return await bind_group(tx, actor, message.chat.id, message.chat.title or "", is_private=is_private)


@router.callback_query(Pressed.filter(F.verb == "rebind"))
async def press_rebind(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await confirm_rebind(tx, actor, callback_data.subject, callback_data.version)


@router.callback_query(Pressed.filter(F.verb == "rebind_no"))
async def press_keep(_press: CallbackQuery, actor: Actor) -> Answer:
    return await keep_binding(actor)


@router.message(F.migrate_to_chat_id)
async def moved_away(message: Message, tx: Tx) -> None:
    assert message.migrate_to_chat_id is not None
    await move_group(tx, message.chat.id, message.migrate_to_chat_id)


@router.message(F.migrate_from_chat_id)
async def moved_here(message: Message, tx: Tx) -> None:
    assert message.migrate_from_chat_id is not None
    await move_group(tx, message.migrate_from_chat_id, message.chat.id)


@router.my_chat_member(_IS_GROUP, _IS_OUT)
async def put_out(change: ChatMemberUpdated, tx: Tx) -> None:
    await put_out_of_group(tx, change.chat.id, change.from_user.id)


@router.my_chat_member(_IS_GROUP, F.old_chat_member.status.in_(_OUT))
async def added(change: ChatMemberUpdated, tx: Tx) -> None:
    by = change.from_user
    await added_to_group(tx, change.chat.id, change.chat.title or "", by.full_name, by.id)


@router.my_chat_member(_IS_PRIVATE, _IS_OUT)
async def stopped(change: ChatMemberUpdated, tx: Tx) -> None:
    await lost_touch(tx, change.from_user.id)


@router.my_chat_member(_IS_PRIVATE)
async def came_back(change: ChatMemberUpdated, tx: Tx) -> None:
    await back_in_touch(tx, change.from_user.id)
