"""Blocks of fields with a padded number, roles before a unit's name, and counts of another whole."""

import pytest

from papers.checking.bulletin import check_figures
from papers.reading.bulletin_reader import read_paper

BLOCKS = """全县“办实事”活动20个项目进展情况
01 项目名称：改善河湖环境
项目内容：
新开引水河道，新改建公共厕所5座。
责任单位：
水务局、城管局
进展与成效：
引水河道已完成可行性研究报告，5月28日开标。
02 项目名称：加大文化惠民力度
项目内容：
新建书房1个。
责任单位：
文广旅局
工作成效：
书房已选定地址。
"""


def test_blocks_of_fields_are_items_by_their_padded_numbers() -> None:
    first, second = read_paper(BLOCKS).items
    assert (first.number_as_printed, second.number_as_printed) == (1, 2)
    assert first.directive.startswith("改善河湖环境：新开引水河道")
    assert (first.responsible_units, second.responsible_units) == (("水务局", "城管局"), ("文广旅局",))
    assert first.progress.startswith("引水河道已完成")
    assert second.progress == "书房已选定地址。"


@pytest.mark.parametrize(
    ("clause", "units"),
    [
        ("由包片单位县文广局负责清除", ("县文广局",)),
        ("由沿河包联单位县职教中心、县消防大队负责清理", ("县职教中心", "县消防大队")),
        ("由业务主管部门县民政局牵头", ("县民政局",)),
        ("由县直有关部门负责", ("县直有关部门",)),
    ],
)
def test_what_a_unit_is_there_is_no_part_of_its_name(clause: str, units: tuple[str, ...]) -> None:
    items = read_paper(f"会议议定：\n一、{clause}，6月底前完成。\n二、由县财政局落实资金。\n").items
    assert items[0].responsible_units == units


def test_who_watches_is_not_who_answers() -> None:
    text = (
        "问题清单\n1.门前乱堆杂物。（主体责任：柳荫村委会，监督责任：市监局）\n"
        "2.占道经营。（主体责任：云汀小区，监管责任：城管局）\n"
    )
    assert [item.responsible_units for item in read_paper(text).items] == [("柳荫村委会",), ("云汀小区",)]


def test_a_count_with_a_whole_of_its_own_is_not_said_twice() -> None:
    text = (
        "一、总体情况\n2031年确定重点任务共579项，截至目前，已完成550项，正在办理29项。\n"
        "二、分类情况\n（一）党组会议。召开会议5次，确定任务39项，已完成39项。\n"
    )
    assert check_figures(text) == []


def test_a_count_without_one_still_is() -> None:
    text = "一、总体情况\n确定事项共579项，已完成550项，正在办理29项。\n二、已完成事项551项\n"
    assert any("550项" in one.sentence and "551项" in one.sentence for one in check_figures(text))
