"""Sentences with figures: parts of a whole, shares, dates; true, wrong by one figure, or true and tempting."""

from random import Random

from tests.papers.distance.dues import impossible, unusual
from tests.papers.distance.paper import Paper, marked
from tests.papers.distance.places import towns

_WHOLES = (
    ("共排查各类隐患{N}处，其中重大隐患{A}处、较大隐患{B}处、一般隐患{C}处", "处"),
    ("共收到来信来访{N}件次，其中来信{A}件次，来访{B}件次，网上反映{C}件次", "件次"),
    ("本次抽查单位{N}家，评定优秀{A}家、良好{B}家、合格{C}家", "家"),
    ("全年计划检修设备{N}台，上半年{A}台，第三季度{B}台，第四季度{C}台", "台"),
    ("上年度结转事项共{N}项，其中办结{A}项，正在办理{B}项，尚未启动{C}项", "项"),
    ("累计投入资金{N}万元，其中财政资金{A}万元、自筹资金{B}万元、其他资金{C}万元", "万元"),
    ("今年立项课题{N}个：重点课题{A}个、一般课题{B}个、自筹课题{C}个", "个"),
    ("目前在册设备{N}台（套），完好{A}台（套），待修{B}台（套），报废{C}台（套）", "台（套）"),
    ("全部任务涉及资金{N}万元，包括工程费{A}万元、设备费{B}万元、预备费{C}万元", "万元"),
)
_TRUE_WHOLES = (
    "共梳理问题{N}个，其中重点问题{A}个，已挂牌督办{B}个",
    "共征集意见{N}条，其中涉及民生的{A}条，采纳{B}条",
    "现有在编人员{N}人，其中高级职称{A}人、党员{B}人",
    "去年共下达任务{N}项，比前年增加{A}项，涉及{B}个单位",
)
_SHARES = (
    "上年度下达的{N}项任务已完成{A}项，完成率{P}",
    "应回复意见{N}条，实际回复{A}条，回复率为{P}",
    "抽查档案{N}份，合格{A}份，合格率{P}",
    "列入计划的{N}个项目已开工{A}个，占{P}",
    "信访部门共交办{N}件，按期办结{A}件，按期办结率达{P}",
    "计划检查点位{N}个，已检查{A}个，占计划数的{P}",
)
_TRUE_SHARES = (
    "上年度{N}项任务已完成{A}项，占{P}；其中提前完成{B}项，占已完成的{Q}",
    "热线共受理{N}件，满意{A}件，满意率{P}，比去年同期提高{B}个百分点",
    "{N}个点位中正常运行{A}个，正常率{P}，费用同比下降{B}.7%",
    "计划培训{N}人，实际培训{A}人，完成率超过{F}%",
)


def background(paper: Paper) -> list[str]:
    """Sentences about how things stand, each with a full stop."""
    rng, told = paper.rng, []
    if paper.wants("sum"):
        told.append(_whole(paper, is_true=False))
    if paper.wants("share"):
        told.append(_share(paper, is_true=False))
    if paper.tempts("sum"):
        told.append(rng.choice((_nested, _whole_of_towns, _true_whole))(paper))
    if paper.tempts("share"):
        told.append(rng.choice((_tempting_share, _cut_share))(paper))
    rng.shuffle(told)
    return [f"{sentence}。" for sentence in told]


def _parts(rng: Random) -> list[int]:
    return [rng.randint(11, 180), rng.randint(6, 90), rng.randint(2, 40)]


def _whole(paper: Paper, *, is_true: bool) -> str:
    rng = paper.rng
    form, unit = rng.choice(_WHOLES)
    parts = _parts(rng)
    whole = sum(parts) if is_true else sum(parts) + rng.choice((-10, -3, -2, -1, 1, 2, 3, 5, 10))
    told = form.format(N=whole, A=parts[0], B=parts[1], C=parts[2])
    return marked(paper.plant("sum", [f"{number}{unit}" for number in (whole, *parts)], is_true=is_true), told)


def _true_whole(paper: Paper) -> str:
    return _whole(paper, is_true=True)


def _whole_of_towns(paper: Paper) -> str:
    rng = paper.rng
    names = towns(rng, 4)
    counts = [rng.randint(3, 60) for _ in names]
    spread = "、".join(f"{name}{count}户" for name, count in zip(names, counts, strict=True))
    told = f"摸排出需要帮扶的家庭{sum(counts)}户，分布在{spread}"
    return marked(paper.plant("sum", [f"{sum(counts)}户"], is_true=True), told)


def _nested(paper: Paper) -> str:
    rng = paper.rng
    whole, part, small = rng.randint(120, 380), rng.randint(30, 90), rng.randint(3, 25)
    told = rng.choice(_TRUE_WHOLES).format(N=whole, A=part, B=small)
    return marked(paper.plant("sum", [str(whole), str(part), str(small)], is_true=True), told)


def _counts(rng: Random) -> tuple[int, int]:
    whole = rng.randint(23, 260)
    return whole, rng.randint(whole // 3, whole * 9 // 10)


def percent(part: int, whole: int, digits: int = 1) -> str:
    value = f"{100 * part / whole:.{digits}f}"
    return f"{value.rstrip('0').rstrip('.') if '.' in value else value}%"


def _share(paper: Paper, *, is_true: bool) -> str:
    rng = paper.rng
    whole, part = _counts(rng)
    wrong = part + rng.choice((-1, 1)) * max(2, whole // 25)
    shown = percent(part if is_true else wrong, whole, rng.choice((1, 1, 2)))
    told = rng.choice(_SHARES).format(N=whole, A=part, P=shown)
    return marked(paper.plant("share", [shown], is_true=is_true), told)


def _cut_share(paper: Paper) -> str:
    """Cut off instead of rounded."""
    rng = paper.rng
    whole, part = _counts(rng)
    shown = f"{1000 * part // whole / 10:.1f}%"
    return marked(paper.plant("share", [shown], is_true=True), rng.choice(_SHARES).format(N=whole, A=part, P=shown))


def _tempting_share(paper: Paper) -> str:
    rng = paper.rng
    whole, part = _counts(rng)
    small = rng.randint(2, max(3, part // 3))
    form, floor = rng.choice(_TRUE_SHARES), (100 * part - 1) // whole // 5 * 5
    shown = percent(part, whole) if "{P}" in form else f"{floor}%"
    told = form.format(N=whole, A=part, P=percent(part, whole), B=small, Q=percent(small, part), F=floor)
    return marked(paper.plant("share", [shown], is_true=True), told)


def by_when(paper: Paper, usual: str) -> str:
    """A limit in a request: a day that is none, one that looks so, or a usual one."""
    for wish, make, is_true in ((paper.wants, impossible, False), (paper.tempts, unusual, True)):
        if wish("date"):
            phrase, shown = make(paper.rng, paper.when)
            return marked(paper.plant("date", [shown], is_true=is_true), phrase)
    return usual
