"""Tables that a copy has flattened, shortened or renamed: columns are found from the whole, rows checked one by one."""

import io
import time

import pytest
from docx import Document

from domain.papers.reading import ReadItem, ReadPaper
from domain.papers.unreadable import UnreadablePaper
from papers.files.text import extract_text
from papers.reading.bulletin_reader import read_paper
from papers.reading.tables.columns import column_kind, header_kinds, kinds_of
from papers.reading.tables.find import find_tables
from papers.reading.tables.fitting import aligned
from papers.reading.tables.subtasks import split_cell
from tests.papers.test_sheets import xlsx_of


def lines(words: str) -> str:
    return "\n".join(words.split(" "))


def read(text: str) -> ReadPaper:
    return read_paper(f"2031年重点任务\n{text}")


def told(items: tuple[ReadItem, ...]) -> list[tuple[int | None, str, tuple[str, ...], str | None]]:
    return [(one.number_as_printed, one.directive, one.responsible_units, one.deadline_text) for one in items]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("序号 任务 责任单位 配合单位 68 建设云汀大桥。 县交通局 县财政局 69 投资增长7%。 县发改局 县统计局", [68, 69]),
        ("序号 任务 责任单位 一、重大项目 68 建设云汀大桥。 县交通局 二、指标 71 投资增长7%。 县发改局", [68, 71]),
        (
            "编号 工作内容 承办部门 12 扩建门诊楼。 基建科 13 添置救护车2辆。 设备科 15 修订章程。 院办公室",
            [12, 13, 15],
        ),
        ("序号 任务 目标值 责任单位 7 发展壮大村集体 30 县委组织部 8 改造厕所 600 县农业农村局", [7, 8]),
        ("序号 任务 责任单位 （一）学校 1 建四中 县教体局 2 建五中 县教体局 （二）医院 1 建院区 县卫健局", [1, 2, 1]),
        ("序号 任务 责任单位 完成时限 101 修路 省公路集团 长期 102 架桥 省交通厅 2031.12.30", [101, 102]),
    ],
)
def test_rows_keep_the_numbers_that_they_have(text: str, numbers: list[int]) -> None:
    items = read(lines(text)).items
    assert [one.number_as_printed for one in items] == numbers
    assert all(one.responsible_units for one in items)
    assert not any("、" in one.directive[:3] or one.directive[0].isdigit() for one in items)


@pytest.mark.parametrize(
    ("numbers", "missing"),
    [([68, 69, 70], []), ([1, 2, 3, 8, 9], []), ([1, 2, 4, 5], [3]), ([2, 3, 4], [1]), ([11, 12, 13, 40], [])],
)
def test_a_part_of_a_larger_list_is_not_told_as_missing(numbers: list[int], missing: list[int]) -> None:
    rows = [f"{number}\t修建第{number}桥\t县交通局" for number in numbers]
    told_of = [one.sentence for one in read("\n".join(["序号\t任务\t责任单位", *rows])).anomalies]
    assert any("缺少" in one for one in told_of) == bool(missing)


def test_headings_between_rows_are_sections() -> None:
    paper = read(
        lines("序号 任务 责任单位 一、重大项目 68 建桥。 县交通局 二、指标 71 增长7%。 县发改局 80 建园。 县城管局")
    )
    assert [one.heading for one in paper.sections] == ["一、重大项目", "二、指标"]
    assert [one.section for one in paper.items] == [1, 2, 2]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "序号 任务 责任单位 完成时限 1 开工建设养护楼。 县民政局 5月底前 开工建设老年大学。 12月底前",
            ("开工建设老年大学", ("县民政局",), "12月底前"),
        ),
        (
            "序号 任务 责任单位 完成时限 1 建成展馆。 市文旅局 6月底前 编印志书。 10月底前 2 修路 市交通局 9月底前",
            ("编印志书", ("市文旅局",), "10月底前"),
        ),
        (
            "序号 工作任务 牵头部门 办结时限 目前进展 1 建门诊楼 基建处 5月底前 已封顶 购置设备 8月底前 正在招标",
            ("购置设备", ("基建处",), "8月底前"),
        ),
        (
            "序号 任务 时限 责任单位 3 清理积案 9月底前 刑庭 集中送达 10月底前 立案庭 4 整理卷宗 6月底前 档案室",
            ("集中送达", ("立案庭",), "10月底前"),
        ),
    ],
)
def test_two_tasks_below_one_number_are_two_with_their_own_days(
    text: str, second: tuple[str, tuple[str, ...], str]
) -> None:
    items = read(lines(text)).items
    assert (items[1].directive, items[1].responsible_units, items[1].deadline_text) == second
    assert items[1].number_as_printed is None
    assert items[0].deadline_text != items[1].deadline_text


