"""What plain words mean by name: an item, a unit, a leader; and the look at it."""

from collections.abc import Sequence
from itertools import islice

from domain.hygiene import clean, same_name_key
from domain.notes import Answer
from domain.nudging import urge_texts
from domain.office.people import Action, Actor, may
from domain.speech import spoken_texts as texts
from domain.speech.spoken import Spoken, Wanted, label_in, one_by_one
from domain.talk.matching import match_items
from storage.items import items, searching
from storage.items.searching import SearchTerm
from storage.office import units
from storage.tables import Item
from storage.talk import dialogue
from storage.tx import Tx
from storage.views import figures
from storage.views.figures import FigureScope
from usecases.nudging.urge import ask_to_urge
from usecases.steps.can_ask import can_ask
from usecases.steps.loading import known_item
from usecases.talk.free_text import candidates_of
from usecases.views.cards import item_card
from usecases.views.due_lists import unreported
from usecases.views.find import find_items
from usecases.views.status import scope_view

MOST = 5
LOOKED_AT = 500
LISTED = 20
# So much likelier than the next that it needs no question.
_PLAINLY = 10.0


async def show_matter(tx: Tx, actor: Actor, words: str) -> Answer | None:
    """The card of the item that the words name, or which of several; None when they name none of this person's."""
    found = await named_items(tx, actor, words)
    if not found:
        return None
    if len(found) == 1:
        return await item_card(tx, actor, await known_item(tx, actor, found[0].item_id))
    if len(found) > MOST and may(actor, Action.FIND):
        return await find_items(tx, actor, words)
    options = [(item.item_id, item.label, item.directive) for item in found[:MOST]]
    return Answer(texts.which(words), choices=texts.which_rows(options))


async def show_exactly(tx: Tx, actor: Actor, name: str) -> Answer | None:
    """Of a unit, a leader or a meeting of this name, or of the items that hold it; None for any other word."""
    matches = [one for one in await named_scopes(tx, name) if one[0].kind != "meeting"]
    if len(matches) == 1:
        return await scope_view(tx, *matches[0])
    held = await _holding(tx, actor, clean(name))
    return await show_matter(tx, actor, name) if held else None


async def show_named(tx: Tx, actor: Actor, words: str) -> Answer:
    """A unit, a leader or a meeting with its items; else an item."""
    matches = await named_scopes(tx, words)
    if len(matches) == 1:
        return await scope_view(tx, *matches[0])
    shown = await show_matter(tx, actor, words)
    return shown or Answer(await can_ask(tx, actor, texts.not_found(words)))


async def named_scopes(tx: Tx, words: str) -> list[tuple[FigureScope, int, str]]:
    """The unit as all doors know it; else by the exact name, a part of it, its characters in order."""
    match = (await units.directory(tx)).look_up(clean(words))
    if match.is_sure and not match.is_group and len(match.units) == 1:
        unit = match.units[0]
        return [(FigureScope("unit", unit.unit_id), unit.unit_id, unit.name)]
    key, known = same_name_key(words), await figures.named(tx)
    for fits in (_is, _holds, _abbreviates):
        if found := [one for one in known if fits(key, same_name_key(one[2]))]:
            return found
    return []


def _is(key: str, name: str) -> bool:
    return key == name


def _holds(key: str, name: str) -> bool:
    return key in name


def _abbreviates(key: str, name: str) -> bool:
    rest = iter(name)
    return len(key) > 1 and key[-1] == name[-1] and all(letter in rest for letter in key)


async def named_items(tx: Tx, actor: Actor, words: str) -> Sequence[Item]:
    """Whose directive holds the words; else those alike, one alone when it is plainly meant."""
    wanted = clean(words)
    held = await _holding(tx, actor, wanted)
    if held:
        return held
    among = await _open_ones(tx, actor)
    by_id = {item.item_id: item for item in among}
    matches = match_items(wanted, await candidates_of(tx, by_id), MOST)
    if len(matches) > 1 and matches[0].score - matches[1].score >= _PLAINLY:
        matches = matches[:1]
    return [by_id[match.item_id] for match in matches]


async def _holding(tx: Tx, actor: Actor, words: str) -> list[Item]:
    _, rows = await searching.find(tx, [SearchTerm(words)], LISTED)
    found = [await items.by_id(tx, row.item_id) for row in rows]
    return [one.item for one in found if one is not None and may(actor, Action.SEE_ITEM, one.unit_ids)]


async def _open_ones(tx: Tx, actor: Actor) -> Sequence[Item]:
    if may(actor, Action.FIND):
        return await dialogue.open_items(tx, LOOKED_AT)
    own = sorted(actor.unit_ids)
    return [*await items.open_of_units(tx, own), *await items.open_helped_by(tx, own)]


async def ask_urging(tx: Tx, actor: Actor, spoken: Spoken) -> Answer:
    """Whom and about what is shown before anybody is urged."""
    about = spoken.about
    if about == Wanted.UNREPORTED:
        late = list(dict.fromkeys(one.item_id for one in await unreported(tx)))
        return await ask_to_urge(tx, actor, late, urge_texts.THE_UNREPORTED)
    if about == Wanted.OVERDUE:
        late = [one.item_id for one in await figures.overdue(tx, tx.today, LISTED)]
        return await ask_to_urge(tx, actor, late, urge_texts.THE_OVERDUE)
    if len(parts := one_by_one(about)) > 1 and not await _is_one(tx, actor, about):
        return await ask_to_urge(tx, actor, [key for part in parts for key in await _meant(tx, actor, part)], about)
    if numbered := await items.by_label(tx, about):
        return await ask_to_urge(tx, actor, [numbered.item.item_id], numbered.item.label)
    meant = [one for one in await named_scopes(tx, about) if one[0].kind == "unit"]
    if len(meant) == 1:
        scope, unit_id, name = meant[0]
        return await ask_to_urge(tx, actor, await _in_hand(tx, scope), name, unit_id)
    found = list(islice(await named_items(tx, actor, about), MOST))
    if not found:
        return Answer(await can_ask(tx, actor, texts.not_found(about)))
    return await ask_to_urge(tx, actor, [item.item_id for item in found], about)


async def _is_one(tx: Tx, actor: Actor, about: str) -> bool:
    """A unit or an item may have an "and" in its own name: 县住房和城乡建设局."""
    return bool(await named_scopes(tx, about) or await _holding(tx, actor, clean(about)))


async def _meant(tx: Tx, actor: Actor, part: str) -> list[int]:
    """The items of one of several that are to be urged: a number, a unit, words."""
    if numbered := await items.by_label(tx, label_in(part) or part):
        return [numbered.item.item_id]
    meant = [scope for scope, _, _ in await named_scopes(tx, part) if scope.kind == "unit"]
    if len(meant) == 1:
        return await _in_hand(tx, meant[0])
    return [item.item_id for item in islice(await named_items(tx, actor, part), 1)]


async def _in_hand(tx: Tx, scope: FigureScope) -> list[int]:
    return [line.item_id for line in await figures.of_scope(tx, scope, LISTED * 2)]
