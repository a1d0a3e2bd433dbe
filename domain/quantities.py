"""Quantities as clerks write them: "3家" in a report, "甲镇、乙镇各发展3家，丙镇发展1家" in a bulletin."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

# Where one begins another, the longer stands first.
MEASURES = (
    "万元|亿元|元|万亩|亩|公顷|公里|千米|米|平方公里|平方米|平米|立方米|吨|公斤|千瓦|家次|家|个|户次|户|万人次|人次|人|件次|件|"
    "项|处|座|栋|幢|间|所|台次|台|套|辆|条|次|场(?!地)|期(?![间限])|批(?![准复])|份|名|头|只|羽|万株|株|棵|村|社区|宗|盏|"
    "起(?![草步诉])|张(?![贴榜])|口(?![头径])|%"
)
# What a target counts in may be larger or smaller than what a report says.
_IN_SMALL = {
    "亿元": ("元", 100_000_000),
    "万元": ("元", 10_000),
    "万亩": ("亩", 10_000),
    "公顷": ("亩", 15),
    "公里": ("米", 1000),
    "千米": ("米", 1000),
    "平米": ("平方米", 1),
    "万人次": ("人次", 10_000),
    "万株": ("株", 10_000),
}
_WORD = "[零一二三四五六七八九十百千万两]"
_POINT = "点[零一二三四五六七八九]{1,4}[万亿]??"
_FIGURE = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"
# The shortest number first, so that 十万元 is 10 万元 as a target would have it, but 两万户 20000 户.
_QUANTITY = re.compile(
    rf"(?<![第\d.])(?<!第 )(?P<amount>{_FIGURE})\s*(?P<times>[万亿])??(?P<unit>{MEASURES})(?![级市县区镇月性]|工程)"
    # 一次性, 一个月内 and 三期工程 count nothing: a single word must stand by itself or be 两户已…; nor does 我们一起.
    rf"|(?<![第点])(?P<words>{_WORD}{{1,8}}?(?:{_POINT})?)\s*(?P<their_unit>(?<=两)期|(?!期)(?:{MEASURES}))(?!(?!已|均已|全部|正在|了)\w)(?<!一起)"
    # 三千五百亩良田 does; 三四十户 is no number.
    rf"|(?<![第点])(?P<long_words>{_WORD}{{2,8}}?|{_WORD}{{1,8}}?{_POINT})\s*(?P<long_unit>{MEASURES})(?!月)"
)
_NOT_EXACT = re.compile(r"[一二三四五六七八九两]{2}")
_TIMES: dict[str | None, int] = {None: 1, "万": 10_000, "亿": 100_000_000}


@dataclass(frozen=True, slots=True)
class Quantity:
    amount: Decimal
    unit: str


def read_quantity(text: str) -> Quantity | None:
    """The quantity at the very start of `text` ("3家 已投产"), as `/report 6 3家 …` gives it."""
    match = _QUANTITY.match(unicodedata.normalize("NFKC", text).strip())
    return _quantity(match) if match else None


def find_quantities(text: str) -> Iterator[tuple[int, Quantity]]:
    """All quantities of `text` and where each begins once it is in compatibility form (NFKC)."""
    for match in _QUANTITY.finditer(unicodedata.normalize("NFKC", text)):
        quantity = _quantity(match)
        if quantity:
            yield match.start(), quantity


def _quantity(match: re.Match[str]) -> Quantity | None:
    if match["amount"]:
        return Quantity(Decimal(match["amount"].replace(",", "")) * _TIMES[match["times"]], match["unit"])
    amount = read_amount(match["words"] or match["long_words"])
    return None if amount is None else Quantity(amount, match["their_unit"] or match["long_unit"])


def read_amount(words: str) -> Decimal | None:
    """ "1.5", "两千", "一百二十"; None for 三四十, which is no number."""
    if words[:1].isdigit():
        return Decimal(words)
    if _NOT_EXACT.search(words):
        return None
    # The library loads slowly and most reports write digits.
    import cn2an

    times = _TIMES[words[-1]] if "点" in words and words[-1] in _TIMES else 1
    said = (words[:-1] if times > 1 else words).replace("两", "二")
    try:
        return Decimal(str(cn2an.cn2an(said, "smart"))) * times
    except ValueError:
        return None


def in_measure(quantity: Quantity, measure: str) -> Decimal | None:
    """The amount as `measure` counts it: 2000亩 are 0.2万亩; None where the two are different things."""
    small, times = _IN_SMALL.get(quantity.unit, (quantity.unit, 1))
    wanted, per = _IN_SMALL.get(measure, (measure, 1))
    return quantity.amount * times / per if small == wanted else None


def measures_like(measure: str) -> list[str]:
    """All that count the same thing, `measure` with them: 亩, 万亩 and 公顷."""
    small, _ = _IN_SMALL.get(measure, (measure, 1))
    return [small, *(unit for unit, (counted, _) in _IN_SMALL.items() if counted == small)]


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
