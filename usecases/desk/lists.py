"""What waits on a desk and is no request: each sort with what is to be known of it, and the buttons that mend it."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.dates import calendar_texts
from domain.dates.deadlines import days_overdue, silent_for
from domain.dates.words import say_date
from domain.desk import desk_texts as texts
from domain.desk.matters import DeskMatter, DeskSort, most_pressing_first
from domain.items import missing_texts
from domain.items.cards_texts import list_line
from domain.notes import Choice, Rows
from domain.nudging import urge_texts
from domain.nudging.policy import Rule
from domain.nudging.rounds import since_when
from domain.office.people import Action, Actor, Role
from domain.request_clocks import reached
from domain.states import IN_HAND, State
from domain.views import status_texts
from storage.bulletin import proofs
from storage.delivery import inbox
from storage.items import items
from storage.nudging import policy as policies
from storage.nudging.nudges import NudgeDuty
from storage.office import people
from storage.tx import Tx
from storage.views import figures, views
from storage.views.figures import ItemLine
from usecases.nudging.nudge_round import HeardBefore, clock_of, in_vain, ladder_of, pressing
from usecases.office.unreachable import out_of_reach
from usecases.steps.cards import Face
from usecases.steps.office_time import office_calendar
from usecases.steps.requests import OpenRequest, open_requests
from usecases.views.cards import item_card, line_of
from usecases.views.my import needs_of

SHOWN = 8
# More than an office has: a count cut short would be a false figure.
AT_MOST = 5000
# A unit hears of what is due before it is late.
AHEAD = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A sort of what waits: who has it on the desk, what there is of it, how one matter of it is shown."""

    action: Action
    gather: Callable[[Tx, Actor], Awaitable[Sequence[DeskMatter]]]
    face: Callable[[Tx, Actor, int], Awaitable[Face | None]]


async def _overdue_now(tx: Tx) -> list[ItemLine]:
    """From the day on which the office wants to hear of it, the longest overdue first."""
    since = (await policies.policy(tx)).watch_after
    found = await figures.overdue(tx, tx.today, AT_MOST)
    late = [(days_overdue(one.deadline, tx.today, asked_on=one.asked_on), one) for one in found]
    # What was asked to be closed counts no further: the oldest deadline need not be the longest overdue.
    return [one for days, one in sorted(late, key=lambda each: -each[0]) if days >= max(since, 1)]


async def _overdue_lines(tx: Tx, shown: Sequence[ItemLine]) -> list[str]:
    units = await figures.units_of(tx, [one.item_id for one in shown])
    return [status_texts.item_line(one, tx.today, units.get(one.item_id, "")) for one in shown]


async def first_overdue(tx: Tx) -> str:
    """What is late longest, in a line."""
    return texts.first_overdue(next(iter(await _overdue_lines(tx, (await _overdue_now(tx))[:1])), ""))


async def _overdue(tx: Tx, _actor: Actor) -> Sequence[DeskMatter]:
    late = await _overdue_now(tx)
    if not late:
        return ()
    lines = await _overdue_lines(tx, late[: texts.SECTION_LINES])
    return [_whole(DeskSort.OVERDUE, lines, [str(one.item_id) for one in late])]


def _whole(sort: DeskSort, lines: Sequence[str], ids: Sequence[str]) -> DeskMatter:
    """A list is one matter; each thing in it is news once."""
    return DeskMatter(sort, 0, tuple(lines), count=len(ids), news=tuple(f"{sort}.{one}" for one in ids))


async def _overdue_face(tx: Tx, _actor: Actor, _subject: int) -> Face | None:
    late = await _overdue_now(tx)
    if not late:
        return None
    shown = late[:SHOWN]
    places = {one.item_id: one.label for one in shown}
    return _to_urge(DeskSort.OVERDUE, len(late), places, await _overdue_lines(tx, shown), texts.all_overdue())


async def _missing(tx: Tx, _actor: Actor) -> Sequence[DeskMatter]:
    gaps = await views.lacking(tx, AT_MOST)
    if not gaps:
        return ()
    lines = [missing_texts.gap_line(gap) for gap in gaps[: texts.SECTION_LINES]]
    ids = [f"{gap.item_id}{'u' if gap.no_unit else ''}{'d' if gap.no_deadline else ''}" for gap in gaps]
    return [_whole(DeskSort.MISSING, lines, ids)]


