"""A report as prose: courtesies and talk out, verbs, days and amounts as a bulletin prints them, clause by clause.

Pure. What a report says is kept; what it says besides (greetings, feelings, questions, wishes) is not printed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from domain.bulletin.prose import spoken_forms as forms
from domain.bulletin.prose.print_amounts import amounts_in_print
from domain.bulletin.prose.print_dates import dates_in_print
from domain.hygiene import clean
from domain.talk.acts import pieces_of
from domain.talk.forms.act_forms import NUMBERED, PICTURE
from domain.talk.forms.act_pieces import Fragment


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it and when; `unit` stands for 我局."""

    unit: str
    said_on: date
    as_of: date


class Stage(StrEnum):
    """How far what a clause tells of has come."""

    AHEAD = "ahead"
    LACKING = "lacking"
    UNDER_WAY = "under_way"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Clause:
    """`stop` stands behind it. `is_talk`: it reads as talk, whatever was mended; `is_written`: nothing was mended."""

    text: str
    stage: Stage
    stop: str = "，"
    is_talk: bool = False
    is_written: bool = False

    @classmethod
    def as_written(cls, text: str) -> "Clause":
        return cls(text, _stage(text), "", is_written=True)


_FULL_WIDTH = {
    ord(char): ord(char) - 0xFEE0 for char in "０１２３４５６７８９％ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹ"
}
_STOPS = re.compile(r"(?<!\d)\.(?!\d)|(?<=\d)\.(?=[\u4e00-\u9fff])|[。！!？?；;\n]+|[~～]+|…{1,}|\.{2,}")
_PAUSES = re.compile(
    r"，|(?<!\d),|,(?!\d{3})|(?<=[^\sA-Za-z])\s+(?=[^\s])|\s+(?=[\u4e00-\u9fff])|/(?=[\u4e00-\u9fff]{2})|—+"
    r"|(?<=[\u4e00-\u9fff])\s*/\s*(?=[\u4e00-\u9fff])"
    r"|(?<=[\u4e00-\u9fff]{6})(?=然后|接着|另外|目前|现在(?!的)|但是|不过)"
)
_LISTED = re.compile(r"(?:(?<=^)|(?<=[\s。；;，,\n]))(?:[（(]?\d{1,2}[)）]|\d{1,2}、(?!\d)|\d{1,2}\.(?!\d)|[①-⑳])\s*")
_TOPIC = re.compile(r"^([\u4e00-\u9fff]{2,10})[：:]\s*(?=\S)")
_OURS = re.compile(
    r"(?:我|咱|俺|本|我们)(?:们)?(?:县)?(局|委|办|镇|乡|街道|中心|单位|公司|院|校|厅)(?!托|事处|公室|车|域|员会)"
)
_NOT_TOLD = frozenset(
    {
        Fragment.ACKNOWLEDGEMENT,
        Fragment.SMALL_TALK,
        Fragment.QUESTION,
        Fragment.PROTEST,
        Fragment.LEAVE,
        Fragment.EXTENSION,
        Fragment.DIFFICULTY,
        Fragment.CLOSING,
        Fragment.NOTHING,
        Fragment.NO_CHANGE,
    }
)
_AHEAD = re.compile(
    r"预计|力争|计划|拟[于在]|将[于在]|下一步|下步|确保|争取|有望|即将|[日前底]就?能|[日号月底]前(?!期)(?!的)|下周|下个?月"
)
# 一个月搞完 is no news of an end.
_SOON_OVER = re.compile(r"(?:\d天|[一两三半\d]个?月|\d周|以?内)(?:内|就|能)*[\u4e00-\u9fff]{0,2}完$")
_LACKING = re.compile(
    r"尚未|未(?!来|必|发生|发现|出现)|剩余|尚有|尚余|待(?!遇)|暂停|停工|受[^，。]{1,8}(?:影响|制约)|无法|不足|滞后"
)
_UNDER_WAY = re.compile(r"正在|推进中|进行中|陆续|逐步|有序|持续|同步|过半|一半|正(?=[由按对加])")
_SAYS_SOMETHING = re.compile(r"[\u4e00-\u9fff]{2}|\d")
# What has been done, counted or is lacking; without it a clause only names something.
_TELLS = re.compile(rf"{forms.WORK}|{forms.SAYS.pattern}|没有|[新没不了在完好开过通始试]")
_COURTEOUS = re.compile(r"谢|辛苦|不好意思|抱歉|麻烦|放心|收到|见谅|忘了|照片|图片|微信|电话|[您你]|鞭炮")
_FACT = re.compile(rf"{forms.WORK}|\d|[了没未不差停缺完好]|合格")
_ASKED_FOR = re.compile(
    r"^(?:已?(?:申请|提请|建议)|请|报)(?:予以|给予|领导)*(?:验收|销号|办结|完成|关闭|审核|核实)+$|[^，]{2,4}(?:说好|叫好)$"
)
_ASKING = re.compile(r"请|抓紧|尽快|协调|务必|特别|[!！]")
# Whoever dictates makes no stops.
_BREATH = re.compile(
    r"(?<=[\u4e00-\u9fff\d]了)(?=[\u4e00-\u9fff\d]{4})"
    r"|(?=就是|其他的?|现在|目前|昨天|今天|有的|都是|我们|这两天|这下|后面|(?<!\d)\d{1,2}月\d{1,2}日|近日)"
)
_IN_ONE_BREATH = 20
_TALKS = re.compile(r"了[\u4e00-\u9fff]{4}|[我咱啊吧]|就是|的样子")
_SLIPS = (("以经", "已经"), ("己经", "已经"), ("因该", "应该"), ("在次", "再次"), ("截止目前", "截至目前"))


