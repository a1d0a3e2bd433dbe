"""Counts with their items, sentences with their reports, and the sheet that prints them."""

from dataclasses import replace
from datetime import date

import pytest

from domain.bulletin import annexes_texts as texts
from domain.bulletin.snapshot import BulletinEntry, BulletinSection, BulletinSnapshot
from domain.bulletin.tracing import Basis, counts_of, photo_sheet, trace_sheet, traces_of, with_annexes
from domain.papers.printed import PaperSheet
from tests.papers.official_samples import bulletin as paper_of

DAY = date(2026, 11, 27)


def entry(number: int, progress: str = "", **more: object) -> BulletinEntry:
    return BulletinEntry(number, number, f"#{number}", f"事项{number}", progress, progress, **more)  # type: ignore[arg-type]


def bulletin(*sections: BulletinSection, **more: object) -> BulletinSnapshot:
    entries = [one for section in sections for one in section.entries]
    facts: dict[str, object] = {"total": len(entries), "closed": sum(one.closed for one in entries)} | more
    return BulletinSnapshot(
        "督办通报", "县政府督查室", 1, DAY, "通报", "前言", sections=sections, send_to=(), copy_to=(),
        printed_by="", **facts,  # type: ignore[arg-type]
    )  # fmt: skip


def basis(number: int, text: str, item_id: int = 1, unit: str = "县农林局", **more: object) -> Basis:
    return Basis(number, item_id, unit=unit, day=DAY, text=text, **({"part": ""} | more))  # type: ignore[arg-type]


def test_every_count_lists_its_items() -> None:
    done = BulletinSection("一、已完成工作 3 件（占 60%）。", tuple(entry(n, closed=True) for n in (1, 2, 3)))
    late = BulletinSection("二、需长期开展和正在推进的工作 2 件（占 40%）。", (entry(5, overdue_days=3), entry(9)))
    counts = counts_of(bulletin(done, late, stopped=2), ("#4", "#6"))
    assert [(one.name, one.number, texts.ranges(one.labels)) for one in counts] == [
        ("总数", 5, "#1至#3、#5、#9"),
        ("已完成工作", 3, "#1至#3"),
        ("需长期开展和正在推进的工作", 2, "#5、#9"),
        ("其中逾期", 1, "#5"),
        ("另有停办", 2, "#4、#6"),
    ]
    assert all(one.number == len(one.labels) for one in counts)


def test_closed_items_have_a_row_even_without_a_section_of_their_own() -> None:
    mixed = BulletinSection("一、全部工作 2 件。", (entry(1, closed=True), entry(2)))
    assert ("已完成", 1) in [(one.name, one.number) for one in counts_of(bulletin(mixed))]


@pytest.mark.parametrize(
    ("sentence", "expected", "reworded"),
    [
        ("已开工。", [1], False),
        ("县农林局：已开工。", [1], False),
        ("路基完成60%；", [2], False),
        ("各项工作有序推进。", [1, 2], True),
    ],
)
def test_a_sentence_is_found_in_the_reports_that_say_it(sentence: str, expected: list[int], reworded: bool) -> None:
    known = [basis(1, "已开工"), basis(2, "路基完成60%\n管网未动", unit="县财政局"), basis(3, "已开工", 2)]
    (trace,) = traces_of(bulletin(BulletinSection("一、", (entry(1, sentence),))), known)
    assert ([one.report_id for one in trace.bases], trace.is_reworded) == (expected, reworded)


def test_the_sheet_says_what_rests_on_nothing_and_what_was_reworded() -> None:
    section = BulletinSection("一、正在推进的工作 2 件。", (entry(1, "有序推进。"), entry(2, "暂无进展反馈。")))
    sheet = trace_sheet(bulletin(section), [basis(7, "已开工", unit="", paper="第35期通报")])
    _, sentences = sheet.tables
    assert sentences.rows[1:] == (
        ("一、1\n#1", "有序推进。", "（印发前改写，原依据：）\n第35期通报载明（11月27日）"),
        ("一、2\n#2", "暂无进展反馈。", "无反馈"),
    )


def test_annexes_are_numbered_only_when_there_are_several() -> None:
    one, two = PaperSheet("依据"), photo_sheet(())
    paper = paper_of(1)
    assert [sheet.mark for sheet in with_annexes(paper, None, [one]).annexes] == ["附件"]
    assert [sheet.mark for sheet in with_annexes(paper, None, [one, two]).annexes] == ["附件1", "附件2"]
    assert with_annexes(paper, None, []) == replace(paper, annexes=())
