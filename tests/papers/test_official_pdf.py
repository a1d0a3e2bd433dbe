"""The bulletin's PDF against GB/T 9704-2012, measured on text and page images."""

import io
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from pypdf import PdfReader

from domain.bulletin.wording import Wording
from domain.papers.printable import drawable, unprintable
from domain.papers.printed import PaperBulletin
from papers.fonts import SHIPPED, load_fonts
from papers.official import pdf
from tests.papers.official_samples import DAY, RARE, bare, bulletin, pictures, red_rules

NUMBER = re.compile(r"^— (\d+) —$")
HAN = "由此可见各单位要紧扣时间节点加快推进各项重点工作确保按期完成"


def lines_of(content: bytes) -> list[list[str]]:
    """The lines of each page, without its number."""
    pages = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(content)).pages]
    return [[line for line in page if line.strip() and not NUMBER.match(line.strip())] for page in pages]


def of_paragraphs(*texts: tuple[str, str]) -> PaperBulletin:
    return replace(bulletin(1), paragraphs=texts)


def test_body_pages_hold_22_lines_of_28_characters() -> None:
    content = pdf.draw(of_paragraphs(("item", HAN * 60)))
    _, full, *_ = lines_of(content)
    assert [len(line) for line in full] == [28] * 22


@pytest.mark.parametrize("count", [17, 400])
def test_every_page_is_full_unless_a_heading_or_the_end_follows(count: int) -> None:
    paper = bulletin(count)
    headings = [bare(text)[:20] for style, text in paper.paragraphs if style == "section"]
    pages = lines_of(pdf.draw(paper))
    end = next(
        place for place, page in enumerate(pages) if bare(page[-1]) == "2026年11月27日" or "发送" in "".join(page)
    )
    for page, following in pairwise(pages[1:end]):
        assert len(page) == 22 or bare(following[0]).startswith(tuple(headings))


def test_the_text_block_is_156_by_225_mm_at_its_place() -> None:
    content = pdf.draw(of_paragraphs(("item", HAN * 60)))
    page = list(pictures(content))[1]
    lines = page.inked_lines(20, 264)
    left, right = page.sides(lines[0][0], lines[-1][1])
    assert len(lines) == 22
    assert (page.width / page.scale, page.height / page.scale) == pytest.approx((210, 297), abs=0.5)
    assert lines[0][0] == pytest.approx(37, abs=1)
    assert 297 - lines[-1][1] == pytest.approx(35, abs=1)
    assert (left, 210 - right) == (pytest.approx(28, abs=1), pytest.approx(26, abs=1))


def test_page_numbers_stand_7_mm_below_on_the_outer_side() -> None:
    content = pdf.draw(bulletin(17))
    for place, page in enumerate(list(pictures(content))[:6], 1):
        ((top, bottom),) = page.inked_lines(264, 290)
        left, right = page.sides(top, bottom)
        assert 262 + 7 <= top <= 262 + 7 + 3
        if place % 2:
            assert 210 - 26 - right == pytest.approx(4.9, abs=1)
        else:
            assert left - 28 == pytest.approx(4.9, abs=1)
    texts = [page.extract_text().splitlines() for page in PdfReader(io.BytesIO(content)).pages]
    assert [NUMBER.match(text[-1])[1] for text in texts[:3]] == ["1", "2", "3"]  # type: ignore[index]


