"""The leadership group: bound by /bind, replaced after a confirmation, lost when the bot is put out.

A group that is not bound reads nothing but the answer to a /bind of somebody who may bind.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.hygiene import clean, cut
from domain.notes import Answer, Note
from domain.office import gate_texts
from domain.office import people_texts as texts
from domain.office.people import Action, Actor, may, require
from domain.refusals import BadInput, TooLate
from storage.delivery import groups
from storage.tables import BoundGroup
from storage.tx import Tx
from usecases.steps.cards import Card, keepers

_TITLE_UNITS = 40


def shown_title(title: str | None) -> str:
    return cut(clean(title or ""), _TITLE_UNITS).replace("\n", " ") or texts.NO_TITLE


@dataclass(frozen=True, slots=True)
class GroupPlace:
    """Where /bind was sent; `topic_id` in a group with topics."""

    chat_id: int
    title: str
    topic_id: int | None = None


async def bind_group(tx: Tx, actor: Actor, place: GroupPlace, *, is_private: bool) -> Answer | None:
    """Bind the chat it is said in; where another group is bound, ask in private first."""
    chat_id = place.chat_id
    if is_private:
        require(actor, Action.BIND_GROUP)
        raise BadInput(gate_texts.GROUP_ONLY)
    group = await groups.known(tx, chat_id)
    if not may(actor, Action.BIND_GROUP):
        _refuse_silently(tx, actor, chat_id, group)
        return None
    title = shown_title(place.title)
    if group is not None and group.is_active:
        return Answer(await _bound_already(tx, actor, group, place))
    bound = await groups.leadership_groups(tx)
    if bound:
        await _ask_in_private(tx, actor, await _candidate(tx, actor, group, place), bound[0])
        return Answer(texts.BIND_CONFIRM_SENT)
    await _activate(tx, actor, await _candidate(tx, actor, group, place), bound)
    told = Card("word", f"bound:{chat_id}:{tx.now.isoformat()}")
    told.put(tx, await keepers(tx, but=actor.person_id), texts.newly_bound(title, actor.name))
    return Answer(texts.bound(title))


async def _bound_already(tx: Tx, actor: Actor, group: BoundGroup, place: GroupPlace) -> str:
    """The title may be new, and the topic."""
    title, before = shown_title(place.title), group.topic_id
    group.title, group.topic_id = title, place.topic_id
    await tx.add(group)
    if before == place.topic_id:
        return texts.already_bound(title)
    tx.record("bind_topic", f"G{group.chat_id}", by=actor, before=before or "", after=place.topic_id or "")
    return texts.topic_bound(title)


def _refuse_silently(tx: Tx, actor: Actor, chat_id: int, group: BoundGroup | None) -> None:
    if group is not None and group.is_active:
        require(actor, Action.BIND_GROUP)
    tx.record("bind_group", f"G{chat_id}", by=actor, result="refused")


async def _candidate(tx: Tx, actor: Actor, group: BoundGroup | None, place: GroupPlace) -> BoundGroup:
    """The row of the group that is to be bound; not active yet."""
    if group is None:
        group = BoundGroup(chat_id=place.chat_id, is_active=False, bound_by=actor.person_id, bound_at=tx.now)
    group.title, group.topic_id = shown_title(place.title), place.topic_id
    await tx.add(group)
    return group


async def _ask_in_private(tx: Tx, actor: Actor, new: BoundGroup, old: BoundGroup) -> None:
    """In private, so that no unbound group reads the name of the leadership group."""
    card = Card("rebind", f"rebind:{new.group_id}:{tx.now.isoformat()}")
    rows = texts.rebind_rows(new.group_id, old.group_id)
    card.put(tx, [actor], texts.confirm_rebind(old.title, new.title), rows=rows)


async def _activate(tx: Tx, actor: Actor, group: BoundGroup, replaced: Sequence[BoundGroup]) -> None:
    for old in replaced:
        old.is_active = False
        await tx.add(old)
        tx.put(Note(chat_id=old.chat_id, kind="word", text=texts.OLD_GROUP_LEFT))
    group.is_active, group.bound_by, group.bound_at = True, actor.person_id, tx.now
    # A group that was a unit's is so no more.
    group.kind = "leadership"
    await tx.add(group)
    tx.record(
        "bind_group",
        f"G{group.chat_id}",
        by=actor,
        before=[old.chat_id for old in replaced],
        after={"chat": group.chat_id, "title": group.title},
    )


async def confirm_rebind(tx: Tx, actor: Actor, group_id: int, replaced_id: int) -> Answer:
    """The confirmation in private; it counts only while the group it names is still the bound one."""
    require(actor, Action.BIND_GROUP)
    new = await tx.row(BoundGroup, group_id)
    bound = await groups.leadership_groups(tx)
    if new is None or new.is_active or [old.group_id for old in bound] != [replaced_id]:
        raise TooLate(texts.BIND_STALE)
    old_title = bound[0].title
    await _activate(tx, actor, new, bound)
    tx.put(Note(chat_id=new.chat_id, kind="word", text=texts.bound(new.title)))
    words = texts.rebound(old_title, new=new.title, by=actor.name)
    told = Card("word", f"bound:{new.chat_id}:{tx.now.isoformat()}")
    told.put(tx, await keepers(tx, but=actor.person_id), words)
    return Answer(words, edit=True)


async def keep_binding(actor: Actor) -> Answer:
    require(actor, Action.BIND_GROUP)
    return Answer(texts.BIND_KEPT, edit=True)


async def added_to_group(tx: Tx, chat_id: int, title: str, by_name: str, by_id: int) -> None:
    """Silence in the group; supervisors and administrators are told, once per group."""
    if await groups.is_bound(tx, chat_id):
        return
    tx.record("added_to_group", f"G{chat_id}", by=by_id, after=shown_title(title))
    words = texts.added_to_group(shown_title(title), shown_title(by_name))
    Card("word", f"added:{chat_id}").put(tx, await keepers(tx), words)


async def put_out_of_group(tx: Tx, chat_id: int, by_id: int) -> None:
    """Kicked, or the group is gone: no more posts there, and its keepers are told elsewhere."""
    group = await groups.bound(tx, chat_id)
    if group is None:
        return
    group.is_active = False
    await tx.add(group)
    tx.record("group_lost", f"G{chat_id}", by=by_id, before=group.title)
    lost = Card("word", f"group_lost:{chat_id}:{tx.today}")
    lost.put(tx, await keepers(tx), texts.group_lost(group.title))
