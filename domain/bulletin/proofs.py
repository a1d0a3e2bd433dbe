"""核稿: what units said of the sentences about them, as a snapshot keeps it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot, entry_text


class ProofOutcome(StrEnum):
    """CHANGED: the unit found an earlier wording right, and another is printed now."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    SILENT = "silent"
    UNASKED = "unasked"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class ProofedSentence:
    """A sentence that a unit was shown, and what became of it."""

    item_id: int
    unit: str
    sentence: str
    seen: ProofOutcome


_DAY = re.compile(r"截至(?:\d{4}年)?\d{1,2}月\d{1,2}日，")


def says_the_same(one: str, other: str) -> bool:
    """The day put before words that have grown old makes no other words of them."""
    return _DAY.sub("", one) == _DAY.sub("", other)


def sentence_of(entry: BulletinEntry) -> str:
    """The very words that will be printed, without the number, which depends on the others."""
    return entry_text(entry).removeprefix(f"{entry.place}、")


def said_by(entry: BulletinEntry, unit: str) -> str:
    """The unit's own words, where the sentence says it otherwise."""
    told = [one.original for one in entry.sentences if one.unit == unit and one.is_reworded]
    return "；".join(text.rstrip("。；") for text in told)


def with_proofs(bulletin: BulletinSnapshot, shown: Sequence[ProofedSentence]) -> BulletinSnapshot:
    """Each entry with its units' words; what was known of an entry that nobody was asked about stays."""
    by_item: dict[int, list[ProofedSentence]] = {}
    for one in shown:
        by_item.setdefault(one.item_id, []).append(one)

    def seen(entry: BulletinEntry) -> BulletinEntry:
        own = by_item.get(entry.item_id)
        if not own:
            return entry
        return replace(entry, proofs=tuple((one.unit, str(_now(one, entry))) for one in own))

    sections = tuple(
        replace(section, entries=tuple(seen(entry) for entry in section.entries)) for section in bulletin.sections
    )
    return replace(bulletin, sections=sections)


def _now(one: ProofedSentence, entry: BulletinEntry) -> ProofOutcome:
    is_other = one.seen is ProofOutcome.CONFIRMED and not says_the_same(one.sentence, sentence_of(entry))
    return ProofOutcome.CHANGED if is_other else one.seen
