"""One message that tells of several items: shown as it will be stored, stored item by item by one press."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain import toasts
from domain.arrivals import Saying
from domain.hygiene import clean
from domain.notes import Answer, Choice
from domain.office.people import Action, Actor, may
from domain.refusals import TooLate
from domain.speech import several_texts as texts
from domain.speech.several import Piece, pieces_of
from domain.talk import act_texts, report_texts
from domain.talk.acts import SpeechAct, heard
from storage.tables import Item, Outbox
from storage.tx import Tx
from usecases.talk.free_text import open_items_of
from usecases.talk.hear import hear
from usecases.talk.misread import may_be_progress
from usecases.talk.repeats import SaidTwice, refuse_repeats
from usecases.talk.report import checked_words
from usecases.talk.waiting import add_words, entry_of, take_words

_FEWEST = 2
_LABELS = re.compile(r"#(\d{1,6}(?:\.\d{1,3})?)")
_STORED = (SpeechAct.PROGRESS, SpeechAct.FINISHED)


@dataclass(frozen=True, slots=True)
class _Placed:
    """`item` None: the number is none of this person's. Of the acts, progress alone is stored."""

    piece: Piece
    item: Item | None
    act: SpeechAct

    @property
    def is_told(self) -> bool:
        return self.act in _STORED

    @property
    def may_be_told(self) -> bool:
        """It is not stored, but the person may say that it is progress."""
        return self.item is not None and not self.is_told and may_be_progress(self.piece.words, self.act)

    @property
    def will_be_stored(self) -> bool:
        return self.item is not None and self.is_told

    @property
    def line(self) -> str:
        if self.item is None:
            return texts.unplaced(self.piece.number, is_place=self.piece.is_place)
        say = texts.line if self.is_told else texts.no_progress
        return say(self.item.label, directive=self.item.directive, words=self.piece.words)


async def ask_several(tx: Tx, actor: Actor, saying: Saying, about: Outbox | None) -> Answer | None:
    """[按此记录] for what will be stored; None for words about one item, or about none of theirs."""
    pieces = pieces_of(clean(saying.text)) if not saying.files else ()
    if not pieces or not may(actor, Action.REPORT, actor.unit_ids):
        return None
    listed = _listed(about)
    plan = await _plan(tx, actor, pieces, listed)
    stored = [one for one in plan if one.will_be_stored]
    if len(stored) < _FEWEST:
        return None
    checked_words(saying.text, ())
    await refuse_repeats(tx, saying.source)
    source = saying.source
    entry = entry_of(tx, saying, listed=tuple(listed))
    dropped = await add_words(tx, actor, entry)
    lines = [*(one.line for one in plan), *([dropped] if dropped else [])]
    rows = texts.rows(source.message_id)
    return Answer("\n".join(lines), texts.title(len(stored)), rows, dedupe_key=entry.prompt)


def _listed(about: Outbox | None) -> list[str]:
    """The numbers of the items that a digest shows, in its order; a message about one item lists none."""
    if about is None or about.item_id is not None:
        return []
    return list(dict.fromkeys(_LABELS.findall(str(about.note.get("text", "")))))


async def _plan(tx: Tx, actor: Actor, pieces: Sequence[Piece], listed: Sequence[str]) -> list[_Placed]:
    own = {item.label.lstrip("#"): item for item in (await open_items_of(tx, actor)).by_id.values()}
    return [_Placed(one, own.get(_number_of(one, listed)), heard(one.words, tx.happened_on).act) for one in pieces]


def _number_of(piece: Piece, listed: Sequence[str]) -> str:
    """A place is one of the list that was answered, where it has so many."""
    if piece.is_place and 1 <= int(piece.number) <= len(listed):
        return listed[int(piece.number) - 1]
    return piece.number


async def store_several(tx: Tx, actor: Actor, *, chat_id: int, message_id: int) -> Answer:
    """[按此记录]: each piece is a report on its item, through the door of all reports."""
    entry = await take_words(tx, actor, chat_id, message_id)
    # As they were shown: a day in the words is counted from when they were said.
    with tx.said_at(entry.said_at):
        plan = await _plan(tx, actor, pieces_of(entry.text), entry.listed)
        stored = [one for one in plan if one.will_be_stored]
        if not stored:
            raise TooLate(texts.STARTED_OVER)
        told = [(one, await _store(tx, actor, one, entry.saying)) for one in stored]
        told += [(one, await _offer(tx, actor, one, entry.saying)) for one in plan if one.may_be_told]
    unplaced = [one.line for one in plan if not one.will_be_stored and not one.may_be_told]
    lines = [*(answer.text for _, answer in told), *unplaced]
    rows = tuple(tuple(_buttons(one, answer)) for one, answer in told)
    return Answer("\n".join(lines), choices=tuple(filter(None, rows)), kind="receipt", edit=True, toast=toasts.STORED)


async def _store(tx: Tx, actor: Actor, one: _Placed, saying: Saying) -> Answer:
    """One that was said before keeps none of the others back: it waits for its press."""
    assert one.item is not None
    said = replace(saying, text=one.piece.words)
    try:
        return await hear(tx, actor, one.item.item_id, said)
    except SaidTwice as twice:
        entry = entry_of(tx, said, item_id=one.item.item_id, prompt="")
        await add_words(tx, actor, entry)
        rows = report_texts.again_rows(one.item.item_id, said.source.message_id)
        return Answer(f"{one.item.label} {twice.sentence}", choices=rows)


async def _offer(tx: Tx, actor: Actor, one: _Placed, saying: Saying) -> Answer:
    """[记为进展] for what was not heard as progress; each piece waits for its own."""
    assert one.item is not None
    item_id, message_id = one.item.item_id, saying.source.message_id
    entry = entry_of(tx, replace(saying, text=one.piece.words), item_id=item_id, prompt="")
    await add_words(tx, actor, entry)
    return Answer(one.line, choices=(act_texts.progress_row(item_id, message_id),))


def _buttons(one: _Placed, answer: Answer) -> list[Choice]:
    assert one.item is not None
    return texts.of_item(one.item.label, [choice for row in answer.choices for choice in row])
