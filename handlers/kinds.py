"""A message of any kind as the routes take it: its words, or that it is one to be answered with a line."""

from aiogram.enums import ContentType
from aiogram.types import Message

from domain.messages import kinds_texts as texts
from domain.messages.kinds import MessageSort, sort_of
from domain.talk.acts import nods


def kind_of(message: Message) -> str:
    """In Telegram's word."""
    return ContentType(message.content_type).value


def words_of(message: Message) -> str:
    """What is typed or stands under a file; a place in figures, a sticker's emoji."""
    return message.text or message.caption or _place(message) or (message.sticker and message.sticker.emoji) or ""


def _place(message: Message) -> str:
    venue, spot = message.venue, message.location
    if venue is not None:
        name = " ".join(filter(None, (venue.title, venue.address)))
        return texts.place(venue.location.latitude, venue.location.longitude, name)
    return texts.place(spot.latitude, spot.longitude, "") if spot is not None else ""


def sort_heard(message: Message) -> MessageSort:
    """A sticker that says yes is words, any other is as much as a poll."""
    sort = sort_of(kind_of(message))
    if sort is not MessageSort.STICKER:
        return sort
    return MessageSort.WORDS if nods(words_of(message)) else MessageSort.OTHER
