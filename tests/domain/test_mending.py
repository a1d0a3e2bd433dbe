"""A reading mended by hand: nothing is lost on the way, and each half keeps what it names."""

from dataclasses import replace
from datetime import date

import pytest

from domain.papers import mending
from domain.papers.mending import (
    added_to_item_before,
    dated,
    item_at,
    joined,
    next_doubtful,
    split,
    split_places,
    taken_in,
    units_named,
    unnumbered,
    without,
)
from domain.papers.oddities_texts import HAS_NO_UNIT
from domain.papers.reading import FieldSource, LeftOut, ReadItem, ReadPaper, ReadSubItem, paper_from_json

NO_UNIT = FieldSource("responsible_units", (3, 3), HAS_NO_UNIT)


def items(*directives: str) -> tuple[ReadItem, ...]:
    return tuple(ReadItem(at, 1, at, words, source_lines=(at + 2, at + 2)) for at, words in enumerate(directives, 1))


def paper(*directives: str, **more: object) -> ReadPaper:
    return replace(ReadPaper(items=items(*directives)), **more)  # type: ignore[arg-type]


def test_what_is_no_item_stands_with_what_was_left_out_and_comes_back_whole() -> None:
    whole = paper("修路", "联系人：平安", "建桥")
    less = without(whole, 2, "不是事项")
    assert [item.position for item in less.items] == [1, 3]
    assert [(left.lines, left.text) for left in less.left_out] == [((4, 4), "2. 联系人：平安")]
    back = taken_in(less, [0])
    assert [(item.position, item.directive) for item in back.items] == [(1, "修路"), (4, "联系人：平安"), (3, "建桥")]
    assert back.left_out == ()
    assert paper_from_json(less.to_json()) == less


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("三、启动大桥维修。", "启动大桥维修。"),
        ("（二）采购设备", "采购设备"),
        ("12.拆除旧房", "拆除旧房"),
        ("⑤ 归档", "归档"),
        ("第四条 移交房屋", "移交房屋"),
        ("一是招标\n二次", "招标 二次"),
        ("2031年完工", "2031年完工"),
    ],
)
def test_what_was_left_out_comes_in_without_its_number(printed: str, words: str) -> None:
    assert unnumbered(printed) == words
    mended = taken_in(paper("甲事", left_out=(LeftOut((9, 9), printed),)), [0])
    assert mended.items[-1].directive == words
    assert mended.items[-1].position == 2


def test_several_lines_left_out_are_one_item() -> None:
    lines = tuple(LeftOut((at, at), words) for at, words in ((8, "3. 由水利站牵头"), (9, "修复"), (10, "河堤。")))
    mended = taken_in(paper("甲事", left_out=lines), [0, 1, 2])
    assert (mended.items[-1].directive, mended.items[-1].source_lines) == ("由水利站牵头；修复；河堤。", (8, 10))
    assert mended.left_out == ()


def test_what_was_left_out_goes_on_with_the_item_above() -> None:
    mended = added_to_item_before(paper("甲事：", "乙事", left_out=(LeftOut((3, 3), "5月底前开工"),)), 0)
    assert [item.directive for item in mended.items] == ["甲事：5月底前开工", "乙事"]


def test_two_are_one_and_nothing_is_lost() -> None:
    first, second = items("修路", "建桥")
    first = replace(first, responsible_units=("公路段",), sub_items=(ReadSubItem(1, "勘测"),), progress="已勘测。")
    second = replace(
        second,
        responsible_units=("公路段", "桥工队"),
        lead_leaders=("岳宁",),
        deadline_text="6月底前",
        deadline=date(2031, 6, 30),
        sub_items=(ReadSubItem(1, "打桩"),),
        progress="已打桩。",
        sources=(NO_UNIT,),
    )
    (one,) = joined(ReadPaper(items=(first, second)), 2).items
    assert (one.directive, one.responsible_units, one.lead_leaders) == ("修路；建桥", ("公路段", "桥工队"), ("岳宁",))
    assert [(part.number, part.directive) for part in one.sub_items] == [(1, "勘测"), (2, "打桩")]
    assert (one.progress, one.deadline, one.source_lines) == ("已勘测。\n已打桩。", date(2031, 6, 30), (3, 4))
    assert one.doubts == ()
    assert joined(ReadPaper(items=(first, second)), 1).items == (first, second)


def test_each_half_keeps_the_units_and_days_that_it_names() -> None:
    words = "由医务科牵头，5月底前完成排查；护理部、药剂科6月10日前完成培训"
    item = ReadItem(
        1,
        1,
        1,
        words,
        responsible_units=("医务科",),
        deadline=date(2031, 6, 10),
        deadline_text="6月10日前",
        sources=(NO_UNIT,),
    )
    whole = ReadPaper(items=(item,), paper_date=date(2031, 3, 1))
    done = split(whole, 1, split_places(item)[0], ("护理部", "药剂科", "科"))
    first, second = done.items
    assert (first.directive, first.responsible_units) == ("由医务科牵头，5月底前完成排查", ("医务科",))
    assert (first.deadline, first.deadline_text) == (date(2031, 5, 31), "5月底前")
    assert (second.directive, second.responsible_units) == ("护理部、药剂科6月10日前完成培训", ("护理部", "药剂科"))
    assert (second.deadline, second.position, second.number_as_printed) == (date(2031, 6, 10), 2, None)
    assert not any(one.doubts for one in done.items)
    assert split(whole, 1, 7, ()) == whole


