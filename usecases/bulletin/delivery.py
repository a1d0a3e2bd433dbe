"""What delivery asks of the work: is this note still right, and what follows from how it went.

The pump calls these in its transactions; each works on one outbox row.
"""

from dataclasses import replace

from domain.bulletin import delivery_texts as texts
from domain.bulletin.editions.draft_mark import mark_of
from domain.bulletin.life import OPEN_ISSUES
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json, numbered
from domain.notes import Note, note_from_json
from storage.bulletin import bulletins
from storage.delivery import groups, outbox
from storage.office import people
from storage.tables import Outbox, OutboxState
from storage.tx import Tx
from usecases.bulletin.issue.numbering import next_number
from usecases.bulletin.proofs import still_open
from usecases.bulletin.publish import hold_claim, settle_claim
from usecases.nudging import escalate
from usecases.nudging.nudge import still_right
from usecases.office.unreachable import tell_unreachable
from usecases.steps.cards import Card, supervisors
from usecases.steps.office_time import next_opening, office_calendar


async def note_to_send(tx: Tx, row: Outbox) -> Note | None:
    """The note as it must leave now; None when it must not (any more, or not yet), which is then written down."""
    in_hours = bool(row.note.get("in_hours"))
    if in_hours and (opening := next_opening(tx, await office_calendar(tx))) is not None:
        await outbox.settle(tx, row.outbox_id, not_before=opening)
        return None
    if row.kind == "nudge":
        note = await still_right(tx, row)
    elif row.kind == escalate.KIND:
        note = await escalate.list_still_right(tx, row)
    elif row.kind == "proof" and "edits_key" not in row.note and not await still_open(tx, row):
        note = None
    else:
        note = await _with_its_message(tx, replace(note_from_json(row.note), chat_id=row.chat_id))
    if note is None:
        await outbox.settle(tx, row.outbox_id, state=OutboxState.CANCELLED)
        return None
    is_post = note.chat_id < 0 and note.topic is None and note.edits_message is None
    topic = await groups.topic_of(tx, note.chat_id) if is_post else note.topic
    return replace(note, in_hours=in_hours, topic=topic)


async def _with_its_message(tx: Tx, note: Note) -> Note:
    """An edit of a card that has not left yet takes the card's place."""
    if note.edits_key is None:
        return note
    card = await outbox.of_key(tx, note.edits_key)
    if card is None:
        return note
    if card.message_id is None and card.state is OutboxState.DUE:
        await outbox.settle(tx, card.outbox_id, state=OutboxState.CANCELLED)
    return replace(note, edits_message=card.message_id)


async def address_gone(tx: Tx, row: Outbox, words: str) -> None:
    """Stop writing to an address that is gone, and tell the supervisors once."""
    if row.kind == "menu":
        # A menu can be set before its person has pressed Start; that says nothing about them.
        return
    if row.chat_id < 0:
        await _group_gone(tx, row, words)
        return
    person = await people.person_of_telegram_id(tx, row.chat_id)
    if person is None or not person.is_reachable:
        return
    person.is_reachable = False
    await tx.add(person)
    await outbox.drop_waiting(tx, row.chat_id)
    tx.record("unreachable", person.name, after=words)
    await tell_unreachable(tx, person)


async def _group_gone(tx: Tx, row: Outbox, words: str) -> None:
    group = await groups.bound(tx, row.chat_id)
    if group is not None:
        group.is_active = False
        await tx.add(group)
        tx.record("group_lost", group.title, after=words)
        lost = Card("word", f"group_lost:{row.chat_id}:{tx.today}")
        lost.put(tx, await supervisors(tx), texts.group_lost(group.title))
    if row.claim_id is not None:
        await hold_post(tx, row)


async def topic_closed(tx: Tx, row: Outbox) -> None:
    """The topic takes no messages: the supervisors hear so once a day, and a post waits for their word."""
    group = await groups.bound(tx, row.chat_id)
    if group is not None:
        tx.record("topic_closed", group.title)
        told = Card("word", f"topic_closed:{row.chat_id}:{tx.today}")
        told.put(tx, await supervisors(tx), texts.topic_closed(group.title))
    if row.claim_id is not None:
        await hold_post(tx, row)


async def post_sent(tx: Tx, row: Outbox) -> None:
    """A part of a scheduled post is in the group; the last one settles the claim."""
    assert row.claim_id is not None
    await settle_claim(tx, row.claim_id)


async def hold_post(tx: Tx, row: Outbox) -> None:
    """A post whose outcome nobody can know waits for a supervisor's word."""
    await outbox.settle(tx, row.outbox_id, state=OutboxState.HELD)
    await outbox.hold_rest(tx, row)
    await hold_claim(tx, row)


WEEKS_BEFORE = 7


async def frozen_bulletin(tx: Tx, bulletin_id: int) -> tuple[BulletinSnapshot, list[BulletinSnapshot]]:
    """The snapshot from which papers are drawn, and those of the issues before it, newest first.

    A draft is seen as it will be: with the number that comes next.
    """
    row = await bulletins.by_id(tx, bulletin_id)
    assert row is not None, "a paper names a bulletin that exists"
    earlier = await bulletins.issues_before(tx, row, WEEKS_BEFORE)
    snapshot = bulletin_from_json(row.snapshot)
    if row.state in OPEN_ISSUES and row.corrects_id is None:
        snapshot = numbered(snapshot, await next_number(tx))
    return snapshot, [bulletin_from_json(one.snapshot) for one in earlier]


async def mark_of_bulletin(tx: Tx, bulletin_id: int) -> str:
    """By which its docx is known when it comes back."""
    row = await bulletins.by_id(tx, bulletin_id)
    return str(mark_of(bulletin_id, row.snapshot_hash)) if row else ""


async def meeting_of(tx: Tx, bulletin_id: int) -> int:
    """The meeting that a bulletin is about; 0 for one about more."""
    row = await bulletins.by_id(tx, bulletin_id)
    return (row.meeting_id if row else None) or 0
