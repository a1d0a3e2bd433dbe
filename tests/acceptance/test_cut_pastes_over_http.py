"""A text longer than one message holds, which Telegram's app cut: one paper, one report, over real HTTP."""

from datetime import date, timedelta

from sqlmodel import col, select

from sandbox import Phone
from storage.database import Database
from storage.tables import DraftState, PaperDraft
from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given

HEAD = "云岭县人民政府常务会议纪要\n（2026年第9次）\n会议议定以下事项：\n"
LIMIT = date(2026, 12, 20)


def paper(items: int) -> str:
    works = "新建、改造并验收通村公路、灌溉渠道和村级卫生室，逐村建立台账，按月调度进度，确保质量和安全"
    return HEAD + "\n".join(
        f"{number}.由县农林局负责，{works}，完成第{number}批示范村建设任务，2026年12月31日前完成。"
        for number in range(1, items + 1)
    )


def parts(text: str, most: int = 4096) -> list[str]:
    """As an app cuts: at the last line's end before the limit, else at the limit."""
    cut = []
    while len(text) > most:
        border = text.rfind("\n", most - 300, most)
        border = border if border > 0 else most
        cut.append(text[:border])
        text = text[border:].lstrip("\n")
    return [*cut, text]


async def drafts(town: Town) -> list[tuple[str, int]]:
    database = Database(town.settings.database(), town.clock)
    try:
        async with database.reading() as tx:
            rows = (await tx.session.exec(select(PaperDraft).order_by(col(PaperDraft.paper_draft_id)))).all()
        return [(row.state.value, len(row.reading["items"])) for row in rows]  # type: ignore[arg-type]
    finally:
        await database.close()


async def pasted(phone: Phone, text: str) -> None:
    for part in parts(text):
        await phone.send(part)


async def test_a_paper_that_was_cut_in_three_is_one(town: Town) -> None:
    alice = town.phones["alice"]
    text = paper(120)
    assert len(parts(text)) == 3
    async with at(town, TUESDAY):
        await pasted(alice, text)
        shown = await alice.wait(lambda one: "120件" in one.text or "共120" in one.text)
        assert shown.edited
        assert [state for state, _ in await drafts(town)] == [DraftState.DROPPED, DraftState.DROPPED, DraftState.OPEN]
        assert (await drafts(town))[-1][1] == 120
        previews = [one for one in alice.messages if one.from_bot and "确认导入" in str(one.labels)]
        assert len(previews) == 1


async def test_a_short_end_belongs_to_the_paper_and_what_follows_later_does_not(town: Town) -> None:
    alice = town.phones["alice"]
    text = paper(44)
    long, end = parts(text)[0], "45.由县财政局负责，拨付示范村建设经费，2026年12月31日前完成。"
    assert len(long) > 3000
    async with at(town, TUESDAY):
        await alice.send(long)
        await alice.send(end)
        await alice.wait(lambda one: one.edited and "确认导入" in str(one.labels))
        assert len(await drafts(town)) == 2
    async with at(town, TUESDAY + timedelta(minutes=5)):
        before = len(await drafts(town))
        await say(alice, "/item 1", "制定方案")
        assert len(await drafts(town)) == before


async def test_a_long_report_is_refused_once_and_its_end_is_no_report(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        await bob.send("/report 2 " + "堤防填筑按期推进，" * 450)
        await bob.send("全线已合龙，正在验收。")
        last = await bob.wait(lambda one: one.edited and "精简后重发" in one.text)
        assert "40" in last.text
        card = await say(bob, "/item 2", "修建清溪河堤防")
        assert "还没有进展反馈" in card.text


async def test_the_end_that_comes_after_a_restart_is_joined(town: Town) -> None:
    alice = town.phones["alice"]
    text = paper(60)
    first, last = parts(text)
    async with at(town, TUESDAY):
        await alice.send(first)
        await alice.wait(lambda one: "确认导入" in str(one.labels))
    async with at(town, TUESDAY):
        await alice.send(last)
        await alice.wait(lambda one: one.edited and "确认导入" in str(one.labels))
        assert (await drafts(town))[-1] == ("open", 60)
