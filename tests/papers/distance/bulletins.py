"""Bulletins and reports on how things stand: by state, the slow ones, problems, livelihood matters, proposals."""

from dataclasses import replace

from tests.papers.distance.duties import Duty, Labels, decision, duty, joined, labels
from tests.papers.distance.figures import percent
from tests.papers.distance.frames import background_lines, masthead, meeting_name, requirements, signature, title
from tests.papers.distance.lists import Numbers, labelled_parts
from tests.papers.distance.numbering import chinese, numbered
from tests.papers.distance.paper import Item, Paper, marked
from tests.papers.distance.works import Work

_STATES = (
    (("已完成", "done"), ("正在推进", "going"), ("尚未启动", "slow")),
    (("已办结", "done"), ("正在办理", "going"), ("进展缓慢", "slow")),
    (("完成", "done"), ("推进中", "going"), ("滞后", "slow")),
)
_PROBLEMS = (
    ("惠企政策宣传不到位", "编印政策汇编，送政策上门{a}次"),
    ("固定资产台账账实不符", "全面盘点资产，补登漏记资产{a}件"),
    ("值班值守制度执行不严", "修订值班制度，抽查通报{a}次"),
    ("项目前期论证不充分", "建立专家论证机制，复核项目{a}个"),
    ("合同审查流于形式", "推行合同示范文本，复审合同{a}份"),
    ("公务用车管理不规范", "封存超标车辆，安装定位{a}台"),
    ("安全培训针对性不强", "按岗位分类开展培训{a}场"),
    ("档案归档不及时", "集中补归档案{a}卷"),
    ("食堂采购询价记录缺失", "建立询价台账，补录记录{a}条"),
    ("意识形态阵地管理薄弱", "清查各类账号{a}个"),
    ("应收款项清收不力", "制定清收计划，发函催收{a}笔"),
    ("基层减负落实不够", "精简报表{a}张"),
    ("学习内容照搬照抄", "建立学习计划审核制度"),
    ("消防通道被占用", "清理占道物品，划设标线"),
)
_FOUND_BY = ("巡察反馈问题", "审计反馈问题", "督导检查发现问题", "安全检查发现问题")
_HEADS = ("督查通报", "督办通报", "工作通报", "督查专报", "情况通报", "督查简报")
_SLOW_NAMES = ("滞后项目", "进展缓慢事项", "未达序时进度任务", "存在的突出问题", "工期滞后任务")


def _report_head(paper: Paper, words: str) -> None:
    if paper.rng.random() < 0.6:
        masthead(paper, paper.rng.choice(_HEADS))
    title(paper, words)


def _year(paper: Paper) -> str:
    return f"{paper.when.year}年" if paper.has_year else ""


def by_state(paper: Paper) -> None:
    """Sections by state, items with an order, quoted or not, and the progress."""
    rng = paper.rng
    name, _ = meeting_name(paper)
    _report_head(paper, f"关于{_year(paper)}{name}{rng.choice(('议定事项', '确定事项'))}落实情况的通报")
    if "第" in name:
        paper.head["meeting"] = f"{_year(paper)}{name}"
    states = rng.choice(_STATES)
    counts = [rng.randint(2, 5), rng.randint(1, 4), rng.choice((0, 1, 2))]
    chosen = paper.draw(sum(counts))
    counts[0] -= sum(counts) - len(chosen)
    _overall(paper, counts, [state for state, _ in states])
    background_lines(paper)
    form = rng.choice(("quoted", "quoted", "plain", "labels"))
    style, restarts, words = rng.choice(("1.", "1、", "（一）", "（1）")), rng.random() < 0.6, labels(rng)
    section = number = 0
    for (state, field), count in zip(states, counts, strict=True):
        if not count:
            continue
        section, number = section + 1, 0 if restarts else number
        paper.say(f"{chinese(section)}、{_state_heading(paper, state, count, len(chosen))}")
        for _ in range(count):
            number += 1
            work = chosen[len(paper.items)]
            how = f"{getattr(work, field)}。"
            if form == "labels":
                _stand_labelled(paper, words, numbered(style, number), Item(work.order, number, section, progress=how))
            else:
                _stand(paper, form, numbered(style, number), (section, number), work, how)
    requirements(paper, f"{chinese(section + 1)}、")
    signature(paper)


