"""Tables as sites and word processors leave them when somebody copies them: names cut, cells lost, lines drawn."""

import pytest

from domain.papers.reading import ReadItem
from domain.papers.unreadable import UnreadablePaper
from papers.reading.bulletin_reader import read_paper
from papers.reading.tables.names import whole_names


def items_of(*lines: str) -> tuple[ReadItem, ...]:
    return read_paper("\n".join(("2031年重点工作任务清单", *lines))).items


@pytest.mark.parametrize(
    ("parts", "width", "names"),
    [
        ("序号 重点任务 责任 单位 完成 时限", 4, ["序号", "重点任务", "责任单位", "完成时限"]),
        ("序 号 年度工作 任务 包保 领导 牵头 科室", 4, ["序号", "年度工作任务", "包保领导", "牵头科室"]),
        ("序号 任务 第三季度 进展情况 承办 部门", 4, ["序号", "任务", "第三季度进展情况", "承办部门"]),
        ("工 作 任 务 责任单位 协办 单位", 3, ["工作任务", "责任单位", "协办单位"]),
        # A column that is always empty: the names stand as they are.
        ("序号 任务 责任单位 备注", 3, ["序号", "任务", "责任单位", "备注"]),
        ("序号 项目名称 建设性质 总投资 责任单位", 4, ["序号", "项目名称", "建设性质", "总投资", "责任单位"]),
        ("序号 主办 协办 时限", 3, ["序号", "主办", "协办", "时限"]),
        ("牵头部门 数量 项目名称 形象进度", 3, ["牵头部门", "数量", "项目名称", "形象进度"]),
        ("序号 任务 是否达序 说明", 3, ["序号", "任务", "是否达序", "说明"]),
    ],
)
def test_names_that_a_narrow_column_has_cut_are_whole(parts: str, width: int, names: list[str]) -> None:
    assert whole_names(parts.split(), width) == names


def test_names_cut_over_lines_name_the_cells_below() -> None:
    cells = ["序号", "重点工作", "牵头", "领导", "责任", "股室", "第三季度", "进展情况"]
    rows = [
        "1",
        "云汀水厂扩建",
        "祁安邦",
        "供水股",
        "完成管网铺设3公里。",
        "2",
        "柳河闸除险",
        "尚启明",
        "河道股",
        "已完成闸门更换。",
    ]
    first, second = items_of(*cells, *rows)
    assert (first.lead_leaders, first.responsible_units) == (("祁安邦",), ("供水股",))
    assert (second.directive, second.progress) == ("柳河闸除险", "已完成闸门更换。")


def test_a_header_with_gaps_in_its_names_parts_rows_at_single_blanks() -> None:
    first, second = items_of("序号 目 标 任 务 牵头部门", "1 新增学位500个 教育局", "2 植树2000亩 林业和草原局")
    assert (first.directive, first.responsible_units) == ("新增学位500个", ("教育局",))
    assert second.responsible_units == ("林业和草原局",)


HEAD = ("序号", "工作任务", "责任单位", "配合单位")


def test_units_that_end_in_a_stop_stay_in_their_column() -> None:
    (first, second) = items_of(
        *HEAD, "5", "建设零碳园区。", "市发改委", "市工信局、市住建局，各县（区）人民政府，云汀港投集团。",
        "9", "引进外资企业3家。", "市商务局", "市投促中心。",
    )  # fmt: skip
    assert first.cooperating_units == ("市工信局", "市住建局", "各县（区）人民政府", "云汀港投集团")
    assert second.cooperating_units == ("市投促中心",)


def test_class_rows_with_commas_are_headings_even_where_they_are_empty() -> None:
    rows = (
        "一、稳中求进，保持经济增长", "4", "投资增长6%。", "县发改局", "县统计局",
        "二、聚焦项目，扩大有效投资", "三、深化改革，激发市场活力", "四、改善民生，办好实事",
        "17", "扩建县中医院。", "县卫健局", "县财政局",
    )  # fmt: skip
    assert [(one.section, one.number_as_printed) for one in items_of(*HEAD, *rows)] == [(1, 4), (4, 17)]