async def _missing_face(tx: Tx, _actor: Actor, _subject: int) -> Face | None:
    gaps = await views.lacking(tx, SHOWN)
    if not gaps:
        return None
    count = await views.lacking_count(tx)
    more = ((texts.all_missing(),),) if count > len(gaps) else ()
    rows = (*missing_texts.gap_rows(gaps), *more)
    return Face(missing_texts.MISSING_TITLE.format(count=count), missing_texts.gap_lines(gaps), rows)


async def _unreached(tx: Tx, _actor: Actor) -> Sequence[DeskMatter]:
    lines = (await out_of_reach(tx)).lines
    return [_whole(DeskSort.UNREACHED, lines[: texts.SECTION_LINES], lines)] if lines else ()


async def _unreached_face(tx: Tx, _actor: Actor, _subject: int) -> Face | None:
    found = await out_of_reach(tx)
    if not found.lines:
        return None
    text = missing_texts.sections(found.blocked, silent=found.silent, unjoined=found.unjoined)
    title = missing_texts.UNREACHED_TITLE.format(count=len(found.lines))
    return Face(title, text, missing_texts.person_rows(found.people))


async def _set_aside(tx: Tx, _actor: Actor) -> Sequence[DeskMatter]:
    rows = await inbox.dead(tx)
    if not rows:
        return ()
    lines = await _update_lines(tx)
    return [_whole(DeskSort.SET_ASIDE, lines[: texts.SECTION_LINES], [str(row.update_id) for row in rows])]


async def _update_lines(tx: Tx) -> list[str]:
    lines = []
    for row in (await inbox.dead(tx))[:SHOWN]:
        person = await people.person_of_telegram_id(tx, row.chat_id)
        who = person.name if person else ""
        lines.append(texts.update_line(row.update_id, who=who, at=tx.when(row.received_at)))
    return lines


async def _set_aside_face(tx: Tx, _actor: Actor, _subject: int) -> Face | None:
    rows = await inbox.dead(tx)
    if not rows:
        return None
    text = "\n".join((*await _update_lines(tx), texts.UPDATE_HELP))
    return Face(
        texts.counted(DeskSort.SET_ASIDE, len(rows)), text, texts.update_rows([row.update_id for row in rows[:SHOWN]])
    )


async def _owed_now(tx: Tx) -> list[OpenRequest]:
    """What others owe the office or a leader, once its clock has begun to chase it."""
    return [one for one in await open_requests(tx) if not _is_of_office(one) and _chased(tx, one) > 0]


def _is_of_office(one: OpenRequest) -> bool:
    """Decided by the office, or passed on to it by itself."""
    return Role.SUPERVISOR in one.kind.decided_by.roles or one.item_id is None


def _chased(tx: Tx, one: OpenRequest) -> int:
    """The day of the clock that has come."""
    step = reached(one.kind, tx.day(one.since), one.due_on, tx.today)
    return step.day if step else 0


async def _owed(tx: Tx, _actor: Actor) -> Sequence[DeskMatter]:
    owed = await _owed_now(tx)
    if not owed:
        return ()
    lines = await _owed_lines(tx, owed[: texts.SECTION_LINES])
    return [_whole(DeskSort.OWED, lines, [f"{one.request_id}-{_chased(tx, one)}" for one in owed])]


async def _owed_lines(tx: Tx, owed: Sequence[OpenRequest]) -> list[str]:
    """Whom all units of an item owe, as an instruction, is said by their names."""
    units = await figures.units_of(tx, [one.item_id for one in owed if one.item_id is not None])
    return [
        texts.owed_line(
            one.label,
            one.directive,
            who=one.unit or units.get(one.item_id or 0, ""),
            text=one.text,
            days=silent_for(tx.day(one.since), tx.today),
        )
        for one in owed
    ]


async def _owed_face(tx: Tx, _actor: Actor, _subject: int) -> Face | None:
    owed = await _owed_now(tx)
    if not owed:
        return None
    shown = owed[:SHOWN]
    places = {one.item_id or 0: one.label for one in shown}
    return _to_urge(DeskSort.OWED, len(owed), places, await _owed_lines(tx, shown))


