"""Whom the bot cannot reach: blocked it, never joined, or a unit that has nobody; each with what to do."""

from dataclasses import dataclass
from datetime import datetime, time

from domain.bulletin import delivery_texts
from domain.items import missing_texts as texts
from domain.notes import Answer
from domain.office import people_texts
from domain.office.people import Action, Actor, require
from domain.views.status_texts import turning
from storage.tables import Person
from storage.tx import Tx
from storage.views import views
from usecases.steps.cards import Card, supervisors


@dataclass(frozen=True, slots=True)
class OutOfReach:
    """Lines by why; `people` are (person_id, name) of those who blocked the bot."""

    people: tuple[tuple[int, str], ...]
    blocked: tuple[str, ...]
    silent: tuple[str, ...]
    unjoined: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Units first: there the work stands still."""
        return (*self.silent, *self.blocked, *self.unjoined)


async def out_of_reach(tx: Tx) -> OutOfReach:
    """An invitation of today still has its time."""
    blocked = await views.blocked(tx)
    silent = await views.units_out_of_reach(tx)
    midnight = datetime.combine(tx.today, time(), tzinfo=tx.profile.zone)
    unjoined = await views.not_joined(tx, midnight)
    return OutOfReach(
        people=tuple((person_id, name) for person_id, name, _ in blocked),
        blocked=tuple(texts.blocked_line(name, units) for _, name, units in blocked),
        silent=tuple(texts.silent_line(one.unit, one.items, has_official=one.has_official) for one in silent),
        unjoined=tuple(_unjoined(tx, one) for one in unjoined),
    )


def _unjoined(tx: Tx, one: views.OpenInvitation) -> str:
    is_valid = one.expires_at > tx.now
    ends = tx.when(one.expires_at) if is_valid else ""
    seat = people_texts.seat_words(one.role, one.unit)
    words = f"{one.unit} {one.name}" if one.unit else f"{one.name} {seat}"
    return texts.unjoined_line(one.name, seat=seat, unit_and_name=words, ends=ends)


async def tell_unreachable(tx: Tx, person: Person) -> None:
    """The supervisors hear it once a day, but the one it is about."""
    card = Card("word", f"unreachable:{person.person_id}:{tx.today}")
    card.put(tx, await supervisors(tx, but=person.person_id), delivery_texts.unreachable(person.name))


async def show_unreached(tx: Tx, actor: Actor) -> Answer:
    """[联系不上]."""
    require(actor, Action.SEE_PEOPLE)
    found = await out_of_reach(tx)
    back = turning("unreached", 0, 0, more=False)
    if not found.lines:
        return Answer(texts.ALL_REACHED, choices=back)
    return Answer(
        texts.sections(found.blocked, silent=found.silent, unjoined=found.unjoined),
        title=texts.UNREACHED_TITLE.format(count=len(found.lines)),
        choices=(*texts.person_rows(found.people), *back),
    )
