"""Who signs an issue, and the requests for their signatures."""

from collections.abc import Sequence

from domain.bulletin.issue import signing_texts as texts
from domain.bulletin.life import BulletinState
from domain.office.people import Actor, Role
from domain.office.settings import SIGNING
from domain.refusals import NotAllowed
from domain.requests import RequestVerb
from storage import requests
from storage.office import settings as store
from storage.tables import Bulletin, Person
from storage.tx import Tx
from usecases.steps.cards import Card, holders, persons
from usecases.steps.requests import moved


async def named_signers(tx: Tx) -> tuple[str, ...]:
    return tuple((await store.values(tx, SIGNING))["signers"] or ())


async def signers(tx: Tx) -> Sequence[Person]:
    """Supervisors and leaders of those names; none where any supervisor may sign."""
    names = await named_signers(tx)
    if not names:
        return ()
    found = {one.person_id: one for role in (Role.SUPERVISOR, Role.LEADER) for one in await holders(tx, role)}
    return [one for one in found.values() if one.name in names]


async def is_signer(tx: Tx, actor: Actor) -> bool:
    """Of those who are named."""
    return actor.person_id in [one.person_id for one in await signers(tx)]


async def require_signer(tx: Tx, actor: Actor, row: Bulletin) -> None:
    """Refused to who may not sign what is not signed yet."""
    who = await signers(tx)
    if who and row.state is not BulletinState.SIGNED and actor.person_id not in [one.person_id for one in who]:
        raise NotAllowed(texts.not_yours([one.name for one in who]))


async def lacking(tx: Tx) -> tuple[str, ...]:
    """A line where a named signer is nobody of the roster."""
    names, known = await named_signers(tx), [one.name for one in await signers(tx)]
    missing = [name for name in names if name not in known]
    return (texts.nobody(missing),) if missing else ()


def signing_card(bulletin_id: int, version: int) -> Card:
    return Card("signing", f"sign:{bulletin_id}:{version}")


async def settle_requests(tx: Tx, row: Bulletin, verb: RequestVerb, by: Actor | None, line: str) -> None:
    """Nobody is asked any more: the one who decided has decided, what others were asked is overtaken."""
    for one in await requests.signatures_of(tx, row.bulletin_id):
        own = by is not None and one.decider_id == by.person_id
        await moved(tx, one, verb if own else RequestVerb.SUPERSEDE, by)
        if one.decider_id is not None:
            card = signing_card(row.bulletin_id, one.seen)
            await card.close(tx, await persons(tx, one.decider_id), line)
