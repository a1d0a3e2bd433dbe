"""What stands open about a draft before it goes: a line each. The automatic issue waits until there is none."""

from collections.abc import Iterator, Sequence

from domain.bulletin.adding_up import mistakes
from domain.bulletin.editions.spoken import spoken_in
from domain.bulletin.issue import checks_texts as texts
from domain.bulletin.proofread import REPEATS, disagreements, repeated
from domain.bulletin.proofs import sentence_of
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json, to_paper
from domain.papers.printable import unprintable
from domain.papers.printed import words_of
from storage.bulletin import bulletins, proofs
from storage.tables import Bulletin, Proof, ProofState
from storage.tx import Tx
from usecases.bulletin.issue.signatures import lacking
from usecases.bulletin.proofs import draft_round


async def open_checks(tx: Tx, row: Bulletin) -> tuple[str, ...]:
    """Words against states, figures against the list, what still reads as talk, and what units said in 核稿."""
    snapshot = bulletin_from_json(row.snapshot)
    stopped = await bulletins.cancelled_among(tx, [entry.item_id for entry in snapshot.entries])
    lines = list(disagreements(snapshot, await _earlier(tx, row), stopped))
    if mistakes(snapshot):
        lines.append(texts.SUMS)
    if missing := unprintable(words_of(to_paper(snapshot))):
        lines.append(texts.no_font(missing))
    lines += [texts.spoken(one.label, one.words) for one in spoken_in(snapshot)]
    return (*lines, *await _proof_checks(tx, row, snapshot), *await lacking(tx))


async def advice(tx: Tx, row: Bulletin) -> tuple[str, ...]:
    """What is worth a look and holds nothing."""
    return repeated(bulletin_from_json(row.snapshot), await _earlier(tx, row))


async def _earlier(tx: Tx, row: Bulletin) -> list[BulletinSnapshot]:
    """The newest first."""
    return [bulletin_from_json(one.snapshot) for one in await bulletins.issues_before(tx, row, REPEATS - 1)]


async def _proof_checks(tx: Tx, row: Bulletin, snapshot: BulletinSnapshot) -> Iterator[str]:
    asked = await proofs.of_round(tx, draft_round(row.bulletin_id))
    of_week = await proofs.of_round(tx, row.period)
    return _of_rounds(snapshot, asked, of_week)


def _of_rounds(
    snapshot: BulletinSnapshot, asked: Sequence[tuple[Proof, str]], of_week: Sequence[tuple[Proof, str]]
) -> Iterator[str]:
    """Whoever is silent until the week's bulletin is written has had the time; a draft's own round is waited for."""
    waiting = list(dict.fromkeys(unit for proof, unit in asked if proof.state is ProofState.ASKED))
    if waiting:
        yield texts.waiting_for(waiting)
    printed = {entry.item_id: sentence_of(entry) for entry in snapshot.entries}
    for proof, unit in (*asked, *of_week):
        if proof.state is ProofState.CORRECTED and printed.get(proof.item_id) == proof.sentence:
            yield texts.not_followed(proof.label, unit)
