"""Units as data with a life: listed, renamed, called otherwise, closed and opened again."""

from domain.hygiene import clean, plain_name
from domain.notes import Answer
from domain.office import units_texts as texts
from domain.office.people import Action, Actor, require
from domain.office.people_texts import is_unit_name
from domain.office.units import is_group
from domain.refusals import BadInput, TooLate
from storage.office import people, units
from storage.tables import Unit
from storage.tx import Tx
from usecases.office.unit_sets import members_page
from usecases.steps.asking import Question, ask
from usecases.steps.units import not_found, standing_unit


class UnitName(Question, kind="unit_name", action=Action.KEEP_UNITS):
    """What is a unit to be called from now on?"""

    unit_id: int


class UnitAliasName(Question, kind="unit_alias", action=Action.KEEP_UNITS):
    """Under what other name is a unit to be found?"""

    unit_id: int


async def show_units(tx: Tx, actor: Actor, words: str = "", page: int = 0, *, edit: bool = False) -> Answer:
    """`/units` lists, `/units 县农林局` opens its card, `/units 各镇` says which units that are."""
    require(actor, Action.KEEP_UNITS)
    name = clean(words)
    if name:
        return await _named(tx, actor, name)
    loads, seated = await units.loads(tx), await people.seats_by_unit(tx)
    listed = await units.units(tx)
    page = max(0, min(page, (len(listed) - 1) // texts.UNITS_A_PAGE))
    here = listed[page * texts.UNITS_A_PAGE : (page + 1) * texts.UNITS_A_PAGE]
    lines = [
        texts.unit_line(one.name, loads.get(one.unit_id, 0), seated.get(one.unit_id, 0), is_open=one.closed_at is None)
        for one in here
    ]
    more = (page + 1) * texts.UNITS_A_PAGE < len(listed)
    rows = texts.list_rows([(one.unit_id, one.name) for one in here], page, more=more)
    return Answer("\n".join(lines) or texts.NO_UNITS, texts.title(len(listed)), rows, edit=edit)


async def _named(tx: Tx, actor: Actor, name: str) -> Answer:
    match = (await units.directory(tx)).look_up(name)
    if match.is_group:
        return await members_page(tx, match.name)
    if len(match.units) == 1:
        return await show_unit(tx, actor, match.units[0].unit_id)
    return Answer(not_found(match), choices=texts.near_rows([(unit.unit_id, unit.name) for unit in match.near]))


async def show_unit(tx: Tx, actor: Actor, unit_id: int, *, edit: bool = False) -> Answer:
    """The card; a merged unit's button opens the one that it went into."""
    require(actor, Action.KEEP_UNITS)
    unit = await standing_unit(tx, unit_id)
    aliases = [one.name for one in await units.aliases(tx, unit.unit_id)]
    open_items = (await units.loads(tx)).get(unit.unit_id, 0)
    seated = await people.seated_in(tx, unit.unit_id)
    is_open = unit.closed_at is None
    text = texts.unit_card(aliases, open_items, seated, is_open=is_open)
    return Answer(text, unit.name, texts.unit_card_rows(unit.unit_id, is_open=is_open, people=bool(seated)), edit=edit)


async def known_unit(tx: Tx, unit_id: int) -> Unit:
    """For a change: TooLate says into which unit this one went."""
    found = await standing_unit(tx, unit_id)
    if found.unit_id != unit_id:
        was = await units.unit(tx, unit_id)
        raise TooLate(texts.WENT.format(name=was.name if was else "", into=found.name))
    return found


async def ask_name(tx: Tx, actor: Actor, unit_id: int, chat_id: int) -> Answer:
    """[改名]."""
    require(actor, Action.KEEP_UNITS)
    unit = await known_unit(tx, unit_id)
    return await ask(tx, actor, chat_id, UnitName(unit_id), texts.ASK_NAME.format(name=unit.name), what=unit.name)


async def ask_alias(tx: Tx, actor: Actor, unit_id: int, chat_id: int) -> Answer:
    """[加别名]."""
    require(actor, Action.KEEP_UNITS)
    unit = await known_unit(tx, unit_id)
    return await ask(tx, actor, chat_id, UnitAliasName(unit_id), texts.ASK_ALIAS.format(name=unit.name), what=unit.name)


async def rename_unit(tx: Tx, actor: Actor, asked: UnitName, words: str) -> Answer:
    """The old name stays one of its names, so that printed papers find it."""
    require(actor, Action.KEEP_UNITS)
    unit, name = await known_unit(tx, asked.unit_id), _unit_name(words)
    if name == unit.name:
        raise BadInput(texts.SAME_NAME.format(name=name))
    await _check_free(tx, unit, name)
    before = unit.name
    await units.drop_alias(tx, name)
    if not await units.rename(tx, unit, name):
        raise TooLate(texts.GONE)
    await add_spelling(tx, actor, unit, before, is_new=False)
    tx.record("rename_unit", name, by=actor, before={"name": before}, after={"name": name})
    card = await show_unit(tx, actor, unit.unit_id)
    return Answer(f"{texts.renamed(before, name)}\n\n{card.text}", card.title, card.choices)


async def take_alias(tx: Tx, actor: Actor, asked: UnitAliasName, words: str) -> Answer:
    require(actor, Action.KEEP_UNITS)
    unit, name = await known_unit(tx, asked.unit_id), _unit_name(words)
    await _check_free(tx, unit, name)
    await add_spelling(tx, actor, unit, name)
    card = await show_unit(tx, actor, unit.unit_id)
    return Answer(f"{texts.alias_added(unit.name, name)}\n\n{card.text}", card.title, card.choices)


def _unit_name(words: str) -> str:
    name = plain_name(words)
    if is_group(name):
        raise BadInput(texts.IS_GROUP.format(name=name[:30]))
    if not is_unit_name(name):
        raise BadInput(texts.BAD_NAME.format(name=name[:30]))
    return name


async def _check_free(tx: Tx, unit: Unit, name: str) -> None:
    """BadInput where the name finds another unit already, as it is written or as everybody says it."""
    exact, said = await units.called(tx, name), (await units.directory(tx)).look_up(name)
    for other in (*([exact] if exact else ()), *said.units):
        if other.unit_id != unit.unit_id:
            raise BadInput(texts.TAKEN.format(name=name, unit=other.name))


async def add_spelling(tx: Tx, actor: Actor, unit: Unit, name: str, *, is_new: bool = True) -> None:
    """Another name under which the unit is found; nothing where it is found so already."""
    if await units.called(tx, name) is not None:
        return
    await units.add_alias(tx, unit.unit_id, name)
    if is_new:
        tx.record("alias_unit", unit.name, by=actor, after={"name": name})


async def close_unit(tx: Tx, actor: Actor, unit_id: int, *, is_open: bool) -> Answer:
    """[停用] and [恢复]: a closed unit takes no new items; what it has goes on."""
    require(actor, Action.KEEP_UNITS)
    unit = await known_unit(tx, unit_id)
    if (unit.closed_at is None) == is_open:
        return await show_unit(tx, actor, unit_id, edit=True)
    if not await tx.move(unit, closed_at=None if is_open else tx.now):
        raise TooLate(texts.GONE)
    tx.record("open_unit" if is_open else "close_unit", unit.name, by=actor)
    card = await show_unit(tx, actor, unit_id)
    line = (texts.OPENED if is_open else texts.CLOSED_NOW).format(name=unit.name)
    return Answer(f"{line}\n\n{card.text}", card.title, card.choices, edit=True, toast=line)
