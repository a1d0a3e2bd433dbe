"""The board: figures of everything, a unit, a leader or a meeting as a picture, and the weeks behind its trend."""

from dataclasses import dataclass
from datetime import date, timedelta

from domain.bulletin.board import Board, BoardItem, BoardStill, BoardUnit, BoardWeek
from domain.commands import Press
from domain.dates.deadlines import days_overdue, silent_for
from domain.notes import Answer, Paper
from domain.office.people import Action, Actor, require
from domain.refusals import NotFound
from domain.views import status_texts as texts
from domain.views.status_texts import FigureLine, ItemTotals
from storage import audit
from storage.tx import Tx
from storage.views import figures, totals, views
from storage.views.figures import ALL, FigureScope
from storage.views.views import ScopeFigures
from usecases.views.status import bounds_of, show_status

PAPER = "board"
WEEKS = 8
# What one picture holds beside figures, trend and units; the list has the rest.
ITEMS_SHOWN = 3


async def show_status_and_board(tx: Tx, actor: Actor, words: str) -> Answer:
    """`/status`: the figures at once, and below them the picture of the same view where it has one."""
    answer = await show_status(tx, actor, words)
    look = next((one for row in answer.choices for one in row if one.verb is Press.BOARD), None)
    if look is None:
        return answer
    name = answer.title if look.extra else texts.WHOLE
    kind = f"{PAPER}_{look.extra}" if look.extra else PAPER
    return answer.then(Answer(title=name, kind=PAPER, paper=Paper(kind, look.subject, f"{name}.png")))


async def order_board(tx: Tx, actor: Actor, kind: str, key: int) -> Answer:
    """[看图] of a view: the picture is drawn when the answer leaves."""
    require(actor, Action.SEE_STATUS)
    scope, name = await _scope_of(tx, kind, key)
    found = await totals.counts(tx, bounds_of(tx), scope)
    if not found.total:
        raise NotFound(texts.NOTHING_YET)
    title = name or texts.WHOLE
    paper = Paper(paper_kind(scope), key, f"{title}.png")
    return Answer(texts.counts(found), title=title, paper=paper)


def paper_kind(scope: FigureScope) -> str:
    """ "board" of everything, else "board_unit", "board_leader", "board_meeting"; the paper's subject is the key."""
    return PAPER if scope == ALL else f"{PAPER}_{scope.kind}"


async def _scope_of(tx: Tx, kind: str, key: int) -> tuple[FigureScope, str]:
    """With the name of a part; NotFound for what is gone or was never there."""
    if kind in ("", "all"):
        return ALL, ""
    known = await figures.scope_of_key(tx, kind, key)
    if known is None:
        raise NotFound(texts.GONE)
    return known


@dataclass(frozen=True, slots=True)
class Stand:
    """What a board shows as long as nothing changes: the newest audit entry and the day."""

    position: int
    day: date


async def stand_of(tx: Tx) -> Stand:
    return Stand((await audit.head_of(tx))[0], tx.today)


async def board_now(tx: Tx, kind: str, key: int) -> Board:
    """The board of a paper (`paper_kind`, subject)."""
    scope, name = await _scope_of(tx, kind.removeprefix(PAPER).removeprefix("_"), key)
    found = await totals.counts(tx, bounds_of(tx), scope)
    late = await figures.overdue(tx, tx.today, ITEMS_SHOWN, scope=scope)
    doing = await figures.units_of(tx, [item.item_id for item in late])
    units = [] if scope.kind == "unit" else await figures.by_unit(tx, tx.today, scope)
    return Board(
        agency=tx.profile.agency,
        as_of=tx.today,
        total=found.total,
        closed=found.closed,
        overdue=found.overdue,
        due_soon=found.due_soon,
        silent=found.silent,
        units=tuple(BoardUnit(row.name, row.total, row.closed, row.overdue) for row in units),
        overdue_items=tuple(
            BoardItem(
                item.label,
                item.directive,
                doing.get(item.item_id, ""),
                days_overdue(item.deadline, tx.today, asked_on=item.asked_on),
            )
            for item in late
        ),
        weeks=await _weeks(tx, scope, found),
        title=texts.board_title(name),
        still=await _still(tx, scope, found),
    )


async def _still(tx: Tx, scope: FigureScope, found: ItemTotals) -> BoardStill | None:
    item = await figures.last_moved(tx, found.oldest, scope) if found.oldest else None
    days = silent_for(item.last_moved_on, tx.today) if item else 0
    return BoardStill(item.label, item.directive, days) if item and days else None


async def _weeks(tx: Tx, scope: FigureScope, now: ItemTotals) -> tuple[BoardWeek, ...]:
    """The kept weeks and how it stands today."""
    earlier = await views.standings(tx, scope, _monday(tx), WEEKS - 1)
    weeks = [BoardWeek(one.day, one.total, one.closed, one.overdue) for one in earlier]
    return (*weeks, BoardWeek(tx.today, now.total, now.closed, now.overdue))


def _monday(tx: Tx) -> date:
    return tx.today - timedelta(days=tx.today.weekday())


async def keep_week(tx: Tx) -> bool:
    """Keep how each part stands, once a day: the week's last day is what its trend shows."""
    if await views.last_kept_day(tx) == tx.today:
        return False
    found = await totals.counts(tx, bounds_of(tx))
    standings = [ScopeFigures(ALL, tx.today, found.total, found.closed, found.overdue)]
    standings += await views.unit_standings(tx, tx.today)
    leaders = await figures.by_leader(tx, tx.today)
    standings += [_standing(tx, FigureScope("leader", row.name), row) for row in leaders]
    meetings = await figures.by_meeting(tx, tx.today)
    standings += [_standing(tx, FigureScope("meeting", row.key), row) for row in meetings]
    await views.keep_standings(tx, _monday(tx), standings)
    return True


def _standing(tx: Tx, scope: FigureScope, row: FigureLine) -> ScopeFigures:
    return ScopeFigures(scope, tx.today, row.total, row.closed, row.overdue)
