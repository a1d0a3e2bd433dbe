"""Matters that clauses name with how far each is, without numbers and labels."""

import pytest

from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper

HEAD = "云汀县2031年重点项目进展情况通报\n2031年10月9日\n"


def told(text: str) -> list[tuple[str, str]]:
    return [(item.directive, item.progress) for item in read_paper(text).items]


def test_clauses_between_semicolons_in_a_chapter() -> None:
    text = (
        f"{HEAD}一、工业项目\n云汀电子二期项目正在安装设备；白水纸业搬迁项目完成土地平整；山口风电项目8月底并网发电。\n"
        "二、交通项目\n城西客运站项目主体封顶；滨河路二期工程办理前期手续；省道改线工程受征地影响，尚未开工。\n"
    )
    assert told(text) == [
        ("云汀电子二期项目", "正在安装设备"),
        ("白水纸业搬迁项目", "完成土地平整"),
        ("山口风电项目", "8月底并网发电"),
        ("城西客运站项目", "主体封顶"),
        ("滨河路二期工程", "办理前期手续"),
        ("省道改线工程", "受征地影响，尚未开工"),
    ]
    assert [item.section for item in read_paper(text).items] == [1, 1, 1, 2, 2, 2]


def test_several_named_before_one_state() -> None:
    text = f"{HEAD}其中，农贸市场改造、青石滩水库加固、柳荫中学迁建等项目进度滞后，其他项目正按序时推进。\n"
    assert told(text) == [(name, "进度滞后") for name in ("农贸市场改造", "青石滩水库加固", "柳荫中学迁建")]


def test_one_figure_for_several_is_one_matter() -> None:
    text = (
        f"{HEAD}一、在建项目\n云岭花园、白水家园等项目完成投资3.2亿元；柳荫中学项目主体完工；城北水厂二期进场施工。\n"
    )
    assert told(text)[0] == ("云岭花园、白水家园等项目", "完成投资3.2亿元")


def test_what_follows_is_of_the_same_matter() -> None:
    text = (
        f"{HEAD}目前，县医院新区工程已完工。正在安装电梯。站前广场工程尚未招标，预计9月进场。"
        "金湖路东延工程进展缓慢。督查室将跟踪督办。\n"
    )
    assert told(text) == [
        ("县医院新区工程", "已完工。正在安装电梯"),
        ("站前广场工程", "尚未招标，预计9月进场"),
        ("金湖路东延工程", "进展缓慢"),
    ]


def test_names_in_brackets_behind_their_count() -> None:
    text = f"{HEAD}推进缓慢的有3项（农贸市场改造、柳荫中学迁建、城北水厂扩建），占30%。\n"
    assert [name for name, _ in told(text)] == ["农贸市场改造", "柳荫中学迁建", "城北水厂扩建"]


def test_names_behind_their_state() -> None:
    text = f"{HEAD}已办结的有县医院扩建、城东小学搬迁；正在办理的有河道清淤、公交站台更新。\n"
    assert [name for name, _ in told(text)] == ["县医院扩建", "城东小学搬迁", "河道清淤", "公交站台更新"]


@pytest.mark.parametrize(
    "words",
    [
        "工业项目完成投资205.5亿元，占年度计划的76.1%；农业项目完成投资60.5亿元；社会事业项目完成投资56.9亿元。",
        "督查组先后来到柳荫幼儿园、文体中心等项目施工现场，实地察看工程推进进度。",
        "青石滩镇、柳荫镇等未按要求报送材料。未报送的有县水利局、青石滩镇。",
        "各项目进展顺利，重点工程续建项目总体进展顺利，部分项目进度缓慢，其他项目正有序推进。",
    ],
)
def test_classes_units_and_visits_are_no_matters(words: str) -> None:
    with pytest.raises(UnreadablePaper):
        read_paper(f"{HEAD}{words}\n")


def named(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(item.directive, item.responsible_units) for item in read_paper(text).items]


CHECKED = "云汀县安全检查情况的通报\n6月3日，县安委办对部分单位进行了检查，发现以下问题：\n"


def test_what_was_found_at_each_unit() -> None:
    text = (
        f"{CHECKED}柳荫镇：消防通道堵塞；灭火器过期。\n县人民医院：氧气站无警示标志。\n"
        "江北街道：值守不到位。夜间无人值班；电话无人接听。\n"
    )
    assert named(text) == [
        ("消防通道堵塞", ("柳荫镇",)),
        ("灭火器过期", ("柳荫镇",)),
        ("氧气站无警示标志", ("县人民医院",)),
        ("值守不到位。夜间无人值班；电话无人接听", ("江北街道",)),
    ]


def test_what_was_found_at_each_unit_in_a_chapter() -> None:
    text = (
        "云汀县督查通报\n2031年3月2日\n一、存在的问题\n云汀公司：未开展演练，台账缺失。\n城东小学：食堂留样不规范。\n"
        "二、工作要求\n各单位要高度重视，立即整改。\n"
    )
    assert named(text) == [("未开展演练，台账缺失", ("云汀公司",)), ("食堂留样不规范", ("城东小学",))]


def test_telephones_and_speakers_are_nothing_found() -> None:
    with pytest.raises(UnreadablePaper):
        read_paper("联系方式\n县教育局：0812-3322110转办公室。\n县公安局：0812-3322111转指挥中心。\n")


def test_ten_lines_where_ten_are_announced() -> None:
    lines = "".join(f"“常有{word}”工程，包括{word}服务提升等。\n" for word in ("善育", "优学", "健康", "颐养"))
    paper = read_paper(f"云汀县2031年度4件民生实事项目出炉，分别是：\n{lines}扫一扫打开当前页\n")
    assert [item.directive.split("，")[0] for item in paper.items] == [
        "“常有善育”工程", "“常有优学”工程", "“常有健康”工程", "“常有颐养”工程"
    ]  # fmt: skip


def test_two_runs_in_one_paragraph() -> None:
    text = (
        "云汀县教育局疫情防控督查情况\n通过摸排，发现存在两个方面的问题：一是值班人员没有到岗；二是校园卫生不佳。"
        "为此提出两点工作措施：一是立即发放整改通知单；二是加大宣传力度。\n"
    )
    assert [(item.number_as_printed, item.directive) for item in read_paper(text).items] == [
        (1, "值班人员没有到岗"),
        (2, "校园卫生不佳"),
        (1, "立即发放整改通知单"),
        (2, "加大宣传力度"),
    ]


def test_where_some_are_behind_they_are_the_list() -> None:
    text = (
        f"{HEAD}骏达环保、智慧园区等项目已提前完成；新材料、毛毯等项目有序推进。\n"
        "山前小区一期项目、妇幼保健院建设、利用外资等均未达序时。\n"
    )
    assert [name for name, _ in told(text)] == ["山前小区一期项目", "妇幼保健院建设", "利用外资"]
