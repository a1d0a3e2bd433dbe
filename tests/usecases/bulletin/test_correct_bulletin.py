"""A correction is a new edition that says so: messages are changed in their places, everything before is kept."""

from dataclasses import replace

import pytest
from sqlmodel import col, select, update

from domain.bulletin.snapshot import bulletin_from_json
from domain.notes import Answer, Note, Paper, note_from_json
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from storage.bulletin import bulletins, editions
from storage.database import Database
from storage.delivery import claims
from storage.tables import BulletinFile, Claim, ClaimState, Outbox
from tests.building import County
from tests.feeding import button, press
from tests.feeding import feed as fed
from tests.usecases.bulletin.test_bulletin import an_office, draft, press_publish, sent_as
from usecases.bulletin.correct_bulletin import draft_correction, publish_correction
from usecases.bulletin.kept_files import keep_file, kept_file
from usecases.bulletin.publish import publish
from usecases.bulletin.restate import ask_state, restate
from usecases.bulletin.reword import NewWording, ask_words, reword
from usecases.bulletin.verify_bulletin import verify_bulletin
from usecases.steps.asking import expected


async def issued(database: Database) -> tuple[County, int]:
    """An issue whose posts are all in the group."""
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    await press_publish(database, made, "alice", bulletin_id, version)
    async with database.transaction() as tx:
        connection = await tx.connection()
        await connection.execute(update(Claim).values(state=ClaimState.SENT))
    return made, bulletin_id


async def correction(database: Database, made: County, bulletin_id: int) -> tuple[int, int]:
    async with database.transaction() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        shown = await draft_correction(tx, await made.actor("alice", tx), bulletin_id, row.version)
    assert shown.title.startswith("更正稿预览")
    last = shown.choices[-1][0]
    assert last.verb == "correct_publish"
    return last.subject, last.version


async def reworded(database: Database, made: County, draft_id: int, version: int, words: str) -> int:
    """The draft's new version."""
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        await ask_words(tx, alice, alice.telegram_id, bulletin_id=draft_id, version=version, place=1)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        asked, _ = await expected(tx, alice, alice.telegram_id, NewWording, "")
        await reword(tx, alice, alice.telegram_id, asked, words)
    return version + 1


async def corrected(database: Database, made: County, bulletin_id: int, words: str) -> Answer:
    draft_id, version = await correction(database, made, bulletin_id)
    version = await reworded(database, made, draft_id, version, words)
    async with database.transaction() as tx:
        return await publish_correction(tx, await made.actor("alice", tx), draft_id, version)


async def changes(database: Database) -> list[Note]:
    return [note_from_json(row.note) for row in await sent_as(database, "correction")]


async def test_every_posted_message_is_changed_and_none_is_new(database: Database) -> None:
    made, bulletin_id = await issued(database)
    before = await sent_as(database, "post", "paper")
    done = await corrected(database, made, bulletin_id, "已完成招标")
    assert "更正版已发布" in done.text
    assert await sent_as(database, "post", "paper") == before
    notes = await changes(database)
    assert [note.edits_key for note in notes] == [row.dedupe_key for row in before]
    assert notes[0].title.startswith("督办通报 第 1 期（更正版）")
    assert "本期已于2026年11月23日更正（二1），以本版为准。" in notes[0].text
    assert "已完成招标。" in notes[-1].folded
    assert [note.paper.name for note in notes if note.paper] == [
        "督办通报第1期（更正版）（一图读懂）.png",
        "督办通报第1期（更正版）.pdf",
    ]


async def test_a_text_that_grows_beyond_its_message_is_left_to_the_file(database: Database) -> None:
    made, bulletin_id = await issued(database)
    await corrected(database, made, bulletin_id, "认真组织实施，" * 280)
    draft_id, version = await correction(database, made, bulletin_id)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        await ask_words(tx, alice, alice.telegram_id, bulletin_id=draft_id, version=version, place=0)
        asked, _ = await expected(tx, alice, alice.telegram_id, NewWording, "")
        await reword(tx, alice, alice.telegram_id, asked, "确保按期完成，" * 280)
        await publish_correction(tx, alice, draft_id, version + 1)
    notes = await changes(database)
    assert len(notes) == 6
    assert all(note.edits_key for note in notes)
    assert (notes[-1].text, notes[-1].folded) == ("更正后的正文见文件。", "")
    assert "（第2次更正版）" in notes[-1].title


