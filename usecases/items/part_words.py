"""Parts as people write them: what is to be done, and what of units, date and leader is said for the part alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.dates.deadlines import say_deadline
from domain.dates.reading import read_date, say_date
from domain.dates.workdays import WorkCalendar
from domain.hygiene import clean
from domain.items import lifecycle_texts as texts
from domain.items.directives import LIKE_A_UNIT, day_named, units_in_charge
from domain.items.parts import leaders_named
from domain.items.register_texts import rejoined
from domain.office.people import Role
from domain.office.units import UnitDirectory
from domain.refusals import BadInput
from domain.words import PARTED, names_in
from storage.office import people, units
from storage.tx import Tx
from usecases.items.handover import known_units
from usecases.items.parts import PartPlan
from usecases.steps.office_time import office_calendar

PARTS_AT_MOST = 20
_SHORTEST, _LONGEST = 4, 500


@dataclass(frozen=True, slots=True)
class _Office:
    """What the words are read against."""

    book: UnitDirectory
    leaders: tuple[str, ...]
    today: date
    calendar: WorkCalendar


async def read_parts(tx: Tx, label: str, lines: Sequence[str]) -> list[PartPlan]:
    """A part a line, as it is or as "内容；单位；时限".

    `label` names the item where an unknown unit is refused; for one that has none yet, such words stay words.
    """
    if len(lines) > PARTS_AT_MOST:
        raise BadInput(texts.SPLIT_TOO_MANY.format(limit=PARTS_AT_MOST, count=len(lines)))
    office = await _office(tx)
    return [await _read(tx, office, label, place, line) for place, line in enumerate(lines, 1)]


async def _office(tx: Tx) -> _Office:
    book = await units.directory(tx)
    leaders = tuple(person.name for person in await people.with_role(tx, Role.LEADER))
    return _Office(book, leaders, tx.happened_on, await office_calendar(tx))


async def _read(tx: Tx, office: _Office, label: str, place: int, line: str) -> PartPlan:
    directive, said, due = _pieces(office, label, line)
    _check_length(place, directive)
    named = [unit.unit_id for unit in await known_units(tx, label, said)] if said else _named(office, directive)
    day = _day(office, place, due) if due else _day_in(office, directive)
    return PartPlan(
        directive, tuple(named), day, due_text=due[:60] if day else "", leads=leaders_named(directive, office.leaders)
    )


def _pieces(office: _Office, label: str, line: str) -> tuple[str, str, str]:
    """Directive, units, time: a semicolon parts them only where a unit or a time follows it."""
    first, *more = [clean(one) for one in PARTED.split(line) if clean(one)] or [""]
    place = next((at for at, one in enumerate(more) if _names_units(office, label, one)), None)
    if place is not None:
        return rejoined([first, *more[:place]]), more[place], rejoined(more[place + 1 :])
    due = more.pop() if more and _says_when(more[-1], office.today) else ""
    return rejoined([first, *more]), "", due


def _names_units(office: _Office, label: str, words: str) -> bool:
    return all(office.book.look_up(name).is_sure or (label and LIKE_A_UNIT.fullmatch(name)) for name in names_in(words))


def _says_when(words: str, today: date) -> bool:
    phrase = read_date(words, today).phrase
    return bool(phrase) and len(words) <= len(phrase) + 4


def _check_length(place: int, directive: str) -> None:
    if len(directive) < _SHORTEST:
        raise BadInput(texts.SPLIT_TOO_SHORT.format(place=place, words=directive))
    if len(directive) > _LONGEST:
        raise BadInput(texts.SPLIT_TOO_LONG.format(place=place, length=len(directive), limit=_LONGEST))


def _named(office: _Office, directive: str) -> list[int]:
    """Units that the roster knows; another name in the words makes none."""
    matches = map(office.book.look_up, units_in_charge(directive, office.book.names))
    return list(dict.fromkeys(unit.unit_id for match in matches for unit in match.units if unit.is_open))


def _day(office: _Office, place: int, words: str) -> date:
    reading = read_date(words, office.today, office.calendar)
    if reading.day is None:
        raise BadInput(texts.SPLIT_BAD_DUE.format(place=place, words=words[:20]))
    if reading.day < office.today:
        day = say_date(reading.day, office.today)
        raise BadInput(texts.SPLIT_PAST_DUE.format(place=place, day=day))
    return reading.day


def _day_in(office: _Office, directive: str) -> date | None:
    reading = day_named(directive, office.today, office.calendar)
    return reading.day if reading else None


@dataclass(frozen=True, slots=True)
class WholeFacts:
    """What a part has that says nothing of its own."""

    units: Sequence[str]
    deadline: date | None
    long_term: bool


def shown_lines(
    tx: Tx, labels: Sequence[str], plans: Sequence[PartPlan], whole: WholeFacts, names: dict[int, str]
) -> list[str]:
    return [_shown(tx, label, plan, whole, names) for label, plan in zip(labels, plans, strict=True)]


def _shown(tx: Tx, label: str, plan: PartPlan, whole: WholeFacts, names: dict[int, str]) -> str:
    dated = (plan.day, plan.long_term) if plan.is_dated else (whole.deadline, whole.long_term)
    hands = [names[one] for one in plan.unit_ids] or whole.units
    due = say_deadline(dated[0], tx.today, long_term=dated[1])
    return texts.split_line(label, plan.directive, hands, due, plan.leads)
