"""A supervisor says of an update that was set aside: try it again, or it was seen to otherwise."""

from domain.desk import desk_texts as texts
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import TooLate
from storage.delivery import inbox
from storage.tables import InboxState
from storage.tx import Tx


async def try_again(tx: Tx, actor: Actor, update_id: int) -> Answer:
    """[再试一次]: it waits as if it had just come."""
    fresh = {"state": InboxState.NEW, "attempts": 0, "next_try_at": None, "error": ""}
    await _settle(tx, actor, update_id, "retry_update", **fresh)
    return Answer(texts.RETRIED.format(update_id=update_id), edit=True)


async def seen_to(tx: Tx, actor: Actor, update_id: int) -> Answer:
    """[已另行处理]."""
    await _settle(tx, actor, update_id, "settle_update", state=InboxState.DONE)
    return Answer(texts.SETTLED.format(update_id=update_id), edit=True)


async def _settle(tx: Tx, actor: Actor, update_id: int, action: str, **changes: object) -> None:
    require(actor, Action.SETTLE_UPDATE)
    if not await inbox.settle_dead(tx, update_id, **changes):
        raise TooLate(texts.UPDATE_GONE)
    tx.record(action, f"U-{update_id}", by=actor)
