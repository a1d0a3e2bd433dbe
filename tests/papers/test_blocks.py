"""Matters without numbers: blocks of labelled fields, and lines told apart by who does them."""

import pytest

from domain.papers.reading import ReadItem
from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper


def _items(text: str) -> tuple[ReadItem, ...]:
    return read_paper(text).items


PROBLEMS = """专项检查问题整改台账
问题描述：城东市场消防通道被占。
责任部门：城东街道
整改措施：
1.清理占道摊位；
2.施划消防通道标线。
整改时限：2031年5月31日前
整改进展：已完成清理，标线正在施划。
问题描述：二中门口交通拥堵。
责任部门：县交警大队
整改措施：错峰放学，增设临时停车位。
整改时限：2031年6月底前
整改进展：方案已制定。
特此公示。
联系电话：0300-2031
"""


def test_each_block_is_one_matter_with_its_fields() -> None:
    first, second = _items(PROBLEMS)
    assert second.directive.startswith("二中门口交通拥堵：错峰放学，增设临时停车位")
    assert (first.responsible_units, second.responsible_units) == (("城东街道",), ("县交警大队",))
    assert (first.deadline_text, second.deadline_text) == ("2031年5月31日前", "2031年6月底前")
    assert second.progress == "方案已制定。"
    assert "施划消防通道标线" in first.directive
    assert first.number_as_printed is None


@pytest.mark.parametrize(
    ("text", "directive", "units", "due"),
    [
        (
            "【点位名称】东门桥头\n【主管单位】县城管局\n【存在问题】\n路面积尘。\n【整改要求】\n每日冲洗两次\n【整改期限】立行立改\n",
            "路面积尘：每日冲洗两次",
            ("县城管局",),
            "立行立改",
        ),
        (
            "事项名称\n推进新院区建设\n工作内容\n完成主体封顶\n责任科室\n基建科、财务科\n完成时限\n2031年12月底\n",
            "推进新院区建设：完成主体封顶",
            ("基建科", "财务科"),
            "2031年12月底",
        ),
        (
            "承办单位：县住建局\n督办事项：解决频繁停水。\n办理要求：书面报告。\n办结时限：7月31日前\n",
            "解决频繁停水",
            ("县住建局",),
            "7月31日前",
        ),
    ],
)
def test_labels_in_brackets_alone_on_a_line_or_over_the_matter(
    text: str, directive: str, units: tuple[str, ...], due: str
) -> None:
    (item,) = _items(text)
    assert (item.directive, item.responsible_units, item.deadline_text) == (directive, units, due)


def test_a_goal_beside_a_problem_is_only_hoped_for() -> None:
    text = (
        "整改任务：一些镇巡河不落实的问题。\n整改目标：健全机制。\n整改完成情况：\n"
        "1、建立台账。\n2、每月调度。\n特此公示！\n公示时间：2031年1月1日至7日\n"
    )
    (item,) = _items(text)
    assert item.directive == "一些镇巡河不落实的问题"
    assert item.progress == "1、建立台账。2、每月调度。"


def test_lost_numbers_do_not_lose_the_matters() -> None:
    text = (
        "清溪县重点任务分工\n工业增加值增长7%以上。\n牵头单位：县工信局\n完成时限：12月底前\n"
        "新建社区食堂12家。\n牵头单位：县民政局\n完成时限：10月底前\n"
    )
    assert [(item.directive, item.responsible_units, item.deadline_text) for item in _items(text)] == [
        ("工业增加值增长7%以上", ("县工信局",), "12月底前"),
        ("新建社区食堂12家", ("县民政局",), "10月底前"),
    ]


def test_what_a_line_of_names_ends_is_theirs() -> None:
    text = (
        "校务重点\n专业建设\n申报省级一流本科专业3个，建设课程20门\n修订人才培养方案，增加实践学分\n教务处、各学院负责\n"
        "师资队伍\n引进博士15人，选派骨干教师研修\n落实青年教师住房补贴，解决子女入学\n人事处、工会按职责分工负责\n"
    )
    items = _items(text)
    assert [item.responsible_units for item in items] == [("教务处", "各学院")] * 2 + [("人事处", "工会")] * 2
    assert items[1].directive == "修订人才培养方案，增加实践学分"


