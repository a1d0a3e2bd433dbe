"""Be away: for some days somebody else gets one's nudges. Chains and loops are refused, so that each arrives."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from domain.dates.day_spans import Days, read_days
from domain.dates.reading import find_dates, find_placed_dates
from domain.hygiene import clean, plain_dots
from domain.notes import Answer, Rows
from domain.nudging import leave_texts as texts
from domain.office.people import Action, Actor, Role, require
from domain.refusals import BadInput, NotFound, TooLate
from domain.words import DASH
from storage.nudging import leave
from storage.office import people
from storage.tables import Person, PersonLeave
from storage.tx import Tx
from usecases.steps.asking import Question, ask, drop, open_question
from usecases.steps.asking import leave as leave_question
from usecases.steps.cards import Card, holders, officials, persons, supervisors
from usecases.steps.office_time import office_calendar

DAYS_SHOWN = 10
COLLEAGUES_SHOWN = 8


class LeaveWords(Question, kind="leave", action=Action.STAND_DOWN):
    """On which days, and who stands in? Whatever of both was said already is kept."""

    days: str = ""
    name: str = ""


async def take_leave(tx: Tx, actor: Actor, words: str, chat_id: int) -> Answer:
    """`/leave` shows and asks; `/leave 11月25日至27日 张三` registers."""
    require(actor, Action.STAND_DOWN)
    if not clean(words):
        return await _overview(tx, actor, chat_id)
    return await answer_leave(tx, actor, LeaveWords(), words, chat_id)


async def leave_in_words(tx: Tx, actor: Actor, words: str, chat_id: int) -> Answer:
    """The days that free words name; where they name none that are clear, they are asked for."""
    require(actor, Action.STAND_DOWN)
    found = find_placed_dates(words, tx.happened_on)
    if not found:
        return await _overview(tx, actor, chat_id)
    end = found[-1][0] + len(found[-1][1].phrase)
    try:
        return await answer_leave(tx, actor, LeaveWords(), words[found[0][0] : end], chat_id)
    except BadInput:
        return await _overview(tx, actor, chat_id)


async def answer_leave(tx: Tx, actor: Actor, known: LeaveWords, words: str, chat_id: int) -> Answer:
    """What is still missing of days and name is asked for."""
    wish = await _with_words(tx, known, plain_dots(clean(words)))
    days = await _days(tx, wish.days) if wish.days else None
    if not wish.name:
        assert days is not None
        return await _ask_who(tx, actor, chat_id, days)
    stand_in = await _stand_in(tx, actor, wish.name)
    if days is None:
        return await ask(tx, actor, chat_id, wish, texts.ASK_DAYS.format(name=stand_in.name))
    await _check(tx, actor, stand_in, days)
    return await _register(tx, actor, stand_in, days)


async def press_days(tx: Tx, actor: Actor, extra: str, chat_id: int) -> Answer:
    """[今天] [明天] [本周] or a day: who stands in is asked next; [选日期…] shows the days to come."""
    require(actor, Action.STAND_DOWN)
    if not extra:
        ahead = [tx.today + timedelta(days=place) for place in range(DAYS_SHOWN)]
        rows = texts.day_rows(ahead, tx.today)
        return replace(await _ask(tx, actor, chat_id, LeaveWords(), texts.CHOOSE_DAY, rows), edit=True)
    return replace(await _ask_who(tx, actor, chat_id, _pressed(tx, extra)), edit=True)


async def press_stand_in(tx: Tx, actor: Actor, person_id: int, extra: str, chat_id: int) -> Answer:
    """The last tap registers."""
    require(actor, Action.STAND_DOWN)
    days = _pressed(tx, extra)
    (stand_in,) = await persons(tx, person_id) or (None,)
    if stand_in is None or not stand_in.is_reachable:
        raise TooLate(texts.GONE)
    await _check(tx, actor, stand_in, days)
    await leave_question(tx, actor, chat_id)
    return replace(await _register(tx, actor, stand_in, days), edit=True)


def _pressed(tx: Tx, extra: str) -> Days:
    found = texts.unpacked(extra)
    if found is None or not tx.today <= found[0] <= found[1]:
        raise TooLate(texts.GONE)
    return Days(*found)


async def _ask_who(tx: Tx, actor: Actor, chat_id: int, days: Days) -> Answer:
    """Colleagues as buttons; where there are none that a glance takes in, the name is typed."""
    offered = [(one.person_id, one.name) for one in await _colleagues(tx, actor) if one.is_reachable]
    when = texts.span(days.first, days.last, today=tx.today)
    words = (texts.CHOOSE_NAME if offered else texts.ASK_NAME).format(days=when)
    wish = LeaveWords(texts.typed_span(days.first, days.last))
    rows = texts.who_rows(offered, days.first, days.last)
    return await _ask(tx, actor, chat_id, wish, words, rows)


async def _ask(tx: Tx, actor: Actor, chat_id: int, wish: LeaveWords, words: str, rows: Rows) -> Answer:
    """The next step of the same question puts nothing aside."""
    there = await open_question(tx, actor, chat_id)
    if there is not None and isinstance(there.question, LeaveWords):
        await drop(tx, there)
    return await ask(tx, actor, chat_id, wish, words, title=texts.TITLE, rows=rows)


async def _colleagues(tx: Tx, actor: Actor) -> Sequence[Person]:
    """Of the own units, or the office; who has none may know one of the few officials elsewhere."""
    near = list(await officials(tx, *actor.unit_ids, but=actor.person_id)) if actor.unit_ids else []
    if actor.is_supervisor:
        near += [one for one in await supervisors(tx, actor.person_id) if one not in near]
    if near:
        return near[:COLLEAGUES_SHOWN]
    everybody = await holders(tx, Role.OFFICIAL, actor.person_id)
    return everybody if len(everybody) <= COLLEAGUES_SHOWN else ()


async def _end_of_week(tx: Tx) -> date:
    """The last working day of this week that is not over; today where there is none."""
    calendar = await office_calendar(tx)
    ahead = [tx.today + timedelta(days=place) for place in range(7 - tx.today.weekday())]
    return max((day for day in ahead if calendar.is_workday(day)), default=tx.today)


async def _with_words(tx: Tx, known: LeaveWords, words: str) -> LeaveWords:
    """Days and name together, or the one that the words are."""
    head, _, tail = words.rpartition(" ")
    if head and find_dates(head, tx.happened_on) and not find_dates(tail, tx.happened_on):
        return LeaveWords(head.strip(), tail)
    name, _, days = words.partition(" ")
    if not known.name and find_dates(days, tx.happened_on) and not find_dates(name, tx.happened_on):
        return LeaveWords(days.strip(), name)
    if find_dates(words, tx.happened_on):
        return replace(known, days=words)
    if known.days or await people.people_named(tx, words):
        return replace(known, name=words)
    raise BadInput(texts.USAGE)


async def _days(tx: Tx, words: str) -> Days:
    """A span with month and day, or one or two days in other words ("明天", "下周一到下周三")."""
    if texts.MONTH in words:
        days = read_days(words, tx.happened_on.year)
        if days.last < tx.happened_on and texts.YEAR not in words:
            days = read_days(words, tx.happened_on.year + 1)
            # In March, "1月5日" is over; only late in the year does it mean the next.
            if (days.first - tx.happened_on).days > 180:
                raise BadInput(texts.PAST.format(day=words[:20]))
    else:
        found = find_dates(words, tx.happened_on, await office_calendar(tx))
        sure = [one.day for one in found if one.day is not None]
        if not 1 <= len(sure) <= 2 or not all(one.sure for one in found if len(sure) == 1):
            raise BadInput(texts.USAGE)
        days = Days(sure[0], sure[-1])
    if days.last < days.first:
        raise BadInput(texts.USAGE)
    if days.first < tx.happened_on or days.last < tx.today:
        raise BadInput(texts.PAST.format(day=texts.span(days.first, days.first, today=tx.today)))
    return days


async def _stand_in(tx: Tx, actor: Actor, name: str) -> Person:
    found = await people.people_named(tx, name)
    if not found:
        raise NotFound(texts.NOBODY.format(name=name[:20]))
    if len(found) > 1:
        raise BadInput(texts.TWO_PEOPLE.format(name=name))
    if found[0].person_id == actor.person_id:
        raise BadInput(texts.SELF)
    if not found[0].is_reachable:
        raise BadInput(texts.UNREACHABLE.format(name=name))
    return found[0]


async def _check(tx: Tx, actor: Actor, stand_in: Person, days: Days) -> None:
    """No two absences at a time, and nobody stands in who is away or whose own work is passed on."""
    both = (actor.person_id, stand_in.person_id)
    for row in await leave.around(tx, both, days.first, days.last):
        when = texts.span(row.first_day, row.last_day, today=tx.today)
        pair = (row.person_id, row.stand_in_id)
        if row.person_id == actor.person_id:
            raise BadInput(texts.overlaps(when))
        if pair == (stand_in.person_id, actor.person_id):
            raise BadInput(texts.loop(stand_in.name, when))
        if row.person_id == stand_in.person_id:
            raise BadInput(texts.away_too(stand_in.name, when))
        if row.stand_in_id == actor.person_id:
            names = await people.names_of(tx, [row.person_id])
            raise BadInput(texts.stands_in(names[row.person_id], when))


async def _register(tx: Tx, actor: Actor, stand_in: Person, days: Days) -> Answer:
    row = PersonLeave(
        person_id=actor.person_id,
        stand_in_id=stand_in.person_id,
        first_day=days.first,
        last_day=days.last,
        asked_at=tx.now,
    )
    await tx.add(row)
    when = texts.span(days.first, days.last, today=tx.today)
    _record(tx, actor, "take_leave", row, stand_in.name)
    Card("word", f"leave:{row.leave_id}").put(tx, [stand_in], texts.told(actor.name, when))
    return Answer(texts.registered(when, stand_in.name), texts.TITLE)


def _record(tx: Tx, actor: Actor, action: str, row: PersonLeave, name: str) -> None:
    tx.record(
        action, f"P-{actor.person_id}", by=actor, after={"name": name, "text": f"{row.first_day}{DASH}{row.last_day}"}
    )


async def _own(tx: Tx, actor: Actor) -> list[PersonLeave]:
    far = tx.today.replace(year=tx.today.year + 10, day=1)
    found = await leave.around(tx, [actor.person_id], tx.today, far)
    return [row for row in found if row.person_id == actor.person_id]


async def _overview(tx: Tx, actor: Actor, chat_id: int) -> Answer:
    own = await _own(tx, actor)
    names = await people.names_of(tx, {row.stand_in_id for row in own})
    days = [texts.span(row.first_day, row.last_day, today=tx.today) for row in own]
    lines = [(when, names[row.stand_in_id]) for row, when in zip(own, days, strict=True)]
    known = [(row.leave_id, when) for row, when in zip(own, days, strict=True)]
    rows = texts.overview_rows(known, tx.today, await _end_of_week(tx))
    text = texts.overview(lines)
    return await _ask(tx, actor, chat_id, LeaveWords(), text, rows)


async def end_leave(tx: Tx, actor: Actor, leave_id: int) -> Answer:
    """Called off, or back early: from now on the nudges are one's own again."""
    require(actor, Action.STAND_DOWN)
    row = await tx.row(PersonLeave, leave_id)
    if row is None or row.person_id != actor.person_id or row.ended_at or row.last_day < tx.today:
        raise TooLate(texts.GONE)
    row.ended_at = tx.now
    await tx.add(row)
    when = texts.span(row.first_day, row.last_day, today=tx.today)
    stand_in = await people.person(tx, row.stand_in_id)
    assert stand_in is not None, "people are never deleted"
    _record(tx, actor, "end_leave", row, stand_in.name)
    if stand_in.is_active:
        Card("word", f"leave_end:{row.leave_id}").put(tx, [stand_in], texts.called_off(actor.name, when))
    return Answer(texts.ended(when), texts.TITLE, edit=True)
