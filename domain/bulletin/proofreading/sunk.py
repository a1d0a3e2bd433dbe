"""A figure that only grows, told smaller than the last issue told it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from domain.bulletin.proofreading.pieces import plain
from domain.bulletin.proofreading.told import Told, figures_in

_OF_A_TIME = re.compile(
    r"本月|当月|本周|上周|上月|当周|单月|本期|新(?=增|签|开|建|发|引|办|培|注|入|招|改|排|发现)|(?<![至\-到—~])\d+月份?(?![末底\d])|"
    r"日均|月均|本旬|今日|当日|季度|假期|节日|期间"
)
# 本周58家,隐患61处: what a sentence begins with is said of all in it, until 累计.
_OF_A_TIME_AS_A_WHOLE = re.compile(r"^(?:本周|本月|本旬|当月|当日|今日|节前|假期|节日期间)(?!.*累计)")
# 18片,共40片: the whole of which the part is told.
_WHOLE = re.compile(r"^(?:一|总)?共$")
_COMPARED = re.compile(r"同比|环比|较|比上|增长|提高|下降")
_MAY_FALL = re.compile(
    r"库存|存量|存栏|降|减(?![免负税])|剩余|其余|尚有|还有|仍有|余下|剩|未|积压|在办|欠|信访件|事故|发案|警情|投诉|缺口|需|(?<![接招期看])待|正在|耗|空置|闲置|"
    r"超标|逾期|不良|负债|债务|余额|计划|目标|总(?:数|量|投资|额|面积|户)|(?<![供相响反适效])应(?![急用对])|共有|概算|预算|浓度|均价|涉及|拟|力争|在建|在册|在岗|"
    r"在校|在院|其中|另|不合格|注销|亏损|贫困|失业|病例|疫情|人均|户均|亩均|日均|平均|差|每|价格|比例|占"
)
_EXPLAINED = re.compile(r"核减|剔除|更正|修正|口径|核销|退出|经复核|经核实|重复|调整为|调减|误报|订正|扣除|审减|更新为")
_FILLING = re.compile(
    r"累计|截至目前|截至|目前|已经|今年以来|今年|年初以来|以来|已|共|完成了?|全县|达到?|现|新增|新|了|的|至|为|约|近|个|《》"
)
_PLAIN_SHARE = re.compile(r"总工程量|工程总量|工程量|总量|形象进度|进度|总体|工程|项目|率|建设")
# Who tells of one act has not told of the other: 签约项目14个, 开工项目9个.
_ACTS = re.compile(
    r"签约|签订|开工|竣工|建成|投产|投用|整改|销号|化解|办结|培训|发放|拨付|支付|征收|征地|搬迁|入住|受理|立案|查处|排查|安装|铺设|改造|发展|栽植|"
    r"流转|清运|清淤|争取|筛查|接种|投放|取得|就业|认定|申报|验收|拆除|采购|调解|检查|走访|兑付|贷款|招聘|腾退|安置|供应|收购|销售|种植|收割|交付|颁证|登记|核查|移交|补助"
)
_REMOVES = re.compile(r"化解|处置|清收|清偿|消化|盘活|去化|偿还")
_GENERIC = re.compile(r"面积|产量|企业|项目|资金|人员|群众|农户|工程|问题|任务|数量|播种|上级|工作|各类")


@dataclass(frozen=True, slots=True)
class Sunk:
    words: str
    before: str
    now: str


def sunk(before: str, now: str, *, directive: str = "") -> Iterator[Sunk]:
    """Each figure of `now` that was larger in `before`."""
    if not before or _EXPLAINED.search(now):
        return
    asked = _bigrams(plain(directive))
    last = [one for one in figures_in(before) if _grows(one)]
    for told in figures_in(now):
        old = [one for one in last if one.measure == told.measure and _same_thing(_thing(one), _thing(told), asked)]
        if old and _grows(told) and all(told.amount < one.amount for one in old):
            yield Sunk(_thing(told).replace("|", ""), old[0].printed, told.printed)


def _grows(told: Told) -> bool:
    around = _PLAIN_SHARE.sub("", told.ahead) if told.measure == "%" else told.ahead
    if _COMPARED.search(around) or _WHOLE.search(told.ahead) or _OF_A_TIME_AS_A_WHOLE.search(told.led):
        return False
    if _MAY_FALL.search(around + told.behind[:6]) and not (_REMOVES.search(around) and "累计" in around):
        return False
    return "累计" in around or not _OF_A_TIME.search(around)


def _thing(told: Told) -> str:
    said = _FILLING.sub("", told.ahead[-12:]) + "|" + _FILLING.sub("", told.behind[:5])
    return _PLAIN_SHARE.sub("", said) if told.measure == "%" else said


def _same_thing(first: str, second: str, asked: set[str]) -> bool:
    """Words without a thing of their own (完成120户) speak of what the directive asks."""
    acts, other_acts = set(_ACTS.findall(first)), set(_ACTS.findall(second))
    if acts and other_acts and not acts & other_acts:
        return False
    things, other_things = _named(first), _named(second)
    if things and other_things:
        return bool(things & other_things)
    one, other = _bigrams(first), _bigrams(second)
    if one and other:
        return bool(one & other)
    return not (one or other) or bool((one or other) & asked)


def _named(thing: str) -> set[str]:
    return _bigrams(_ACTS.sub("|", _GENERIC.sub("|", thing)))


def _bigrams(text: str) -> set[str]:
    return {pair for place in range(len(text) - 1) if "|" not in (pair := text[place : place + 2])}
