"""Supervision slips and tables of a year as papers: one page, their colour, number and lines for the answer."""

import io
from dataclasses import replace
from datetime import date

import pypdfium2
import pytest
from docx import Document
from pypdf import PdfReader

from domain.items.slip_papers import SlipForm, SlipItem, slip_paper
from domain.items.slips_texts import SlipNumber
from papers.official import slip_papers
from tests.papers.official_samples import RARE, bare

ITEM = SlipItem(
    label="#3",
    directive=f"由{RARE}同志牵头，县农林局负责，按照有关会议精神，加快推进清溪河堤防建设，确保汛期前完工",
    parts=(),
    source="2026年县政府第5次常务会议",
    leaders=("喆堃",),
    consulted=("垚昇",),
    cooperating=("县财政局", "县住房和城乡建设局"),
    deadline=date(2026, 11, 30),
    deadline_text="",
    last=("县农林局", date(2026, 11, 20), "基础工程完成60%，受连续降雨影响进度滞后，*#let x = 1*"),
)
BLUE = SlipNumber("蓝单", 2026, 3)
ASKED = SlipForm("云岭县人民政府督查室", date(2026, 12, 8), ("县农林局",), ITEM, BLUE, "逾期8天", date(2026, 12, 15))


def read(content: bytes) -> list[str]:
    return [bare(page.extract_text()) for page in PdfReader(io.BytesIO(content)).pages]


def test_a_slip_fits_on_a_page_with_its_number_and_the_answer_to_be_signed() -> None:
    content = slip_papers.draw_pdf(slip_paper(ASKED))
    (page,) = read(content)
    assert page.startswith("督办单督办单〔2026〕3号2026年12月8日")
    for words in (
        RARE,
        "督办类别蓝单",
        "牵头领导喆堃商请领导垚昇",
        "请于2026年12月15日前书面答复",
        "*#letx=1*",
        "答复（由责任单位填写",
    ):
        assert words in page
    assert page.endswith("负责人签字：填报人：年月日")
    metadata = PdfReader(io.BytesIO(content)).xmp_metadata
    assert metadata is not None
    assert (metadata.pdfaid_part, metadata.pdfaid_conformance) == ("2", "B")
    assert content == slip_papers.draw_pdf(slip_paper(ASKED))


def test_both_formats_say_the_same_words() -> None:
    slip = slip_paper(ASKED)
    printed = "".join(read(slip_papers.draw_pdf(slip)))
    document = Document(io.BytesIO(slip_papers.draw_docx(slip)))
    cells = [bare(cell.text) for row in document.tables[0].rows for cell in row.cells]
    assert cells == [bare(words) for row in slip.rows for words in row]
    assert all(words in printed for words in (*cells, *(bare(one.text) for one in document.paragraphs)))


@pytest.mark.parametrize(
    ("name", "colour"),
    [
        ("蓝单", (31, 79, 163)),
        ("黄单", (184, 134, 11)),
        ("橙单", (217, 115, 13)),
        ("红单", (230, 0, 18)),
        ("", (230, 0, 18)),
    ],
)
def test_the_rule_has_the_colour_of_the_step_and_the_width_of_the_text(name: str, colour: tuple[int, int, int]) -> None:
    slip = slip_paper(replace(ASKED, number=replace(BLUE, name=name) if name else None))
    page = pypdfium2.PdfDocument(slip_papers.draw_pdf(slip))[0]
    bitmap = page.render(scale=2, rev_byteorder=True)
    content, channels = bytes(bitmap.buffer), bitmap.n_channels
    longest = 0
    for row in range(bitmap.height):
        line = content[row * bitmap.stride : row * bitmap.stride + bitmap.width * channels]
        longest = max(longest, sum(tuple(line[at : at + 3]) == colour for at in range(0, len(line), channels)))
    assert longest / 2 / 72 * 25.4 == pytest.approx(156, abs=1)
    assert f'w:color="{slip.colour}"' in Document(io.BytesIO(slip_papers.draw_docx(slip)))._element.xml


def test_a_slip_stands_on_one_page_however_much_is_asked() -> None:
    long = replace(
        ITEM,
        directive="认真组织实施，确保按期完成、逐项落实到位。" * 30,
        parts=tuple("印发实施方案，明确责任分工，逐月调度推进。" * 6 for _ in range(12)),
        cooperating=tuple(f"云岭县第{place}镇人民政府" for place in range(30)),
        last=("县农林局", date(2026, 11, 20), "基础工程完成" * 60),
    )
    (page,) = read(slip_papers.draw_pdf(slip_paper(replace(ASKED, item=long))))
    assert "……共12个分项" in page
    assert "负责人签字" in page


def test_consulted_leaders_are_no_lead_leaders() -> None:
    rows = dict(slip_paper(ASKED).rows)
    assert (rows["牵头领导"], rows["商请领导"]) == ("喆堃", "垚昇")
    assert "商请领导" not in dict(slip_paper(replace(ASKED, item=replace(ITEM, consulted=()))).rows)
