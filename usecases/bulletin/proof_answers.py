"""A unit's answers to 核稿: [无误], or [更正] with words that are a report."""

from dataclasses import replace

from domain.arrivals import Saying
from domain.bulletin import proofs_texts as texts
from domain.bulletin.proofs import ProofOutcome
from domain.hygiene import clean, cut
from domain.notes import Answer, Note
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from storage.bulletin import proofs
from storage.delivery import outbox
from storage.office import people, units
from storage.tables import Person, Proof, ProofState
from storage.tx import Tx
from usecases.bulletin.proofs import cards, units_read_by
from usecases.steps.asking import Question, ask
from usecases.steps.cards import Card, officials, supervisors
from usecases.talk.report import TEXT_LIMIT, say_receipt, submit_report


class ProofWords(Question, kind="proof", action=Action.REPORT, tells_progress=True):
    """What is it then, if not as the bulletin would say?"""

    proof_id: int
    item_id: int


async def confirm(tx: Tx, actor: Actor, proof_id: int, version: int) -> Answer:
    """[无误]."""
    row = await _own(tx, actor, proof_id)
    await _confirm(tx, actor, row, version)
    await _renew(tx, row)
    return await _card_again(tx, actor, row, texts.CONFIRMED)


async def confirm_all(tx: Tx, actor: Actor, proof_id: int) -> Answer:
    """[以上全部无误]: what still waits on the cards of the presser's units."""
    row = await _own(tx, actor, proof_id)
    waiting = [one for one in await proofs.of_units(tx, row.round, list(actor.unit_ids)) if one.state in proofs.OPEN]
    if not waiting:
        raise TooLate(_why_late(row))
    for one in waiting:
        await _confirm(tx, actor, one, one.version)
    await _renew(tx, row)
    return await _card_again(tx, actor, row, texts.ALL_CONFIRMED)


async def _own(tx: Tx, actor: Actor, proof_id: int) -> Proof:
    row = await tx.row(Proof, proof_id)
    if row is None or row.unit_id not in actor.unit_ids:
        raise NotFound(texts.GONE)
    require(actor, Action.REPORT, [row.unit_id])
    return row


def _why_late(row: Proof) -> str:
    number = row.label.lstrip("#")
    if row.state in (ProofState.SILENT, ProofState.UNASKED):
        return texts.OVER.format(label=row.label, number=number)
    seen = ProofOutcome.CONFIRMED if row.state is ProofState.CONFIRMED else ProofOutcome.CORRECTED
    return texts.ANSWERED.format(label=row.label, number=number, word=texts.SEEN_WORDS[seen])


async def _confirm(tx: Tx, actor: Actor, row: Proof, version: int) -> None:
    changes = {"answered_at": tx.now, "answered_by": actor.person_id}
    if not await proofs.move(tx, row, version, state=ProofState.CONFIRMED, **changes):
        raise TooLate(_why_late(row))
    tx.record("confirm_proof", row.label, by=actor, after={"text": row.sentence, "round": row.round})


async def ask_words(tx: Tx, actor: Actor, chat_id: int, proof_id: int) -> Answer:
    """[更正]: what is it then?"""
    row = await _own(tx, actor, proof_id)
    if row.state not in proofs.OPEN:
        raise TooLate(_why_late(row))
    asked = ProofWords(proof_id, row.item_id)
    return await ask(tx, actor, chat_id, asked, texts.ask_words(row.label, row.sentence), label=row.label)


async def take_words(tx: Tx, actor: Actor, asked: ProofWords, saying: Saying) -> Answer:
    """The words are a report; of a closed item they go to the supervisors, who may reword."""
    row = await _own(tx, actor, asked.proof_id)
    words = clean(saying.text)
    if not words:
        raise BadInput(texts.ask_words(row.label, row.sentence))
    duty = await proofs.open_duty(tx, row)
    if duty is None:
        return await _keep_for_office(tx, actor, row, words)
    receipt = await submit_report(tx, actor, duty, replace(saying, text=words))
    await _corrected(tx, actor, row, words, receipt.report_id)
    return say_receipt(tx, receipt)


async def _keep_for_office(tx: Tx, actor: Actor, row: Proof, words: str) -> Answer:
    await _corrected(tx, actor, row, cut(words, TEXT_LIMIT), None)
    unit = await units.unit(tx, row.unit_id)
    assert unit is not None
    title, text = texts.told_closed(row.label, unit=unit.name, words=words)
    card = Card("word", f"proof:{row.proof_id}:closed", row.item_id)
    card.put(tx, await supervisors(tx), text, title)
    return Answer(texts.kept_for_office(row.label), item_id=row.item_id)


async def _corrected(tx: Tx, actor: Actor, row: Proof, words: str, report_id: int | None) -> None:
    """A report that came after the bulletin was written is a report all the same."""
    changes = {"answered_at": tx.now, "answered_by": actor.person_id, "answer": words, "report_id": report_id}
    is_counted = await proofs.move(tx, row, row.version, state=ProofState.CORRECTED, **changes)
    if not is_counted and report_id is None:
        raise TooLate(_why_late(row))
    if is_counted:
        tx.record(
            "correct_proof",
            row.label,
            by=actor,
            before={"text": row.sentence},
            after={"report": f"R-{report_id}" if report_id else "", "text": words, "round": row.round},
        )
        await _renew(tx, row)


async def _card_again(tx: Tx, actor: Actor, row: Proof, toast: str) -> Answer:
    """The pressed card as it stands now."""
    person = await people.person(tx, actor.person_id)
    assert person is not None
    mine = await _cards_of(tx, row, person)
    shown = next((note for note in mine if texts.is_answered(row.label, note.text)), mine[0])
    return Answer(shown.text, shown.title, shown.choices, edit=True, toast=toast)


async def _cards_of(tx: Tx, row: Proof, person: Person) -> list[Note]:
    units = await units_read_by(tx, row.round, person.person_id)
    return await cards(tx, row.round, person, units or [row.unit_id])


async def _renew(tx: Tx, row: Proof) -> None:
    """The cards of the unit's people say what was answered."""
    for person in await officials(tx, row.unit_id):
        for note in await _cards_of(tx, row, person):
            key = note.dedupe_key or ""
            if texts.is_answered(row.label, note.text) and await outbox.of_key(tx, key) is not None:
                edit = f"{key}:{row.proof_id}"
                tx.put(replace(note, edits_key=key, dedupe_key=edit))
