"""What the labels of several counts have in common: whether they name classes of one kind that leave nothing out.

Words only help: two labels of which one denies the other, labels with the same ending, names of places and units,
classes that are numbered.
"""

import re
from collections import Counter
from itertools import takewhile

from papers.checking.counts import Count
from papers.reading.figures import state_of

_PLACES = frozenset("门镇乡村县市区州省旗街道社局委办院庭科室队站所司团会厂矿校处部厅署班组行片")
_CLASSES = frozenset("类型级档批期件面档业案")
_NUMBERED = re.compile(r"(?P<mark>[A-EＡ-Ｅ甲乙丙丁]|[一二三四五ⅠⅡⅢⅣ])(?:类|级|档)")
_DENIES = re.compile(r"(?:未|尚未|没有|不|非|无法|暂不)")
_REST = re.compile(r"其余|剩余|剩下|余下|下余|另有|其他|其它|尚有|还有|仍有")
_SHORT = 4
_SEVERAL = 3
_SHORT_NAME = 10
_MONEY = "元"
_STAGE = re.compile(r"完成|计划|今年|去年|本年|累计|到位|支付|拨付|一期|二期|当年|月|季度|年")
_LAGS = re.compile(r"滞后|偏慢|较慢|缓慢|未启动|未开工|未完成|未办结|未落实|未整改|未解决|逾期|延期|欠进度|停滞|未动")
_GOES = re.compile(r"按期|按时|如期|序时|正常|顺利|较快|超前|超进度|达进度|推进|在办|正在|在建|进行中")
_TIME = re.compile(r"(?:半年|季度|月份?|年度?|[上中下]旬|周)$")
_DUE = re.compile(r"(?:年内|当年)?(?:应(?!急)|实际|计划)")
_BEGUN, _FINISHED = re.compile(r"(?:开工|启动|进场)$"), re.compile(r"(?:竣工|完工|建成|投产|投用)$")
_PERSON = frozenset("人名户位")
_TRAILING = re.compile(
    r"(?:收到|受理|办理|承办|交办|负责|上报|报送|共计|合计|总计|的|共|有|为|是|各|分别|约|已|计|达到|达)+$"
)


def clean(label: str) -> str:
    """Without the words that only lead over to the number."""
    words = re.sub(
        r"^.*?(?:其中|[件项个户家题目案]中(?=..)|包括|分别[为是]|分为|按[^，、]{1,8}[分看])[：，]?",
        "",
        label.strip("（）。，；：、 "),
    )
    return _TRAILING.sub("", words.strip("（）。，；：、 "))


def names_of(parts: list[Count]) -> list[str]:
    return [clean(part.told) for part in parts]


def are_opposites(parts: list[Count]) -> bool:
    """Some are done and the others are not; or one is what the other is not."""
    states = {state_of(part.told) for part in parts}
    if {"closed", "open"} <= states and "" not in states:
        return True
    return deny_each_other(parts)


def deny_each_other(parts: list[Count]) -> bool:
    """经查属实, 不属实."""
    names = names_of(parts)
    bare = [_DENIES.sub("", name) for name in names]
    if len(parts) != 2 or names[0] == names[1] or not all(bare):
        return False
    return bare[0] == bare[1] or (bare != names and bare[0].endswith(bare[1]))


def are_paces(parts: list[Count]) -> bool:
    """Some go well and the others lag, and each is one of both: who lags is not left out then."""
    lags = [bool(_LAGS.search(part.told)) for part in parts]
    goes = [bool(_GOES.search(part.told)) or state_of(part.told) == "closed" for part in parts]
    return any(lags) and not all(lags) and all(one or other for one, other in zip(lags, goes, strict=True))


def are_numbered(parts: list[Count]) -> bool:
    marks = [_NUMBERED.search(part.gap + part.after[:4]) for part in parts]
    return len({mark["mark"] for mark in marks if mark}) == len(parts) >= 2


def ends_with_rest(parts: list[Count]) -> bool:
    return len(parts) > 1 and bool(_REST.search(parts[-1].label))


