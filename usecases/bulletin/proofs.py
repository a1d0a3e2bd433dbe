"""核稿: the working day before the weekly bulletin each unit is shown the sentences that will be printed about it.

A round's sentences are frozen when it opens. People are told one by one in working time, in one message that
counts against the most of a day; whoever says nothing until the bulletin is written is kept as silent.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from domain.bulletin import proofs_texts as texts
from domain.bulletin.issue.weekly import last_workday, next_moment
from domain.bulletin.making import make_bulletin
from domain.bulletin.proofs import ProofedSentence, ProofOutcome, said_by, says_the_same, sentence_of
from domain.bulletin.proofs_texts import ProofLine
from domain.bulletin.scopes import BulletinScope
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot, bulletin_from_json
from domain.dates.workdays import WorkCalendar
from domain.notes import Note
from domain.office.settings import PROOFS
from storage.bulletin import bulletins, proofs
from storage.delivery import claims, groups
from storage.nudging import leave, nudges
from storage.nudging import policy as policies
from storage.office import settings as store
from storage.office import units
from storage.rows import grouped
from storage.tables import Outbox, Person, Proof, ProofState
from storage.tx import Tx
from usecases.bulletin.facts import gather_facts
from usecases.bulletin.issue.weekly_time import next_weekly
from usecases.nudging.nudge_round import free_readers
from usecases.steps.cards import Card
from usecases.steps.office_time import office_calendar, working_span

_SEEN = {
    ProofState.WAITING: ProofOutcome.UNASKED,
    ProofState.ASKED: ProofOutcome.SILENT,
    ProofState.CONFIRMED: ProofOutcome.CONFIRMED,
    ProofState.CORRECTED: ProofOutcome.CORRECTED,
    ProofState.SILENT: ProofOutcome.SILENT,
    ProofState.UNASKED: ProofOutcome.UNASKED,
}


async def follow_proofs(tx: Tx) -> bool:
    """Open the week's round on its day, or tell the next person; False when there is nothing to do."""
    calendar = await office_calendar(tx)
    if working_span(tx, calendar) is None:
        return False
    return await _open_week(tx, calendar) or await _tell_next(tx)


async def is_on(tx: Tx) -> bool:
    return bool((await store.values(tx, PROOFS))["on"])


def proof_day(calendar: WorkCalendar, weekly_day: date) -> date:
    """The last working day before it."""
    return last_workday(weekly_day - timedelta(days=1), calendar)


async def _open_week(tx: Tx, calendar: WorkCalendar) -> bool:
    weekly = next_moment(tx.now, tx.profile, calendar)
    if proof_day(calendar, weekly.day) != tx.today or not await is_on(tx):
        return False
    week = weekly.week
    if await claims.of_period(tx, "proof", 0, week) is not None or not await groups.leadership_groups(tx):
        return False
    if await claims.claim(tx, "proof", 0, week) is None:
        return False
    snapshot = make_bulletin(await gather_facts(tx, None))
    before = await bulletins.last_published(tx, BulletinScope.ALL)
    printed = {sentence_of(one) for one in bulletin_from_json(before.snapshot).entries} if before else set()
    count = await put_round(tx, week, snapshot, printed)
    tx.record("ask_proofs", week, after={"count": count})
    return True


async def put_round(tx: Tx, round_key: str, snapshot: BulletinSnapshot, printed: Iterable[str] = ()) -> int:
    """A row for each unit and sentence about it; gives how many wait for an answer.

    What a unit found right or passed over in silence is not asked again while it reads the same, nor what is
    closed and was `printed` just so.
    """
    known, settled = await proofs.known_before(tx), set(printed)
    entries = {
        entry.item_id: entry for entry in snapshot.entries if not (entry.closed and sentence_of(entry) in settled)
    }
    rows = [
        {
            **_row(tx, round_key, entries[item_id], unit_id, known.get((item_id, unit_id))),
            "original": said_by(entries[item_id], unit),
        }
        for item_id, unit_id, unit in await proofs.units_of(tx, list(entries))
    ]
    await proofs.put(tx, rows)
    return sum(row["state"] == ProofState.WAITING for row in rows)


def _row(
    tx: Tx, round_key: str, entry: BulletinEntry, unit_id: int, known: tuple[str, ProofState] | None
) -> dict[str, object]:
    sentence = sentence_of(entry)
    return {
        "round": round_key,
        "item_id": entry.item_id,
        "unit_id": unit_id,
        "label": entry.label,
        "sentence": sentence,
        "state": known[1] if known and says_the_same(known[0], sentence) else ProofState.WAITING,
        "version": 1,
        "put_at": tx.now,
        "answer": "",
    }


