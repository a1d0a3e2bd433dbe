"""The target that the words of a decision set: 每镇各建成2座, 造林5000亩, 完成投资300万元, 不少于10个."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.quantities import Quantity, find_quantities, say_amount

# What an office asks for so many of; anything else in front (补助, 投入, 按每亩) makes the amount no target.
_DEED = (
    "建成|建设|建好|建立|新建|改建|扩建|改造|改扩建|新建改造|完成|实现|发展|培育|培养|新增|新培育|新发展|引进|招引|招商|签约|落地|引育|打造|创建|创成"
    "|申报|争创|造林|营造林|植树|种植|栽植|栽种|补植|播种|绿化|治理|整治|整改|修复|修建|修缮|硬化|铺设|安装|布设|配备|配置|购置|采购|更新"
    "|投资|入库|到位|融资|兑现|销售|产值|营收|收入|税收|出口|培训|轮训|转移|就业|帮扶|救助|服务|体检|筛查|接种|招聘|招录|选派|参保|覆盖"
    "|开展|组织|举办|召开|检查|巡查|抽查|排查|化解|办理|查处|拆除|清理|清运|搬迁|安置|回收|处置|处理|推广|流转|复垦|整理|储备|供应|供地"
    "|印发|出台|制定|编制|报送|推出|上线|开通|设立|选树|评选|评定|认定|达到?|增加|提升到|总量|规模|任务|目标|面积|里程"
)
_FRONT = re.compile(
    rf"(?:{_DEED})[^\d，。；,;:：、一二三四五六七八九十]{{0,16}}(?:[（(]?(?:不少于|不低于|不小于|至少|超过|不下于|力争|确保)[^\d，。；]{{0,6}})?$"
    r"|(?:不少于|不低于|不小于|不下于|至少|力争|各|每年|每[镇乡村]|每个?[一-龥]{1,4})[^\d，。；,;]{0,3}$"
)
_ANY_DEED = re.compile(_DEED)
_BEHIND = re.compile(r"^(?:以上|左右|及以上)")
_ALL_OF = re.compile(rf"^[^。；;]{{1,24}}?(?:全部|均|都)(?:{_DEED})")
_LESS = re.compile(
    r"(?:补助|补贴|奖励|奖补|资助|按|每[亩户人个家座台吨]|(?<!高)标准(?![农厂化])|罚款|不超过|不高于|低于|控制在|压减|总投资|预算|概算|安排|统筹|拨付|匹配|配套|利用|已|原有|现有|截至"
    r"|其中|最多|间隔|第|[近前]|限期|提前)[^，。；,;]{0,6}$"
)
_NOT_BEHIND = re.compile(
    r"^(?:[内前后]|之内|以内|工作日|部门|单位|责任|领导|同志|方面|环节|阶段|一批|组成|的(?:标准|补助|奖励|单价))"
)
_RHYTHM = re.compile(r"每[个]?(?:季度|月|周|旬|半年|日|天)[^，。；,;]{0,12}$")
_EACH = re.compile(r"各|每(?!年|月|季|周|日)|分别|均")
_CLAUSE = re.compile(r"[，。；,;:：\n]")
_TOGETHER = re.compile(r"共|合计|总计|全县|一起|合起来")
_TYPED = re.compile(r"^(?:每(?:个|家)?(?:单位|镇|乡镇|乡|村)?各?|各|改为|为|是|指标|目标|[:：\s])*")


@dataclass(frozen=True, slots=True)
class ReadTarget:
    """`is_joint` where all units owe it together and not each of them."""

    amount: Decimal
    measure: str
    is_joint: bool


def find_target(directive: str) -> ReadTarget | None:
    """The first amount that the words ask for; None where they ask for none."""
    return next(_asked_for(unicodedata.normalize("NFKC", directive)), None)


def _asked_for(plain: str) -> Iterator[ReadTarget]:
    for start, quantity in find_quantities(plain):
        clause = _CLAUSE.split(plain[:start])[-1]
        behind = plain[_end_of(plain, start, quantity) :]
        is_bound = _BEHIND.match(behind) and _ANY_DEED.search(clause)
        if not (_FRONT.search(clause) or is_bound or _ALL_OF.match(behind)):
            continue
        if quantity.unit == "%" or not quantity.amount:
            continue
        if _LESS.search(clause) or _RHYTHM.search(clause) or _NOT_BEHIND.match(behind):
            continue
        yield ReadTarget(quantity.amount, quantity.unit, _EACH.search(clause) is None)


def _end_of(plain: str, start: int, quantity: Quantity) -> int:
    return plain.index(quantity.unit, start) + len(quantity.unit)


def say_target(target: ReadTarget) -> str:
    """ "每单位3家", "共5000亩"."""
    return f"{'共' if target.is_joint else '每单位'}{say_amount(target.amount)}{target.measure}"


def read_typed_target(words: str, *, is_joint: bool = False) -> ReadTarget | None:
    """What a supervisor types: "5家", "每镇3座", "共5000亩"; `is_joint` where the words do not say whose it is."""
    plain = unicodedata.normalize("NFKC", words).strip()
    found = next(find_quantities(_TYPED.sub("", plain)), None)
    if found is None or not found[1].amount:
        return None
    _, quantity = found
    if _EACH.search(plain):
        is_joint = False
    return ReadTarget(quantity.amount, quantity.unit, is_joint or _TOGETHER.search(plain) is not None)
