"""A reading is looked over by taps: what is doubtful comes first, and what was mended holds for the next paper."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import col

from domain.arrivals import Arrival
from domain.notes import Answer
from domain.papers.reading import Anomaly, FieldSource, LeftOut, ReadItem, ReadPaper
from domain.papers.sameness import sketch_of
from domain.refusals import BadInput
from storage.database import Database
from storage.tables import DraftState, Item, PaperDraft, UnitAlias
from tests.building import county
from tests.cast import all_of, labels, push
from tests.feeding import button, feed, press
from tests.usecases.papers.test_import_paper import bring

NO_UNIT = FieldSource("responsible_units", (4, 4), "没有写明责任单位")
SUM = Anomaly("figures", "正文第2段称共40件，分项12件、27件合计39件，两者不符")


def minutes(number: int = 5, **more: object) -> ReadPaper:
    """Four items, two of them in doubt, and two stretches that are none."""
    items = (
        ReadItem(1, 1, 1, "由县财政局拨付资金", responsible_units=("县财政局",), source_lines=(3, 3)),
        ReadItem(2, 1, 2, "启动大桥维修；清河镇要做好交通疏导", source_lines=(4, 4), sources=(NO_UNIT,)),
        ReadItem(3, 1, 3, "联系人：平安", source_lines=(5, 5), sources=(replace(NO_UNIT, lines=(5, 5)),)),
        ReadItem(4, 1, 4, "修订章程（承办科室：医务科、护理部）", responsible_units=("县农林局",), source_lines=(6, 6)),
    )
    left = (LeftOut((8, 8), "五、抓好汛期值守", "没有任务"), LeftOut((9, 9), "六、落实巡查"), LeftOut((20, 20), "附则"))
    paper = ReadPaper(
        title=f"县政府第{number}次常务会议纪要",
        meeting=f"县政府第{number}次常务会议",
        paper_date=date(2026, 11, 20),
        items=items,
        left_out=left,
        anomalies=(SUM,),
    )
    return replace(paper, **more)  # type: ignore[arg-type]


async def test_the_preview_says_how_sure_it_is_and_what_was_left_out(database: Database) -> None:
    await county(database)
    page = await bring(database, minutes())
    assert "读出4件，其中2件请看" in page.text
    assert "未列为事项3处：\n· 第8行 五、抓好汛期值守（没有任务）" in page.text
    assert {"逐件看（2件）", "未列为事项3处", "1 是笔误", "1 没有问题"} <= set(labels(page))
    sure = await bring(database, minutes(items=minutes().items[:1], left_out=()), text_hash="h2")
    assert "读出1件，没有拿不准的" in sure.text
    assert "逐件看" not in str(labels(sure))


async def test_one_doubtful_item_after_another(database: Database) -> None:
    await county(database)
    card = await push(database, await bring(database, minutes()), "逐件看")
    assert (card.title, card.edit) == ("请看 1/2", True)
    assert "❓ 没有写明责任单位" in card.text
    assert "📍 原文第4行" in card.text
    card = await push(database, card, "是事项，无误")
    assert "✏️ 第2项是事项，已记下。" in card.text
    assert card.title == "请看 1/1"
    front = await push(database, card, "不是事项")
    assert "要看的都看过了，可以确认导入" in front.text
    assert "读出3件，没有拿不准的" in front.text
    assert "· 第5行 3. 联系人：平安（您说过不是事项）" in front.text
    done = await push(database, front, "确认导入（3件）")
    assert done.title.startswith("已导入3件")


async def test_next_leads_round_without_saying_anything(database: Database) -> None:
    await county(database)
    card = await push(database, await bring(database, minutes()), "逐件看")
    second = await push(database, card, "下一件")
    assert "联系人" in second.text
    assert "大桥" in (await push(database, second, "下一件")).text
    assert "导入预览 1" in (await push(database, second, "回预览")).title


@pytest.mark.parametrize(("name", "count"), [("县财政局", 1), ("县农林局", 1)])
async def test_the_unit_that_the_words_name_is_one_press(database: Database, name: str, count: int) -> None:
    await county(database)
    item = ReadItem(1, 1, 1, f"请{name}研究提出意见", source_lines=(3, 3), sources=(NO_UNIT,))
    card = await push(database, await bring(database, minutes(items=(item,))), "逐件看")
    assert labels(card)[0] == f"单位是{name}"
    front = await push(database, card, f"单位是{name}")
    assert f"✏️ 第1项责任单位：{name}" in front.text
    assert f"责任单位{count}个" in front.text


@pytest.mark.parametrize("glued", ["县财政局牵头县农林局", "县财政局县农林局", "请县财政局会县农林局"])
async def test_names_glued_together_come_apart(database: Database, glued: str) -> None:
    await county(database)
    strange = FieldSource("responsible_units", (3, 3), f"“{glued}”不在单位名册中")
    item = ReadItem(1, 1, 1, "拨付资金", responsible_units=(glued,), source_lines=(3, 3), sources=(strange,))
    card = await push(database, await bring(database, minutes(items=(item,))), "逐件看")
    front = await push(database, card, "单位是县财政局、县农林局")
    assert "✏️ 第1项责任单位：县财政局、县农林局" in front.text
    assert "没有拿不准的" in front.text


async def test_a_near_name_becomes_a_spelling_for_all_papers(database: Database) -> None:
    await county(database)
    strange = FieldSource("responsible_units", (3, 3), "“县财证局”不在单位名册中")
    items = tuple(
        ReadItem(at, 1, at, words, responsible_units=("县财证局",), source_lines=(at, at), sources=(strange,))
        for at, words in enumerate(("拨付资金", "审核预算"), 1)
    )
    card = await push(database, await bring(database, minutes(items=items)), "逐件看")
    front = await push(database, card, "“县财证局”是县财政局")
    assert "读出2件，没有拿不准的" in front.text
    assert "县财证局" in [one.name for one in await all_of(database, UnitAlias)]


LISTED = ("修建水厂", "改造老旧小区", "新增停车位", "建成口袋公园", "提标幼儿园")


def list_without_units() -> ReadPaper:
    items = tuple(
        ReadItem(at, 1, at, words, source_lines=(at, at), sources=(NO_UNIT,)) for at, words in enumerate(LISTED, 1)
    )
    odd = tuple(Anomaly("no_unit", f"第一部分第{at}项没有写明责任单位：…", 1, (at,)) for at in range(1, 6))
    return minutes(items=items, anomalies=odd)


async def test_what_is_doubtful_of_all_alike_is_one_line_and_one_press(database: Database) -> None:
    await county(database)
    page = await bring(database, list_without_units())
    assert "⚠️ 5件没有写明责任单位：第1、2、3、4、5项" in page.text
    assert page.text.count("没有写明责任单位") == 1
    settled = await push(database, page, "5件都照此读：没有写明责任单位")
    assert "✏️ 5件照此读" in settled.text
    assert "没有拿不准的" in settled.text
    assert "都照此读" not in str(labels(settled))


@pytest.mark.parametrize(
    ("kind", "line"), [("open_list", "4件的单位写作“等部门”，名单不全"), ("group", "4处是一组单位，请指明有哪些")]
)
async def test_what_many_items_lack_alike_is_one_line(database: Database, kind: str, line: str) -> None:
    await county(database)
    odd = tuple(Anomaly(kind, f"第{at}项不全", 1, (at,)) for at in range(1, 5))
    items = tuple(replace(item, open_list=kind == "open_list") for item in minutes().items)
    page = await bring(database, minutes(items=items, anomalies=odd))
    assert f"⚠️ {line}：第1、2、3、4项" in page.text
    assert "不全\n⚠️ 第" not in page.text
    few = await bring(database, minutes(items=items, anomalies=odd[:2]), text_hash="few")
    assert "第2项不全" in few.text


async def test_all_that_name_no_unit_are_given_one_at_once(database: Database) -> None:
    await county(database)
    page = await bring(database, list_without_units())
    asked = await push(database, page, "这5件都由…负责")
    assert asked.ask
    assert (await feed(database, "alice", "无")).kind == "refusal"
    told = await feed(database, "alice", "县财政局、住房专班")
    assert "✏️ 5件责任单位：县财政局、住房专班" in told.text
    assert "没有写明" not in told.text.partition("（已改正）")[0].partition("⚠️")[0]
    done = await push(database, told, "确认导入（5件）")
    assert done.title.startswith("已导入5件")
    assert "没有责任单位" not in done.text


async def test_two_are_one_and_one_is_two(database: Database) -> None:
    await county(database)
    card = await push(database, await bring(database, minutes()), "逐件看")
    split = await push(database, card, "拆成两项")
    assert "第2项已拆成两项，后一项是第5项" in split.text
    joined = await push(database, await _card_of(database, split, "5"), "与上一项是一项")
    assert "第5项已并入第2项" in joined.text
    shown = await _card_of(database, joined, "2")
    assert "启动大桥维修；清河镇要做好交通疏导" in shown.text


async def _card_of(database: Database, page: Answer, position: str) -> Answer:
    back = await push(database, page, "回预览") if "回预览" in labels(page) else page
    await push(database, back, "改某项")
    return await feed(database, "alice", position)


async def test_where_to_cut_is_asked_where_there_are_several_places(database: Database) -> None:
    await county(database)
    item = ReadItem(1, 1, 1, "拆除旧房；清运渣土；复垦土地", source_lines=(3, 3), sources=(NO_UNIT,))
    card = await push(database, await bring(database, minutes(items=(item,))), "逐件看")
    asked = await push(database, card, "拆成两项")
    assert (asked.title, labels(asked)) == (
        "从哪里起另成一项？",
        ["从“清运渣土；复垦土地”起", "从“复垦土地”起", "不拆"],
    )
    assert "请看" in (await push(database, asked, "不拆")).title
    done = await push(database, asked, "从“复垦土地”起")
    assert "已拆成两项" in done.text


async def test_what_was_left_out_is_taken_in_by_a_press(database: Database) -> None:
    await county(database)
    left = await push(database, await bring(database, minutes()), "未列为事项3处")
    assert left.title == "未列为事项"
    assert {"1 列为事项", "1 并入第4项", "1–2 这几行是一项"} <= set(labels(left))
    one = await push(database, left, "1 列为事项")
    assert "✏️ 已列为第5项" in one.text
    assert "共2处" in one.text
    again = await push(database, one, "1 并入第5项")
    assert "✏️ 已并入第5项" in again.text
    front = await push(database, again, "回预览")
    assert "读出5件" in front.text
    shown = await _card_of(database, front, "5")
    assert "抓好汛期值守；落实巡查" in shown.text


async def test_lines_that_follow_each_other_are_one_item(database: Database) -> None:
    await county(database)
    left = await push(database, await bring(database, minutes()), "未列为事项3处")
    one = await push(database, left, "1–2 这几行是一项")
    assert "共1处" in one.text
    assert "抓好汛期值守；落实巡查" in (await _card_of(database, one, "5")).text


async def test_what_was_mended_is_done_in_the_next_paper_of_the_kind_and_said(database: Database) -> None:
    await county(database)
    page = await bring(database, minutes())
    left = await push(database, page, "未列为事项3处")
    page = await push(database, await push(database, left, "1 列为事项"), "回预览")
    card = await push(database, await push(database, await push(database, page, "逐件看"), "下一件"), "不是事项")
    asked = await push(database, await _card_of(database, card, "4"), "责任单位")
    assert asked.ask
    told = await feed(database, "alice", "医务科、护理部")
    assert "✏️ 记住了：“承办科室”是责任单位" in told.text

    following = await bring(database, minutes(6), text_hash="h6")
    assert "✏️ 按您以前的改正：1处不列为事项，1处列为事项。" in following.text
    assert "以前您说过这类不是事项" in following.text
    items = replace(
        minutes(7).items[3], responsible_units=(), directive="改造病房（承办科室：总务科）", sources=(NO_UNIT,)
    )
    third = await bring(database, minutes(7, items=(items,), left_out=()), text_hash="h7")
    assert "“承办科室”读作责任单位（1件）" in third.text
    assert "没有拿不准的" in third.text
    other = await bring(database, minutes(title="党组会议纪要", meeting="党组会"), text_hash="h8")
    assert "以前的改正" not in other.text


async def test_a_verdict_holds_for_this_paper_in_whatever_format(database: Database) -> None:
    await county(database)
    sketch = sketch_of("县政府常务会议纪要" + "修建河堤拨付资金编制方案启动大桥维修" * 20)
    page = await push(database, await bring(database, minutes(sketch=sketch)), "1 没有问题")
    assert "✏️ 已记下：没有问题。" in page.text
    assert f"⚠️ {SUM.sentence}（您说：没有问题）" in page.text
    assert "1 是笔误" not in labels(page)
    elsewhere = replace(SUM, sentence=SUM.sentence.replace("第2段", "第9行"))
    again = await bring(database, minutes(sketch=sketch, anomalies=(elsewhere,)), text_hash="another")
    assert "（您说：没有问题）" in again.text
    other = replace(SUM, sentence=SUM.sentence.replace("27", "26"))
    fresh = await bring(database, minutes(sketch=sketch, anomalies=(other,)), text_hash="third")
    assert "您说" not in fresh.text
    next_issue = minutes(6, sketch=sketch, paper_date=date(2026, 11, 27))
    assert "您说" not in (await bring(database, next_issue, text_hash="fourth")).text


async def test_findings_of_a_bulletin_without_items_are_judged_too(database: Database) -> None:
    await county(database)
    bare = ReadPaper(anomalies=(SUM, replace(SUM, sentence="正文第3段称占80%")))
    alone = Arrival(source_name="通报.docx", text_hash="n1", bare=bare, refusal=BadInput("没有事项"))
    page = await feed(database, "alice", "（文件）", alone)
    assert "不能导入。数字对不上的有2处" in page.text
    page = await push(database, page, "2 是笔误")
    assert "（您说：是笔误）" in page.text
    assert "（您说：是笔误）" in (await feed(database, "alice", "（文件）", alone)).text
    assert await all_of(database, Item) == []


async def test_of_a_paper_without_items_a_person_takes_in_what_is_one(database: Database) -> None:
    await county(database)
    bare = ReadPaper(left_out=minutes().left_out, title="简报")
    found = Arrival(source_name="简报.docx", text_hash="n2", bare=bare, refusal=BadInput("没有事项"))
    page = await feed(database, "alice", "（文件）", found)
    assert "没有读出督办事项" in page.text
    assert "原文有3段" in page.text
    assert "确认导入" not in str(labels(page))
    left = await push(database, page, "逐段看（3段）")
    left = await push(database, left, "1 列为事项")
    done = await push(database, await push(database, left, "回预览"), "确认导入（1件）")
    assert done.title.startswith("已导入1件")
    (item,) = await all_of(database, Item)
    assert item.directive == "抓好汛期值守"
    few = replace(found, bare=replace(bare, left_out=bare.left_out[:2]), text_hash="n3")
    assert (await feed(database, "alice", "（文件）", few)).text == "没有事项"


async def test_the_same_words_in_another_format_are_known_again(database: Database) -> None:
    await county(database)
    sketch = sketch_of("县政府常务会议纪要" + "修建河堤拨付资金编制方案启动大桥维修" * 20)
    items = tuple(replace(item, sources=()) for item in minutes().items)
    paper = minutes(sketch=sketch, items=items)
    await push(database, await bring(database, paper), "确认导入（4件）")
    # As a table the heading is lost, and a bracket is written otherwise.
    reread = tuple(replace(item, directive=item.directive.replace("（", "(").replace("）", ")")) for item in items)
    table = replace(paper, title="", meeting="", items=reread)
    again = await bring(database, table, text_hash="another")
    assert "4件事项都已在库" in again.text
    assert again.title.startswith("内容与“通报.docx”相同，只是换了格式：同一份文件已由艾督")
    more = ReadItem(9, 1, 9, "全新的一件事情", responsible_units=("县财政局",), source_lines=(30, 30))
    grown = await bring(database, replace(table, items=(*reread, more)), text_hash="grown")
    done = await push(database, grown, "只导入新的1件")
    assert done.title.startswith("已导入1件")


async def test_a_paper_without_a_day_is_asked_once(database: Database) -> None:
    await county(database)
    no_year = FieldSource("deadline", (3, 3), "没有写明年份")
    items = tuple(
        replace(item, deadline_text=words, sources=(no_year,))
        for item, words in zip(minutes().items[:2], ("12月10日前", "12月底前"), strict=True)
    )
    page = await bring(database, minutes(paper_date=None, items=items))
    assert page.text.count("📅 这份文件是哪天的？没有写日期，2处时限没有年份。") == 1
    asked = await push(database, page, "是另一天")
    assert asked.ask
    assert (await feed(database, "alice", "大概上上个月吧")).kind == "refusal"
    told = await feed(database, "alice", "11月18日")
    assert "✏️ 文件日期：11月18日，2处时限已换算。" in told.text
    assert "读出2件，没有拿不准的" in told.text
    assert "哪天的" not in told.text
    today = await push(database, await bring(database, minutes(paper_date=None), text_hash="h2"), "就是今天")
    assert "✏️ 文件日期：11月23日" in today.text


async def test_two_papers_in_one_file_are_asked_about_and_both_can_be_had(database: Database) -> None:
    await county(database)
    first, second = minutes(5), minutes(6, items=minutes(6).items[:2])
    whole = replace(first, parts=(first, second))
    asked = await bring(database, whole)
    assert "这里像有2份文件" in asked.text
    assert labels(asked) == ["看第1份（4件）", "看第2份（2件）", "其实是一份（4件）"]
    page = await push(database, asked, "看第2份")
    assert "县政府第6次常务会议" in page.text
    await push(database, page, "确认导入（2件）")
    other = await push(database, asked, "看第1份")
    assert "县政府第5次常务会议" in other.text
    assert not other.edit
    await push(database, other, "确认导入（4件）")
    assert len(await all_of(database, Item, col(Item.sub) == 0)) == 6
    states = [one.state for one in await all_of(database, PaperDraft)]
    assert states.count(DraftState.WRITTEN) == 2


async def test_what_was_recognised_says_so(database: Database) -> None:
    await county(database)
    assert "🔍 文字由识别得来" in (await bring(database, minutes(is_recognised=True))).text


@pytest.mark.parametrize(
    ("verb", "extra"),
    [
        ("paper_card", "99"),
        ("paper_card", "x"),
        ("paper_mend", "2.unit.9"),
        ("paper_mend", "2.split.3"),
        ("paper_mend", "2.what"),
        ("paper_mend", ""),
        ("paper_take", "7"),
        ("paper_take", "2-1"),
        ("paper_take", "-"),
        ("paper_finding", "0.perhaps"),
        ("paper_finding", "8.fine"),
        ("paper_pick", "3"),
    ],
)
async def test_forged_presses_change_nothing(database: Database, verb: str, extra: str) -> None:
    await county(database)
    page = await bring(database, minutes())
    draft_id = button(page, "取消").split(":")[2]
    (before,) = await all_of(database, PaperDraft)
    answer = await feed(database, "alice", press("alice", f"p:{verb}:{draft_id}:1:{extra}"))
    assert answer.kind == "refusal"
    (after,) = await all_of(database, PaperDraft)
    assert (after.version, after.reading) == (before.version, before.reading)


async def test_a_second_press_of_an_older_card_is_refused(database: Database) -> None:
    await county(database)
    card = await push(database, await bring(database, minutes()), "逐件看")
    await push(database, card, "是事项，无误")
    assert (await push(database, card, "不是事项")).text == "这份预览已更新，请用最新的一条预览。"


async def test_the_last_item_stays(database: Database) -> None:
    await county(database)
    only = minutes(items=minutes().items[1:2])
    card = await push(database, await bring(database, only), "逐件看")
    assert "只剩这一项" in (await push(database, card, "不是事项")).text
