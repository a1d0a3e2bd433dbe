"""The wording profile: tried out in buttons, previewed on the office's items, saved once."""

import pytest

from domain.bulletin.snapshot import bulletin_from_json
from domain.bulletin.wording import PRESETS, WORDING, Wording, code_of, stored_wording, with_code, wording_of
from domain.notes import Answer, Choice
from domain.refusals import BadInput, NotAllowed, TooLate
from storage import audit
from storage.database import Database
from storage.office.settings import kept, office_wording
from tests.usecases.bulletin.test_bulletin import an_office
from usecases.bulletin.drafts import make_draft
from usecases.bulletin.wording import press_field, save_wording, show_wording


def button(answer: Answer, label: str) -> Choice:
    return next(one for row in answer.choices for one in row if label in one.label)


@pytest.mark.parametrize("preset", PRESETS, ids=lambda one: one.name)
def test_a_profile_travels_in_a_button_and_in_json(preset: object) -> None:
    wording = preset.wording  # type: ignore[attr-defined]
    assert with_code(Wording("督察通报", decimals=0), code_of(wording)) == wording
    assert wording_of(stored_wording(wording)) == wording


def test_what_the_office_typed_itself_survives_a_button() -> None:
    odd = Wording(masthead="政府督查专报")
    assert with_code(odd, code_of(odd)) == odd


@pytest.mark.parametrize("code", ["", "9" * len(WORDING.entries), "0", "一" * len(WORDING.entries)])
def test_a_forged_code_changes_nothing(code: str) -> None:
    with pytest.raises(TooLate):
        with_code(Wording(), code)


async def test_tried_previewed_and_saved(database: Database) -> None:
    made = await an_office(database, total=8, closed=3)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        first = await show_wording(tx, alice)
        assert "已完成工作3件（占37.5%）" in first.text
        assert "保存" not in [one.label for row in first.choices for one in row]
        tried = await show_wording(tx, alice, button(first, "完成率").extra, edit=True)
        assert "已完成3项，正在办理5项，完成率37.5%" in tried.text
        assert "还没有保存" in tried.text
        field = await press_field(
            tx, alice, [one.label for one in WORDING.entries].index("小数"), button(tried, "保存").extra
        )
        whole = await show_wording(tx, alice, button(field, "取整").extra, edit=True)
        assert "完成率38%" in whole.text
        assert await office_wording(tx) == Wording()
        save = button(whole, "保存")
        saved = await save_wording(tx, alice, save.extra, save.version)
        assert saved.text.startswith("已保存")
        with pytest.raises(BadInput):
            await save_wording(tx, alice, save.extra, save.version)
        row = await make_draft(tx, alice)
    snapshot = bulletin_from_json(row.snapshot)
    assert snapshot.sections[0].heading == "一、已完成工作3项（完成率38%）。"
    assert snapshot.wording.decimals == 0
    async with database.reading() as tx:
        entries = await audit.entries_about(tx, "通报用词", limit=9)
        assert "计数项" in entries[0].after


async def test_two_supervisors_cannot_both_save(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        alice, dave = await made.actor("alice", tx), await made.actor("dave", tx)
        await save_wording(tx, alice, code_of(PRESETS[2].wording), 0)
        with pytest.raises(TooLate):
            await save_wording(tx, dave, code_of(PRESETS[3].wording), 0)
        await save_wording(tx, dave, code_of(PRESETS[3].wording), 1)
        assert (await kept(tx, WORDING)).version == 2
        assert (await office_wording(tx)).masthead == "督查通报"


async def test_the_profile_is_the_supervisors(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        for who in ("bob", "lena", "adam"):
            with pytest.raises(NotAllowed):
                await show_wording(tx, await made.actor(who, tx))


async def test_an_office_without_items_sees_a_sample(database: Database) -> None:
    made = await an_office(database, total=0, closed=0)
    async with database.transaction() as tx:
        shown = await show_wording(tx, await made.actor("alice", tx), code_of(PRESETS[1].wording))
    assert "以下为样例" in shown.text
    assert "需加快推进落实事项1件" in shown.text