@pytest.mark.parametrize(
    "row",
    [
        "为1000名妇女免费检查 | 陆羽 | 已检查671人。 | |",
        "为1000名妇女免费检查 | 陆羽 | 已检查671人。",
        "| 为1000名妇女免费检查 | 陆羽 | 已检查671人。 | |",
        "为1000名妇女免费检查 │ 陆羽 │ 已检查671人。 │ │",
        "为1000名妇女免费检查\t陆羽\t已检查671人。",
    ],
)
def test_a_row_short_of_merged_cells_is_not_shifted(row: str) -> None:
    bar = "\t" if "\t" in row else "|"
    table = [
        "序号 | 项目 | 牵头领导 | 进展 | 备注",
        "1 | 新建公园2处 | 陆明 | 已开工。 | ",
        "2 | 建桥 | 岳宁 | 已完工。 | ",
    ]
    paper = read("\n".join([*(line.replace("|", bar) for line in table), row]))
    last = paper.items[-1]
    assert (last.number_as_printed, last.directive) == (None, "为1000名妇女免费检查")
    assert (last.lead_leaders, last.progress) == (("陆羽",), "已检查671人。")
    assert not any("缺少编号" in one.sentence for one in paper.anomalies)


@pytest.mark.parametrize(
    ("cells", "kinds", "placed"),
    [
        (["1", "修路", "6月底前"], ["number", "directive", "responsible", "due"], ["1", "修路", "", "6月底前"]),
        (
            ["修路", "县交通局", "6月底前"],
            ["number", "directive", "responsible", "due"],
            ["", "修路", "县交通局", "6月底前"],
        ),
        (["1", "修路", "按上级要求"], ["number", "directive", "due", "progress"], ["1", "修路", "按上级要求", ""]),
        (["1", "修路", "", "6月底前"], ["number", "directive", "responsible", "due"], ["1", "修路", "", "6月底前"]),
        (
            ["1", "修路", "已完成", "", ""],
            ["number", "directive", "responsible", "due", "state"],
            ["1", "修路", "已完成", "", ""],
        ),
    ],
)
def test_a_row_moves_only_where_each_cell_then_stands_right(
    cells: list[str], kinds: list[str], placed: list[str]
) -> None:
    assert aligned(cells, kinds)[0] == placed


def test_a_cell_unlike_its_column_is_a_doubt() -> None:
    (first, second) = read(
        "序号\t任务\t责任单位\t时限\n1\t修路\t县交通局\t6月底前\n2\t建桥\t已完成桩基3根，正在架梁。\t9月底前"
    ).items
    assert not any(one.doubt for one in first.sources)
    (doubt,) = second.doubts
    assert (doubt.field, "串了栏" in doubt.doubt) == ("responsible_units", True)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("陆 明俞 悦", ("陆明", "俞悦")),
        ("陆 明", ("陆明",)),
        ("岳 宁 章 凡", ("岳宁", "章凡")),
        ("陆 明俞 悦高 远", ("陆明", "俞悦", "高远")),
        ("曾国明俞 悦", ("曾国明", "俞悦")),
    ],
)
def test_names_that_have_run_together(cell: str, names: tuple[str, ...]) -> None:
    (item,) = read(f"序号 | 项目 | 牵头领导 | 责任单位\n1 | 新建公园 | {cell} | 县住建局").items
    assert item.lead_leaders == names


