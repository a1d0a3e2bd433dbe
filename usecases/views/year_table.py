"""The table of a year by kind and number of meeting, in chat and as a paper."""

from datetime import datetime

from domain.bulletin.forms import rate
from domain.hygiene import clean
from domain.notes import Answer, Paper
from domain.office.people import Action, Actor, require
from domain.papers.printed import PaperSheet
from domain.refusals import BadInput, NotFound
from domain.views import year_table_texts as texts
from domain.views.year_table import KindCount, MeetingCount, by_kind, kind_and_number, year_of, year_sheet
from domain.words import DASH, year_typed
from storage.bulletin import year_table
from storage.bulletin.year_table import MeetingItems
from storage.office.settings import office_wording
from storage.tx import Tx

_FORMS = (("year_table_pdf", "pdf"), ("year_table", "docx"))
_EARLIEST, _LATEST = 2000, 2100


async def show_year(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/year`, `/year 2025`."""
    said = year_typed(clean(words))
    if said and not (said.isascii() and said.isdigit()):
        raise BadInput(texts.USAGE)
    return await year_answer(tx, actor, int(said) if said else tx.today.year)


async def year_answer(tx: Tx, actor: Actor, year: int) -> Answer:
    """The figures by kind of meeting, then the table as PDF and docx."""
    require(actor, Action.SEE_STATUS)
    if not _EARLIEST <= year <= _LATEST:
        raise BadInput(texts.USAGE)
    kinds = await _kinds(tx, year)
    if not kinds:
        raise NotFound(texts.nothing(year))
    wording = await office_wording(tx)
    lines = [
        texts.line(
            one.kind,
            len(one.meetings),
            total=one.total,
            closed=one.closed,
            rate=_rate(one.closed, one.total, decimals=wording.decimals),
            wording=wording,
        )
        for one in kinds
    ]
    total, closed = sum(one.total for one in kinds), sum(one.closed for one in kinds)
    whole = texts.line(
        texts.ALL, 1, total=total, closed=closed, rate=_rate(closed, total, decimals=wording.decimals), wording=wording
    )
    title = texts.title(year, wording.decided)
    files = [Answer(title, kind="year_table", paper=paper) for paper in papers_of(year, wording.decided)]
    return Answer(texts.text(lines, whole), title, texts.rows(year)).then(*files)


def _rate(closed: int, total: int, *, decimals: int) -> str:
    return rate(closed, total, decimals=decimals) if total else DASH


def papers_of(year: int, decided: str) -> tuple[Paper, ...]:
    return tuple(Paper(kind, year, texts.file_name(year, decided, ending)) for kind, ending in _FORMS)


async def drawn_year(tx: Tx, year: int) -> PaperSheet:
    """What a paper of kind "year_table" shows; NotFound for a year without items."""
    kinds = await _kinds(tx, year)
    if not kinds:
        raise NotFound(texts.nothing(year))
    return year_sheet(kinds, year, agency=tx.profile.agency, as_of=tx.today, wording=await office_wording(tx))


async def _kinds(tx: Tx, year: int) -> tuple[KindCount, ...]:
    since = datetime(year, 1, 1, tzinfo=tx.profile.zone)
    until = datetime(year + 1, 1, 1, tzinfo=tx.profile.zone)
    counted = await year_table.by_meeting(tx, since, until)
    return by_kind([_count(one) for one in counted if _year(tx, one) == year])


def _year(tx: Tx, one: MeetingItems) -> int:
    """Of the day it was held, of its title, of its first registration: the first that is known."""
    if one.held_on is not None:
        return one.held_on.year
    return year_of(one.title) or tx.local(one.first).year


def _count(one: MeetingItems) -> MeetingCount:
    kind, number = kind_and_number(one.title) if one.title else (texts.NO_MEETING, 0)
    return MeetingCount(kind, number, one.total, one.closed)