def are_places(parts: list[Count]) -> bool:
    """城关镇120户，云汀镇90户: names of places and units, each once."""
    names = names_of(parts)
    ends = all(2 <= len(name) <= 12 and name[-1] in _PLACES for name in names)
    return len(parts) >= 2 and ends and len(set(names)) == len(names)


def are_alike(parts: list[Count]) -> bool:
    """Classes with the same ending, in which one thing cannot stand twice; what people are, they may be together."""
    names = names_of(parts)
    if len(parts) < 2 or len(set(names)) != len(names) or not all(names):
        return False
    if parts[0].measure in _PERSON:
        return False
    if _are_stages(names):
        return False
    tails, heads = {name[-1] for name in names}, {name[0] for name in names}
    is_pattern = len({len(name) for name in names}) == 1 and len(names[0]) <= _SHORT
    is_same_tail = len(tails) == 1 and (is_pattern or tails <= _CLASSES or len(parts) >= _SEVERAL)
    return is_same_tail or (is_pattern and len(heads) == 1) or are_parallel(parts)


def _are_stages(names: list[str]) -> bool:
    """应开工, 实际开工; 开工, 竣工: what is in the later was in the earlier."""
    is_done = any(_FINISHED.search(name) for name in names)
    return any(_DUE.match(name) for name in names) or (is_done and any(_BEGUN.search(name) for name in names))


def are_parallel(parts: list[Count]) -> bool:
    """续建项目复工, 新建项目开工: of one length, and alike in half of their places; 省级重点项目, 市县级重点项目."""
    names = names_of(parts)
    if len(parts) < 2 or len(set(names)) != len(names):
        return False
    same = [len(set(column)) == 1 for column in zip(*names, strict=False)]
    if len({len(name) for name in names}) == 1:
        return 2 * sum(same) >= len(names[0]) >= _SHORT
    ends = zip(*(reversed(name) for name in names), strict=False)
    tail = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, ends))
    return tail >= _SHORT and all(0 < len(name) - tail <= _SHORT for name in names)


def are_short(parts: list[Count]) -> bool:
    """新增, 优化: nothing but a word each."""
    names = names_of(parts)
    return len(set(names)) == len(names) and all(1 < len(name) <= _SHORT for name in names)


def are_names(parts: list[Count]) -> bool:
    """武汉20件，黄石3件，十堰2件: short, each once, most of one length."""
    names = names_of(parts)
    lengths = Counter(map(len, names))
    is_short = all(2 <= len(name) <= _SHORT_NAME for name in names) and len(set(names)) == len(names)
    return is_short and 2 * max(lengths.values()) > len(names) and not any(state_of(name) for name in names)


def are_times(parts: list[Count]) -> bool:
    """上半年, 第三季度: a plan is divided among them."""
    names = names_of(parts)
    return len(parts) > 1 and len(set(names)) == len(names) and all(_TIME.search(name) for name in names)


def is_one_of(whole: Count, parts: list[Count]) -> bool:
    """Whether the supposed whole is but the first of the list."""
    names = [clean(whole.told), *names_of(parts)]
    if not all(names):
        return False
    tails = {name[-1] for name in names}
    return len(tails) == 1 or tails <= _PLACES


def are_listed(parts: list[Count]) -> bool:
    """Three or more short names in one sentence, each once; what people are, they may be together."""
    names = names_of(parts)
    is_plain = len(names) >= _SEVERAL and all(1 <= len(name) <= _SHORT_NAME for name in names)
    is_plain = is_plain and not _are_stages(names)
    is_one = len({(part.sentence, part.depth) for part in parts}) == 1
    return is_plain and is_one and len(set(names)) == len(names) and parts[0].measure not in _PERSON


def are_funds(parts: list[Count], whole: float) -> bool:
    """Sums of money of which none is told for a time or a stage."""
    is_money = len(parts) > 1 and all(part.measure == _MONEY for part in parts)
    return (
        is_money
        and not any(_STAGE.search(part.told) for part in parts)
        and sum(part.whole for part in parts) <= whole * 1.2
    )