def test_a_day_from_a_column_is_that_of_both_halves() -> None:
    item = ReadItem(1, 1, 1, "采购设备。安装调试设备", deadline=date(2031, 9, 1), deadline_text="9月1日")
    done = split(ReadPaper(items=(item,)), 1, 5, ())
    assert [one.deadline for one in done.items] == [date(2031, 9, 1)] * 2


@pytest.mark.parametrize(
    ("words", "places"),
    [("修路", 0), ("修好县道，建好桥梁", 1), ("修好县道。建好桥梁，配套路灯", 1), ("拆除旧房；清运渣土；复垦土地", 2)],
)
def test_where_an_item_can_be_cut(words: str, places: int) -> None:
    assert len(split_places(items(words)[0])) == places


def test_of_two_names_in_one_place_the_longer_is_meant() -> None:
    assert units_named("由县水务集团、水务局落实", ["水务", "县水务集团", "水务局", ""]) == ("县水务集团", "水务局")


def test_the_doubtful_ones_go_round() -> None:
    one, two, three = items("甲", "乙", "丙")
    whole = ReadPaper(items=(replace(one, sources=(NO_UNIT,)), two, replace(three, sources=(NO_UNIT,))))
    assert [next_doubtful(whole, after).position for after in (0, 1, 2, 3)] == [1, 3, 3, 1]  # type: ignore[union-attr]
    settled = ReadPaper(items=tuple(item.settled() for item in whole.items))
    assert next_doubtful(settled) is None


def test_a_day_settles_what_wanted_a_year() -> None:
    no_year = FieldSource("deadline", (3, 3), "没有写明年份")
    item = replace(items("甲")[0], deadline_text="6月底前", sources=(no_year,))
    event = replace(
        items("甲", "乙")[1], deadline_text="汛期前", sub_items=(ReadSubItem(1, "丙", deadline_text="5月10日前"),)
    )
    done = dated(ReadPaper(items=(item, event)), date(2031, 3, 2))
    assert done.paper_date == date(2031, 3, 2)
    first = item_at(done, 1)
    assert first is not None
    assert (first.deadline, first.doubts) == (date(2031, 6, 30), ())
    assert (done.items[1].deadline, done.items[1].sub_items[0].deadline) == (None, date(2031, 5, 10))


def _of_two_sections() -> ReadPaper:
    items = tuple(
        ReadItem(at, section, number, f"完成第{at}段", source_lines=(line, line))
        for at, section, number, line in ((1, 1, 1, 3), (2, 1, 2, 4), (3, 2, 1, 7), (4, 2, 2, 8))
    )
    return ReadPaper(items=items)


def test_what_was_no_item_and_is_one_again_has_its_section_and_number() -> None:
    back = mending.taken_in(mending.without(_of_two_sections(), 3, "您说过不是事项"), [0])
    assert [(one.section, one.number_as_printed, one.directive) for one in back.items] == [
        (one.section, one.number_as_printed, one.directive) for one in _of_two_sections().items
    ]


def test_what_the_reader_left_out_has_the_section_of_what_stands_above_it() -> None:
    for line, section in ((1, 1), (5, 1), (9, 2)):
        would_be = ReadItem(0, 0, 9, "抓好值守", source_lines=(line, line))
        for left in (LeftOut((line, line), "9.抓好值守", "", would_be), LeftOut((line, line), "9.抓好值守")):
            taken = mending.taken_in(replace(_of_two_sections(), left_out=(left,)), [0])
            assert next(one for one in taken.items if one.position == 5).section == section


def test_of_two_that_are_one_what_goes_on_is_not_done() -> None:
    first, second, *rest = _of_two_sections().items
    items = (replace(first, state="closed"), replace(second, target=("家", "3"), origin="县政府常务会议"), *rest)
    whole = mending.joined(replace(_of_two_sections(), items=items), 2).items[0]
    assert (whole.state, whole.target, whole.origin) == ("in_progress", ("家", "3"), "县政府常务会议")
    both = tuple(replace(one, state="closed") for one in items)
    assert mending.joined(replace(_of_two_sections(), items=both), 2).items[0].state == "closed"


@pytest.mark.parametrize("more", ["其中基建类3项、改造类2项", "包括渠首和东支渠", "分别在3月、6月", "合计9万元"])
def test_what_goes_on_is_no_place_to_cut(more: str) -> None:
    assert split_places(items(f"整修水塘6处，{more}")[0]) == []


def test_halves_without_a_unit_are_still_in_doubt() -> None:
    item = items("旧砖窑改造；同步修缮供销社旧址")[0]
    done = split(ReadPaper(items=(item,)), item.position, split_places(item)[0], ())
    assert [[one.doubt for one in half.doubts] for half in done.items] == [[HAS_NO_UNIT]] * 2
