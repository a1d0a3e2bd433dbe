"""Put one item off until the next working morning, and say from which hour one wants to be nudged."""

from domain.dates.workdays import WorkingHours
from domain.hygiene import clean
from domain.notes import Answer
from domain.nudging import nudge_texts as texts
from domain.nudging.rounds import Snooze
from domain.office.people import Action, Actor, require
from domain.office.settings import HOUR
from domain.refusals import BadInput, TooLate
from domain.states import IN_HAND
from storage.nudging import leave
from storage.nudging import policy as policies
from storage.office import settings as store
from storage.tx import Tx
from usecases.nudging.nudge_digest import times_left
from usecases.office.settings import Subject, turn
from usecases.steps.asking import Question, ask
from usecases.steps.loading import known_item
from usecases.steps.office_time import office_calendar


async def snooze(tx: Tx, actor: Actor, item_id: int) -> Answer:
    """[明天上午再提醒]: for this person and item alone, as often as the policy allows for one deadline."""
    parts = await known_item(tx, actor, item_id)
    require(actor, Action.SIGN, parts.unit_ids)
    item = parts.item
    if item.state not in IN_HAND:
        raise TooLate(texts.nobody_urged([texts.settled(item.label, item.state)]))
    policy = await policies.policy(tx)
    before = (await leave.snoozes(tx, [item_id])).get((actor.person_id, item_id))
    until = (await office_calendar(tx)).add_workdays(tx.today, 1)
    left = times_left(before, item, policy)
    if before is not None and before.deadline == item.deadline and before.until == until:
        raise TooLate(texts.put_off_already(item.label, until, tx.today))
    if left <= 0:
        raise BadInput(texts.put_off_no_more(item.label, policy.snooze_limit))
    times = policy.snooze_limit - left + 1
    await leave.put_off(tx, actor.person_id, item_id, Snooze(until, times, item.deadline))
    said = texts.put_off(item.label, until, tx.today, left - 1)
    tx.record("snooze", item.label, by=actor, after={"text": said, "until": until})
    return Answer(said, item_id=item_id, toast=said)


class HourWords(Question, kind="hour", action=Action.STAND_DOWN):
    """From which hour does the person want to be nudged?"""


async def prefer_hour(tx: Tx, actor: Actor, words: str, chat_id: int) -> Answer:
    """`/hour 10`; "无" takes it back. Within the office's hours, or nothing would ever be sent."""
    require(actor, Action.STAND_DOWN)
    spans = WorkingHours.parse(tx.profile.working_hours).spans
    first, last = spans[0][0].hour, spans[-1][1].hour - 1
    usage = texts.HOUR_USAGE.format(first=first, last=last)
    said = texts.hour_typed(clean(words))
    if not said:
        now = texts.hour_now((await store.values(tx, HOUR, actor.person_id))["hour"])
        return await ask(tx, actor, chat_id, HourWords(), f"{now}\n{usage}")
    if said != texts.NO_HOUR and not (said.isascii() and said.isdigit() and first <= int(said[:3]) <= last):
        raise BadInput(usage)
    hour = None if said == texts.NO_HOUR else int(said)
    await turn(tx, actor, HOUR, {"hour": hour}, subject=Subject(actor.person_id, f"P-{actor.person_id}"))
    return Answer(texts.hour_set(hour))
