"""The items that a piece of work met, so that what it says of them by number can be told without asking again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from domain.matters import Matter, speaks_by_number, with_matter
from domain.notes import Note
from storage.tables import Item


@dataclass(slots=True)
class MetItems:
    """`_here` are those of the piece at hand; `_before` of the others of a group commit."""

    _before: dict[int, Matter] = field(default_factory=dict)
    _here: dict[int, Matter] = field(default_factory=dict)

    def next_piece(self) -> None:
        self._before |= self._here
        self._here = {}

    def add(self, item: Item) -> None:
        self._here[item.item_id] = Matter(item.label, item.directive)

    def told(self, answer: Note) -> Note:
        """What the piece at hand says to its speaker; the items of the others may be none of theirs."""
        for about in self._here.values():
            answer = with_matter(answer, about)
        return answer

    def unknown(self, notes: Sequence[Note]) -> set[int]:
        """Items that notes speak of and that nothing has loaded."""
        speaking = {note.item_id for note in notes if note.item_id is not None and speaks_by_number(note)}
        return speaking - self._all().keys()

    def named_notes(self, notes: Sequence[Note]) -> list[Note]:
        known = self._all()
        return [_about(note, known.get(note.item_id or 0)) for note in notes]

    def _all(self) -> Mapping[int, Matter]:
        return self._before | self._here


def _about(note: Note, about: Matter | None) -> Note:
    return with_matter(note, about) if about is not None else note
