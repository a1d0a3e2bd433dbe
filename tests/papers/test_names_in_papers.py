"""Labels in any words, brackets of every kind, headings of persons, and names that a paper itself makes known."""

import pytest

from domain.papers.reading import ReadItem
from papers.reading.bulletin_reader import read_paper
from papers.reading.label_names import LABEL, field_of
from papers.reading.layout import tidy


def only(lines: str) -> ReadItem:
    (item,) = read_paper(f"重点任务清单\n{lines}\n").items
    return item


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("分管省领导", "leads"),
        ("部门分工", "responsible"),
        ("责任科室", "responsible"),
        ("承办处室", "responsible"),
        ("分管副院长", "leads"),
        ("市牵头单位", "responsible"),
        ("县级责任领导", "leads"),
        ("办理时间节点", "due"),
        ("预计完成日期", "due"),
        ("协管部门", "cooperating"),
        ("协同责任处室", "cooperating"),
        ("交办时间", ""),
        ("督办单位", ""),
    ],
)
def test_labels_are_told_by_their_ends(label: str, kind: str) -> None:
    match = LABEL.match(f"{label}：甲")
    assert match is not None
    assert field_of(match["label"]) == kind


def test_a_label_glued_to_a_name_is_a_label_by_itself() -> None:
    item = only("1.扩建污水厂。责任单位：县水务公司、县水利局完成时限：2031年5月底前")
    assert item.responsible_units == ("县水务公司", "县水利局")
    assert item.deadline_text == "2031年5月底前"


@pytest.mark.parametrize(
    "pair",
    ["（）", "()", "[]", "［］", "〔〕", "【】", "{}", "｛｝"],
    ids=["full", "half", "a", "b", "c", "d", "e", "f"],
)
def test_brackets_of_every_kind_hold_who_and_when(pair: str) -> None:
    item = only(f"1.改造老旧管网26公里。{pair[0]}牵头单位：县住建局；责任单位：县水务集团、各街道{pair[1]}")
    assert item.directive == "改造老旧管网26公里"
    assert item.responsible_units == ("县住建局", "县水务集团", "各街道")


def test_the_number_of_a_document_keeps_its_bracket() -> None:
    assert tidy("云政发〔2031〕3号") == "云政发〔2031〕3号"
    assert tidy("【已完成】") == "【已完成】"


def test_roles_within_one_field_are_told_apart() -> None:
    item = only("1.完成普查。\n部门分工：省统计局牵头，各地、省直有关部门配合。")
    assert (item.responsible_units, item.cooperating_units) == (("省统计局",), ("各地", "省直有关部门"))


def test_a_remark_about_the_first_unit_is_no_unit() -> None:
    item = only("1.完成普查。\n责任单位：市统计局、市经信局（列第一位者为牵头单位，下同）")
    assert item.responsible_units == ("市统计局", "市经信局")


@pytest.mark.parametrize(
    "heading", ["岳宁副县长主抓的工作", "副县长岳宁分管事项", "由岳宁同志负责的任务", "岳宁领办重点项目"]
)
def test_items_below_a_leader_are_that_leaders(heading: str) -> None:
    text = f"重点任务清单\n一、{heading}\n1.完成普查。（责任单位：县统计局）\n2.修复河堤。（责任单位：县水利局）\n"
    assert [item.lead_leaders for item in read_paper(text).items] == [("岳宁",), ("岳宁",)]


def test_spread_names_in_a_label_are_two_persons() -> None:
    item = only("1.完成普查。\n责任领导：曾 明  岳 宁\n责任单位：县统计局")
    assert item.lead_leaders == ("曾明", "岳宁")


def test_a_name_told_in_a_sure_place_is_known_elsewhere() -> None:
    text = "会议纪要\n会议议定如下：\n1.由云汀文旅牵头，县财政局配合，6月底前开园。\n2.云汀文旅要在5月底前完成招商。\n"
    assert [item.responsible_units for item in read_paper(text).items] == [("云汀文旅",), ("云汀文旅",)]


