"""After a silence that may have swallowed presses, what waits for a verdict is put before the supervisors again.

Telegram keeps a press for 150 seconds (docs/reliability.md, rule 7): whoever pressed while nobody
listened longer than that saw nothing happen, and nothing did.
"""

from dataclasses import replace
from datetime import timedelta

from domain.bulletin import delivery_texts as texts
from domain.notes import Priority, note_from_json
from domain.requests import RequestKind
from storage import requests
from storage.delivery import inbox, outbox
from storage.review import completions
from storage.tables import OutboxState, Person
from storage.tx import Tx
from usecases.review import review_cards
from usecases.steps.cards import Card, supervisors
from usecases.steps.requests import card_of

PRESS_LIVES = timedelta(seconds=150)
# More are better looked at in the queue.
CARDS_AT_MOST = 5


async def offer_open_cards_again(tx: Tx, silence: timedelta | None) -> None:
    """Send every supervisor the cards of open requests once more when Telegram was silent for long: a press may have
    been lost meanwhile.

    `silence` is None when this process has just started: it is counted from what was written down last.
    """
    last = await inbox.heard_at(tx)
    await inbox.keep_heard(tx)
    if silence is None:
        silence = tx.now - last if last is not None else timedelta(0)
    if silence > PRESS_LIVES:
        for supervisor in await supervisors(tx):
            await _offer(tx, supervisor, silence)


async def _offer(tx: Tx, supervisor: Person, silence: timedelta) -> None:
    """The very cards once more, so that what is decided later still reaches them."""
    # Extensions first: the queue does not show them.
    asked = [card_of(row).key_of(supervisor) for row, _, _ in await requests.listed(tx, [RequestKind.EXTENSION])]
    waiting = [one.assignment for one in await completions.queue(tx)]
    cards = [review_cards.card_of(one, one.version) for one in waiting]
    keys = [*asked, *(card.key_of(supervisor) for card in cards)]
    rows = sorted(await outbox.sent_of_keys(tx, keys), key=lambda row: keys.index(row.dedupe_key or ""))
    if not rows:
        return
    for row in rows[:CARDS_AT_MOST]:
        fresh = replace(note_from_json(row.note), edits_key=None, edits_message=None)
        await outbox.settle(tx, row.outbox_id, state=OutboxState.DUE, message_id=None, attempts=0, note=fresh.to_json())
    again = Card("word", f"offered:{tx.now.isoformat()}", priority=Priority.INTERACTIVE)
    again.put(tx, [supervisor], texts.offered_again(silence, len(rows) - CARDS_AT_MOST))
