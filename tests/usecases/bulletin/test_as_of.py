"""A bulletin about a period that is over tells how it stood at its end, whatever became of the items since."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from domain.bulletin.scopes import BulletinScope, span_of
from domain.bulletin.snapshot import BulletinSnapshot
from domain.notes import Answer
from storage.database import Database
from storage.tables import AuditEntry, Former
from tests.building import County, county
from tests.cast import all_of
from tests.conftest import Clock
from tests.feeding import button, feed, press
from tests.usecases.bulletin.replay import Figures, replayed
from tests.usecases.bulletin.test_bulletin_kinds import drafted

FARM, MONEY = "县农林局", "县财政局"
UNITS = {"bob": FARM, "carol": MONEY}
BEGAN = datetime(2026, 9, 7, 2, 0, tzinfo=UTC)
OCTOBER = (datetime(2026, 9, 30, 16, 0, tzinfo=UTC), datetime(2026, 10, 31, 16, 0, tzinfo=UTC))


async def confirmed(database: Database, who: str, words: str) -> Answer:
    """What is shown before it is done, and done."""
    shown = await feed(database, who, words)
    if any("确认" in choice.label for row in shown.choices for choice in row):
        return await feed(database, who, press(who, button(shown, "确认")))
    return shown


async def register(database: Database, what: str, units: str, due: str) -> None:
    answer = await confirmed(database, "alice", f"/new {what}；{units}；{due}")
    assert "已立项" in answer.text, answer.text


async def of_audit(made: County, database: Database, since: datetime, until: datetime) -> Figures:
    async with database.reading() as tx:
        entries = (await tx.session.exec(select(AuditEntry).order_by(col(AuditEntry.position)))).all()
        zone = tx.profile.zone
    unit_of = {made.person_ids[name]: unit for name, unit in UNITS.items()}
    return replayed(entries, unit_of, since, until, zone)


def told_figures(bulletin: BulletinSnapshot) -> dict[str, object]:
    late = sorted(entry.label for entry in bulletin.entries if entry.overdue_days)
    return {
        "total": bulletin.total,
        "closed": bulletin.closed,
        "stopped": bulletin.stopped,
        "overdue": len(late),
        "units": {entry.label: sorted(entry.units) for entry in bulletin.entries},
        "late": late,
    }


def of_replay(figures: Figures) -> dict[str, object]:
    return {name: getattr(figures, name) for name in ("total", "closed", "stopped", "overdue", "units", "late")}


async def month_told(database: Database, clock: Clock) -> BulletinSnapshot:
    return await drafted(database, span_of(BulletinScope.MONTH, date(2026, 10, 15)))


WHAT = ("修建河堤", "整治河道", "清理库区", "补植行道树", "检修水闸", "改造农贸市场")


ACTS = (
    *("report", "report", "done", "done", "finish", "finish", "approve", "return"),
    *("due", "assign", "instead", "stop", "void", "reopen", "reopen"),
)


async def by_unit(database: Database, chance: random.Random, words: str) -> Answer:
    """By whichever unit has it."""
    first, second = chance.sample(tuple(UNITS), 2)
    answer = await feed(database, first, words)
    return answer if answer.kind != "refusal" else await feed(database, second, words)


async def a_step(database: Database, chance: random.Random, number: int) -> str:
    """One thing that somebody may do with an item; what the state forbids is refused."""
    act = chance.choice(ACTS)
    match act:
        case "report":
            answer = await by_unit(database, chance, f"/report {number} 已完成第{chance.randint(2, 900)}段勘测")
        case "done" | "finish":
            words = f"/done {number} 工作已全部完成，第{chance.randint(2, 900)}号验收单已签"
            answer = await by_unit(database, chance, words)
            if act == "finish":
                answer = await feed(database, "alice", f"/approve {number}")
        case "approve":
            answer = await feed(database, "alice", f"/approve {number}")
        case "return":
            answer = await feed(database, "dave", f"/return {number} 缺验收单第{chance.randint(2, 900)}号")
        case "due":
            day = date(2026, 9, 20) + timedelta(days=chance.randint(0, 80))
            answer = await confirmed(database, "alice", f"/due {number} {day.year}年{day.month}月{day.day}日")
        case "assign":
            answer = await feed(database, "alice", f"/assign {number} {chance.choice((FARM, MONEY))}")
        case "instead":
            answer = await feed(database, "alice", f"/assign {number} 改派 {chance.choice((FARM, MONEY))}")
        case "stop":
            answer = await confirmed(database, "alice", f"/stop {number} 资金未落实")
        case "void":
            answer = await confirmed(database, "alice", f"/void {number} 重复立项")
        case _:
            answer = await confirmed(database, "alice", f"/reopen {number} 情况有变")
    return f"{act}{'' if answer.kind != 'refusal' else ' refused'}"


@pytest.mark.parametrize("seed", range(6))
async def test_random_lives_are_told_as_the_audit_replays_them(database: Database, clock: Clock, seed: int) -> None:
    chance, made = random.Random(seed), await county(database)
    clock.at = BEGAN
    for what in WHAT[:4]:
        units = chance.choice((FARM, MONEY, f"{FARM}、{MONEY}"))
        await register(database, what, units, chance.choice(("9月25日", "10月20日", "11月10日", "12月20日")))
    done: Counter[str] = Counter()
    for step in range(60):
        clock.advance(hours=chance.randint(20, 40))
        if step == 25:
            await register(database, WHAT[4], FARM, "10月30日")
        done[await a_step(database, chance, chance.randint(1, 5 if step >= 25 else 4))] += 1
    clock.at = max(clock.at, datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    await register(database, WHAT[5], MONEY, "12月30日")
    told, replay = await month_told(database, clock), await of_audit(made, database, *OCTOBER)
    assert told_figures(told) == of_replay(replay), done
    assert f"期内销号{replay.finished}件、新立项{replay.registered}件" in told.preamble
    assert await all_of(database, Former), done
    assert sum(count for act, count in done.items() if not act.endswith("refused")) > 15, done


async def test_what_happened_after_the_month_is_not_in_it(database: Database, clock: Clock) -> None:
    await county(database)
    clock.at = BEGAN
    for what in WHAT[:5]:
        await register(database, what, FARM, "10月20日")
    clock.at = datetime(2026, 10, 15, 2, 0, tzinfo=UTC)
    await feed(database, "bob", "/done 1 已全部完成并通过验收")
    await feed(database, "alice", "/approve 1")
    await feed(database, "bob", "/report 2 已完成勘测，正在招标")
    clock.at = datetime(2026, 11, 5, 2, 0, tzinfo=UTC)
    before = await month_told(database, clock)
    assert (before.total, before.closed, before.stopped) == (5, 1, 0)
    assert sorted(one.overdue_days for one in before.entries) == [0, 11, 11, 11, 11]
    await confirmed(database, "alice", "/reopen 1 验收材料不实")
    await confirmed(database, "alice", "/stop 2 资金未落实")
    await confirmed(database, "alice", "/void 3 重复立项")
    await feed(database, "alice", f"/assign 4 改派 {MONEY}")
    await confirmed(database, "alice", "/due 5 12月31日")
    await feed(database, "carol", "/report 4 已接手，正在核对清单")
    after = await month_told(database, clock)
    assert after.to_json() == before.to_json()
    assert (after.as_of, after.dated) == (date(2026, 10, 31), date(2026, 11, 5))
    assert "截至2026年10月31日" in after.preamble
    now = await drafted(database, span_of(BulletinScope.MONTH, date(2026, 11, 5)))
    assert now.stopped == 1
    assert {one.label: one.units for one in now.entries} == {"#1": (FARM,), "#4": (MONEY,), "#5": (FARM,)}
