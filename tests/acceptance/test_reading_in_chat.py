"""A paper is looked over in chat by taps, through the whole program over HTTP and on an injected clock."""

import io
from collections.abc import AsyncIterator

import pytest
from docx import Document

from sandbox import Message, Phone
from storage.database import Database
from storage.tables import Item
from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at
from tests.sandbox.test_files_round_trip import PNG

MINUTES = """县人民政府第{number}次常务会议纪要
2026年11月20日
会议议定以下事项：
1.由县农林局牵头，12月底前完成清溪河堤防加固。
2.启动大桥维修工程；封闭施工期间公交绕行。
3.联系人平安，电话见附件。
4.研究县财政局大院改造办法{label}。
"""
NO_DAY = """县水务集团总经理办公会会议纪要
会议议定以下事项：
1.由县农林局牵头，12月20日前完成管网改造。
2.由县财政局负责，12月25日前拨付资金。
"""
SHORT = """县人民政府第6次常务会议纪要
2026年11月20日
会议议定：
1.由县农林局牵头，12月底前修好东渠。
2.由县财政局负责，安排经费。
"""
BULLETIN = """关于重点工作推进情况的通报
2026年11月20日
现将县政府第7次常务会议确定事项落实情况通报如下：
一、已完成工作1件。
1、“由县财政局负责，拨付村道经费”。县财政局已拨付到位，共拨付村道300户，其中清河镇120户，石桥镇90户，柳荫镇100户。
二、正在推进的工作1件。
1、“由县农林局负责，12月底前修建清溪河堤防”。县农林局正在编制方案，专家评审会定于月底召开，下一步将抓紧招标、尽快开工。
"""
TOWNS = (("清河镇", "东"), ("石桥镇", "南"), ("柳荫镇", "北"))


@pytest.fixture
async def alice(town: Town) -> AsyncIterator[Phone]:
    async with at(town, TUESDAY):
        yield town.phones["alice"]


async def brought(phone: Phone, words: str, name: str = "纪要.txt") -> Message:
    await phone.send_document(name, words.encode())
    return await phone.wait("导入预览", timeout=60)


async def pressed(phone: Phone, message: Message, label: str, answer: str) -> Message:
    await phone.press(message, label)
    return await phone.wait(answer, timeout=60)


async def written(town: Town) -> list[Item]:
    database = Database(town.settings.database(), town.clock)
    try:
        async with database.reading() as tx:
            found = await tx.all(tx.select(Item))
            return sorted((one for one in found if one.number > 1), key=lambda one: (one.number, one.sub))
    finally:
        await database.close()


async def test_doubtful_items_come_one_by_one_and_a_press_mends_each(town: Town, alice: Phone) -> None:
    page = await brought(alice, MINUTES.format(number=8, label=""))
    assert "读出4件，其中3件请看" in page.text
    card = await pressed(alice, page, "逐件看（3件）", "请看 1/3")
    assert "没有写明责任单位" in card.text
    assert "原文第5行" in card.text
    card = await pressed(alice, card, "拆成两项", "第2项已拆成两项，后一项是第5项")
    assert "没有写明责任单位" in card.text
    card = await pressed(alice, card, "是事项，无误", "第5项是事项")
    card = await pressed(alice, card, "不是事项", "第3项不是事项")
    card = await pressed(alice, card, "单位是县财政局", "第4项责任单位")
    page = await pressed(alice, card, "是事项，无误", "要看的都看过了")
    assert "读出4件，没有拿不准的" in page.text
    assert "未列为事项1处" in page.text
    await pressed(alice, page, "确认导入（4件）", "已导入4件")
    assert [one.directive for one in await written(town)] == [
        "由县农林局牵头，12月底前完成清溪河堤防加固",
        "启动大桥维修工程",
        "封闭施工期间公交绕行",
        "研究县财政局大院改造办法",
    ]


async def test_a_short_paper_is_one_and_known_again_and_a_report_with_a_list_is_none(town: Town, alice: Phone) -> None:
    page = await brought(alice, SHORT)
    await pressed(alice, page, "确认导入（2件）", "已导入2件")
    assert len(SHORT) < 100
    await say(alice, SHORT.replace("。\n2", "；\n2"), "内容与“纪要.txt”相同")
    await say(alice, "柳河桥进展：\n1.桩基完成60%。\n2.钢筋进场。", "没有看懂这条消息")


