"""Recompute a published bulletin: figures, sentences, states, fingerprint, files, and what the audit chain knows."""

import hashlib
from collections.abc import Iterator, Sequence

from domain.bulletin.adding_up import mistakes
from domain.bulletin.bulletin_texts import subject_of
from domain.bulletin.editions.proving import misplaced
from domain.bulletin.snapshot import bulletin_from_json, canonical_hash
from storage import audit
from storage.bulletin import bulletins, editions
from storage.tables import AuditEntry, Bulletin, BulletinEdition, BulletinFile
from storage.tx import Tx
from usecases.bulletin.replayed import contradictions

_PRINTED = ("publish_bulletin", "correct_bulletin")
# Far more than there is about one issue.
_ENTRIES = 1000


async def verify_bulletin(tx: Tx, year: int, issue_number: int) -> tuple[str, ...] | None:
    """A line for each thing that is wrong; None when there is no such issue."""
    row = await bulletins.of_issue(tx, year, issue_number)
    if row is None:
        return None
    entries = await audit.entries_about(tx, subject_of(row.bulletin_id, issue_number), limit=_ENTRIES)
    found = list(_of_edition(row, entries))
    for edition in await editions.earlier_editions(tx, row.bulletin_id):
        found += [f"edition {edition.edition}: {line}" for line in _of_edition(edition, entries)]
    for file in await editions.files_of(tx, row.bulletin_id):
        found += _of_file(file, entries)
    found += await contradictions(tx, row)
    flaw = await audit.find_flaw(tx)
    if flaw is not None:
        found.append(f"the audit chain is broken at entry {flaw.position}: {flaw.what}")
    return tuple(found)


def _of_edition(row: Bulletin | BulletinEdition, entries: Sequence[AuditEntry]) -> Iterator[str]:
    snapshot = bulletin_from_json(row.snapshot)
    yield from mistakes(snapshot)
    yield from misplaced(snapshot)
    if canonical_hash(snapshot) != row.snapshot_hash:
        yield "its words are not those that its fingerprint was taken of"
    printed = (entry.after for entry in entries if entry.action in _PRINTED)
    if not any(row.snapshot_hash in after for after in printed):
        yield "the audit chain does not know this fingerprint as published"


def _of_file(file: BulletinFile, entries: Sequence[AuditEntry]) -> Iterator[str]:
    name = f"the file {file.kind} of edition {file.edition}"
    if hashlib.sha256(file.content).hexdigest() != file.sha256:
        yield f"{name} is not the one that was kept"
    kept = (entry.after for entry in entries if entry.action == "keep_paper")
    if not any(file.sha256 in after for after in kept):
        yield f"{name} is unknown to the audit chain"
