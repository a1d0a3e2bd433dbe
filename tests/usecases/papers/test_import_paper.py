"""A paper comes in: 17 items with everything on them, once, as the supervisor saw and corrected them."""

import asyncio
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import col

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.office.people import Role
from domain.office.units import is_group
from domain.papers.reading import Anomaly, ReadItem, ReadPaper, ReadSection, ReadSubItem
from domain.refusals import BadInput
from domain.states import State
from storage.audit import entries_about, find_flaw
from storage.database import Database
from storage.items import targets
from storage.office import people
from storage.tables import (
    Assignment,
    Cooperation,
    Item,
    ItemLeader,
    LeaderPart,
    Meeting,
    PaperDraft,
    Report,
    ReportKind,
    Setting,
    Unit,
)
from storage.talk import reports as stored
from tests.building import county
from tests.cast import all_of, push
from tests.conftest import Clock
from tests.feeding import feed, heard
from usecases.papers.write_import import import_reading

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"


def fictional() -> ReadPaper:
    """11 closed and 6 open items; #3 and #4 are both printed as 3, #3 has 4 sub-items and #16 has 5."""
    printed = [1, 2, 3, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6]
    items = [
        ReadItem(
            position,
            1 if position <= 11 else 2,
            number,
            f"第{position}件工作，认真抓好落实",
            lead_leaders=("吴明远",),
            responsible_units=("县农林局",),
            progress=f"第{position}件工作的进展。",
            state="closed" if position <= 11 else "in_progress",
        )
        for position, number in enumerate(printed, 1)
    ]
    items[2] = replace(items[2], sub_items=_subs(4), progress="")
    items[6] = replace(items[6], target=("1", "家"), long_term=True, responsible_units=("清河镇", "石桥镇", "清河镇"))
    items[11] = replace(items[11], cooperating_units=("县茶业局", "县农林局"), consulted_leaders=("陈立",))
    items[12] = replace(items[12], responsible_units=())
    items[13] = replace(items[13], responsible_units=("县农林局", "县 财政局", "县水利局"))
    items[14] = replace(items[14], deadline=date(2026, 12, 31), deadline_text="年底前")
    items[15] = replace(items[15], sub_items=_subs(5), progress="", responsible_units=("县市监局",))
    return ReadPaper(
        title="2026年第21次常务会议确定事项落实情况的通报",
        issue_number=35,
        paper_date=date(2026, 11, 20),
        meeting="2026年第21次常务会议",
        sections=(ReadSection(1, "已完成工作10件", "closed"), ReadSection(2, "正在推进", "in_progress")),
        items=tuple(items),
        send_to=("各镇人民政府",),
        copy_to=("县委办",),
        printed_by="某县人民政府办公室",
        anomalies=(
            Anomaly("section_count", "第一部分标题称10件，实际列出11件", 1),
            Anomaly("repeated_number", "第一部分编号3出现2次", 1, (3, 4)),
            Anomaly("no_unit", "第二部分第2项没有写明责任单位", 2, (13,)),
        ),
    )


def _subs(count: int) -> tuple[ReadSubItem, ...]:
    return tuple(ReadSubItem(number, f"子事项{number}", f"子进展{number}。") for number in range(1, count + 1))


def arrived(paper: ReadPaper, text_hash: str = "h1") -> Arrival:
    return Arrival(reading=paper, source_name="通报.docx", text_hash=text_hash)


async def bring(database: Database, paper: ReadPaper, who: str = "alice", text_hash: str = "h1") -> Answer:
    return await feed(database, who, "（文件）", arrived(paper, text_hash))


async def whole_items(database: Database) -> list[Item]:
    rows = await all_of(database, Item, col(Item.sub) == 0)
    return sorted(rows, key=lambda item: item.number)


async def test_preview_shows_figures_and_every_anomaly(database: Database) -> None:
    await county(database)
    paper = fictional()
    many = tuple(Anomaly("percent", f"疑点{number}号") for number in range(1, 41))
    first = await bring(database, replace(paper, anomalies=paper.anomalies + many))
    assert "读出17件，没有拿不准的\n✅ 已办结11件，🔄 推进中6件" in first.text
    assert "子事项9个" in first.text
    seen, page = first.text, first
    while any(choice.label == "下一页" for row in page.choices for choice in row):
        assert len(page.text) <= 1500
        page = await push(database, page, "下一页")
        assert page.edit
        seen += page.text
    for anomaly in (*paper.anomalies, *many):
        assert re.search(rf"⚠️ (?:\d+\. )?{anomaly.sentence}", seen)
    for item in paper.items:
        assert f"{item.position}.（原编号{item.number_as_printed}）" in seen
    assert await whole_items(database) == []


