"""Once a day, at the time of the person's choice, a supervisor is sent the desk; silent when nothing is new on it."""

from domain.desk.matters import DeskMatter, is_news
from domain.office.settings import HOUR
from storage.nudging import leave
from storage.office import people, settings
from storage.tables import Person
from storage.tx import Tx
from storage.views import desks
from usecases.desk.desk import DESK, message_of, on_desk
from usecases.steps.cards import Card, supervisors
from usecases.steps.office_time import office_calendar, working_span


async def tell_desks(tx: Tx) -> bool:
    """Decide about the next supervisor's note of the day; False when all are decided, or it is no working time."""
    if working_span(tx, await office_calendar(tx)) is None:
        return False
    person = await _next(tx)
    if person is None:
        return False
    actor = await people.actor_of(tx, person.telegram_id)
    matters = await on_desk(tx, actor) if actor else []
    told = await desks.known_to(tx, person.person_id)
    if actor is not None and is_news(matters, told):
        shown = await message_of(tx, actor, matters)
        Card(DESK, f"desk:{tx.today}").put(tx, [person], shown.text, shown.title, shown.choices)
    await desks.keep_known(tx, person.person_id, words_of(matters))
    return True


def words_of(matters: list[DeskMatter]) -> set[str]:
    return {word for one in matters for word in one.words}


async def _next(tx: Tx) -> Person | None:
    """Who is here, can be reached, wants to hear by now, and has not been decided about today."""
    decided, away = set(await desks.decided_on(tx, tx.today)), await leave.stand_ins(tx, tx.today)
    wanted = {person_id: values["hour"] for person_id, values in (await settings.by_subject(tx, HOUR)).items()}
    hour = tx.local(tx.now).hour
    ready = [
        one
        for one in await supervisors(tx)
        if one.is_reachable and one.person_id not in decided and one.person_id not in away
    ]
    return next((one for one in ready if (wanted.get(one.person_id) or 0) <= hour), None)