async def _untaken_now(tx: Tx) -> list[tuple[NudgeDuty, int]]:
    """What units have not signed for, with the working days since, once the office wants to hear of it."""
    policy, clock = await policies.policy(tx), clock_of(tx.today, await office_calendar(tx))
    waiting = [
        (duty, clock.workdays_since(duty.facts.unsigned_since))
        for duty in await pressing(tx, policy, clock)
        if duty.facts.unsigned_since is not None and duty.facts.rule is not Rule.OFF
    ]
    return sorted([one for one in waiting if one[1] >= policy.sign_up], key=lambda one: -one[1])


def _untaken_line(duty: NudgeDuty, days: int) -> str:
    return texts.untaken_line(duty.item.label, duty.item.directive, unit=duty.unit, days=days)


async def _untaken(tx: Tx, _actor: Actor) -> Sequence[DeskMatter]:
    found = await _untaken_now(tx)
    if not found:
        return ()
    lines = [_untaken_line(*one) for one in found[: texts.SECTION_LINES]]
    return [_whole(DeskSort.UNTAKEN, lines, [f"{duty.facts.item_id}-{duty.unit_id}" for duty, _ in found])]


async def _untaken_face(tx: Tx, _actor: Actor, _subject: int) -> Face | None:
    found = await _untaken_now(tx)
    if not found:
        return None
    shown = found[:SHOWN]
    places = {duty.facts.item_id: duty.item.label for duty, _ in shown}
    return _to_urge(DeskSort.UNTAKEN, len(found), places, [_untaken_line(*one) for one in shown])


async def _silent_now(tx: Tx) -> list[tuple[NudgeDuty, str]]:
    """What was signed for and then urged in vain, whoever else hears of it, with the stage that says since when."""
    policy, clock = await policies.policy(tx), clock_of(tx.today, await office_calendar(tx))
    duties = await pressing(tx, policy, clock)
    ladder, heard = await ladder_of(tx, duties), await HeardBefore.of(tx, duties, tx.today)
    waiting = [duty for duty in duties if duty.facts.unsigned_since is None]
    return [(duty, stage) for duty in waiting if (stage := in_vain(duty, ladder, heard))]


def _silent_line(tx: Tx, duty: NudgeDuty, stage: str) -> str:
    since = say_date(since_when(stage), tx.today)
    return texts.silent_line(duty.item.label, duty.item.directive, unit=duty.unit, since=since)


async def _silent(tx: Tx, _actor: Actor) -> Sequence[DeskMatter]:
    found = await _silent_now(tx)
    if not found:
        return ()
    lines = [_silent_line(tx, *one) for one in found[: texts.SECTION_LINES]]
    ids = [f"{duty.facts.item_id}-{duty.unit_id}-{stage}" for duty, stage in found]
    return [_whole(DeskSort.SILENT, lines, ids)]


async def _silent_face(tx: Tx, _actor: Actor, _subject: int) -> Face | None:
    found = await _silent_now(tx)
    if not found:
        return None
    shown = found[:SHOWN]
    places = {duty.facts.item_id: duty.item.label for duty, _ in shown}
    return _to_urge(DeskSort.SILENT, len(found), places, [_silent_line(tx, *one) for one in shown])


async def missing_notice(tx: Tx) -> str:
    """That no notice of days off is known for this year, from November on for the next; "" where one is."""
    year = (await office_calendar(tx)).lacks_notice(tx.today)
    return calendar_texts.coverage(year, covered=False) if year else ""


def _to_urge(sort: DeskSort, count: int, places: Mapping[int, str], lines: Sequence[str], *beside: Choice) -> Face:
    """A list of which `places`, label by item id, are shown: [催办] and what stands `beside` it, then each item."""
    rows = ((*_urging(list(places.values()), count), *beside), *texts.item_rows(list(places.items())))
    return Face(texts.counted(sort, count), "\n".join(lines), rows)


def _urging(labels: Sequence[str], total: int) -> tuple[Choice, ...]:
    """[催办] of as many as a button can carry, which says how many where there are more."""
    count = urge_texts.fitting(labels)
    (button,) = urge_texts.rows(0, labels[:count])[0][:1]
    return (replace(button, label=texts.urges(count)) if count < total else button,)


async def _proofs(tx: Tx, _actor: Actor) -> Sequence[DeskMatter]:
    """What units would have printed otherwise about closed items, until the next issue is out."""
    return [
        DeskMatter(DeskSort.PROOF, row.proof_id, (texts.proof_line(row.label, unit=unit, words=row.answer),))
        for row, unit in await proofs.unheeded(tx)
    ]


