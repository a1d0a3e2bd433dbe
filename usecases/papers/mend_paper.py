"""A reading is looked over: one doubtful item after another, what was left out, findings, the day of the paper.

Each press says one thing and brings the next that is in doubt. What would be so in the next paper of the kind is
remembered (domain.papers.habits).
"""

from dataclasses import replace
from datetime import date

from domain.dates.reading import read_date
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor
from domain.office.units import KnownUnit, UnitDirectory
from domain.papers import habits as learned
from domain.papers import mending, verdicts_texts
from domain.papers import mending_texts as texts
from domain.papers.reading import ReadItem, ReadPaper, paper_from_json
from domain.papers.shown import PAPER
from domain.refusals import BadInput, TooLate
from domain.words import listed
from storage.office import units
from storage.papers import habits
from storage.tables import PaperDraft
from storage.tx import Tx
from usecases.office.units import add_spelling
from usecases.papers import shown
from usecases.papers.paper_pages import show_page, undated_items
from usecases.papers.paper_units import names_typed, with_known_units
from usecases.steps.asking import Question, ask
from usecases.steps.office_time import office_calendar
from usecases.steps.units import open_unit

_UNITS_OFFERED = 3


class DayOfPaper(Question, kind="paper_day", action=Action.IMPORT):
    """Of which day is the paper?"""

    draft_id: int


class UnitsOfAll(Question, kind="paper_units", action=Action.IMPORT):
    """Which units answer for all items that name none?"""

    draft_id: int


async def look(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str) -> Answer:
    """[逐件看], [下一件]: an item by its position, or with "n" before it the next doubtful one."""
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    paper = paper_from_json(draft.reading)
    digits = extra.removeprefix("n")
    if digits == extra and digits:
        return await show_card(tx, draft, paper, _item(paper, digits))
    return await _next(tx, draft, paper, _number(digits or "0"))


async def show_card(
    tx: Tx, draft: PaperDraft, paper: ReadPaper, item: ReadItem, *, edit: bool = True, echo: str = ""
) -> Answer:
    """One item with all that can be said of it."""
    offered = [(label, act) for label, act, _ in await _units_offered(tx, paper, item)]
    rows = texts.card_rows(
        draft.paper_draft_id,
        draft.version,
        item,
        offered,
        has_before=mending.item_before(paper, item.position) is not None,
        more=mending.next_doubtful(paper, item.position) not in (None, item),
    )
    return shown.page(texts.card(item, tx.today), texts.card_title(paper, item), rows, edit=edit, echo=echo)


async def _next(tx: Tx, draft: PaperDraft, paper: ReadPaper, after: int, echo: str = "") -> Answer:
    item = mending.next_doubtful(paper, after)
    if item is not None:
        return await show_card(tx, draft, paper, item, echo=echo)
    return await show_page(tx, draft, 0, echo=echo)


async def mend(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str, chat_id: int) -> Answer:
    """A button of the card: "4.is", "4.not", "4.join", "4.split", "4.split.20", "4.unit.0", "4.same.7"; or for all
    that are in doubt alike: "all.is", "all.unit"."""
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    paper = paper_from_json(draft.reading)
    if extra == "all.unit":
        return await ask(tx, actor, chat_id, UnitsOfAll(draft_id), texts.ASK_UNITS)
    if extra == "all.is":
        return await _settle_alike(tx, actor, draft, (), edit=True)
    place, _, words = extra.partition(".")
    act, _, what = words.partition(".")
    item = _item(paper, place)
    if act == "split" and not what and len(mending.split_places(item)) > 1:
        rows = texts.cut_rows(draft_id, draft.version, item)
        return shown.page(texts.card(item, tx.today), texts.WHERE_TO_CUT, rows, edit=True)
    mended, echo = await _mended(tx, actor, paper, item, act=act, what=what)
    await _keep(tx, actor, draft, mended, {"position": item.position, "act": words})
    is_last = item.doubts and mending.next_doubtful(mended) is None
    # What is no item any more has no place to go on from.
    seen = mending.item_at(mended, item.position) or mending.item_before(paper, item.position)
    after = seen.position if seen else 0
    return await _next(tx, draft, mended, after, f"{echo}\n{texts.ALL_SEEN}" if is_last else echo)


async def take_units(tx: Tx, actor: Actor, asked: UnitsOfAll, words: str) -> Answer:
    draft = await shown.open_draft(tx, actor, PAPER, asked.draft_id)
    units_said = names_typed(clean(words))
    if not units_said:
        raise BadInput(texts.ASK_UNITS)
    return await _settle_alike(tx, actor, draft, units_said, edit=False)


async def _settle_alike(tx: Tx, actor: Actor, draft: PaperDraft, units_said: tuple[str, ...], *, edit: bool) -> Answer:
    paper = paper_from_json(draft.reading)
    doubt = mending.common_doubt(paper)
    if doubt is None or (units_said and not texts.lacks_units(paper, doubt)):
        raise TooLate(PAPER.gone)
    mended = with_known_units(await units.directory(tx), mending.settled_alike(paper, doubt, units_said))
    await _keep(tx, actor, draft, mended, {"positions": doubt.positions, "units": units_said})
    return await show_page(tx, draft, 0, edit=edit, echo=texts.said_alike(doubt, units_said))


