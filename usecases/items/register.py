"""Register an item by hand (立项): in one line, or question by question, confirmed where anything is in doubt."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import toasts
from domain.bulletin.forms import circled
from domain.dates.reading import read_date
from domain.hygiene import clean
from domain.items import assign_texts
from domain.items import register_texts as texts
from domain.items.directives import day_named, units_in_charge, units_mentioned
from domain.items.parts import split_marked
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.office.units import UnitMatch
from domain.refusals import BadInput, TooLate
from domain.words import PARTED, listed
from storage.office import people, units
from storage.tx import Tx
from usecases.items.assign import add_hands, tell_officials
from usecases.items.deadline import doubt_of
from usecases.items.part_words import WholeFacts, read_parts, shown_lines
from usecases.items.parts import PartPlan, tell_parts, write_parts
from usecases.steps.asking import Question, ask, drop, expected
from usecases.steps.item_acts import add_item
from usecases.steps.office_time import office_calendar
from usecases.steps.units import decided_unit, found_in, open_unit, typed_names

DIRECTIVE_LIMIT = 1000
SHORTEST = 4


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """An item to be; `doubt` is what of it should be looked at twice, a line each, mostly nothing."""

    directive: str
    names: tuple[str, ...]
    day: date | None = None
    long_term: bool = False
    due_text: str = ""
    doubt: str = ""
    parts: tuple[PartPlan, ...] = ()


class NewItemWords(Question, kind="new", action=Action.REGISTER):
    """What is to be done, by whom, until when? None is what was not said yet."""

    directive: str | None = None
    names: tuple[str, ...] | None = None
    day: date | None = None
    due_text: str = ""
    doubt: str = ""
    parts: tuple[PartPlan, ...] = ()


class NewItemConsent(Question, kind="new_yes", action=Action.REGISTER):
    """Is it to be registered as it was shown?"""

    plan: ItemPlan
    stamp: int


async def register(tx: Tx, actor: Actor, chat_id: int, words: str) -> Answer:
    """/new, or `/new 内容；责任单位；时限` at once; without a time at its end it is all directive."""
    require(actor, Action.REGISTER)
    given = [part.strip() for part in PARTED.split(words) if part.strip()]
    if len(given) >= 3 and _says_when(given[-1], tx.happened_on):
        whole, parts = await _parts_apart(tx, texts.rejoined(given[:-2]))
        plan = ItemPlan(whole, _unit_names(given[-2]), parts=parts)
        plan = await _with_due(tx, plan, given[-1])
        if plan.doubt or parts or found_in(await units.directory(tx), plan.names).match is not None:
            return await _ask_to_confirm(tx, actor, chat_id, plan)
        return await _write(tx, actor, plan)
    if given:
        return await _take_directive(tx, actor, chat_id, words)
    return await _go_on(tx, actor, chat_id, NewItemWords())


async def answer_question(tx: Tx, actor: Actor, known: NewItemWords, words: str, chat_id: int) -> Answer:
    """The next piece: directive, units, then the deadline, after which all is shown for confirmation."""
    require(actor, Action.REGISTER)
    if known.directive is None:
        return await _take_directive(tx, actor, chat_id, words)
    if known.names is None:
        return await _go_on(tx, actor, chat_id, replace(known, names=_unit_names(words)))
    plan = await _with_due(tx, ItemPlan(known.directive, known.names, parts=known.parts), words)
    both = "\n".join(filter(None, (known.doubt, plan.doubt)))
    return await _ask_to_confirm(tx, actor, chat_id, replace(plan, doubt=both))


async def _take_directive(tx: Tx, actor: Actor, chat_id: int, words: str) -> Answer:
    """What the words name already is shown and not asked for again."""
    directive, parts = await _parts_apart(tx, words)
    known, echo = await _what_words_name(tx, directive)
    return await _go_on(tx, actor, chat_id, replace(known, parts=parts), echo)


async def _parts_apart(tx: Tx, words: str) -> tuple[str, tuple[PartPlan, ...]]:
    """What is to be done, and ①②③ of it."""
    whole, lines = split_marked(words)
    return _directive(whole), tuple(await read_parts(tx, "", lines))


async def _what_words_name(tx: Tx, directive: str) -> tuple[NewItemWords, list[str]]:
    """The pieces that the words name already, and what to tell of them."""
    book = await units.directory(tx)
    calendar = await office_calendar(tx)
    names, reading = book.meant(units_in_charge(directive, book.names)), day_named(directive, tx.happened_on, calendar)
    pieces, echo, doubts = NewItemWords(directive), [], []
    if names:
        pieces = replace(pieces, names=names)
        echo.append(texts.UNITS_READ.format(units=listed(names)))
        others = [name for name in book.meant(units_mentioned(directive, book.names)) if name not in names]
        doubts += [texts.ONLY_MENTIONED.format(units=listed(others))] if others else []
    if reading is not None and reading.day is not None:
        pieces = replace(pieces, day=reading.day, due_text=reading.phrase[:60])
        due = assign_texts.say_due(reading.day, tx.today, long_term=False)
        echo.append(texts.DUE_READ.format(due=due))
        doubts.append(doubt_of(reading, tx.today, calendar))
    doubts.append(texts.read_from_words(units=bool(names), due=bool(reading)))
    return replace(pieces, doubt="\n".join(filter(None, doubts))), echo


async def _go_on(tx: Tx, actor: Actor, chat_id: int, known: NewItemWords, echo: Sequence[str] = ()) -> Answer:
    """Ask for the next piece; when all are there, show them."""
    if known.directive is None:
        return await ask(tx, actor, chat_id, known, texts.ASK, what=texts.PIECES[0])
    if known.names is None:
        prompt, what = texts.ASK_UNITS, texts.PIECES[1]
    elif known.day is None:
        prompt, what = texts.ASK_DUE, texts.PIECES[2]
    else:
        plan = ItemPlan(known.directive, known.names, known.day, False, known.due_text, known.doubt, known.parts)
        return await _ask_to_confirm(tx, actor, chat_id, plan)
    return await ask(tx, actor, chat_id, known, "\n".join([*echo, prompt]), what=what)


def _directive(words: str) -> str:
    text = clean(words)
    if len(text) < SHORTEST:
        raise BadInput(texts.TOO_SHORT)
    if len(text) > DIRECTIVE_LIMIT:
        raise BadInput(texts.TOO_LONG.format(length=len(text), limit=DIRECTIVE_LIMIT))
    return text


def _unit_names(words: str) -> tuple[str, ...]:
    if clean(words) in texts.NOTHING_YET:
        return ()
    names = typed_names(words)
    if not names:
        raise BadInput(texts.ASK_UNITS)
    return tuple(names)


def _says_when(words: str, today: date) -> bool:
    """Whether a part of a line is a time and little else, not a further clause that mentions one."""
    if words in texts.NOTHING_YET:
        return True
    reading = read_date(words, today)
    return bool(reading.phrase) and len(words) <= len(reading.phrase) + 4


async def _with_due(tx: Tx, plan: ItemPlan, words: str) -> ItemPlan:
    said = clean(words)
    if said in texts.NOTHING_YET:
        return plan
    calendar = await office_calendar(tx)
    reading = read_date(said, tx.happened_on, calendar)
    if reading.long_term and reading.sure:
        return replace(plan, long_term=True, due_text=said[:60])
    if reading.day is None:
        raise BadInput(assign_texts.DUE_UNREAD.format(words=said[:20], why=reading.because))
    doubt = doubt_of(reading, tx.today, calendar)
    return replace(plan, day=reading.day, due_text=said[:60], doubt=doubt)


async def _ask_to_confirm(
    tx: Tx, actor: Actor, chat_id: int, plan: ItemPlan, stamp: int = 0, *, edit: bool = False
) -> Answer:
    """All of it once more, with what is in doubt; `stamp` tells its buttons from those of an older one."""
    stamp = stamp or secrets.randbelow(2**30)
    book = await units.directory(tx)
    plan = replace(plan, names=book.meant(plan.names))
    unknown = [(place, match) for place, match in enumerate(map(book.look_up, plan.names)) if not match.is_sure]
    swaps = [(unit.unit_id, unit.name, place) for place, match in unknown for unit in match.near[:2]]
    doubts = [*([plan.doubt] if plan.doubt else []), *(_doubt(match) for _, match in unknown)]
    groups = [await units.set_named(tx, match.name) for _, match in unknown if match.is_group]
    due = assign_texts.say_due(plan.day, tx.today, long_term=plan.long_term)
    parts = _part_lines(tx, "", plan, await units.unit_names(tx))
    text = texts.confirmation(plan.directive, plan.names, due, doubts, parts)
    asked = NewItemConsent(plan, stamp)
    rows = texts.confirmation_rows(stamp, swaps, [(one.set_id, one.name) for one in groups])
    return await ask(tx, actor, chat_id, asked, text, title=texts.CONFIRM_TITLE, rows=rows, edit=edit)


def _doubt(match: UnitMatch) -> str:
    if match.is_group:
        return texts.GROUP_UNTOLD.format(name=match.name)
    return texts.new_unit(match.name, [unit.name for unit in match.near[:2]])


async def _at_stamp(tx: Tx, actor: Actor, chat_id: int, stamp: int) -> ItemPlan:
    """What was shown with these buttons, which is asked no longer."""
    require(actor, Action.REGISTER)
    asked, there = await expected(tx, actor, chat_id, NewItemConsent, texts.GONE)
    if asked.stamp != stamp:
        raise TooLate(texts.GONE)
    await drop(tx, there)
    return asked.plan


async def swap_unit(tx: Tx, actor: Actor, chat_id: int, *, stamp: int, unit_id: int, place: str) -> Answer:
    """[改用“县农林局”] for an unknown name."""
    plan = await _at_stamp(tx, actor, chat_id, stamp)
    unit = await open_unit(tx, unit_id)
    if not place.isdecimal() or int(place) >= len(plan.names):
        raise TooLate(texts.GONE)
    names = [unit.name if at == int(place) else name for at, name in enumerate(plan.names)]
    swapped = replace(plan, names=tuple(dict.fromkeys(names)))
    return await _ask_to_confirm(tx, actor, chat_id, swapped, stamp + 1, edit=True)


async def confirm_registration(tx: Tx, actor: Actor, chat_id: int, stamp: int) -> Answer:
    plan = await _at_stamp(tx, actor, chat_id, stamp)
    answer = await _write(tx, actor, plan)
    return replace(answer, edit=True, toast=toasts.REGISTERED)


async def drop_registration(tx: Tx, actor: Actor, chat_id: int, stamp: int) -> Answer:
    await _at_stamp(tx, actor, chat_id, stamp)
    return Answer(texts.DROPPED, edit=True, toast=toasts.CANCELLED)


async def say_yes(tx: Tx, actor: Actor, asked: NewItemConsent, words: str) -> Answer:
    """Typed instead of pressed."""
    if clean(words) not in texts.CONFIRMING:
        raise BadInput(texts.PRESS)
    require(actor, Action.REGISTER)
    return await _write(tx, actor, asked.plan)


async def _write(tx: Tx, actor: Actor, plan: ItemPlan) -> Answer:
    item = await add_item(tx, plan.directive, plan.day, long_term=plan.long_term, deadline_text=plan.due_text)
    in_charge = [await decided_unit(tx, actor, name) for name in (await units.directory(tx)).meant(plan.names)]
    unit_ids = [unit.unit_id for unit in in_charge]
    await add_hands(tx, item, unit_ids)
    await write_parts(tx, actor, item, plan.parts, unit_ids)
    await tell_officials(tx, item, unit_ids)
    lines = _part_lines(tx, item.label, plan, await units.unit_names(tx))
    await tell_parts(tx, item, plan.parts, lines, ())
    names = [unit.name for unit in in_charge]
    after = {"directive": plan.directive, "units": names, "deadline": plan.day}
    tx.record("register", item.label, by=actor, after=after)
    staffed = await people.staffed_units(tx)
    without = [unit.name for unit in in_charge if unit.unit_id not in staffed]
    due = assign_texts.say_due(plan.day, tx.today, long_term=plan.long_term)
    lines = [texts.registered(item.label, names, due), *lines]
    rows = texts.registered_rows(item.item_id, has_units=bool(in_charge))
    text = "\n".join([*lines, *assign_texts.no_official(without)])
    return Answer(text, choices=rows, item_id=item.item_id)


def _part_lines(tx: Tx, label: str, plan: ItemPlan, names: dict[int, str]) -> list[str]:
    """Before they have a number by ①②③."""
    labels = [f"{label}.{place}" if label else circled(place) for place in range(1, len(plan.parts) + 1)]
    return shown_lines(tx, labels, plan.parts, WholeFacts(plan.names, plan.day, plan.long_term), names)