def test_a_row_that_lost_the_class_merged_over_it_moves_as_a_whole() -> None:
    head = "类别 | 民生事项名称 | 年度目标 | 责任单位 | 分管领导 | 完成情况 | 监督电话 |"
    rows = [
        "四、教育 | 14.改建泉山小学 | 建成教学楼2座。 | 教育体育局 | 刘安 | 主体已封顶 | 0535-8246306 |",
        "15.铺设运动场 | 13处投入使用。 | 教育体育局 | 刘安 | 已铺设30% | 0535-8246306 | |",
        "索引号： | 113706850042/2031-04 | 成文日期： | 2031-10-08 |",
    ]
    first, second = read("\n".join([head, *rows])).items
    assert [(one.number_as_printed, one.lead_leaders) for one in (first, second)] == [(14, ("刘安",)), (15, ("刘安",))]
    assert (second.directive, second.responsible_units) == ("铺设运动场：13处投入使用", ("教育体育局",))
    assert second.progress == "已铺设30%"


ONE_CELL_A_LINE = """序号 |
牵头部门 |
数量 |
项目名称 |
业主单位 |
形象进度 |
||
一 |
县住建局 |
2个 |
1.文化路 |
县城投公司 |
已完工 |
|
2.乐业路 |
县城管局 |
已完工 |
|||||
二 |
县教体局 |
1个 |
3.新建四小 |
县教体局 |
主体在建，已封顶 |
||"""


def test_bars_alone_on_a_line_end_a_row() -> None:
    items = read(ONE_CELL_A_LINE).items
    assert [(one.number_as_printed, one.directive, one.responsible_units) for one in items] == [
        (1, "文化路", ("县住建局", "县城投公司")),
        (2, "乐业路", ("县住建局", "县城管局")),
        (3, "新建四小", ("县教体局",)),
    ]
    assert items[1].progress == "已完工"


@pytest.mark.parametrize(
    "names",
    [
        "项\t干什么\t谁来干\t谁帮忙\t啥时候干完\t咋样了",
        "次序\t一件事\t归口\t一道办\t哪天\t眼下",
        "№\t点题\t领办\t共办\t销账\t晒一晒",
        "排\t硬任务清单\t担纲\t帮手\t见底\t现状",
        "\t\t\t\t\t",
    ],
)
def test_columns_of_any_name_are_known_by_their_cells(names: str) -> None:
    rows = [
        "1\t修建云汀河堤防\t县农林局\t县财政局\t5月底前\t已完成勘察",
        "2\t绿化城北大道，栽树三百棵\t县住建局\t\t长期坚持\t已栽树300棵",
        "3\t添置救护车两辆\t县卫健局\t县采购中心\t2031.12.30\t正在招标",
    ]
    for head in (names, names.replace("\t", " | ")):
        bar = "\t" if "\t" in head else " | "
        items = read("\n".join([head, *(row.replace("\t", bar) for row in rows)])).items
        assert told(items) == [
            (1, "修建云汀河堤防", ("县农林局",), "5月底前"),
            (2, "绿化城北大道，栽树三百棵", ("县住建局",), "长期坚持"),
            (3, "添置救护车两辆", ("县卫健局",), "2031.12.30"),
        ]
        assert [one.progress for one in items] == ["已完成勘察", "已栽树300棵", "正在招标"]
        assert [one.cooperating_units for one in items] == [("县财政局",), (), ("县采购中心",)]


@pytest.mark.parametrize("head", ["", "项 干啥 谁干 干完日子 ", "次序 点题 领办 销账 ", "序号 事情 管事的 日子 "])
def test_one_cell_a_line_under_names_of_any_kind(head: str) -> None:
    rows = "1 修建云汀河堤防 县农林局 5月底前 2 绿化城北大道 县住建局 6月底前 3 添置救护车 县卫健局 7月底前"
    rows += " 4 建学校 县教体局 8月底前"
    items = read(lines(head + rows)).items
    assert told(items) == [
        (1, "修建云汀河堤防", ("县农林局",), "5月底前"),
        (2, "绿化城北大道", ("县住建局",), "6月底前"),
        (3, "添置救护车", ("县卫健局",), "7月底前"),
        (4, "建学校", ("县教体局",), "8月底前"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "单位\t任务数\t完成数\t完成率\n云汀镇\t12\t11\t91.7%\n柳荫镇\t10\t10\t100%",
        "镇名 | 得分 | 排名\n云汀镇 | 96.5 | 1\n柳荫镇 | 92.1 | 2\n城关镇 | 90 | 3",
        "索引号： | 2031-004 | 信息分类： | 政务\n发布机构： | 云汀县政府 | 主题： | 综合\n日期： | 2031-04-09",
        "1\n2\n3\n4\n5",
        "姓名\t职务\t电话\n陆明\t县长\t0871-3344556\n岳宁\t副县长\t0871-3344557\n章凡\t副县长\t0871-3344558",
    ],
)
def test_what_lists_no_tasks_is_no_table_of_items(text: str) -> None:
    assert find_tables(text)[0] == []
    with pytest.raises(UnreadablePaper):
        read_paper(text)


