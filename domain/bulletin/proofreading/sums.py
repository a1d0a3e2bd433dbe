"""Figures of one sentence against each other: a part and its whole, parts and their sum, a share and what it is of."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, pairwise

from domain.bulletin.proofreading.pieces import sentences_of
from domain.bulletin.proofreading.told import Told, by_measure, figures_in, plain_figures

_GROWS = re.compile(r"增长|增幅|同比|环比|增速|较|比(?!例|重|率)|倍|增加|上浮|涨|超额|超出|超过|降幅|翻")
_PLANNED = re.compile(r"计划|目标|任务|指标|序时|预算|预期|既定|年初|全年|年度|月度|应完成")
# A task of so many that there are no more of.
_FINITE = re.compile(
    r"(?:整改|排查|核查|征收|征拆|征地|拆迁|搬迁|签约|发放|兑付|拆除|清退|化解|办结|普查|验收|安置|复核|入户)[^,]{0,4}任务"
)
_CAN_EXCEED = re.compile(r"拨备|产销|偿|负债|充足|流动性|杠杆|复种|去年|上年|同期|平均|相当于|上月|上季|负荷|保障倍")
_OPEN_ENDED = re.compile(r"产值|投资|税收|收入|产量|销售|额度|营收|利润|进口|出口")
_RATE = re.compile(r"(?<!完成)率[^,]{0,8}$|满意度[^,]{0,6}$")
_DONE = re.compile(
    r"已|均|共|整改|签|办结|发放|拨付|建成|搬迁|解决|化解|销号|兑现|支付|拆除|安装|治理|落实|处置|清退|开工|竣工|验收|回收|完成|完工|改造|投用|收割|参加|入户|核查|修复|配备"
)
_DONE_SURELY = re.compile(r"已|仅|只|才|完成|办结|整改|化解|销号|兑现")
# A figure of other things, of another time, or one that is no whole.
_NO_WHOLE = re.compile(
    r"新|本月|上月|本周|上期|去年|上年|同期|计划|目标|任务|预算|已|完成了|完成$|完成改造|每|人均|户均|平均|比|较|增|约|近|超|日均|由|从|率|举办|召开|其中|另|开工|建成|减"
)
_REST = re.compile(r"剩余|其余|其他|其它|余下|剩下|尚有|还有|仍有|尚余|未|还剩|另有|另外|另|欠|正在|待|不|非")
_OTHER = re.compile(r"新增|比|较|增加|去年|上年|每|人均|户均|平均|同期|计划|目标|单价|日均|年均|约|近|超|授信|新签")
_SUMS_UP = re.compile(r"(?:合计|共计|总计|总共|(?<!公)共|总数)[^,]{0,6}$")
_OPEN_LIST = re.compile(r"等(?:[,;]|$|\d|\w{0,6}(?:\d|[,;]|$))")
_GREW = re.compile(r"(?:由|从|较|在)[^,]{0,10}$")
_TO = re.compile(r"(?:增至|增加[到至]|提[升高][到至]|扩大[到至]|降[到至低]+|减少?[到至]|压减[到至]|达到?|上升[到至])$")
_ACTS = re.compile(
    r"已|完成|开工|竣工|投产|建成|办结|整改|签|发放|拨付|验收|通过|安装|立案|查处|立项|入库|化解|采纳|开通|受理|交付|销号|拆除|搬迁|改造|实施|投用"
)
_NO_SUM = re.compile(r"计划|目标|任务|预算|每|人均|平均")
_SPARE = Decimal(1)
# Parts that make up less are but some of the kinds: 80户，其中低保户12户、残疾户9户.
_MOST = Decimal("0.7")


def shares_over(text: str) -> bool:
    """签约率105%, 50户中已完成53户; not 占年度计划的110%, 同比增长120%."""
    return any(
        any(_share_is_over(told) for told in figures_in(one))
        or any(part.amount > whole.amount for whole, part in _pairs(one))
        for one in sentences_of(text)
    )


def short_of_whole(text: str, *, surely: bool = False) -> bool:
    """50户中已完成48户; `surely`: nothing else in the sentence makes up for the rest."""
    return any(
        part.amount < whole.amount and not (surely and _is_made_up(one, whole, part))
        for one in sentences_of(text)
        for whole, part in _pairs(one)
        if _DONE_SURELY.search(part.ahead) or (not surely and "," not in plain_figures(one)[whole.end : part.start])
    )


def _share_is_over(told: Told) -> bool:
    if told.measure != "%" or told.amount <= 100 or _GROWS.search(told.ahead):
        return False
    if _CAN_EXCEED.search(told.ahead):
        return False
    if _PLANNED.search(told.ahead):
        return _FINITE.search(told.ahead) is not None
    return not _OPEN_ENDED.search(told.ahead) or _RATE.search(told.ahead) is not None


def _pairs(sentence: str) -> Iterator[tuple[Told, Told]]:
    """Each whole with a part of it."""
    flat = plain_figures(sentence)
    for alike in by_measure(figures_in(sentence)):
        for first, second in pairwise(alike):
            between = flat[first.end : second.start]
            if _tells_a_part(first, second, between):
                yield first, second


def _tells_a_part(whole: Told, part: Told, between: str) -> bool:
    if _OTHER.search(part.ahead) or "、" in between:
        return False
    if re.match(r"[^,、]{0,10}[中里]", between) or "其中" in between:
        return True
    if _NO_WHOLE.search(whole.ahead) or between.count(",") > 1:
        return False
    return _DONE.search(part.ahead) is not None and not _REST.match(part.ahead)


def _is_made_up(sentence: str, whole: Told, part: Told) -> bool:
    alike = [one for one in figures_in(sentence) if one.measure == whole.measure and one.start > whole.start]
    if any(_REST.search(one.ahead) for one in alike if one is not part):
        return False
    return "其中" in part.ahead or _total(alike) == whole.amount


def sums_wrong(text: str) -> bool:
    """共50户，其中甲镇20户、乙镇15户、丙镇10户; 120户，已签96户，剩余20户; 签约96户，占应签120户的85%."""
    return any(_are_wrong(one) for one in _told_together(text))


def _told_together(text: str) -> list[str]:
    """Sentences; 其中 in a sentence of its own belongs to what it tells the parts of."""
    return sentences_of(re.sub(r"[。;；](?=其中)", "，", text))


def _are_wrong(sentence: str) -> bool:
    figures, flat = figures_in(sentence), plain_figures(sentence)
    return _share_wrong(figures) or any(
        len(alike) > 2 and _sums_of_one_measure_wrong(flat, alike) for alike in by_measure(figures)
    )


def _sums_of_one_measure_wrong(flat: str, alike: Sequence[Told]) -> bool:
    return (
        _growth_wrong(flat, alike) or _listed_wrong(flat, alike) or _rest_wrong(alike) or _bare_list_wrong(flat, alike)
    )


def _listed_wrong(flat: str, alike: Sequence[Told]) -> bool:
    """A whole before its parts (其中, 分别为, in brackets), or behind them (合计)."""
    *parts, whole = alike
    if _SUMS_UP.search(whole.ahead):
        return _total(parts) != whole.amount
    whole, *parts = alike
    opened = flat[whole.end : parts[0].start]
    if not ("其中" in opened or "分别" in opened or opened.startswith("(")):
        return False
    if opened.startswith("("):
        closes = flat.find(")", whole.end)
        parts = [one for one in parts if closes < 0 or one.start < closes]
    if len(parts) < 2 or _OPEN_LIST.search(flat[whole.end :]) or _total(parts) < whole.amount * _MOST:
        return _total(parts) > whole.amount
    return _total(parts) != whole.amount


def _rest_wrong(alike: Sequence[Told]) -> bool:
    """The last part is called the rest, or is what the one before is not (合格, 不合格)."""
    whole, *parts = alike
    if not _REST.search(parts[-1].ahead) or any(_OTHER.search(one.ahead) for one in alike):
        return False
    return _total(parts) != whole.amount


def _bare_list_wrong(flat: str, alike: Sequence[Told]) -> bool:
    """完成36家，甲镇12家、乙镇10家、丙镇11家: names and no verbs of their own."""
    whole, *parts = alike
    if any(_ACTS.search(one.ahead) or _OTHER.search(one.ahead) for one in parts) or _NO_SUM.search(whole.ahead):
        return False
    joins = [flat[one.end : two.start] for one, two in pairwise(parts)]
    if not all("、" in one for one in joins) or _OPEN_LIST.search(flat[whole.end :]):
        return False
    return _total(parts) != whole.amount and _MOST < _total(parts) / (whole.amount or 1) < 2 - _MOST


def _growth_wrong(flat: str, alike: Sequence[Told]) -> bool:
    """新增60户，由340户增至420户; 由420户降至340户，减少60户."""
    for old, now in pairwise(alike):
        if not (_GREW.search(old.ahead) and _TO.search(flat[old.end : now.start])):
            continue
        changed = [one for one in alike if one not in (old, now) and re.search(r"新|增|减|降|提高", one.ahead)]
        return any(one.amount != abs(now.amount - old.amount) for one in changed)
    return False


def _total(figures: Sequence[Told]) -> Decimal:
    return sum((one.amount for one in figures), Decimal(0))


def _share_wrong(figures: Sequence[Told]) -> bool:
    """A share told behind a part and its whole that is the share of no two of the figures before it."""
    before: list[Told] = []
    for told in figures:
        if told.measure != "%":
            before.append(told)
            continue
        shares = [share for one, two in combinations(before, 2) for share in _shares(one, two)]
        before = []
        if not shares or not re.search(r"率|占|完成|比例|比重", told.ahead) or _GROWS.search(told.ahead):
            continue
        if all(abs(told.amount - share) > _SPARE for share in shares):
            return True
    return False


def _shares(one: Told, two: Told) -> tuple[Decimal, ...]:
    if one.measure != two.measure or not one.amount or not two.amount:
        return ()
    return (one.amount * 100 / two.amount, two.amount * 100 / one.amount)
