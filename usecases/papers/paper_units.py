"""The units that a paper names, as the office knows them: what is sure is settled, the rest is shown and asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from domain.office.people import Actor
from domain.office.units import UnitDirectory, UnitMatch
from domain.papers import incoming_texts as texts
from domain.papers.reading import ReadItem, ReadPaper, ReadSubItem, paper_from_json
from domain.papers.shown import PAPER
from domain.refusals import BadInput, TooLate
from domain.words import NOTHING, names_in
from storage.office import units
from storage.tables import PaperDraft, UnitSet
from storage.tx import Tx
from usecases.office.units import add_spelling
from usecases.papers import shown
from usecases.steps.units import open_unit

_NAME_LIMIT = 30


@dataclass(frozen=True, slots=True)
class PaperUnits:
    """Names of a paper that are no unit yet: new ones, such as may be a known one, such as stand for several."""

    new: tuple[UnitMatch, ...] = ()
    likely: tuple[tuple[int, UnitMatch], ...] = ()
    groups: tuple[UnitSet, ...] = ()


def _names(paper: ReadPaper) -> list[str]:
    return list(dict.fromkeys(name for item in paper.items for name in _names_of(item)))


def _names_of(item: ReadItem) -> Iterator[str]:
    yield from item.responsible_units
    yield from item.cooperating_units
    for sub in item.sub_items:
        yield from sub.responsible_units
        yield from sub.cooperating_units


def names_typed(words: str) -> tuple[str, ...]:
    """Names that a person typed, or BadInput for what is no name."""
    if words in NOTHING:
        return ()
    names = tuple(names_in(words))
    for name in names:
        if len(name) > _NAME_LIMIT:
            raise BadInput(texts.BAD_NAME.format(name=name[:_NAME_LIMIT]))
    return names


def with_known_units(book: UnitDirectory, paper: ReadPaper) -> ReadPaper:
    """Each unit under the name that the office gives it, a group as its units, a new one spelled in one way."""
    book = book.with_names(_names(paper))
    return replace(paper, items=tuple(_known(book, item) for item in paper.items))


def _known(book: UnitDirectory, item: ReadItem) -> ReadItem:
    responsible = book.meant(item.responsible_units)
    helping = tuple(
        name for name in book.meant(item.cooperating_units) if name not in responsible or name in item.cooperating_units
    )
    subs = tuple(_known_part(book, sub) for sub in item.sub_items)
    return replace(item, responsible_units=responsible, cooperating_units=helping, sub_items=subs)


def _known_part(book: UnitDirectory, sub: ReadSubItem) -> ReadSubItem:
    doing, helping = book.meant(sub.responsible_units), book.meant(sub.cooperating_units)
    return replace(sub, responsible_units=doing, cooperating_units=helping)


async def units_of_paper(tx: Tx, paper: ReadPaper) -> PaperUnits:
    book = await units.directory(tx)
    unsure = [(place, match) for place, match in enumerate(map(book.look_up, _names(paper))) if not match.is_sure]
    groups = [await units.set_named(tx, match.name) for _, match in unsure if match.is_group]
    single = [(place, match) for place, match in unsure if not match.is_group]
    likely = [(place, match) for place, match in single if match.likely and match.name not in paper.new_units]
    waiting = {match.name for _, match in likely}
    new = [match for _, match in single if match.name not in waiting]
    return PaperUnits(tuple(new), tuple(likely), tuple({one.set_id: one for one in groups}.values()))


def check_decided(found: PaperUnits) -> None:
    """BadInput while somebody has to say whether a name is a known unit's."""
    for _, match in found.likely:
        raise BadInput(texts.LIKELY_OPEN.format(name=match.name, unit=match.likely[0].name))


async def decide_unit(tx: Tx, actor: Actor, draft: PaperDraft, extra: str) -> tuple[ReadPaper, str]:
    """[同一单位] or [新单位] for the name at a place ("4.12"); the paper as it is then, and the echo."""
    place, _, unit_id = extra.partition(".")
    paper = paper_from_json(draft.reading)
    names = _names(paper)
    if not (place.isdecimal() and unit_id.isdecimal() and int(place) < len(names)):
        raise TooLate(PAPER.gone)
    name = (await units.directory(tx)).look_up(names[int(place)]).name
    if int(unit_id):
        unit = await open_unit(tx, int(unit_id))
        await add_spelling(tx, actor, unit, name)
        return with_known_units(await units.directory(tx), paper), texts.same_unit(name, unit.name)
    return replace(paper, new_units=(*paper.new_units, name)), texts.NEW_UNIT.format(name=name)


def known_or_new(book: UnitDirectory, names: Iterable[str]) -> list[str]:
    """Names to be written: groups that nobody has explained are no units."""
    return [name for name in book.meant(names) if not book.look_up(name).is_group]


async def press_unit(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str) -> tuple[PaperDraft, str]:
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    paper, echo = await decide_unit(tx, actor, draft, extra)
    await shown.correct(tx, PAPER, draft, paper.to_json())
    return draft, echo
