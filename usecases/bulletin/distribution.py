"""Who the office's bulletins go to and who prints them: learnt from the first paper, changed by a supervisor."""

from typing import TypedDict

from domain.bulletin import distribution_texts as texts
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.office.settings import DISTRIBUTION
from domain.refusals import BadInput
from storage.office import settings as store
from storage.tx import Tx
from usecases.office.settings import turn_by_words


class Distribution(TypedDict):
    """What a bulletin prints of it."""

    send_to: tuple[str, ...]
    copy_to: tuple[str, ...]
    printed_by: str


async def addressed(tx: Tx) -> Distribution:
    kept = await store.values(tx, DISTRIBUTION)
    printed_by = kept["printed_by"]
    return Distribution(
        send_to=kept["send_to"] or (),
        copy_to=kept["copy_to"] or (),
        printed_by=tx.profile.agency if printed_by is None else texts.joined(printed_by),
    )


async def show_distribution(tx: Tx) -> str:
    now = await addressed(tx)
    values = (now["send_to"], now["copy_to"], (now["printed_by"],) if now["printed_by"] else ())
    pairs = zip(DISTRIBUTION.entries, values, strict=True)
    return "\n".join([*(texts.line(entry.label, entry.shown(value)) for entry, value in pairs), texts.HOW])


async def set_distribution(tx: Tx, actor: Actor, words: str) -> Answer:
    """ "发送 各镇人民政府，县政府各工作部门": that line anew."""
    require(actor, Action.PUBLISH)
    label, names = texts.label_and_names(clean(words))
    entry = next((one for one in DISTRIBUTION.entries if one.label == label), None)
    if entry is None:
        raise BadInput(texts.USAGE)
    change = await turn_by_words(tx, actor, DISTRIBUTION, entry, names)
    return Answer(texts.changed(label, change.before, change.after))
