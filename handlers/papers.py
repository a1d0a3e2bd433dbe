"""Papers that come in: bulletins and minutes to be read, the ledger that comes back, calendar notices."""

from domain.commands import Occasion, Press
from domain.notes import Answer
from domain.office import gate_texts
from domain.papers.shown import CALENDAR, LEDGER, PAPER
from domain.refusals import TooLate
from handlers.incoming import Incoming
from handlers.route import Routes, no_paper
from usecases.papers import correct_paper, edition_back, import_paper, ledger, ledger_columns, ledger_return, mend_paper
from usecases.papers.calendar_paper import bring_calendar, confirm_calendar, say_calendar
from usecases.papers.shown import drop

on = Routes()


async def _bring_paper(c: Incoming) -> Answer:
    if c.arrival.docx is not None and (draft := await edition_back.draft_like(c.tx, c.actor, c.arrival.docx)):
        return await edition_back.compare_with(c.tx, c.actor, c.arrival, draft)
    bring = import_paper.preview if c.arrival.columns is None else ledger_columns.bring_foreign
    return await bring(c.tx, c.actor, c.arrival, c.question)


async def _import(c: Incoming) -> Answer:
    if c.brings_paper:
        return await _bring_paper(c)
    return await import_paper.ask_for_paper(c.tx, c.actor, c.chat_id, c.words)


on.say("import", _import)
on.meet(Occasion.PAPER, _bring_paper)
on.answer(
    import_paper.PaperToRead,
    lambda c, _asked: import_paper.ask_for_paper(c.tx, c.actor, c.chat_id, c.typed or "?"),
    no_paper,
)
on.press(Press.PAPER_PAGE, lambda c: import_paper.turn_page(c.tx, c.actor, c.subject, c.number))
on.press(Press.PAPER_UNIT, lambda c: import_paper.settle_unit(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.PAPER_PICK, lambda c: import_paper.pick(c.tx, c.actor, c.subject, version=c.version, number=c.number))
on.press(Press.PAPER_CARD, lambda c: mend_paper.look(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.PAPER_MEND, lambda c: mend_paper.mend(c.tx, c.actor, c.subject, c.version, c.extra, c.chat_id))
on.press(Press.PAPER_LEFT, lambda c: mend_paper.turn_left(c.tx, c.actor, c.subject, version=c.version, page=c.number))
on.press(Press.PAPER_TAKE, lambda c: mend_paper.take_in(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.PAPER_FINDING, lambda c: mend_paper.judge_finding(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.PAPER_DAY, lambda c: mend_paper.say_day(c.tx, c.actor, c.subject, c.version, c.extra, c.chat_id))
on.answer(mend_paper.UnitsOfAll, lambda c, asked: mend_paper.take_units(c.tx, c.actor, asked, c.typed), no_paper)
on.answer(mend_paper.DayOfPaper, lambda c, asked: mend_paper.take_day(c.tx, c.actor, asked, c.typed), no_paper)
on.press(Press.PAPER_CONFIRM, lambda c: import_paper.confirm(c.tx, c.actor, c.subject, c.version, c.extra))
on.press(Press.PAPER_CANCEL, lambda c: drop(c.tx, c.actor, PAPER, c.subject, c.version))
on.press(
    Press.PAPER_FIX,
    lambda c: correct_paper.ask_position(c.tx, c.actor, c.subject, version=c.version, chat_id=c.chat_id),
)
on.press(Press.PAPER_FIELD, lambda c: correct_paper.ask_value(c.tx, c.actor, c.subject, c.version, c.extra, c.chat_id))
on.answer(
    correct_paper.PositionInPaper, lambda c, asked: correct_paper.choose_field(c.tx, c.actor, asked, c.typed), no_paper
)
on.answer(
    correct_paper.ValueInPaper, lambda c, asked: correct_paper.take_value(c.tx, c.actor, asked, c.typed), no_paper
)


async def _confirm_ledger(c: Incoming, *, over_conflicts: bool) -> Answer:
    return await ledger_return.confirm(c.tx, c.actor, c.subject, c.version, c.extra, over_conflicts=over_conflicts)


async def _take_column(c: Incoming) -> Answer:
    place, _, kind = c.extra.partition(".")
    return await ledger_columns.take_column(c.tx, c.actor, c.subject, version=c.version, place=_place(place), kind=kind)


def _place(extra: str) -> int:
    """A column carried by a button; a forged one is no column."""
    if not (extra.isascii() and extra.isdecimal() and len(extra) <= 3):
        raise TooLate(gate_texts.OLD_BUTTON)
    return int(extra)


on.say("ledger", lambda c: ledger.send_ledger(c.tx, c.actor, c.words))
on.press(Press.LEDGER_OF, lambda c: ledger.ledger_of_meeting(c.tx, c.actor, c.subject))
on.meet(Occasion.LEDGER_BACK, lambda c: ledger_return.bring_back(c.tx, c.actor, c.arrival))
on.press(Press.LEDGER_PAGE, lambda c: ledger_return.turn(c.tx, c.actor, c.subject, c.number))
on.press(Press.LEDGER_YES, lambda c: _confirm_ledger(c, over_conflicts=False))
on.press(Press.LEDGER_ALL, lambda c: _confirm_ledger(c, over_conflicts=True))
on.press(Press.LEDGER_NO, lambda c: drop(c.tx, c.actor, LEDGER, c.subject, c.version))
on.press(
    Press.LEDGER_COL,
    lambda c: ledger_columns.pick_column(c.tx, c.actor, c.subject, version=c.version, place=_place(c.extra)),
)
on.press(Press.LEDGER_AS, _take_column)

on.say("calendar", lambda c: say_calendar(c.tx, c.actor, c.words))
on.meet(Occasion.TO_CALENDAR, lambda c: say_calendar(c.tx, c.actor, c.words))
on.meet(Occasion.CALENDAR_FILE, lambda c: bring_calendar(c.tx, c.actor, c.arrival))
on.press(Press.CALENDAR_YES, lambda c: confirm_calendar(c.tx, c.actor, c.subject, c.version))
on.press(Press.CALENDAR_NO, lambda c: drop(c.tx, c.actor, CALENDAR, c.subject, c.version))