@pytest.mark.parametrize(
    ("cell", "main", "parts"),
    [
        ("1.清理垃圾；2.建立制度；3.每周检查。", "", ["清理垃圾", "建立制度", "每周检查"]),
        ("整治乱堆：（1）清理垃圾；（2）建立制度", "整治乱堆", ["清理垃圾", "建立制度"]),
        ("①清理垃圾\u2063②建立制度", "", ["清理垃圾", "建立制度"]),
        ("1、清理垃圾\u20632、建立制度", "", ["清理垃圾", "建立制度"]),
        ("完成投资1.5亿元；2.3万人受益", "完成投资1.5亿元；2.3万人受益", []),
        ("2.清理垃圾；3.建立制度", "2.清理垃圾；3.建立制度", []),
        ("改造旧区3处", "改造旧区3处", []),
    ],
)
def test_tasks_numbered_inside_a_cell(cell: str, main: str, parts: list[str]) -> None:
    assert split_cell(cell) == (main, parts)


def test_numbered_tasks_and_their_progress_become_parts() -> None:
    rows = [
        ["序号", "问题", "整改措施", "责任单位", "进展情况"],
        [1, "垃圾乱堆", "1.清理垃圾堆\n2.建立保洁制度", "县城管局", "1.已清理5处\n2.已印发"],
        [2, "河道淤积", "清淤3公里", "县水利局", "已清2公里"],
    ]
    first, second = read_paper(extract_text("a.xlsx", xlsx_of(rows))).items
    assert first.directive == "垃圾乱堆"
    assert [(sub.number, sub.directive, sub.progress) for sub in first.sub_items] == [
        (1, "清理垃圾堆", "已清理5处"),
        (2, "建立保洁制度", "已印发"),
    ]
    assert (second.directive, second.sub_items) == ("河道淤积：清淤3公里", ())


def test_cells_merged_over_rows_are_printed_once() -> None:
    rows = [
        ["序号", "任务", "责任单位", "时限"],
        [1, "建养护楼", "县民政局", "2031年5月底前"],
        [None, "建老年大学", None, "2031年12月底前"],
        [2, "建公园", "县城管局", "2031年6月底前"],
    ]
    paper = read_paper(extract_text("a.xlsx", xlsx_of(rows, merged=["A2:A3", "C2:C3"])))
    assert told(paper.items) == [
        (1, "建养护楼", ("县民政局",), "2031年5月底前"),
        (None, "建老年大学", ("县民政局",), "2031年12月底前"),
        (2, "建公园", ("县城管局",), "2031年6月底前"),
    ]
    assert paper.anomalies == ()


def test_merged_cells_of_a_docx_are_printed_once() -> None:
    document = Document()
    table = document.add_table(rows=4, cols=3)
    rows = [
        ("序号", "任务", "责任单位"),
        ("1", "建养护楼", "县民政局"),
        ("", "建老年大学", ""),
        ("2", "建公园", "县城管局"),
    ]
    for at, row in enumerate(rows):
        for place, words in enumerate(row):
            table.cell(at, place).text = words
    for place in (0, 2):
        words = table.cell(1, place).text
        table.cell(1, place).merge(table.cell(2, place)).text = words
    out = io.BytesIO()
    document.save(out)
    paper = read_paper(extract_text("a.docx", out.getvalue()))
    assert [(one.number_as_printed, one.directive, one.responsible_units) for one in paper.items] == [
        (1, "建养护楼", ("县民政局",)),
        (None, "建老年大学", ("县民政局",)),
        (2, "建公园", ("县城管局",)),
    ]
    assert paper.anomalies == ()


def test_a_number_typed_twice_is_still_told() -> None:
    rows = [["序号", "任务", "责任单位"], [1, "修路", "县交通局"], [2, "建桥", "县交通局"], [2, "建园", "县城管局"]]
    paper = read_paper(extract_text("a.xlsx", xlsx_of(rows)))
    assert [one.number_as_printed for one in paper.items] == [1, 2, 2]
    assert any("编号2" in one.sentence for one in paper.anomalies)


