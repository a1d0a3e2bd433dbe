"""Where a name ends and how far it is begins, in chapters that tell how far all is."""

import pytest

from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper


def told(text: str) -> list[tuple[str, str]]:
    return [(item.directive, item.progress) for item in read_paper(text).items]


def test_a_name_before_its_colon() -> None:
    text = (
        "关于2031年办好4件实事落实情况的调查报告\n一、4件实事的进展情况\n（一）完成事项情况\n"
        "1、创业工程：新增就业3021人，发放贷款80万元。\n2、饮水安全：投资20万元，对柳荫村管网改造。管护员已到岗。\n"
    )
    assert told(text) == [
        ("创业工程", "新增就业3021人，发放贷款80万元。"),
        ("饮水安全", "投资20万元，对柳荫村管网改造。管护员已到岗。"),
    ]


def test_a_problem_and_what_was_done() -> None:
    text = (
        "县审计局受县政府委托作了报告。主要内容如下：\n一、财政管理审计查出问题的整改情况\n"
        "（一）关于预算执行进度缓慢的问题。县财政局已下达指标12项，督促3个部门加快支出。\n"
        "（二）关于资产账实不符的问题。5个单位调整了账目，清查资产30万元。\n"
    )
    assert told(text) == [
        ("关于预算执行进度缓慢的问题", "县财政局已下达指标12项，督促3个部门加快支出。"),
        ("关于资产账实不符的问题", "5个单位调整了账目，清查资产30万元。"),
    ]


def test_what_still_orders_is_no_progress() -> None:
    text = (
        "云汀县实事分解情况\n一、实事推进情况\n1、创业工程：年底前新增就业3000人，确保零就业家庭动态清零。\n"
        "2、饮水安全：必须完成柳荫村管网改造，投资20万元。\n"
    )
    assert [progress for _, progress in told(text)] == ["", ""]


def test_quoted_matters_of_units_within_a_chapter() -> None:
    text = (
        "云汀县常务会议确定事项落实情况的通报\n一、总体情况\n确定事项12件，已办结8件。\n二、工作要求\n"
        "有4件正在办理，如县水利局负责的“完成柳河清淤，修复堤防。”截至目前，已清淤3公里，堤防尚未开工；"
        "县民政局、县财政局牵头的“建成养老中心”，截至目前，主体已封顶。\n"
    )
    paper = read_paper(text)
    assert told(text) == [
        ("完成柳河清淤，修复堤防", "截至目前，已清淤3公里，堤防尚未开工"),
        ("建成养老中心", "截至目前，主体已封顶"),
    ]
    assert [item.responsible_units for item in paper.items] == [("县水利局",), ("县民政局", "县财政局")]


def test_faults_that_an_inspection_lists() -> None:
    text = (
        "云汀县环境卫生督查通报\n2031年8月21日\n一、评比结果\n第一名柳荫镇，第二名江北街道。\n二、存在的问题\n"
        "1.机制未落实。大部分村没有保洁制度；柳荫镇未开展评比。\n2.垃圾清理不到位。河道沿线有漂浮垃圾。\n"
        "三、工作要求\n（一）加强宣传。各单位要加大宣传力度。\n（二）压实责任。各单位要严格落实奖惩。\n"
    )
    assert told(text) == [
        ("机制未落实。大部分村没有保洁制度；柳荫镇未开展评比", ""),
        ("垃圾清理不到位。河道沿线有漂浮垃圾", ""),
    ]


CHECK = "柳荫镇人居环境督查通报\n近日，督查组对三个村进行了检查，现将情况通报如下：\n"


def test_faults_of_one_place_after_the_other() -> None:
    text = (
        f"{CHECK}整改情况不容乐观，上湖村有两处未整改，一处整改不彻底；下湖村存在乱堆杂物现象。沟渠垃圾未清理。"
        "高桥村发现一处建筑垃圾无人清运。希望各村及时整改。\n"
    )
    assert [name for name, _ in told(text)] == [
        "上湖村有两处未整改，一处整改不彻底",
        "下湖村存在乱堆杂物现象。沟渠垃圾未清理",
        "高桥村发现一处建筑垃圾无人清运",
    ]


@pytest.mark.parametrize(
    "words",
    [
        "上湖村有保洁员5名；下湖村有公厕3座；高桥村有广场2个，环境整洁。",
        "上湖村有两处未整改；希望各村及时整改。",
        "上湖村的道路平整；下湖村的河道清澈；高桥村的绿化存在不足。",
    ],
)
def test_praise_and_single_places_are_no_list(words: str) -> None:
    with pytest.raises(UnreadablePaper):
        read_paper(f"{CHECK}{words}\n")