def test_numbered_lines_of_a_cell_are_no_class_rows() -> None:
    names = ("序号", "任务", "责任单位", "工作措施")
    rows = (
        "1", "整治河道。", "县水利局", "一、清淤泥，疏通主河道", "二、拆违建，恢复岸线",
        "2", "整治市容。", "县城管局", "一、划车位，规范停车", "二、清摊点，疏通街巷",
    )  # fmt: skip
    items = items_of(*names, *rows)
    assert [(one.section, one.number_as_printed) for one in items] == [(1, 1), (1, 2)]


def test_a_unit_below_progress_that_ends_in_a_semicolon_is_another_cell() -> None:
    names = ("序号", "内容", "进展情况", "承办科室")
    rows = ("1", "更新档案库房。", "已完成招标；", "档案科", "2", "改造食堂。", "正在施工；", "后勤科")
    assert [one.responsible_units for one in items_of(*names, *rows)] == [("档案科",), ("后勤科",)]


def test_units_that_only_blanks_part_are_units() -> None:
    names = ("序号|", "主要任务|", "牵头单位|", "落实情况|")
    rows = ("31|", "建设口袋公园6处。|", "区园林局 区城管局 区教体局|", "已建成4处。|")
    more = ("32|", "支持气象、档案事业。|", "区气象局 区档案馆 区委史志室|", "已建成站点2个。|")
    first, second = items_of(*names, *rows, *more)
    assert first.responsible_units == ("区园林局", "区城管局", "区教体局")
    assert second.responsible_units == ("区气象局", "区档案馆", "区委史志室")


def test_a_verdict_beside_the_progress_is_none_of_it() -> None:
    rows = (
        "1 | 新建书房3处 | 已建成书房3处，全部开放。 | 完成任务 | 县文旅局",
        "2 | 改造管网5公里 | 已改造4.2公里，余下11月完工。 | 顺利推进 | 县住建局",
    )
    first, second = items_of("序号 | 项目 | 完成情况 | 完成成效 | 责任单位", *rows)
    assert (first.progress, second.progress) == ("已建成书房3处，全部开放。", "已改造4.2公里，余下11月完工。")


def test_a_place_that_comes_again_is_no_part_of_the_task() -> None:
    rows = [f"{number} | {'解放路' if number < 3 else '柳河路'} | {words} | 县城管局"
            for number, words in enumerate(("井盖破损", "路灯不亮", "占道经营", "绿化带缺株"), 1)]  # fmt: skip
    items = items_of("序号 | 路段名称 | 问题描述 | 责任单位", *rows)
    assert [one.directive for one in items] == ["井盖破损", "路灯不亮", "占道经营", "绿化带缺株"]
    whole = items_of(
        "序号 | 项目名称 | 建设内容 | 责任单位", "1 | 北闸 | 更换闸门 | 县水利局", "2 | 东桥 | 加固桥墩 | 县交通局"
    )
    assert [one.directive for one in whole] == ["北闸：更换闸门", "东桥：加固桥墩"]


def test_sentences_above_a_numbered_table_are_remarks() -> None:
    told = "“新增车位300个”（县住建局）、“改造小区”（县住建局）、“设立救护点”（县红十字会）等项目曾因滞后被通报。"
    items = items_of(told, "序号 | 项目 | 完成情况 | 责任单位", "1 | 新增车位300个 | 已新增312个。 | 县住建局")
    assert [one.directive for one in items] == ["新增车位300个"]


@pytest.mark.parametrize(
    ("heading", "leads", "units"),
    [
        ("一、祁安邦县长负责事项（共2项）", ("祁安邦",), ()),
        ("（一）常务副县长尚启明牵头的工作", ("尚启明",), ()),
        ("一、县商务局牵头事项（2项）", (), ("县商务局",)),
        ("一、商务发展", (), ()),
    ],
)
def test_a_class_row_that_names_who_charges_the_rows_below(
    heading: str, leads: tuple[str, ...], units: tuple[str, ...]
) -> None:
    first, second = items_of(
        "序号", "任务", "完成时限", heading, "1", "办好交易会。", "6月底", "2", "修订规章。", "9月底"
    )
    assert (first.lead_leaders, first.responsible_units) == (leads, units)
    assert second.lead_leaders == leads


