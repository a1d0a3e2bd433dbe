"""The act of speech against labelled phrases, and the rules that no list of phrases shows.

`phrases/acts_taught_*.tsv` are what the weights were learned from (`teaching.py`), `phrases/acts_held.tsv` twice 200
messages by people who knew nothing of forms and weights, sealed before their first look. The first 200: 0.84 right by
the forms alone with 9 of 111 that are no progress taken for it, 0.96 and 2 with the weights; then doubtful reports
came to be asked about, and phrases of the kinds that were missed were added. The second 200 after that: 0.975 and 1 of
117, none of progress refused; since then, reports that the forms contradict have to be surer.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from domain.talk.acts import Progress, SpeechAct, WishFor, heard, is_courtesy, pressed_as_progress
from domain.talk.forms.act_likeness import WEIGHTS
from tests.domain.teaching import PHRASES, SAID_ON, corpora, digest, read

_REPORTS = ("progress", "finished")


@dataclass(frozen=True)
class Phrase:
    meant: str
    text: str
    understood: str


def _understood(text: str) -> str:
    found = heard(text, SAID_ON)
    return f"wish:{found.wish}" if found.act is SpeechAct.WISH else str(found.act)


def _phrases(path: Path) -> list[Phrase]:
    return [Phrase(one.label, one.text, _understood(one.text)) for one in read([path])]


HELD = _phrases(PHRASES / "acts_held.tsv")


def test_phrases_never_seen_are_understood_as_they_were_meant() -> None:
    wrong = [one for one in HELD if one.understood != one.meant]
    assert len(wrong) <= len(HELD) * 0.08, wrong


def test_what_is_no_progress_is_never_taken_for_it() -> None:
    taken = [one for one in HELD if one.meant not in (*_REPORTS, "no_change") and one.understood in _REPORTS]
    assert not taken


def test_progress_is_seldom_refused() -> None:
    told = [one for one in HELD if one.meant in _REPORTS]
    refused = [one for one in told if one.understood not in (*_REPORTS, "no_change", "unsure")]
    assert len(refused) <= len(told) * 0.03, refused


def test_the_weights_are_those_of_the_phrases() -> None:
    """Whoever adds phrases makes the weights anew: python -m tests.domain.teaching."""
    assert json.loads(WEIGHTS.read_text(encoding="utf-8"))["phrases"] == digest(corpora())


def test_the_weights_tell_more_than_the_forms_alone() -> None:
    taught = [one for path in corpora() for one in _phrases(path)]
    right = sum(one.understood == one.meant for one in taught)
    assert right >= len(taught) * 0.95


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


@pytest.mark.parametrize("text", ["预计完成250万元", "预计完成投资250万元", "争取发展5家", "有望突破10家"])
def test_what_is_expected_is_no_report_whatever_it_resembles(text: str) -> None:
    assert _understood(text) not in _REPORTS


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


@pytest.mark.parametrize(
    "words", ["辛苦财政局尽快拨付到位", "感谢大家月底前务必完工", "撤回第1期通报", "#16.3", "谢谢财政局把资金拨下去"]
)
def test_what_asks_for_something_is_no_courtesy(words: str) -> None:
    assert not is_courtesy(words)


@pytest.mark.parametrize("words", ["辛苦了", "好的谢谢主任", "谢谢大家的支持与理解", "👍", "周末愉快"])
def test_thanks_and_wishes_are(words: str) -> None:
    assert is_courtesy(words)
