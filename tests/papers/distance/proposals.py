"""Answers to what deputies and members proposed, one after another, with figures of all of them before."""

from tests.papers.distance.duties import duty
from tests.papers.distance.figures import percent
from tests.papers.distance.frames import background_lines, signature, title
from tests.papers.distance.lists import Numbers
from tests.papers.distance.paper import Item, Paper, marked
from tests.papers.distance.people import person


def _classes(paper: Paper, kind: str) -> str:
    """All, by class A, B and C; the whole or a share is wrong when wished."""
    rng = paper.rng
    counts = [rng.randint(20, 80), rng.randint(8, 30), rng.randint(2, 9)]
    whole, share = sum(counts), percent(counts[0], sum(counts))
    shown = whole
    planted = None
    if paper.wants("sum"):
        shown = whole + rng.choice((-3, -2, 2, 4))
        planted = paper.plant("sum", [f"{number}件" for number in (shown, *counts)])
        share = ""
    elif paper.wants("share"):
        share = percent(counts[0], whole + rng.choice((9, 14)))
        planted = paper.plant("share", [share])
    elif paper.tempts("sum"):
        planted = paper.plant("sum", [f"{number}件" for number in (whole, *counts)], is_true=True)
    told = f"今年共承办{kind}{shown}件，其中已解决或基本解决的（A类）{counts[0]}件{f'，占{share}' if share else ''}；"
    told += f"正在解决的（B类）{counts[1]}件；留作参考的（C类）{counts[2]}件。"
    return marked(planted, told) if planted else told


def answered(paper: Paper) -> None:
    rng = paper.rng
    kind = (
        rng.choice(("人大代表建议", "政协提案"))
        if "政府" in paper.office.organ
        else rng.choice(("职工代表提案", "代表委员建议"))
    )
    word = "提案" if kind.endswith("提案") else "建议"
    year = f"{paper.when.year}年" if paper.has_year else ""
    title(paper, f"关于{year}{kind}办理情况的通报")
    chosen = paper.draw(rng.randint(3, 7))
    paper.say(_classes(paper, kind))
    background_lines(paper)
    paper.say(f"现将{len(chosen)}件重点{word}办理情况通报如下：")
    numbers, style = Numbers(paper, len(chosen)), rng.choice(("1.", "1、", "（一）", "一、"))
    who, units, how = rng.choice(
        (("领衔代表", "主办单位", "办理情况"), ("提出人", "承办单位", "办理结果"), ("提案人", "主办部门", "答复情况"))
    )
    layout = rng.choice(("lines", "same"))
    for at, work in enumerate(chosen):
        has = duty(rng, paper.office, paper.when, leads=0, due=0, order=work.order)
        order, progress = f"关于{work.order}的{word}", f"{rng.choice((work.done, work.going))}。"
        parts = [f"{who}：{person(rng)}", f"{units}：{'、'.join(has.responsible)}"]
        parts += [f"协办单位：{'、'.join(has.cooperating)}"] if has.cooperating else []
        parts.append(f"{how}：{progress}")
        head = f"{numbers.text(at, style)}{order}"
        paper.say(*((head, *parts) if layout == "lines" else (f"{head}。{'；'.join(parts)}",)))
        paper.items.append(Item(order, numbers.shown[at], 1, has, progress=progress))
    signature(paper)
