"""What is printed otherwise in one edition than in another: words, and where an item stands."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from domain.bulletin.editions.passages import places_of
from domain.bulletin.forms import Sort
from domain.bulletin.lagging import sort_of
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot

_NAMES = {Sort.ADVANCED: "取得阶段性成果", Sort.GOING: "待续报进展", Sort.URGENT: "需加快推进"}
OUT = "不再列入"


@dataclass(frozen=True, slots=True)
class PassageChange:
    """`place` is where it stands now; of what is left out, where it stood."""

    place: str
    label: str
    before: str
    after: str
    is_state: bool = False

    @property
    def name(self) -> str:
        return f"{self.place} {self.label}".rstrip()

    @property
    def said_short(self) -> str:
        """ "二1", "#12改列已完成"."""
        if not self.is_state:
            return self.place
        return f"{self.label}{self.after}" if self.after == OUT else f"{self.label}改列{self.after}"


def differences(before: BulletinSnapshot, after: BulletinSnapshot) -> tuple[PassageChange, ...]:
    return (*_states(before, after), *_words(before, after))


def _states(before: BulletinSnapshot, after: BulletinSnapshot) -> Iterator[PassageChange]:
    stood = {entry.item_id: entry for entry in before.entries}
    stands = {entry.item_id: (section.heading[:1], entry) for section in after.sections for entry in section.entries}
    for item_id, entry in stood.items():
        then = _state(before, entry)
        if item_id not in stands:
            yield PassageChange("", entry.label, then, OUT, is_state=True)
            continue
        ordinal, now = stands[item_id]
        if _state(after, now) != then:
            yield PassageChange(f"{ordinal}{now.place}", now.label, then, _state(after, now), is_state=True)


def _state(bulletin: BulletinSnapshot, entry: BulletinEntry) -> str:
    sort, wording = sort_of(entry, bulletin.wording), bulletin.wording
    return _NAMES.get(sort) or (wording.closed if sort is Sort.CLOSED else wording.under_way)


def _words(before: BulletinSnapshot, after: BulletinSnapshot) -> Iterator[PassageChange]:
    stood = {one.key: one for one in places_of(replace(before, edition=after.edition))}
    for one in places_of(after):
        first = stood.pop(one.key, None)
        if (first.words if first else "") != one.words:
            yield PassageChange(one.place, one.label, first.words if first else "", one.words)
    remains = {entry.item_id for entry in after.entries}
    for one in stood.values():
        if not one.item_id or one.item_id in remains:
            yield PassageChange(one.place, one.label, one.words, "")
