"""What changed since the bulletin before, as a table: last week against this week."""

from dataclasses import dataclass

from domain.bulletin.shares import percent
from domain.bulletin.snapshot import BulletinSnapshot
from domain.dates.reading import say_date

# So many days apart two issues are of two weeks that follow each other.
_A_WEEK = range(5, 10)


@dataclass(frozen=True, slots=True)
class Delta:
    name: str
    before: int
    now: int

    @property
    def change(self) -> str:
        return f"{self.now - self.before:+d}" if self.now != self.before else "持平"


def deltas_of(bulletin: BulletinSnapshot) -> tuple[Delta, ...]:
    """Over the items that both issues print; empty for the first issue."""
    last = bulletin.last
    if last is None:
        return ()
    rows = [
        Delta("总数", last.total, bulletin.total),
        Delta(bulletin.wording.closed, last.closed, bulletin.closed),
        Delta("正在推进", last.total - last.closed, bulletin.total - bulletin.closed),
    ]
    if last.overdue is not None:
        late = sum(bool(entry.overdue_days) for entry in bulletin.entries)
        rows.append(Delta("逾期", last.overdue, late))
    return tuple(rows)


def names_of(bulletin: BulletinSnapshot) -> tuple[str, str]:
    """上周 and 本周 where a week lies between the two issues, else 上期 and 本期."""
    last = bulletin.last
    is_weekly = last is not None and (bulletin.as_of - last.as_of).days in _A_WEEK
    return ("上周", "本周") if is_weekly else ("上期", "本期")


def delta_lines(bulletin: BulletinSnapshot) -> list[str]:
    """The table for a phone, a line a row."""
    rows = deltas_of(bulletin)
    if not rows or bulletin.last is None:
        return []
    then, now = names_of(bulletin)
    head = f"{then}（{say_date(bulletin.last.as_of, bulletin.as_of)}）→ {now}"
    return [head, *(f"· {row.name} {row.before} → {row.now}（{row.change}）" for row in rows)]


def delta_table(bulletin: BulletinSnapshot) -> tuple[tuple[str, ...], ...]:
    """The table as it is printed, its head first; empty for the first issue."""
    rows = deltas_of(bulletin)
    if not rows or bulletin.last is None:
        return ()
    last, places = bulletin.last, bulletin.wording.decimals
    shares = (
        percent(last.closed, last.total, places),
        percent(bulletin.closed, bulletin.total, places),
    )
    printed = [(row.name, str(row.before), str(row.now), row.change) for row in rows]
    name = bulletin.wording.share if bulletin.wording.counts_done_only else f"{bulletin.wording.closed}占比"
    return (("指标", *names_of(bulletin), "增减"), *printed, (name, *shares, ""))