async def test_an_issue_posted_in_many_parts_is_corrected_in_place(database: Database) -> None:
    """As issues were posted before: the summary without its picture, parts of text, each paper for itself."""
    made, bulletin_id = await issued(database)
    async with database.transaction() as tx:
        (claim,) = (await tx.session.exec(select(Claim))).all()
        first, _, text = await sent_as(database, "post", "paper")
        for row in (first, text):
            note = replace(note_from_json(row.note), paper=None, folded="", text="（原文）")
            await (await tx.connection()).execute(
                update(Outbox).where(col(Outbox.outbox_id) == row.outbox_id).values(note=note.to_json())
            )
        for key, paper in (("3", None), ("bulletin", Paper("bulletin", bulletin_id, "督办通报第1期.docx"))):
            note = Note(claim.chat_id, "paper" if paper else "post", "原文", paper=paper, claim_id=claim.claim_id)
            tx.put(replace(note, dedupe_key=f"post:{claim.claim_id}:{key}"))
    await corrected(database, made, bulletin_id, "已完成招标")
    told = {str(note.edits_key).rpartition(":")[2]: note for note in await changes(database)}
    assert set(told) == {"1", "2", "3", "bulletin", "bulletin_pdf"}
    assert told["1"].paper is None
    assert told["3"].text == "更正后的正文见文件。"
    assert told["bulletin"].paper is not None
    assert told["bulletin"].paper.name == "督办通报第1期（更正版）.docx"


async def test_both_editions_are_kept_and_add_up(database: Database) -> None:
    made, bulletin_id = await issued(database)
    await corrected(database, made, bulletin_id, "已完成招标")
    async with database.reading() as tx:
        (first,) = await editions.earlier_editions(tx, bulletin_id)
        now = await bulletins.by_id(tx, bulletin_id)
        assert now is not None
        assert (first.edition, now.edition, now.issue_number) == (1, 2, 1)
        old, new = bulletin_from_json(first.snapshot), bulletin_from_json(now.snapshot)
        assert old.entries[1].progress == "暂无进展反馈。"
        assert new.entries[1].progress == "已完成招标。"
        assert await verify_bulletin(tx, 2026, 1) == ()


async def test_a_changed_old_edition_is_named(database: Database) -> None:
    made, bulletin_id = await issued(database)
    await corrected(database, made, bulletin_id, "已完成招标")
    async with database.transaction() as tx:
        (first,) = await editions.earlier_editions(tx, bulletin_id)
        first.snapshot = {**first.snapshot, "closed": 2}
        tx.session.add(first)
    async with database.reading() as tx:
        lines = await verify_bulletin(tx, 2026, 1)
    assert lines is not None
    assert any(line.startswith("edition 1: it claims 2 closed") for line in lines)


async def test_nothing_changed_is_no_correction(database: Database) -> None:
    made, bulletin_id = await issued(database)
    draft_id, version = await correction(database, made, bulletin_id)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        with pytest.raises(BadInput, match="还没有改动"):
            await publish_correction(tx, alice, draft_id, version)
        with pytest.raises(TooLate):
            await publish(tx, draft_id, version, alice)


async def test_what_has_not_arrived_yet_is_not_changed(database: Database) -> None:
    made, bulletin_id = await issued(database)
    async with database.transaction() as tx:
        await (await tx.connection()).execute(update(Claim).values(state=ClaimState.HELD))
    with pytest.raises(TooLate, match="发完后才能更正"):
        await corrected(database, made, bulletin_id, "已完成招标")
    assert await changes(database) == []


