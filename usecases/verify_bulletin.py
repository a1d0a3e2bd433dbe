"""Recompute a published bulletin: its figures, its fingerprint, and what the audit chain knows of it."""

from domain.adding_up import mistakes
from domain.bulletin import bulletin_from_json, canonical_hash
from storage import audit, bulletins
from storage.tx import Tx


async def verify_bulletin(tx: Tx, year: int, issue_number: int) -> tuple[str, ...] | None:
    """A line for each thing that is wrong; None when there is no such issue."""
    row = await bulletins.of_issue(tx, year, issue_number)
    if row is None:
        return None
    snapshot = bulletin_from_json(row.snapshot)
    found = list(mistakes(snapshot))
    if canonical_hash(snapshot) != row.snapshot_hash:
        found.append("its words are not those that its fingerprint was taken of")
    entries = await audit.entries_about(tx, f"通报第{issue_number}期", limit=100)
    printed = (entry.after for entry in entries if entry.action == "publish_bulletin")
    if not any(row.snapshot_hash in after for after in printed):
        found.append("the audit chain does not know this fingerprint as published")
    flaw = await audit.find_flaw(tx)
    if flaw is not None:
        found.append(f"the audit chain is broken at entry {flaw.position}: {flaw.what}")
    return tuple(found)
