"""Where an item stands in a correction: chosen by buttons, figures follow. The item itself is not changed."""

from domain.bulletin.bulletin_texts import subject_of
from domain.bulletin.editions import correct_texts as texts
from domain.bulletin.editions.restating import may_become, restated
from domain.bulletin.forms import Sort
from domain.bulletin.lagging import sort_of
from domain.bulletin.snapshot import BulletinEntry, BulletinSnapshot, bulletin_from_json
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound
from storage.tables import Bulletin
from storage.tx import Tx
from usecases.bulletin.bulletin import edited, preview
from usecases.bulletin.drafts import change_snapshot
from usecases.bulletin.life import open_draft


async def ask_state(tx: Tx, actor: Actor, bulletin_id: int, *, version: int, item_id: int) -> Answer:
    """[改状态]."""
    require(actor, Action.PUBLISH)
    row, snapshot, entry = await _printed(tx, bulletin_id, version=version, item_id=item_id)
    choices = [(sort, texts.state_word(sort, snapshot.wording)) for sort in may_become(snapshot, entry)]
    now = texts.state_word(sort_of(entry, snapshot.wording), snapshot.wording)
    rows = texts.state_rows(row.bulletin_id, version=row.version, item_id=item_id, choices=choices)
    return Answer(texts.ask_state(entry.label, directive=entry.directive, now=now), choices=rows, edit=True)


async def _printed(
    tx: Tx, bulletin_id: int, *, version: int, item_id: int
) -> tuple[Bulletin, BulletinSnapshot, BulletinEntry]:
    row = await open_draft(tx, bulletin_id, version)
    if row.corrects_id is None:
        raise BadInput(texts.ONLY_CORRECTIONS)
    snapshot = bulletin_from_json(row.snapshot)
    entry = next((one for one in snapshot.entries if one.item_id == item_id), None)
    if entry is None:
        raise NotFound(texts.ITEM_GONE)
    return row, snapshot, entry


async def restate(tx: Tx, actor: Actor, bulletin_id: int, version: int, extra: str) -> Answer:
    """[列为已完成], [移出本期]."""
    require(actor, Action.PUBLISH)
    item_id, pressed = texts.state_pressed(extra)
    row, snapshot, entry = await _printed(tx, bulletin_id, version=version, item_id=item_id)
    sort = None if texts.is_out(pressed) else Sort(pressed)
    if sort is None and len(snapshot.entries) == 1:
        raise BadInput(texts.ONLY_ONE_LEFT)
    if sort is not None and sort not in may_become(snapshot, entry):
        raise NotFound(texts.ITEM_GONE)
    after = await change_snapshot(tx, actor, row, restated(snapshot, item_id, sort))
    was = texts.state_word(sort_of(entry, snapshot.wording), snapshot.wording)
    to = texts.state_word(sort, snapshot.wording) if sort else ""
    tx.record(
        "restate_bulletin",
        subject_of(bulletin_id),
        by=actor,
        before={"item": entry.label, "state": was},
        after={"item": entry.label, "state": to, "sort": str(sort or "")},
    )
    told = texts.RESTATED.format(label=entry.label, to=to) if sort else texts.LEFT_OUT.format(label=entry.label)
    shown = edited(await preview(tx, after, 0))
    return Answer(f"{told}\n\n{shown.text}", shown.title, shown.choices, edit=True)