def officially(text: str, speaker: Speaker) -> tuple[Clause, ...]:
    """The clauses that are printed of it, in order; of talk alone what it leaves."""
    sentences = [list(_pauses(one)) for one in _sentences(text, speaker)]
    told = [[one for one in each if not _is_not_told(one, speaker)] for each in sentences]
    for each in (told, sentences):
        clauses = [[_clause(one) for one in sentence] for sentence in each]
        for is_kept in (_is_told, _is_prose, _says_something):
            kept = tuple(_ended([[one for one in sentence if is_kept(one)] for sentence in clauses]))
            if kept:
                return kept
    return ()


def _is_told(clause: Clause) -> bool:
    """Talk that tells a fact is kept as it was said: whoever looks at the draft sees it marked, nothing is lost."""
    if clause.is_talk:
        return _FACT.search(clause.text) is not None and not _COURTEOUS.search(clause.text)
    return _says_something(clause) and _TELLS.search(clause.text) is not None


def tidied(text: str, speaker: Speaker) -> str:
    """What was asked or wished for, its words kept, without a stop; "" where it reads as talk."""
    sentences = [_turned(one, forms.FILLERS_AT_THE_END) for one in _sentences(text, speaker)]
    told = "；".join(one.strip(" ，,、：:") for one in sentences if one)
    words = re.sub(r"\s*[，,]\s*|\s+", "，", told)
    return "" if forms.MARKS.search(_ASKING.sub("", words)) else words


def _is_prose(clause: Clause) -> bool:
    return not clause.is_talk and _says_something(clause)


def _says_something(clause: Clause) -> bool:
    return _SAYS_SOMETHING.search(clause.text) is not None


def _ended(sentences: Sequence[Sequence[Clause]]) -> Iterator[Clause]:
    for sentence in sentences:
        for place, one in enumerate(sentence, 1):
            yield replace(one, stop="。" if place == len(sentence) else "，")


def _sentences(text: str, speaker: Speaker) -> Iterator[str]:
    plain = PICTURE.sub("，", NUMBERED.sub("", clean(text).translate(_FULL_WIDTH)))
    for wrong, right in _SLIPS:
        plain = plain.replace(wrong, right)
    plain = _OURS.sub(speaker.unit or r"\g<0>", _LISTED.sub("", plain))
    for sentence in _STOPS.split(plain):
        rest = _without_leads(sentence)
        if rest:
            yield amounts_in_print(dates_in_print(rest, speaker.said_on, speaker.as_of))


def _without_leads(sentence: str) -> str:
    before = ""
    while before != sentence:
        before = sentence
        for form in forms.LEADS:
            sentence = form.sub("", sentence, count=1)
    return sentence.strip()


def _pauses(sentence: str) -> Iterator[str]:
    """The topic in front is read as one with what is told of it."""
    for piece in _PAUSES.split(_TOPIC.sub(r"\1", sentence)):
        parts = _BREATH.split(piece) if len(piece) > _IN_ONE_BREATH and _TALKS.search(piece) else [piece]
        yield from filter(None, (one.strip(" ，,、：:\"'") for one in parts))


def _clause(spoken: str) -> Clause:
    text = in_print(spoken)
    return Clause(text, _stage(text), is_talk=forms.MARKS.search(text) is not None)


def _is_not_told(spoken: str, speaker: Speaker) -> bool:
    if _ASKED_FOR.match(spoken):
        return True
    pieces = pieces_of(spoken.removesuffix("呢"), speaker.said_on)
    return bool(pieces) and all(one in _NOT_TOLD for one in pieces)


def in_print(spoken: str) -> str:
    """One clause in its official form."""
    text = _without_leads(spoken)
    is_ahead = _AHEAD.search(text) or _SOON_OVER.search(text)
    for turns in (forms.FILLERS, forms.FILLERS, forms.PHRASES):
        text = _turned(text, turns)
    for form, words in forms.ASPECTS:
        text = form.sub(words, text)
    text = _turned(text, (*forms.FILLERS, *forms.POLISH)).strip(" ，,、：:.")
    return text.replace("已", "") if is_ahead else text


def _turned(text: str, turns: tuple[forms.Turn, ...]) -> str:
    for form, words in turns:
        text = form.sub(words, text)
    return text


def _stage(text: str) -> Stage:
    for form, stage in ((_AHEAD, Stage.AHEAD), (_LACKING, Stage.LACKING), (_UNDER_WAY, Stage.UNDER_WAY)):
        if form.search(text):
            return stage
    return Stage.DONE