def _overall(paper: Paper, counts: list[int], states: list[str]) -> None:
    """The whole and its parts, all as in the list below; one share may be wrong."""
    rng = paper.rng
    whole = sum(counts)
    with_shares = rng.random() < 0.6
    wrong = rng.choice([at for at, count in enumerate(counts) if count]) if with_shares and paper.wants("share") else -1
    parts = []
    for at, (count, state) in enumerate(zip(counts, states, strict=True)):
        if not count:
            continue
        share = percent(count, whole)
        told = f"{state}{count}件"
        if at == wrong:
            share = percent(count, whole + rng.choice((3, 4)))
            told = marked(paper.plant("share", [f"{count}件", share]), f"{told}，占{share}")
        elif with_shares:
            told = f"{told}，占{share}"
        parts.append(told)
    joint = "；" if with_shares else "，"
    paper.say(f"会议共确定事项{whole}件，截至{paper.when.month}月{paper.when.day}日，{joint.join(parts)}。现通报如下：")


def _state_heading(paper: Paper, state: str, count: int, whole: int) -> str:
    rng = paper.rng
    if not paper.planted and paper.wants("total"):
        wrong = count + rng.choice((1, 2))
        return f"{state}事项" + marked(paper.plant("total", [f"{wrong}件"]), f"（{wrong}件）")
    forms = (
        f"{state}事项（{count}件）",
        f"{state}事项{count}件",
        f"{state}的事项",
        f"{state}事项{count}件（占{percent(count, whole)}）",
    )
    return rng.choice(forms)


def _stand_labelled(paper: Paper, words: Labels, shown: str, item: Item) -> None:
    item.duty = duty(paper.rng, paper.office, paper.when, leads=0.4, due=0.5, cell=True, order=item.directive)
    paper.say(f"{shown}{item.directive}。", *labelled_parts(paper, item.duty, words, item.progress))
    paper.items.append(item)


def _stand(paper: Paper, form: str, shown: str, at: tuple[int, int], work: Work, progress: str) -> None:
    rng = paper.rng
    has = duty(rng, paper.office, paper.when, leads=0.4, due=0.5, order=work.order)
    if form == "plain":
        has = replace(has, leads=[], cooperating=[], due=None)
        paper.say(f"{shown}{work.order}（{joined(rng, has.responsible)}）。{progress}")
        paper.items.append(Item(work.order, at[1], at[0], has, progress=progress))
        return
    order = decision(rng, has, work)
    paper.say(f"{shown}“{order}”。{progress}" if rng.random() < 0.8 else f"{shown}“{order}。”{progress}")
    paper.items.append(Item(order, at[1], at[0], has, progress=progress))


def slow(paper: Paper) -> None:
    """A whole of many, of which only the slow ones are listed."""
    rng, office = paper.rng, paper.office
    _report_head(paper, f"关于{_year(paper)}重点工作{rng.choice(('推进', '进展'))}情况的通报")
    chosen = paper.draw(rng.randint(3, 7))
    count = len(chosen)
    done, going = rng.randint(30, 70), rng.randint(10, 40)
    _many(paper, (done, going, count))
    background_lines(paper)
    has_summary = rng.random() < 0.4
    if has_summary:
        paper.say("一、总体情况", "多数任务推进有序，部分任务需要加快。")
    paper.say(f"{'二' if has_summary else '一'}、{rng.choice(_SLOW_NAMES)}")
    form = rng.choice(("quoted", "bracket", "labels"))
    numbers, style = Numbers(paper, count), rng.choice(("1.", "1、", "（一）", "（1）"))
    for at, work in enumerate(chosen):
        has = Duty(duty(rng, office, paper.when, order=work.order).responsible)
        _lag(paper, form, numbers.text(at, style), numbers.shown[at], work, has)
    requirements(paper, "三、" if has_summary else "二、")
    signature(paper)


def _many(paper: Paper, counts: tuple[int, int, int]) -> None:
    rng, whole = paper.rng, sum(counts)
    states = f"已完成{counts[0]}项，按序时推进{counts[1]}项，滞后{counts[2]}项"
    told = f"截至{paper.when.month - 1}月底，{whole}项重点工作{states}。"
    if paper.wants("sum"):
        wrong = whole + rng.choice((-4, -2, 2, 3, 5))
        planted = paper.plant("sum", [f"{wrong}项", *(f"{count}项" for count in counts)])
        told = marked(planted, told.replace(f"{whole}项", f"{wrong}项", 1))
    elif paper.tempts("total"):
        told = marked(paper.plant("total", [f"{whole}项"], is_true=True), told)
    paper.say(f"{told}现将有关情况通报如下：")


def _lag(paper: Paper, form: str, shown: str, number: int, work: Work, has: Duty) -> None:
    rng = paper.rng
    units, progress = joined(rng, has.responsible), f"{work.slow}。"
    if form == "quoted":
        paper.say(f"{shown}{units}负责的“{work.order}”。{progress}")
    elif form == "bracket":
        paper.say(f"{shown}{work.order}（责任单位：{units}）。{progress}")
    else:
        paper.say(f"{shown}{work.order}。责任单位：{units}。进展情况：{progress}")
    paper.items.append(Item(work.order, number, 1, has, progress=progress))


