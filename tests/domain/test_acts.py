"""The act of speech against labelled phrases, and the rules that no list of phrases shows.

`phrases/acts_*.tsv` are three sittings of 110 messages each, written by people who knew nothing of the forms. The
first was looked at while they were made. First look at the other two: 0.81 and 0.88 right, 5 of 130 that are no
progress taken for progress, 4 of 82 of progress refused; after that general causes were mended.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from domain.talk.acts import Progress, SpeechAct, WishFor, heard, is_courtesy, pressed_as_progress

FOLDER = Path(__file__).parent / "phrases"
SAID_ON = date(2026, 11, 30)
_LABELS = {"ack": "acknowledgement", "smalltalk": "small_talk"}
_REPORTS = ("progress", "finished")


@dataclass(frozen=True)
class Phrase:
    meant: str
    text: str
    understood: str


def _understood(text: str) -> str:
    found = heard(text, SAID_ON)
    return f"wish:{found.wish}" if found.act is SpeechAct.WISH else str(found.act)


def _phrases(name: str) -> list[Phrase]:
    found = []
    for line in (FOLDER / f"acts_{name}.tsv").read_text(encoding="utf-8").splitlines():
        label, text = line.split("\t", 1)
        words = text.replace("\\n", "\n")
        found.append(Phrase(_LABELS.get(label, label), words, _understood(words)))
    return found


@pytest.mark.parametrize(("name", "least"), [("developed", 0.97), ("held", 0.94)])
def test_most_phrases_are_understood_as_they_were_meant(name: str, least: float) -> None:
    phrases = _phrases(name)
    wrong = [one for one in phrases if one.understood != one.meant]
    print(name, len(phrases), "right", 1 - len(wrong) / len(phrases))
    assert 1 - len(wrong) / len(phrases) >= least, wrong


@pytest.mark.parametrize(("name", "most"), [("developed", 1), ("held", 1)])
def test_what_is_no_progress_is_not_taken_for_it(name: str, most: int) -> None:
    besides = (*_REPORTS, "no_change")
    taken = [one for one in _phrases(name) if one.meant not in besides and one.understood in _REPORTS]
    assert len(taken) <= most, taken


@pytest.mark.parametrize("name", ["developed", "held"])
def test_progress_is_seldom_refused(name: str) -> None:
    told = [one for one in _phrases(name) if one.meant in _REPORTS]
    refused = [one for one in told if one.understood not in (*_REPORTS, "unsure")]
    assert len(refused) <= len(told) * 0.02, refused


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("收到", "acknowledgement"),
        ("👌", "acknowledgement"),
        ("1", "acknowledgement"),
        ("在忙晚点报", "acknowledgement"),
        ("马上办", "acknowledgement"),
        ("这个是什么时候要？", "question"),
        ("？", "question"),
        ("办结要什么材料", "question"),
        ("不是我们单位的", "protest"),
        ("下周完成", "promise"),
        ("收到，已完成60%", "progress"),
        ("还没开始", "progress"),
        ("资金没到位，请协调", "wish:difficulty"),
        ("申请延到12月20日", "wish:extension"),
        ("我请假三天", "wish:leave"),
        ("老样子", "no_change"),
        ("全部办结，请销号", "finished"),
        ("谢谢", "small_talk"),
        ("你好", "small_talk"),
        ("", "unsure"),
        ("。", "unsure"),
        ("河边的牛", "unsure"),
    ],
)
def test_of_two_acts_the_weightier_counts_and_nothing_is_guessed(text: str, act: str) -> None:
    assert _understood(text) == act


def test_a_wish_carries_its_day_even_beside_progress() -> None:
    wished = heard("申请延到12月20日", SAID_ON)
    assert (wished.wish, wished.date and wished.date.day) == (WishFor.EXTENSION, date(2026, 12, 20))
    both = heard("路基已完成3公里，申请延期到12月20日", SAID_ON)
    assert (both.act, both.wish) == (SpeechAct.PROGRESS, WishFor.EXTENSION)


def test_progress_is_made_by_what_was_heard_or_by_a_press_and_by_nobody_else() -> None:
    assert heard("收到", SAID_ON).progress is None
    assert heard("已完成60%", SAID_ON).progress == Progress("已完成60%", pressed_as_progress("x").made_by)
    with pytest.raises(AssertionError):
        Progress("收到", object())


@pytest.mark.parametrize("text", ["好的", "收到", "知道了", "阅", "谢谢", "👌", "收到，辛苦了"])
def test_a_courtesy(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize("text", ["同意", "请抓紧", "好的，请抓紧", "收到，第2项要加快", "第3项不行"])
def test_more_than_a_courtesy(text: str) -> None:
    assert not is_courtesy(text)