DRAWN = """┌────────┬────┬──────┬────┐
│工 作 任 务     │分管│牵头单位    │完成│
│                │领导│            │时限│
├────────┼────┼──────┼────┤
│一心一意抓工业  │祁安│县工信局、县│年底│
├────────┤邦  │科技局      │前  │
│△新建标准厂房四│    ├──────┤    │
│万平方米        │    │县经开区管委│    │
│△技改企业六家  │    │会、县财政局│    │
├────────┼────┼──────┼────┤
│办好学校        │尚启│县教体局    │9月 │
├────────┤明  │            │底  │
│△扩建三中      │    │            │    │
└────────┴────┴──────┴────┘"""


def test_cells_between_drawn_lines_are_whole_and_go_over_their_rows() -> None:
    items = items_of(*DRAWN.splitlines())
    assert [(one.section, one.directive) for one in items] == [
        (1, "新建标准厂房四万平方米"),
        (1, "技改企业六家"),
        (2, "扩建三中"),
    ]
    assert [one.lead_leaders for one in items] == [("祁安邦",), ("祁安邦",), ("尚启明",)]
    assert [one.responsible_units for one in items] == [
        ("县经开区管委会", "县财政局"),
        ("县经开区管委会", "县财政局"),
        ("县教体局",),
    ]


def test_a_grid_of_plus_signs_is_a_drawn_table() -> None:
    rule = "+----+----------+--------+"
    rows = (
        "| 1  | 修建柳河 | 县水利 |",
        "|    | 堤防     | 局     |",
        rule,
        "| 2  | 疏浚沟渠 | 县农业 |",
        "|    |          | 农村局 |",
    )
    first, second = items_of(rule, "|序号| 任务     |责任单位|", rule, *rows, rule)
    assert (first.directive, first.responsible_units) == ("修建柳河堤防", ("县水利局",))
    assert (second.number_as_printed, second.responsible_units) == (2, ("县农业农村局",))


SPREAD = (
    "工作内容 | 具体举措 | 承办单位 | 时限 | | |",
    "一、规范公开 | （一）编好目录 | 1 | 修订目录并印发全县 | 县政务办、各乡镇 | 3月底前 |",
    "2 | 每季度更新一次目录 | 县政务办 | 长期坚持 | | |",
    "（二）开好专栏 | 3 | 建设惠企专栏 | 县工信局负责落实 | 6月底前 | |",
    "二、解读政策 | （一）写明白 | 4 | 印制图解2万份 | 县司法局 | 9月底前 |",
)


def test_names_over_several_columns_are_given_their_columns_back() -> None:
    items = items_of(*SPREAD)
    assert [(one.number_as_printed, one.directive, one.responsible_units) for one in items] == [
        (1, "修订目录并印发全县", ("县政务办", "各乡镇")),
        (2, "每季度更新一次目录", ("县政务办",)),
        (3, "建设惠企专栏", ("县工信局",)),
        (4, "印制图解2万份", ("县司法局",)),
    ]
    assert items[2].deadline_text == "6月底前"
    assert items[0].section == items[1].section < items[3].section


@pytest.mark.parametrize(
    ("alone", "rows", "count"),
    [
        ("增加床位120张", 2, 4),
        ("改造灌区3万亩", 2, 4),
        ("续建项目2个", 2, 3),
        ("民生类", 2, 3),
        ("二、新增床位120张", 2, 3),
        ("2031年度任务", 2, 3),
    ],
)
def test_a_target_alone_in_its_row_is_an_item_and_a_class_is_none(alone: str, rows: int, count: int) -> None:
    below = [f"{number} | 修建第{number}泵站 | 县水利局 | 已开工。" for number in range(2, 2 + rows)]
    items = items_of(
        "序号 | 任务 | 责任单位 | 进展", "1 | 新建医院1所 | 县卫健局 | 主体完工。", f"{alone} | | | |", *below
    )
    assert len(items) == count
    if count == 4:
        assert (items[1].directive, items[1].number_as_printed, items[1].responsible_units) == (
            alone,
            None,
            ("县卫健局",),
        )


