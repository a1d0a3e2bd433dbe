"""Quantities as clerks write them: "3家" in a report, "甲镇、乙镇各发展3家，丙镇发展1家" in a bulletin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MEASURES = (
    "万元|亿元|元|万亩|亩|公里|千米|米|平方米|立方米|吨|公斤|家|个|户|人次|人|件|项|处|座|栋|间|所|台|套|辆|"
    "条|次|场|期|批|份|名|头|只|羽|株|棵|村|社区|%"
)
_CHINESE = "零一二三四五六七八九十百千万两半"
_QUANTITY = re.compile(
    rf"(?P<amount>\d+(?:\.\d+)?|[{_CHINESE}]{{1,6}})\s*(?P<unit>{MEASURES})(?![级市县区镇])"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    amount: Decimal
    unit: str


def read_quantity(text: str) -> Quantity | None:
    """The quantity at the very start of `text` ("3家 已投产"), as `/report 6 3家 …` gives it."""
    match = _QUANTITY.match(text.strip())
    if match is None:
        return None
    amount = _amount(match["amount"])
    return None if amount is None else Quantity(amount, match["unit"])


def find_quantity(text: str) -> Quantity | None:
    """The first quantity anywhere in `text`."""
    for match in _QUANTITY.finditer(text):
        amount = _amount(match["amount"])
        if amount is not None:
            return Quantity(amount, match["unit"])
    return None


def _amount(words: str) -> Decimal | None:
    if words[0].isdigit():
        return Decimal(words)
    # The library loads slowly and most reports write digits.
    import cn2an

    try:
        return Decimal(str(cn2an.cn2an(words.replace("两", "二"), "smart")))
    except ValueError:
        return None


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
