"""What people send along, over real HTTP: looked at, counted, kept whatever its kind."""

from datetime import date

from sandbox import Message, Phone
from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given
from tests.sandbox.test_files_round_trip import PNG

LIMIT = date(2026, 12, 20)


def shown(phone: Phone, kind: str) -> list[Message]:
    """Without the draft of the week's bulletin, which the supervisors have, too."""
    return [one for one in phone.messages if one.from_bot and kind in one.payload and "草稿" not in one.text]


async def opened(phone: Phone, number: int = 2) -> Message:
    """The card of an item; something was said since, so that it is known where it went."""
    card = await say(phone, f"/item {number}", "状态")
    await say(phone, f"/sign {number}", "签收")
    return card


async def test_who_decides_looks_at_photos_and_files_as_albums(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    alice.skip()
    async with at(town, TUESDAY):
        card = await opened(bob)
        assert not [label for label in card.labels if "看材料" in label]
        await bob.send_album([("photo", PNG, "堤防已合龙"), ("video", b"film", None)], reply_to=card)
        await bob.wait("材料2件")
        await bob.send_file("document", b"report", "/done 2 已竣工验收")
        await bob.wait("已申请办结")
        asked = await alice.wait("申请办结 #2")
        assert "佐证材料：1件（此前反馈另有2件）" in asked.text
        await alice.press(asked, "看材料 3件")
        head = await alice.wait("的佐证材料（3件）")
        assert "县农林局：照片1张、视频1段" in head.text
        await alice.wait(lambda one: "video" in one.payload)
        photos, videos = shown(alice, "photo"), shown(alice, "video")
        assert [one.payload["media_group_id"] for one in photos] == [one.payload["media_group_id"] for one in videos]
        assert photos[0].photo is not None
        assert photos[0].photo.content == PNG
        assert [one.document.content for one in shown(alice, "document") if one.document] == [b"report"]
        desk = await say(alice, "/desk", "申请办结 #2")
        assert "看材料 3件" in desk.labels
        card = await say(alice, "/item 2", "修建清溪河堤防")
        assert "看材料 3件" in card.labels
        await alice.press(card, "历史")
        history = await alice.wait("的历史")
        assert "看材料 3件" in history.labels


async def test_where_an_id_is_refused_the_stored_file_is_sent(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    alice.skip()
    async with at(town, TUESDAY):
        card = await opened(bob)
        await bob.send_album([("document", b"one", "施工合同已签订"), ("document", b"two", None)], reply_to=card)
        await bob.send_file("voice", b"OggS", None, reply_to=card)
        await bob.wait("已收到语音")
        await say(bob, "堤防已合龙", "第2次反馈")
        # As with another bot's token: none of the ids holds any more.
        town.sandbox.world.files.clear()
        seen = await say(alice, "/item 2", "修建清溪河堤防")
        await alice.press(seen, "看材料 3件")
        await alice.wait("的佐证材料（3件）")
        await alice.wait(lambda one: "document" in one.payload)
        await alice.wait(lambda one: "document" in one.payload)
        assert [one.document.content for one in shown(alice, "document") if one.document] == [b"one", b"two"]
        assert len(shown(alice, "voice")) == 1
        for path in (town.settings.data_dir / "files").iterdir():
            path.unlink()
        town.sandbox.world.files.clear()
        alice.skip()
        await alice.press(seen, "看材料 3件")
        await alice.wait("这些材料已取不到")


async def test_round_videos_and_places_are_kept_and_polls_answered(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    alice.skip()
    async with at(town, TUESDAY):
        card = await opened(bob)
        for count, kind in enumerate(("video_note", "animation", "audio"), 1):
            await bob.send_file(
                kind, kind.encode(), None if kind == "video_note" else f"已浇筑{count}段", reply_to=card
            )
            await bob.wait(f"第{count}次反馈")
        contact = {"contact": {"phone_number": "139", "first_name": "老乡"}}
        await bob.send_body(contact, reply_to=card)
        await bob.wait("机器人不收名片")
        await bob.send_body({"dice": {"emoji": "🎲", "value": 2}})
        await bob.wait("机器人不玩游戏")
        await bob.send_body({"location": {"latitude": 25.0389, "longitude": 102.7183}})
        await bob.wait("位置：25.0389,102.7183")
        await alice.press(await say(alice, "/item 2", "状态"), "看材料 3件")
        await alice.wait("圆形视频1段")
        await alice.wait(lambda one: "video_note" in one.payload)
        assert [len(shown(alice, kind)) for kind in ("video_note", "animation", "audio")] == [1, 1, 1]


async def test_an_album_is_one_report_wherever_its_caption_stands(town: Town) -> None:
    await given(town, "修建清溪河堤防", "改造集镇自来水管网", "培育茶叶品牌", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    alice.skip()
    async with at(town, TUESDAY):
        card = await opened(bob)
        await bob.send_album([("photo", PNG, None), ("photo", PNG, "堤防已合龙"), ("photo", PNG, None)], reply_to=card)
        receipt = await bob.wait("材料3件")
        assert "撤回" in receipt.labels
        seen = await say(alice, "/item 2", "堤防已合龙")
        assert "看材料 3件" in seen.labels
        await bob.send_album([("photo", PNG, None), ("video", b"film", "管网已更换一半"), ("photo", PNG, None)])
        asked = await bob.wait(lambda one: "是否记为" in one.text and "管网已更换一半" in one.text)
        await bob.press(asked, "#3")
        await bob.wait("材料3件")
        assert "看材料 3件" in (await say(alice, "/item 3", "管网已更换一半")).labels
        await bob.send_album(
            [("document", b"1", "/done 2"), ("document", b"2", "工程已竣工验收"), ("document", b"3", None)]
        )
        receipt = await bob.wait("材料3件")
        assert "已申请办结" in receipt.text
        asked = await alice.wait(lambda one: "申请办结 #2" in one.text and "看材料 6件" in one.labels)
        assert "佐证材料：3件（此前反馈另有3件）" in asked.text


async def test_an_album_that_is_refused_is_refused_once(town: Town) -> None:
    lena = town.phones["lena"]
    async with at(town, TUESDAY):
        before = len([one for one in lena.messages if one.from_bot])
        await lena.send_album([("photo", PNG, None)] * 3)
        await say(lena, "/item 1", "状态：")
    assert len([one for one in lena.messages if one.from_bot]) == before + 2


async def test_words_that_a_flaky_phone_sends_twice_are_asked_about(town: Town) -> None:
    await given(town, "修建清溪河堤防", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    alice.skip()
    async with at(town, TUESDAY):
        await bob.send("/report 2 堤防已合龙")
        await bob.send("/report 2 堤防已合龙")
        asked = await bob.wait("要再记一次吗")
        assert asked.labels == ["再记一次", "不用"]
        assert "第2次反馈" not in (await say(alice, "/item 2", "堤防已合龙")).text
        await bob.press(asked, "不用")
        await bob.wait("没有登记")
        await bob.send("/report 2 堤防已合龙")
        await bob.press(await bob.wait("要再记一次吗"), "再记一次")
        await bob.wait("第2次反馈")