def test_numbers_that_a_copy_repeats_in_every_row_are_no_slip() -> None:
    rows = [["序号", "任务", "责任单位"]]
    rows += [["1", "修路", "县交通局"], ["1", "建桥", "县交通局"], ["2", "建园", "县城管局"], ["2", "种树", "县城管局"]]
    paper = read("\n".join("\t".join(row) for row in rows))
    assert [one.number_as_printed for one in paper.items] == [1, None, 2, None]
    assert not any("编号" in one.sentence for one in paper.anomalies)


@pytest.mark.parametrize(
    ("rows", "tasks"),
    [
        (["1 | 建四中，", "完成主体 | 市教育局 | 6月底", "2 | 建院 | 市卫健委 | 7月底"], ["建四中，完成主体", "建院"]),
        (["1\t建四中，", "完成主体\t市教育局\t6月底", "2\t建院\t市卫健委\t7月底"], ["建四中，完成主体", "建院"]),
        (["1\t建院\t市卫健委", "市医保局\t7月底", "2\t修路\t市交通局\t8月底"], ["建院", "修路"]),
        (["1\t建院\t市卫健委、", "市医保局、", "市民政局\t7月底", "2\t修路\t市交通局\t8月底"], ["建院", "修路"]),
        (["1\t建园\t市城管局", "2\t修路\t市交通局\t8月底", "种树\t市林业局\t9月底"], ["建园", "修路", "种树"]),
        (["建园\t市城管局\t8月底", "种树\t市林业局\t9月底", "1\t修路\t市交通局\t8月底"], ["建园", "种树", "修路"]),
    ],
)
def test_a_line_that_ends_within_a_cell_goes_on(rows: list[str], tasks: list[str]) -> None:
    bar = "\t" if "\t" in rows[0] else " | "
    items = read("\n".join([bar.join(["序号", "任务", "责任单位", "时限"]), *rows])).items
    assert [one.directive for one in items] == tasks
    assert all(one.responsible_units for one in items)


@pytest.mark.parametrize(
    "text",
    [
        "1\n" * 50_000,
        "a\tb\tc\n" * 20_000,
        "县甲局\n" * 40_000,
        "x |\n" * 40_000,
        "序号\t任务\t责任单位\t时限\n" + "1\t修路\n" * 20_000,
    ],
    ids=["ones", "tabs", "units", "bars", "open rows"],
)
def test_what_looks_endlessly_like_a_table_is_looked_through_in_time(text: str) -> None:
    began = time.process_time()
    find_tables(text)
    assert time.process_time() - began < 10


def test_a_title_above_a_sheet_stays_the_title() -> None:
    rows = [
        ["2031年督办事项表"],
        ["序号", "干什么", "谁干", "啥时候"],
        *([n, f"修第{n}桥", "县交通局", "9月底"] for n in (1, 2, 3)),
    ]
    paper = read_paper(extract_text("a.xlsx", xlsx_of(rows)))
    assert paper.title == "2031年督办事项表"
    assert {str(one.deadline) for one in paper.items} == {"2031-09-30"}


@pytest.mark.parametrize(
    ("names", "task"),
    [
        ("序号 存在问题 责任单位 进展", "存在问题"),
        ("编号 案由 承办部门 办理情况", "案由"),
        ("序号 主要困难 责任科室 时限", "主要困难"),
        ("序号 任务 存在问题 进展", "任务"),
    ],
)
def test_a_problem_is_the_task_where_there_is_no_other(names: str, task: str) -> None:
    told = names.split(" ")
    assert [name for name, kind in zip(told, kinds_of(told), strict=True) if kind == "directive"] == [task]


@pytest.mark.parametrize(
    ("names", "task"),
    [
        ("序号 提案名头 责任单位 办理情况", 1),
        ("编号 攻坚点 牵头处室 协办处室 时限", 1),
        ("序号 姓名 单位 电话", None),
        ("序号 镇名 完成率 排名", None),
        ("完成主体 市教育局 6月底", None),
    ],
)
def test_beside_who_is_charged_the_unknown_name_is_the_task(names: str, task: int | None) -> None:
    kinds = header_kinds(names.split(" "))
    assert (kinds.index("directive") if kinds else None) == task