async def _proof_face(tx: Tx, _actor: Actor, proof_id: int) -> Face | None:
    found = next(((row, unit) for row, unit in await proofs.unheeded(tx) if row.proof_id == proof_id), None)
    if found is None:
        return None
    row, unit = found
    title = f"{texts.SORT_WORDS[DeskSort.PROOF]} {row.label} · {unit}"
    text = texts.proof_text(sentence=row.sentence, words=row.answer)
    return Face(title, text, ((texts.look_button(row.label, row.item_id),),))


async def _parts_of(tx: Tx, actor: Actor) -> dict[int, frozenset[State]]:
    return await views.states_within(tx, sorted(actor.unit_ids), IN_HAND) if actor.unit_ids else {}


async def _unsigned(tx: Tx, actor: Actor) -> Sequence[DeskMatter]:
    return await _own(tx, actor, DeskSort.SIGN)


async def _due(tx: Tx, actor: Actor) -> Sequence[DeskMatter]:
    return await _own(tx, actor, DeskSort.PART)


async def _own(tx: Tx, actor: Actor, sort: DeskSort) -> Sequence[DeskMatter]:
    """What the person's units have not signed for; and of the rest what is late, or due within days."""
    states = await _parts_of(tx, actor)
    unsigned = {item_id for item_id, own in states.items() if State.ASSIGNED in own}
    matters = []
    for item in (await items.by_ids(tx, set(states))).values():
        late = days_overdue(item.deadline, tx.today, asked_on=item.asked_on)
        is_near = item.deadline is not None and item.deadline <= tx.today + AHEAD
        if (item.item_id in unsigned) if sort is DeskSort.SIGN else (is_near and item.item_id not in unsigned):
            line = list_line(line_of(item), tx.today)
            matters.append(DeskMatter(sort, item.item_id, (line,), late))
    return most_pressing_first(matters)


async def _part_face(tx: Tx, actor: Actor, item_id: int) -> Face | None:
    states = await _parts_of(tx, actor)
    parts = await items.by_id(tx, item_id) if item_id in states else None
    if parts is None:
        return None
    card = await item_card(tx, actor, parts)
    return Face(card.title, card.text, card.choices)


async def _led(tx: Tx, actor: Actor) -> Sequence[DeskMatter]:
    if Role.LEADER not in actor.roles:
        return ()
    return [DeskMatter(DeskSort.LED, need.item_id, (need.text,)) for need in await needs_of(tx, actor)]


async def _led_face(tx: Tx, actor: Actor, item_id: int) -> Face | None:
    need = next((one for one in await needs_of(tx, actor) if one.item_id == item_id), None)
    parts = await items.by_id(tx, item_id) if need else None
    if need is None or parts is None:
        return None
    rows: Rows = ((need.button, texts.look_button(parts.item.label, item_id)),)
    return Face(f"{parts.item.label}", f"{need.text}\n\n{parts.item.directive}", rows)


LISTS: dict[DeskSort, ListOf] = {
    DeskSort.PROOF: ListOf(Action.PUBLISH, _proofs, _proof_face),
    DeskSort.OWED: ListOf(Action.NUDGE, _owed, _owed_face),
    DeskSort.UNTAKEN: ListOf(Action.NUDGE, _untaken, _untaken_face),
    DeskSort.SILENT: ListOf(Action.NUDGE, _silent, _silent_face),
    DeskSort.SIGN: ListOf(Action.SIGN, _unsigned, _part_face),
    DeskSort.PART: ListOf(Action.REPORT, _due, _part_face),
    DeskSort.LED: ListOf(Action.INSTRUCT, _led, _led_face),
    DeskSort.SET_ASIDE: ListOf(Action.SETTLE_UPDATE, _set_aside, _set_aside_face),
    DeskSort.UNREACHED: ListOf(Action.SEE_PEOPLE, _unreached, _unreached_face),
    DeskSort.MISSING: ListOf(Action.ASSIGN, _missing, _missing_face),
    DeskSort.OVERDUE: ListOf(Action.NUDGE, _overdue, _overdue_face),
}
if _unlisted := set(DeskSort) - set(LISTS):
    raise ValueError(f"nothing says what these are on a desk: {', '.join(sorted(_unlisted))}")