def test_lines_with_a_bracket_of_names_each_and_the_marks_of_a_forum() -> None:
    text = (
        "大家看看今年的实事：\n) Y3 J/ M3 J\" R! Z\n改造东门小区供水管网（住建局牵头）' l1 J8 n9 Y9 x\n"
        ", I% H9 r: m2 |* {建成两处口袋公园(城管局牵头) |\n"
    )
    assert [(item.directive, item.responsible_units) for item in _items(text)] == [
        ("改造东门小区供水管网", ("住建局",)),
        ("建成两处口袋公园", ("城管局",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "标题：云汀镇办公会议\n时间：2031年8月13日\n地点：三楼会议室\n参会人员：班子成员\n今天天气很好，大家都到了。\n",
        "市民广场昨日开放（县融媒体中心）\n春耕有序推进（县融媒体中心）\n",
        "联系单位：县文旅局\n联系人：程远\n欢迎来电。\n",
        "项目名称：文化站设备\n采购单位：县文旅局\n预算金额：120万元\n投标截止时间：2031年6月3日\n",
        "防汛职责\n县水利局：负责水库调度和险情处置。\n县气象局：负责预报预警。\n",
        "各单位进展\n县发改局：已完成投资3亿元。\n县工信局：新增规上企业12家。\n县商务局：签约项目8个。\n",
    ],
)
def test_what_stands_around_a_paper_is_no_matter(text: str) -> None:
    with pytest.raises(UnreadablePaper):
        read_paper(text)


def test_a_heading_for_each_field_is_one_problem_and_what_is_done_about_it() -> None:
    text = (
        "整改验收公示\n一、整改问题\n（一）柳河东段有漂浮物。\n二、整改实施主体\n柳荫镇党委、管委会\n三、重点措施\n"
        "（一）组织打捞清理。\n四、目标任务\n（一）河面清洁\n五、完成时限\n2031年12月底\n六、整改完成情况\n（一）经核查，河面无漂浮物。\n"
    )
    (item,) = _items(text)
    assert item.directive == "柳河东段有漂浮物：组织打捞清理"
    assert (item.deadline_text, item.progress) == ("2031年12月底", "经核查，河面无漂浮物。")


def test_the_tiers_of_places_are_one_name() -> None:
    text = (
        "重点工作\n1.投资增长8%。\n牵头单位：市发改委。\n配合单位：市财政局、海关等，各县、市、区政府。\n"
        "2.财政增长5%。\n牵头单位：市财政局。\n"
    )
    assert _items(text)[0].cooperating_units == ("市财政局", "海关", "各县、市、区政府")


def test_one_problem_below_a_heading_of_its_fields() -> None:
    text = (
        "评议问题整改报告\n一、总体目标\n提高群众满意度。\n二、存在问题及整改情况\n存在问题：下湾村道路不便。\n整改情况：\n"
        "（一）已硬化道路4.2公里。\n（二）增设错车道6处。\n三、下一步计划\n（一）加强日常检查，确保取得实效。\n"
    )
    (item,) = _items(text)
    assert item.directive == "下湾村道路不便"
    assert item.progress == "（一）已硬化道路4.2公里。（二）增设错车道6处。"


def test_a_title_over_the_first_of_them_is_none_of_them() -> None:
    text = (
        "县医院2031年重点工作清单\n推进胸痛中心建设，通过认证\n责任科室：心内科\n完成时限：9月\n"
        "优化门诊流程，候诊缩短到20分钟\n责任科室：门诊部\n完成时限：6月\n"
    )
    assert [item.responsible_units for item in _items(text)] == [("心内科",), ("门诊部",)]


def test_a_label_says_of_what_it_is() -> None:
    text = (
        "问题清单\n1.县图书馆\n（1）车辆乱停；\n（2）灭火器过期；\n问题整改责任单位：县文旅局 整改时限：3天\n"
        "2.县中医院\n（1）标识不足；\n（2）宣传牌不规范；\n问题整改责任单位：县卫健局 整改时限：5天\n"
    )
    items = _items(text)
    assert [item.responsible_units for item in items] == [("县文旅局",), ("县卫健局",)]
    assert [len(item.sub_items) for item in items] == [2, 2]


def test_fields_of_one_line_and_a_number_with_a_label() -> None:
    text = (
        "民生项目进展\n项目名称：东门小学扩建　责任单位：县教育局　完成时限：8月底前\n"
        "项目名称：卫生院改造　责任单位：县卫健局　完成时限：10月底前\n"
    )
    assert [(item.directive, item.responsible_units, item.deadline_text) for item in _items(text)] == [
        ("东门小学扩建", ("县教育局",), "8月底前"),
        ("卫生院改造", ("县卫健局",), "10月底前"),
    ]
    told = "序号：1\n反映问题：夜间施工扰民\n承办单位：县城管局\n序号：2\n反映问题：小区停水\n承办单位：县水务集团\n"
    assert [item.number_as_printed for item in _items(told)] == [1, 2]


def test_a_paragraph_of_matters_with_a_bracket_each() -> None:
    text = "今年实事\n改造老城管网（县住建局牵头，县水务集团配合）；新建幼儿园3所（县教育局牵头）。\n"
    assert [(item.directive, item.responsible_units) for item in _items(text)] == [
        ("改造老城管网", ("县住建局",)),
        ("新建幼儿园3所", ("县教育局",)),
    ]


def test_a_unit_named_in_short_is_not_two() -> None:
    text = (
        "批示办理\n批示内容：请交通局研究客运站搬迁。\n承办单位：县交通局\n办理进展：已形成方案。\n"
        "批示内容：请财政局安排经费。\n承办单位：县财政局\n办理进展：已下达。\n"
    )
    assert [item.responsible_units for item in _items(text)] == [("县交通局",), ("县财政局",)]


def test_blocks_below_states_units_and_names() -> None:
    told = read_paper(
        "提案督办\n一、已办结\n提案题目：增加学位\n主办单位：县教育局\n办理情况：新增900个。\n"
        "二、正在办理\n提案题目：治理停车\n主办单位：县公安局\n办理情况：正在施工。\n"
    )
    assert [(item.section, item.directive, item.state) for item in told.items] == [
        (1, "增加学位", "closed"),
        (2, "治理停车", "in_progress"),
    ]
    units = _items(
        "问题清单\n（一）县水利局\n存在问题：管护经费未落实。\n整改措施：列入预算。\n整改时限：6月底前\n"
        "（二）县林业局\n存在问题：防火通道不畅。\n整改措施：清理杂草。\n整改时限：5月底前\n"
    )
    assert [item.responsible_units for item in units] == [("县水利局",), ("县林业局",)]
    assert units[0].directive.startswith("管护经费未落实：列入预算")
    names = _items(
        "项目推进情况\n滨河路改造工程\n建设内容：道路全长2.1公里\n责任单位：县住建局\n目前进展：路基完成80%。\n"
        "人民医院二期\n建设内容：新建病房楼一栋\n责任单位：县卫健局\n目前进展：主体封顶。\n"
    )
    assert [item.directive for item in names] == ["滨河路改造工程：道路全长2.1公里", "人民医院二期：新建病房楼一栋"]
