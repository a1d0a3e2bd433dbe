"""What waits for a supervisor's word before it goes on: a week that nobody issued, a post that nobody knows of.

Listed as a request. The claim stays what keeps a post from going out twice.
"""

from domain.bulletin import bulletin_texts as texts
from domain.notes import Priority
from domain.office.people import Actor
from domain.requests import RequestKind, RequestVerb
from storage import requests
from storage.requests import HeldPost
from storage.tables import Request
from storage.tx import Tx
from usecases.steps.cards import Card, supervisors
from usecases.steps.requests import decide, moved, put


async def hold(tx: Tx, held: HeldPost, text: str, *, label: str, action: str, after: object = "") -> None:
    """`text` is what the supervisors are asked. A newer question about the same takes the older one's place."""
    for older in await requests.held(tx, held):
        await moved(tx, older, RequestVerb.SUPERSEDE)
    row = Request(kind=RequestKind.HELD_POST, claim_id=held.claim_id, part_id=held.part_id, text=text)
    await put(tx, None, row, label, action, after=after, result="held")


async def release(tx: Tx, actor: Actor, held: HeldPost, verb: RequestVerb, label: str, action: str) -> None:
    """Decided by a supervisor; whether it may go on, the caller has asked the claim."""
    for row in await requests.held(tx, held):
        await decide(tx, row, verb, label, action, by=actor)


async def withdraw_robot(tx: Tx, robot_id: int) -> None:
    """The robot left the settings: nothing of it is to be decided."""
    for row in await requests.held_of_robot(tx, robot_id):
        await moved(tx, row, RequestVerb.WITHDRAW)


# The office chose the hour at which these come, in working hours or not.
def week_card(claim_id: int) -> Card:
    return Card("weekly", f"week:{claim_id}", priority=Priority.INTERACTIVE)


def ahead_card(week: str) -> Card:
    """The week's draft before its hour."""
    return Card("weekly", f"ahead:{week}", priority=Priority.INTERACTIVE)


async def close_card(tx: Tx, actor: Actor, card: Card, words: str) -> str:
    """Gives what the cards say now."""
    line = texts.decided(words, actor.name)
    await card.close(tx, await supervisors(tx), line)
    return line
