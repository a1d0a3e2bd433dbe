"""Words that grow old are moments: the phone counts anew on each look; without them they are words."""

from dataclasses import replace

from bot.channels.telegram import as_html, as_plain
from domain.notes import Moment, Note, note_from_json

NOTE = Note(
    1, "card", "时限：12月4日（距时限3天）\n来源：<会议>", title="🟡 #1", moments=(Moment("距时限3天", 1796399940),)
)


def test_the_words_are_a_moment_of_telegram() -> None:
    assert as_html(NOTE) == (
        '<b>🟡 #1</b>\n时限：12月4日（<tg-time unix="1796399940" format="r">距时限3天</tg-time>）\n来源：&lt;会议&gt;'
    )
    assert as_plain(NOTE) == "🟡 #1\n时限：12月4日（距时限3天）\n来源：<会议>"


def test_words_that_are_not_there_change_nothing() -> None:
    assert "tg-time" not in as_html(replace(NOTE, text="已办结"))


def test_the_outbox_keeps_them() -> None:
    assert note_from_json(NOTE.to_json()).moments == NOTE.moments
