"""What the product writes, its reader reads: the same items, units and figures, in every wording and of every sort."""

import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.bulletin.making import BulletinFacts, FactItem, FactSubItem, make_bulletin
from domain.bulletin.scopes import PERIODS, BulletinScope, Span, span_of
from domain.bulletin.snapshot import BulletinSnapshot, numbered, to_paper
from domain.bulletin.wording import PRESETS
from domain.papers.printed import PaperBulletin
from domain.papers.reading import ReadItem, ReadPaper
from papers.checking.bulletin import check_bulletin
from papers.files.text import extract_text
from papers.official import docx
from papers.reading.bulletin_reader import read_paper
from tests.building import told

DAY = date(2026, 11, 27)
AGENCY = "云岭县人民政府督查室"
MEETING = "2026年云岭县政府第5次常务会议"
SPANS = [Span(BulletinScope.ALL), Span(BulletinScope.OPEN), *(span_of(scope, DAY) for scope in PERIODS)]
UNITS = ("县财政局", "县农业农村局", "县住建局", "县水利局", "青石镇", "县教育局")
LEADERS = ("周远航", "林静宜", "陈立新")
MATTERS = (
    "制定特色产业品牌建设实施方案，按程序送审印发实施",
    "依法依规解决好滨河大道、亲水广场拆迁安置工作",
    "严格落实防汛责任，确保水库安全度汛",
    "按照有关规定落实好扶持资金",
    "筹备召开全县冬季建园现场会",
)
SAID = (
    "方案已印发实施",
    "正在修订安置方案和住房规划，已签约47户",
    "11月9日召开了专题会议进行安排部署；各镇均成立了领导小组",
    "争取到市级资金50万元，已拨付到位",
    "",
)
PARTS = ("科学制定行动方案，按程序审定后印发", "公开公示评审结果，接受群众监督", "争取政策支持和业务指导")


@st.composite
def county(draw: st.DrawFn) -> tuple[FactItem, ...]:
    """A fictional county's items, the closed ones first as they are printed."""
    count = draw(st.integers(1, 12))
    items = [_item(draw, number) for number in range(1, count + 1)]
    return tuple(sorted(items, key=lambda item: not item.closed))


def _item(draw: st.DrawFn, number: int) -> FactItem:
    units = draw(st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True))
    lead = draw(st.sampled_from(("", *(f"由{name}同志牵头，" for name in LEADERS))))
    directive = f"{lead or '由'}{'、'.join(units)}负责，{draw(st.sampled_from(MATTERS))}（第{number}项）"
    closed = draw(st.booleans())
    parts = draw(st.lists(st.sampled_from(PARTS), max_size=3, unique=True))
    subs = tuple(
        FactSubItem(f"#{number}.{n}", words, told(draw(st.sampled_from(SAID[:4]))), closed)
        for n, words in enumerate(parts, 1)
    )
    return FactItem(
        number,
        f"#{number}",
        directive,
        closed,
        units=tuple(units),
        sub_items=subs if len(subs) > 1 else (),
        progress=told("" if len(subs) > 1 else draw(st.sampled_from(SAID))),
        overdue_days=0 if closed else draw(st.sampled_from((0, 0, 4))),
        slow=not closed and draw(st.booleans()),
    )


def printed(paper: PaperBulletin) -> str:
    """The page as a copy of it reads."""
    lines = [paper.masthead, paper.issue_line, paper.agency, paper.date_line, paper.title]
    lines += [text for _, text in paper.paragraphs]
    lines += [paper.signature, paper.signature_date, f"发送：{'，'.join(paper.send_to)}。"]
    lines += [f"抄送：{'，'.join(paper.copy_to)}。"] if paper.copy_to else []
    return "\n".join([*lines, paper.printed_by, paper.printed_on])


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def assert_same(bulletin: BulletinSnapshot, paper: ReadPaper) -> None:
    assert (paper.masthead, paper.issue_number, paper.paper_date) == (bulletin.masthead, 7, DAY)
    assert squeezed(paper.title) == squeezed(bulletin.title)
    assert [_told(item) for item in paper.items] == [
        (
            entry.directive,
            set(entry.units),
            "closed" if entry.closed else "in_progress",
            entry.progress,
            tuple((part, said) for part, said in entry.sub_entries),
        )
        for entry in bulletin.entries
    ]
    listed = [section for section in bulletin.sections if section.entries]
    counted = [section for section in paper.sections if section.claimed_count]
    assert [section.claimed_count for section in counted] == [len(section.entries) for section in listed]
    assert paper.claimed_total == bulletin.total
    sums = ("total", "percent", "section_count", "repeated_number", "missing_number")
    assert [one.sentence for one in paper.anomalies if one.kind in sums] == []


def _told(item: ReadItem) -> tuple[object, ...]:
    subs = tuple((sub.directive, sub.progress) for sub in item.sub_items)
    return item.directive, set(item.responsible_units), item.state, item.progress, subs


def written(items: tuple[FactItem, ...], preset: int, span: Span) -> BulletinSnapshot:
    if span.scope is BulletinScope.OPEN:
        items = tuple(item for item in items if not item.closed)
    facts = BulletinFacts(
        AGENCY,
        DAY,
        items,
        meeting_title=MEETING if span.scope is BulletinScope.MEETING else None,
        wording=PRESETS[preset].wording,
        span=span,
        registered=1,
        stopped=1,
        finished=2,
        send_to=("各镇人民政府", "县政府各部门"),
        printed_by="云岭县人民政府办公室",
    )
    return numbered(make_bulletin(facts), 7)


@pytest.mark.parametrize("preset", range(len(PRESETS)), ids=[one.name for one in PRESETS])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=county(), span=st.sampled_from([*SPANS, Span(BulletinScope.MEETING)]))
def test_a_generated_county_reads_back(preset: int, items: tuple[FactItem, ...], span: Span) -> None:
    bulletin = written(items, preset, span)
    if bulletin.total:
        text = printed(to_paper(bulletin))
        assert_same(bulletin, read_paper(text))
        assert [one.sentence for one in check_bulletin(text)] == []


@pytest.mark.parametrize("preset", range(len(PRESETS)), ids=[one.name for one in PRESETS])
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(items=county())
def test_so_does_its_docx(preset: int, items: tuple[FactItem, ...]) -> None:
    bulletin = written(items, preset, Span(BulletinScope.MEETING))
    assert_same(bulletin, read_paper(extract_text("通报.docx", docx.draw(to_paper(bulletin)))))