def test_units_below_an_unknown_name_are_no_tasks() -> None:
    rows = ["序号\t镇名\t责任单位\t完成率", "1\t云汀镇\t县住建局\t95%", "2\t柳荫镇\t县住建局\t90%"]
    assert find_tables("\n".join(rows))[0] == []


def test_a_second_row_of_names_below_merged_ones_is_no_item() -> None:
    rows = [
        ["序号", "提案名头", "职责分工", None, "办理情况"],
        [None, None, "主办部门", "协办部门", None],
        [14, "关于保护街区的提案", "市城管局", "三垭镇", "规划已通过评审。"],
        [21, "关于安装路灯的提案", "市文旅局", "市财政局", "已安装58盏。"],
    ]
    merged = ["A1:A2", "B1:B2", "C1:D1", "E1:E2"]
    first, second = read_paper(extract_text("a.xlsx", xlsx_of(rows, merged=merged))).items
    assert (first.responsible_units, first.cooperating_units) == (("市城管局",), ("三垭镇",))
    assert (second.number_as_printed, second.progress) == (21, "已安装58盏。")


@pytest.mark.parametrize("cell", ["管网于7月17日连通。", "机制于6月26日施行", "供应商入驻不足。"])
def test_what_happened_on_a_day_is_progress(cell: str) -> None:
    rows = [f"1 修路 县交通局 长期坚持 {cell}", "2 建桥 县住建局 5月底前 已开工。", "3 种树 县林业局 6月底 已种完。"]
    first, *_ = read(lines(f"序号 任务 责任单位 完成时限 工作进展 备注 {' '.join(rows)}")).items
    assert (first.deadline_text, first.progress.rstrip("。")) == ("长期坚持", cell.rstrip("。"))


@pytest.mark.parametrize("mark", [",", "，"])
def test_rows_of_a_csv_that_somebody_has_pasted(mark: str) -> None:
    rows = ["序号,任务,责任单位,完成时限", "1,修路,县交通局,6月底", '2,"建桥；通车",县交通局,7月底']
    items = read("\n".join(row.replace(",", mark) for row in rows)).items
    assert told(items) == [(1, "修路", ("县交通局",), "6月底"), (2, "建桥；通车", ("县交通局",), "7月底")]


@pytest.mark.parametrize(
    "text",
    [
        "督办事项\t修建云汀大桥\n承办单位\t县交通局\n办结时限\t2031年6月底",
        "| 督办事项 | 修建云汀大桥 |\n| 承办单位 | 县交通局 |\n| 办结时限 | 2031年6月底 |",
        "编号\t第3号\t交办日期\t2031年3月2日\n交办内容\t修建云汀大桥\t\t\n责任部门\t县交通局\t时限\t2031年6月底",
        "任务名称\t修建云汀大桥\t牵头单位\t县交通局\n完成时间\t2031年6月底\t配合单位\t县财政局",
        "议定事项\t修建云汀大桥\n落实单位\t县交通局\n完成期限\t2031年6月底\n备注\t重点",
    ],
)
def test_a_form_tells_one_matter(text: str) -> None:
    (item,) = read_paper(f"云汀县督办事项登记表\n{text}").items
    assert (item.directive, item.responsible_units, str(item.deadline)) == ("修建云汀大桥", ("县交通局",), "2031-06-30")


def test_classes_and_units_left_of_the_tasks_head_those_below() -> None:
    rows = "类别 序号 重点任务 牵头单位 时限 经济发展 1 招商引资 县投促局 9月底 2 技改扩能 县工信局 8月底"
    items = read(lines(f"{rows} 社会民生 3 建养老院 县民政局 7月底 4 办托育 县卫健局 6月底")).items
    assert [one.directive for one in items] == ["招商引资", "技改扩能", "建养老院", "办托育"]
    by_unit = ["责任单位\t任务\t时限", "县交通局\t修路\t6月底", "\t建桥\t7月底", "县住建局\t改造老街\t8月底"]
    assert [one.responsible_units for one in read("\n".join(by_unit)).items] == [
        ("县交通局",),
        ("县交通局",),
        ("县住建局",),
    ]


