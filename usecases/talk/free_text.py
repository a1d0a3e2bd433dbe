"""Plain talk without any number: matched to the person's open items and asked back. Nothing on a guess."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from domain import toasts
from domain.arrivals import SavedFile, Source
from domain.commands import Press
from domain.dates.workdays import WorkCalendar
from domain.hygiene import clean
from domain.items import cards_texts as texts
from domain.notes import Answer, Rows
from domain.office import gate_texts
from domain.office.people import Action, Actor, may
from domain.refusals import BadInput, TooLate
from domain.talk import report_texts, talk_texts
from domain.talk.matching import Candidate
from domain.talk.plain_talk import MOST, Talk, understand
from storage.items import items
from storage.nudging import nudges
from storage.office import people
from storage.tables import Draft, Item, Outbox
from storage.tx import Tx
from storage.views import figures
from usecases.talk.report import (
    checked_words,
    is_voice_only,
    kept_files,
    refuse_repeats,
    say_receipt,
    submit_report,
)

SHORTEST = 2
# Messages whose buttons still work; who sends more without pressing has lost track of them.
PENDING = 5

Entry = dict[str, object]


@dataclass(frozen=True, slots=True)
class _Guess:
    """What to ask about, the likeliest first, and what the words say besides; nothing here is a decision."""

    items: Sequence[Item]
    talk: Talk
    is_pressing_only: bool = False

    def hints(self, today: date) -> list[str]:
        promised = self.talk.promise.day if self.talk.promise else None
        heard = talk_texts.heard(self.talk.quantity, promised, today)
        return [
            *([heard] if heard else []),
            *([talk_texts.MOST_PRESSING] if self.is_pressing_only else []),
            *([talk_texts.SOUNDS_DONE] if self.talk.done else []),
            *([talk_texts.NONE_OF_THESE] if len(self.items) == MOST else []),
        ]


async def ask_which(
    tx: Tx,
    actor: Actor,
    text: str,
    source: Source,
    files: Sequence[SavedFile],
    album: str | None = None,
    about: Outbox | None = None,
) -> Answer | None:
    """At most three buttons; the words wait until one is pressed. None for the further photos of an album."""
    words = clean(text)
    if not may(actor, Action.REPORT, actor.unit_ids) or (len(words) < SHORTEST and not files):
        raise BadInput(gate_texts.NOT_UNDERSTOOD)
    if is_voice_only(words, files):
        raise BadInput(report_texts.VOICE_OF_NOTHING)
    checked_words(words, files)
    await refuse_repeats(tx, source)
    draft = await people.draft_of(tx, actor.person_id, source.chat_id)
    waiting = _entries(draft)
    if album is not None and waiting and waiting[-1]["album"] == album:
        await _more_files(tx, actor, source.chat_id, waiting, files)
        return None
    guess = await _likely(tx, actor, words, about)
    if not guess.items:
        raise BadInput(texts.NO_MATCH)
    entry: Entry = {
        "message_id": source.message_id,
        "chat_id": source.chat_id,
        "text": words,
        "files": [asdict(file) for file in files],
        "album": album,
    }
    fresh = [one for one in waiting if one["message_id"] != source.message_id]
    await _keep(tx, actor, source.chat_id, [*fresh, entry][-PENDING:])
    text = talk_texts.asked_back(texts.quoted(words), guess.hints(tx.today))
    return Answer(text, texts.ASK_MATCH, _rows(guess.items, source.message_id))


def _rows(chosen: Sequence[Item], message_id: int) -> Rows:
    """At most three buttons: [都不是] only where there is room, else the words say it."""
    options = [(item.item_id, item.label, item.directive) for item in chosen]
    return texts.match_rows(options, message_id)[:MOST]


async def _likely(tx: Tx, actor: Actor, words: str, about: Outbox | None) -> _Guess:
    """What the words resemble; else what the replied-to digest lists; else all of few, or the most pressing."""
    units = sorted(actor.unit_ids)
    mine = [*await items.open_of_units(tx, units), *await items.open_helped_by(tx, units)]
    by_id = {item.item_id: item for item in mine}
    doing = await figures.units_of(tx, list(by_id))
    candidates = [_candidate(item, doing.get(key, "")) for key, item in by_id.items()]
    talk = understand(words, candidates, tx.today, WorkCalendar(await nudges.calendar_overrides(tx)))
    found = [by_id[match.item_id] for match in talk.matches]
    listed = [by_id[item_id] for item_id in _listed(about) if item_id in by_id]
    whole = [item for item in by_id.values() if item.parent_id not in by_id]
    if found or listed or len(whole) <= MOST:
        return _Guess((found or listed or whole)[:MOST], talk)
    return _Guess(whole[:MOST] if talk.tells_something else (), talk, is_pressing_only=True)


def _candidate(item: Item, units: str) -> Candidate:
    return Candidate(
        item.item_id,
        item.label,
        item.directive,
        item.number_as_printed,
        item.target_measure,
        (units,) if units else (),
    )


def _listed(about: Outbox | None) -> list[int]:
    """The items that a digest has buttons for."""
    rows = about.note.get("choices", []) if about is not None else []
    assert isinstance(rows, list)
    return [
        int(choice["subject"])
        for row in rows
        for choice in row
        if choice["verb"] in (Press.REPORT, Press.ITEM)
    ]


def _entries(draft: Draft | None) -> list[Entry]:
    pending = draft.payload["pending"] if draft is not None and draft.kind == "match" else []
    assert isinstance(pending, list)
    return list(pending)


async def _keep(tx: Tx, actor: Actor, chat_id: int, entries: list[Entry]) -> None:
    if entries:
        payload: dict[str, object] = {"pending": entries, "item_id": 0}
        await people.wait_for(tx, actor.person_id, chat_id, "match", payload)
        return
    draft = await people.draft_of(tx, actor.person_id, chat_id)
    if draft is not None and draft.kind == "match":
        await people.stop_waiting(tx, draft)


async def _more_files(
    tx: Tx, actor: Actor, chat_id: int, waiting: list[Entry], files: Sequence[SavedFile]
) -> None:
    together = (*kept_files(waiting[-1]), *files)
    entry = waiting[-1] | {"files": [asdict(file) for file in together]}
    await _keep(tx, actor, chat_id, [*waiting[:-1], entry])


async def _take(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> Entry:
    """The words that the pressed buttons belong to, which then wait no longer."""
    draft = await people.draft_of(tx, actor.person_id, chat_id)
    waiting = _entries(draft)
    mine = [one for one in waiting if one["message_id"] == message_id]
    if not mine:
        await refuse_repeats(tx, Source(chat_id, message_id))
        raise TooLate(texts.MATCH_GONE)
    await _keep(tx, actor, chat_id, [one for one in waiting if one["message_id"] != message_id])
    return mine[0]


async def store_match(tx: Tx, actor: Actor, item_id: int, chat_id: int, message_id: int) -> Answer:
    """The button says which item: now the waiting words are the report."""
    entry = await _take(tx, actor, chat_id, message_id)
    source = Source(chat_id, message_id)
    receipt = await submit_report(tx, actor, item_id, str(entry["text"]), source, kept_files(entry))
    return replace(say_receipt(tx, receipt), edit=True, toast=toasts.STORED)


async def drop_match(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> Answer:
    await _take(tx, actor, chat_id, message_id)
    return Answer(texts.NOT_STORED, edit=True, toast=toasts.NOT_STORED)
