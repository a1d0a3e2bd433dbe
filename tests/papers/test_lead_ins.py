"""Numbers that only the lines around them show: behind a lead-in, before a figure, in boxes, over a page."""

import pytest

from papers.reading.bulletin_reader import read_paper


def directives(text: str) -> list[tuple[int | None, str]]:
    return [(item.number_as_printed, item.directive) for item in read_paper(text).items]


@pytest.mark.parametrize(
    "text",
    [
        "会议决定： 1.疏浚南塘，由区水务局负责。\n2.加固北闸，由区水务局负责。",
        "会议议定：（一）疏浚南塘，由区水务局负责。\n（二）加固北闸，由区水务局负责。",
        "会议研究了防汛。会议明确：一、疏浚南塘，由区水务局负责。\n二、加固北闸，由区水务局负责。",
        "现将任务分解如下：(1)疏浚南塘，由区水务局负责。\n(2)加固北闸，由区水务局负责。",
        "会议决定：1、疏浚南塘，由区水务局负责。\n责任单位：区水务局\n2、加固北闸，由区水务局负责。",
    ],
)
def test_the_first_item_on_the_line_that_announces_the_list_is_read(text: str) -> None:
    read = directives(f"城东区政府专题会议纪要\n{text}")

    assert [number for number, _ in read] == [1, 2]
    assert [words.split("，")[0] for _, words in read] == ["疏浚南塘", "加固北闸"]


def test_several_numbers_behind_a_lead_in_are_read_where_a_later_line_goes_on() -> None:
    read = directives("城东区会议纪要\n会议决定：1.疏浚南塘。2.加固北闸。\n3.清理西渠。\n4.补种岸柳。")

    assert [number for number, _ in read] == [1, 2, 3, 4]


def test_a_number_within_a_sentence_that_no_line_goes_on_is_none() -> None:
    read = directives(
        "城东区任务清单\n1.落实方案要求：10.5公里堤防年内加固，由区水务局负责。\n2.补种岸柳，由区林业局负责。"
    )

    assert [number for number, _ in read] == [1, 2]


@pytest.mark.parametrize(
    ("fourth", "words"),
    [
        ("4.5万亩良田改造。责任单位：区农业农村局", "5万亩良田改造"),
        ("4.12345热线扩容。责任单位：区政务局", "12345热线扩容"),
    ],
)
def test_a_number_before_a_figure_stands_where_the_lines_around_bear_it_out(fourth: str, words: str) -> None:
    read = directives(
        "城东区重点任务清单\n1.40个村完成亮化。责任单位：区住建局\n2.200户完成改厕。责任单位：区农业农村局\n"
        f"3.2027年底前建成水厂3座。责任单位：区水务局\n{fourth}\n5.6.8公里道路改造。责任单位：区交通局"
    )

    assert [number for number, _ in read] == [1, 2, 3, 4, 5]
    assert read[3][1] == words
    assert read[4][1] == "6.8公里道路改造"


def test_a_line_that_goes_on_with_a_decimal_is_no_number() -> None:
    read = directives(
        "城东区重点任务清单\n1.疏浚南塘。\n2.新建南北两岸堤防，其中今年完成长度不少于\n3.5公里，由区水务局负责。"
    )

    assert [number for number, _ in read] == [1, 2]


@pytest.mark.parametrize("box", ["[{}]", "［{}］", "【{}】", "〔{}〕", "【{}】、"])
def test_numbers_in_boxes_are_numbers(box: str) -> None:
    lines = [f"{box.format(at)}{words}（责任单位：区城管局）" for at, words in ((1, "更换灯杆"), (2, "整治广告"))]

    assert directives("\n".join(["城东区重点任务", *lines])) == [(1, "更换灯杆"), (2, "整治广告")]


@pytest.mark.parametrize("page", ["— 7 —", "- 8 -", "第9页 共12页"])
def test_a_sentence_that_a_page_number_parts_is_joined_without_a_mark(page: str) -> None:
    read = directives(
        f"城东区任务清单\n1.学校食堂达标率达到\n{page}\n九成以上，由区教育局负责。\n2.补种岸柳，由区林业局负责。"
    )

    assert read[0][1] == "学校食堂达标率达到九成以上，由区教育局负责"


def test_a_bare_heading_at_the_foot_of_a_page_stays_one() -> None:
    text = "城东区任务清单\n1.防汛准备\n区水务局6月底前备足沙袋。\n2.校舍加固\n— 2 —\n区教育局8月底前完成加固。\n"

    assert [item.deadline_text for item in read_paper(text).items] == ["6月底前", "8月底前"]
    assert directives(text)[1][1].startswith("校舍加固：")


@pytest.mark.parametrize(
    ("first", "second"),
    [("旧粮库", "改造利用的进展情况"), ("城区内涝治理", "及泵站扩容的进展情况"), ("东湖清淤", "与岸线修复的进展情况")],
)
def test_a_topic_over_two_lines_is_one_heading(first: str, second: str) -> None:
    told = "责任单位：区住建局。目前已完成招标。\n二、关于路灯更换的进展情况\n责任单位：区城管局。尚未开工。"
    text = f"城东区议定事项落实情况通报\n一、关于{first}\n{second}\n{told}"
    items = read_paper(text).items

    assert items[0].directive.startswith(f"关于{first}{second[:2]}")
    assert items[0].responsible_units == ("区住建局",)
    assert "已完成招标" in items[0].progress
