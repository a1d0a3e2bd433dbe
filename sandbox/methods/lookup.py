"""getMe, getChat, getChatMember, getFile, leaveChat, answerCallbackQuery."""

from sandbox.desk import Desk
from sandbox.errors import bad_request, forbidden
from sandbox.people import chat_member
from sandbox.updates import PRESS_LIFE
from sandbox.wire import Json, Params
from sandbox.world import BOT_HERE

DOWNLOAD_MOST = 20 << 20


def get_me(desk: Desk, _: Params) -> Json:
    return desk.world.bot_user | {
        "can_join_groups": True,
        "can_read_all_group_messages": not desk.people.privacy,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(desk: Desk, p: Params) -> Json:
    chat = desk.chat(p)
    if chat.kind != "private" and chat.bot_status not in BOT_HERE:
        raise forbidden(f"bot was kicked from the {chat.kind} chat")
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    full = {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": dict.fromkeys(gifts, False)}
    return chat.head | full


def get_chat_member(desk: Desk, p: Params) -> Json:
    chat = desk.chat(p)
    user_id = p.integer("user_id")
    if user_id is None:
        raise bad_request("invalid user_id specified")
    if user_id == desk.world.bot.user_id:
        return chat_member(desk.world.bot_user, chat.bot_status)
    person = desk.world.people.get(user_id)
    if person is None:
        raise bad_request("user not found")
    return chat_member(person.user(), chat.members.get(user_id, "left"))


def leave_chat(desk: Desk, p: Params) -> bool:
    chat = desk.target(p)
    if chat.kind == "private":
        raise bad_request("chat member status can't be changed in private chats")
    desk.people.set_bot_status(chat, "left", desk.world.bot)
    return True


def get_file(desk: Desk, p: Params) -> Json:
    file = desk.world.files.get(p.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > DOWNLOAD_MOST:
        raise bad_request("file is too big")
    return file.told() | {"file_path": file.path}


def answer_callback_query(desk: Desk, p: Params) -> bool:
    press = desk.world.presses.get(p.text("callback_query_id"))
    if press is None or desk.world.clock() - press.at > PRESS_LIFE:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = p.text("text")
    if len(text) > 200:
        raise bad_request("MESSAGE_TOO_LONG")
    if press.answer is None:
        press.answer = {"text": text, "show_alert": p.flag("show_alert"), "url": p.text("url")}
        desk.world.emit("answer", press.chat, query_id=press.query_id, user_id=press.user_id, **press.answer)
    return True
