"""Reword a progress paragraph of a draft; the original stays beside it in the snapshot."""

import re

from domain.bulletin import Bulletin as Snapshot
from domain.bulletin import Entry, bulletin_from_json, with_progress
from domain.hygiene import clean
from domain.notes import Answer
from domain.people import Action, Actor, require
from domain.refusals import BadInput
from domain.texts import bulletin as texts
from storage import people
from storage.tables import Draft
from storage.tx import Tx
from usecases.bulletin import change_snapshot, open_draft

TEXT_LIMIT = 2000
# "二1 新文字" by section and printed place, "#37 新文字" or "37 新文字" by the short number.
_PLACE = re.compile(
    r"\s*(?:(?P<section>[一二])\s*[、.．]?\s*)?#?(?P<number>\d{1,7})(?:[\s、.．:：]+(?P<words>.*))?",
    re.DOTALL,
)


async def ask_what_to_reword(tx: Tx, actor: Actor, chat_id: int, bulletin_id: int, version: int) -> Answer:
    require(actor, Action.PUBLISH)
    await open_draft(tx, bulletin_id, version)
    await people.wait_for(
        tx, actor.person_id, chat_id, "reword", {"bulletin_id": bulletin_id, "version": version}
    )
    return Answer(texts.ASK_PLACE, ask=True)


async def reword(tx: Tx, actor: Actor, chat_id: int, draft: Draft, text: str) -> Answer:
    """The awaited reply: which paragraph, with its new words or with them in the next reply."""
    require(actor, Action.PUBLISH)
    bulletin_id, version = int(str(draft.payload["bulletin_id"])), int(str(draft.payload["version"]))
    row = await open_draft(tx, bulletin_id, version)
    snapshot = bulletin_from_json(row.snapshot)
    item_id = draft.payload.get("item_id")
    words = clean(text)
    if item_id is None:
        entry, words = _chosen(snapshot, words)
        if not words:
            payload: dict[str, object] = {
                "bulletin_id": bulletin_id,
                "version": version,
                "item_id": entry.item_id,
            }
            await people.wait_for(tx, actor.person_id, chat_id, "reword", payload)
            return Answer(texts.ask_words(entry.label, entry.progress), ask=True)
    else:
        entry = next(one for one in snapshot.entries if one.item_id == item_id)
    if not words:
        raise BadInput(texts.ASK_PLACE)
    if len(words) > TEXT_LIMIT:
        raise BadInput(texts.too_long(len(words), TEXT_LIMIT))
    return await _reworded(tx, actor, draft, snapshot, entry, words)


def _chosen(snapshot: Snapshot, text: str) -> tuple[Entry, str]:
    match = _PLACE.fullmatch(text)
    if match is None:
        raise BadInput(texts.ASK_PLACE)
    number, section = int(match["number"]), match["section"]
    if section:
        found = [one for one in snapshot.sections["一二".index(section)].entries if one.place == number]
    else:
        found = [one for one in snapshot.entries if one.label == f"#{number}"]
    if not found:
        raise BadInput(texts.no_entry(f"{section or '#'}{number}"))
    return found[0], (match["words"] or "").strip()


async def _reworded(
    tx: Tx, actor: Actor, draft: Draft, snapshot: Snapshot, entry: Entry, words: str
) -> Answer:
    row = await open_draft(tx, int(str(draft.payload["bulletin_id"])), int(str(draft.payload["version"])))
    preview = await change_snapshot(tx, row, with_progress(snapshot, entry.item_id, words))
    await people.stop_waiting(tx, draft)
    tx.record(
        "reword_bulletin",
        f"通报草稿{row.bulletin_id}",
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"item": entry.label, "text": entry.progress},
        after={"item": entry.label, "text": words},
    )
    return Answer(texts.REWORDED.format(label=entry.label)).then(preview)
