"""The county of the quarter: thirty units, four supervisors, three leaders, and their group."""

from datetime import date
from pathlib import Path
from typing import Any

from domain.office.people import Role
from sandbox import Phone, Sandbox
from storage.database import Database
from storage.items import items
from storage.tables import Cooperation, Person, Seat
from tests.acceptance.quarter.script import SCRIPT, registered_on, target_of
from tests.acceptance.town import Town
from tests.building import County
from tests.conftest import Clock

_IDS = {"supervisors": 1101, "leaders": 3101, "officials": 5101, "heads": 6101}


class QuarterTown(Town):
    """People are called by their names; `labels` are the items that are registered so far."""

    def __init__(self, sandbox: Sandbox, folder: Path, clock: Clock) -> None:
        super().__init__(sandbox, folder, clock)
        self.supervisors = [one["name"] for one in SCRIPT["supervisors"]]
        self.leaders = [one["name"] for one in SCRIPT["leaders"]]
        self.units = {one["official"]: one["name"] for one in SCRIPT["units"]}
        self.heads = {one["head"]: one["name"] for one in SCRIPT["units"] if "head" in one}
        self.officials = {unit: name for name, unit in self.units.items()}
        self.phones = {}
        self.labels: dict[str, str] = {}
        # Who opened the desk on which day.
        self.looked_at: set[tuple[str, date]] = set()
        self.tasks = {task["key"]: task for task in SCRIPT["items"]}
        for role, names in self._by_role():
            self.phones |= {name: self._phone(_IDS[role] + place, name) for place, name in enumerate(names)}
        self.group = sandbox.group("云岫县领导群", [self.phones[one] for one in (*self.supervisors, *self.leaders)])

    def _by_role(self) -> list[tuple[str, list[str]]]:
        return [
            ("supervisors", self.supervisors),
            ("leaders", self.leaders),
            ("officials", list(self.units)),
            ("heads", list(self.heads)),
        ]

    def _phone(self, telegram_id: int, name: str) -> Phone:
        phone = self.sandbox.phone(telegram_id, name)
        phone.person.started = True
        return phone

    async def settle(self, database: Database) -> None:
        made = County(database)
        async with database.transaction() as tx:
            for role, names in self._by_role():
                for name in names:
                    row = Person(office_id=1, telegram_id=self.phones[name].user_id, name=name, joined_at=tx.now)
                    tx.session.add(row)
                    await tx.session.flush()
                    for seat, unit in self._seats(role, name):
                        unit_id = await made.unit(unit, tx) if unit else None
                        tx.session.add(Seat(office_id=1, person_id=row.person_id, role=seat, unit_id=unit_id))

    def _seats(self, role: str, name: str) -> list[tuple[Role, str | None]]:
        if role == "supervisors":
            return [(Role.SUPERVISOR, None), *([(Role.ADMIN, None)] if name == self.supervisors[0] else [])]
        if role == "leaders":
            return [(Role.LEADER, None)]
        return [(Role.OFFICIAL, self.units[name])] if role == "officials" else [(Role.HEAD, self.heads[name])]

    async def register(self, database: Database, day: date) -> list[str]:
        """The items of the meetings whose day has come."""
        fresh = [task for task in SCRIPT["items"] if registered_on(task) == day]
        made = County(database)
        for task in fresh:
            self.labels[task["key"]] = await self._item(made, task)
        return [task["key"] for task in fresh]

    async def _item(self, made: County, task: dict[str, Any]) -> str:
        deadline = date.fromisoformat(task["deadline"]) if task["deadline"] else None
        label = await made.item(
            task["directive"],
            units=task["responsible"],
            deadline=deadline,
            leaders=(task["leader"],),
            long_term=deadline is None,
            subs=[one["directive"] for one in task.get("subitems", ())],
            meeting=task["meeting"],
        )
        async with made.database.transaction() as tx:
            parts = await items.by_label(tx, label)
            assert parts is not None
            if target := target_of(task):
                parts.item.target_amount, parts.item.target_measure = target
                await tx.add(parts.item)
            for unit in task["cooperating"]:
                unit_id = await made.unit(unit, tx)
                tx.session.add(Cooperation(office_id=1, item_id=parts.item.item_id, unit_id=unit_id))
            tx.record("register", label)
        return label
