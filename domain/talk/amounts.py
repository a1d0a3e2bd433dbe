"""Amounts in words: of one measure where each stands ("1,200亩", "一千二百亩", "180万"), or the first of any."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from domain.dates.reading import find_dates
from domain.quantities import Quantity, find_quantities, in_measure, measures_like, read_amount
from domain.talk.numbers import without_number

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"
_WORDS = "[零一二三四五六七八九十百千万两俩仨]{1,8}?(?:点[零一二三四五六七八九]{1,4})?"
# 一次性, 一户一策, 每一家 and 第3家 count nothing; 3级, 3家的 and 3个月 count something else.
_NOT_BEFORE = r"(?<![\d.第点每])(?<!第 )(?<![每这那另某哪任第首同]一)"
_NOT_AFTER = r"(?![级区县市镇月性次路代]|工程|工作日|小时|星期|百分点|以[上内]的)"
# 个 stands for whatever is counted in pieces, and then only where nothing else is named behind it.
PIECES = frozenset("家座处所项件台套栋幢名户条间场批份口盏辆株棵")
_LOOSE_NOUN = r"(?=$|[了啦的\s]|[,，。；;、!！)）]|已|正|在)"
_PLAIN = str.maketrans({"俩": "二", "仨": "三"})
_TIMES = {"万": 10_000, "亿": 100_000_000}
_NO_NUMBER = re.compile(r"^[十百千万]*$(?<!十)|[一二三四五六七八九两]{2}")

_CLAUSE = re.compile(r"[，。；,;:：！!？?\n]")
_STILL_TO_DO = re.compile(
    r"(?:还剩|还?差|剩余|剩下|还有|尚有|还缺|缺|仅剩|(?<!批而)未[^\d]{0,3}|没[^\d]{0,3}|预算|计划)[^\d，。]{0,3}$"
)
_MONEY = re.compile(
    r"(?P<amount>\d{1,9}(?:\.\d{1,4})?|[一二三四五六七八九十百千两]{1,7})\s*万(?![元亩户人株只吨公平立一二三四五六七八九])"
)
_OF_MONEY = re.compile(r"资金|经费|款|补助|钱|拨|到位|到账|支付|发放|下达|投资|贷款")
_BUDGET = re.compile(r"预算|概算|估算")


@dataclass(frozen=True, slots=True)
class Mention:
    """`amount` as the measure counts it; `rough` for 近20家, 20多家 and 3个 where 家 are counted.

    `about` for 约20家 and 20家左右, which serve as long as nothing better was said. `of` is the whole that it is a part
    of: 5 of 3/5家.
    """

    amount: Decimal
    start: int
    end: int
    rough: bool = False
    about: bool = False
    of: Decimal | None = None


def mentions(text: str, measure: str) -> Iterator[Mention]:
    """`text` in NFKC."""
    for found in _form_of(measure).finditer(text):
        number = _number(found)
        if number is None or (found["number"] == "一" and text[found.end() : found.end() + 1] == "一"):
            continue
        loose = found["loose"] or ""
        unit = measure if loose else found["unit"] or "元"
        amount = in_measure(Quantity(number, unit), measure)
        if amount is not None:
            whole = found["whole"]
            rough = bool(found["near"] or found["more"] or loose == "个")
            about = bool(found["about"] or found["left"])
            yield Mention(amount, found.start("number"), found.end(), rough, about, Decimal(whole) if whole else None)


def _number(found: re.Match[str]) -> Decimal | None:
    said = found["number"].replace(",", "").translate(_PLAIN)
    if not said[0].isdigit() and (_NO_NUMBER.search(said) or (found["unit"] in ("起", "期") and len(said) < 2)):
        return None
    number = read_amount(said)
    return None if number is None else number * _TIMES.get(found["times"] or "", 1)


@lru_cache(maxsize=64)
def _form_of(measure: str) -> re.Pattern[str]:
    units = sorted(measures_like(measure), key=len, reverse=True)
    named = "|".join(map(re.escape, units))
    if measure == "人次":
        loose = f"|(?P<loose>人){_LOOSE_NOUN}"
    elif measure in PIECES:
        loose = f"|(?P<loose>个){_LOOSE_NOUN}"
    else:
        loose = "|(?P<loose>(?!))"
    # 180万 of money needs no 元.
    money = r"|(?<=[万亿])(?=$|[^\u4e00-\u9fff]|[了啦咯，。占左上]|的样)" if "元" in units else ""
    return re.compile(
        rf"(?:(?P<about>大?约|大概|大致|差不多|估计)|(?P<near>近|将近|超过?|逾))?\s*"
        rf"{_NOT_BEFORE}(?P<number>{_DIGITS}|{_WORDS})\s*(?:/\s*(?P<whole>\d{{1,9}})\s*)?"
        rf"(?P<more>[多余来几])?\s*(?P<times>[万亿])??\s*(?:(?P<unit>{named}){_NOT_AFTER}{loose}{money})"
        rf"(?P<left>左右|上下|的?样子|的?光景)?"
    )


def quantity_told(text: str, today: date) -> Quantity | None:
    """The first amount that is neither a number of an item, part of a date, nor what is still missing."""
    plain = without_number(unicodedata.normalize("NFKC", text))
    for reading in find_dates(plain, today):
        plain = plain.replace(reading.phrase, " ", 1)
    return next(_told(plain), None)


def _told(plain: str) -> Iterator[Quantity]:
    for place, quantity in find_quantities(plain):
        if not _STILL_TO_DO.search(plain[:place]):
            yield quantity
    for clause in _CLAUSE.split(plain):
        money = _MONEY.search(clause)
        if money and _OF_MONEY.search(clause) and not _BUDGET.search(clause):
            amount = read_amount(money["amount"])
            if amount is not None:
                yield Quantity(amount, "万元")
