"""[只印有变化的] from the draft's preview: what has news since the last issue is printed, the rest by its numbers."""

from datetime import UTC, datetime, timedelta

from domain.bulletin.snapshot import bulletin_from_json
from storage.bulletin import bulletins
from storage.database import Database
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, press
from tests.feeding import feed as fed
from tests.usecases.bulletin.test_bulletin import bind, draft, posts, press_anyway, report


async def test_a_short_issue_goes_out(database: Database, clock: Clock) -> None:
    made = await county(database)
    clock.at = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
    await bind(database, made)
    for place in range(4):
        meeting = f"2026年第{place // 2 + 4}次常务会议"
        await made.item(f"推进第{place + 1}项重点工作", units=("县农林局",), meeting=meeting)
    await report(database, made, "bob", "#1", "方案已经印发", 1)
    first = await draft(database, made)
    assert "只印有变化的" not in str(first[2].choices)
    await press_anyway(database, made, "alice", *first[:2])
    clock.at += timedelta(days=7)
    await report(database, made, "bob", "#2", "已经开工建设", 2)
    _, _, shown = await draft(database, made)
    short = await fed(database, "alice", press("alice", button(shown, "只印有变化的")))
    assert button(short, "全部印出")
    bulletin_id, version, again = await draft(database, made)
    assert button(again, "全部印出")
    await press_anyway(database, made, "alice", bulletin_id, version)
    whole = (await posts(database))[-1].folded
    assert "（一）2026年第4次常务会议\n1、“推进第2项重点工作”。" in whole
    assert "其余3件本周无新变化：1、3、4号。" in whole
    assert "第1项重点工作" not in whole
    async with database.reading() as tx:
        row = await bulletins.newest_issue(tx)
    assert row is not None
    assert len(bulletin_from_json(row.snapshot).entries) == 4


async def test_all_in_full_again(database: Database, clock: Clock) -> None:
    made = await county(database)
    await bind(database, made)
    await made.item("修桥", units=("县农林局",))
    await press_anyway(database, made, "alice", *(await draft(database, made))[:2])
    clock.advance(days=7)
    _, _, shown = await draft(database, made)
    short = await fed(database, "alice", press("alice", button(shown, "只印有变化的")))
    assert "本周无变化。" in short.text
    back = await fed(database, "alice", press("alice", button(short, "全部印出")))
    assert "本周无变化。" not in back.text
