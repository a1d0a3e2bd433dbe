"""Tables with names of columns in many words: tasks, decisions, livelihood matters, problems, proposals."""

from random import Random

from tests.papers.distance.bulletins import _PROBLEMS
from tests.papers.distance.duties import Duty, duty
from tests.papers.distance.figures import by_when
from tests.papers.distance.frames import HEADINGS, meeting_name
from tests.papers.distance.lists import list_title
from tests.papers.distance.numbering import chinese, run, slip
from tests.papers.distance.paper import Grid, Item, Paper, marked
from tests.papers.distance.people import person, spaced
from tests.papers.distance.words import listed

_NUMBER = ("序号", "序号", "编号", "序 号")
SAME = "^"
_EMPTY = ("", "", "—", "/", "无")


def _columns(rng: Random, *, reports: bool) -> dict[str, str]:
    """What each column is called; columns that this paper lacks are missing."""
    responsible, cooperating = rng.choice(
        (
            ("责任单位", "配合单位"),
            ("牵头单位", "配合单位"),
            ("主办单位", "协办单位"),
            ("责任部门", "配合部门"),
            ("牵头部门", "协同部门"),
            ("承办单位", "协办单位"),
            ("落实单位", "协助单位"),
            ("主责单位", "协同单位"),
            ("责任主体", "配合单位"),
            ("主办部门", "协办部门"),
        )
    )
    told = {
        "number": rng.choice(_NUMBER),
        "order": rng.choice(
            tuple(
                listed("""
                工作任务 重点任务 事项内容 议定事项 工作内容 主要任务 督办事项 项目名称 具体任务 任务内容
                落实事项
            """)
            )
        ),
        "leads": rng.choice(("牵头领导", "责任领导", "分管领导", "包抓领导", "督办领导")),
        "responsible": responsible,
        "cooperating": cooperating,
        "due": rng.choice(("完成时限", "完成时间", "办结时限", "时限要求", "办理期限", "时间节点", "计划完成时间")),
        "progress": rng.choice(("进展情况", "落实情况", "办理情况", "目前进展", "完成情况", "推进情况", "工作进展")),
        "note": "备注",
    }
    dropped = {
        name
        for name, chance in (("leads", 0.6), ("cooperating", 0.4), ("due", 0.12), ("note", 0.7))
        if rng.random() < chance
    }
    if not reports:
        dropped.add("progress")
    elif rng.random() < 0.4:
        dropped.add("due")
    return {name: words for name, words in told.items() if name not in dropped}


def _cells(paper: Paper, names: dict[str, str], number: str, item: Item, empty: str) -> list[str]:
    has = item.duty
    values = {
        "number": number,
        "order": item.directive + paper.rng.choice(("", "。")),
        "leads": "、".join(spaced(paper.rng, one.name) for one in has.leads) or empty,
        "responsible": "、".join(has.responsible),
        "cooperating": "、".join(has.cooperating) or empty,
        "due": has.due.text if has.due else empty,
        "progress": item.progress or empty,
        "note": paper.rng.choice((empty, empty, empty, "结转", "重点督办")),
    }
    return [values[name] for name in names]


def _fitting(made: Duty, names: dict[str, str]) -> Duty:
    """Nothing that this table has no column for."""
    made.leads = made.leads if "leads" in names else []
    made.cooperating = made.cooperating if "cooperating" in names else []
    made.due = made.due if "due" in names else None
    return made


def _numbers(paper: Paper, count: int) -> tuple[list[int], dict[int, str]]:
    """The numbers, and those that are marked; a part of a larger table keeps its own."""
    rng = paper.rng
    if paper.layout in ("docx", "xlsx") and count >= 4 and not paper.wished and rng.random() < 0.2:
        at = rng.randint(1, count - 1)
        paper.plant("number", [str(at)], is_true=True)
        return [number + 1 - (number >= at) for number in range(count)], {at: SAME}
    if count >= 4 and paper.wants("number"):
        shown, at, bad = slip(rng, run(rng, count, starts_anywhere=False))
        return shown, {at: marked(paper.plant("number", [str(bad)]), str(shown[at]))}
    if paper.tempts("number") or rng.random() < 0.15:
        shown = sorted(rng.sample(range(2, 90), count)) if rng.random() < 0.5 else run(rng, count, starts_anywhere=True)
        if shown[-1] - shown[0] >= count:
            paper.lines.append(rng.choice(("（节选，序号为总表序号）", "注：序号沿用总台账编号")))
        return shown, {0: marked(paper.plant("number", [str(shown[0])], is_true=True), str(shown[0]))}
    return run(rng, count, starts_anywhere=False), {}


def _name(paper: Paper, words: str) -> None:
    paper.lines.append(words)
    paper.head["title"] = words


