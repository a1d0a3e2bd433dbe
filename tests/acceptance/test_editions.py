"""A draft seen as it will be, finished by hand, corrected in all it prints: over real HTTP on an injected clock."""

import io
from collections.abc import Callable
from datetime import timedelta

from docx import Document
from docx.document import Document as DocumentType

from bot.cli.papers import find_mistakes
from sandbox import Message, Phone
from storage.database import Database
from tests.acceptance.test_proof_to_correction import pressed
from tests.acceptance.town import DUE, Town, given, looked
from tests.conftest import Clock

ANYWAY = {"照原样发", "仍要发布"}
WEDNESDAY = DUE - timedelta(days=2, hours=6)


def is_docx(message: Message) -> bool:
    return bool(message.document and (message.document.file_name or "").endswith(".docx"))


async def mistakes_of(town: Town, issue_number: int) -> tuple[str, ...] | None:
    database = Database(town.settings.database(), Clock(town.clock()))
    try:
        return await find_mistakes(database, 2026, issue_number)
    finally:
        await database.close()


def by_hand(content: bytes, change: Callable[[DocumentType], None]) -> bytes:
    document, kept = Document(io.BytesIO(content)), io.BytesIO()
    change(document)
    document.save(kept)
    return kept.getvalue()


def replacing(old: str, new: str) -> Callable[[DocumentType], None]:
    def change(document: DocumentType) -> None:
        one = next(one for one in document.paragraphs if old in one.text)
        one.text = one.text.replace(old, new)

    return change


async def papers_of(alice: Phone, preview: Message) -> list[Message]:
    await alice.press(preview, "看成稿")
    await alice.wait(lambda one: one.document and (one.document.file_name or "").endswith(".pdf"))
    sent = [one for one in alice.messages if one.from_bot and one.message_id > preview.message_id]
    return [one for one in sent if one.document or one.photo]


async def test_the_draft_is_seen_finished_by_hand_and_published(town: Town) -> None:
    alice = town.phones["alice"]
    await given(town, "推进柳河桥重建", "新建城南小学")
    town.clock.at = WEDNESDAY
    async with town.running() as program:
        await looked(town, program)
        await alice.send("/bulletin")
        preview = await alice.wait(lambda one: "逐段改写" in one.labels)
        papers = await papers_of(alice, preview)
        names = [one.document.file_name for one in papers if one.document]
        assert names == ["督办通报（草稿）.docx", "督办通报（草稿）.pdf"]
        assert [bool(one.photo) for one in papers] == [True, False, False]
        paper = next(one for one in papers if is_docx(one))
        assert paper.document is not None
        assert "把 docx 直接发回来" in paper.text
        words = "\n".join(one.text for one in Document(io.BytesIO(paper.document.content)).paragraphs)
        assert "第 1 期" in words

        def change(document: DocumentType) -> None:
            replacing("“推进柳河桥重建”。暂无进展反馈。", "“推进柳河桥重建”。已完成桥墩浇筑，正在架梁。")(document)
            replacing("3件（占100%）", "2件（占66.7%）")(document)

        await alice.send_document("督办通报（改）.docx", by_hand(paper.document.content, change))
        shown = await alice.wait("与草稿有 1 处不同")
        assert "二2 #2" in shown.text
        assert "原：暂无进展反馈。\n新：已完成桥墩浇筑，正在架梁。" in shown.text
        assert "未随文件改" in shown.text
        take = next(one.callback_data for row in shown.buttons for one in row if one.text == "采用")
        draft = await pressed(alice, shown, "采用", "已按文件改好 1 处，件数和状态未变。")
        assert "通报预览" in draft.text
        again = await alice.answer(alice.forge(shown, str(take)))
        assert "没有重复处理" in again.text

        await alice.send_document("督办通报.docx", paper.document.content)
        older = await alice.wait("注意：文件取出后草稿又改过")
        await pressed(alice, older, "不采用", "未采用，草稿没有变化。")
        await published(alice, draft)
        await looked(town, program)
        assert "已完成桥墩浇筑，正在架梁。" in "\n".join(town.parts())
        assert "需长期开展和正在推进的工作3件（占100%）" in "\n".join(town.parts())
        assert await mistakes_of(town, 1) == ()

        await alice.send_document("督办通报（改）.docx", paper.document.content)
        refused = await alice.wait("已发布的第1期")
        assert "\n" not in refused.text


