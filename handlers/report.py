"""A person reports progress: by command, button, reply to a card, or by editing what was said."""

from aiogram import F, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.arrivals import Arrival, SavedFile, Source
from domain.labels import REPORT_WORDS, split_label, spoken_report
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import AboutItem, Pressed, Said, Waiting
from storage.tables import Draft
from storage.tx import Tx
from usecases.talk import report
from usecases.talk.album import add_to_report
from usecases.talk.amend import amend_report

router = Router(name="report")
router.message.filter(F.chat.type == "private")
router.edited_message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


class NamesItem(Filter):
    """Behind a Chinese word stands a number or nothing: "反馈 已完成" in reply to a card stays a report."""

    async def __call__(self, message: Message, words: str) -> bool:
        said = message.text or message.caption or ""
        return not words or said.startswith("/") or bool(split_label(words)[0])


class Plain(Filter):
    """The words are no "进展 37 …", which leaves the question that is open."""

    async def __call__(self, message: Message) -> bool:
        return not spoken_report(message.text or message.caption or "")[0]


class SameAlbum(Filter):
    """A further photo of the media group whose first one made a report."""

    async def __call__(self, message: Message, draft: Draft | None = None) -> bool:
        waits = draft is not None and draft.kind == "album"
        return waits and draft is not None and message.media_group_id == draft.payload["album"]


def source_of(message: Message) -> Source:
    return Source(message.chat.id, message.message_id)


def text_of(message: Message) -> str:
    return message.text or message.caption or ""


def evidence_of(arrival: Arrival) -> tuple[SavedFile, ...]:
    """The files; a file that could not be fetched refuses the whole message, one that is no paper does not."""
    if arrival.refusal is not None and not arrival.source_name:
        raise arrival.refusal
    return arrival.files


@router.message(Said("report", *REPORT_WORDS), NamesItem())
async def report_progress(message: Message, words: str, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    label, text = split_label(words)
    files = evidence_of(arrival)
    if not text and not files:
        return await report.ask_for_report(tx, actor, label, message.chat.id)
    return await report.report_progress(
        tx, actor, label, text, source_of(message), files, message.media_group_id
    )


@router.callback_query(Pressed.filter(F.verb == "report"))
async def press_report(press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await report.ask_for_report(tx, actor, callback_data.subject, press.from_user.id)


@router.message(SameAlbum())
async def add_photo(message: Message, draft: Draft, tx: Tx, actor: Actor, arrival: Arrival) -> None:
    await add_to_report(tx, actor, draft, message.chat.id, evidence_of(arrival))


@router.message(AboutItem(), ~F.forward_origin)
async def reply_to_card(message: Message, item_id: int, tx: Tx, actor: Actor, arrival: Arrival) -> Answer:
    files, source = evidence_of(arrival), source_of(message)
    return await report.reply_to_card(
        tx, actor, item_id, text_of(message), source, files, message.media_group_id
    )


@router.message(Waiting("report"))
async def answer_with_report(
    message: Message, draft: Draft, tx: Tx, actor: Actor, arrival: Arrival
) -> Answer:
    files, source = evidence_of(arrival), source_of(message)
    return await report.answer_report(
        tx, actor, draft, text_of(message), source, files, message.media_group_id
    )


@router.edited_message(F.text | F.caption)
async def edit_report(message: Message, tx: Tx, actor: Actor) -> Answer | None:
    return await amend_report(tx, actor, source_of(message), text_of(message))
