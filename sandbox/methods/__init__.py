"""The emulated Bot API methods by their names; one function each, `(desk, params) -> result`.

A function returns what stands under "result" and raises ApiError; those in WAITING are coroutines.
"""

from collections.abc import Awaitable, Callable

from sandbox.desk import Desk
from sandbox.methods import commands, delivery, editing, lookup, sending
from sandbox.wire import Params

METHODS: dict[str, Callable[[Desk, Params], object]] = {
    "getMe": lookup.get_me,
    "getChat": lookup.get_chat,
    "getChatMember": lookup.get_chat_member,
    "getFile": lookup.get_file,
    "leaveChat": lookup.leave_chat,
    "answerCallbackQuery": lookup.answer_callback_query,
    "sendMessage": sending.send_message,
    "sendRichMessage": sending.send_rich_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendVoice": sending.send_voice,
    "sendVideo": sending.send_media("video", "videos"),
    "sendAnimation": sending.send_media("animation", "animations"),
    "sendAudio": sending.send_media("audio", "music"),
    "sendVideoNote": sending.send_media("video_note", "video_notes"),
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageMedia": editing.edit_message_media,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "setMyCommands": commands.set_my_commands,
    "getMyCommands": commands.get_my_commands,
    "deleteMyCommands": commands.delete_my_commands,
    "setMyDescription": commands.set_my_description,
    "getMyDescription": commands.get_my_description,
    "setMyShortDescription": commands.set_my_short_description,
    "getMyShortDescription": commands.get_my_short_description,
    "getWebhookInfo": delivery.get_webhook_info,
}
WAITING: dict[str, Callable[[Desk, Params], Awaitable[object]]] = {
    "getUpdates": delivery.get_updates,
    "setWebhook": delivery.set_webhook,
    "deleteWebhook": delivery.delete_webhook,
}
# Telegram takes method names in any case.
NAMES = {name.lower(): name for name in (*METHODS, *WAITING)}
