"""The burden account (减负账): what a week cost each unit in messages and questions; one's own, to oneself."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from domain.bulletin.forms import WeeksBurden
from domain.notes import Answer
from domain.nudging import burden_texts as texts
from domain.nudging.burden_texts import REPEAT_DAYS, Load
from domain.office.people import Action, Actor, may, require
from storage.nudging import burden, nudge_effects
from storage.nudging import policy as policies
from storage.office import units
from storage.tx import Tx

WEEKS_BACK = 52
_REPEAT = timedelta(days=REPEAT_DAYS)


async def show_burden(tx: Tx, actor: Actor, weeks_ago: int = 0, page: int = 0, *, edit: bool = False) -> Answer:
    """By unit for supervisors; to everybody else what they themselves had."""
    require(actor, Action.SEE_OWN)
    if not may(actor, Action.SEE_BURDEN):
        return await _own(tx, actor)
    weeks_ago = max(0, min(weeks_ago, WEEKS_BACK))
    monday = tx.today - timedelta(days=tx.today.weekday() + 7 * weeks_ago)
    units = await loads_by_unit(tx, monday)
    title = texts.title(monday, tx.today)
    if not units:
        return Answer(texts.NOTHING, title, texts.rows(weeks_ago, 0, more=False), edit=edit)
    page = max(0, min(page, (len(units) - 1) // texts.A_PAGE))
    shown = units[page * texts.A_PAGE : (page + 1) * texts.A_PAGE]
    cap = (await policies.policy(tx)).daily_cap
    most = await burden.most_digests_of_a_day(tx, monday, monday + timedelta(days=6))
    total = await _total(tx, monday, [load for _, load in units])
    more = len(units) > (page + 1) * texts.A_PAGE
    return Answer(texts.account(total, cap, most, shown), title, texts.rows(weeks_ago, page, more=more), edit=edit)


async def loads_by_unit(tx: Tx, monday: date) -> list[tuple[str, Load]]:
    """Units that had anything in the week from `monday`, the most burdened first."""
    since, until = _span(tx, monday)
    received, officials = await burden.messages(tx, since, until), await burden.officials(tx)
    names = await units.unit_names(tx)
    asked: dict[int, list[tuple[int, datetime]]] = defaultdict(list)
    for one in await nudge_effects.urged(tx, since - _REPEAT):
        asked[one.unit_id].append((one.item_id, one.at))
    loads = []
    for unit_id, name in names.items():
        messages = sum(received.get(person_id, 0) for person_id in officials.get(unit_id, ()))
        questions, repeated = _counted(asked[unit_id], since, until)
        if messages or questions:
            loads.append((name, Load(messages, questions, repeated)))
    return sorted(loads, key=lambda one: (-one[1].messages, -one[1].questions, one[0]))


async def _total(tx: Tx, monday: date, loads: Iterable[Load]) -> Load:
    """Each message once, although its reader may answer for several units."""
    received, officials = await burden.messages(tx, *_span(tx, monday)), await burden.officials(tx)
    people = {person_id for own in officials.values() for person_id in own}
    rows = list(loads)
    return Load(
        sum(count for person_id, count in received.items() if person_id in people),
        sum(load.questions for load in rows),
        sum(load.repeated for load in rows),
    )


async def last_weeks_burden(tx: Tx) -> WeeksBurden | None:
    """Of the last whole week, for the bulletin; None while no unit has an official."""
    monday = tx.today - timedelta(days=tx.today.weekday() + 7)
    received, officials = await burden.messages(tx, *_span(tx, monday)), await burden.officials(tx)
    each = [received.get(person_id, 0) for person_id in {one for own in officials.values() for one in own}]
    return WeeksBurden(monday, len(each), sum(each), max(each)) if each else None


async def _own(tx: Tx, actor: Actor) -> Answer:
    monday = tx.today - timedelta(days=tx.today.weekday())
    now = await _load_of(tx, actor.person_id, monday)
    before = await _load_of(tx, actor.person_id, monday - timedelta(days=7))
    return Answer(texts.own(actor.name, now, before), texts.title(monday, tx.today))


async def _load_of(tx: Tx, person_id: int, monday: date) -> Load:
    since, until = _span(tx, monday)
    asked = await burden.asked_of(tx, person_id, since - _REPEAT)
    received = await burden.messages(tx, since, until)
    return Load(received.get(person_id, 0), *_counted(asked, since, until))


def _counted(asked: Iterable[tuple[int, datetime]], since: datetime, until: datetime) -> tuple[int, int]:
    """(questions, repeated ones) of the span; `asked` begins a repeat's time earlier and is in order."""
    last: dict[int, datetime] = {}
    questions = repeated = 0
    for item_id, at in asked:
        if since <= at < until:
            questions += 1
            repeated += item_id in last and at - last[item_id] <= _REPEAT
        last[item_id] = at
    return questions, repeated


def _span(tx: Tx, monday: date) -> tuple[datetime, datetime]:
    since = datetime.combine(monday, time(), tzinfo=tx.profile.zone)
    return since, since + timedelta(days=7)
