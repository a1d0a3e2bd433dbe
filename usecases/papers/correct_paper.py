"""Correct one field of one item of a paper that waits for its confirmation."""

from dataclasses import replace
from datetime import date

from domain.bulletin.forms import long_date
from domain.dates.reading import read_date
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.audit_texts import state_word
from domain.office.people import Action, Actor
from domain.papers import habits as learned
from domain.papers import incoming_texts as texts
from domain.papers import mending_texts
from domain.papers import paper_preview_texts as paper_preview
from domain.papers.incoming_texts import PlaceInPaper
from domain.papers.ledger import LONG_TERM
from domain.papers.reading import ReadItem, ReadPaper, ReadSubItem, paper_from_json
from domain.papers.shown import PAPER
from domain.refusals import BadInput, TooLate
from domain.words import NOTHING, listed, names_in
from storage.office import units
from storage.papers import habits
from storage.tables import PaperDraft
from storage.tx import Tx
from usecases.items.deadline import doubt_of
from usecases.papers import shown
from usecases.papers.mend_paper import show_card
from usecases.papers.paper_pages import show_page
from usecases.papers.paper_units import names_typed, with_known_units
from usecases.steps.asking import Question, ask
from usecases.steps.office_time import office_calendar

Told = ReadItem | ReadSubItem


class PositionInPaper(Question, kind="fix_item", action=Action.IMPORT):
    """Which item of the paper is to be corrected?"""

    draft_id: int


class ValueInPaper(Question, kind="fix_value", action=Action.IMPORT):
    """What is it to say there? `part` 0 is the item itself."""

    draft_id: int
    position: int
    field: str
    part: int = 0


async def ask_position(tx: Tx, actor: Actor, draft_id: int, *, version: int, chat_id: int) -> Answer:
    """[改某项]: which one?"""
    await shown.open_draft(tx, actor, PAPER, draft_id, version)
    return await ask(tx, actor, chat_id, PositionInPaper(draft_id), texts.ASK_POSITION)


async def choose_field(tx: Tx, actor: Actor, asked: PositionInPaper, words: str) -> Answer:
    """The number came: what of it is to be corrected?"""
    draft = await shown.open_draft(tx, actor, PAPER, asked.draft_id)
    paper = paper_from_json(draft.reading)
    place, one = _at(paper, words)
    if isinstance(one, ReadItem):
        return await show_card(tx, draft, paper, one, edit=False)
    rows = texts.field_rows(draft.paper_draft_id, version=draft.version, place=place)
    return Answer(paper_preview.part_line(one, tx.today), texts.WHICH_FIELD, rows)


async def ask_value(tx: Tx, actor: Actor, draft_id: int, version: int, extra: str, chat_id: int) -> Answer:
    """A field was chosen ("4.resp", "4-2.resp"): ask for its words, or do at once what needs none."""
    draft = await shown.open_draft(tx, actor, PAPER, draft_id, version)
    words, _, field = extra.rpartition(".")
    place, one = _at(paper_from_json(draft.reading), words)
    if field not in texts.FIELDS:
        raise TooLate(PAPER.gone)
    if field in ("state", "drop"):
        return await _correct(tx, actor, draft, place, field, "")
    asked = ValueInPaper(draft_id, place.position, field, place.part)
    return await ask(tx, actor, chat_id, asked, texts.ask_value(place, field, _shown(one, field)))


async def take_value(tx: Tx, actor: Actor, asked: ValueInPaper, words: str) -> Answer:
    """The correction in words."""
    if not clean(words):
        raise BadInput(texts.ONLY_WORDS)
    draft = await shown.open_draft(tx, actor, PAPER, asked.draft_id)
    return await _correct(tx, actor, draft, PlaceInPaper(asked.position, asked.part), asked.field, words)


async def _correct(tx: Tx, actor: Actor, draft: PaperDraft, place: PlaceInPaper, field: str, words: str) -> Answer:
    paper = paper_from_json(draft.reading)
    _, one = _at(paper, place.packed)
    said, doubt = clean(words), ""
    mended: Told | None = None
    if field == "due" and said not in NOTHING:
        mended, doubt = await _with_due(tx, one, said, paper.paper_date or tx.happened_on)
    elif field != "drop":
        mended = _mended(one, field, said)
    changed = _with(paper, place, _settled(mended, field) if mended else None)
    changed, learnt = await _learnt(tx, changed, one, field, said)
    changed = with_known_units(await units.directory(tx), changed)
    await shown.correct(tx, PAPER, draft, changed.to_json())
    before, after = _shown(one, field), _shown(_at(changed, place.packed)[1], field) if mended else ""
    tx.record(
        "correct_paper",
        shown.label_of(PAPER, draft),
        by=actor,
        before={"position": place.packed, field: before},
        after={"position": place.packed, field: after},
    )
    corrected = texts.corrected(place, field, before=before, after=after)
    echo = "\n".join(words for words in (corrected, learnt, doubt) if words)
    page = paper_preview.page_of_item(changed, place.position)
    return await show_page(tx, draft, page, edit=field in ("state", "drop"), echo=echo)


