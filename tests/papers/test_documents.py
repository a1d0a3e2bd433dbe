"""Every document beside its reading: 22 fictional papers in the shapes offices use.

A .read file was checked by eye when it was written; it holds one line an item (tests/papers/brief.py).
"""

from pathlib import Path

import pytest

from domain.papers.reading import Roster
from papers.reading.bulletin_reader import read_paper
from tests.papers.brief import brief

DOCUMENTS = Path(__file__).parent / "documents"
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
NAMES = sorted(path.stem for path in DOCUMENTS.glob("*.txt"))


def text_of(name: str) -> str:
    return (DOCUMENTS / f"{name}.txt").read_text()


@pytest.mark.parametrize("name", NAMES)
def test_document(name: str) -> None:
    assert brief(read_paper(text_of(name))) == (DOCUMENTS / f"{name}.read").read_text().rstrip("\n")


@pytest.mark.parametrize("name", NAMES)
def test_windows_lines_page_numbers_and_blank_lines_change_nothing(name: str) -> None:
    spoilt = text_of(name).replace("\n", "\r\n\r\n— 3 —\r\n\u3000\u3000")
    assert brief(read_paper(spoilt)) == brief(read_paper(text_of(name)))


HEADS = {
    "states_in_subsections": ("督查专报", 6, "关于2027年上半年县政府常务会议议定事项办理情况的通报", "2027-09-10", 5),
    "classes_below_a_state": ("政务督查", 19, "关于县委县政府重点工作交办事项落实情况的通报", "2027-11-05", 12),
    "half_width_copy": ("督办通报", 11, "县政府第14次常务会议议定事项落实情况的通报", "2027-12-03", 4),
    "minutes_prose_section": ("", 9, "县政府第9次常务会议纪要", "2027-04-20", None),
    "subsection_brackets": ("", None, "2027年优化营商环境重点任务分工方案", "2027-03-15", None),
    "page_chrome": ("", None, "云岭县2027年民生实事进度通报", "2027-08-11", None),
}


@pytest.mark.parametrize("name", HEADS)
def test_head(name: str) -> None:
    paper = read_paper(text_of(name))
    day = paper.paper_date.isoformat() if paper.paper_date else ""
    got = (paper.masthead, paper.issue_number, paper.title, day, paper.claimed_total)
    assert got == HEADS[name]


def test_claims_that_do_not_match_the_list() -> None:
    told = {one.kind: one.sentence for one in read_paper(text_of("classes_below_a_state")).anomalies}
    assert told["total"] == "正文称共12件、已完成8件，实际列出6件、其中已完成2件"
    assert told["section_count"] == "第一部分标题称8件，实际列出2件"
    assert "应为33.3%、66.7%" in told["percent"]


def test_a_unit_that_the_roster_lacks_is_listed_once() -> None:
    units = frozenset({"县住建局", "县发改局", "县委编办", "县林业局", "县财政局", "县审计局", "县融媒体中心"})
    paper = read_paper(text_of("classes_below_a_state"), Roster(units))
    told = [one.sentence for one in paper.anomalies if one.kind == "unknown_unit"]
    assert told == [
        "第一部分第1项的“云岭热力公司”不在单位名册中，请核对",
        "第二部分第4项的“县交通局”不在单位名册中，请核对",
    ]


def test_the_roster_knows_units_and_persons_without_a_telling_form() -> None:
    text = "任务清单\n1.建设平台（数字云岭牵头，6月底前完成）\n2.修缮文庙（由佘望牵头，县文旅局负责）\n"
    roster = Roster(frozenset({"数字云岭", "县文旅局"}), frozenset({"佘望"}))
    first, second = read_paper(text, roster).items
    assert first.responsible_units == ("数字云岭",)
    assert (second.lead_leaders, second.responsible_units) == (("佘望",), ("县文旅局",))
    # Without a roster the place alone tells that it is a unit.
    assert read_paper(text).items[0].responsible_units == ("数字云岭",)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample documents lie beside the project, not in it")
@pytest.mark.parametrize(("start", "count"), [("09", 6), ("10", 13)])
def test_samples_with_flat_lists(start: str, count: int) -> None:
    paper = read_paper(next(SAMPLES.glob(f"{start}-*.txt")).read_text())
    assert len(paper.items) == count
    assert all(len(item.responsible_units) == 1 and item.progress for item in paper.items)
