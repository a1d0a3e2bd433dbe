"""What a person is shown of a paper before anything of it is stored."""

from dataclasses import replace

import pytest

from domain.papers.reading import ReadPaper
from papers.reading.anomalies import find_anomalies
from papers.reading.bulletin_reader import read_paper
from papers.understood import look_over, understand

MINUTES = """{office}第{number}次办公会议纪要
2031年3月{number}日
会议议定以下事项：
1.由县农林局牵头，12月底前完成堤防加固。
2.由县财政局负责，拨付养护经费。
{office}办公室
2031年3月{number}日
"""
FIRST, SECOND = MINUTES.format(office="云汀县水务集团", number=8), MINUTES.format(office="云汀县人民医院", number=9)


def read(text: str) -> ReadPaper:
    return understand(text)


def test_two_papers_in_one_text_are_told_each_with_the_lines_of_the_whole() -> None:
    whole = read(FIRST + SECOND)
    assert [part.title for part in whole.parts] == [
        "云汀县水务集团第8次办公会议纪要",
        "云汀县人民医院第9次办公会议纪要",
    ]
    assert [[item.source_lines[0] for item in part.items] for part in whole.parts] == [[4, 5], [11, 12]]
    assert all(part.sketch and not part.parts for part in whole.parts)
    assert len(whole.items) == 4


@pytest.mark.parametrize("text", [FIRST, SECOND, FIRST + "附注：以上为会议记录。\n"])
def test_one_paper_has_no_parts(text: str) -> None:
    assert read(text).parts == ()


def test_a_volume_of_papers_is_read_as_one_list() -> None:
    whole = read("".join(MINUTES.format(office="云汀县人民医院", number=number) for number in range(1, 13)))
    assert (whole.parts, len(whole.items)) == ((), 24)


def test_figures_are_looked_at_but_those_of_a_scan_are_not() -> None:
    text = FIRST.replace("拨付养护经费。", "拨付养护经费，共300户，其中甲村120户，乙村90户，丙村100户。")
    assert [one.kind for one in read(text).anomalies if "310户" in one.sentence] == ["figures"]
    assert not any("310户" in one.sentence for one in understand(text, checks_figures=False).anomalies)


def test_of_a_paper_without_items_its_stretches_are_shown() -> None:
    bare = look_over(
        "县情介绍\n云汀县位于省境南部，历史悠久，物产丰富。\n2031年3月2日\n由县财政局牵头，5月底前完成清查。\n"
    )
    assert [left.lines for left in bare.left_out] == [(2, 2), (4, 4)]
    assert bare.items == ()
    item = bare.left_out[1].would_be
    assert item is not None
    assert (item.responsible_units, item.source_lines, item.number_as_printed) == (("县财政局",), (4, 4), None)


def test_a_paper_of_nothing_but_stretches_is_cut_short() -> None:
    assert len(look_over("云汀县位于省境南部，历史悠久。\n" * 500).left_out) == 60


def test_nothing_numbered_is_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = "一、总体安排。\n（一）由县财政局牵头，拨付资金。\n（二）抓好值守。\n二、散会。\n"
    text = f"会议纪要\n2031年3月2日\n会议议定：\n{listed}"
    lost = replace(read_paper(text), left_out=())
    lost = replace(lost, items=tuple(item for item in lost.items if item.source_lines[0] == 5))
    monkeypatch.setattr("papers.understood.read_paper", lambda *_: lost)
    told = [(left.lines[0], left.text) for left in read(text).left_out]
    assert told == [(6, "（二）抓好值守。"), (7, "二、散会。")]


def test_what_the_reader_lost_makes_no_count_of_the_paper_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    text = """县教育局重点任务分解
2031年3月2日
一、已完成事项3项，占60%。
1.由县财政局牵头，拨付校舍资金。
2.由县住建局牵头，加固教学楼。
3.由县教育局牵头，配齐校医。
二、正在推进事项2项，占40%。
1.由县交通局牵头，修建校门道路。
2.由县水利局牵头，改造供水管道。
"""
    whole = read_paper(text)
    assert not [one for one in whole.anomalies if one.kind in ("total", "section_count", "percent")]
    lost = replace(whole, items=tuple(one for one in whole.items if one.source_lines[0] != 5))
    told = find_anomalies(lost, None, text)
    assert {"section_count", "percent"} <= {one.kind for one in told}
    monkeypatch.setattr("papers.understood.read_paper", lambda *_: replace(lost, anomalies=told))
    paper = read(text)
    assert [one.lines[0] for one in paper.left_out] == [5]
    assert not [one for one in paper.anomalies if one.kind in ("total", "section_count", "percent")]


@pytest.mark.parametrize("when", ["12月底前", "6月10日前", "下周五前", "三季度末前", "月底前", "春节前"])
def test_a_paper_without_a_day_doubts_no_single_deadline(when: str) -> None:
    item = read(f"会议纪要\n会议议定：\n1.由县财政局牵头，{when}完成清查。\n2.由县农林局负责绿化。\n").items[0]
    assert (item.deadline, item.doubts) == (None, ())
    dated = read(
        f"会议纪要\n2031年3月3日\n会议议定：\n1.由县财政局牵头，{when}完成清查。\n2.由县农林局负责绿化。\n"
    ).items[0]
    assert dated.deadline is not None


def test_no_sentence_behind_the_first_item_is_nowhere() -> None:
    text = (
        "云溪县卫健系统调度会议纪要\n2027年4月8日\n会议议定事项：\n县疾控中心4月底前完成水质普查。\n"
        "县中医院负责完善急诊流程。\n各卫生院每周五下午报送随访数。\n会议要求，全系统要绷紧弦。"
    )
    paper = understand(text)
    taken = {line for one in paper.items for line in range(one.source_lines[0], one.source_lines[1] + 1)}
    shown = {line for one in paper.left_out for line in range(one.lines[0], one.lines[1] + 1)}

    assert {4, 5, 6, 7} <= taken | shown


def test_what_a_copy_has_cut_off_an_item_is_shown_in_one_piece() -> None:
    text = (
        "县政府常务会议纪要\n2027年8月11日\n会议决定：\n一、由县水\n利局牵头，县财政\n局配合，于9月1\n5日前完成水库\n"
        "除险加固。\n二、县教体局负责城南小学扩建，年底前开工。"
    )
    assert [(left.lines, left.text) for left in understand(text).left_out] == [
        ((6, 8), "局配合，于9月15日前完成水库除险加固。")
    ]