async def test_a_second_correction_of_the_same_edition_loses(database: Database) -> None:
    made, bulletin_id = await issued(database)
    draft_id, version = await correction(database, made, bulletin_id)
    assert (await correction(database, made, bulletin_id))[0] == draft_id
    version = await reworded(database, made, draft_id, version, "已完成招标")
    async with database.transaction() as tx:
        await publish_correction(tx, await made.actor("dave", tx), draft_id, version)
    async with database.transaction() as tx:
        with pytest.raises(Exception, match="更正稿已由戴督于11月23日"):
            await publish_correction(tx, await made.actor("alice", tx), draft_id, version)
        with pytest.raises(TooLate, match="刚被更正过"):
            await draft_correction(tx, await made.actor("alice", tx), bulletin_id, 2)
    rows = await sent_as(database, "correction")
    assert len({row.dedupe_key for row in rows}) == len(rows)


async def test_only_supervisors_correct(database: Database) -> None:
    made, bulletin_id = await issued(database)
    async with database.transaction() as tx:
        for who in ("bob", "lena", "adam"):
            with pytest.raises(NotAllowed):
                await draft_correction(tx, await made.actor(who, tx), bulletin_id, 2)
    assert "更正本期" not in str((await fed(database, "lena", "通报")).choices)
    last = await fed(database, "alice", "/bulletin last")
    shown = await fed(database, "alice", press("alice", button(last, "更正本期")))
    assert "更正稿预览" in shown.title


async def test_files_are_kept_as_they_were_drawn_first(database: Database) -> None:
    made, bulletin_id = await issued(database)
    async with database.transaction() as tx:
        assert await keep_file(tx, bulletin_id, 1, "bulletin", b"first") == b"first"
    async with database.transaction() as tx:
        assert await keep_file(tx, bulletin_id, 1, "bulletin", b"later") == b"first"
        assert await kept_file(tx, bulletin_id, "bulletin") == b"first"
        assert await verify_bulletin(tx, 2026, 1) == ()
    await corrected(database, made, bulletin_id, "已完成招标")
    async with database.transaction() as tx:
        assert await kept_file(tx, bulletin_id, "bulletin") is None
        await keep_file(tx, bulletin_id, 2, "bulletin", b"second")
    async with database.transaction() as tx:
        (old, new) = await editions.files_of(tx, bulletin_id)
        assert (old.content, new.content) == (b"first", b"second")
        await (await tx.connection()).execute(
            update(BulletinFile).where(col(BulletinFile.edition) == 1).values(content=b"forged")
        )
    async with database.reading() as tx:
        lines = await verify_bulletin(tx, 2026, 1)
    assert lines == ("the file bulletin of edition 1 is not the one that was kept",)


