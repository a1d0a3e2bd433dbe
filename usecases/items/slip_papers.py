"""Supervision slips as papers: the numbered ones as they were given, the plain one of any item."""

from datetime import date

from domain.items import slip_papers_texts as texts
from domain.items.slip_papers import SlipForm, SlipItem, slip_paper
from domain.items.slips import SlipStep, ladder_of
from domain.items.slips_texts import SlipNumber
from domain.notes import Answer, Paper
from domain.office.people import Action, Actor, require
from domain.office.settings import SLIPS
from domain.papers.printed import PaperSlip
from domain.refusals import BadInput
from domain.words import listed
from storage.items import items, slips
from storage.items.items import ItemParts
from storage.office import settings as store
from storage.office.settings import office_wording
from storage.tables import Item, Slip
from storage.talk import reports
from storage.tx import Tx
from usecases.steps.loading import about, named_item, sure_item
from usecases.steps.office_time import office_calendar

# Kind of paper and the ending of its file's name.
_FORMS = (("_pdf", "pdf"), ("", "docx"))


async def print_slips(tx: Tx, actor: Actor, label: str) -> Answer:
    """/print 37: the newest slip to each unit, or the plain one where none was given."""
    require(actor, Action.ISSUE_SLIP)
    parts = await named_item(tx, actor, label, texts.USAGE)
    first, *more = [
        Answer(texts.caption(title, unit), kind="slip_paper", item_id=parts.item.item_id, paper=paper)
        for title, unit, papers in await _papers_of_item(tx, parts)
        for paper in papers
    ]
    return first.then(*more)


async def papers_of_label(tx: Tx, label: str) -> tuple[Paper, ...]:
    """The PDF and the docx of the newest slip of an item (or the plain one); empty where there is no item."""
    parts = await items.by_label(tx, label)
    if parts is None:
        return ()
    *_, papers = (await _papers_of_item(tx, parts))[0]
    return papers


async def _papers_of_item(tx: Tx, parts: ItemParts) -> list[tuple[str, str, tuple[Paper, ...]]]:
    """(title, unit, its files)."""
    item = parts.item
    newest = {slip.unit_id: (slip, unit) for slip, unit in reversed(await slips.of_item(tx, item.item_id))}
    if newest:
        asked = [(await _asked(tx, slip, unit), slip.slip_id, "slip") for slip, unit in newest.values()]
    else:
        asked = [(await _plain(tx, parts), item.item_id, "notice")]
    return [(one.title, listed(one.units), files_of(kind, subject, one.title)) for one, subject, kind in asked]


def files_of(kind: str, subject: int, title: str) -> tuple[Paper, ...]:
    return tuple(Paper(f"{kind}{form}", subject, texts.file_name(title, ending)) for form, ending in _FORMS)


async def drawn_slip(tx: Tx, kind: str, subject: int) -> PaperSlip:
    """What a paper of kind "slip" (by slip) or "notice" (by item) shows."""
    if kind == "slip":
        found = await slips.by_id(tx, subject)
        assert found is not None, "a paper names a slip that exists"
        return slip_paper(await _asked(tx, *found))
    parts = await sure_item(tx, subject)
    return slip_paper(await _plain(tx, parts))


def number_of(slip: Slip) -> SlipNumber:
    return SlipNumber(slip.name, slip.year, slip.number, is_plain=slip.serial is not None)


async def _asked(tx: Tx, slip: Slip, unit: str) -> SlipForm:
    parts = await sure_item(tx, slip.item_id)
    return SlipForm(
        agency=tx.profile.agency,
        day=tx.day(slip.issued_at),
        units=(unit,),
        item=await _item(tx, parts.item),
        number=number_of(slip),
        reason=slip.reason,
        answer_due=slip.answer_due,
    )


async def _plain(tx: Tx, parts: ItemParts) -> SlipForm:
    item = parts.item
    if not parts.in_charge:
        raise BadInput(about(item, texts.NOT_ASSIGNED))
    units = tuple(name for _, name in parts.in_charge)
    due = await answer_due(tx, (await ladder(tx))[0])
    return SlipForm(tx.profile.agency, tx.today, units, await _item(tx, item), answer_due=due)


async def ladder(tx: Tx) -> tuple[SlipStep, ...]:
    """The steps of the office, in its colours."""
    return ladder_of((await store.values(tx, SLIPS))["steps"], (await office_wording(tx)).slips)


async def answer_due(tx: Tx, step: SlipStep) -> date:
    """By the step's own rule, from the day of the slip: a deadline that has passed is none for an answer."""
    return (await office_calendar(tx)).add_workdays(tx.today, step.answer_workdays)


async def _item(tx: Tx, item: Item) -> SlipItem:
    meeting = await items.meeting_of(tx, item)
    leads, consulted = await items.leaders(tx, item)
    last = await reports.latest(tx, item.item_id, 1)
    return SlipItem(
        label=item.label,
        directive=item.directive,
        parts=tuple(sub.directive for sub in await items.sub_items(tx, item.item_id)),
        source=meeting.title if meeting else "",
        leaders=tuple(leads),
        consulted=tuple(consulted),
        cooperating=await items.cooperating_names(tx, item),
        deadline=item.deadline,
        deadline_text=item.deadline_text,
        last=next(((told.unit, tx.day(told.report.reported_at), told.report.text) for told in last), None),
    )
