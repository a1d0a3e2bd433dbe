"""A small fictional county for tests: the same people everywhere, so that a test reads like a story."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.bulletin.forms import full_stop
from domain.bulletin.prose.sentences import NOTHING_SAID, Paragraph, Sentence
from domain.hygiene import same_name_key
from domain.items.parts import DueOf
from domain.office.people import Actor, Role
from storage.database import Database
from storage.items import items
from storage.office import people, units
from storage.tables import Assignment, Item, ItemLeader, LeaderPart, Meeting, Person, Seat, Unit
from storage.tx import Tx

TELEGRAM_IDS = {"alice": 1001, "dave": 1002, "bob": 2001, "carol": 2002, "lena": 3001, "adam": 4001}
NAMES = {"alice": "艾督", "dave": "戴督", "bob": "鲍林", "carol": "柯财", "lena": "吴明远", "adam": "管理"}
SEATS: dict[str, tuple[tuple[Role, str | None], ...]] = {
    "alice": ((Role.SUPERVISOR, None), (Role.ADMIN, None)),
    "dave": ((Role.SUPERVISOR, None),),
    "bob": ((Role.OFFICIAL, "县农林局"),),
    "carol": ((Role.OFFICIAL, "县财政局"),),
    "lena": ((Role.LEADER, None),),
    "adam": ((Role.ADMIN, None),),
}


def told(text: str, *report_ids: int) -> Paragraph:
    """What a bulletin prints of an item, in one sentence."""
    return Paragraph((Sentence(full_stop(text), report_ids=report_ids),)) if text else NOTHING_SAID


async def known_unit(tx: Tx, name: str) -> Unit:
    """The unit of exactly this name."""
    return await units.unit_by_name(tx, same_name_key(name)) or await units.add_unit(tx, name)


@dataclass
class County:
    database: Database
    unit_ids: dict[str, int] = field(default_factory=dict)
    person_ids: dict[str, int] = field(default_factory=dict)

    async def actor(self, name: str, tx: Tx) -> Actor:
        found = await people.actor_of(tx, TELEGRAM_IDS[name])
        assert found is not None
        return found

    async def unit(self, name: str, tx: Tx) -> int:
        if name not in self.unit_ids:
            unit = await known_unit(tx, name)
            self.unit_ids[name] = unit.unit_id
        return self.unit_ids[name]

    async def item(
        self,
        directive: str,
        units: Sequence[str] = ("县农林局",),
        deadline: date | None = None,
        leaders: Sequence[str] = (),
        long_term: bool = False,
        subs: Sequence[str] = (),
        meeting: str = "2026年第5次常务会议",
    ) -> str:
        """A registered item with assignments (sub-items get the same units); gives its label."""
        async with self.database.transaction() as tx:
            number = await items.next_number(tx)
            meeting_id = await self._meeting(tx, meeting)
            common = {
                "office_id": 1,
                "number": number,
                "meeting_id": meeting_id,
                "deadline": deadline,
                "original_deadline": deadline,
                "long_term": long_term,
                "registered_at": tx.now,
                "last_moved_on": tx.today,
            }
            item = Item(directive=directive, **common)
            tx.session.add(item)
            await tx.session.flush()
            children = [
                Item(directive=words, sub=place, parent_id=item.item_id, due_of=DueOf.WHOLE, own_hands=False, **common)
                for place, words in enumerate(subs, 1)
            ]
            tx.session.add_all(children)
            await tx.session.flush()
            for one in (item, *children):
                for name in units:
                    await self._assign(tx, one, name)
            for place, name in enumerate(leaders):
                tx.session.add(
                    ItemLeader(office_id=1, item_id=item.item_id, part=LeaderPart.LEAD, place=place, name=name)
                )
            await tx.session.flush()
            return item.label

    async def _assign(self, tx: Tx, item: Item, unit: str) -> None:
        unit_id = await self.unit(unit, tx)
        tx.session.add(Assignment(office_id=1, item_id=item.item_id, unit_id=unit_id, assigned_on=tx.today))

    async def _meeting(self, tx: Tx, title: str) -> int:
        from sqlmodel import col, select

        found = (await tx.session.exec(select(Meeting).where(col(Meeting.title) == title))).first()
        if found is None:
            found = Meeting(office_id=1, title=title)
            tx.session.add(found)
            await tx.session.flush()
        return found.meeting_id


async def county(database: Database) -> County:
    """Alice and Dave supervise, Bob and Carol answer for units, Lena leads, Adam administers."""
    made = County(database)
    async with database.transaction() as tx:
        rows = {
            key: Person(office_id=1, telegram_id=TELEGRAM_IDS[key], name=NAMES[key], joined_at=tx.now) for key in SEATS
        }
        tx.session.add_all(rows.values())
        await tx.session.flush()
        made.person_ids |= {key: row.person_id for key, row in rows.items()}
        for key, seats in SEATS.items():
            for role, unit in seats:
                unit_id = await made.unit(unit, tx) if unit else None
                tx.session.add(Seat(office_id=1, person_id=rows[key].person_id, role=role, unit_id=unit_id))
        await tx.session.flush()
    return made
