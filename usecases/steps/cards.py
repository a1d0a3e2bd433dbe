"""A card is shown to several people, decided by one of them, and closed on all, the decider's own included.

Notes that notify people are built here only, and who reads what is asked here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeVar

from domain import requests_texts as texts
from domain.commands import Press
from domain.notes import Choice, Note, Paper, Priority, Rows
from domain.nudging.nudge_texts import BELOW
from domain.office.people import Role
from storage.delivery import outbox
from storage.office import people
from storage.tables import Person, Request
from storage.tx import Tx

T = TypeVar("T")


class Reader(Protocol):
    """A person's row, or the one who speaks."""

    @property
    def person_id(self) -> int | None: ...
    @property
    def telegram_id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Face:
    """What a card says, and the buttons that decide it; wherever it is shown."""

    title: str
    text: str
    rows: Rows = ()


@dataclass(frozen=True, slots=True)
class Card:
    """`key` tells this card from all others, whoever reads it; a word that nobody decides is a card, too."""

    kind: str
    key: str
    item_id: int | None = None
    priority: Priority = Priority.NORMAL

    def key_of(self, reader: Reader) -> str:
        return f"{self.key}:{reader.person_id}"

    def put(
        self,
        tx: Tx,
        readers: Iterable[Reader],
        text: str,
        title: str = "",
        rows: Rows = (),
        *,
        replaces: "Card | None" = None,
        paper: Paper | None = None,
    ) -> None:
        """To each reader, once; in the place of the card that it `replaces`."""
        for reader in readers:
            note = self.note(reader, text, title, rows, paper)
            tx.put(replace(note, edits_key=replaces.key_of(reader)) if replaces else note)

    def tell(
        self, tx: Tx, readers: Iterable[Reader], text: str, title: str = "", rows: Rows = (), kind: str = "word"
    ) -> None:
        """What follows for other people from what was decided on the card."""
        replace(self, kind=kind, key=f"{self.key}:told").put(tx, readers, text, title, rows)

    async def close(self, tx: Tx, readers: Iterable[Reader], line: str, of: Request | None = None) -> None:
        """Each card that was put says `line`; who never had the card hears nothing.

        Of its buttons one is left where somebody decided the request (`of`): it says who, and opens the item.
        The decider is one of the readers. Where the answer to a press edits this very message, `spare_pressed`
        takes the edit back.
        """
        rows = await self._stamp_rows(tx, of) if of is not None else ()
        keys = {self.key_of(reader): reader for reader in readers}
        for key in await outbox.known_keys(tx, keys):
            note = self.note(keys[key], line, rows=rows)
            tx.put(replace(note, edits_key=key, dedupe_key=f"{key}:decided"))

    async def _stamp_rows(self, tx: Tx, request: Request) -> Rows:
        if request.decided_by is None or request.decided_at is None or self.item_id is None:
            return ()
        names = await people.names_of(tx, [request.decided_by])
        who, at = names[request.decided_by], tx.when(request.decided_at)
        words = texts.stamp(request.kind, request.state, who=who, at=at)
        return ((Choice(words, Press.ITEM, self.item_id, extra=BELOW),),) if words else ()

    def note(self, reader: Reader, text: str, title: str = "", rows: Rows = (), paper: Paper | None = None) -> Note:
        return Note(
            reader.telegram_id,
            self.kind,
            text,
            title,
            rows,
            self.priority,
            item_id=self.item_id,
            person_id=reader.person_id,
            paper=paper,
            dedupe_key=self.key_of(reader),
        )


def put_anew(tx: Tx, note: Note, mark: str) -> None:
    """In the place of the note of the same key: instead of it while it is not written, else as its edit."""
    key = note.dedupe_key
    assert key is not None, "what is replaced has a name"
    unwritten = [one for one in tx.notes if key in (one.dedupe_key, one.edits_key)]
    for one in unwritten:
        tx.take_back(one)
    is_first = any(one.dedupe_key == key for one in unwritten)
    tx.put(note if is_first else replace(note, edits_key=key, dedupe_key=f"{key}:{mark}"))


async def spare_pressed(tx: Tx, chat_id: int, message_id: int) -> Rows:
    """The answer to a press edits the pressed message: the edit of the same card is not sent a second time.

    Telegram refuses an edit that changes nothing. A copy (the queue, a card from before a silence) is
    another message: it takes the answer, and the card its line. Gives the buttons of what is not sent.
    """
    rows: Rows = ()
    for note in tx.notes:
        if note.edits_key is None or note.chat_id != chat_id:
            continue
        card = await outbox.of_key(tx, note.edits_key)
        if card is not None and card.message_id == message_id:
            tx.take_back(note)
            rows = note.choices
    return rows


async def holders(tx: Tx, role: Role, but: int | None = None) -> Sequence[Person]:
    """All of a role who can be reached; `but` is the id of somebody who knows already."""
    return [one for one in await people.with_role(tx, role) if one.person_id != but]


async def supervisors(tx: Tx, but: int | None = None) -> Sequence[Person]:
    return await holders(tx, Role.SUPERVISOR, but)


async def administrators(tx: Tx) -> Sequence[Person]:
    return await holders(tx, Role.ADMIN)


async def keepers(tx: Tx, but: int | None = None) -> Sequence[Person]:
    """Supervisors and administrators, each once."""
    both = [*await supervisors(tx), *await administrators(tx)]
    return [one for one in {one.person_id: one for one in both}.values() if one.person_id != but]


async def officials(tx: Tx, *unit_ids: int, but: int | None = None) -> Sequence[Person]:
    """Who answers for any of the units, each once."""
    found = await people.officials_of(tx, sorted(set(unit_ids)))
    return [one for one in found if one.person_id != but]


async def by_reader(tx: Tx, told: Iterable[tuple[int, T]]) -> Iterable[tuple[Person, list[T]]]:
    """What is told to units (by id), by the people who answer for them: however many seats, each thing once."""
    readers: dict[int, Sequence[Person]] = {}
    heard: dict[int, tuple[Person, list[T]]] = {}
    for unit_id, thing in told:
        if unit_id not in readers:
            readers[unit_id] = await people.officials_of(tx, [unit_id])
        for person in readers[unit_id]:
            mine = heard.setdefault(person.telegram_id, (person, []))[1]
            if thing not in mine:
                mine.append(thing)
    return heard.values()


async def persons(tx: Tx, *person_ids: int) -> Sequence[Person]:
    """Those who are still on the roster."""
    found = [await people.person(tx, person_id) for person_id in person_ids]
    return [one for one in found if one is not None and one.is_active]