def problems(paper: Paper) -> None:
    """What an inspection found, what is done about it, by whom and by when."""
    rng = paper.rng
    title(
        paper, f"{paper.office.name}{rng.choice(_FOUND_BY)}{rng.choice(('整改任务清单', '整改台账', '整改落实情况'))}"
    )
    background_lines(paper)
    chosen = rng.sample(_PROBLEMS, rng.randint(4, 8))
    numbers, style = Numbers(paper, len(chosen)), rng.choice(("1.", "（一）", "1、", "一、"))
    with_measure, name = rng.random() < 0.35, rng.choice(("反馈问题", "存在问题", "问题"))
    measure_name = rng.choice(("整改措施", "整改举措"))
    shown_progress = rng.random() < 0.7
    for at, (problem, measure) in enumerate(chosen):
        has = duty(rng, paper.office, paper.when, leads=0.5, due=0.9, cell=True)
        has.cooperating = []
        measure = measure.format(a=rng.randint(3, 60))
        progress = (
            rng.choice(("已整改到位。", "正在整改，完成过半。", "已修订制度1项，长期坚持。", "已完成整改并销号。"))
            if shown_progress
            else ""
        )
        paper.say(f"{numbers.text(at, style)}{name}：{problem}。")
        if with_measure:
            paper.say(f"{measure_name}：{measure}。")
        parts = [("责任领导", "、".join(one.name for one in has.leads)), ("责任单位", joined(rng, has.responsible))]
        parts += [("整改时限", has.due.text if has.due else ""), ("整改情况", progress)]
        paper.say(*(f"{label}：{value}" for label, value in parts if value))
        order = f"{problem}：{measure}" if with_measure else problem
        paper.items.append(Item(order, numbers.shown[at], 1, has, progress=progress))


def livelihood(paper: Paper) -> None:
    """What was promised to people this year, one by one, with targets and progress."""
    rng = paper.rng
    scope, kind = paper.office.scope.removeprefix("全"), rng.choice(("进展情况", "项目推进情况", "完成情况"))
    title(paper, f"{_year(paper)}{scope}民生实事{kind}")
    chosen = paper.draw(rng.randint(4, 10))
    numbers, style = Numbers(paper, len(chosen)), rng.choice(("1.", "（一）", "一、", "1、", "事项1"))
    if paper.wants("total"):
        wrong = len(chosen) + 1
        paper.say(
            marked(
                paper.plant("total", [f"{wrong}件"]),
                f"今年确定民生实事{wrong}件，截至{paper.when.month - 1}月底进展如下：",
            )
        )
    else:
        paper.say(f"今年确定民生实事{len(chosen)}件，截至{paper.when.month - 1}月底进展如下：")
    background_lines(paper)
    words = labels(rng)
    layout = rng.choice(("lines", "same"))
    for at, work in enumerate(chosen):
        has = duty(rng, paper.office, paper.when, leads=0.3, due=0.6, cell=True, order=work.order)
        progress = f"{rng.choice((work.done, work.going, work.going, work.slow))}。"
        parts = labelled_parts(paper, has, words, progress)
        head = f"{numbers.text(at, style)}{work.order}。"
        if layout == "lines":
            paper.say(head, *parts)
        else:
            paper.say(head + "；".join(parts))
        paper.items.append(Item(work.order, numbers.shown[at], 1, has, progress=progress))


def with_parts(paper: Paper) -> None:
    """Quoted orders whose parts each have their progress, on a line of their own."""
    rng = paper.rng
    name, _ = meeting_name(paper)
    _report_head(paper, f"关于{name}确定事项办理情况的通报")
    background_lines(paper)
    style, below = rng.choice((("1、", "①"), ("1.", "（1）"), ("（一）", "①"), ("一、", "1.")))
    pool = iter(paper.draw(16))
    for number in range(1, rng.randint(3, 5)):
        parts = [work for _, work in zip(range(rng.randint(2, 3)), pool, strict=False)]
        if len(parts) < 2:
            break
        has = replace(duty(rng, paper.office, paper.when, leads=0.5, due=0), cooperating=[])
        lead = f"由{has.leads[0].name}同志牵头，" if has.leads else "由"
        order = f"{lead}{'、'.join(has.responsible)}负责，抓好以下{len(parts)}项工作"
        paper.say(f"{numbered(style, number)}“{order}”：")
        subs = [(at, part.order, f"{part.going}。") for at, part in enumerate(parts, 1)]
        paper.say(*(f"{numbered(below, at)}{text}；{how}" for at, text, how in subs))
        paper.items.append(Item(order, number, 1, has, subs))
    signature(paper)
