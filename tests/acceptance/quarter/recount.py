"""Every figure of an issue counted again from the rows, their history and the audit trail, by plain SQL.

Nothing of the product is used here: were its own counting wrong, this would not be wrong with it.
"""

import json
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Row:
    """An item as it stood at a moment."""

    item_id: int
    label: str
    state: str
    registered_at: datetime
    closed_at: datetime | None
    deadline: date | None
    asked_on: date | None

    def is_late(self, day: date) -> bool:
        if self.state == "closed" or self.deadline is None:
            return False
        return min(self.asked_on or day, day) > self.deadline


@dataclass(frozen=True)
class Issue:
    """An issue as it is stored."""

    number: int
    as_of: date
    drafted_at: datetime
    published_at: datetime
    period: str
    snapshot: dict[str, Any]

    @property
    def entries(self) -> list[dict[str, Any]]:
        return [entry for section in self.snapshot["sections"] for entry in section.get("entries", ())]

    @property
    def words(self) -> list[str]:
        """All that is printed."""
        lines = [self.snapshot["title"], self.snapshot["preamble"]]
        for section in self.snapshot["sections"]:
            lines += [section["heading"], *section.get("lines", ())]
        for entry in self.entries:
            lines += [entry["progress"], *entry.get("notes", ()), *(words for _, words in entry["sub_entries"])]
        return lines


@dataclass(frozen=True)
class Counts:
    total: int
    closed: int
    under_way: int
    overdue: int
    stopped: int
    closed_in_week: int
    registered_since: int

    @property
    def shares(self) -> tuple[str, str]:
        return _share(self.closed, self.total), _share(self.under_way, self.total)


def _share(part: int, whole: int) -> str:
    shown = (Decimal(part) * 100 / whole).quantize(Decimal("0.1"), ROUND_HALF_UP).normalize()
    return f"{shown:f}%"


def _moment(words: str | None) -> datetime | None:
    return datetime.fromisoformat(words).replace(tzinfo=UTC) if words else None


def _known(words: str) -> datetime:
    moment = _moment(words)
    assert moment is not None
    return moment


def _day(words: str | None) -> date | None:
    return date.fromisoformat(words[:10]) if words else None


class Rows:
    """The database as a file."""

    def __init__(self, file: Path) -> None:
        self.db = sqlite3.connect(file)

    def close(self) -> None:
        self.db.close()

    @cached_property
    def issues(self) -> list[Issue]:
        query = (
            "select issue_number, as_of, drafted_at, published_at, period, snapshot from bulletin "
            "where state = 'published' order by issue_number"
        )
        found = []
        for number, as_of, drafted, published, period, snapshot in self.db.execute(query):
            day = date.fromisoformat(as_of)
            found.append(Issue(number, day, _known(drafted), _known(published), period, json.loads(snapshot)))
        return found

    @cached_property
    def _formers(self) -> dict[int, list[tuple[datetime, dict[str, Any]]]]:
        found: dict[int, list[tuple[datetime, dict[str, Any]]]] = {}
        query = "select row_id, until, stood from former where row_table = 'item' order by former_id"
        for row_id, until, stood in self.db.execute(query):
            found.setdefault(row_id, []).append((_known(until), json.loads(stood)))
        return found

    def then(self, moment: datetime) -> list[Row]:
        """Main items that were registered by then; what is the first change after it tells how they stood."""
        query = (
            "select item_id, number, state, registered_at, closed_at, deadline, asked_on from item "
            "where parent_id is null order by number"
        )
        rows = []
        for item_id, number, state, registered, closed_at, deadline, asked_on in self.db.execute(query):
            if _known(registered) > moment:
                continue
            now = {"state": state, "closed_at": closed_at, "deadline": deadline, "asked_on": asked_on}
            later = [stood for until, stood in self._formers.get(item_id, ()) if until > moment]
            stood = {**now, **(later[0] if later else {})}
            rows.append(
                Row(
                    item_id,
                    f"#{number}",
                    stood["state"],
                    _known(registered),
                    _moment(stood["closed_at"]),
                    _day(stood["deadline"]),
                    _day(stood["asked_on"]),
                )
            )
        return rows

    def stopped(self, moment: datetime) -> int:
        query = "select ended_at, lifted_at from ending where kind = 'stopped' and along_with is null"
        return sum(
            _known(ended) <= moment and (lifted is None or _known(lifted) > moment)
            for ended, lifted in self.db.execute(query)
        )

    def counts(self, issue: Issue, before: Issue | None) -> Counts:
        rows = [row for row in self.then(issue.drafted_at) if row.state != "cancelled"]
        closed = [row for row in rows if row.state == "closed"]
        first = issue.as_of - timedelta(days=7)
        in_week = [row for row in closed if row.closed_at and first < row.closed_at.astimezone(ZONE).date()]
        since = before.drafted_at if before else None
        return Counts(
            total=len(rows),
            closed=len(closed),
            under_way=len(rows) - len(closed),
            overdue=sum(row.is_late(issue.as_of) for row in rows),
            stopped=self.stopped(issue.drafted_at),
            closed_in_week=len(in_week),
            registered_since=sum(since is None or row.registered_at > since for row in rows),
        )

    def audited(self, action: str) -> list[tuple[datetime, str]]:
        query = "select at, subject from audit_entry where action = ? and result = 'done' order by position"
        return [(_known(at), subject) for at, subject in self.db.execute(query, (action,))]

    def untraced(self, issue: Issue) -> Iterator[str]:
        """Sentences whose reports are not there, not of that item, not current, or said after the moment."""
        known = {
            report_id: (parent or item_id, is_current, _known(at))
            for report_id, item_id, parent, is_current, at in self.db.execute(
                "select r.report_id, r.item_id, i.parent_id, r.is_current, r.reported_at "
                "from report r join item i on i.item_id = r.item_id"
            )
        }
        amended = {first for (first,) in self.db.execute("select amends_id from report where amends_id is not null")}
        for entry in issue.entries:
            for sentence in entry.get("sentences", ()):
                for report_id in sentence["report_ids"]:
                    if report_id not in known:
                        yield f"{entry['label']}: R-{report_id} is not there"
                        continue
                    item_id, is_current, at = known[report_id]
                    if item_id != entry["item_id"]:
                        yield f"{entry['label']}: R-{report_id} is of another item"
                    if at > issue.drafted_at:
                        yield f"{entry['label']}: R-{report_id} was said later"
                    if not is_current and report_id not in amended:
                        yield f"{entry['label']}: R-{report_id} is not current"
                if not sentence["report_ids"]:
                    yield from self._unfounded(issue, entry, sentence["text"])

    def _unfounded(self, issue: Issue, entry: dict[str, Any], text: str) -> Iterator[str]:
        """Without a report it may say only of units that they were silent, and they must have been."""
        silent = _SILENT.fullmatch(text)
        if silent is None:
            yield f"{entry['label']}: rests on nothing: {text}"
            return
        told = self.db.execute(
            "select u.name, r.reported_at from report r join item i on i.item_id = r.item_id "
            "join unit u on u.unit_id = r.unit_id where r.is_current and coalesce(i.parent_id, i.item_id) = ?",
            (entry["item_id"],),
        )
        heard = {name for name, at in told if _known(at) <= issue.drafted_at}
        silent_ones = set(entry["units"]) - heard
        is_right = (
            len(silent_ones) == int(silent["count"])
            if silent["count"]
            else silent_ones == set(silent["units"].split("、"))
        )
        if not is_right:
            yield f"{entry['label']}: silent were {'、'.join(sorted(silent_ones))}, not as in: {text}"


