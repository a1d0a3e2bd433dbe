"""Quantities as clerks write them: "3家" in a report, "甲镇、乙镇各发展3家，丙镇发展1家" in a bulletin."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

MEASURES = (
    "万元|亿元|元|万亩|亩|公里|千米|米|平方米|立方米|吨|公斤|家|个|户|人次|人|件|项|处|座|栋|间|所|台次|台|套|辆|"
    "条|次|场|期|批|份|名|头|只|羽|株|棵|村|社区|%"
)
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"
# The shortest number first, so that 十万元 is 10 万元 as a target would have it, but 两万户 20000 户.
_QUANTITY = re.compile(
    rf"(?P<amount>{_FIGURE})\s*(?P<times>[万亿])??(?P<unit>{MEASURES})(?![级市县区镇月性]|工程)"
    # 一次性, 一个月内 and 三期工程 count nothing: in words a quantity must stand by itself or be 两户已….
    rf"|(?P<words>[零一二三四五六七八九十百千万两]{{1,8}}?)\s*(?P<their_unit>{MEASURES})(?!(?!已|均已|全部|正在)\w)"
)
_TIMES = {None: 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    amount: Decimal
    unit: str


def read_quantity(text: str) -> Quantity | None:
    """The quantity at the very start of `text` ("3家 已投产"), as `/report 6 3家 …` gives it."""
    match = _QUANTITY.match(unicodedata.normalize("NFKC", text).strip())
    return _quantity(match) if match else None


def find_quantity(text: str) -> Quantity | None:
    """The first quantity anywhere in `text`."""
    return next((quantity for _, quantity in find_quantities(text)), None)


def find_quantities(text: str) -> Iterator[tuple[int, Quantity]]:
    """All quantities of `text` and where each begins once it is in compatibility form (NFKC)."""
    for match in _QUANTITY.finditer(unicodedata.normalize("NFKC", text)):
        quantity = _quantity(match)
        if quantity:
            yield match.start(), quantity


def _quantity(match: re.Match[str]) -> Quantity | None:
    if match["amount"]:
        return Quantity(Decimal(match["amount"].replace(",", "")) * _TIMES[match["times"]], match["unit"])
    # The library loads slowly and most reports write digits.
    import cn2an

    try:
        amount = Decimal(str(cn2an.cn2an(match["words"].replace("两", "二"), "smart")))
    except ValueError:
        return None
    return Quantity(amount, match["their_unit"])


def say_amount(amount: Decimal) -> str:
    """Without trailing zeros or an exponent: 3, 1.5."""
    return f"{amount.normalize():f}"


def group_quantities(pairs: Sequence[tuple[str, Decimal]], measure: str, verb: str = "") -> str:
    """Equal amounts together, larger ones first: "甲镇、乙镇各发展3家，丙镇发展1家"; zero is left out."""
    groups: dict[Decimal, list[str]] = {}
    for name, amount in pairs:
        if amount:
            groups.setdefault(amount, []).append(name)
    parts = []
    for amount in sorted(groups, reverse=True):
        names = groups[amount]
        each = "各" if len(names) > 1 else ""
        parts.append(f"{'、'.join(names)}{each}{verb}{say_amount(amount)}{measure}")
    return "，".join(parts)