async def test_confirm_writes_all(database: Database) -> None:
    await county(database)
    answer = await push(database, await bring(database, fictional()), "确认导入（17件）")
    assert answer.title == "已导入17件：#1–#17，其中已办结11件"
    assert "没有责任单位的1件：#13" in answer.text
    assert "县水利局" in answer.text
    assert answer.edit
    items = await whole_items(database)
    assert [item.number for item in items] == list(range(1, 18))
    assert [item.number_as_printed for item in items[2:5]] == [3, 3, 4]
    assert Counter(item.state for item in items) == {State.CLOSED: 11, State.IN_PROGRESS: 6}
    assert all(item.closed_at is not None for item in items[:11])
    meetings = await all_of(database, Meeting, col(Meeting.title) == "2026年第21次常务会议")
    assert {item.meeting_id for item in items} == {meetings[0].meeting_id}
    assert (items[14].deadline, items[14].deadline_text) == (date(2026, 12, 31), "年底前")
    assert items[14].original_deadline == date(2026, 12, 31)
    assert (items[6].target_amount, items[6].target_measure, items[6].long_term) == (1, "家", True)


async def test_sub_items_share_number_units_and_state(database: Database) -> None:
    await county(database)
    await push(database, await bring(database, fictional()), "确认导入")
    subs = await all_of(database, Item, col(Item.sub) > 0)
    assert Counter(sub.number for sub in subs) == {3: 4, 16: 5}
    assert {sub.state for sub in subs if sub.number == 3} == {State.CLOSED}
    assert {sub.state for sub in subs if sub.number == 16} == {State.IN_PROGRESS}
    assert sorted(sub.label for sub in subs if sub.number == 3) == ["#3.1", "#3.2", "#3.3", "#3.4"]
    ids = {sub.item_id for sub in subs}
    hands = [one for one in await all_of(database, Assignment) if one.item_id in ids]
    assert len(hands) == 9
    reports = [one for one in await all_of(database, Report) if one.item_id in ids]
    assert sorted(one.text for one in reports)[0] == "子进展1。"
    assert len(reports) == 9


async def test_units_leaders_and_printed_progress(database: Database) -> None:
    await county(database)
    await push(database, await bring(database, fictional()), "确认导入")
    items = await whole_items(database)
    names = {unit.unit_id: unit.name for unit in await all_of(database, Unit)}
    # "县 财政局" is the 县财政局 that was there, and 清河镇 named twice is one.
    assert sorted(names.values()) == sorted(
        ["县农林局", "县财政局", "清河镇", "石桥镇", "县茶业局", "县水利局", "县市监局"]
    )
    hands = await all_of(database, Assignment)
    of_14 = {names[one.unit_id]: one.state for one in hands if one.item_id == items[13].item_id}
    assert of_14 == dict.fromkeys(("县农林局", "县财政局", "县水利局"), State.IN_PROGRESS)
    assert {one.state for one in hands if one.item_id == items[0].item_id} == {State.CLOSED}
    helping = [names[one.unit_id] for one in await all_of(database, Cooperation)]
    assert helping == ["县茶业局"]
    leaders = [one for one in await all_of(database, ItemLeader) if one.item_id == items[11].item_id]
    assert {(one.part, one.name) for one in leaders} == {(LeaderPart.LEAD, "吴明远"), (LeaderPart.CONSULTED, "陈立")}
    reports = {one.item_id: one for one in await all_of(database, Report)}
    alone, shared = reports[items[11].item_id], reports[items[13].item_id]
    assert (alone.kind, alone.person_id, alone.text) == (ReportKind.IMPORTED, None, "第12件工作的进展。")
    assert names[alone.unit_id] == "县农林局"
    assert shared.unit_id is None
    # The fictional paper is of the 20th; it was known when it was imported.
    async with database.reading() as tx:
        assert {tx.day(one.reported_at) for one in reports.values()} == {date(2026, 11, 20)}
        assert {tx.day(one.known_at) for one in reports.values()} == {tx.today}


@pytest.mark.parametrize("paper_date", [None, date(2026, 11, 24), date(2027, 1, 1)])
async def test_what_is_reported_after_an_import_is_newer_than_what_the_paper_says(
    database: Database, paper_date: date | None
) -> None:
    await county(database)
    await push(database, await bring(database, replace(fictional(), paper_date=paper_date)), "确认导入")
    await feed(database, "bob", "/report 12 基础工程完工")
    (item,) = await all_of(database, Item, col(Item.number) == 12)
    async with database.reading() as tx:
        newest = (await stored.latest(tx, item.item_id))[0].report
    assert newest.text == "基础工程完工"