_SILENT = re.compile(r"(?:其余(?P<count>\d+)个单位|(?P<units>[^，。；]+))暂无进展反馈。")
_SUMMARY = {
    "total": re.compile(r"共(\d+)件"),
    "closed": re.compile(r"已完成(\d+)件（([\d.]+%)）"),
    "under_way": re.compile(r"正在推进(\d+)件（([\d.]+%)）"),
    "closed_in_week": re.compile(r"本周办结\D{0,3}(\d+)件"),
    "overdue": re.compile(r"(?m)^\D{0,4}逾期\D{0,3}(\d+)件"),
}


def disagreements(counts: Counts, issue: Issue, summary: str) -> Iterator[str]:
    """The stored snapshot, its preamble and the summary in the group against the count."""
    snapshot, entries = issue.snapshot, issue.entries
    preamble = str(snapshot["preamble"])
    for name, told, counted in (
        ("total", snapshot["total"], counts.total),
        ("closed", snapshot["closed"], counts.closed),
        ("stopped", snapshot.get("stopped", 0), counts.stopped),
        ("entries", len(entries), counts.total),
        ("closed entries", sum(one["closed"] for one in entries), counts.closed),
        ("overdue entries", sum(bool(one["overdue_days"]) for one in entries), counts.overdue),
        ("total in words", re.findall(r"事项(\d+)件", preamble)[:1], [str(counts.total)]),
        (
            "closed in words",
            re.findall(r"已完成工作(\d+)件（占([\d.]+%)）", preamble),
            [(str(counts.closed), counts.shares[0])],
        ),
        (
            "under way in words",
            re.findall(r"正在推进的工作(\d+)件（占([\d.]+%)）", preamble),
            [(str(counts.under_way), counts.shares[1])],
        ),
    ):
        if told != counted:
            yield f"{name}: printed {told}, counted {counted}"
    yield from _summary_disagreements(counts, summary)


def _summary_disagreements(counts: Counts, summary: str) -> Iterator[str]:
    for name, form in _SUMMARY.items():
        counted = getattr(counts, name)
        found = form.search(summary)
        if (int(found[1]) if found else 0) != counted:
            yield f"{name} in the group: {found and found[0]!r}, counted {counted}"
    for name, share in zip(("closed", "under_way"), counts.shares, strict=True):
        found = _SUMMARY[name].search(summary)
        if found and found[2] != share:
            yield f"share of {name} in the group: {found[2]}, counted {share}"