def _table(paper: Paper, names: dict[str, str], *, count: int, reports: bool, due: float = 0.95) -> None:
    rng = paper.rng
    chosen = paper.draw(count)
    shown, marks = _numbers(paper, len(chosen))
    empty, bad = rng.choice(_EMPTY), rng.randrange(len(chosen)) if {"date"} & paper.wished and "due" in names else -1
    grid = Grid(list(names.values()), [])
    starts = sorted(rng.sample(range(1, len(chosen)), 1)) if len(chosen) > 4 and rng.random() < 0.25 else []
    headings = rng.sample(HEADINGS, 3)
    for at, work in enumerate(chosen):
        if starts and at in (0, *starts):
            grid.rows.append([f"{chinese(1 + (at > 0))}、{headings[at > 0]}"])
        has = _fitting(duty(rng, paper.office, paper.when, leads=0.9, due=due, cell=True, order=work.order), names)
        progress = f"{rng.choice((work.done, work.going, work.slow))}。" if reports else ""
        item = Item(work.order, shown[at], 1 + sum(start <= at for start in starts), has, progress=progress)
        row = _cells(paper, names, marks.get(at, str(shown[at])), item, empty)
        if at == bad:
            row[list(names).index("due")] = by_when(paper, "")
            item.untold = ("deadline", "deadline_text")
        grid.rows.append(row)
        paper.items.append(item)
    _claim(paper, len(chosen))
    paper.grid = grid


def _claim(paper: Paper, count: int) -> None:
    if paper.wants("total"):
        wrong = count + paper.rng.choice((-1, 1, 2))
        paper.lines.append(marked(paper.plant("total", [f"{wrong}项"]), f"（共{wrong}项）"))
    elif paper.tempts("total"):
        paper.lines.append(marked(paper.plant("total", [f"{count}项"], is_true=True), f"（共{count}项）"))


def tasks(paper: Paper) -> None:
    _name(paper, list_title(paper))
    _table(paper, _columns(paper.rng, reports=False), count=paper.rng.randint(4, 14), reports=False)


def ledger(paper: Paper) -> None:
    """Decisions or tasks with how they stand."""
    year = f"{paper.when.year}年" if paper.has_year else ""
    name, _ = meeting_name(paper)
    _name(
        paper, f"{year}{name}议定事项{paper.rng.choice(('办理情况表', '督办台账', '落实情况台账', '落实情况汇总表'))}"
    )
    if "第" in name:
        paper.head["meeting"] = f"{year}{name}"
    _table(paper, _columns(paper.rng, reports=True), count=paper.rng.randint(4, 12), reports=True, due=0.8)


def projects(paper: Paper) -> None:
    year = f"{paper.when.year}年" if paper.has_year else ""
    kind = paper.rng.choice(("重点项目推进情况表", "民生实事进展情况表", "重点工作进度表"))
    _name(paper, f"{year}{kind}（截至{paper.when.month - 1}月底）")
    names = _columns(paper.rng, reports=True)
    _table(paper, names, count=paper.rng.randint(4, 12), reports=True)


def faults(paper: Paper) -> None:
    """What was found, who mends it, by when, how it stands."""
    rng = paper.rng
    _name(paper, f"{paper.office.name}{rng.choice(('巡察反馈问题整改台账', '隐患排查整改清单', '审计问题整改情况表'))}")
    names = {
        "number": "序号",
        "order": rng.choice(("存在问题", "反馈问题", "问题描述", "隐患内容")),
        "leads": "责任领导",
    }
    names |= {
        "responsible": rng.choice(("责任单位", "整改单位", "责任部门")),
        "due": rng.choice(("整改时限", "整改期限")),
        "progress": rng.choice(("整改情况", "整改进展")),
    }
    if rng.random() < 0.6:
        del names["leads"]
    chosen = rng.sample(_PROBLEMS, rng.randint(4, 9))
    shown, marks = _numbers(paper, len(chosen))
    grid = Grid(list(names.values()), [])
    for at, (problem, _) in enumerate(chosen):
        has = _fitting(duty(rng, paper.office, paper.when, leads=0.9, due=1, cell=True), names)
        progress = rng.choice(("已整改到位。", "正在整改，已完成过半。", "已销号。", "制度已修订印发。"))
        item = Item(problem, shown[at], 1, has, progress=progress)
        grid.rows.append(_cells(paper, names, marks.get(at, str(shown[at])), item, ""))
        paper.items.append(item)
    paper.grid = grid


def proposals(paper: Paper) -> None:
    """What deputies and members proposed, and what came of it; who proposed it is no leader."""
    rng = paper.rng
    year = f"{paper.when.year}年" if paper.has_year else ""
    kind, who = rng.choice((("人大代表建议", "领衔代表"), ("政协提案", "提案者"), ("职工代表提案", "提案人")))
    _name(paper, f"{year}{kind}{rng.choice(('办理情况表', '交办清单', '办理台账'))}")
    title, responsible, cooperating = rng.choice(
        (("建议标题", "主办单位", "协办单位"), ("案由", "承办单位", "协办单位"), ("提案题目", "主办部门", "协办部门"))
    )
    chosen = paper.draw(rng.randint(4, 10))
    shown, marks = _numbers(paper, len(chosen))
    with_progress = rng.random() < 0.7
    grid = Grid(["序号", title, who, responsible, cooperating, *(("办理情况",) if with_progress else ())], [])
    for at, work in enumerate(chosen):
        order = f"关于{work.order}的{'建议' if '建议' in kind else '提案'}"
        has = duty(rng, paper.office, paper.when, leads=0, due=0, order=work.order)
        progress = f"{rng.choice((work.done, work.going))}。" if with_progress else ""
        row = [
            marks.get(at, str(shown[at])),
            order,
            person(rng),
            "、".join(has.responsible),
            "、".join(has.cooperating) or "—",
        ]
        grid.rows.append([*row, progress] if with_progress else row)
        paper.items.append(Item(order, shown[at], 1, has, progress=progress))
    _claim(paper, len(chosen))
    paper.grid = grid