async def test_office_learns_where_its_bulletins_go_once(database: Database) -> None:
    await county(database)
    await push(database, await bring(database, fictional()), "确认导入")
    other = replace(fictional(), meeting="2026年第22次常务会议", send_to=("别处",))
    await push(database, await bring(database, other, text_hash="h2"), "确认导入")
    rows = await all_of(database, Setting, col(Setting.name) == "bulletin")
    assert [row.value for row in rows] == [
        {"send_to": ["各镇人民政府"], "copy_to": ["县委办"], "printed_by": ["某县人民政府办公室"]}
    ]


async def test_one_card_for_each_official(database: Database) -> None:
    await county(database)
    await push(database, await bring(database, fictional()), "确认导入")
    bob, carol = await heard(database, "bob"), await heard(database, "carol")
    assert [note.title for note in bob] == ["📌 新交办您单位4件"]
    assert [label for label in ("#12", "#14", "#15", "#17") if label in bob[0].text] == ["#12", "#14", "#15", "#17"]
    assert "#1 " not in bob[0].text
    assert [note.title for note in carol] == ["📌 新交办您单位1件"]
    assert carol[0].item_id == (await whole_items(database))[13].item_id


async def test_audit_has_the_import_and_each_item(database: Database) -> None:
    await county(database)
    await push(database, await bring(database, fictional()), "确认导入")
    async with database.reading() as tx:
        entries = await entries_about(tx, "", 200)
        assert await find_flaw(tx) is None
    done = Counter(entry.action for entry in entries)
    assert (done["read_paper"], done["import"], done["register"]) == (1, 1, 17)
    told = json.loads(next(entry.after for entry in entries if entry.action == "import"))
    assert (told["closed"], len(told["items"])) == (11, 17)


async def test_second_press_changes_nothing_and_names_the_first(database: Database, clock: Clock) -> None:
    await county(database)
    preview = await bring(database, fictional())
    await push(database, preview, "确认导入")
    clock.advance(minutes=5)
    again = await push(database, preview, "确认导入", "dave")
    assert again.text == "这份预览已由艾督于11月23日09:00确认导入，没有重复处理。"
    late = await push(database, preview, "取消", "dave")
    assert late.kind == "refusal"
    assert len(await whole_items(database)) == 17


async def test_same_paper_twice_has_nothing_new(database: Database) -> None:
    await county(database)
    await push(database, await bring(database, fictional()), "确认导入")
    again = await bring(database, fictional(), "dave")
    assert "17件事项都已在库" in again.text
    assert "已由艾督于11月23日09:00导入过" in again.title
    assert again.choices == ()
    assert len(await all_of(database, PaperDraft)) == 1


async def test_only_new_items_of_a_known_paper_are_offered(database: Database) -> None:
    await county(database)
    paper = fictional()
    await push(database, await bring(database, replace(paper, items=paper.items[:15])), "确认导入")
    # The same words with other spaces and widths are the same item.
    respaced = replace(paper.items[0], directive="第1件工作, 认真抓好落实".replace(", ", " ，"))
    again = await bring(database, replace(paper, items=(respaced, *paper.items[1:])), text_hash="h2")
    assert "其中15件已在库" in again.text
    done = await push(database, again, "只导入新的2件")
    assert done.title == "已导入2件：#16–#17，其中已办结0件"
    assert [item.number for item in await whole_items(database)] == list(range(1, 18))


async def test_button_that_promised_other_items_shows_the_preview_again(database: Database) -> None:
    await county(database)
    paper = fictional()
    whole = await bring(database, paper)
    part = await bring(database, replace(paper, items=paper.items[:3]), "dave", "h2")
    await push(database, part, "确认导入", "dave")
    shown = await push(database, whole, "确认导入（17件）")
    assert shown.kind == "preview"
    assert len(await whole_items(database)) == 3
    done = await push(database, shown, "只导入新的14件")
    assert done.title.startswith("已导入14件：#4–#17")


async def test_two_supervisors_confirm_at_the_same_moment(database: Database) -> None:
    await county(database)
    hers, his = await bring(database, fictional()), await bring(database, fictional(), "dave", "h2")
    answers = await asyncio.gather(push(database, hers, "确认导入"), push(database, his, "确认导入", "dave"))
    assert sorted(answer.kind for answer in answers) == ["answer", "refusal"]
    assert [item.number for item in await whole_items(database)] == list(range(1, 18))


async def test_file_of_a_supervisor_with_a_unit_is_evidence_where_it_answers(database: Database) -> None:
    made = await county(database)
    await made.item("制定品牌建设方案")
    async with database.transaction() as tx:
        await people.add_seat(tx, made.person_ids["dave"], Role.OFFICIAL, made.unit_ids["县农林局"])
    await feed(database, "dave", "/report 1")
    stored = await feed(database, "dave", "方案已印发，见附件", arrived(fictional()))
    assert stored.text.startswith("已记录")
    assert (await bring(database, fictional(), "dave")).kind == "preview"


