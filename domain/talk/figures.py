"""How much a report says: which of its figures is an amount, and whether it is a sum."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.dates.reading import find_dates
from domain.quantities import Quantity, find_quantities, in_measure, read_amount
from domain.talk.numbers import without_number

_CLAUSE = re.compile(r"[，。；,;:：！!？?\n]")
_STILL_TO_DO = re.compile(
    r"(?:还剩|还?差|剩余|剩下|还有|尚有|还缺|缺|仅剩|(?<!批而)未[^\d]{0,3}|没[^\d]{0,3}|预算|计划)[^\d，。]{0,3}$"
)
_SUM = re.compile(r"(?:累计|合计|总计|总共|一共|共计?|已达到?|达到|目标|任务)[^\d，。；,;]{0,10}$")
_MONEY = re.compile(
    r"(?P<amount>\d{1,9}(?:\.\d{1,4})?|[一二三四五六七八九十百千两]{1,7})\s*万(?![元亩户人株只吨公平立一二三四五六七八九])"
)
_OF_MONEY = re.compile(r"资金|经费|款|补助|钱|拨|到位|到账|支付|发放|下达|投资|贷款")
_BUDGET = re.compile(r"预算|概算|估算")


def quantity_told(text: str, today: date) -> Quantity | None:
    """The first amount that is neither a number of an item, part of a date, nor what is still missing."""
    return next((quantity for quantity, _ in _told(text, today)), None)


def added_amount(text: str, today: date, measure: str) -> Decimal | None:
    """What a report says was added, as `measure` counts it; sums (累计, 共) would count twice."""
    for quantity, is_sum in _told(text, today):
        amount = None if is_sum else in_measure(quantity, measure)
        if amount:
            return amount
    return None


def _told(text: str, today: date) -> Iterator[tuple[Quantity, bool]]:
    """Amounts as they come, with whether they are said to be a sum."""
    plain = without_number(unicodedata.normalize("NFKC", text))
    for reading in find_dates(plain, today):
        plain = plain.replace(reading.phrase, " ", 1)
    for place, quantity in find_quantities(plain):
        before = plain[:place]
        if not _STILL_TO_DO.search(before):
            yield quantity, _SUM.search(before) is not None
    for clause in _CLAUSE.split(plain):
        money = _MONEY.search(clause)
        if money and _OF_MONEY.search(clause) and not _BUDGET.search(clause):
            amount = read_amount(money["amount"])
            if amount is not None:
                yield Quantity(amount, "万元"), _SUM.search(clause[: money.start()]) is not None