async def test_what_was_mended_holds_for_the_next_paper_of_the_kind(town: Town, alice: Phone) -> None:
    page = await brought(alice, MINUTES.format(number=8, label="（丙栏：岳宁）"))
    card = await pressed(alice, page, "逐件看", "请看 1/3")
    card = await pressed(alice, card, "下一件", "联系人平安")
    page = await pressed(alice, await pressed(alice, card, "不是事项", "不是事项，已移到"), "回预览", "导入预览 1")
    await pressed(alice, page, "改某项", "请回复预览里的序号")
    await pressed(alice, await say(alice, "4", "大院改造办法"), "牵头领导", "请回复牵头领导姓名")
    await say(alice, "岳宁", "记住了：“丙栏”是牵头领导")

    following = await brought(alice, MINUTES.format(number=9, label="（丙栏：陈立）"))
    assert "按您以前的改正：1处不列为事项，“丙栏”读作牵头领导（1件）。" in following.text
    assert "读出3件" in following.text
    left = await pressed(alice, following, "未列为事项1处", "以前您说过这类不是事项")
    page = await pressed(alice, left, "1 列为事项", "已列为第5项")
    assert "读出4件" in page.text
    # The newest word counts.
    third = await brought(alice, MINUTES.format(number=10, label=""))
    assert "读出4件" in third.text
    assert "不列为事项" not in third.text


async def test_a_limit_behind_an_unknown_label_is_said_once(town: Town, alice: Phone) -> None:
    page = await brought(alice, MINUTES.format(number=8, label="（丙栏：12月8日）"))
    await pressed(alice, page, "改某项", "请回复预览里的序号")
    await pressed(alice, await say(alice, "4", "大院改造办法"), "时限", "请回复时限")
    await say(alice, "12月8日", "记住了：“丙栏”是时限")
    following = await brought(alice, MINUTES.format(number=9, label="（丙栏：12月9日）"))
    assert "“丙栏”读作时限（1件）" in following.text


async def test_lines_of_one_item_are_put_together(town: Town, alice: Phone) -> None:
    page = await brought(alice, MINUTES.format(number=8, label=""))
    card = await pressed(alice, page, "逐件看", "请看 1/3")
    card = await pressed(alice, card, "与上一项是一项", "第2项已并入第1项")
    page = await pressed(alice, card, "回预览", "读出3件")
    await pressed(alice, page, "确认导入（3件）", "已导入3件")
    first = (await written(town))[0]
    assert first.directive == "由县农林局牵头，12月底前完成清溪河堤防加固；启动大桥维修工程；封闭施工期间公交绕行"


async def test_figures_are_judged_and_the_verdict_is_kept_for_this_paper_in_any_format(
    town: Town, alice: Phone
) -> None:
    page = await brought(alice, BULLETIN, "通报.txt")
    assert "310户" in page.text
    page = await pressed(alice, page, "1 没有问题", "已记下：没有问题")
    assert "（您说：没有问题）" in page.text
    document = Document()
    for line in BULLETIN.splitlines():
        document.add_paragraph(line)
    content = io.BytesIO()
    document.save(content)
    await alice.send_document("通报.docx", content.getvalue())
    again = await alice.wait(lambda one: "导入预览" in one.text and "您说：没有问题" in one.text, timeout=60)
    await pressed(alice, again, "确认导入（2件）", "已导入2件")
    await alice.send(BULLETIN.replace("、“", "、 “"))
    known = await alice.wait("2件事项都已在库", timeout=60)
    assert "只是换了格式" in known.text
    assert len(await written(town)) == 2


async def test_a_paper_without_a_day_is_asked_for_it_once(town: Town, alice: Phone) -> None:
    page = await brought(alice, NO_DAY)
    assert page.text.count("这份文件是哪天的？") == 1
    await pressed(alice, page, "是另一天", "请回复日期")
    await say(alice, "去年的事了", "没有看懂日期")
    page = await say(alice, "11月18日", "文件日期：11月18日")
    assert "没有拿不准的" in page.text
    await pressed(alice, page, "确认导入（2件）", "已导入2件")
    days = [str(one.deadline) for one in await written(town)]
    assert days == ["2026-12-20", "2026-12-25"]


async def test_an_older_button_says_so_and_changes_nothing(town: Town, alice: Phone) -> None:
    page = await brought(alice, MINUTES.format(number=8, label=""))
    card = await pressed(alice, page, "逐件看", "请看 1/3")
    await pressed(alice, card, "是事项，无误", "请看 1/2")
    await alice.press(card, "是事项，无误")
    await alice.send("/cancel")
    assert await written(town) == []


async def test_a_paper_in_which_nothing_was_found_is_not_lost(town: Town, alice: Phone) -> None:
    told = "\n".join(["县情介绍", *(f"{name}位于县境{side}部，历史悠久，物产丰富，风景秀丽。" for name, side in TOWNS)])
    await alice.send_document("简报.txt", told.encode())
    page = await alice.wait("没有读出督办事项", timeout=60)
    assert "原文有3段" in page.text
    left = await pressed(alice, page, "逐段看（3段）", "未列为事项")
    left = await pressed(alice, left, "2 列为事项", "已列为第1项")
    page = await pressed(alice, left, "回预览", "读出1件")
    await pressed(alice, page, "是另一天", "请回复日期")
    page = await say(alice, "11月20日", "文件日期：11月20日")
    await pressed(alice, page, "确认导入（1件）", "已导入1件")
    assert [one.directive for one in await written(town)] == ["石桥镇位于县境南部，历史悠久，物产丰富，风景秀丽"]


