"""Words that name no item, or that may answer a question or not: asked back. Nothing is stored on a guess."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from domain import toasts
from domain.arrivals import MessageSource, Saying
from domain.commands import Press
from domain.hygiene import clean
from domain.items import cards_texts as texts
from domain.notes import Answer, Note, Priority, Rows
from domain.office.people import Action, Actor, may
from domain.refusals import BadInput, TooLate
from domain.talk import act_texts, asking_texts, report_texts, talk_texts
from domain.talk.acts import SpeechAct, WishFor, heard, is_courtesy, pressed_as_progress
from domain.talk.answers import Doubt
from domain.talk.matching import Candidate
from domain.talk.plain_talk import MOST, Talk, understand
from storage.items import items
from storage.tables import Item, Outbox
from storage.tx import Tx
from storage.views import figures
from usecases.items.sign import sign_off
from usecases.steps.asking import OutdatedQuestion, Question, StandingQuestion, drop, read_question
from usecases.steps.can_ask import not_understood
from usecases.steps.cards import put_anew
from usecases.steps.office_time import office_calendar
from usecases.talk.hear import hear, offer_leave
from usecases.talk.misread import with_way_out
from usecases.talk.repeats import refuse_repeats
from usecases.talk.report import checked_words, is_voice_only, report_progress
from usecases.talk.waiting import (
    UnplacedMessage,
    add_words,
    begun_album,
    entry_of,
    keep_words,
    take_words,
    waiting_words,
)

SHORTEST = 2


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


async def ask_which(tx: Tx, actor: Actor, saying: Saying, about: Outbox | None) -> Answer | None:
    """At most three buttons; the words wait until one is pressed. None for the further photos of an album."""
    return await _needs_no_item(tx, actor, saying, about) or await _ask_item(tx, actor, saying, about)


async def ask_which_progress(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> Answer | None:
    """[记为进展] under words that named no item."""
    entry = await take_words(tx, actor, chat_id, message_id)
    with tx.said_at(entry.said_at):
        answer = await _ask_item(tx, actor, entry.saying, None, is_progress=True)
    return replace(answer, edit=True) if answer else None


async def _ask_item(
    tx: Tx, actor: Actor, saying: Saying, about: Outbox | None, *, is_progress: bool = False
) -> Answer | None:
    waiting = await waiting_words(tx, actor, saying.source.chat_id)
    begun = begun_album(waiting, saying)
    saying = begun.joined_by(saying) if begun else saying
    words, files, source = clean(saying.text), saying.files, saying.source
    if not may(actor, Action.REPORT, actor.unit_ids) or (len(words) < SHORTEST and not files):
        raise await not_understood(tx, actor)
    if is_voice_only(words, files):
        raise BadInput(report_texts.VOICE_OF_NOTHING)
    checked_words(words, files)
    await refuse_repeats(tx, source)
    guess = await _likely(tx, actor, words, about, has_news=is_progress or bool(files))
    if not guess.items:
        raise await not_understood(tx, actor, texts.NO_MATCH)
    entry = entry_of(tx, saying, is_progress=is_progress)
    if begun:
        entry = replace(entry, prompt=begun.prompt, said_at=begun.said_at)
    dropped = await add_words(tx, actor, entry)
    hints = [*guess.hints(tx.today), *([dropped] if dropped else [])]
    text = "\n".join([texts.quoted(words), *hints])
    rows = _rows(guess.items, source.message_id)
    if begun:
        note = Note(source.chat_id, "answer", text, texts.ASK_MATCH, rows, Priority.INTERACTIVE)
        put_anew(tx, replace(note, dedupe_key=entry.prompt), str(len(files)))
        return None
    return Answer(text, texts.ASK_MATCH, rows, dedupe_key=entry.prompt)


async def ask_back(
    tx: Tx, actor: Actor, there: StandingQuestion | None, doubt: Doubt, saying: Saying, about: Outbox | None
) -> Answer | None:
    """Words that may answer the question that stands, or not: its button is the first of at most three."""
    words, source, reports = clean(saying.text), saying.source, may(actor, Action.REPORT, actor.unit_ids)
    # A nod answers no question about progress, which stands on.
    if (there is None or there.question.tells_progress) and (said := await _needs_no_item(tx, actor, saying, about)):
        return said
    if there is not None:
        await drop(tx, there)
    if there is None or isinstance(there.question, OutdatedQuestion):
        return await _of_no_question(tx, actor, there, saying, about)
    guess = await _likely(tx, actor, words, about) if reports and words else None
    asked, row = there.question, there.row
    others = [one for one in guess.items if one.item_id != asked.about or not asked.tells_progress] if guess else []
    entry = entry_of(tx, saying, kind=row.kind, fields=row.fields, asked_for=row.asked_for)
    await keep_words(tx, actor, source.chat_id, [entry])
    likeliest = _rows(others[:1], source.message_id)[:-1]
    return Answer(
        asking_texts.in_doubt(doubt, texts.quoted(words)),
        asking_texts.ask_whether_meant(row.asked_for),
        asking_texts.meant_rows(row.asked_for, source.message_id, likeliest),
        dedupe_key=entry.prompt,
    )


async def ask_back_again(tx: Tx, actor: Actor, entry: UnplacedMessage, words: str) -> Answer:
    """The words that may answer a question were changed: the buttons stand for the new ones."""
    waiting = await waiting_words(tx, actor, entry.chat_id)
    source = MessageSource(entry.chat_id, entry.message_id)
    said = Saying(clean(words), source, entry.files, entry.album)
    more = {"kind": entry.kind, "fields": entry.fields, "asked_for": entry.asked_for}
    with tx.said_at(entry.said_at):
        fresh = entry_of(tx, said, **more)
    kept = [one for one in waiting if one.message_id != entry.message_id]
    await keep_words(tx, actor, entry.chat_id, [*kept, fresh])
    asked = asking_texts.ask_whether_meant(entry.asked_for)
    rows = asking_texts.meant_rows(entry.asked_for, entry.message_id, ())
    return Answer(texts.quoted(said.text), asked, rows, dedupe_key=fresh.prompt)


async def _of_no_question(
    tx: Tx, actor: Actor, there: StandingQuestion | None, saying: Saying, about: Outbox | None
) -> Answer | None:
    """What was asked cannot be answered any more: said in a line, and the words are matched afresh."""
    line = asking_texts.OUTDATED if there else asking_texts.QUESTION_OVER
    try:
        answer = await ask_which(tx, actor, saying, about)
    except BadInput:
        # Kept as an answer, not refused: a refusal would leave the question open for all further words.
        return Answer(asking_texts.not_stored(line, texts.quoted(clean(saying.text))))
    return replace(answer, text=f"{answer.text}\n{line}") if answer and there else answer


async def _needs_no_item(tx: Tx, actor: Actor, saying: Saying, about: Outbox | None) -> Answer | None:
    """A nod or a greeting has its line at once, an absence its button; None for what is about an item."""
    if saying.files or not clean(saying.text):
        return None
    said = heard(checked_words(saying.text, ()), tx.happened_on)
    reports = may(actor, Action.REPORT, actor.unit_ids)
    if not reports and (said.act is SpeechAct.SMALL_TALK or is_courtesy(saying.text)):
        return Answer(act_texts.SEEN)
    if reports and said.act in (SpeechAct.SMALL_TALK, SpeechAct.ACKNOWLEDGEMENT):
        is_nod = said.act is SpeechAct.ACKNOWLEDGEMENT
        answer = await _nod(tx, actor, _listed(about)) if is_nod else Answer(act_texts.FRIENDLY)
        return await with_way_out(tx, actor, answer, saying, said.act)
    return await offer_leave(tx, actor, saying, said) if reports and said.wish is WishFor.LEAVE else None


async def _nod(tx: Tx, actor: Actor, shown: Sequence[int]) -> Answer:
    """Signs the one assignment that waits for it; of several it is asked which.

    A nod to what is shown signs no other.
    """
    unsigned = await items.unsigned_of_units(tx, sorted(actor.unit_ids))
    waiting = [one for one in unsigned if not shown or one.item_id in shown]
    if len(waiting) == 1:
        return await sign_off(tx, actor, waiting[0].item_id)
    if not waiting:
        return Answer(act_texts.WAITING)
    rows = act_texts.unsigned_rows([(one.item_id, one.label, one.directive) for one in waiting])
    return Answer(act_texts.NOT_SIGNED.format(count=len(waiting)), choices=rows)


def _rows(chosen: Sequence[Item], message_id: int) -> Rows:
    """At most three buttons: [都不是] only where there is room, else the words say it."""
    options = [(item.item_id, item.label, item.directive) for item in chosen]
    return texts.match_rows(options, message_id)[:MOST]


@dataclass(frozen=True, slots=True)
class OpenItems:
    """What the units of a person have to do or to help with, and what words can be matched to."""

    by_id: dict[int, Item]
    candidates: Sequence[Candidate]


async def open_items_of(tx: Tx, actor: Actor) -> OpenItems:
    units = sorted(actor.unit_ids)
    mine = [*await items.open_of_units(tx, units), *await items.open_helped_by(tx, units)]
    by_id = {item.item_id: item for item in mine}
    return OpenItems(by_id, await candidates_of(tx, by_id))


async def _likely(tx: Tx, actor: Actor, words: str, about: Outbox | None, *, has_news: bool = False) -> _Guess:
    """What the words resemble; else what the replied-to digest lists; else all of few, or the most pressing."""
    own = await open_items_of(tx, actor)
    by_id = own.by_id
    talk = understand(words, own.candidates, tx.happened_on, await office_calendar(tx))
    found = [by_id[match.item_id] for match in talk.matches]
    listed = [by_id[item_id] for item_id in _listed(about) if item_id in by_id]
    whole = [item for item in by_id.values() if item.parent_id not in by_id]
    if found or listed or len(whole) <= MOST:
        return _Guess((found or listed or whole)[:MOST], talk)
    return _Guess(whole[:MOST] if talk.tells_something or has_news else (), talk, is_pressing_only=True)


async def candidates_of(tx: Tx, by_id: Mapping[int, Item]) -> list[Candidate]:
    """What words can be matched to: items with the units that do them."""
    doing = await figures.units_of(tx, list(by_id))
    return [
        Candidate(
            key,
            item.label,
            item.directive,
            item.number_as_printed,
            item.target_measure,
            (doing[key],) if doing.get(key) else (),
        )
        for key, item in by_id.items()
    ]


def _listed(about: Outbox | None) -> list[int]:
    """The item of a prompt, or those that a digest has buttons for."""
    if about is None:
        return []
    rows = about.note.get("choices", [])
    assert isinstance(rows, list)
    pressed = (Press.REPORT, Press.ITEM)
    shown = [int(choice["subject"]) for row in rows for choice in row if choice["verb"] in pressed]
    return [*([about.item_id] if about.item_id else []), *shown]


async def store_match(tx: Tx, actor: Actor, item_id: int, *, chat_id: int, message_id: int) -> Answer:
    """The button says which item: now the waiting words are the report."""
    entry = await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    # The words of other messages wait on: no album takes their place.
    alone = not await waiting_words(tx, actor, chat_id)
    with tx.said_at(entry.said_at):
        saying = entry.saying if alone else replace(entry.saying, album=None)
        pressed = pressed_as_progress(entry.text) if entry.is_progress else None
        hearing = report_progress(tx, actor, item_id, saying, pressed) if pressed else hear(tx, actor, item_id, saying)
        answer = await hearing
    is_receipt = answer.kind == "receipt"
    return replace(answer, edit=True, toast=toasts.STORED if is_receipt else "", leaves_question=False)


async def drop_match(tx: Tx, actor: Actor, chat_id: int, message_id: int, *, item_id: int = 0) -> Answer:
    await take_words(tx, actor, chat_id, message_id, item_id=item_id)
    return Answer(texts.NOT_STORED, edit=True, toast=toasts.NOT_STORED)


async def take_meant(tx: Tx, actor: Actor, chat_id: int, message_id: int) -> tuple[Question, UnplacedMessage]:
    """[是，…]: the words are the answer to the question that they were asked back about."""
    entry = await take_words(tx, actor, chat_id, message_id)
    asked = read_question(entry.kind, entry.fields)
    if isinstance(asked, OutdatedQuestion):
        raise TooLate(texts.MATCH_GONE)
    return asked, entry
