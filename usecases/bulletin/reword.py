"""Reword a draft paragraph by paragraph, the original beside; what stood there first stays in the snapshot."""

from domain.bulletin import reword_texts as texts
from domain.bulletin.bulletin_texts import subject_of
from domain.bulletin.paragraphs import ProgressParagraph, paragraphs_of
from domain.bulletin.snapshot import bulletin_from_json, with_progress
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound, TooLate
from storage.tables import Bulletin
from storage.tx import Tx
from usecases.bulletin.bulletin import edited
from usecases.bulletin.drafts import change_snapshot
from usecases.bulletin.life import open_draft
from usecases.steps.asking import Question, ask

TEXT_LIMIT = 2000


class NewWording(Question, kind="reword", action=Action.PUBLISH):
    """How is a paragraph of a draft to read? Without `place`: which one, and how?"""

    bulletin_id: int
    version: int
    place: int | None = None


async def show_paragraph(tx: Tx, actor: Actor, bulletin_id: int, *, version: int, place: int) -> Answer:
    """[逐段改写]: one paragraph with its buttons; the first for a place that is none."""
    require(actor, Action.PUBLISH)
    return edited(_shown(await open_draft(tx, bulletin_id, version), place))


def _shown(row: Bulletin, place: int) -> Answer:
    paragraphs = _paragraphs(row)
    place = place if 0 <= place < len(paragraphs) else 0
    one = paragraphs[place]
    rows = texts.rows(
        row.bulletin_id, version=row.version, place=place, count=len(paragraphs), is_reworded=one.is_reworded
    )
    return Answer(texts.paragraph(one), texts.title(one, place, len(paragraphs)), rows)


def _paragraphs(row: Bulletin) -> tuple[ProgressParagraph, ...]:
    paragraphs = paragraphs_of(bulletin_from_json(row.snapshot))
    if not paragraphs:
        raise NotFound(texts.NOTHING)
    return paragraphs


async def ask_words(tx: Tx, actor: Actor, chat_id: int, *, bulletin_id: int, version: int, place: int | None) -> Answer:
    """[改这段], or [按编号改] without a place: the reply is the new wording."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    if place is None:
        return await ask(tx, actor, chat_id, NewWording(bulletin_id, version), texts.ASK_PLACE)
    paragraphs = _paragraphs(row)
    if not 0 <= place < len(paragraphs):
        raise TooLate(texts.GONE)
    return await _ask(tx, actor, chat_id, row, place)


async def _ask(tx: Tx, actor: Actor, chat_id: int, row: Bulletin, place: int) -> Answer:
    asked = NewWording(row.bulletin_id, row.version, place)
    return await ask(tx, actor, chat_id, asked, texts.ask_words(_paragraphs(row)[place]))


async def reword(tx: Tx, actor: Actor, chat_id: int, asked: NewWording, text: str) -> Answer:
    """The awaited reply: new words for the paragraph that was shown, or which paragraph and its words."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, asked.bulletin_id, asked.version)
    words, known = clean(text), asked.place
    if known is None:
        place, words = _chosen(_paragraphs(row), words)
        if not words:
            return await _ask(tx, actor, chat_id, row, place)
    else:
        place = known
    if not words:
        raise BadInput(texts.EMPTY)
    if len(words) > TEXT_LIMIT:
        raise BadInput(texts.too_long(len(words), TEXT_LIMIT))
    after = await _put_words(tx, actor, row, place, words)
    label = _paragraphs(after)[place].label
    return Answer(texts.REWORDED.format(label=label)).then(_shown(after, place))


def _chosen(paragraphs: tuple[ProgressParagraph, ...], text: str) -> tuple[int, str]:
    """The place in the list of paragraphs, and the words behind it."""
    match = texts.PLACE.fullmatch(text)
    if match is None:
        raise BadInput(texts.ASK_PLACE)
    part = match["part"] or ""
    printed = f"{match['section'] or ''}{match['number']}{part}"
    found = [
        place
        for place, one in enumerate(paragraphs)
        if printed == (one.place if match["section"] else one.label.lstrip("#"))
        or (not match["section"] and part and one.label == f"#{match['number']}" and one.place.endswith(part))
    ]
    if not found:
        raise BadInput(texts.no_entry(printed if match["section"] else f"#{printed}"))
    return found[0], (match["words"] or "").strip()


async def restore(tx: Tx, actor: Actor, bulletin_id: int, *, version: int, place: int) -> Answer:
    """[恢复原文]."""
    require(actor, Action.PUBLISH)
    row = await open_draft(tx, bulletin_id, version)
    paragraphs = _paragraphs(row)
    if not 0 <= place < len(paragraphs):
        raise TooLate(texts.GONE)
    after = await _put_words(tx, actor, row, place, paragraphs[place].original)
    shown = _shown(after, place)
    return Answer(shown.text, shown.title, shown.choices, edit=True, toast=texts.RESTORED)


async def _put_words(tx: Tx, actor: Actor, row: Bulletin, place: int, words: str) -> Bulletin:
    before = _paragraphs(row)[place]
    snapshot = with_progress(bulletin_from_json(row.snapshot), before.item_id, words, before.part)
    after = await change_snapshot(tx, actor, row, snapshot)
    where = f"{before.label} {before.place}"
    tx.record(
        "reword_bulletin",
        subject_of(row.bulletin_id),
        by=actor,
        before={"item": where, "text": before.progress},
        after={"item": where, "text": _paragraphs(after)[place].progress},
    )
    return after