def test_the_red_rule_spans_the_text_block_4_mm_below_the_number_line() -> None:
    content = pdf.draw(bulletin(3))
    rules = red_rules(content)
    heights = [height for height, _, _ in rules]
    _, left, right = rules[len(rules) // 2]
    assert max(heights) - min(heights) < 1
    assert (left, right) == (pytest.approx(28, abs=0.5), pytest.approx(184, abs=0.5))
    above = next(pictures(content)).inked_lines(37, min(heights) - 0.3)[-1]
    assert min(heights) - above[1] == pytest.approx(4, abs=1)


def test_fonts_and_archival_form() -> None:
    paper = of_paragraphs(
        ("section", "一、总体情况"), ("subsection", "（一）完成情况"), ("item", f"由{RARE}同志负责，⑪㎡")
    )
    content = pdf.draw(paper)
    reader = PdfReader(io.BytesIO(content))
    fonts = {
        str(font.get_object()["/BaseFont"]).split("+")[1].removesuffix("-Identity-H")
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert fonts == {
        "FandolFang-Regular",
        "FandolKai-Regular",
        "NotoSansCJKsc-Medium",
        "NotoSerifCJKsc-Bold",
        "NotoSerifCJKsc-Light",
    }
    assert RARE in bare(reader.pages[0].extract_text())
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert (metadata.pdfaid_part, metadata.pdfaid_conformance) == ("2", "B")
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (paper.title, paper.agency)
    assert reader.metadata.creation_date is not None
    assert reader.metadata.creation_date.date() == DAY
    assert [bare(entry["/Title"]) for entry in reader.outline if not isinstance(entry, list)] == ["一、总体情况"]


@pytest.mark.parametrize("count", range(1, 24))
def test_no_heading_at_a_page_end_and_no_signature_without_words_before_it(count: int) -> None:
    for closed in (0, count // 2, count):
        paper = bulletin(count, closed=closed)
        headings = tuple(bare(text)[:12] for style, text in paper.paragraphs if style == "section")
        pages = [[bare(line) for line in page] for page in lines_of(pdf.draw(paper))]
        for page in pages:
            assert not page or not page[-1].startswith(headings)
        signed = next(page for page in pages if "2026年11月27日" in page)
        assert signed.index("2026年11月27日") >= 2


@pytest.mark.parametrize("count", range(1, 14))
def test_the_imprint_stands_at_the_foot_of_the_last_page_which_is_even(count: int) -> None:
    content = pdf.draw(bulletin(count))
    pages = lines_of(content)
    assert len(pages) % 2 == 0
    assert bare(pages[-1][-1]) == "云岭县人民政府办公室2026年11月27日印发"
    page = pypdfium2.PdfDocument(content)[len(pages) - 1]
    rules = sorted(shape.get_bounds() for shape in page.get_objects() if shape.type == 2)
    assert len(rules) == 3
    for rule in rules:
        assert (rule[2] - rule[0]) / 72 * 25.4 == pytest.approx(156, abs=1)
    assert min(rule[1] for rule in rules) / 72 * 25.4 == pytest.approx(35, abs=0.5)


def test_a_blank_page_before_the_imprint_and_the_imprint_carry_no_number() -> None:
    papers = (pdf.draw(bulletin(count)) for count in range(1, 30))
    content = next(found for found in papers if not lines_of(found)[-2])
    texts = [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]
    assert "—" not in texts[-1]
    assert "—" not in texts[-2]
    assert f"— {len(texts) - 2} —" in texts[-3]


def test_without_an_imprint_the_last_page_may_be_odd() -> None:
    counts = {len(PdfReader(io.BytesIO(pdf.draw(bulletin(n, imprint=False)))).pages) for n in (1, 2, 5, 8)}
    assert {count % 2 for count in counts} == {0, 1}


@pytest.mark.parametrize("count", [0, 1, 17, 400])
def test_every_word_is_printed_once_and_in_order(count: int) -> None:
    paper = bulletin(count)
    printed = "".join(bare(line) for page in lines_of(pdf.draw(paper)) for line in page)
    words = "".join(bare(text) for _, text in paper.paragraphs)
    head = bare(paper.masthead + paper.issue_line + paper.agency + paper.date_line + paper.title)
    assert printed.startswith(head + words + paper.signature + paper.signature_date)


def test_signs_of_any_markup_are_printed_as_they_are() -> None:
    words = "1、“#let x = 1 *b* _i_ $a$ `c` @ref <b> \\n /* // ”。#pagebreak()"
    content = pdf.draw(of_paragraphs(("item", words)))
    assert bare(words) in "".join(bare(line) for page in lines_of(content) for line in page)


def test_what_no_font_has_is_printed_as_a_missing_character() -> None:
    content = pdf.draw(of_paragraphs(("item", "已通车😀，ก。")))
    assert "已通车〓，〓。" in bare(PdfReader(io.BytesIO(content)).pages[0].extract_text())
    assert drawable(f"{RARE}①⑳一\n") == f"{RARE}①⑳一\n"
    assert unprintable("张𠮷，😀ก😀") == "😀ก"


# Of names and places: the common planes, extensions A to F, characters of Japan and of old books.
WIDE = "𠮷龘㐂𪚥𠀀䶮㛃𫍯𫠆𬎆𬱖𣲗𤧛𨭉𪨶𫄧𬭬𭉼𮒝喆堃犇骉"


def test_every_character_of_a_name_is_printed_as_it_stands() -> None:
    content = pdf.draw(of_paragraphs(("section", f"一、{WIDE}"), ("item", f"由{WIDE}同志负责")))
    printed = bare("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    assert printed.count(WIDE) == 2
    assert "〓" not in printed
    assert unprintable(WIDE) == ""
    pictures_of = {sign: set_pictures_of(sign) for sign in WIDE}
    assert len(set(pictures_of.values())) == len(WIDE), "each has a shape of its own"


def set_pictures_of(sign: str) -> bytes:
    return bytes(pypdfium2.PdfDocument(pdf.draw(of_paragraphs(("item", sign))))[0].render(scale=1).buffer)


def test_quotation_marks_stand_close_to_their_words() -> None:
    """Full-width ones leave half an em before and behind."""
    content = pdf.draw(of_paragraphs(("item", "印发“三年行动”方案")))
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    text = page.get_text_range()
    before, mark, behind = (page.get_charbox(text.index(sign)) for sign in "发“三")
    assert mark[0] - before[2] < 0.3 * 16
    assert behind[0] - mark[2] < 0.3 * 16


def test_very_long_names_keep_their_places() -> None:
    agency = "云岭彝族回族苗族自治县人民政府办公室督查考核与政务公开工作领导小组办公室"
    paper = bulletin(
        2,
        agency=agency,
        wording=Wording(masthead="云岭县人民政府政务督查督办工作情况通报"),
        printed_by=agency,
        send_to=tuple(f"云岭县第{n}街道办事处人民政府" for n in range(30)),
    )
    content = pdf.draw(paper)
    printed = "".join(bare(line) for page in lines_of(content) for line in page)
    assert printed.count(agency) >= 2
    for page in pictures(content):
        for top, bottom in page.inked_lines(20, 290):
            left, right = page.sides(top, bottom)
            assert left > 27
            assert right < 185
    pages = lines_of(content)
    assert len(pages) % 2 == 0
    assert "".join(pages[-1]).startswith("发送")


def test_the_same_words_give_the_same_bytes() -> None:
    assert pdf.draw(bulletin(5)) == pdf.draw(bulletin(5))


def test_the_offices_own_fonts_come_first(tmp_path: Path) -> None:
    # A font known by its file's name stands in for one with a licence.
    (tmp_path / "simfang.otf").write_bytes((SHIPPED / "FandolKai-Regular.otf").read_bytes())
    fonts = load_fonts(tmp_path)
    assert fonts.families["body"][0] == "FandolKai"
    assert fonts.families["hei"] == load_fonts().families["hei"]
    assert load_fonts(tmp_path) is fonts
    content = pdf.draw(bulletin(1), fonts)
    used = [
        font.get_object()["/BaseFont"]
        for font in PdfReader(io.BytesIO(content)).pages[0]["/Resources"]["/Font"].values()
    ]
    assert any("FandolKai" in name for name in used)


def test_the_fonts_that_ship_have_their_licences_and_stay_small() -> None:
    files = list(SHIPPED.glob("*.otf"))
    assert sum(path.stat().st_size for path in files) < 48_000_000
    told = (SHIPPED / "README.md").read_text(encoding="utf-8")
    assert all(path.name in told for path in files)
    assert "SIL OPEN FONT LICENSE" in (SHIPPED / "LICENSE-Noto.txt").read_text(encoding="utf-8")
    assert "Unlimited permission is granted" in (SHIPPED / "LICENSE-Hanazono.txt").read_text(encoding="utf-8")
    assert "special exception" in (SHIPPED / "LICENSE-Fandol.txt").read_text(encoding="utf-8")
