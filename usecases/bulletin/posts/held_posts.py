"""A supervisor says of a held post whether the group has it: [群里已有] or [补发]."""

from domain.bulletin import bulletin_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.requests import RequestVerb
from storage.delivery import claims, groups
from storage.requests import HeldPost
from storage.tables import ClaimState, Outbox, OutboxState
from storage.tx import Tx
from usecases.bulletin.holds import close_card, release
from usecases.bulletin.publish import held_card, held_words, settle_claim


async def held_there(tx: Tx, actor: Actor, outbox_id: int) -> Answer:
    """The group has it: the parts behind it go on."""
    row, claim_id = await _held_part(tx, actor, outbox_id)
    await _release(tx, row, OutboxState.SENT)
    await _go_on(tx, claim_id)
    return await _done(tx, actor, row, RequestVerb.GRANT, "held_there", texts.HELD_THERE_DONE)


async def held_resend(tx: Tx, actor: Actor, outbox_id: int) -> Answer:
    """The group has it not: it is sent again, and the parts behind it after it."""
    row, claim_id = await _held_part(tx, actor, outbox_id)
    if not await groups.is_bound(tx, row.chat_id):
        bound = await groups.leadership_groups(tx)
        if len(bound) != 1:
            raise BadInput(texts.GROUP_LOST)
        await claims.change_held(tx, claim_id, chat_id=bound[0].chat_id)
    await _release(tx, row, OutboxState.DUE)
    await _go_on(tx, claim_id)
    return await _done(tx, actor, row, RequestVerb.REFUSE, "held_resend", texts.HELD_RESEND_DONE)


async def _held_part(tx: Tx, actor: Actor, outbox_id: int) -> tuple[Outbox, int]:
    require(actor, Action.PUBLISH)
    row = await tx.row(Outbox, outbox_id)
    if row is None or row.claim_id is None:
        raise NotFound(texts.GONE)
    return row, row.claim_id


async def _release(tx: Tx, row: Outbox, state: OutboxState) -> None:
    if not await claims.release_part(tx, row.outbox_id, state):
        raise TooLate(texts.HELD_SETTLED)


async def _go_on(tx: Tx, claim_id: int) -> None:
    await claims.change_held(tx, claim_id, state=OutboxState.DUE, not_before=None)
    await claims.move(tx, claim_id, (ClaimState.HELD,), state=ClaimState.SENDING)
    await settle_claim(tx, claim_id)


async def _done(tx: Tx, actor: Actor, row: Outbox, verb: RequestVerb, action: str, words: str) -> Answer:
    await release(tx, actor, HeldPost(row.claim_id), verb, await held_words(tx, row), action)
    return Answer(await close_card(tx, actor, held_card(row), words), edit=True)
