"""The judge judged: what is wrong in a reading lowers the right figure and no other."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.papers.reading import ReadItem, ReadPaper, ReadSection, ReadSubItem, SumMismatch
from papers.checking.scoring import FieldCount, Score, score

ITEM = ReadItem(
    position=1,
    section=1,
    number_as_printed=1,
    directive="由程远同志牵头，县水利局负责，加固清溪河堤防",
    lead_leaders=("程远",),
    responsible_units=("县水利局",),
    cooperating_units=("县财政局", "县发改局"),
    deadline=date(2027, 6, 30),
    deadline_text="6月底前",
    sub_items=(ReadSubItem(1, "清淤", "已完成。"),),
    progress="已完工。",
)
TRUTH: dict[str, Any] = {
    "section": 1,
    "number_as_printed": 1,
    "directive": "由程远同志牵头，县水利局负责，加固清溪河堤防。",
    "leads": ["程远"],
    "consulted": [],
    "responsible_units": ["县水利局"],
    "cooperating_units": ["县财政局", "县发改局"],
    "deadline": "2027-06-30",
    "deadline_text": "6月底前",
    "sub_items": [{"number": 1, "directive": "清淤", "progress": "已完成。"}],
    "progress": "已完工",
}


def judged(*items: ReadItem, truth: dict[str, Any] | None = None, sections: int = 1) -> Score:
    parts = tuple(ReadSection(number, "", top=1) for number in range(1, sections + 1))
    return score(ReadPaper(items=items, sections=parts), {"items": [truth or TRUTH]})


def lowered(told: Score) -> dict[str, tuple[int, int, int]]:
    return {
        name: (count.right, count.extra, count.missed)
        for name, count in told.counts.items()
        if count.extra or count.missed
    }


def test_a_right_reading_lowers_nothing_whatever_its_spaces_widths_and_full_stops() -> None:
    spaced = replace(ITEM, directive="由 程远 同志牵头,县水利局负责,加固清溪河堤防")
    assert lowered(judged(spaced)) == {}


WRONG = {
    "directive": (replace(ITEM, directive="由程远同志牵头，县水利局负责，加固清溪河"), (0, 1, 1)),
    "leads": (replace(ITEM, lead_leaders=("程远", "韩子昂")), (1, 1, 0)),
    "consulted": (replace(ITEM, consulted_leaders=("宋铭",)), (0, 1, 0)),
    "responsible_units": (replace(ITEM, responsible_units=()), (0, 0, 1)),
    "cooperating_units": (replace(ITEM, cooperating_units=("县财政局", "县交通局")), (1, 1, 1)),
    "deadline": (replace(ITEM, deadline=date(2028, 6, 30)), (0, 1, 1)),
    "sub_items": (replace(ITEM, sub_items=(ReadSubItem(1, "清淤", "未完成。"),)), (0, 1, 1)),
    "progress": (replace(ITEM, progress="已完工。下一步验收。"), (0, 1, 1)),
}


@pytest.mark.parametrize("name", WRONG)
def test_each_wrong_field_lowers_its_own_figure(name: str) -> None:
    item, counts = WRONG[name]
    assert lowered(judged(item)) == {name: counts}


def test_an_item_made_up_and_one_missed_lower_every_field_they_fill() -> None:
    other = ReadItem(2, 1, 2, "修缮文庙", responsible_units=("县文旅局",))
    told = judged(other)
    assert (told.counts["items"].extra, told.counts["items"].missed) == (1, 1)
    assert (told.counts["responsible_units"].extra, told.counts["responsible_units"].missed) == (1, 1)
    assert told.counts["deadline"].missed == 1
    assert score(None, {"items": [TRUTH]}).counts["items"].recall == 0


def test_the_order_of_items_holds_when_one_is_missing() -> None:
    truths = [{**TRUTH, "number_as_printed": n, "directive": f"完成第{n}标段堤防加固"} for n in (1, 2, 3)]
    items = [replace(ITEM, number_as_printed=n, directive=f"完成第{n}标段堤防加固") for n in (1, 3)]
    told = score(ReadPaper(items=tuple(items)), {"items": truths})
    assert (told.counts["items"].right, told.counts["items"].missed) == (2, 1)
    assert told.counts["directive"].right == 2


def test_who_in_a_closing_bracket_and_the_meeting_before_it_are_no_words_of_the_directive() -> None:
    truth = {**TRUTH, "directive": "会议议定，由程远同志牵头，县水利局负责，加固清溪河堤防（6月底前完成）"}
    assert lowered(judged(ITEM, truth=truth)) == {}


def test_sections_are_compared_by_order_on_the_level_of_the_truth() -> None:
    truths = [{**TRUTH, "section": section} for section in (2, 2, 3)]
    items = [replace(ITEM, section=section) for section in (1, 2, 3)]
    parts = (ReadSection(1, "", top=1), ReadSection(2, "", top=1), ReadSection(3, "", top=2))
    told = score(ReadPaper(items=tuple(items), sections=parts), {"items": truths})
    assert told.counts["section"].right == 3


def test_long_term_is_a_deadline_only_where_the_truth_prints_one() -> None:
    item = replace(ITEM, deadline=None, deadline_text="长期坚持", long_term=True)
    assert lowered(judged(item, truth={**TRUTH, "deadline": None, "deadline_text": "长期"})) == {}
    assert lowered(judged(item, truth={**TRUTH, "deadline": None, "deadline_text": None})) == {}
    assert lowered(judged(item)) == {"deadline": (0, 1, 1)}


def test_a_field_that_the_truth_does_not_tell_is_not_judged() -> None:
    truth = json.loads(json.dumps(TRUTH))
    del truth["progress"]
    assert lowered(judged(replace(ITEM, progress="什么都行"), truth=truth)) == {}


def test_figures() -> None:
    count = FieldCount(8, 2, 0)
    assert (count.precision, count.recall, round(count.f1, 3)) == (0.8, 1.0, 0.889)
    assert FieldCount().f1 == 1.0
    assert FieldCount(0, 1, 1).f1 == 0.0


PAPER = ReadPaper(
    title="2027年第六次县政府常务会议确定事项办理情况的通报",
    meeting="2027年第六次县政府常务会议",
    issue_number=6,
    paper_date=date(2027, 6, 1),
    claimed_total=20,
)
HEAD = {
    "title": "2027年第六次县政府常务会议确定事项办理情况的通报",
    "meeting": "第六次县政府常务会议",
    "issue_number": 6,
    "agency": None,
    "date": "2027-06-01",
    "claims": 20,
    "items": [],
}


def test_the_head_is_judged_field_by_field_and_null_says_there_is_none() -> None:
    assert lowered(score(PAPER, HEAD)) == {}
    assert lowered(score(replace(PAPER, agency="县政府督查室"), HEAD)) == {"agency": (0, 1, 0)}
    assert lowered(score(replace(PAPER, meeting="各开发区管委会"), HEAD)) == {"meeting": (0, 1, 1)}
    assert lowered(score(replace(PAPER, claimed_total=None), HEAD)) == {"claims": (0, 0, 1)}
    assert lowered(score(None, HEAD))["date"] == (0, 0, 1)


def test_a_head_that_no_truth_tells_is_not_judged() -> None:
    told = score(PAPER, {"items": []})
    assert not any(count.is_judged for count in told.counts.values())


SLIP = {"kind": "sum", "lines": [14], "figures": ["20件", "12件", "9件"]}


@pytest.mark.parametrize(
    ("kind", "sentence", "line", "counts"),
    [
        ("sum", "正文第2段称共20件，分项12件、9件合计21件", 14, (1, 0, 0)),
        ("repeat", "正文第2段12件，第9段13件", 12, (1, 0, 0)),
        ("total", "正文称共20件、已完成12件，9件在办", 0, (1, 0, 0)),
        ("sum", "正文第2段称共20件，分项12件、9件合计21件", 90, (1, 0, 0)),
        ("sum", "正文第2段称共31件，分项15件、17件合计32件", 14, (0, 1, 1)),
        ("sum", "正文第9段称共20件，分项12件、7件合计19件", 90, (0, 1, 1)),
        ("missing_number", "第一部分缺少编号9", 14, (0, 1, 1)),
    ],
)
def test_a_finding_tells_of_a_slip_by_its_place_or_by_all_its_figures(
    kind: str, sentence: str, line: int, counts: tuple[int, int, int]
) -> None:
    found = SumMismatch(kind, sentence, (("正文", line),))
    count = score(ReadPaper(), {"items": [], "anomalies": [SLIP]}, [found]).counts["anomalies"]
    assert (count.right, count.extra, count.missed) == counts


def test_a_sound_paper_judges_what_is_made_up() -> None:
    found = SumMismatch("sum", "共20件，分项12件、9件合计21件")
    assert lowered(score(ReadPaper(), {"items": [], "anomalies": []}, [found])) == {"anomalies": (0, 1, 0)}
    assert lowered(score(ReadPaper(), {"items": []}, [found])) == {}
