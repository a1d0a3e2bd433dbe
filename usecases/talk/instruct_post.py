"""A leader's reply in the leadership group: an instruction on the item it names, as the bulletin numbered it."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from domain.arrivals import MessageSource
from domain.bulletin.snapshot import BulletinEntry, bulletin_from_json, entry_text
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.talk import instruct_texts as texts
from domain.talk.hints import is_polite
from domain.talk.numbers import named_numbers
from storage.bulletin import bulletins
from storage.items import items
from storage.tables import Claim, Outbox
from storage.tx import Tx
from usecases.steps.cards import Card
from usecases.talk.discuss import said
from usecases.talk.instruct import instruct_by_reply, instruct_on


async def instruct_in_group(tx: Tx, actor: Actor, about: Outbox, text: str, source: MessageSource) -> Answer | None:
    """None for a mere nod. Which item is meant is asked in private, where the buttons are."""
    require(actor, Action.INSTRUCT)
    words = said(text, texts.NOTHING_SAID)
    if is_polite(words):
        return None
    printed = await _printed_in(tx, about)
    item_id = _printed_as(printed, words)
    if item_id is not None:
        return await instruct_on(tx, actor, item_id, words)
    found = [await items.by_id(tx, one.item_id) for one in printed if not one.closed]
    listed = [parts.item for parts in found if parts is not None]
    private = replace(source, chat_id=actor.telegram_id)
    answer = await instruct_by_reply(tx, actor, about, words, private, listed)
    if not answer.choices:
        return answer
    _ask_in_private(tx, actor, answer, source)
    return Answer(texts.ASKED_IN_PRIVATE)


def _printed_as(printed: Sequence[BulletinEntry], words: str) -> int | None:
    """第3项 is the item that this part of the bulletin prints as 3, where it prints one 3."""
    named = named_numbers(unicodedata.normalize("NFKC", words)).ordinals
    found = [one.item_id for one in printed if str(one.place) in named]
    return found[0] if len(found) == 1 else None


async def _printed_in(tx: Tx, about: Outbox) -> list[BulletinEntry]:
    """What a post prints; a picture or a file stands for the whole bulletin."""
    claim = await tx.row(Claim, about.claim_id) if about.claim_id is not None else None
    row = await bulletins.by_id(tx, claim.bulletin_id) if claim and claim.bulletin_id else None
    if row is None:
        return []
    entries = bulletin_from_json(row.snapshot).entries
    shown = str(about.note.get("text", ""))
    return [one for one in entries if entry_text(one).splitlines()[0] in shown] or list(entries)


def _ask_in_private(tx: Tx, actor: Actor, answer: Answer, source: MessageSource) -> None:
    card = Card("question", f"instruct_which:{source.chat_id}:{source.message_id}")
    card.put(tx, [actor], answer.text, answer.title, answer.choices)
