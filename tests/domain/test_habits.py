"""What was mended once is done the next time, in papers of the same kind and in no other."""

from dataclasses import replace
from datetime import date

import pytest

from domain.papers.habits import SKIP, TAKE, as_learned, kind_of, label_of, label_of_due, of_item, of_label, with_label
from domain.papers.reading import LeftOut, ReadItem, ReadPaper


def paper(*directives: str, left: tuple[str, ...] = ()) -> ReadPaper:
    items = tuple(ReadItem(at, 1, at, words, source_lines=(at, at)) for at, words in enumerate(directives, 1))
    return ReadPaper(items=items, left_out=tuple(LeftOut((50 + at, 50 + at), words) for at, words in enumerate(left)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("云汀县人民政府第5次常务会议纪要", "云汀县人民政府第十六次常务会议纪要"),
        ("2031年民生实事任务分解表", "2032年民生实事任务分解表"),
        ("院长办公会纪要（第3期）", "院长办公会纪要（第21期）"),
        ("三季度督查通报", "四季度督查通报"),
    ],
)
def test_two_issues_are_of_one_kind(one: str, other: str) -> None:
    assert kind_of(ReadPaper(title=one)) == kind_of(ReadPaper(title=other))


def test_other_papers_and_other_offices_are_of_another_kind() -> None:
    papers = [
        ReadPaper(title="常务会议纪要"),
        ReadPaper(title="党组会议纪要"),
        ReadPaper(title="常务会议纪要", agency="云汀县人民政府办公室"),
        ReadPaper(),
    ]
    assert len({kind_of(one) for one in papers}) == 4


def test_no_item_once_is_no_item_again_whatever_its_figures() -> None:
    habits = dict([of_item("已完成5项", SKIP)])
    done, applied = as_learned(paper("修路", "已完成12项。"), habits, "不是")
    assert [item.directive for item in done.items] == ["修路"]
    assert (done.left_out[0].why, applied.skipped) == ("不是", 1)


def test_the_last_item_stays() -> None:
    done, applied = as_learned(paper("联系人"), dict([of_item("联系人", SKIP)]), "不是")
    assert (len(done.items), applied.skipped) == (1, 0)


def test_taken_in_once_is_taken_in_again() -> None:
    done, applied = as_learned(paper("修路", left=("3. 抓好值守", "4. 其他")), dict([of_item("抓好值守", TAKE)]), "")
    # A number before the words is the paper's, not theirs.
    assert applied.taken == 1
    assert [item.directive for item in done.items] == ["修路", "抓好值守"]


@pytest.mark.parametrize(
    ("directive", "names", "label"),
    [
        ("开展核查。承办科室：医务科、护理部", ("医务科", "护理部"), "承办科室"),
        ("整改隐患（经办部门:安全部；时间：5月）", ("安全部",), "经办部门"),
        ("开工建设【落实主体：水务集团】", ("水务集团",), "落实主体"),
        ("修订章程 主抓庭室： 立案庭 刑庭", ("立案庭", "刑庭"), "主抓庭室"),
        ("医务科负责", ("医务科",), ""),
        ("承办科室：医务科", ("护理部",), ""),
        ("承办科室：医务科", (), ""),
    ],
)
def test_the_label_before_the_names_is_what_is_learnt(directive: str, names: tuple[str, ...], label: str) -> None:
    assert label_of(directive, names) == label


def test_a_label_is_read_in_all_items_and_leaves_the_directive() -> None:
    whole = paper("开展核查（承办科室：医务科、护理部）", "采购设备。承办科室：设备科", "绿化", "甲：乙")
    done, applied = as_learned(whole, dict([of_label("承办科室", "responsible_units")]), "")
    assert [(item.directive, item.responsible_units) for item in done.items] == [
        ("开展核查", ("医务科", "护理部")),
        ("采购设备。", ("设备科",)),
        ("绿化", ()),
        ("甲：乙", ()),
    ]
    assert applied.labels == (("承办科室", "responsible_units", 2),)


def test_a_label_takes_nothing_from_what_was_read() -> None:
    item = ReadItem(1, 1, 1, "修路。承办科室：工程科", responsible_units=("公路段",))
    assert with_label(item, "承办科室", "responsible_units") is item
    forged = as_learned(ReadPaper(items=(item,)), {"label:承办科室": "position"}, "")[0]
    assert forged.items == (item,)


@pytest.mark.parametrize(
    ("words", "due", "long_term"),
    [("12月20日前", date(2031, 12, 20), False), ("2032年3月底", date(2032, 3, 31), False), ("长期", None, True)],
)
def test_a_label_that_means_the_limit_gives_every_item_its_own(words: str, due: date | None, long_term: bool) -> None:
    assert label_of_due(f"修路（丁栏：{words}）", words[:4]) == "丁栏"
    dated = replace(paper(f"修路（丁栏：{words}）", "拆违（戊栏：12月1日）"), paper_date=date(2031, 11, 3))
    done, applied = as_learned(dated, dict([of_label("丁栏", "deadline")]), "")
    first, second = done.items
    assert (first.directive, first.deadline, first.deadline_text, first.long_term) == ("修路", due, words, long_term)
    assert second.deadline_text is None
    assert applied.labels == (("丁栏", "deadline", 1),)


def test_a_limit_that_was_read_stays_and_words_without_a_day_are_none() -> None:
    read = replace(paper("修路（丁栏：12月20日）").items[0], deadline_text="11月底前")
    assert with_label(read, "丁栏", "deadline", date(2031, 11, 3)) is read
    other = paper("修路（丁栏：尽快）").items[0]
    assert with_label(other, "丁栏", "deadline", date(2031, 11, 3)) is other
    undated = with_label(paper("修路（丁栏：12月20日前）").items[0], "丁栏", "deadline")
    assert (undated.deadline, undated.deadline_text) == (None, "12月20日前")