async def _learnt(tx: Tx, paper: ReadPaper, one: Told, field: str, said: str) -> tuple[ReadPaper, str]:
    """Names that stand behind a label which the reader does not know tell what that label means, here and later."""
    read_as = _READ_AS.get(field, "")
    label = ""
    if read_as == "deadline":
        label = learned.label_of_due(one.directive, said)
    elif read_as in learned.LABELLED_FIELDS:
        label = learned.label_of(one.directive, names_in(said))
    if not label or not isinstance(one, ReadItem):
        return paper, ""
    words, meaning = learned.of_label(label, read_as)
    await habits.learn(tx, learned.kind_of(paper), words=words, meaning=meaning)
    items = tuple(learned.with_label(item, label, read_as, paper.paper_date) for item in paper.items)
    others = sum(after is not before for after, before in zip(items, paper.items, strict=True)) - 1
    return replace(paper, items=items), mending_texts.learned_label(label, read_as, max(0, others))


# What the reader calls the fields that a person corrects.
_READ_AS = {"resp": "responsible_units", "coop": "cooperating_units", "lead": "lead_leaders", "due": "deadline"}


def _settled(one: Told, field: str) -> Told:
    if isinstance(one, ReadItem):
        return one.settled(_READ_AS.get(field, field))
    return replace(one, doubt="") if field == "due" else one


def _with(paper: ReadPaper, place: PlaceInPaper, mended: Told | None) -> ReadPaper:
    """The paper with that item or part mended or left out. Anomalies stay: they are about the source."""
    kept = [_changed(item, place, mended) if item.position == place.position else item for item in paper.items]
    items = tuple(item for item in kept if item is not None)
    if not items:
        raise BadInput(texts.LAST_ITEM)
    return replace(paper, items=items)


def _changed(item: ReadItem, place: PlaceInPaper, mended: Told | None) -> ReadItem | None:
    if not place.part:
        return mended if isinstance(mended, ReadItem) else None
    parts = (mended if part.number == place.part else part for part in item.sub_items)
    return replace(item, sub_items=tuple(part for part in parts if isinstance(part, ReadSubItem)))


def _at(paper: ReadPaper, words: str) -> tuple[PlaceInPaper, Told]:
    place = texts.place_typed(clean(words))
    for item in paper.items if place else ():
        if place and item.position == place.position:
            part = next((one for one in item.sub_items if one.number == place.part), None)
            if part is not None or not place.part:
                return place, part or item
    raise BadInput(texts.NO_POSITION.format(words=clean(words)[:10], last=max(item.position for item in paper.items)))


def _mended(one: Told, field: str, words: str) -> Told:
    if field == "due":
        return replace(one, deadline=None, deadline_text=None, long_term=False)
    if isinstance(one, ReadItem) and field == "state":
        return replace(one, state="in_progress" if one.state == "closed" else "closed")
    names = names_typed(words)
    if field == "coop":
        return replace(one, cooperating_units=names)
    if field == "lead":
        return replace(one, lead_leaders=names)
    if isinstance(one, ReadSubItem):
        return replace(one, responsible_units=names)
    if not names:
        raise BadInput(texts.ASK_VALUE["resp"])
    return replace(one, responsible_units=names, open_list=False)


async def _with_due(tx: Tx, item: Told, words: str, at: date) -> tuple[Told, str]:
    """The item with what the words say on the day of the paper, and what speaks against the day."""
    calendar = await office_calendar(tx)
    reading = read_date(words, at, calendar)
    if reading.long_term and reading.sure:
        return replace(item, deadline=None, deadline_text=words[:60], long_term=True), ""
    if reading.day is None:
        raise BadInput(texts.BAD_DATE.format(words=words[:20], why=reading.because))
    mended = replace(item, deadline=reading.day, deadline_text=words[:60], long_term=False)
    return mended, doubt_of(reading, at, calendar)


def _shown(item: Told, field: str) -> str:
    """The field as a person reads it."""
    if isinstance(item, ReadItem) and field == "state":
        return state_word(item.state)
    if field == "due":
        day = item.deadline
        return long_date(day) if day else LONG_TERM if item.long_term else ""
    names = {"resp": item.responsible_units, "coop": item.cooperating_units, "lead": item.lead_leaders}
    return listed(names.get(field, ()))
