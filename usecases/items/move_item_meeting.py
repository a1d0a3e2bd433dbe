"""Move an item to another meeting: it was listed under the wrong one, or a later meeting took it over."""

from domain.hygiene import clean, cut
from domain.items import lifecycle_texts as texts
from domain.office.people import Actor
from domain.refusals import BadInput
from domain.states import OPEN_STATES
from domain.words import listed
from storage.bulletin import bulletins
from storage.items import items, meetings
from storage.items.items import ItemParts
from storage.tables import Meeting
from storage.tx import Tx
from usecases.steps.item_acts import Act, Kept, Plan, check_whole, names_in_charge, record, tell_units
from usecases.steps.loading import must_move

_SHORTEST, _LONGEST = 4, 60


async def _check(_tx: Tx, parts: ItemParts) -> None:
    check_whole("move", parts.item)


async def _plan(tx: Tx, parts: ItemParts, words: str) -> Plan:
    title = clean(words)
    if len(title) < _SHORTEST:
        raise BadInput(texts.SHORT_MEETING)
    if len(title) > _LONGEST:
        raise BadInput(texts.MEETING_TOO_LONG)
    found = await _meeting(tx, title)
    old = await items.meeting_of(tx, parts.item)
    new = found.title if found else title
    if old is not None and old.title == new:
        raise BadInput(texts.SAME_MEETING.format(label=parts.item.label, title=new))
    lines = [*texts.will_move(old.title if old else "", new, is_new=found is None)]
    return Plan([*lines, texts.will_tell(names_in_charge(parts))], {"title": new})


async def _meeting(tx: Tx, title: str) -> Meeting | None:
    """The meeting of exactly this title, else the only one whose title holds the words."""
    exact = await meetings.meeting(tx, title)
    if exact is not None:
        return exact
    like = await bulletins.meetings_like(tx, title)
    if len(like) > 1:
        names = listed(cut(one.title, 40) for one in like[:4])
        raise BadInput(texts.WHICH_MEETING.format(names=names))
    return like[0] if like else None


async def _perform(tx: Tx, actor: Actor, parts: ItemParts, kept: Kept) -> str:
    item, title = parts.item, str(kept["title"])
    old = await items.meeting_of(tx, item)
    meeting = await meetings.meeting_for(tx, title)
    for one in (item, *await items.sub_items(tx, item.item_id)):
        await must_move(tx, one.label, one, meeting_id=meeting.meeting_id)
    was = old.title if old else ""
    record(tx, actor, "move_meeting", item, {"title": was}, {"title": title})
    units = [one.unit_id for one, _ in parts.in_charge if one.state in OPEN_STATES]
    await tell_units(tx, item, units, "moved", text=texts.told_moved(item.label, directive=item.directive, title=title))
    return texts.moved(item.label, old=was, new=title)


MOVE = Act(_check, _plan, _perform)