def padded(*rows: str) -> list[str]:
    """Each cell on a line with a bar behind it, a bar for each that is empty: 1/任务// is two cells and two bars."""
    lines: list[str] = []
    for row in rows:
        empty = 0
        for cell in [*row.split("/"), "END"]:
            if cell and empty:
                lines.append("|" * empty)
            empty = 0 if cell else empty + 1
            lines += [f"{cell} |"] if cell and cell != "END" else []
    return lines


def test_cells_with_bars_behind_them_are_cut_at_the_width_of_the_table() -> None:
    rows = padded(
        "序号/实事项目/年度目标/分管领导/牵头单位/9月进展/10月进展/说明",
        "6/新建桥梁2座//祁安邦/交通局/完成桩基。/完成桥面。/",
        "7/改造厕所90座/年底全部完成/尚启明/城管局/已改造40座。/已改造77座。/余下因停水推迟。",
        "8/栽树5000株///林业局/未启动。/已栽900株。/",
    )
    items = items_of(*rows)
    assert [one.directive for one in items] == ["新建桥梁2座", "改造厕所90座：年底全部完成", "栽树5000株"]
    assert [one.responsible_units for one in items] == [("交通局",), ("城管局",), ("林业局",)]
    assert [one.lead_leaders for one in items] == [("祁安邦",), ("尚启明",), ()]
    assert "余下" not in items[1].progress
    assert items[0].source_lines[1] > items[0].source_lines[0]


def test_merged_names_and_cells_of_such_a_copy_find_their_columns() -> None:
    rows = padded(
        "序号/牵头单位/项目数量/项目名称/业主单位/进展情况//",
        "前期手续/形象进度//////",
        "一/县水利局/2个/（一）灌区改造（2处）/1.东灌区/县水投公司/已完工/",
        "2.西灌区/柳河镇/主体在建//////"[:-1],
        "二/县卫健局/1个/（一）扩建中医院/县卫健局/已封顶//",
    )
    assert [(one.directive, one.responsible_units[-1], one.progress) for one in items_of(*rows)] == [
        ("东灌区", "县水投公司", "已完工"),
        ("西灌区", "柳河镇", "主体在建"),
        ("（一）扩建中医院", "县卫健局", "已封顶"),
    ]


def test_figures_of_such_a_copy_are_no_items() -> None:
    rows = padded("序号/承办单位/总件数/处理中/已办结/办结率", "1/县住建局/39/0/39/100%", "2/县公安局/15/1/14/93%")
    with pytest.raises(UnreadablePaper):
        read_paper("\n".join(("2031年三季度县长信箱办理情况", *rows)))


def test_the_aim_between_a_problem_and_its_measures_is_left_out() -> None:
    items = items_of(
        "序号\t反馈问题\t整改目标\t整改措施\t责任科室\t整改时限",
        "1\t药品柜无登记\t登记率达到100%\t每周清点\t药剂科\t10月底前",
        "2\t值班表未公开\t长期规范\t在大厅公开\t医务科\t立行立改",
    )
    assert [one.directive for one in items] == ["药品柜无登记：每周清点", "值班表未公开：在大厅公开"]


def test_a_leader_printed_once_for_several_rows_leads_them_all() -> None:
    items = items_of(
        "序号 | 目标任务 | 分管领导 | 责任单位 | 进展情况 |",
        "1 | 培育规上企业8家 | 祁安邦 | 县工信局 | 已申报5家。 |",
        "2 | 园区扩区调规 | 县经开区管委会 | 已报省批准。 |",
        "二、乡村振兴 |",
        "3 | 建设良田3万亩 | 县农业农村局 | 完工2.1万亩。 |",
        "各乡镇 | 完工率70%。 |",
        "4 | 改厕1500户 | | 县住建局 | 已改1200户。 |",
    )
    assert [one.lead_leaders for one in items] == [("祁安邦",), ("祁安邦",), (), ()]
    assert items[2].responsible_units == ("县农业农村局", "各乡镇")
    assert items[2].progress == "完工2.1万亩。完工率70%。"