async def published(alice: Phone, draft: Message) -> None:
    """[发布] asks once more while checks are open."""
    await alice.press(draft, "发布")
    done = await alice.wait(lambda one: "已发布第" in one.text or ANYWAY & set(one.labels))
    for label in ANYWAY & set(done.labels):
        await alice.press(done, label)
        await alice.wait("已发布第")


async def test_a_docx_of_another_issue_is_refused_in_one_line(town: Town) -> None:
    alice = town.phones["alice"]
    await given(town, "推进柳河桥重建")
    town.clock.at = WEDNESDAY
    async with town.running() as program:
        await looked(town, program)
        await alice.send("/bulletin")
        preview = await alice.wait(lambda one: "逐段改写" in one.labels)
        paper = next(one for one in await papers_of(alice, preview) if is_docx(one))
        assert paper.document is not None
        await pressed(alice, preview, "放弃", "草稿已放弃")
        await alice.send("/bulletin")
        fresh = await alice.wait(lambda one: "逐段改写" in one.labels and one.message_id > paper.message_id)
        await alice.send_document("旧稿.docx", by_hand(paper.document.content, replacing("柳河桥", "杨河桥")))
        refused = await alice.wait("所属的草稿已不在，没有改动")
        assert "\n" not in refused.text

        mine = next(one for one in await papers_of(alice, fresh) if is_docx(one))
        other = Document()
        for words in ("督办通报", "第 7 期", "关于另一件事的通报", "1、“修复老堤”。已开工。"):
            other.add_paragraph(words)
        kept = io.BytesIO()
        other.save(kept)
        await alice.send_document("第7期.docx", kept.getvalue(), reply_to=mine)
        refused = await alice.wait("不是当前草稿的")
        assert "\n" not in refused.text
        now = await pressed(alice, fresh, "逐段改写", "第1段")
        assert "现文：暂无进展反馈。" in now.text


async def test_a_correction_reaches_everything_printed(town: Town) -> None:
    alice = town.phones["alice"]
    await given(town, "推进柳河桥重建", "新建城南小学")
    town.clock.at = WEDNESDAY
    async with town.running() as program:
        await looked(town, program)
        await alice.send("/bulletin")
        await published(alice, await alice.wait(lambda one: "逐段改写" in one.labels))
        await looked(town, program)
        posted = [message.message_id for message in town.group.messages]

        await alice.send("/bulletin last")
        last = await alice.wait(lambda one: "更正本期" in one.labels)
        draft = await pressed(alice, last, "更正本期", "更正稿预览")
        page = await pressed(alice, draft, "逐段改写", "第1段")
        page = await pressed(alice, page, "下一段", "#2")
        page = await pressed(alice, page, "改状态", "要改列为什么")
        draft = await pressed(alice, page, "列为已完成", "#2 已改列为已完成")
        page = await pressed(alice, draft, "逐段改写", "第1段")
        page = await pressed(alice, page, "标题、导语、发送…", "改哪一处")
        page = await pressed(alice, page, "发送", "现文：（无）")
        await alice.press(page, "改这段")
        await alice.wait("发送 现在写的是")
        await alice.send("县委常委，各镇人民政府")
        page = await alice.wait("发送 已改写")
        page = await alice.wait(lambda one: "回到预览" in one.labels and "现文：县委常委" in one.text)
        draft = await pressed(alice, page, "回到预览", "更正稿预览")
        await pressed(alice, draft, "发布更正", "更正版已发布")
        await looked(town, program)
        text = "\n".join(town.parts())
        assert "#2改列已完成" in text
        assert "已完成工作1件（占33.3%），需长期开展和正在推进的工作2件（占66.7%）" in text
        assert "发送：县委常委，各镇人民政府。" in text
        assert [message.message_id for message in town.group.messages] == posted
        assert await mistakes_of(town, 1) == ()
