"""What still reads as talk is named before the bulletin goes, until its paragraph is worded anew."""

from datetime import date

from domain.bulletin.editions import reword_texts as texts
from domain.bulletin.editions.passages import progress_of
from domain.bulletin.editions.spoken import first_spoken
from domain.bulletin.proofs_texts import ProofLine, card
from domain.bulletin.snapshot import bulletin_from_json, with_progress
from storage.bulletin import bulletins
from storage.database import Database
from tests.usecases.bulletin.test_bulletin import an_office, draft, report
from usecases.bulletin.checks import open_checks
from usecases.bulletin.drafts import change_snapshot


async def _spoken(database: Database, bulletin_id: int) -> tuple[list[str], int | None]:
    async with database.reading() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        lines = [line for line in await open_checks(tx, row) if "口语" in line]
        return lines, first_spoken(bulletin_from_json(row.snapshot))


async def test_talk_is_named_with_item_and_sentence_until_it_is_worded_anew(database: Database) -> None:
    made = await an_office(database, total=3, closed=0)
    await report(database, made, "bob", "#1", "方案已印发", 1)
    await report(database, made, "bob", "#2", "那个桥墩的石头拉了一半，机子上不去", 2)
    bulletin_id, _, _ = await draft(database, made)
    lines, place = await _spoken(database, bulletin_id)
    assert len(lines) == 1
    assert lines[0].startswith("⚠️ #2 这句还像口语，请改写：")
    async with database.transaction() as tx:
        row = await bulletins.by_id(tx, bulletin_id)
        assert row is not None
        snapshot = bulletin_from_json(row.snapshot)
        assert place is not None
        one = progress_of(snapshot)[place]
        assert one.label == "#2"
        assert texts.SPOKEN[:8] in texts.paragraph(one)
        await change_snapshot(
            tx, await made.actor("alice", tx), row, with_progress(snapshot, one.item_id, "桥墩正在浇筑")
        )
    assert await _spoken(database, bulletin_id) == ([], None)


def test_the_unit_sees_it_on_its_card_of_proofs() -> None:
    said = ProofLine(1, 1, 1, "#2", "“修建柳河桥”。那个桥墩的石头拉了一半，机子上不去。", "")
    assert "这句还像口语，请点【更正】" in card(["县交通局"], [said], None, date(2026, 11, 27))[1]
    told = ProofLine(1, 1, 1, "#2", "“这个桥那边要搞好”。桥墩已浇筑完毕。", "")
    assert "口语" not in card(["县交通局"], [told], None, date(2026, 11, 27))[1]