async def _mended(
    tx: Tx, actor: Actor, paper: ReadPaper, item: ReadItem, *, act: str, what: str
) -> tuple[ReadPaper, str]:
    at = item.position
    if act == "is":
        return mending.with_item(paper, item.settled()), texts.said_item(at)
    if act == "not":
        return await _no_item(tx, paper, item)
    if act == "join":
        before = mending.item_before(paper, at)
        if before is None:
            raise BadInput(texts.NOTHING_BEFORE)
        return mending.joined(paper, at), texts.said_joined(at, before.position)
    if act == "split":
        return await _split(tx, paper, item, what)
    return await _unit_said(tx, actor, paper, item, f"{act}.{what}")


async def _no_item(tx: Tx, paper: ReadPaper, item: ReadItem) -> tuple[ReadPaper, str]:
    if len(paper.items) == 1:
        raise BadInput(texts.NO_ITEM_LEFT)
    await _learn(tx, paper, learned.of_item(item.directive, learned.SKIP))
    return mending.without(paper, item.position, texts.NOT_AN_ITEM), texts.said_no_item(item.position)


async def _split(tx: Tx, paper: ReadPaper, item: ReadItem, what: str) -> tuple[ReadPaper, str]:
    places = mending.split_places(item)
    if not places:
        raise BadInput(texts.CANNOT_CUT)
    book = await units.directory(tx)
    names = {name for one in paper.items for name in (*one.responsible_units, *one.cooperating_units)}
    at = _number(what) if what else places[0]
    done = mending.split(paper, item.position, at, {*names, *book.names})
    if done is paper:
        raise TooLate(PAPER.gone)
    new = max(one.position for one in done.items)
    return with_known_units(book, done), texts.said_split(item.position, new)


async def _unit_said(tx: Tx, actor: Actor, paper: ReadPaper, item: ReadItem, act: str) -> tuple[ReadPaper, str]:
    for _, offered, name in await _units_offered(tx, paper, item):
        if offered != act:
            continue
        kind, _, unit_id = act.partition(".")
        if kind == "same":
            return await _same_unit(tx, actor, paper, item, spelling=name, unit_id=_number(unit_id))
        mended = mending.with_item(paper, mending.with_responsible(item, names_typed(name)))
        return mended, texts.said_unit(item.position, name)
    raise TooLate(PAPER.gone)


async def _same_unit(
    tx: Tx, actor: Actor, paper: ReadPaper, item: ReadItem, *, spelling: str, unit_id: int
) -> tuple[ReadPaper, str]:
    """The spelling is that unit's from now on, in all of the paper and in every later one."""
    unit = await open_unit(tx, unit_id)
    await add_spelling(tx, actor, unit, spelling)
    named = [one.position for one in paper.items if spelling in one.responsible_units]
    paper = with_known_units(await units.directory(tx), paper)
    items = (one.settled("responsible_units") if one.position in named else one for one in paper.items)
    return replace(paper, items=tuple(items)), texts.said_unit(item.position, unit.name)


async def _units_offered(tx: Tx, paper: ReadPaper, item: ReadItem) -> list[tuple[str, str, str]]:
    """(label, act, name) of what the unit of a doubtful item may be: near ones of the roster for a name that it lacks,
    and where none was read those that the words name."""
    if not any(one.field == "responsible_units" for one in item.doubts) and item.responsible_units:
        return []
    book = await units.directory(tx)
    if not item.responsible_units:
        named = mending.units_named(f"{item.directive}{item.progress}", [*book.names, *_units_of(paper)])
        names = list(dict.fromkeys(book.meant(named)))
        return [(texts.unit_is(name), f"unit.{at}", name) for at, name in enumerate(names[:_UNITS_OFFERED])]
    inside = tuple(one for name in item.responsible_units for one in _known_inside(book, name))
    if inside != item.responsible_units:
        # What a lost stop has glued together.
        return [(texts.unit_is(listed(inside)), "unit.0", listed(inside))]
    strange = [match for match in map(book.look_up, item.responsible_units) if not match.is_sure and not match.is_group]
    near: list[tuple[str, KnownUnit]] = [(match.name, unit) for match in strange for unit in match.near]
    offered = [(texts.name_is(name, unit.name), f"same.{unit.unit_id}", name) for name, unit in near]
    return offered[:_UNITS_OFFERED]


def _known_inside(book: UnitDirectory, name: str) -> tuple[str, ...]:
    """Units of the roster that stand in a name which is none, or the name."""
    match = book.look_up(name)
    return (name,) if match.is_sure or match.is_group else mending.units_named(name, book.names) or (name,)


def _units_of(paper: ReadPaper) -> list[str]:
    return list(dict.fromkeys(name for item in paper.items for name in item.responsible_units))


