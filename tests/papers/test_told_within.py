"""What a paragraph tells of several matters, and what only looks like a list of them."""

import pytest

from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper


def test_each_matter_with_its_share_is_one_whatever_it_is_called() -> None:
    text = (
        "云溪县8月份实事进展情况\n2027年全县20项实事中，不设年度目标的有2项（夜市整治；河道、湖面及岸线保洁），已完成15项。"
        "其余3项中，12处泵站更新已完成9处（75%）、400场送书下乡已送310场（77.5%），北区引水正在试水中（90%）。"
    )
    items = read_paper(text).items

    assert [(item.directive, item.progress) for item in items] == [
        ("12处泵站更新", "已完成9处（75%）"),
        ("400场送书下乡", "已送310场（77.5%）"),
        ("北区引水", "正在试水中（90%）"),
    ]


def test_a_list_that_the_headings_below_repeat_is_the_papers_contents() -> None:
    text = (
        "督查通报\n本周重点做好三方面工作：一是工地扬尘抽查；二是夜间停车巡查；三是垃圾分类检查。\n"
        "一、工地扬尘抽查情况\n共抽查工地42处，发现问题5处。\n二、夜间停车巡查情况\n共巡查道路16条，情况良好。\n"
        "三、垃圾分类检查情况\n共检查小区9个，情况良好。"
    )

    with pytest.raises(UnreadablePaper):
        read_paper(text)


@pytest.mark.parametrize(
    "rows",
    [
        "文件名称 | 第六次常务会议议定事项落实情况的通报 | ||\n公开责任部门 | 云溪县政府办 | 公开形式: | 主动公开 |",
        "索引号 | 00721/2027-3 | 主题分类 | 政务督查 |\n发布机构 | 云溪县政府办 | 成文日期 | 2027年5月6日 |\n"
        "内容概述 | 第六次常务会议议定事项落实情况的通报 |",
        "索引号\t00721/2027-3\t主题分类\t政务督查\n信息名称\t第六次常务会议议定事项落实情况的通报",
    ],
)
def test_what_a_site_tells_of_a_page_is_no_table_of_items(rows: str) -> None:
    text = f"{rows}\n第六次常务会议议定事项9件，已办结4件，正在办理5件。"

    with pytest.raises(UnreadablePaper):
        read_paper(text)


def test_a_table_that_tells_the_number_of_a_paper_in_a_column_is_still_one() -> None:
    text = "序号\t任务\t文号\t责任单位\n1\t修订预案\t云政发〔2027〕8号\t应急局\n2\t更换灯杆\t云政发〔2027〕9号\t城管局"

    assert [item.directive for item in read_paper(text).items] == ["修订预案", "更换灯杆"]


@pytest.mark.parametrize(
    ("told", "decision"),
    [
        ("会议讨论了端午走访事宜，决定邀请退休职工参加活动。", "决定邀请退休职工参加活动"),
        ("会议研究了班车调整的事宜，根据乘车人数，会议研究决定周五加开一班。", "决定周五加开一班"),
        ("会议听取了食堂招标情况，经会议研究同意由后勤处重新招标。", "同意由后勤处重新招标"),
        ("会议审议通过了《采购办法》，决定下月试行。", "会议审议通过了《采购办法》，决定下月试行"),
    ],
)
def test_a_sentence_that_first_tells_what_was_heard_is_read_from_what_was_decided(told: str, decision: str) -> None:
    text = (
        f"云溪学院第4次处长办公会纪要\n一、{told}\n二、会议通报了浴室招标情况。\n三、会议决定更换锅炉，由动力中心负责。"
    )
    items = read_paper(text).items

    assert [item.number_as_printed for item in items] == [1, 3]
    assert items[0].directive == decision


def test_what_is_announced_and_handed_out_to_offices_is_a_list() -> None:
    text = (
        "云溪县医院院长办公会纪要\n会议要求全院做好以下几点：一是县医院药房改进取药流程，由药剂科负责；"
        "二是由设备科6月底前检修锅炉；三是由纪检室负责抽查收费。"
    )
    items = read_paper(text).items

    assert [item.responsible_units for item in items] == [("药剂科",), ("设备科",), ("纪检室",)]


def test_what_everybody_is_urged_to_is_none_however_it_is_announced() -> None:
    text = "云溪县医院院长办公会纪要\n会议要求全院做好以下几点：一是提高认识；二是强化担当；三是狠抓落实。"

    with pytest.raises(UnreadablePaper):
        read_paper(text)


@pytest.mark.parametrize("marks", ["A.,B.,C.", "(a),(b),(c)", "壹、,贰、,叁、", "Ⅰ、,Ⅱ、,Ⅲ、", "甲、,乙、,丙、"])
def test_numbers_of_any_kind_make_a_list(marks: str) -> None:
    words = ["县水利局4月底前检修闸门", "县农业局完成选种", "县气象局做好预报"]
    lines = [f"{mark}{told}；" for mark, told in zip(marks.split(","), words, strict=True)]
    items = read_paper("\n".join(["云溪县政府专题会议纪要", "会议决定：", *lines])).items

    assert [(item.number_as_printed, item.directive) for item in items] == [*enumerate(words, 1)]


def test_first_second_third_within_a_sentence_are_a_list() -> None:
    text = (
        "云溪县政府专题会议纪要\n会议明确：第一，由县水利局4月底前检修闸门；"
        "第二，由县农业局完成选种；第三，由县气象局做好预报。"
    )

    assert [item.responsible_units for item in read_paper(text).items] == [("县水利局",), ("县农业局",), ("县气象局",)]