async def test_of_two_papers_in_one_file_each_is_picked(town: Town, alice: Phone) -> None:
    first = MINUTES.format(number=8, label="") + "县人民政府办公室\n2026年11月20日\n"
    await alice.send_document("两份.txt", (first + BULLETIN).encode())
    asked = await alice.wait("这里像有2份文件", timeout=60)
    page = await pressed(alice, asked, "看第2份（2件）", "关于重点工作推进情况的通报")
    await pressed(alice, page, "确认导入（2件）", "已导入2件")
    page = await pressed(alice, asked, "看第1份（4件）", "县人民政府第8次常务会议纪要")
    await pressed(alice, page, "确认导入（4件）", "已导入4件")
    assert len(await written(town)) == 6


async def test_a_list_without_units_is_settled_by_one_answer(town: Town, alice: Phone) -> None:
    works = ("新建水厂一座", "改造老旧小区三个", "新增停车位五百个", "建成口袋公园两处")
    listed = "".join(f"{number}.{words}。\n" for number, words in enumerate(works, 1))
    page = await brought(alice, f"2026年民生实事清单\n2026年11月20日\n会议议定以下事项：\n{listed}")
    assert "4件没有写明责任单位：第1、2、3、4项" in page.text
    await pressed(alice, page, "这4件都由…负责", "请回复这些事项的责任单位")
    page = await say(alice, "县农林局、县财政局", "4件责任单位：县农林局、县财政局")
    assert "没有拿不准的" in page.text
    await pressed(alice, page, "确认导入（4件）", "已导入4件")
    await town.phones["bob"].wait("新交办您单位4件")


NOTICE = """关于印发2027年重点工作分解表的通知
各镇人民政府、县政府各部门：
现将《2027年重点工作分解表》印发给你们，请认真落实。
一、各责任单位要高度重视，细化措施，压实责任。
二、各责任单位要于每季度末报送进展情况。
县人民政府办公室
2026年11月20日
2027年重点工作分解表
一、由县农林局牵头，2027年6月底前修建清溪河堤防。
二、由县财政局负责，2027年5月底前拨付村道经费。
"""


async def test_a_spelling_is_said_once_for_all_papers(town: Town, alice: Phone) -> None:
    listed = "1.由县财证局负责，拨付资金。\n2.由县农林局负责，修路。\n"
    words = "县政府第{number}次常务会议纪要\n2026年11月20日\n会议议定以下事项：\n" + listed
    page = await brought(alice, words.format(number=8))
    card = await pressed(alice, page, "逐件看（1件）", "“县财证局”不在单位名册中")
    page = await pressed(alice, card, "“县财证局”是县财政局", "第1项责任单位：县财政局")
    assert "没有拿不准的" in page.text
    following = await brought(alice, words.format(number=9))
    assert "没有拿不准的" in following.text
    await pressed(alice, following, "确认导入（2件）", "已导入2件")
    await town.phones["carol"].wait("新交办您单位1件")


async def test_lines_that_were_left_out_are_taken_in_as_one_item(town: Town, alice: Phone) -> None:
    page = await brought(alice, NOTICE)
    assert "读出2件" in page.text
    left = await pressed(alice, page, "未列为事项2处", "一、各责任单位要高度重视")
    assert "第4行" in left.text
    page = await pressed(alice, left, "1–2 这几行是一项", "已列为第3项")
    assert "读出3件" in page.text
    await pressed(alice, page, "确认导入（3件）", "已导入3件")
    directives = [one.directive for one in await written(town)]
    assert directives[0].startswith("各责任单位要高度重视")
    assert "每季度末报送进展情况" in directives[0]


async def test_photos_that_nobody_can_read_are_refused_once(
    town: Town, alice: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("papers.child", "bot.photo_pages"):
        monkeypatch.setattr(f"{place}.can_recognise", lambda: False)

    def refusals() -> int:
        return len([one for one in alice.messages if one.from_bot and "读不出图片里的文字" in one.text])

    await alice.send_album([("photo", PNG, None), ("photo", PNG, "/import"), ("photo", PNG, None)])
    await alice.wait("读不出图片里的文字")
    await say(alice, "/item 1", "制定方案")
    assert refusals() == 1
    town.clock.advance(minutes=10)
    await say(alice, "/import", "请把通报")
    for _ in range(3):
        await alice.send_photo(PNG)
    await say(alice, "/item 1", "制定方案")
    assert refusals() == 2
    assert not [one for one in alice.messages if one.from_bot and "哪" in one.text and "照片" in one.text]