async def test_cancel_writes_nothing(database: Database) -> None:
    await county(database)
    preview = await bring(database, fictional())
    assert (await push(database, preview, "取消")).edit
    assert (await push(database, preview, "确认导入")).kind == "refusal"
    assert await whole_items(database) == []


async def test_import_asks_for_the_paper_and_takes_it(database: Database) -> None:
    await county(database)
    asked = await feed(database, "alice", "/import")
    assert asked.ask
    preview = await bring(database, fictional())
    assert preview.kind == "preview"
    # The question is answered: the next words are plain talk again.
    assert "文字太短" not in (await feed(database, "alice", "谢谢")).text


async def test_paper_that_could_not_be_read_says_why(database: Database) -> None:
    await county(database)
    broken = Arrival(refusal=BadInput("这是扫描件，没有文字。"), source_name="扫描.pdf")
    assert (await feed(database, "alice", "x", broken)).text == "这是扫描件，没有文字。"
    empty = await bring(database, ReadPaper(title="空"))
    assert "没有读出事项" in empty.text
    assert (await feed(database, "alice", "/import 一句话")).kind == "refusal"


async def test_others_may_neither_bring_nor_press(database: Database) -> None:
    await county(database)
    assert (await bring(database, fictional(), "lena")).kind == "refusal"
    preview = await bring(database, fictional())
    for who in ("bob", "lena", "adam"):
        assert (await push(database, preview, "确认导入", who)).kind == "refusal"
        assert (await push(database, preview, "取消", who)).kind == "refusal"
    assert await whole_items(database) == []


async def test_missing_unit_is_named_by_button(database: Database) -> None:
    await county(database)
    done = await push(database, await bring(database, fictional()), "确认导入")
    asked = await push(database, done, "交办 #13")
    assert asked.ask
    given = await feed(database, "alice", "县财政局")
    assert "已交办 #13：县财政局" in given.text
    assert [note.kind for note in await heard(database, "carol")] == ["assigned", "assigned"]


async def test_command_line_imports_without_an_actor(database: Database) -> None:
    async with database.transaction() as tx:
        done = await import_reading(tx, fictional(), skip=(1, 2))
    assert (done.labels[0], done.labels[-1], done.closed) == ("#1", "#15", 9)
    assert [label for _, label in done.without_unit] == ["#11"]


@pytest.mark.parametrize(
    ("progress", "stands"),
    [
        ("石门镇已培育1家，清河镇已培育2家。", {"石门镇": 1, "清河镇": 2}),
        ("石门镇、清河镇各培育2家，其余正在推进。", {"石门镇": 2, "清河镇": 2}),
        ("石门镇已培育1家；清河镇正在洽谈2家", {"石门镇": 1}),
        ("各镇均已培育1家", {"石门镇": 1, "清河镇": 1}),
        ("石门镇、清河镇共培育3家", {}),
    ],
)
async def test_a_papers_figures_count_for_the_units_that_it_names(
    database: Database, progress: str, stands: dict[str, int]
) -> None:
    await county(database)
    paper = fictional()
    towns = replace(
        paper.items[12],
        directive="每镇各培育电商示范店3家",
        target=("3", "家"),
        responsible_units=("石门镇", "清河镇"),
        progress=progress,
    )
    async with database.transaction() as tx:
        await import_reading(tx, replace(paper, items=(towns,)))
    async with database.reading() as tx:
        assert (await targets.amounts(tx, [1])).get(1, {}) == stands
    card = await feed(database, "alice", "/item 1")
    assert f"累计{sum(stands.values())}家/目标6家" in card.text


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample documents lie beside the project, not in it")
async def test_seed_gives_17_items(database: Database) -> None:
    from papers.reading.bulletin_reader import read_paper

    await county(database)
    truth = json.loads((SAMPLES / "00-seed.json").read_text())
    paper = read_paper((SAMPLES / "00-seed.txt").read_text())
    done = await push(database, await bring(database, paper), "确认导入（17件）")
    assert done.title == "已导入17件：#1–#17，其中已办结11件"
    items = await whole_items(database)
    assert Counter(item.state for item in items) == {State.CLOSED: 11, State.IN_PROGRESS: 6}
    subs = await all_of(database, Item, col(Item.sub) > 0)
    assert Counter(sub.number for sub in subs) == {3: 4, 16: 5}
    units = {unit.unit_id: unit.name for unit in await all_of(database, Unit)}
    hands = await all_of(database, Assignment)
    for item, expected in zip(items, truth["items"], strict=True):
        assert item.number_as_printed == expected["number_as_printed"]
        mine = {units[one.unit_id] for one in hands if one.item_id == item.item_id}
        assert mine == {name for name in expected["responsible_units"] if not is_group(name)}
    assert (items[6].target_amount, items[6].target_measure) == (1, "家")
