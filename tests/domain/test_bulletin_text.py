"""The printed bulletin: every figure adds up, every sentence ends once, and a snapshot reads back as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.bulletin import forms
from domain.bulletin.forms import percent, percents
from domain.bulletin.making import BulletinFacts, FactItem, FactSubItem, make_bulletin
from domain.bulletin.posts import CAPTION_LIMIT, PART_LIMIT, bulletin_pages, summary, summary_post, text_post
from domain.bulletin.prose.sentences import NOTHING_SAID
from domain.bulletin.snapshot import (
    BulletinSnapshot,
    LastFigures,
    bulletin_from_json,
    canonical_hash,
    entry_text,
    numbered,
    to_paper,
    with_progress,
)
from domain.hygiene import utf16_length
from tests.building import told

DAY = date(2026, 11, 27)
MEETING = "2026年云岭县政府第5次常务会议"


def fact(
    item_id: int, *, closed: bool = False, progress: str = "方案已印发", said: tuple[int, ...] = (), **more: object
) -> FactItem:
    plain = FactItem(item_id, f"#{item_id}", f"抓好第{item_id}项重点工作", closed, progress=told(progress, *said))
    return replace(plain, **more)  # type: ignore[arg-type]


def bulletin_of(*items: FactItem, **more: object) -> BulletinSnapshot:
    facts = BulletinFacts("云岭县人民政府督查室", DAY, items, meeting_title=MEETING)
    return make_bulletin(replace(facts, **more))  # type: ignore[arg-type]


def counted(closed: int, total: int) -> BulletinSnapshot:
    return bulletin_of(*(fact(number, closed=number <= closed) for number in range(1, total + 1)))


def rich() -> BulletinSnapshot:
    """Every optional thing present."""
    parts = (
        FactSubItem("2.1", "制定方案", told("方案已印发"), closed=True),
        FactSubItem("2.2", "召开会议", NOTHING_SAID, closed=False),
    )
    return bulletin_of(
        fact(1, closed=True, closed_on=date(2026, 11, 25), said=(7, 9)),
        fact(2, sub_items=parts, progress="", overdue_days=3, units=("县农林局",), deadline=date(2026, 11, 24)),
        fact(3, quantities=(("甲镇", Decimal("1.5")), ("乙镇", Decimal(3))), measure="家", verb="发展"),
        last=LastFigures(3, 0, date(2026, 11, 20)),
        send_to=("各镇人民政府", "县政府各部门"),
        copy_to=("县委办",),
        printed_by="云岭县人民政府办公室",
        issue_number=35,
    )


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (10, 16, "62.5%"),
        (7, 10, "70%"),
        (12, 17, "70.6%"),
        (5, 17, "29.4%"),
        (0, 9, "0%"),
        (9, 9, "100%"),
        (0, 0, "0%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
    ],
)
def test_a_share_has_one_decimal_unless_it_is_whole(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == said


@given(st.lists(st.integers(0, 400), min_size=1, max_size=6).filter(any))
def test_shown_shares_of_one_whole_add_up_to_100(counts: list[int]) -> None:
    shares = [Decimal(share.rstrip("%")) for share in percents(counts)]
    assert sum(shares) == 100
    for count, share in zip(counts, shares, strict=True):
        assert abs(share - Decimal(count) * 100 / sum(counts)) < Decimal("0.1")


@given(st.integers(1, 300), st.data())
def test_a_share_reads_the_same_beside_its_rest_and_alone(whole: int, draw: st.DataObject) -> None:
    """The summary says both shares apart, the text says them together: 11 of 16 is a tie of remainders."""
    part = draw.draw(st.integers(0, whole))
    assert (percent(part, whole), percent(whole - part, whole)) == percents((part, whole - part))


def test_the_preamble_and_the_headings_count_what_is_listed() -> None:
    made = counted(10, 16)
    assert made.preamble == (
        f"{MEETING}确定事项16件，截至2026年11月27日，已完成工作10件（占62.5%），"
        "需长期开展和正在推进的工作6件（占37.5%），现将有关情况通报如下："
    )
    assert [section.heading for section in made.sections] == [
        "一、已完成工作10件（占62.5%）。",
        "二、需长期开展和正在推进的工作6件（占37.5%）。",
    ]
    assert made.title == f"{MEETING}确定事项落实情况的通报"


def test_numbers_run_on_within_each_section_and_the_lasting_number_stays_beside() -> None:
    made = bulletin_of(fact(31), fact(37, closed=True), fact(40), fact(41, closed=True))
    assert [[entry.place for entry in section.entries] for section in made.sections] == [[1, 2], [1, 2]]
    assert [entry.label for entry in made.entries] == ["#37", "#41", "#31", "#40"]


def test_an_empty_section_says_so_and_claims_no_share() -> None:
    assert "暂无" in counted(0, 3).sections[0].heading
    assert "全部完成" in counted(3, 3).sections[1].heading
    assert "占" not in counted(0, 3).sections[0].heading + counted(3, 3).sections[1].heading


def test_sub_items_are_not_counted() -> None:
    made = rich()
    assert (made.total, made.closed) == (3, 1)


def test_an_item_reads_as_printed_ones_do() -> None:
    first, second, third = (entry_text(entry) for entry in rich().entries)
    assert first == "1、“抓好第1项重点工作”。方案已印发。"
    assert second.split("\n") == ["1、“抓好第2项重点工作”：", "①制定方案；方案已印发。", "②召开会议；暂无进展反馈。"]
    assert third == "2、“抓好第3项重点工作”。方案已印发。乙镇发展3家，甲镇发展1.5家。"


def test_an_item_nobody_reported_on_says_so() -> None:
    (entry,) = bulletin_of(fact(1, progress="  ")).entries
    assert entry.progress == "暂无进展反馈。"


@pytest.mark.parametrize("directive", ["抓好整改。", "抓好整改；", "抓好整改：", "抓好\n整改"])
def test_a_directive_brings_no_second_stop(directive: str) -> None:
    parts = (FactSubItem("1.1", directive, told("已改"), closed=True),)
    (alone,) = bulletin_of(fact(1, directive=directive)).entries
    (split,) = bulletin_of(fact(1, directive=directive, sub_items=parts, progress="")).entries
    assert entry_text(alone) == "1、“抓好整改”。方案已印发。"
    assert entry_text(split) == "1、“抓好整改”：\n①抓好整改；已改。"


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("已完成", "已完成。"),
        ("已完成.", "已完成。"),
        ("已完成，", "已完成。"),
        ("已完成！", "已完成！"),
        ("通知写明“限期整改。”", "通知写明“限期整改。”"),
        ("已印发《方案》", "已印发《方案》。"),
        ("会议已开\n纪要已发", "会议已开。纪要已发。"),
        ("分两步：\n1.摸底；\n2.整改", "分两步：1.摸底；2.整改。"),
        ("", ""),
    ],
)
def test_a_report_from_a_phone_becomes_a_paragraph(written: str, printed: str) -> None:
    assert forms.full_stop(written) == printed


@given(st.text(alphabet="甲乙，。；：”!.\n （）", max_size=30))
def test_ending_a_sentence_twice_changes_nothing(text: str) -> None:
    once = forms.full_stop(text)
    assert forms.full_stop(once) == once
    assert "\n" not in once


def test_beyond_twenty_the_circles_end() -> None:
    assert [forms.circled(place) for place in (1, 20, 21, 30)] == ["①", "⑳", "（21）", "（30）"]


def test_a_snapshot_reads_back_exactly() -> None:
    made = rich()
    again = bulletin_from_json(made.to_json())
    assert again == made
    assert canonical_hash(again) == canonical_hash(made)
    bare = counted(1, 2)
    assert bulletin_from_json(bare.to_json()) == bare


def test_the_hash_tells_any_change_of_words() -> None:
    made = rich()
    hashes = {canonical_hash(one) for one in (made, with_progress(made, 1, "已改"), numbered(made, 36))}
    assert len(hashes) == 3


def test_rewording_keeps_the_original_and_touches_one_item() -> None:
    made = with_progress(rich(), 3, "已超额完成\n正在验收")
    changed = next(entry for entry in made.entries if entry.item_id == 3)
    assert changed.progress == "已超额完成。正在验收。"
    assert changed.original_progress == "方案已印发。乙镇发展3家，甲镇发展1.5家。"
    assert [entry for entry in made.entries if entry.item_id != 3] == [
        entry for entry in rich().entries if entry.item_id != 3
    ]


def test_rewording_to_nothing_says_that_nothing_was_reported() -> None:
    (entry,) = with_progress(bulletin_of(fact(1)), 1, " ").entries
    assert entry.progress == "暂无进展反馈。"


def test_the_paper_has_every_paragraph_in_its_style() -> None:
    paper = to_paper(rich())
    styles = [style for style, _ in paper.paragraphs]
    assert styles == ["preamble", "section", "item", "section", "item", "subitem", "subitem", "item"]
    assert paper.issue_line == "第 35 期"
    assert (paper.signature, paper.signature_date) == ("云岭县人民政府督查室", "2026年11月27日")
    assert paper.printed_on == "2026年11月27日印发"
    assert to_paper(counted(1, 2)).issue_line == "（待编号）"


def test_a_report_of_several_lines_is_no_sub_item_on_paper() -> None:
    paper = to_paper(bulletin_of(fact(1, progress="会议已开\n纪要已发")))
    assert "subitem" not in [style for style, _ in paper.paragraphs]


def test_the_summary_says_what_changed_and_what_is_late_or_due() -> None:
    due = fact(4, deadline=date(2026, 12, 4), units=("县财政局",))
    later = fact(5, deadline=date(2026, 12, 5))
    old = fact(6, closed=True, closed_on=date(2026, 11, 20))
    made = bulletin_of(
        fact(1, closed=True, closed_on=date(2026, 11, 21)),
        fact(2, overdue_days=3, units=("县农林局", "县茶业局")),
        fact(3, overdue_days=12),
        due,
        later,
        old,
        last=LastFigures(5, 1, date(2026, 11, 20)),
    )
    lines = summary(made).split("\n")
    assert "✅ 已完成2件（33.3%）" in lines
    assert "🔄 正在推进4件（66.7%）" in lines
    assert {"· 总数 5 → 6（+1）", "· 已完成 1 → 2（+1）"} <= set(lines)
    start = next(place for place, line in enumerate(lines) if line.startswith("本周办结"))
    assert lines[start] == "本周办结（1件）"
    assert lines[start + 1].startswith("· #1 ")
    late = lines.index("逾期（2件）")
    assert lines[late + 1].startswith("· #3 ")
    assert lines[late + 2].endswith("（县农林局、县茶业局，逾期3天）")
    assert [line for line in lines if "县财政局" in line and "#4" in line]
    assert not [line for line in lines if "#5" in line or "#6" in line]


def test_summary_and_text_show_the_same_shares() -> None:
    made = counted(5, 16)
    assert "5件（31.2%）" in summary(made)
    assert "11件（68.8%）" in summary(made)
    assert "5件（占31.2%）" in made.preamble
    assert "11件（占68.8%）" in made.preamble


@pytest.mark.parametrize("count", [1, 12, 30, 400])
def test_the_summary_stands_under_a_picture_and_the_text_is_whole_or_left_to_the_file(count: int) -> None:
    said = "正在推进😀，已完成前期工作。" * 9
    made = bulletin_of(*(fact(number, progress=said, overdue_days=number) for number in range(1, count + 1)))
    first, whole = summary_post(made, "（补发）"), text_post(made, "（补发）")
    assert first.title == "督办通报 （待编号）（补发）"
    assert 0 < utf16_length(first.title) + 1 + utf16_length(first.text) <= CAPTION_LIMIT
    assert (whole is None) is (count > 12)
    if whole is not None:
        assert whole.title == "督办通报 （待编号）（补发）正文"
        assert utf16_length(whole.title) + 1 + utf16_length(whole.folded) <= PART_LIMIT
        assert all(entry_text(entry) in whole.folded for entry in made.entries)


def test_an_item_longer_than_a_page_is_split_between_sentences() -> None:
    sentence = "完成了一批整改任务并逐项核验😀到位。"
    pages = bulletin_pages(bulletin_of(fact(1, progress=sentence * 900)))
    assert "".join(pages).count(sentence) == 900
    assert all(utf16_length(page) <= 1500 for page in pages)


def test_words_without_any_sentence_end_are_cut_inside_no_character() -> None:
    pages = bulletin_pages(bulletin_of(fact(1, progress="😀" * 6000)))
    assert "".join(pages).count("😀") == 6000
    assert all(utf16_length(page) <= 1500 for page in pages)


def test_a_heading_stays_with_its_first_item() -> None:
    pages = bulletin_pages(counted(20, 90))
    assert all(utf16_length(page) <= 1500 for page in pages)
    for page in pages:
        assert not page.split("\n")[-1].startswith(("一、", "二、"))


def test_no_page_is_empty() -> None:
    """A report that begins with empty lines and goes on for a page without an end."""
    made = bulletin_of(fact(1, progress="\n\n" + "字" * PART_LIMIT * 2))
    assert all(page.strip() for page in bulletin_pages(made))
