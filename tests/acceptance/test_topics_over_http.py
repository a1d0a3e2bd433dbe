"""Groups with topics, and a unit's group that is answered in, over real HTTP."""

from datetime import date, timedelta
from typing import Any

from sandbox import Fault
from tests.acceptance.harness import say, until
from tests.acceptance.town import TUESDAY, Town, at, given

DAY = timedelta(days=1)
UNIT_CHAT = -1001000000002
IN_TOPIC = {"message_thread_id": 7, "is_topic_message": True}


def posted(town: Town, words: str) -> list[dict[str, Any]]:
    """The calls that said so in the unit's group."""
    calls = [call.params for call in town.sandbox.calls if call.chat_id == UNIT_CHAT and call.method == "sendMessage"]
    return [params for params in calls if words in params["text"]]


async def test_the_topic_of_bind_is_kept_and_a_closed_one_is_told(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=date(2026, 11, 26))
    alice, bob = town.phones["alice"], town.phones["bob"]
    group = town.sandbox.group("农林局工作群", [alice, bob], chat_id=UNIT_CHAT)
    async with at(town, TUESDAY):
        await group.send_as(alice, "/bind unit 县农林局", **IN_TOPIC)
        await group.wait("设为县农林局的群")
        assert posted(town, "设为县农林局的群")[0]["message_thread_id"] == 7
    async with at(town, TUESDAY + DAY):
        await group.wait("催办：县农林局")
        assert posted(town, "催办：县农林局")[-1]["message_thread_id"] == 7
        await group.send_as(alice, "/bind unit 县农林局", message_thread_id=8, is_topic_message=True)
        await until(lambda: posted(town, "设为县农林局的群")[-1]["message_thread_id"] == 8)
    closed = Fault("4xx", "sendMessage", UNIT_CHAT, error_code=400, description="Bad Request: TOPIC_CLOSED")
    town.sandbox.faults.add(closed)
    async with at(town, TUESDAY + 3 * DAY):
        told = await alice.wait("话题已关闭或已删除")
        assert "农林局工作群" in told.text
        assert "/bind" in told.text


async def test_a_units_group_hears_the_replies_to_what_urges_there(town: Town) -> None:
    await given(town, "修建清溪河堤防", "拨付村道经费", deadline=date(2026, 11, 26))
    alice, bob, lena = (town.phones[name] for name in ("alice", "bob", "lena"))
    group = town.sandbox.group("农林局工作群", [alice, bob, lena], chat_id=UNIT_CHAT)
    async with at(town, TUESDAY):
        for number in (1, 2, 3):
            await say(bob, f"/sign {number}", f"已签收 #{number}")
        await group.send_as(alice, "/bind unit 县农林局")
        await group.wait("设为县农林局的群")
    async with at(town, TUESDAY + DAY):
        post = await group.wait("催办：县农林局")
        await group.send_as(bob, "路基已完成一半", reply_to=post)
        await group.wait("请在前面写明编号")
        await group.send_as(bob, "2 堤防已合龙", reply_to=post)
        assert "第1次反馈" in (await group.wait("#2")).text
        await group.send_as(bob, "村道经费已拨付80%", reply_to=post)
        assert "第1次反馈" in (await group.wait("#3")).text
        before = len(group.messages)
        await group.send_as(alice, "辛苦了", reply_to=post)
        await group.send_as(bob, "大家下午开会")
        assert "堤防已合龙" in (await say(alice, "/item 2", "修建清溪河堤防")).text
        assert len([one for one in group.messages[before:] if one.from_bot]) == 0
