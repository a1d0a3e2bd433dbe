"""`/nudge 预览`: whom the rounds of the next working days would tell, as things stand now."""

from collections.abc import Iterator
from datetime import date

from domain.dates.workdays import WorkCalendar
from domain.notes import Answer
from domain.nudging import ahead_texts as texts
from domain.nudging.rounds import ANSWERED, DigestEntry, Silence, joined
from domain.office.people import Action, Actor, require
from storage.nudging import leave
from storage.nudging import policy as policies
from storage.office import people
from storage.rows import grouped
from storage.tx import Tx
from usecases.nudging.nudge_round import HeardBefore, clock_of, entries_of, ladder_of, pressing
from usecases.steps.office_time import office_calendar

DAYS = 3


async def show_rounds_ahead(tx: Tx, actor: Actor) -> Answer:
    """Nothing is sent. What people report meanwhile changes it."""
    require(actor, Action.NUDGE)
    calendar, policy = await office_calendar(tx), await policies.policy(tx)
    days = list(_days(tx.today, calendar))
    duties = await pressing(tx, policy, clock_of(days[-1], calendar))
    ladder, heard = await ladder_of(tx, duties), await HeardBefore.of(tx, duties, days[0])
    away = {day: await leave.stand_ins(tx, day) for day in days}
    rounds = []
    for day in days:
        entries = joined(entries_of(duties, ladder, heard, clock_of(day, calendar), policy))
        _hear(heard, entries, day)
        rounds.append((day, grouped((away[day].get(one.person_id, one.person_id), one.item_id) for one in entries)))
    labels = {duty.facts.item_id: duty.item.label for duty in duties}
    names = await people.names_of(tx, {reader for _, told in rounds for reader in told})
    shown = [
        (day, [(names[reader], [labels[one] for one in dict.fromkeys(told[reader])]) for reader in sorted(told)])
        for day, told in rounds
    ]
    return Answer(texts.ahead(shown, tx.today), texts.TITLE)


def _days(today: date, calendar: WorkCalendar) -> Iterator[date]:
    day = today
    for _ in range(DAYS):
        day = calendar.add_workdays(day, 1)
        yield day


def _hear(heard: HeardBefore, entries: list[DigestEntry], day: date) -> None:
    """As if that round had gone out."""
    for entry in entries:
        heard.told.setdefault((entry.person_id, entry.item_id), {}).update(dict.fromkeys(entry.keys, day))
    for reader in {entry.person_id for entry in entries}:
        before = heard.silences.get(reader, ANSWERED).days
        heard.silences[reader] = Silence([*before, day])
