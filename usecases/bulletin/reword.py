"""Reword a draft paragraph by paragraph, the original beside; what stood there first stays in the snapshot."""

from domain.bulletin.adding_up import unsaid_figures
from domain.bulletin.bulletin_texts import subject_of
from domain.bulletin.editions import reword_texts as texts
from domain.bulletin.editions.passages import Frame, Passage, places_of, progress_of, worded
from domain.bulletin.editions.pointing import pointed, says_state
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json
from domain.hygiene import clean
from domain.labels import is_numbered
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from storage.tables import Bulletin
from storage.tx import Tx
from usecases.bulletin.bulletin import edited
from usecases.bulletin.drafts import change_snapshot
from usecases.bulletin.life import open_draft
from usecases.steps.asking import Question, ask, wait_for

TEXT_LIMIT = 2000


class NewWording(Question, kind="reword", action=Action.PUBLISH):
    """How is a paragraph of a draft to read? Without `place`: which one, and how?

    `goes_on`: one paragraph after the other, until somebody ends it.
    """

    bulletin_id: int
    version: int
    place: int | None = None
    goes_on: bool = False


async def show_paragraph(tx: Tx, actor: Actor, bulletin_id: int, *, version: int, place: int) -> Answer:
    """[逐段改写]: one paragraph with its buttons; the first for a place that is none."""
    require(actor, Action.PUBLISH)
    return edited(_shown(await open_draft(tx, bulletin_id, version), place))


def _shown(row: Bulletin, place: int) -> Answer:
    places, count = _places(row), len(progress_of(bulletin_from_json(row.snapshot)))
    place = place if 0 <= place < len(places) else 0
    one = places[place]
    shown = texts.Shown(place, count, _beside(places, one, count), is_correction=row.corrects_id is not None)
    rows = texts.rows(row.bulletin_id, row.version, one, shown)
    return Answer(texts.paragraph(one), texts.title(one, place, count), rows)


def _beside(places: tuple[Passage, ...], one: Passage, count: int) -> tuple[tuple[str, int], ...]:
    """The directive of an item and what is printed behind its progress; from there, the way back."""
    mine = [place for place, other in enumerate(places) if one.item_id and other.item_id == one.item_id]
    wanted = mine[:1] if one.is_beside else [place for place in mine if place >= count]
    return tuple((texts.beside(places[place]), place) for place in wanted)


def _places(row: Bulletin) -> tuple[Passage, ...]:
    return places_of(bulletin_from_json(row.snapshot))


async def show_frame(tx: Tx, actor: Actor, bulletin_id: int, version: int) -> Answer:
    """[标题、导语、发送…]: what stands around the items."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    named = [(one.place, place) for place, one in enumerate(_places(row)) if not one.item_id]
    return Answer(texts.WHICH_FRAME, choices=texts.frame_rows(bulletin_id, version, named), edit=True)


async def ask_words(tx: Tx, actor: Actor, chat_id: int, *, bulletin_id: int, version: int, place: int | None) -> Answer:
    """[改这段], or [按编号改] without a place: the reply is the new wording."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    if place is None:
        return await ask(tx, actor, chat_id, NewWording(bulletin_id, version, goes_on=True), texts.ASK_PLACE)
    _at(row, place)
    return await _ask(tx, actor, chat_id, row, place)


async def _ask(tx: Tx, actor: Actor, chat_id: int, row: Bulletin, place: int, *, goes_on: bool = False) -> Answer:
    asked = NewWording(row.bulletin_id, row.version, place, goes_on)
    return await ask(tx, actor, chat_id, asked, texts.ask_words(_at(row, place)))


async def reword(tx: Tx, actor: Actor, chat_id: int, asked: NewWording, text: str) -> Answer:
    """The awaited reply: new words for the paragraph that was shown, or which paragraph and its words."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, asked.bulletin_id, asked.version)
    words, known = clean(text), asked.place
    if known is None or is_numbered(words):
        # A number that is typed all the same names its paragraph; it is not printed.
        place, words = _chosen(row, words)
        if not words:
            return await _ask(tx, actor, chat_id, row, place, goes_on=asked.goes_on)
    else:
        place = known
    if len(words) > TEXT_LIMIT:
        raise BadInput(texts.too_long(len(words), TEXT_LIMIT))
    one = _at(row, place)
    if one.item_id and says_state(words):
        return await _not_a_state(tx, actor, chat_id, asked, row, one)
    after = await _put_words(tx, actor, row, one, _said(one, words))
    if asked.goes_on:
        await wait_for(tx, actor, chat_id, NewWording(row.bulletin_id, after.version, goes_on=True))
    return Answer(texts.reworded(one, goes_on=asked.goes_on)).then(_shown(after, place))


async def _not_a_state(tx: Tx, actor: Actor, chat_id: int, asked: NewWording, row: Bulletin, one: Passage) -> Answer:
    """Where an item stands is chosen by buttons, and only in a correction."""
    if row.corrects_id is None:
        raise BadInput(texts.STATE_OF_DRAFT)
    return await ask(tx, actor, chat_id, asked, texts.STATE, rows=texts.state_rows(row.bulletin_id, row.version, one))


def _chosen(row: Bulletin, text: str) -> tuple[int, str]:
    """The place in the list of paragraphs, and the words behind it."""
    found = pointed(_places(row), text)
    if found.place is None:
        raise BadInput(texts.missed(found.miss, found.said))
    return found.place, found.words


def _said(one: Passage, words: str) -> str:
    """What is to stand there; nothing where that may be left out."""
    if one.may_be_empty and texts.says_none(words):
        return ""
    if not words:
        raise BadInput(texts.EMPTY)
    if one.is_count and not (words.isdecimal() and words.isascii() and len(words) <= 4):
        raise BadInput(texts.COUNT)
    return words


def _at(row: Bulletin, place: int) -> Passage:
    places = _places(row)
    if not 0 <= place < len(places):
        raise TooLate(texts.GONE)
    return places[place]


async def restore(tx: Tx, actor: Actor, bulletin_id: int, *, version: int, place: int) -> Answer:
    """[恢复原文]."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    one = _at(row, place)
    shown = _shown(await _put_words(tx, actor, row, one, one.original), place)
    return Answer(shown.text, shown.title, shown.choices, edit=True, toast=texts.RESTORED)


async def _put_words(tx: Tx, actor: Actor, row: Bulletin, one: Passage, words: str) -> Bulletin:
    snapshot = worded(bulletin_from_json(row.snapshot), one, words)
    _require_figures(one, snapshot)
    after = await change_snapshot(tx, actor, row, snapshot)
    now = next((other.words for other in _places(after) if other.key == one.key), "")
    where = texts.named(one)
    tx.record(
        "reword_bulletin",
        subject_of(row.bulletin_id),
        by=actor,
        before={"item": where, "text": one.words},
        after={"item": where, "text": now},
    )
    return after


def _require_figures(one: Passage, after: BulletinSnapshot) -> None:
    """Figures are computed: other words of the preamble keep them."""
    missing = unsaid_figures(after) if one.key == Frame.PREAMBLE.field else ()
    if missing:
        raise BadInput(texts.figures_needed(missing))
