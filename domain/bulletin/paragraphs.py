"""A draft paragraph by paragraph: what can be reworded, each with the words that stood there first."""

from dataclasses import dataclass

from domain.bulletin.forms import circled
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot


@dataclass(frozen=True, slots=True)
class ProgressParagraph:
    """The progress of an item, or of its part (from 1). `place` is as printed: 二1, 二1①."""

    item_id: int
    part: int
    place: str
    label: str
    directive: str
    progress: str
    original: str

    @property
    def is_reworded(self) -> bool:
        return self.progress != self.original


def paragraphs_of(bulletin: BulletinSnapshot) -> tuple[ProgressParagraph, ...]:
    return tuple(
        paragraph
        for section in bulletin.sections
        for entry in section.entries
        for paragraph in _of_entry(section.heading[:1], entry)
    )


def _of_entry(ordinal: str, entry: BulletinEntry) -> list[ProgressParagraph]:
    place = f"{ordinal}{entry.place}"
    own = ProgressParagraph(
        entry.item_id, 0, place, entry.label, entry.directive, entry.progress, entry.original_progress
    )
    parts = [
        ProgressParagraph(
            entry.item_id,
            number,
            f"{place}{circled(number)}",
            entry.label,
            directive,
            progress,
            entry.sub_originals[number - 1] if entry.sub_originals else progress,
        )
        for number, (directive, progress) in enumerate(entry.sub_entries, 1)
    ]
    # An item whose parts speak for it has no words of its own.
    is_silent = parts and not entry.progress and not entry.original_progress
    return parts if is_silent else [own, *parts]
