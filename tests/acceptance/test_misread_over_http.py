"""All acts through every door that is easily forgotten, over real HTTP: captions, voices, digests, open questions."""

from datetime import date, timedelta

import pytest

from domain.talk.acts import SpeechAct
from domain.talk.acts import heard as heard_as
from sandbox import Message, Phone
from storage.database import Database
from storage.tables import Report
from tests.acceptance.harness import say
from tests.acceptance.town import TUESDAY, Town, at, given
from tests.cast import all_of
from tests.sandbox.test_files_round_trip import PNG

LIMIT = date(2026, 12, 20)
# What is said, and what the bot's answer holds where it came in plain words.
SAID = {
    SpeechAct.ACKNOWLEDGEMENT: ("收到，马上安排专人跟进", "好的，等您的进展"),
    SpeechAct.QUESTION: ("验收材料交到哪个科室？", "转给督查室"),
    SpeechAct.PROTEST: ("这个是住建局的事，跟我们没关系", "已转告督查室"),
    SpeechAct.WISH: ("征地没谈拢，请求延期到12月28日", "没有记为进展"),
    SpeechAct.PROMISE: ("12月10日前完成清淤", "还没有做完的事"),
    SpeechAct.SMALL_TALK: ("领导辛苦了，天冷多保重身体", "不客气"),
    SpeechAct.UNSURE: ("河面上一群鸭子", "这句话算进展吗"),
    SpeechAct.PROGRESS: ("已清淤河道2.6公里", "已记录 R-"),
    SpeechAct.FINISHED: ("护岸工程已全部完工", "已记录 R-"),
}
STORED = (SpeechAct.PROGRESS, SpeechAct.FINISHED)


async def kept(town: Town) -> list[str]:
    database = Database(town.settings.database(), town.clock)
    try:
        rows = await all_of(database, Report, Report.is_current)
        return [one.text for one in sorted(rows, key=lambda one: one.report_id)]
    finally:
        await database.close()


async def opened(phone: Phone) -> Message:
    """The card of #2, which is signed; something was said since, so that it is known where it went."""
    card = await say(phone, "/item 2", "状态")
    await say(phone, "/sign 2", "签收")
    return card


@pytest.mark.parametrize("act", SAID)
def test_the_words_are_of_their_act(act: SpeechAct) -> None:
    assert heard_as(SAID[act][0], TUESDAY.date()).act is act


async def test_captions_of_photos(town: Town) -> None:
    """A photo is never lost: what is no progress waits with it for a press."""
    await given(town, "清淤护岸", deadline=LIMIT)
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        card = await opened(bob)
        expected: list[str] = []
        for act, (words, _) in SAID.items():
            await bob.send_file("photo", PNG, words, reply_to=card)
            answer = await bob.wait(lambda one, words=words: words in one.text or "已记录" in one.text)
            assert ("已记录" in answer.text) is (act in STORED), words
            if act not in STORED:
                assert await kept(town) == expected
                await bob.press(answer, "记为进展")
                receipt = await bob.wait("已记录")
                assert "材料1件" in receipt.text or "第" in receipt.text
            expected.append(words)
            assert await kept(town) == expected


async def test_voices_that_are_put_in_words(town: Town) -> None:
    await given(town, "清淤护岸", deadline=LIMIT)
    bob = town.phones["bob"]
    async with at(town, TUESDAY):
        card = await opened(bob)
        expected: list[str] = []
        for act, (words, _) in SAID.items():
            await bob.send_file("voice", b"OggS" + words.encode(), None, reply_to=card)
            await bob.wait("已收到语音")
            await bob.send(words)
            answer = await bob.wait(lambda one, words=words: words in one.text or "已记录" in one.text)
            if act not in STORED:
                assert await kept(town) == expected
                await bob.press(answer, "记为进展")
                await bob.wait("已记录")
            expected.append(words)
            assert await kept(town) == expected
        await bob.send_file("voice", b"OggS", "收到", reply_to=card)
        await bob.wait("收到")
        assert await kept(town) == expected


async def test_answers_to_an_open_question(town: Town) -> None:
    await given(town, "清淤护岸", deadline=LIMIT)
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        await opened(bob)
        expected: list[str] = []
        for act, (words, told) in SAID.items():
            await say(bob, "/report 2", "请")
            answer = await say(bob, words, told)
            if act not in STORED:
                assert await kept(town) == expected
                await bob.press(answer, "记为进展")
                await bob.wait("已记录")
            expected.append(words)
            assert await kept(town) == expected
            bob.skip()
        for act in (SpeechAct.QUESTION, SpeechAct.PROTEST):
            closed = await alice.wait(lambda one, act=act: "已改记为进展" in one.text and SAID[act][0] in one.text)
            assert closed.labels == []
        # A plain nod leaves the question as it stands, and offers nothing.
        await say(bob, "/report 2", "请")
        nod = await say(bob, "好的", "好的，等您的进展")
        assert nod.labels == []
        await say(bob, "护岸又完成了120米", "已记录")


async def test_replies_to_a_nudge_digest(town: Town) -> None:
    """A digest lists several items: which one is meant is asked first, wherever an item is needed."""
    await given(town, "清淤护岸", "改造泵站", deadline=TUESDAY.date() - timedelta(days=3))
    alice, bob = town.phones["alice"], town.phones["bob"]
    async with at(town, TUESDAY):
        for number in (1, 2, 3):
            await say(bob, f"/sign {number}", "签收")
        asked = await say(alice, "催一下农林局", "要催办这")
        await alice.press(asked, "催办")
        digest = await bob.wait("督查室催办")
        await say(bob, "/my", "我的事项")
        expected: list[str] = []
        for act, (words, _) in SAID.items():
            bob.skip()
            await bob.send(words, reply_to=digest)
            answer = await bob.wait(lambda one: one.from_bot and bool(one.labels))
            assert await kept(town) == expected
            if "记为进展" in answer.labels:
                await bob.press(answer, "记为进展")
                answer = await bob.wait("是否记为")
            await bob.press(answer, "#2")
            answer = await bob.wait(lambda one: "是否记为" not in one.text and bool(one.labels))
            if "记为进展" in answer.labels:
                assert await kept(town) == expected
                await bob.press(answer, "记为进展")
                answer = await bob.wait("已记录")
            assert "已记录" in answer.text, act
            expected.append(words)
            assert await kept(town) == expected
