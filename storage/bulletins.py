"""Bulletins: drafts and issues, and everything a snapshot is made from, read with few statements."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from domain.states import OPEN_STATES, State
from storage.tables import Assignment, Bulletin, BulletinState, Item, Meeting, Report, Setting, Unit
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class UnitReport:
    """The newest current report of a unit on an item; `unit` is empty for what a paper said."""

    report_id: int
    unit: str
    text: str


@dataclass(slots=True)
class Told:
    """An item with its responsible units, newest reports, quantities per unit, and its sub-items."""

    item: Item
    units: list[str] = field(default_factory=list)
    reports: list[UnitReport] = field(default_factory=list)
    quantities: list[tuple[str, Decimal, str]] = field(default_factory=list)
    subs: list["Told"] = field(default_factory=list)


async def told(tx: Tx, meeting_id: int | None, settled_by: Bulletin | None) -> list[Told]:
    """All items of a meeting, or of the office, in the order of their numbers, with what was reported.

    Office-wide, items of a meeting that was wholly closed when `settled_by` came out are not printed again.
    """
    where = _printed(tx, meeting_id, settled_by)
    query = select(Item).where(*where).order_by(col(Item.number), col(Item.sub))
    every = {item.item_id: Told(item) for item in (await tx.session.exec(query)).all() if item.item_id}
    await _add_units(tx, every, where)
    await _add_reports(tx, every, where)
    await _add_quantities(tx, every, where)
    for one in every.values():
        if one.item.parent_id in every:
            every[one.item.parent_id].subs.append(one)
    return [one for one in every.values() if one.item.parent_id is None]


def _printed(tx: Tx, meeting_id: int | None, settled_by: Bulletin | None) -> tuple[ColumnElement[bool], ...]:
    mine = (col(Item.office_id) == tx.office_id, col(Item.state) != State.CANCELLED)
    if meeting_id is not None:
        return (*mine, col(Item.meeting_id) == meeting_id)
    if settled_by is None or settled_by.published_at is None:
        return mine
    return (*mine, _is_news(tx, settled_by))


def _is_news(tx: Tx, since: Bulletin) -> ColumnElement[bool]:
    """Open, closed since that bulletin, or of a meeting with something that is."""
    other = aliased(Item)
    fresh = or_(col(other.state).in_(OPEN_STATES), col(other.closed_at) > since.published_at)
    alive = select(other.meeting_id).where(
        col(other.office_id) == tx.office_id, col(other.meeting_id).is_not(None), fresh
    )
    loose = and_(
        col(Item.meeting_id).is_(None),
        or_(col(Item.state).in_(OPEN_STATES), col(Item.closed_at) > since.published_at),
    )
    return or_(col(Item.meeting_id).in_(alive), loose)


async def _add_units(tx: Tx, every: dict[int, Told], where: Iterable[ColumnElement[bool]]) -> None:
    query = (
        select(Assignment.item_id, Unit.name)
        .join(Item, col(Item.item_id) == col(Assignment.item_id))
        .join(Unit, col(Unit.unit_id) == col(Assignment.unit_id))
        .where(*where)
        .order_by(col(Assignment.assignment_id))
    )
    for item_id, name in (await tx.session.exec(query)).all():
        every[item_id].units.append(name)


async def _add_reports(tx: Tx, every: dict[int, Told], where: Iterable[ColumnElement[bool]]) -> None:
    newest = (
        select(func.max(Report.report_id))
        .where(col(Report.office_id) == tx.office_id, col(Report.is_current).is_(True))
        .group_by(col(Report.item_id), col(Report.unit_id))
    )
    query = (
        select(Report.item_id, Report.report_id, Unit.name, Report.text)
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .outerjoin(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .where(*where, col(Report.report_id).in_(newest))
        .order_by(col(Report.report_id))
    )
    for item_id, report_id, unit, text in (await tx.session.exec(query)).all():
        assert report_id is not None
        every[item_id].reports.append(UnitReport(report_id, unit or "", text))


async def _add_quantities(tx: Tx, every: dict[int, Told], where: Iterable[ColumnElement[bool]]) -> None:
    query = (
        select(Report.item_id, Unit.name, Report.measure, func.sum(Report.quantity))
        .join(Item, col(Item.item_id) == col(Report.item_id))
        .join(Unit, col(Unit.unit_id) == col(Report.unit_id))
        .where(*where, col(Report.is_current).is_(True), col(Report.quantity).is_not(None))
        .group_by(col(Report.item_id), col(Unit.unit_id), col(Unit.name), col(Report.measure))
        .order_by(col(Report.item_id), col(Unit.unit_id))
    )
    for item_id, unit, measure, amount in (await tx.session.exec(query)).all():
        every[item_id].quantities.append((unit, Decimal(str(amount)), measure))


async def any_items(tx: Tx) -> bool:
    query = select(Item.item_id).where(
        col(Item.office_id) == tx.office_id, col(Item.state) != State.CANCELLED
    )
    return (await tx.session.exec(query.limit(1))).first() is not None


async def by_id(tx: Tx, bulletin_id: int) -> Bulletin | None:
    query = select(Bulletin).where(
        col(Bulletin.office_id) == tx.office_id, col(Bulletin.bulletin_id) == bulletin_id
    )
    return (await tx.session.exec(query.execution_options(populate_existing=True))).first()


async def last_published(tx: Tx, meeting_id: int | None = None) -> Bulletin | None:
    """The newest issue about a meeting, or about the whole office."""
    about = col(Bulletin.meeting_id)
    return await _newest(tx, about.is_(None) if meeting_id is None else about == meeting_id)


async def of_issue(tx: Tx, year: int, issue_number: int) -> Bulletin | None:
    query = select(Bulletin).where(
        col(Bulletin.office_id) == tx.office_id,
        col(Bulletin.year) == year,
        col(Bulletin.issue_number) == issue_number,
    )
    return (await tx.session.exec(query)).first()


async def issues_before(tx: Tx, draft: Bulletin, limit: int) -> Sequence[Bulletin]:
    """The issues before a draft or an issue, about what it is about; the newest first."""
    about = col(Bulletin.meeting_id)
    query = (
        select(Bulletin)
        .where(
            col(Bulletin.office_id) == tx.office_id,
            col(Bulletin.state) == BulletinState.PUBLISHED,
            about.is_(None) if draft.meeting_id is None else about == draft.meeting_id,
            *([col(Bulletin.published_at) < draft.published_at] if draft.published_at else []),
        )
        .order_by(col(Bulletin.published_at).desc(), col(Bulletin.bulletin_id).desc())
        .limit(limit)
    )
    return (await tx.session.exec(query)).all()


async def newest_issue(tx: Tx) -> Bulletin | None:
    return await _newest(tx)


async def _newest(tx: Tx, *where: ColumnElement[bool]) -> Bulletin | None:
    query = (
        select(Bulletin)
        .where(
            col(Bulletin.office_id) == tx.office_id, col(Bulletin.state) == BulletinState.PUBLISHED, *where
        )
        .order_by(col(Bulletin.published_at).desc(), col(Bulletin.bulletin_id).desc())
        .limit(1)
    )
    return (await tx.session.exec(query)).first()


async def setting(tx: Tx, name: str) -> dict[str, object]:
    """What the office decided under a name; empty when it has not."""
    query = select(Setting.value).where(col(Setting.office_id) == tx.office_id, col(Setting.name) == name)
    return dict((await tx.session.exec(query)).first() or {})


async def next_issue_number(tx: Tx, year: int) -> int:
    query = select(func.max(Bulletin.issue_number)).where(
        col(Bulletin.office_id) == tx.office_id, col(Bulletin.year) == year
    )
    return ((await tx.session.exec(query)).one() or 0) + 1


async def move(tx: Tx, bulletin_id: int, version: int, **changes: Any) -> bool:
    """Compare-and-set on a draft's version; False when somebody was first."""
    connection = await tx.connection()
    where = (
        col(Bulletin.office_id) == tx.office_id,
        col(Bulletin.bulletin_id) == bulletin_id,
        col(Bulletin.version) == version,
        col(Bulletin.state) == BulletinState.DRAFT,
    )
    statement = update(Bulletin).where(*where).values(version=version + 1, **changes)
    return (await connection.execute(statement)).rowcount == 1


async def meetings_like(tx: Tx, words: str) -> Sequence[Meeting]:
    """Meetings whose title holds `words`, the newest first."""
    query = (
        select(Meeting)
        .where(col(Meeting.office_id) == tx.office_id, col(Meeting.title).icontains(words, autoescape=True))
        .order_by(col(Meeting.meeting_id).desc())
    )
    return (await tx.session.exec(query)).all()


async def meeting(tx: Tx, meeting_id: int) -> Meeting | None:
    query = select(Meeting).where(
        col(Meeting.office_id) == tx.office_id, col(Meeting.meeting_id) == meeting_id
    )
    return (await tx.session.exec(query)).first()