async def _tell_next(tx: Tx) -> bool:
    """The first person by id, of a unit with open sentences, who has not had this round's card."""
    waiting = await proofs.open_units(tx)
    for round_key in dict.fromkeys(key for key, _ in waiting):
        unit_ids = [unit_id for key, unit_id in waiting if key == round_key]
        readers = await _readers(tx, unit_ids)
        free = await free_readers(tx, readers, digest_round(round_key), await policies.policy(tx))
        if free:
            person = min(free, key=lambda one: one.person_id)
            await _tell(tx, round_key, person, readers[person.person_id])
            return True
    return False


def draft_round(bulletin_id: int) -> str:
    """The round of a draft that a supervisor sends to its units."""
    return f"draft-{bulletin_id}"


def digest_round(round_key: str) -> str:
    """Its card counts as one of the day's digests."""
    return f"proof-{round_key}"


async def units_read_by(tx: Tx, round_key: str, person_id: int) -> Sequence[int]:
    """The units whose sentences a person is shown in the round."""
    unit_ids = list(dict.fromkeys(row.unit_id for row, _ in await proofs.of_round(tx, round_key)))
    return (await _readers(tx, unit_ids)).get(person_id, ())


async def _readers(tx: Tx, unit_ids: Sequence[int]) -> dict[int, list[int]]:
    """Reader -> units; the stand-in of somebody who is away reads for them."""
    away = await leave.stand_ins(tx, tx.today)
    seats = await nudges.seats_of_units(tx, unit_ids)
    return grouped((away.get(person.person_id, person.person_id), unit_id) for person, unit_id in seats)


async def _tell(tx: Tx, round_key: str, person: Person, unit_ids: Sequence[int]) -> None:
    await nudges.keep_digest(tx, person.person_id, digest_round(round_key))
    for note in await cards(tx, round_key, person, unit_ids):
        tx.put(note)
    rows = await proofs.of_units(tx, round_key, unit_ids)
    await proofs.mark_asked(tx, [row.proof_id for row in rows])


async def cards(tx: Tx, round_key: str, person: Person, unit_ids: Sequence[int]) -> list[Note]:
    """What a person is shown now, as many messages as it takes; the sentences stay in their places."""
    rows = await proofs.of_units(tx, round_key, unit_ids)
    theirs = [unit.name for unit_id in unit_ids if (unit := await units.unit(tx, unit_id))]
    until = (await next_weekly(tx)).day if "-W" in round_key else None
    notes = []
    for place, lines in enumerate(_by_card([_line(row) for row in rows]), 1):
        title, text = texts.card(theirs, lines, until, tx.today)
        item_id = lines[0].item_id if len(rows) == 1 else None
        card = Card("proof", f"proof:{round_key}:{place}", item_id)
        notes.append(card.note(person, text, title, texts.card_rows(lines)))
    return notes


def _line(row: Proof) -> ProofLine:
    word = "" if row.state in proofs.OPEN else texts.SEEN_WORDS[_SEEN[row.state]]
    return ProofLine(row.proof_id, row.version, row.item_id, row.label, row.sentence, word, row.original)


def _by_card(lines: Sequence[ProofLine]) -> list[list[ProofLine]]:
    parts: list[list[ProofLine]] = []
    room = 0
    for line in lines:
        size = texts.size_of(line)
        if not parts or room < size or len(parts[-1]) >= texts.A_CARD:
            parts.append([])
            room = texts.CARD_ROOM
        parts[-1].append(line)
        room -= size
    return parts


async def still_open(tx: Tx, row: Outbox) -> bool:
    """Whether a card that has not left yet still asks something: not once its bulletin is written."""
    round_key = (row.dedupe_key or "").removeprefix("proof:").rsplit(":", 2)[0]
    return any(one.state in proofs.OPEN for one, _ in await proofs.of_round(tx, round_key))


async def close_round(tx: Tx, round_key: str) -> list[ProofedSentence]:
    """The bulletin is being written: a report made meanwhile was a correction, the rest is silence."""
    rows = await proofs.of_round(tx, round_key)
    is_open = any(row.state in proofs.OPEN for row, _ in rows)
    for row, _ in rows:
        report_id = await proofs.report_since(tx, row) if row.state is ProofState.ASKED else None
        if report_id is not None:
            await proofs.move(tx, row, row.version, state=ProofState.CORRECTED, report_id=report_id)
    await proofs.close(tx, round_key)
    shown = await shown_in(tx, round_key)
    if is_open:
        words = texts.tally([texts.SEEN_WORDS[one.seen] for one in shown])
        tx.record("close_proofs", round_key, after={"text": words})
    return shown


async def shown_in(tx: Tx, round_key: str) -> list[ProofedSentence]:
    """How a round stands; what is still open counts as not answered."""
    return [
        ProofedSentence(row.item_id, unit, row.sentence, _SEEN[row.state])
        for row, unit in await proofs.of_round(tx, round_key)
    ]
