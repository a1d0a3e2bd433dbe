"""What a file drawn from a draft carries unseen, so that it is known when it comes back finished by hand."""

import re
from dataclasses import dataclass

_MARK = re.compile(r"duban-(\d{1,9})-([0-9a-f]{12})")
_LETTERS = 12


@dataclass(frozen=True, slots=True)
class DraftMark:
    """Of which draft (or issue), and with which words: the first letters of its fingerprint."""

    bulletin_id: int
    words: str

    def __str__(self) -> str:
        return f"duban-{self.bulletin_id}-{self.words}"

    def has_words_of(self, snapshot_hash: str) -> bool:
        return snapshot_hash.startswith(self.words)


def mark_of(bulletin_id: int, snapshot_hash: str) -> DraftMark:
    return DraftMark(bulletin_id, snapshot_hash[:_LETTERS])


def read_mark(text: str) -> DraftMark | None:
    found = _MARK.search(text)
    return DraftMark(int(found[1]), found[2]) if found else None