async def turn_left(tx: Tx, actor: Actor, draft_id: int, *, version: int, page: int) -> Answer:
    """[未列为事项]: what stands in the paper and is no item, to be taken in."""
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    return await _left(tx, draft, paper_from_json(draft.reading), page)


async def _left(tx: Tx, draft: PaperDraft, paper: ReadPaper, page: int, echo: str = "") -> Answer:
    if not paper.left_out:
        return await show_page(tx, draft, 0, echo=f"{echo}\n{texts.NOTHING_LEFT_OUT}".strip())
    page = max(0, min(page, texts.left_pages(paper) - 1))
    rows = texts.left_rows(draft.paper_draft_id, draft.version, paper, page)
    return shown.page(texts.left_page(paper, page), texts.LEFT_TITLE, rows, edit=True, echo=echo)


async def take_in(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str) -> Answer:
    """[列为事项] "3", [这几行是一项] "3-5", [并入第2项] "3.into"."""
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    paper = paper_from_json(draft.reading)
    span, _, act = extra.partition(".")
    first, _, last = span.partition("-")
    places = range(_number(first), _number(last or first) + 1)
    if not places or places[-1] >= len(paper.left_out):
        raise TooLate(PAPER.gone)
    mended, echo = await _taken(tx, paper, list(places), into=act == "into")
    mended = with_known_units(await units.directory(tx), mended)
    await _keep(tx, actor, draft, mended, {"taken": extra})
    return await _left(tx, draft, mended, places[0] // texts.LEFT_PER_PAGE, echo)


async def _taken(tx: Tx, paper: ReadPaper, places: list[int], *, into: bool) -> tuple[ReadPaper, str]:
    left = paper.left_out[places[0]]
    above = mending.item_above(paper, left)
    if into and above is not None:
        return mending.added_to_item_before(paper, places[0]), texts.said_added(above.position)
    mended = mending.taken_in(paper, places)
    new = max(mended.items, key=lambda item: item.position)
    if len(places) == 1:
        await _learn(tx, paper, learned.of_item(new.directive, learned.TAKE))
    return mended, texts.said_taken(new.position)


async def judge_finding(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str) -> Answer:
    """[是笔误], [没有问题] beside a finding ("2.fine")."""
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    paper = paper_from_json(draft.reading)
    words, _, verdict = extra.partition(".")
    place = _number(words)
    if place >= len(paper.anomalies) or verdict not in verdicts_texts.VERDICTS:
        raise TooLate(PAPER.gone)
    odd = tuple(replace(one, verdict=verdict) if at == place else one for at, one in enumerate(paper.anomalies))
    await _keep(tx, actor, draft, replace(paper, anomalies=odd), {"finding": place, "verdict": verdict})
    return await show_page(tx, draft, 0, echo=verdicts_texts.said(verdict))


async def say_day(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str, chat_id: int) -> Answer:
    """[就是今天], or [是另一天] which is asked."""
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    if extra != "today":
        return await ask(tx, actor, chat_id, DayOfPaper(draft_id), texts.ASK_DAY)
    return await _with_day(tx, actor, draft, tx.today, edit=True)


async def take_day(tx: Tx, actor: Actor, asked: DayOfPaper, words: str) -> Answer:
    draft = await shown.open_draft(tx, actor, PAPER, asked.draft_id)
    said = clean(words)
    reading = read_date(said, tx.happened_on, await office_calendar(tx))
    if reading.day is None:
        raise BadInput(texts.BAD_DAY.format(words=said[:20]))
    return await _with_day(tx, actor, draft, _not_to_come(reading.day, tx.happened_on), edit=False)


def _not_to_come(day: date, today: date) -> date:
    """A day without a year that would be to come is last year's: the paper exists."""
    return day.replace(year=day.year - 1, day=min(day.day, 28)) if day > today and day.year > today.year else day


async def _with_day(tx: Tx, actor: Actor, draft: PaperDraft, day: date, *, edit: bool) -> Answer:
    paper = paper_from_json(draft.reading)
    mended = mending.dated(paper, day)
    await _keep(tx, actor, draft, mended, {"paper_date": day})
    settled = len(undated_items(paper)) - len(undated_items(mended))
    return await show_page(tx, draft, 0, edit=edit, echo=texts.said_day(day, tx.today, settled))


async def _keep(tx: Tx, actor: Actor, draft: PaperDraft, paper: ReadPaper, facts: object) -> None:
    await shown.correct(tx, PAPER, draft, paper.to_json())
    tx.record("correct_paper", shown.label_of(PAPER, draft), by=actor, after=facts)


async def _learn(tx: Tx, paper: ReadPaper, habit: tuple[str, str]) -> None:
    words, meaning = habit
    await habits.learn(tx, learned.kind_of(paper), words=words, meaning=meaning)


def _item(paper: ReadPaper, words: str) -> ReadItem:
    item = mending.item_at(paper, _number(words))
    if item is None:
        raise TooLate(PAPER.gone)
    return item


def _number(words: str) -> int:
    """A number carried by a button; a forged one is none."""
    if not (words.isascii() and words.isdecimal() and len(words) <= 6):
        raise TooLate(PAPER.gone)
    return int(words)
