"""A docx of a draft is finished by hand, in Word's ways, and read back: words follow, figures and states do not."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.document import Document as DocumentType
from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from domain.bulletin.adding_up import mistakes
from domain.bulletin.editions.draft_mark import mark_of, read_mark
from domain.bulletin.editions.returned import Finished, ReturnedDocx, finished, is_of
from domain.bulletin.making import BulletinFacts, FactItem, FactSubItem, make_bulletin
from domain.bulletin.prose.sentences import Paragraph as Said
from domain.bulletin.prose.sentences import Sentence
from domain.bulletin.snapshot import BulletinSnapshot, canonical_hash, to_paper
from domain.bulletin.wording import DEFAULT_WORDING
from papers.files.docx_paragraphs import docx_paragraphs
from papers.official import docx

DAY = date(2026, 11, 27)


def said(text: str) -> Said:
    return Said((Sentence(text),)) if text else Said(())


def item(number: int, directive: str, progress: str, **more: object) -> FactItem:
    return FactItem(number, f"#{number}", directive, progress=said(progress), **({"closed": False} | more))  # type: ignore[arg-type]


SUBS = (
    FactSubItem("#3.1", "完成勘察", said("勘察已完成。"), closed=True),
    FactSubItem("#3.2", "完成施工图审查", said("正在审查。"), closed=False),
)
FACTS = BulletinFacts(
    "云岭县人民政府督查室",
    DAY,
    (
        item(1, "由吴明远同志牵头，县财政局负责，尽快拨付改造资金", "资金已全部拨付到位。", closed=True),
        item(2, "县农林局负责，发展茶叶加工企业", "已发展2家，第3家正在选址。", notes=("（迟报）",)),
        item(3, "县住建局负责，推进柳河桥重建", "", sub_items=SUBS),
        item(4, "县教体局负责，新建城南小学", "暂无进展反馈。"),
    ),
    send_to=("县委常委", "各镇人民政府"),
    copy_to=("县人大办",),
    printed_by="云岭县人民政府督查室",
)


def drafted(facts: BulletinFacts = FACTS) -> BulletinSnapshot:
    return make_bulletin(facts)


def drawn(draft: BulletinSnapshot) -> DocumentType:
    mark = str(mark_of(12, canonical_hash(draft)))
    return Document(io.BytesIO(docx.draw(replace(to_paper(draft), mark=mark))))


def back(document: DocumentType) -> ReturnedDocx:
    kept = io.BytesIO()
    document.save(kept)
    return docx_paragraphs(kept.getvalue())


def at(document: DocumentType, words: str) -> Paragraph:
    return next(one for one in document.paragraphs if words in one.text)


def said_anew(one: Paragraph, old: str, new: str) -> None:
    """As Word leaves it: the words in several runs."""
    text = one.text.replace(old, new)
    one.clear()
    half = len(text) // 2
    one.add_run(text[:half])
    one.add_run(text[half:])


def by_hand(change: Callable[[DocumentType], None], draft: BulletinSnapshot | None = None) -> Finished:
    made = draft or drafted()
    document = drawn(made)
    change(document)
    return finished(made, back(document))


def nothing(_document: DocumentType) -> None:
    pass


def test_an_untouched_file_changes_nothing_and_knows_its_draft() -> None:
    found = by_hand(nothing)
    assert (found.changes, found.left) == ((), ())
    assert found.after == drafted()
    mark = read_mark(back(drawn(drafted())).mark)
    assert mark is not None
    assert mark.bulletin_id == 12
    assert mark.has_words_of(canonical_hash(drafted()))


@pytest.mark.parametrize(
    ("words", "old", "new", "place"),
    [
        ("资金已全部", "资金已全部拨付到位。", "改造资金3200万元已全部拨付到位。", "一1"),
        ("已发展2家", "第3家正在选址", "第3家已选定城关镇厂址", "二1"),
        ("正在审查", "正在审查", "审查已通过，正在招标", "二2②"),
        ("事项落实情况的通报", "事项落实情况的通报", "重点事项落实情况的通报", "标题"),
        ("现将有关情况", "现将有关情况通报如下：", "请各责任单位认真抓好落实。现将有关情况通报如下：", "导语"),
        ("发送：", "各镇人民政府", "各乡镇人民政府，县政府各部门", "发送"),
        ("城南小学", "城南小学", "城南第二小学", "二3事项"),
    ],
)
def test_words_follow_the_file(words: str, old: str, new: str, place: str) -> None:
    draft = drafted()
    found = by_hand(lambda document: said_anew(at(document, words), old, new))
    assert [one.place for one in found.changes] == [place]
    assert new.rstrip("。") in found.changes[0].after or new.rstrip("。") in str(found.after)
    assert found.left == ()
    assert mistakes(found.after) == ()
    assert [(one.item_id, one.closed, one.notes) for one in found.after.entries] == [
        (one.item_id, one.closed, one.notes) for one in draft.entries
    ]
    again = by_hand(nothing, found.after)
    assert (again.changes, again.left) == ((), ())


def test_figures_headings_and_masthead_do_not_follow() -> None:
    def change(document: DocumentType) -> None:
        said_anew(at(document, "一、"), "1件", "2件")
        said_anew(at(document, "现将有关"), "事项4件", "事项5件")

    found = by_hand(change)
    assert found.changes == ()
    assert len(found.left) == 2
    assert any("由系统计算" in line for line in found.left)
    assert any("事项4件" in line or "4件" in line for line in found.left)
    assert found.after.preamble == drafted().preamble


def test_an_item_taken_out_or_put_under_another_heading_keeps_its_state() -> None:
    def drop(document: DocumentType) -> None:
        one = at(document, "城南小学")
        one._p.getparent().remove(one._p)

    found = by_hand(drop)
    assert found.after == drafted()
    assert any("没有 #4" in line for line in found.left)

    def move(document: DocumentType) -> None:
        one, closed = at(document, "茶叶加工"), at(document, "改造资金")
        said_anew(one, "第3家正在选址", "第3家已开工")
        closed._p.addnext(one._p)

    found = by_hand(move)
    assert [entry.closed for entry in found.after.entries] == [True, False, False, False]
    assert any(line.startswith("#2 在文件里换了位置") for line in found.left)
    assert "第3家已开工" in found.after.entries[1].progress


def test_an_item_nobody_registered_is_not_printed() -> None:
    def add(document: DocumentType) -> None:
        at(document, "城南小学").insert_paragraph_before("4、“县水利局负责，修复老堤”。已开工。")

    found = by_hand(add)
    assert found.after == drafted()
    assert any("台账里没有" in line for line in found.left)


def test_a_paragraph_split_in_two_goes_on_about_its_item() -> None:
    def split(document: DocumentType) -> None:
        at(document, "柳河桥").insert_paragraph_before("下一步将加快第3家企业选址。")

    found = by_hand(split)
    assert found.after.entries[1].progress == "已发展2家，第3家正在选址。下一步将加快第3家企业选址。"
    assert [one.place for one in found.changes] == ["二1"]


def test_a_section_written_by_hand_is_printed_as_it_is() -> None:
    def add(document: DocumentType) -> None:
        signed = [one for one in document.paragraphs if one.text == "云岭县人民政府督查室"][-1]
        signed.insert_paragraph_before("三、下一步工作")
        signed.insert_paragraph_before("请各责任单位于12月5日前报送进展。")

    found = by_hand(add)
    last = found.after.sections[-1]
    assert (last.heading, last.lines) == ("三、下一步工作", ("请各责任单位于12月5日前报送进展。",))
    assert mistakes(found.after) == ()
    again = by_hand(nothing, found.after)
    assert (again.changes, again.left) == ((), ())


def test_tracked_changes_count_as_they_will_be_read() -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

    def track(document: DocumentType) -> None:
        one = at(document, "城南小学")
        text = one.text.replace("暂无进展反馈。", "")
        one.clear()
        one.add_run(text)
        struck = "<w:r><w:delText>暂无进展反馈。</w:delText></w:r>"
        put = "<w:r><w:t>已完成选址。</w:t></w:r>"
        for xml in (
            f'<w:del {space} w:id="1" w:author="a">{struck}</w:del>',
            f'<w:ins {space} w:id="2" w:author="a">{put}</w:ins>',
        ):
            one._p.append(parse_xml(xml))

    found = by_hand(track)
    assert found.after.entries[3].progress == "已完成选址。"


def test_requirements_are_reworded_and_dropped() -> None:
    facts = replace(FACTS, wording=replace(DEFAULT_WORDING, makes_demands=True))

    def change(document: DocumentType) -> None:
        said_anew(at(document, "压实责任"), "压实责任", "靠实责任")

    found = by_hand(change, drafted(facts))
    assert "靠实责任" in found.after.sections[-1].lines[0]
    assert found.left == ()


def test_another_issue_is_known_as_such() -> None:
    other = replace(FACTS, items=tuple(item(n, f"另一期的第{n}件事项", "已开工。") for n in range(1, 5)))
    assert is_of(drafted(), back(drawn(drafted())))
    assert not is_of(drafted(), back(drawn(drafted(other))))
