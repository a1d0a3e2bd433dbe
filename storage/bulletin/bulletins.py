"""Bulletins: drafts and issues, and everything a snapshot is made from, read with few statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from domain.bulletin.life import ISSUED, OPEN_ISSUES
from domain.items.standing import FigureMeaning
from domain.states import OPEN_STATES, State
from storage.items import past, targets
from storage.rows import change
from storage.tables import Assignment, Bulletin, Item, Judgement, Meeting, Proof, Report, ReportKind, Unit
from storage.talk.reports import IN_ORDER, newest_of_units
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class UnitReport:
    """A current report of a unit on an item; `unit` is empty for a paper's words on all of them.

    `place` is where it stands in the order of what was said; `is_new`: said since the issue before; `is_final`: written
    by the unit to stand in print (核稿).
    """

    report_id: int
    unit: str
    text: str
    place: tuple[datetime, int]
    is_printed: bool = False
    speaks_for_all: bool = False
    meaning: FigureMeaning | None = None
    is_new: bool = True
    is_final: bool = False


@dataclass(slots=True)
class BulletinItem:
    """An item with its responsible units, what each stands at, its sub-items and its reports: those of the period, the
    newest of each unit, and those that tell a figure.

    Of the consolidations the newest is among the reports, though its unit has said something since.
    """

    item: Item
    units: list[str] = field(default_factory=list)
    reports: list[UnitReport] = field(default_factory=list)
    quantities: list[tuple[str, Decimal]] = field(default_factory=list)
    subs: list["BulletinItem"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ItemSelection:
    """Which items a bulletin is about: those of a meeting, the open ones, those of a time, or the office's.

    `since` and `until` bound a period, `is_over` says that it has ended: then all is told as it stood at its end.
    `settled_by` is the bulletin before, for an office's whole one. What was reported after `told_until` is news.
    """

    meeting_id: int | None = None
    is_open_only: bool = False
    since: datetime | None = None
    until: datetime | None = None
    settled_by: Bulletin | None = None
    is_over: bool = False
    told_until: datetime | None = None

    @property
    def moment(self) -> datetime | None:
        return self.until if self.is_over else None


async def told(tx: Tx, wanted: ItemSelection) -> list[BulletinItem]:
    """The items of a bulletin in the order of their numbers, with their sub-items and what was reported."""
    where = _printed(tx, wanted)
    every = {item.item_id: BulletinItem(item) for item in await _items(tx, wanted, where)}
    await _add_units(tx, every, where, wanted.moment)
    said = (*where, *([col(Report.reported_at) < wanted.moment] if wanted.moment else []))
    await _add_reports(tx, every, said, wanted.since or wanted.told_until)
    for item_id, amounts in (await targets.standings(tx, *said)).items():
        if item_id in every:
            every[item_id].quantities += amounts.items()
    for one in every.values():
        if one.item.parent_id in every:
            every[one.item.parent_id].subs.append(one)
    return [one for one in every.values() if one.item.parent_id is None]


async def _items(tx: Tx, wanted: ItemSelection, where: Sequence[ColumnElement[bool]]) -> list[Item]:
    found = list(await tx.all(tx.select(Item).where(*where).order_by(col(Item.number), col(Item.sub))))
    if wanted.moment is None or wanted.since is None:
        return found
    then = await past.items_then(tx, found, wanted.moment)
    lived = {one.item_id for one in then if one.parent_id is None and _lived(one, wanted.since)}
    return [one for one in then if (one.parent_id or one.item_id) in lived]


def _lived(item: Item, since: datetime) -> bool:
    """Open at the end, or closed within."""
    closed_at = None if item.came_in_closed else item.closed_at
    return item.state in OPEN_STATES or (closed_at is not None and closed_at >= since)


def _printed(tx: Tx, wanted: ItemSelection) -> tuple[ColumnElement[bool], ...]:
    if wanted.moment is not None:
        return (_could_be_meant(tx, wanted.moment, wanted.since),)
    mine = (col(Item.state) != State.CANCELLED,)
    if wanted.meeting_id is not None:
        return (*mine, col(Item.meeting_id) == wanted.meeting_id)
    main = _main_items(wanted)
    if main is None:
        return mine
    found = tx.select(Item.item_id).where(*mine, col(Item.parent_id).is_(None), main)
    return (*mine, or_(col(Item.item_id).in_(found), col(Item.parent_id).in_(found)))


def _could_be_meant(tx: Tx, moment: datetime, since: datetime | None) -> ColumnElement[bool]:
    """All that stood then in the period, and some more: what stood how is known only row by row."""
    lives_on = or_(
        col(Item.state).in_(OPEN_STATES),
        col(Item.closed_at) >= since,
        col(Item.item_id).in_(past.changed_since(tx, Item, moment)),
    )
    found = tx.select(Item.item_id).where(col(Item.parent_id).is_(None), col(Item.registered_at) < moment, lives_on)
    return or_(col(Item.item_id).in_(found), col(Item.parent_id).in_(found))


def _main_items(wanted: ItemSelection) -> ColumnElement[bool] | None:
    """What is asked of items that are no parts of others; the parts come along."""
    if wanted.is_open_only:
        return col(Item.state).in_(OPEN_STATES)
    if wanted.since is not None and wanted.until is not None:
        here = or_(col(Item.origin) == "", col(Item.closed_at) > col(Item.registered_at))
        closed_here = and_(col(Item.closed_at) >= wanted.since, here)
        lives_on = or_(col(Item.state).in_(OPEN_STATES), closed_here)
        return and_(col(Item.registered_at) < wanted.until, lives_on)
    if wanted.settled_by is not None and wanted.settled_by.published_at is not None:
        return _is_news(wanted.settled_by)
    return None


def _is_news(since: Bulletin) -> ColumnElement[bool]:
    """Open, closed since that bulletin, or of a meeting with something that is.

    What a meeting had wholly settled when that bulletin came out is not printed again.
    """
    other = aliased(Item)
    fresh = or_(col(other.state).in_(OPEN_STATES), col(other.closed_known_at) > since.published_at)
    alive = Tx.columns(col(other.meeting_id)).where(col(other.meeting_id).is_not(None), fresh)
    closed_since = col(Item.closed_known_at) > since.published_at
    loose = and_(col(Item.meeting_id).is_(None), or_(col(Item.state).in_(OPEN_STATES), closed_since))
    return or_(col(Item.meeting_id).in_(alive), loose)


async def judged_slow(tx: Tx, words: Iterable[str], day: date) -> set[int]:
    """By the newest word that was given up to a day, and still counted on it."""
    newest = (
        tx.select(func.max(Judgement.judgement_id))
        .where(col(Judgement.given_on) <= day, col(Judgement.ends_on) >= day)
        .group_by(col(Judgement.item_id))
    )
    query = tx.select(Judgement.item_id).where(
        col(Judgement.judgement_id).in_(newest), col(Judgement.word).in_(list(words))
    )
    return set(await tx.all(query))


async def _add_units(
    tx: Tx, every: dict[int, BulletinItem], where: Iterable[ColumnElement[bool]], moment: datetime | None
) -> None:
    """Those that have it, or had it then; not those that had handed it over."""
    query = (
        tx.select(Assignment, Unit.name)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(*where)
        .order_by(col(Assignment.assignment_id))
    )
    found = list(await tx.all(query))
    for own, name in await past.hands_then(tx, found, moment) if moment else found:
        if own.item_id in every and own.state is not State.CANCELLED:
            every[own.item_id].units.append(name)


async def _add_reports(
    tx: Tx, every: dict[int, BulletinItem], where: Iterable[ColumnElement[bool]], since: datetime | None
) -> None:
    # What arrived late is news, though it was said before.
    is_new = col(Report.known_at) > since if since else true()
    lasting = or_(is_new, col(Report.meaning).is_not(None), col(Report.speaks_for_all))
    told = tx.select(Report.report_id).join(Item, col(Item.item_id) == col(Report.item_id)).where(*where)
    query = (
        tx.select(Report, Unit.name, is_new, Proof.report_id)
        .outerjoin(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .outerjoin(Proof, and_(col(Proof.report_id) == col(Report.report_id), col(Proof.answer) != ""))
        .where(
            or_(
                col(Report.report_id).in_(newest_of_units(*where)),
                and_(col(Report.is_current), col(Report.report_id).in_(told), lasting),
            )
        )
        .order_by(*IN_ORDER)
    )
    for report, unit, is_of_period, proofed in await tx.all(query):
        if report.item_id not in every:
            continue
        said = UnitReport(
            report.report_id,
            unit or "",
            report.text,
            (report.reported_at, report.first_id or report.report_id),
            is_printed=report.kind is ReportKind.IMPORTED,
            speaks_for_all=report.speaks_for_all,
            meaning=report.meaning,
            is_new=bool(is_of_period),
            is_final=proofed is not None,
        )
        known = every[report.item_id].reports
        known[:] = [*(one for one in known if not (said.speaks_for_all and one.speaks_for_all)), said]


async def titles_of(tx: Tx, meeting_ids: Iterable[int]) -> dict[int, str]:
    found = await tx.all(tx.select(Meeting).where(col(Meeting.meeting_id).in_(meeting_ids)))
    return {one.meeting_id: one.title for one in found}


async def any_items(tx: Tx) -> bool:
    query = tx.select(Item.item_id).where(col(Item.state) != State.CANCELLED)
    return await tx.first(query.limit(1)) is not None


async def by_id(tx: Tx, bulletin_id: int) -> Bulletin | None:
    return await tx.row(Bulletin, bulletin_id)


async def open_issues(tx: Tx) -> Sequence[Bulletin]:
    """All drafts, the newest first."""
    query = tx.select(Bulletin).where(col(Bulletin.state).in_(OPEN_ISSUES)).order_by(col(Bulletin.bulletin_id).desc())
    return await tx.all(query)


async def open_on(tx: Tx, line: str) -> Bulletin | None:
    """The one that is being written about it, as it stands now."""
    query = tx.select(Bulletin).where(col(Bulletin.line) == line, col(Bulletin.state).in_(OPEN_ISSUES))
    return await tx.first(query.execution_options(populate_existing=True))


async def turn(tx: Tx, row: Bulletin, **changes: Any) -> bool:
    """Compare-and-set that leaves the version: what is printed stays the same. False on a conflict."""
    seen = (col(Bulletin.bulletin_id) == row.bulletin_id, col(Bulletin.version) == row.version)
    won = await change(tx, Bulletin, *seen, col(Bulletin.state) == row.state, **changes) == 1
    await tx.refresh(row)
    return won


async def last_published(
    tx: Tx, scope: str, meeting_id: int | None = None, before: date | None = None
) -> Bulletin | None:
    """The newest issue of this scope (about this meeting), of a day `before` where one is given."""
    earlier = (col(Bulletin.as_of) < before,) if before is not None else ()
    return await _newest(tx, *_alike(scope, meeting_id), *earlier)


async def last_on(tx: Tx, line: str) -> Bulletin | None:
    """The newest issue about the same thing, the same period where it is of one."""
    return await _newest(tx, col(Bulletin.line) == line)


def _alike(scope: str, meeting_id: int | None) -> tuple[ColumnElement[bool], ...]:
    about = col(Bulletin.meeting_id)
    same = about.is_(None) if meeting_id is None else about == meeting_id
    return (col(Bulletin.scope) == str(scope), same)


async def of_issue(tx: Tx, year: int, issue_number: int) -> Bulletin | None:
    query = tx.select(Bulletin).where(col(Bulletin.year) == year, col(Bulletin.issue_number) == issue_number)
    return await tx.first(query)


async def issues_before(tx: Tx, draft: Bulletin, limit: int) -> Sequence[Bulletin]:
    """The issues before a draft or an issue, about what it is about; the newest first."""
    return await tx.all(
        tx.select(Bulletin)
        .where(
            col(Bulletin.state).in_(ISSUED),
            *_alike(draft.scope, draft.meeting_id),
            *([col(Bulletin.published_at) < draft.published_at] if draft.published_at else []),
        )
        .order_by(col(Bulletin.published_at).desc(), col(Bulletin.bulletin_id).desc())
        .limit(limit)
    )


async def cancelled_among(tx: Tx, item_ids: Sequence[int]) -> frozenset[int]:
    """Which of what a draft prints has been stopped since."""
    query = tx.select(Item.item_id).where(col(Item.item_id).in_(item_ids), col(Item.state) == State.CANCELLED)
    return frozenset(await tx.all(query))


async def newest_issue(tx: Tx) -> Bulletin | None:
    return await _newest(tx)


async def _newest(tx: Tx, *where: ColumnElement[bool]) -> Bulletin | None:
    return await tx.first(
        tx.select(Bulletin)
        .where(col(Bulletin.state).in_(ISSUED), *where)
        .order_by(col(Bulletin.published_at).desc(), col(Bulletin.bulletin_id).desc())
        .limit(1)
    )


async def last_number(tx: Tx, year: int) -> int:
    """The highest that was given in the year, withdrawn or not; 0 before the first."""
    query = tx.select(func.max(Bulletin.issue_number)).where(col(Bulletin.year) == year)
    return await tx.one(query) or 0


async def meetings_like(tx: Tx, words: str) -> Sequence[Meeting]:
    """Meetings whose title holds `words`, the newest first."""
    return await tx.all(
        tx.select(Meeting)
        .where(col(Meeting.title).icontains(words, autoescape=True))
        .order_by(col(Meeting.meeting_id).desc())
    )
