"""A leader's reply to a bulletin, in private or in the group: an instruction on the item as it is printed there."""

from dataclasses import replace

from domain.arrivals import MessageSource
from domain.bulletin.answering import addressed_in, resembled
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot, bulletin_from_json, entry_text
from domain.commands import Press
from domain.labels import split_label
from domain.notes import Answer, note_from_json
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput
from domain.talk import instruct_texts as texts
from domain.talk.acts import is_courtesy
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
    if is_courtesy(words):
        return None
    private = replace(source, chat_id=actor.telegram_id)
    answer = await instruct_on_printed(tx, actor, about, words, private)
    if not answer.choices:
        return answer
    _ask_in_private(tx, actor, answer, source)
    return Answer(texts.ASKED_IN_PRIVATE)


async def instruct_on_printed(tx: Tx, actor: Actor, about: Outbox, text: str, source: MessageSource) -> Answer:
    """On the item as the bulletin that was answered prints it (二8), else as any reply of a leader."""
    require(actor, Action.INSTRUCT)
    bulletin = await _bulletin_of(tx, about)
    if bulletin is None:
        return await instruct_by_reply(tx, actor, about, text, source)
    words = said(text, texts.NOTHING_SAID)
    shown = _shown_in(bulletin, about)
    named = addressed_in(words, bulletin, shown)
    if named is not None and named.is_wrong:
        raise BadInput(texts.NOT_PRINTED)
    if named is not None and not named.words:
        raise BadInput(texts.SAY_WHAT)
    item_id = named.item_id if named else None
    if item_id is None and not split_label(words)[0]:
        item_id = resembled(words, shown)
    if item_id is not None:
        return await instruct_on(tx, actor, item_id, named.words if named else words)
    found = [await items.by_id(tx, one.item_id) for one in shown if not one.closed]
    return await instruct_by_reply(tx, actor, about, words, source, [one.item for one in found if one is not None])


async def _bulletin_of(tx: Tx, about: Outbox) -> BulletinSnapshot | None:
    """What a post of an issue, a file of it or a page of its preview prints."""
    claim = await tx.row(Claim, about.claim_id) if about.claim_id is not None else None
    bulletin_id = claim.bulletin_id if claim else _paged(about)
    row = await bulletins.by_id(tx, bulletin_id) if bulletin_id else None
    return bulletin_from_json(row.snapshot) if row else None


def _paged(about: Outbox) -> int | None:
    choices = [one for row in note_from_json({"chat_id": 0, "kind": "", **about.note}).choices for one in row]
    return next((one.subject for one in choices if one.verb is Press.BULLETIN_PAGE), None)


def _shown_in(bulletin: BulletinSnapshot, about: Outbox) -> list[BulletinEntry]:
    """The entries of a part; a picture, a file or a summary stands for the whole bulletin."""
    shown = str(about.note.get("text", ""))
    return [one for one in bulletin.entries if entry_text(one).splitlines()[0] in shown] or list(bulletin.entries)


def _ask_in_private(tx: Tx, actor: Actor, answer: Answer, source: MessageSource) -> None:
    card = Card("question", f"instruct_which:{source.chat_id}:{source.message_id}")
    card.put(tx, [actor], answer.text, answer.title, answer.choices)
