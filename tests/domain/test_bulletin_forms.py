"""Titles, preambles and headings of every sort of bulletin in the words of every profile; all of them add up."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.bulletin.adding_up import mistakes
from domain.bulletin.compare_texts import UnitRate
from domain.bulletin.comparison import ComparisonFacts, make_comparison
from domain.bulletin.forms import WeeksBurden, rate
from domain.bulletin.making import BulletinFacts, FactItem, delta_table, make_bulletin
from domain.bulletin.posts import summary
from domain.bulletin.scopes import PERIODS, BulletinScope, Span, phrase, span_of, span_said
from domain.bulletin.snapshot import BulletinSnapshot, LastFigures, bulletin_from_json, to_paper
from domain.bulletin.wording import DEFAULT_WORDING, PRESETS, WORDING, Wording

DAY = date(2026, 11, 27)
AGENCY = "云岭县人民政府督查室"
SPANS = [Span(BulletinScope.ALL), Span(BulletinScope.OPEN), *(span_of(scope, DAY) for scope in PERIODS)]


def made(
    closed: int, under_way: int, wording: Wording = DEFAULT_WORDING, span: Span = SPANS[0], slow: int = 0
) -> BulletinSnapshot:
    items = tuple(
        FactItem(
            n,
            f"#{n}",
            f"抓好第{n}项重点工作",
            n <= closed,
            units=("县农林局",),
            slow=closed < n <= closed + slow,
            advanced=n % 5 == 0,
            overdue_days=9 if n == closed + under_way > closed else 0,
        )
        for n in range(1, closed + under_way + 1)
        if not (span.scope is BulletinScope.OPEN and n <= closed)
    )
    return make_bulletin(BulletinFacts(AGENCY, DAY, items, wording=wording, span=span, registered=2, finished=1))


def headings(bulletin: BulletinSnapshot) -> list[str]:
    return [section.heading for section in bulletin.sections]


def test_the_profile_of_a_special_inspection() -> None:
    """43 items, 16 done, 3 of the rest judged slow and one overdue, no decimals, demands at the end.

    Nobody is praised who has told of nothing, and preamble, headings and demands speak of the same items.
    """
    paper = made(16, 27, PRESETS[1].wording, slow=3)
    assert "已完成16件" not in paper.preamble
    assert "已完成工作16件（占37%），正在办理事项27件（占63%）" in paper.preamble
    assert "其中取得阶段性成果并持续推进事项5件、待续报进展事项18件、需加快推进落实事项4件" in paper.preamble
    assert headings(paper) == [
        "一、已完成工作16件（占37%）。",
        "二、取得阶段性成果并持续推进事项5件。",
        "三、待续报进展事项18件。",
        "四、需加快推进落实事项4件。",
        "五、工作要求",
    ]
    named, asked = paper.sections[-1].lines
    assert named.startswith("督查发现，以下4件需加快推进：县农林局负责的“抓好第17项重点工作”需加快推进落实，“抓好")
    assert "“抓好第43项重点工作”已逾期9天" in named
    assert named.count("县农林局") == 1
    assert not mistakes(paper)
    assert asked.startswith("各责任单位")


def test_the_burden_account_is_printed_before_the_demands_without_any_person() -> None:
    facts = BulletinFacts(
        AGENCY,
        DAY,
        (FactItem(1, "#1", "修建河堤", closed=True),),
        wording=Wording(shows_burden=True, makes_demands=True),
        burden=WeeksBurden(date(2026, 11, 16), people=40, messages=93, most=7),
    )
    paper = make_bulletin(facts)
    assert headings(paper)[2:] == ["三、减负情况", "四、工作要求"]
    line = "2026年11月16日至2026年11月22日，督办机器人向40名联络员发送消息93条，人均2.3条，最多的一人7条。"
    assert paper.sections[2].lines == (line,)
    assert not mistakes(paper)
    assert bulletin_from_json(paper.to_json()) == paper
    assert any(line in text for _, text in to_paper(paper).paragraphs)
    off = make_bulletin(replace(facts, wording=DEFAULT_WORDING))
    assert headings(off) == headings(paper)[:2]
    nobody = make_bulletin(replace(facts, burden=None))
    assert headings(nobody)[2:] == ["三、工作要求"]


def test_the_profile_of_rates() -> None:
    paper = made(385, 20, PRESETS[2].wording)
    assert "已完成385项，正在办理20项，完成率95.1%" in paper.preamble
    assert headings(paper) == ["一、已完成工作385项（完成率95.1%）。", "二、正在办理事项20项。"]


def test_the_profile_of_shares_after_the_count() -> None:
    paper = made(6, 16, PRESETS[3].wording)
    assert paper.masthead == "督查通报"
    assert "县政府议定事项22件，截至2026年11月27日，已办结6件，占比27%；正在办理16件，占比73%" in paper.preamble
    assert headings(paper)[0] == "一、已办结事项6件（占比27%）。"


@pytest.mark.parametrize(
    ("span", "title", "words"),
    [
        (SPANS[1], "县政府确定事项进展情况的通报", "截至2026年11月27日，县政府确定事项正在推进6件，已逾期1件，"),
        (SPANS[2], "11月23日至27日县政府确定事项落实情况的通报", "11月23日至27日，县政府确定事项16件。截至"),
        (SPANS[3], "2026年11月县政府确定事项落实情况的通报", "。期内销号1件、新立项2件，现将"),
        (
            SPANS[4],
            "2026年第四季度县政府确定事项落实情况的通报",
            "云岭县人民政府督查室对2026年第四季度县政府确定事项落实情况进行了督查。县政府确定事项16件。",
        ),
        (SPANS[5], "2026年度县政府确定事项落实情况的通报", "对2026年度县政府确定事项落实情况进行了督查。"),
    ],
)  # fmt: skip
def test_each_sort_has_a_title_and_a_preamble_of_its_own(span: Span, title: str, words: str) -> None:
    paper = made(10, 6, span=span)
    assert paper.title == title
    assert words in paper.preamble
    assert paper.preamble.endswith("现将有关情况通报如下：")


@given(
    st.builds(Wording, **{entry.name: st.sampled_from(entry.offered) for entry in WORDING.entries}),
    st.sampled_from(SPANS),
    st.integers(0, 40),
    st.integers(1, 40),
    st.data(),
)
def test_every_bulletin_adds_up_and_reads_back_as_it_was(
    wording: Wording, span: Span, closed: int, under_way: int, data: st.DataObject
) -> None:
    paper = made(closed, under_way, wording, span, slow=data.draw(st.integers(0, under_way)))
    assert mistakes(paper) == ()
    again = bulletin_from_json(paper.to_json())
    assert again == paper
    assert mistakes(replace(again, closed=again.closed + 1))
    assert wording.measure == "件" or "件" not in summary(paper) + paper.preamble


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("本周", date(2026, 11, 23), date(2026, 11, 29)),
        ("上周", date(2026, 11, 16), date(2026, 11, 22)),
        ("上月", date(2026, 10, 1), date(2026, 10, 31)),
        ("12月", date(2025, 12, 1), date(2025, 12, 31)),
        ("2月份", date(2026, 2, 1), date(2026, 2, 28)),
        ("三季度", date(2026, 7, 1), date(2026, 9, 30)),
        ("第1季度", date(2026, 1, 1), date(2026, 3, 31)),
        ("上季度", date(2026, 7, 1), date(2026, 9, 30)),
        ("年终", date(2026, 1, 1), date(2026, 12, 31)),
        ("2025年度", date(2025, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_in_words_is_the_newest_that_has_begun(words: str, first: date, last: date) -> None:
    span = span_said(words, DAY)
    assert span is not None
    assert (span.first, span.last) == (first, last)


@pytest.mark.parametrize("words", ["13月", "0月", "五季度", "2027年", "第5次", "月"])
def test_what_is_no_period(words: str) -> None:
    assert span_said(words, DAY) is None


@given(st.sampled_from(PERIODS), st.dates(date(2020, 1, 1), date(2035, 12, 31)), st.integers(0, 5))
def test_periods_follow_each_other_without_a_gap(scope: BulletinScope, day: date, back: int) -> None:
    span, before = span_of(scope, day, back), span_of(scope, day, back + 1)
    assert span.first is not None
    assert before.last is not None
    assert (span.first - before.last).days == 1
    assert phrase(before, day) != phrase(span, day)


def test_the_table_of_two_weeks() -> None:
    paper = replace(made(12, 5), last=LastFigures(16, 10, date(2026, 11, 20), 3))
    assert delta_table(paper) == (
        ("指标", "上周", "本周", "增减"),
        ("总数", "16", "17", "+1"),
        ("已完成", "10", "12", "+2"),
        ("正在推进", "6", "5", "-1"),
        ("逾期", "3", "1", "-2"),
        ("已完成占比", "62.5%", "70.6%", ""),
    )
    assert delta_table(replace(paper, last=LastFigures(16, 10, date(2026, 10, 20))))[0][1:3] == ("上期", "本期")
    assert delta_table(made(1, 1)) == ()


def test_the_red_and_the_black_list() -> None:
    units = [UnitRate(1, "县农林局", 4, 4), UnitRate(2, "县财政局", 1, 4), UnitRate(3, "县住建局", 3, 4)]
    paper = make_comparison(ComparisonFacts(AGENCY, DAY, units, "按规则。", PRESETS[2].wording))
    assert "纳入对比的单位3个，列入红榜1个、黑榜1个" in paper.preamble
    assert paper.sections[0].lines == ("县农林局：应办结4项，按期办结4项，按期办结率100%。",)
    assert paper.sections[1].heading == "二、黑榜（1个单位）。"
    assert "县住建局" not in summary(paper)
    assert mistakes(paper) == ()
    doubled = replace(paper.sections[0], lines=paper.sections[0].lines * 2)
    assert mistakes(replace(paper, sections=(doubled, *paper.sections[1:])))
    assert ("item", "按规则。") in to_paper(paper).paragraphs


@pytest.mark.parametrize(("part", "whole", "said"), [(3, 8, "37.5%"), (1, 3, "33.3%"), (0, 0, "0%"), (9, 9, "100%")])
def test_a_rate_stands_alone(part: int, whole: int, said: str) -> None:
    assert rate(part, whole) == said
    assert rate(3, 8, decimals=0) == "38%"


def test_an_issue_from_before_there_were_profiles_keeps_its_fingerprint_and_adds_up() -> None:
    stored = made(10, 6).to_json()
    for section in stored["sections"]:
        del section["sort"]
    assert not {"scope", "wording", "edition", "correction"} & stored.keys()
    assert not {"urgent", "sub_originals", "proofs", "notes"} & stored["sections"][0]["entries"][0].keys()
    again = bulletin_from_json(stored)
    assert again.to_json() == stored
    assert mistakes(again) == ()


def test_what_lags_is_said_with_its_reason_under_each_units_name_once() -> None:
    both = ("县农林局", "县财政局")
    items = (
        FactItem(1, "#1", "修建河堤", closed=False, units=("县农林局",), overdue_days=3),
        FactItem(2, "#2", "整治河道", closed=False, units=both, slow=True),
        FactItem(3, "#3", "清理库区", closed=False, units=("县农林局",), slow=True, still_days=20),
        FactItem(4, "#4", "检修水闸", closed=False, units=("县农林局",), advanced=True, still_days=2),
        FactItem(5, "#5", "补植行道树", closed=False, slow=True),
    )
    paper = make_bulletin(BulletinFacts(AGENCY, DAY, items, wording=PRESETS[1].wording))
    assert paper.sections[-1].lines[0] == (
        "督查发现，以下4件需加快推进：县农林局负责的“修建河堤”已逾期3天，“清理库区”已20天没有新进展；"
        "县农林局、县财政局负责的“整治河道”需加快推进落实；“补植行道树”需加快推进落实。"
    )
    assert [[one.label for one in part.entries] for part in paper.sections] == [
        [],
        ["#4"],
        ["#1", "#2", "#3", "#5"],
        [],
    ]
