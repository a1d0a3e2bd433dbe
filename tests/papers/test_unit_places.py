"""Who is charged, told by the place of the words: a title is no unit, a unit before a day or an adverb acts."""

import pytest

from domain.papers.reading import ReadItem
from papers.understood import understand


def _items(*lines: str) -> tuple[ReadItem, ...]:
    numbered = [f"{number}、{line}" for number, line in zip("一二三四五六", lines, strict=False)]
    return understand("\n".join(["岚溪县专题会议纪要", "2026年3月1日", "会议议定：", *numbered])).items


def _first(line: str) -> ReadItem:
    return _items(line, "由县财政局拨付经费。")[0]


@pytest.mark.parametrize(
    ("line", "leads"),
    [
        ("县税务局副局长、稽查分局局长佘立群负责清查欠税。", ("佘立群",)),
        ("请县政协副主席、工商联主席欧阳雪统筹招商。", ("欧阳雪",)),
        ("县政府党组成员、园区党工委书记（兼）钮先梅负责招商。", ("钮先梅",)),
        ("副县长粟红、武装部部长皮定远分别联系两家企业。", ("粟红", "皮定远")),
        ("由省驻岚溪审计专员办联系人负责对接审计。", ()),
    ],
)
def test_a_title_or_a_role_is_neither_a_person_nor_a_unit(line: str, leads: tuple[str, ...]) -> None:
    item = _first(line)
    assert item.lead_leaders == leads
    assert item.responsible_units == ()


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("园林所力争三季度末实现全域绿化。", ("园林所",)),
        ("路灯所限于4月15日18:00前修复滨河路路灯。", ("路灯所",)),
        ("法规股自即日起两周内修订裁量基准。", ("法规股",)),
        ("巡逻队全年持续整治占道经营。", ("巡逻队",)),
        ("岚溪海关、岚溪海事局6月20日前开通绿色通道。", ("岚溪海关", "岚溪海事局")),
        ("由副县长亓鹏牵头，县教育局、县住建局2027年1月底前建成小学。", ("县教育局", "县住建局")),
        ("民盟市委、工商联开展调研。", ("民盟市委", "工商联")),
        ("加强抗菌药物管理，要求药学部每月10日前通报。", ("药学部",)),
        ("同意签订合作协议，授权县国资公司签约。", ("县国资公司",)),
        ("修建蓄水池，责任单位水利站，5月底前。", ("水利站",)),
    ],
)
def test_a_unit_is_told_by_what_follows_or_opens_it(line: str, units: tuple[str, ...]) -> None:
    assert _first(line).responsible_units == units


def test_two_brackets_one_after_the_other_tell_who_and_when() -> None:
    item = _items("新建公厕3座（城管局，9月底）；", "免费妇检1.5万人次（卫健局）（全年）；")[1]
    assert (item.directive, item.responsible_units, item.deadline_text) == ("免费妇检1.5万人次", ("卫健局",), "全年")


def test_the_hour_of_a_day_leaves_the_day() -> None:
    item = _first("路灯所限于4月15日18:00前修复滨河路路灯。")
    assert item.deadline is not None
    assert item.deadline.isoformat() == "2026-04-15"


def _labelled(*lines: str) -> ReadItem:
    head = ["岚溪县重点项目清单", "2026年1月15日"]
    return understand("\n".join([*head, "1.建会展中心", *lines, "2.建体育馆", "责任单位：文体局"])).items[0]


def test_what_is_to_be_named_later_is_no_name() -> None:
    item = _labelled("牵头领导：待定", "责任单位：会展公司（暂定）")
    assert (item.lead_leaders, item.responsible_units) == ((), ("会展公司",))


def test_several_days_of_the_week_are_a_rhythm() -> None:
    item = _labelled("责任单位：住建局", "完成时限：每周一、周四")
    assert (item.deadline, item.deadline_text) == (None, "每周一、周四")


def test_a_day_without_a_year_that_is_ordered_in_january_lies_ahead() -> None:
    item = _labelled("责任单位：住建局", "完成时限：12.30")
    assert item.deadline is not None
    assert item.deadline.isoformat() == "2026-12-30"
    assert not [one for one in item.doubts if one.field == "deadline"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("责任单位：信息中心，6月底前完成", (("信息中心",), "6月底前")),
        ("责任单位：炼铁车间；8月底", (("炼铁车间",), "8月底")),
        ("牵头单位：网信办、数据局，2026年9月30日前", (("网信办", "数据局"), "2026年9月30日前")),
        ("承办：应急局；期限：2026/5/30", (("应急局",), "2026/5/30")),
    ],
)
def test_a_day_behind_the_units_of_a_label_is_the_limit(line: str, told: tuple[tuple[str, ...], str]) -> None:
    item = _labelled(line)
    assert (item.responsible_units, item.deadline_text) == told


@pytest.mark.parametrize(
    ("line", "leads", "units"),
    [
        ("整改责任人：阿依古丽·买买提", ("阿依古丽·买买提",), ()),
        ("责任人：牛耕田；单位：农业站", ("牛耕田",), ("农业站",)),
        ("责任领导：钮先梅；责任人：牛耕田；单位：农业站", ("钮先梅",), ("农业站",)),
    ],
)
def test_who_answers_is_told_where_no_leader_is(line: str, leads: tuple[str, ...], units: tuple[str, ...]) -> None:
    item = _labelled(line)
    assert (item.lead_leaders, item.responsible_units, item.directive) == (leads, units, "建会展中心")


def test_numbers_behind_stops_are_parts() -> None:
    item = _first("关于市场搬迁。1.由商务局4月20日前完成登记；2.由住建局修好临时棚；3.城管局负责秩序。")
    assert item.directive == "关于市场搬迁"
    assert [part.responsible_units for part in item.sub_items] == [("商务局",), ("住建局",), ("城管局",)]