async def test_a_drafts_file_is_not_kept(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, _, _ = await draft(database, made)
    async with database.transaction() as tx:
        assert await keep_file(tx, bulletin_id, 1, "bulletin", b"x") == b"x"
        assert await kept_file(tx, bulletin_id, "bulletin") is None
        assert (await tx.session.exec(select(BulletinFile))).all() == []
        assert await claims.of_bulletin(tx, bulletin_id) == []
        assert (await tx.session.exec(select(Outbox).where(col(Outbox.kind) == "correction"))).all() == []


async def by_buttons(database: Database, shown: Answer, *labels: str) -> Answer:
    for label in labels:
        shown = await fed(database, "alice", press("alice", button(shown, label)))
    return shown


async def correcting(database: Database) -> tuple[County, int, Answer]:
    made, bulletin_id = await issued(database)
    async with database.transaction() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        return made, bulletin_id, await draft_correction(tx, await made.actor("alice", tx), bulletin_id, row.version)


async def corrected_page(database: Database) -> tuple[str, tuple[str, ...] | None]:
    """The text that goes to the group, and what verify finds."""
    async with database.reading() as tx:
        lines = await verify_bulletin(tx, 2026, 1)
    return "\n".join(f"{note.text}\n{note.folded}" for note in await changes(database)), lines


async def test_a_state_is_corrected_by_buttons_and_all_figures_follow(database: Database) -> None:
    _, _, shown = await correcting(database)
    shown = await by_buttons(database, shown, "逐段改写")
    asked = await by_buttons(database, shown, "改状态")
    assert "本期列为已完成" in asked.text
    shown = await by_buttons(database, asked, "列为需长期开展和正在推进")
    assert shown.text.startswith("#1 已改列为需长期开展和正在推进，件数已重算。")
    done = await by_buttons(database, shown, "发布更正")
    assert "更正版已发布" in done.text
    text, lines = await corrected_page(database)
    assert "更正（#1改列需长期开展和正在推进、导语）" in text
    assert "已完成工作0件（占0%），需长期开展和正在推进的工作3件（占100%）" in text
    assert "一、已完成工作。暂无。" in text
    assert "二、需长期开展和正在推进的工作3件（占100%）。" in text
    assert lines == ()


async def test_an_item_is_taken_out_and_the_rest_moves_up(database: Database) -> None:
    _, _, shown = await correcting(database)
    shown = await by_buttons(database, shown, "逐段改写", "下一段", "改状态", "移出本期")
    assert shown.text.startswith("#2 不再列入本期")
    await by_buttons(database, shown, "发布更正")
    text, lines = await corrected_page(database)
    assert "#2不再列入" in text
    assert "事项2件" in text
    assert "推进第2项重点工作" not in text
    assert "1、“推进第3项重点工作”。" in text
    assert lines == ()


@pytest.mark.parametrize(
    ("place", "words", "printed"),
    [
        ("标题", "2026年第四季度落实情况的通报", "2026年第四季度落实情况的通报"),
        ("落款", "云岭县人民政府办公室", "云岭县人民政府办公室"),
        ("发送", "县委常委，各镇人民政府", "发送：县委常委，各镇人民政府。"),
        ("抄送", "县人大办", "抄送：县人大办。"),
    ],
)
async def test_what_stands_around_the_items_is_corrected(
    database: Database, place: str, words: str, printed: str
) -> None:
    _, _, shown = await correcting(database)
    shown = await by_buttons(database, shown, "逐段改写", "标题、导语、发送…", place)
    await by_buttons(database, shown, "改这段")
    done = await fed(database, "alice", words)
    shown = await by_buttons(database, done.more[0], "回到预览")
    await by_buttons(database, shown, "发布更正")
    text, lines = await corrected_page(database)
    assert printed in text
    assert f"更正（{place}）" in text
    assert lines == ()


async def test_a_directive_is_corrected_beside_its_progress(database: Database) -> None:
    _, _, shown = await correcting(database)
    shown = await by_buttons(database, shown, "逐段改写", "事项原文")
    await by_buttons(database, shown, "改这段")
    done = await fed(database, "alice", "推进第1项重点工程")
    assert "原文：推进第1项重点工作" in done.more[0].text
    shown = await by_buttons(database, done.more[0], "回到预览")
    await by_buttons(database, shown, "发布更正")
    text, lines = await corrected_page(database)
    assert "“推进第1项重点工程”" in text
    assert lines == ()


async def test_figures_of_the_preamble_are_not_typed(database: Database) -> None:
    _, _, shown = await correcting(database)
    shown = await by_buttons(database, shown, "逐段改写", "标题、导语、发送…", "导语", "改这段")
    refused = await fed(database, "alice", "县政府确定事项5件，已完成工作1件，现将有关情况通报如下：")
    assert "没有改动" in refused.text
    assert "3件" in refused.text
    kept = await fed(
        database,
        "alice",
        "县政府确定事项3件，已完成工作1件（占33.3%），需长期开展和正在推进的工作2件（占66.7%），请认真抓好落实：",
    )
    assert "导语 已改写" in kept.text


async def test_a_draft_of_an_issue_takes_its_states_from_the_ledger(database: Database) -> None:
    made = await an_office(database)
    bulletin_id, version, _ = await draft(database, made)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        with pytest.raises(BadInput, match="草稿按台账列状态"):
            await ask_state(tx, alice, bulletin_id, version=version, item_id=1)
        for forged in ("1-nonsense", "x-closed", "-1-out", "9999999999-out"):
            with pytest.raises((BadInput, NotFound)):
                await restate(tx, alice, bulletin_id, version, forged)
