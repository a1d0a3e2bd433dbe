"""An answer to the speaker becomes notes to the chat it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from aiogram.types import Message, Update

from domain.deep_links import for_group
from domain.notes import Answer, Note, Priority
from storage.tx import Tx
from usecases.steps.cards import spare_pressed


@dataclass(frozen=True, slots=True)
class UpdateOrigin:
    """Where an update came from, as far as an answer needs it."""

    update_id: int
    chat_id: int | None
    user_id: int = 0
    callback_id: str | None = None
    pressed_message: int | None = None
    message_id: int | None = None
    is_group: bool = False
    # Of a group with topics.
    topic: int | None = None
    # Of several photos, or parts of a cut text, that are refused alike, one line is enough.
    album: str | None = None
    # The update whose words this one goes on: the answer to them is replaced.
    continues: int | None = None


def spoken_of(update: Update, continues: int | None = None) -> UpdateOrigin:
    press = update.callback_query
    if press is not None:
        message = press.message
        chat_id = message.chat.id if message else press.from_user.id
        return UpdateOrigin(
            update.update_id,
            chat_id,
            press.from_user.id,
            press.id,
            message.message_id if message else None,
            is_group=message is not None and message.chat.type != "private",
        )
    message = update.message or update.edited_message
    if not isinstance(message, Message):
        return UpdateOrigin(update.update_id, None)
    is_group = message.chat.type != "private"
    user_id = message.from_user.id if message.from_user else 0
    origin = UpdateOrigin(update.update_id, message.chat.id, user_id, message_id=message.message_id, is_group=is_group)
    topic = message.message_thread_id if message.is_topic_message else None
    album = message.media_group_id or (update.model_extra or {}).get("part_of")
    return replace(origin, album=album, continues=continues, topic=topic)


async def say(tx: Tx, answer: Answer | None, spoken: UpdateOrigin) -> None:
    """Put the answer; where it edits the pressed message, nothing else does."""
    if answer and answer.edit and spoken.chat_id and spoken.pressed_message:
        rows = await spare_pressed(tx, spoken.chat_id, spoken.pressed_message)
        answer = replace(answer, choices=answer.choices or rows)
    for note in notes_of(answer, spoken):
        tx.put(tx.met.told(note))


def notes_of(answer: Answer | None, spoken: UpdateOrigin) -> Iterator[Note]:
    """A press is always acknowledged, so that the button stops spinning."""
    if spoken.callback_id is not None:
        yield Note(
            chat_id=spoken.chat_id or 0,
            kind="toast",
            text=answer.toast if answer else "",
            alert=answer.alert if answer else False,
            toast_for=spoken.callback_id,
            priority=Priority.INTERACTIVE,
            dedupe_key=f"toast:{spoken.update_id}",
        )
    if answer is None or spoken.chat_id is None:
        return
    for place, part in enumerate((answer, *answer.more)):
        if part.text or part.title or part.paper or part.files:
            yield _message(part, spoken, place)


def _message(answer: Answer, spoken: UpdateOrigin, place: int) -> Note:
    assert spoken.chat_id is not None
    choices, links = for_group(answer.choices) if spoken.is_group else (answer.choices, ())
    return Note(
        chat_id=spoken.chat_id,
        kind=answer.kind,
        text=answer.text,
        title=answer.title,
        choices=choices,
        priority=Priority.INTERACTIVE,
        dedupe_key=answer.dedupe_key or f"answer:{spoken.update_id}:{place}",
        item_id=answer.item_id,
        paper=answer.paper,
        tables=answer.tables,
        files=answer.files,
        waits=answer.waits,
        folded=answer.folded,
        moments=answer.moments,
        edits_key=f"answer:{spoken.continues}:0" if spoken.continues and place == 0 and not answer.ask else None,
        edits_message=spoken.pressed_message if answer.edit else None,
        reply_to=spoken.message_id if spoken.is_group else None,
        topic=spoken.topic,
        ask=answer.ask,
        hint=answer.hint,
        links=answer.links + links,
    )
