"""Supervision slips as papers: the words of the form, its files, and who may have them."""

from datetime import date
from pathlib import Path

import pytest

from bot.draw import Drawing
from bot.draw_forms import FORMS
from domain.notes import Paper
from domain.papers.printed import PaperSlip
from storage.database import Database
from tests.building import County, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from usecases.items.slip_papers import drawn_slip, papers_of_label


async def given(database: Database) -> County:
    made = await county(database)
    await made.item("修建河堤", deadline=date(2026, 11, 20), meeting="2026年县政府第5次常务会议")
    await feed(database, "bob", "/report 1 基础过半")
    return made


async def slip(database: Database, paper: Paper) -> PaperSlip:
    async with database.reading() as tx:
        return await drawn_slip(tx, paper.kind.removesuffix("_pdf"), paper.subject)


async def test_a_slip_is_printed_with_its_number_colour_and_room_for_the_answer(
    database: Database, clock: Clock
) -> None:
    await given(database)
    clock.advance(days=15)
    shown = await feed(database, "alice", "/slip 1")
    done = await feed(database, "alice", press("alice", button(shown, "确认发蓝单")))
    files = [one.paper for one in done.more]
    assert [one.name for one in files if one] == ["督办单〔2026〕1号.pdf", "督办单〔2026〕1号.docx"]
    (told,) = await heard(database, "bob", "slip_paper")
    assert told.paper == files[0]
    assert told.item_id == 1
    assert files[0] is not None
    form = await slip(database, files[0])
    assert (form.masthead, form.number, form.colour) == ("督办单", "督办单〔2026〕1号", "1F4FA3")
    assert dict(form.rows) == {
        "责任单位": "县农林局",
        "督办事项": "#1 修建河堤",
        "事项来源": "2026年县政府第5次常务会议",
        "办理时限": "2026年11月20日",
        "督办类别": "蓝单",
        "督办事由": "逾期18天、15天未反馈进展",
        "最近反馈": "2026年11月23日县农林局：基础过半",
        "督办要求": "请于2026年12月15日前书面答复，写明工作进展、存在问题的原因和完成时间；"
        "也可在督办机器人中直接回复。",
    }
    assert form.answer_title.startswith("答复")
    assert form.answer_lines >= 4


async def test_an_item_without_a_slip_has_the_plain_one_to_all_its_units(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", units=("县农林局", "县财政局"), subs=("勘察", "施工"))
    answer = await feed(database, "alice", "打印督办单 1")
    assert answer.paper is not None
    assert [one.paper.name for one in answer.more if one.paper] == ["督办单（1号事项）.docx"]
    form = await slip(database, answer.paper)
    rows = dict(form.rows)
    assert (form.number, form.colour) == ("督办单〔2026〕　　号", "E60012")
    assert rows["责任单位"] == "县农林局、县财政局"
    assert rows["督办事项"] == "#1 修桥\n①勘察\n②施工"
    assert rows["办理时限"] == "未定时限"
    assert "请于2026年11月30日前书面答复" in rows["督办要求"]
    assert not {"督办类别", "督办事由"} & set(rows)
    async with database.reading() as tx:
        assert await papers_of_label(tx, "#1") == (answer.paper, answer.more[0].paper)
        assert await papers_of_label(tx, "#9") == ()


@pytest.mark.parametrize("deadline", [date(2026, 10, 20), date(2026, 11, 23), date(2027, 6, 30)])
async def test_the_answer_is_due_by_its_own_rule_and_never_in_the_past(database: Database, deadline: date) -> None:
    made = await county(database)
    await made.item("修桥", deadline=deadline)
    answer = await feed(database, "alice", "/print 1")
    assert answer.paper is not None
    assert "请于2026年11月30日前书面答复" in dict((await slip(database, answer.paper)).rows)["督办要求"]


@pytest.mark.parametrize("name", ["bob", "lena", "adam"])
async def test_only_supervisors_print_slips(database: Database, name: str) -> None:
    await given(database)
    assert (await feed(database, name, "/print 1")).kind == "refusal"


async def test_without_units_or_item_the_answer_says_what_to_do(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", units=())
    assert "请先发 /assign 1 县农林局，交办" in (await feed(database, "alice", "/print 1")).text
    assert (await feed(database, "alice", "/print 99")).kind == "refusal"
    assert "/print 37" in (await feed(database, "alice", "/print")).text


async def test_every_kind_is_drawn_off_the_rows(database: Database, tmp_path: Path) -> None:
    await given(database)
    drawing = Drawing(database, files=tmp_path)
    answer = await feed(database, "alice", "/year 2026")
    papers = [one.paper for one in (answer, *answer.more) if one.paper]
    answer = await feed(database, "alice", "/print 1")
    papers += [one.paper for one in (answer, *answer.more) if one.paper]
    assert {one.kind for one in papers} == FORMS - {"slip", "slip_pdf"}
    for paper in papers:
        content = await drawing.draw(paper)
        assert content.startswith(b"%PDF" if paper.name.endswith(".pdf") else b"PK")
