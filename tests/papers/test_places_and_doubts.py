"""Each field knows where it was read and whether to look at it; groups become units where the office told them."""

import io
import json

from docx import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from domain.papers.reading import ReadItem, Roster, paper_from_json, roster_from_json
from papers.child import read_in_child
from papers.files.text import extract_text
from papers.reading.bulletin_reader import read_paper
from tests.papers.test_sheets import xlsx_of

BULLETIN = """督办通报
云岭县人民政府督查室 2027年9月10日

一、已完成工作2件
1、“由程远同志牵头，县水利局负责，
6月底前加固清溪河堤防”。已完工，共加固

堤防3.2公里。
2、“关于县一中迁建问题”。已竣工。
二、正在推进的工作2件
1、“由县住建局负责，抓好3项工作：①改造管网；已改造5公里。②新建泵站；正在施工”。
2、“由各镇、县直有关部门负责，做好防火”。已签订责任书。
"""


def lines_of(item: ReadItem) -> dict[str, tuple[int, int]]:
    return {source.field: source.lines for source in item.sources}


def doubts_of(item: ReadItem) -> dict[str, str]:
    return {source.field: source.doubt for source in item.doubts}


def test_each_field_knows_its_lines() -> None:
    first, second, third, _ = read_paper(BULLETIN).items
    assert lines_of(first) == {
        "directive": (5, 6),
        "lead_leaders": (5, 5),
        "responsible_units": (5, 5),
        "deadline": (6, 6),
        "progress": (6, 8),
    }
    assert lines_of(second)["progress"] == (9, 9)
    assert lines_of(third)["sub_items"] == (11, 11)


def test_rows_of_sheets_and_paragraphs_of_docx_are_places_too() -> None:
    content = xlsx_of([["台账"], ["序号", "任务", "责任单位"], [1, "修路", "县交通局"]])
    assert lines_of(read_paper(extract_text("a.xlsx", content)).items[0])["responsible_units"] == (3, 3)
    document = Document()
    for line in ("任务清单", "1.修路（县交通局负责）"):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    assert lines_of(read_paper(extract_text("a.docx", out.getvalue())).items[0])["directive"] == (2, 2)


def test_what_stands_there_plainly_is_not_doubted() -> None:
    first, second, _, fourth = read_paper(BULLETIN).items
    assert doubts_of(first) == {}
    assert doubts_of(second) == {"responsible_units": "没有写明责任单位"}
    assert doubts_of(fourth) == {"responsible_units": "“各镇”是一组单位，请指明有哪些"}


def test_guesses_are_doubted() -> None:
    text = (
        "督办通报\n云岭县政府督查室 2027年9月10日\n一、正在推进的工作\n"
        "1、由县水利局负责，四季度前完成清淤。清淤船只租赁合同。\n"
        "2、由县交通局负责，修路，截至目前已完成5公里。进展顺利。\n"
        "3、“由县教体局等部门负责，建校。已开工。\n"
    )
    first, second, third = (doubts_of(item) for item in read_paper(text).items)
    assert "之初还是之末" in first["deadline"]
    assert "可能是要求" in first["progress"]
    assert "像是有进展" in second["directive"]
    assert "名单不全" in third["responsible_units"]


def test_the_roster_doubts_whom_it_does_not_know() -> None:
    roster = Roster(frozenset({"县水利局"}), frozenset({"韩子昂"}))
    (item,) = read_paper("任务清单\n1.清淤（程远同志牵头，县水利局负责，县河道局配合）\n", roster).items
    assert doubts_of(item) == {"lead_leaders": "“程远”不在人员名册中", "cooperating_units": "“县河道局”不在单位名册中"}


def test_groups_become_the_units_that_the_office_has_told() -> None:
    towns = ("东河镇", "白石镇")
    roster = Roster(frozenset({*towns, "县林业局"}), frozenset(), (("各镇", towns), ("有关部门", ("县财政局",))))
    text = "任务清单\n1.防火（东河镇牵头，各镇、县林业局、有关部门配合）\n2.种树（各镇负责，县直各单位配合）\n"
    first, second = read_paper(text, roster).items
    assert first.responsible_units == ("东河镇",)
    assert first.cooperating_units == ("白石镇", "县林业局", "县财政局")
    assert second.responsible_units == towns
    assert second.cooperating_units == ("县直各单位",)
    asked = [one.sentence for one in read_paper(text, roster).anomalies if one.kind == "group"]
    assert asked == ["第一部分第2项的“县直各单位”是一组单位，请指明有哪些"]
    assert read_paper(text).items[1].responsible_units == ("各镇",)


async def test_a_child_keeps_groups_places_and_doubts() -> None:
    roster = Roster(frozenset({"东河镇"}), frozenset(), (("各镇", ("东河镇",)),))
    assert roster_from_json(json.loads(json.dumps(roster.to_json()))) == roster
    text = "任务清单\n1.防火（各镇负责）\n"
    assert await read_in_child("a.txt", text.encode(), roster) == read_paper(text, roster)


def test_a_reading_stored_before_fields_had_places_is_still_read() -> None:
    stored = read_paper(BULLETIN).to_json()
    for item in stored["items"]:
        del item["sources"], item["origin"]
    del stored["meeting_date"]
    assert [item.directive for item in paper_from_json(stored).items] == [
        item.directive for item in read_paper(BULLETIN).items
    ]


def test_more_oddities() -> None:
    told = {one.kind: one.sentence for one in read_paper(BULLETIN).anomalies}
    assert told["sub_count"] == "第二部分第1项称“抓好3项工作”，实际列出2项"
    minutes = (
        "专题会议纪要\n2027年8月3日\n2027年8月2日，副县长程远主持召开专题会议。会议议定：\n"
        "1.由县交通局负责，2027年7月20日前完成征地。\n2.由县财政局负责落实资金：①列入预算；③拨付到位。\n"
    )
    told = {one.kind: one.sentence for one in read_paper(minutes).anomalies}
    assert told["deadline_before_meeting"] == "第一部分第1项的时限“2027年7月20日前”早于会议日期，请核对"
    assert told["sub_number"] == "第一部分第2项的子事项编号不连续：1、3，缺少2"


def test_numbers_that_word_counts_are_read() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/></w:lvl>'
        for level, form, words in ((0, "chineseCountingThousand", "%1、"), (1, "decimal", "%2."))
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="88"><w:abstractNumId w:val="77"/></w:num>'))
    document.add_paragraph("云岭县重点任务清单")
    listed = [
        ("产业", 0),
        ("建厂（县工信局负责）", 1),
        ("招商（县商务局负责）", 1),
        ("民生", 0),
        ("建校（县教体局负责）", 1),
    ]
    for words, level in listed:
        properties = document.add_paragraph(words)._p.get_or_add_pPr()
        mark = OxmlElement("w:numPr")
        for name, value in (("w:ilvl", level), ("w:numId", 88)):
            part = OxmlElement(name)
            part.set(qn("w:val"), str(value))
            mark.append(part)
        properties.append(mark)
    out = io.BytesIO()
    document.save(out)
    items = read_paper(extract_text("a.docx", out.getvalue())).items
    assert [(item.section, item.number_as_printed) for item in items] == [(1, 1), (1, 2), (2, 1)]