def test_numbered_lines_of_one_cell_stay_together() -> None:
    text = "序号 重点任务 具体举措 责任科室 时限 1 急诊能力 1.建成胸痛中心。 2.添置救护车。 3.演练4次。 急诊科 9月底"
    first, second = read(lines(f"{text} 2 规范病案 1.修订制度 2.每月抽查 病案室 长期坚持")).items
    assert (first.directive, [one.directive for one in first.sub_items]) == (
        "急诊能力",
        ["建成胸痛中心", "添置救护车", "演练4次"],
    )
    assert (second.directive, len(second.sub_items), second.responsible_units) == ("规范病案", 2, ("病案室",))


def test_runs_of_blanks_with_names_of_two_characters() -> None:
    rows = ["编号    任务    责任领导    主责单位    时限", "1    栽树2104株。    位　兰    林业局    12.30"]
    rows += [
        "2    制定《2031年度办法》    /    商务局、教体局    9月底前",
        "二、保障",
        "3    修路    薛　建    交通局    长期",
    ]
    paper = read("\n".join(rows))
    assert [one.lead_leaders for one in paper.items] == [("位兰",), (), ("薛建",)]
    assert paper.items[1].responsible_units == ("商务局", "教体局")
    assert paper.sections[-1].heading == "二、保障"


@pytest.mark.parametrize("name", ["一、重大项目", "（二）主要任务", "责任单位：县住建局", "事项一：解决内涝问题"])
def test_headings_and_labels_name_no_column(name: str) -> None:
    assert column_kind(name) is None


def test_sheets_of_any_names_are_read_one_after_the_other() -> None:
    first = [
        ["序号", "干什么", "谁干"],
        [1, "修建云汀河堤防", "县农林局"],
        [2, "绿化城北大道", "县住建局"],
        [3, "建学校", "县教体局"],
    ]
    second = [["序号", "任务", "责任单位"], [1, "建桥", "县交通局"]]
    items = read_paper(extract_text("a.xlsx", xlsx_of(first, [["填表说明"]], second))).items
    assert [one.directive for one in items] == ["修建云汀河堤防", "绿化城北大道", "建学校", "建桥"]


def fields(items: tuple[ReadItem, ...]) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str | None, str]]:
    return [
        (one.directive, one.lead_leaders, one.responsible_units, one.deadline_text, one.progress or "") for one in items
    ]


def test_a_pasted_csv_with_a_cell_too_many_loses_no_row() -> None:
    rows = [
        "序号,工作任务,承办单位,办结时限",
        "1,修订预案,应急局,4月底",
        "2,购置水泵,水务局,财政局,5月31日",
        "3,清淤,补路,交通局,9月",
        "4,更换站牌,公交公司",
    ]
    assert told(read("\n".join(rows)).items) == [
        (1, "修订预案", ("应急局",), "4月底"),
        (2, "购置水泵", ("水务局", "财政局"), "5月31日"),
        (3, "清淤，补路", ("交通局",), "9月"),
        (4, "更换站牌", ("公交公司",), None),
    ]


def test_what_cells_hold_tells_persons_and_days() -> None:
    rows = [
        "序号\t事项\t牵头科室\t负责人\t要求",
        "1\t翻修锅炉房\t总务科\t程远\t9月前",
        "2\t补录卷宗\t档案科\t易平\t年底",
    ]
    assert fields(read("\n".join(rows)).items) == [
        ("翻修锅炉房", ("程远",), ("总务科",), "9月前", ""),
        ("补录卷宗", ("易平",), ("档案科",), "年底", ""),
    ]


def test_the_last_column_behind_who_and_when_tells_what_came_of_it() -> None:
    rows = ["做什么\t谁负责\t啥时候\t搞到哪步", "翻修敬老院\t民政局\t8月底\t封顶", "打机井3口\t水务局\t5月\t出水"]
    rows.append("建烘干房\t农技站\t9月20日\t选址中")
    assert [one.progress for one in read("\n".join(rows)).items] == ["封顶", "出水", "选址中"]


def test_no_year_is_far_from_a_paper_without_a_day() -> None:
    paper = read_paper("序号\t任务\t责任单位\t时限\n1\t筑坝\t水务局\t2031年6月30日前\n2\t架桥\t交通局\t2032年12月")
    assert [one.doubts for one in paper.items] == [(), ()]
