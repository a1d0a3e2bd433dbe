"""发送, 抄送 and 印发: learnt from a paper or not, changed in one line, printed from the next draft on."""

import pytest

from domain.bulletin.snapshot import bulletin_from_json
from domain.office.setting_kinds import Names
from domain.office.settings import DISTRIBUTION
from domain.refusals import BadInput, NotAllowed
from storage import audit
from storage.database import Database
from storage.office.settings import keep, kept, learn
from tests.usecases.bulletin.test_bulletin import an_office
from usecases.bulletin.bulletin import set_distribution, show_distribution
from usecases.bulletin.drafts import make_draft
from usecases.bulletin.wording import show_wording


async def test_set_without_any_paper_and_printed(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        assert "发送：未设" in (await show_wording(tx, alice)).text
        said = await set_distribution(tx, alice, "发送 各镇人民政府，县政府各工作部门。")
        assert "未设 → 各镇人民政府，县政府各工作部门" in said.text
        await set_distribution(tx, alice, "抄送：县委办，县法院、检察院")
        await set_distribution(tx, alice, "印发 云岭县人民政府办公室")
        row = await make_draft(tx, alice)
    snapshot = bulletin_from_json(row.snapshot)
    assert snapshot.send_to == ("各镇人民政府", "县政府各工作部门")
    assert snapshot.copy_to == ("县委办", "县法院、检察院")
    assert snapshot.printed_by == "云岭县人民政府办公室"
    async with database.reading() as tx:
        entries = [await audit.entries_about(tx, line, limit=9) for line in ("发送", "抄送", "印发")]
        assert [len(one) for one in entries] == [1, 1, 1]


async def test_what_a_paper_taught_is_changed_and_the_rest_of_it_stays(database: Database) -> None:
    made = await an_office(database)
    learnt = {"send_to": ["各镇人民政府"], "copy_to": ["县委办"], "printed_by": ["县政府办"]}
    async with database.transaction() as tx:
        await learn(tx, DISTRIBUTION, learnt)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        said = await set_distribution(tx, alice, "抄送 无")
        assert "县委办 → 未设" in said.text
        await set_distribution(tx, alice, "主送 各镇人民政府，各街道办事处")
        assert "发送：各镇人民政府，各街道办事处\n抄送：未设\n印发：县政府办" in await show_distribution(tx)
        assert (await kept(tx, DISTRIBUTION)).version == 2


async def test_a_second_decision_on_the_same_state_does_not_hold(database: Database) -> None:
    async with database.transaction() as tx:
        assert await keep(tx, DISTRIBUTION, {"send_to": ["甲镇"]}, 0, None)
        assert not await keep(tx, DISTRIBUTION, {"send_to": ["乙镇"]}, 0, None)
        assert (await kept(tx, DISTRIBUTION)).value["send_to"] == ["甲镇"]


LINE = DISTRIBUTION.entries[0]
assert isinstance(LINE, Names)


@pytest.mark.parametrize(
    "words",
    [
        "发送",
        "发给 各镇",
        "发送 ，，",
        f"发送 {'长' * (LINE.longest + 1)}",
        f"发送 {'，'.join(map(str, range(LINE.at_most + 1)))}",
    ],
)
async def test_what_is_no_list_changes_nothing(database: Database, words: str) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        with pytest.raises(BadInput):
            await set_distribution(tx, await made.actor("alice", tx), words)
        assert (await kept(tx, DISTRIBUTION)).value == {}


async def test_the_lists_are_the_supervisors(database: Database) -> None:
    made = await an_office(database)
    async with database.transaction() as tx:
        for who in ("bob", "lena", "adam"):
            with pytest.raises(NotAllowed):
                await set_distribution(tx, await made.actor(who, tx), "发送 各镇")
