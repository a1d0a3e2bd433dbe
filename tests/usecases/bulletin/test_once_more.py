"""Asked once more before the same is printed again; one paragraph after the other; a state is no words."""

import pytest

from storage.bulletin import bulletins
from storage.database import Database
from tests.building import county
from tests.conftest import Clock
from tests.feeding import button, press
from tests.feeding import feed as fed
from tests.usecases.bulletin.test_bulletin import an_office, bind, close, draft, posts, press_publish, report
from tests.usecases.bulletin.test_correct_bulletin import correction, issued


async def test_an_issue_that_says_the_same_is_asked_about(database: Database) -> None:
    made = await an_office(database)
    await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    before = len(await posts(database))
    _, _, shown = await draft(database, made)
    asked = await fed(database, "alice", press("alice", button(shown, "发布")))
    assert asked.text == "与第1期内容相同，仍要发布？"
    assert len(await posts(database)) == before
    done = await fed(database, "alice", press("alice", button(asked, "仍要发布")))
    assert done.text.startswith("已发布第2期")


@pytest.mark.parametrize("what", ["report", "closed", "added", "reworded"])
async def test_what_is_new_goes_without_a_question(database: Database, clock: Clock, what: str) -> None:
    made = await county(database)
    await bind(database, made)
    for place in range(3):
        await made.item(f"第{place + 1}项")
    await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    clock.advance(hours=1)
    if what == "report":
        await report(database, made, "bob", "#2", "方案已经印发", 1)
    elif what == "closed":
        await close(database, 1)
    elif what == "added":
        await made.item("又一项")
    bulletin_id, version, shown = await draft(database, made)
    if what == "reworded":
        page = await fed(database, "alice", press("alice", button(shown, "逐段改写")))
        await fed(database, "alice", press("alice", button(page, "改这段")))
        await fed(database, "alice", "正在编制方案")
        version += 1
    assert (await press_publish(database, made, "alice", bulletin_id, version)).startswith("已发布第2期")


async def test_a_week_later_with_nothing_new_it_is_the_same(database: Database, clock: Clock) -> None:
    made = await county(database)
    await bind(database, made)
    await made.item("修桥")
    await report(database, made, "bob", "#1", "方案已经印发", 1)
    await press_publish(database, made, "alice", *(await draft(database, made))[:2])
    clock.advance(days=5)
    assert "与第1期内容相同" in await press_publish(database, made, "alice", *(await draft(database, made))[:2])


async def test_paragraphs_are_given_by_number_one_after_the_other(database: Database) -> None:
    made = await an_office(database, total=4, closed=0)
    bulletin_id, _, shown = await draft(database, made)
    page = await fed(database, "alice", press("alice", button(shown, "逐段改写")))
    await fed(database, "alice", press("alice", button(page, "按编号改")))
    for words in ("#2 方案已印发", "#3 已开工", "标题 落实情况通报", "#4"):
        await fed(database, "alice", words)
    await fed(database, "alice", "正在招标")
    assert (await fed(database, "alice", "#99 好")).kind == "refusal"
    done = await fed(database, "alice", "二1 已完工")
    assert done.text.startswith("#1 已改写")
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
    assert row is not None
    for words in ("方案已印发。", "已开工。", "落实情况通报", "正在招标。", "已完工。"):
        assert words in str(row.snapshot)


@pytest.mark.parametrize("words", ["#2 状态 已完成", "二2 状态：正在推进", "#2 改状态", "#2 状态改为已办结。"])
async def test_a_state_is_not_printed_as_words(database: Database, words: str) -> None:
    made, bulletin_id = await issued(database)
    draft_id, version = await correction(database, made, bulletin_id)
    page = await fed(database, "alice", press("alice", f"p:reword:{draft_id}:{version}:0"))
    await fed(database, "alice", press("alice", button(page, "按编号改")))
    told = await fed(database, "alice", words.replace("二2", "二1"))
    assert told.text.startswith("状态不是段落里的文字，没有改动。请点【改状态】。")
    chosen = await fed(database, "alice", press("alice", button(told, "改状态")))
    assert "列为" in str(chosen.choices)
    assert (await fed(database, "alice", "#2 状态良好，正在验收")).text.startswith("#2 已改写")


async def test_a_state_is_refused_in_a_draft_in_one_line(database: Database) -> None:
    made = await an_office(database, total=2, closed=0)
    _, _, shown = await draft(database, made)
    page = await fed(database, "alice", press("alice", button(shown, "逐段改写")))
    await fed(database, "alice", press("alice", button(page, "按编号改")))
    refused = await fed(database, "alice", "#2 状态 已完成")
    assert refused.kind == "refusal"
    assert "\n" not in refused.text


async def test_a_silent_week_prints_what_was_said_before_with_its_day(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", units=("县农林局", "县财政局"))
    await report(database, made, "bob", "#1", "方案已经印发", 1)
    clock.advance(days=7)
    _, _, shown = await draft(database, made, "本周")
    page = await fed(database, "alice", press("alice", button(shown, "逐段改写")))
    assert "县农林局：截至11月23日，方案已印发。县财政局暂无进展反馈。" in page.text
