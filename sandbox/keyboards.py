"""Reply markup: what Telegram refuses about keyboards. Unknown fields (button `style`, icons) are kept."""

from typing import Any

from sandbox.errors import bad_request
from sandbox.wire import Json, Params

_ACTIONS = {
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay", "disabled",
}  # fmt: skip
_STYLES = {"primary", "success", "danger"}
_MOST_BUTTONS = 100


def read_markup(p: Params) -> Json | None:
    """The `reply_markup` parameter, checked; None when there is none. Raises ApiError 400."""
    markup = p.structure("reply_markup")
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = _rows(markup["inline_keyboard"], "inline keyboard")
        for row in rows:
            for button in row:
                _check_inline(button)
        return {"inline_keyboard": [row for row in rows if row]}
    if "keyboard" in markup:
        rows = _rows(markup["keyboard"], "keyboard")
        return {**markup, "keyboard": [[_reply_button(b) for b in row] for row in rows]}
    if len(str(markup.get("input_field_placeholder", ""))) > 64:
        raise bad_request("input field placeholder must be of 1 to 64 characters")
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return markup
    return None


def _rows(raw: Any, what: str) -> list[list[Any]]:
    if not isinstance(raw, list) or not all(isinstance(row, list) for row in raw):
        raise bad_request(f'field "{what.replace(" ", "_")}" of the ReplyMarkup must be an Array of Arrays')
    if sum(len(row) for row in raw) > _MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return [[_clean(button) for button in row] for row in raw]


def _clean(button: Any) -> Any:
    return {k: v for k, v in button.items() if v is not None} if isinstance(button, dict) else button


def _reply_button(button: Any) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be an Object or a String")
    return button


def _is_copied(copied: Any) -> bool:
    return isinstance(copied, dict) and isinstance(copied.get("text"), str) and 1 <= len(copied["text"]) <= 256


def _check_inline(button: Any) -> None:
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    for name in ("callback_data", "url", "style"):
        if not isinstance(button.get(name, ""), str):
            raise bad_request(f'can\'t parse inline keyboard button: Field "{name}" must be of type String')
    if not button["text"].strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if not _ACTIONS & set(button):
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if "callback_data" in button and not 1 <= len(button["callback_data"].encode(errors="replace")) <= 64:
        raise bad_request("BUTTON_DATA_INVALID")
    if "url" in button and not button["url"].startswith(("http://", "https://", "tg://")):
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    if "copy_text" in button and not _is_copied(button["copy_text"]):
        raise bad_request("BUTTON_COPY_TEXT_INVALID")
    if button.get("style", "primary") not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