def test_leaders_of_rare_names_leave_the_units_beside_them() -> None:
    text = (
        "会议议定：\n1.由曾国明、县住建局牵头，4月底前完成小区改造。\n2.由岳宁、县交通局负责，整治超限。\n"
        "3.由章一凡牵头，县水利局负责，修复河堤。\n"
    )
    items = read_paper(text).items
    assert [item.lead_leaders for item in items] == [("曾国明",), ("岳宁",), ("章一凡",)]
    assert [item.responsible_units for item in items] == [("县住建局",), ("县交通局",), ("县水利局",)]


@pytest.mark.parametrize(
    ("lines", "leads", "responsible", "cooperating"),
    [
        ("责任单位　县住建局、县财政局\n完成时限　2031年6月底前", "", "县住建局 县财政局", ""),
        ("牵头部门 县住建局\n配合部门 县财政局 县审计局", "", "县住建局", "县财政局 县审计局"),
        ("责任领导：副县长 岳宁 县住建局、县财政局", "岳宁", "县住建局 县财政局", ""),
        ("责任单位及责任人：县住建局 程远；县财政局 易平", "", "县住建局 县财政局", ""),
        ("领衔督办：市政协副主席暴胜之 主办单位：市工信局 会办单位：市住建局", "暴胜之", "市工信局", "市住建局"),
        ("责任科（室）：总务科、设备科", "", "总务科 设备科", ""),
        ("责任领导：李华  责任单位：教育局  责任人：王强", "李华", "教育局", ""),
        ("牵头领导：副市长 张 伟；责任单位：市教育局", "张伟", "市教育局", ""),
        ("分管领导：欧阳 青  章 一凡\n承办科室：医务科 护理部", "欧阳青 章一凡", "医务科 护理部", ""),
    ],
)
def test_blanks_between_names_and_labels(lines: str, leads: str, responsible: str, cooperating: str) -> None:
    item = only(f"1.完成搬迁。\n{lines}")
    assert item.directive == "完成搬迁"
    assert item.lead_leaders == tuple(leads.split())
    assert item.responsible_units == tuple(responsible.split())
    assert item.cooperating_units == tuple(cooperating.split())


@pytest.mark.parametrize(
    ("directive", "leads", "responsible", "cooperating"),
    [
        ("请市委常委、宣传部部长李慧，副市长王芳牵头，市教育局负责，推进创建。", "李慧 王芳", "市教育局", ""),
        ("由古月、木易两位副县长负责，县水利局具体落实。", "古月 木易", "县水利局", ""),
        ("完成搬迁，责任单位为县住建局，配合单位为县财政局。", "", "县住建局", "县财政局"),
        ("明确县住建局为牵头单位，县财政局为配合单位。", "", "县住建局", "县财政局"),
        ("由县行政审批服务局会商县财政局提出意见。", "", "县行政审批服务局", "县财政局"),
        ("由县住建局（县人防办）牵头，6月底前完成。", "", "县住建局（县人防办）", ""),
    ],
)
def test_ways_to_charge_in_a_sentence(directive: str, leads: str, responsible: str, cooperating: str) -> None:
    item = only(f"1.{directive}")
    assert item.lead_leaders == tuple(leads.split())
    assert item.responsible_units == tuple(responsible.split())
    assert item.cooperating_units == tuple(cooperating.split())


def test_a_unit_that_only_its_place_tells_is_asked_about() -> None:
    item = only("1.建设平台。（责任单位：数字云汀、县财政局）")
    assert item.responsible_units == ("数字云汀", "县财政局")
    assert [doubt.doubt for doubt in item.doubts] == ["“数字云汀”从位置看是单位名称，请核对"]
    assert not only("1.建设平台。（责任单位：市残疾人联合会、住建、司法行政装备管理科）").doubts


@pytest.mark.parametrize("bare", ["1.", "（一）", "一、会议明确："])
def test_a_number_without_words_breaks_nothing(bare: str) -> None:
    text = f"重点任务清单\n{bare}\n各单位要抓好落实，县财政局保障。\n二、由县水利局负责，修复河堤。\n"
    assert "县水利局" in {unit for item in read_paper(text).items for unit in item.responsible_units}
