"""Notices of days off as they are printed, read sentence by sentence: "10月1日至7日放假，10月10日上班".

A sentence that names days and is not wholly understood is named; nothing is guessed at.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date

from domain.dates import calendar_texts as texts
from domain.dates.calendar_paper import CalendarPaper
from domain.dates.day_spans import SPAN, Days, read_days
from domain.dates.words import number_of
from domain.hygiene import cut
from domain.refusals import BadInput

_TOKEN = re.compile(
    f"(?P<span>{SPAN.pattern})|(?P<off>放假|休息|休假|补休)|(?P<work>(?:正常|照常)?上班|补班|调班|正常工作)"
    r"|(?:共|(?<=放假)|(?<=休息))(?P<count>[\d一二三四五六七八九]{1,2})天"
)
_YEAR = re.compile(r"(\d{4})年")
# The day on which a notice was signed or printed is no day off.
_SIGNED = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日(?:印发|印|发布)?")
_HEADED = re.compile(r"[一二三四五六七八九十]{1,3}、|\(?[一二三四五六七八九十\d]{1,2}[)）、.．]")
_ENDED = re.compile(r"(?:[。;!:]|放假|调休|休息|上班|补班|\d天|通知|安排)$")
# 放假1天，不调休: the days off stand, no day is worked for them.
_NOT_SWAPPED = re.compile(r",?不(?:再)?(?:调休|补班)$")
# What a notice says beside its days and its 放假 or 上班. Anything else makes the sentence somebody else's days
# off, a plan, a wish or a denial.
_ASIDE = re.compile(
    r"[一-龥]{1,4}节|元旦|五一|十一|除夕|县庆|州庆|国庆|中秋|端午|清明|周末|公休|"
    r"\d{4}年|调休|放假|上班|补班|假期|节日|节假日|部分|法定|国家|统一|规定|按照|根据|国务院|办公厅|通知|精神|"
    r"关于|经研究|决定|研究|现将|具体|安排|时间|日期|如下|其中|另|同时|"
    r"我县|全县|本县|我市|全市|县直|各级|各|党政|机关|单位|部门|政府|乡镇|镇|街道|事业|全体|干部|职工|工作人员|"
    r"与|和|及|的|为|即|是|起|止|在|于|自|从|将|请|后|连休|因|共|对应|相应|"
    r"[一二三四五六七八九十\d]{1,3}(?=[、.．)])|周[一二三四五六日天]|[\s,，、:：()（）.．《》“”\"]"
)
# "二、春节:": a line of the notice, whose days must be in it.
_HOLIDAY = re.compile(rf"(?:{_HEADED.pattern})?(?:元旦|[一-龥]{{1,4}}节)(?:[、和与](?:元旦|[一-龥]{{1,4}}节))*:")
_SHOWN = 40


def read_notice(text: str, today: date) -> CalendarPaper:
    """Days with whether they are worked, and what was not taken; BadInput when no day was, or one is both.

    Without a year it is this one, or the next when all of its days are over.
    """
    sentences = list(_sentences(text))
    year = next((int(found[1]) for one in sentences if (found := _YEAR.search(one))), None)
    if year is not None:
        return _read(sentences, year)
    try:
        paper = _read(sentences, today.year)
    except BadInput:
        return _read(sentences, today.year + 1)
    return paper if any(day >= today for day in paper.days) else _read(sentences, today.year + 1)


def _sentences(text: str) -> Iterator[str]:
    """A line may end within a date: lines are one until something is said whole or a new heading begins."""
    paragraphs: list[str] = []
    for line in unicodedata.normalize("NFKC", text).splitlines():
        words = "".join(line.split())
        if not words or _SIGNED.fullmatch(words):
            continue
        if paragraphs and not _ENDED.search(paragraphs[-1]) and not _HEADED.match(words):
            paragraphs[-1] += words
        else:
            paragraphs.append(words)
    for paragraph in paragraphs:
        yield from (one for one in re.split(r"[。;!\n]", paragraph) if one)


def _read(sentences: Sequence[str], year: int) -> CalendarPaper:
    days: dict[date, bool] = {}
    left: list[str] = []
    first: BadInput | None = None
    for sentence in sentences:
        try:
            said = _said(sentence, year)
        except BadInput as refusal:
            first = first or refusal
            left.append(texts.sentence_left(cut(sentence, _SHOWN), refusal.sentence))
            continue
        for day, works in said.items():
            if days.setdefault(day, works) is not works:
                raise BadInput(texts.BOTH.format(day=texts.say(day)))
    if not days:
        raise first or BadInput(texts.USAGE)
    return CalendarPaper(days, tuple(left))


def _said(sentence: str, year: int) -> dict[date, bool]:
    """The days of one sentence; empty where it names none. BadInput says what is not clear about it."""
    words = _NOT_SWAPPED.sub("", sentence)
    tokens = list(_TOKEN.finditer(words))
    spans = [one for one in tokens if one["span"]]
    if not spans:
        if _HOLIDAY.match(words) and any(one["off"] or one["count"] for one in tokens):
            raise BadInput(texts.UNDATED)
        return {}
    verbs = [one for one in tokens if one["off"] or one["work"]]
    if not verbs:
        raise BadInput(texts.UNCLEAR.format(day=texts.say(read_days(spans[0]["span"], year).first)))
    if _ASIDE.sub("", _TOKEN.sub("", words)):
        raise BadInput(texts.NOT_OURS)
    return _days(tokens, year)


def _days(tokens: Sequence[re.Match[str]], year: int) -> dict[date, bool]:
    """Which verb a day has: the next one behind it, or where the sentence begins with one, the last before it."""
    behind = _behind(tokens, year)
    if tokens[0]["span"]:
        if behind is None:
            last = [one["span"] for one in tokens if one["span"]][-1]
            raise BadInput(texts.UNCLEAR.format(day=texts.say(read_days(last, year).first)))
        return behind
    ahead = _ahead(tokens, year)
    if behind is not None and behind != ahead:
        raise BadInput(texts.NOT_OURS)
    return ahead


def _behind(tokens: Sequence[re.Match[str]], year: int) -> dict[date, bool] | None:
    """None where the last days have no verb behind them."""
    days: dict[date, bool] = {}
    pending: list[Days] = []
    off = 0
    for token in tokens:
        if token["span"]:
            pending.append(read_days(token["span"], year))
        elif token["count"]:
            _check_count(number_of(token["count"]), off)
        elif pending:
            put = _put(days, pending, works=token["work"] is not None)
            off = off if token["work"] else put
            pending = []
    return None if pending else days


def _ahead(tokens: Sequence[re.Match[str]], year: int) -> dict[date, bool]:
    days: dict[date, bool] = {}
    works, off = False, 0
    for token in tokens:
        if token["span"]:
            put = _put(days, [read_days(token["span"], year)], works=works)
            off += 0 if works else put
        elif token["count"]:
            _check_count(number_of(token["count"]), off)
        else:
            works = token["work"] is not None
    return days


def _put(days: dict[date, bool], spans: Sequence[Days], *, works: bool) -> int:
    found = [day for span in spans for day in span]
    for day in found:
        if days.setdefault(day, works) is not works:
            raise BadInput(texts.BOTH.format(day=texts.say(day)))
    return len(found)


def _check_count(said: int, found: int) -> None:
    if found and said != found:
        raise BadInput(texts.COUNT.format(said=said, found=found))
