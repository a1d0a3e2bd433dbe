"""The red and the black list as a bulletin of its own: rates by the rule that is printed with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.bulletin.compare_texts import UnitRate
from domain.bulletin.forms import ORDINALS, Sort, as_of, percent
from domain.bulletin.scopes import BulletinScope
from domain.bulletin.snapshot import BulletinSection, BulletinSnapshot
from domain.bulletin.wording import Wording


@dataclass(frozen=True, slots=True)
class ComparisonFacts:
    """`units` are those with a rate; `rule` is the sentence by which they are listed."""

    agency: str
    as_of: date
    units: Sequence[UnitRate]
    rule: str
    wording: Wording
    send_to: tuple[str, ...] = ()
    copy_to: tuple[str, ...] = ()
    printed_by: str = ""


def make_comparison(facts: ComparisonFacts) -> BulletinSnapshot:
    red = [one for one in facts.units if one.is_red]
    black = [one for one in facts.units if one.is_black]
    return BulletinSnapshot(
        masthead=facts.wording.masthead,
        agency=facts.agency,
        issue_number=None,
        as_of=facts.as_of,
        title=f"县政府{facts.wording.decided}事项按期办结情况红黑榜",
        preamble=(
            f"{as_of(facts.as_of)}，纳入对比的单位{len(facts.units)}个，列入红榜{len(red)}个、"
            f"黑榜{len(black)}个，现通报如下："
        ),
        total=0,
        closed=0,
        sections=(
            _list(1, "红榜", Sort.RED, red, facts.wording),
            _list(2, "黑榜", Sort.BLACK, black, facts.wording),
            BulletinSection(f"{ORDINALS[2]}、评定规则", (), str(Sort.RULE), (facts.rule,)),
        ),
        send_to=facts.send_to,
        copy_to=facts.copy_to,
        printed_by=facts.printed_by,
        scope=str(BulletinScope.COMPARISON),
        wording=facts.wording,
    )


def _list(place: int, name: str, sort: Sort, units: Sequence[UnitRate], wording: Wording) -> BulletinSection:
    head = f"{ORDINALS[place - 1]}、{name}"
    if not units:
        return BulletinSection(f"{head}。暂无。", (), str(sort))
    lines = tuple(_line(one, wording) for one in units)
    return BulletinSection(f"{head}（{len(units)}个单位）。", (), str(sort), lines)


def _line(one: UnitRate, wording: Wording) -> str:
    measure = wording.measure
    rate = percent(one.on_time, one.counted, decimals=wording.decimals)
    return f"{one.unit}：应办结{one.counted}{measure}，按期办结{one.on_time}{measure}，按期办结率{rate}。"
