"""Minutes of meetings of all kinds of offices."""

from dataclasses import replace

from tests.papers.distance.duties import Duty, decision, duty
from tests.papers.distance.frames import (
    attendance,
    background_lines,
    copies,
    held,
    masthead,
    meeting_name,
    signature,
    spoken,
)
from tests.papers.distance.numbering import BELOW, FLAT, chinese, numbered, run, slip
from tests.papers.distance.paper import Item, Paper, Planted, marked
from tests.papers.distance.works import Work

_BASES = (
    "会议议定：",
    "会议决定：",
    "会议明确：",
    "经研究，会议议定：",
    "会议研究决定：",
    "经讨论，形成如下意见：",
    "会议议定以下事项：",
)
_ONCE = ("会议议定，", "会议决定，", "会议明确，", "会议确定，", "经研究，会议决定，", "会议研究决定，")
_NO_SECTION = ("section",)  # one reader takes a topic for a heading, another for the item
_NOUNS = ("有关事宜", "工作", "有关问题", "事项", "")


def _duty(paper: Paper, order: str = "") -> Duty:
    made = duty(paper.rng, paper.office, paper.when, leads=0.28, order=order)
    others = [one for one in paper.office.leaders if one not in made.leads]
    if made.leads and paper.rng.random() < 0.2:
        made.consulted = paper.rng.sample(others, 1)
        made.cooperating = []
    return made


def _topic(paper: Paper, work: Work) -> str:
    about = work.order.split("，")[0]
    return paper.rng.choice(
        (f"关于{about}的事项", f"研究{about}有关事宜", f"关于{about}{paper.rng.choice(_NOUNS)}", f"听取{about}情况汇报")
    )


def _opening(paper: Paper, name: str) -> None:
    rng = paper.rng
    paper.say(
        held(
            paper,
            name,
            rng.choice(("研究有关工作。", "专题研究近期重点工作。", "听取有关情况汇报，研究部署下一步工作。")),
        )
    )
    background_lines(paper)
    paper.say(
        rng.choice(("现将会议议定事项纪要如下：", "会议纪要如下：", "现将会议主要内容纪要如下：", "现纪要如下："))
    )


def _heads(paper: Paper) -> str:
    name, bare = meeting_name(paper)
    words = paper.rng.choice(
        (f"{name}纪要", "会议纪要", f"{paper.office.name}{bare.removeprefix(paper.office.organ)}纪要")
    )
    if paper.rng.random() < 0.75:
        masthead(paper, words)
    else:
        paper.say(words)
    if "第" in name:
        paper.head["meeting"] = name
    return name


def _feet(paper: Paper) -> None:
    if paper.rng.random() < 0.7:
        attendance(paper)
    copies(paper)
    if "date" not in paper.head and paper.rng.random() < 0.6:
        signature(paper)


def topics(paper: Paper) -> None:
    """Numbered topics, each with numbered decisions after what the meeting said."""
    rng = paper.rng
    _opening(paper, _heads(paper))
    top = rng.choice(("一、", "一、", "（一）", "1."))
    below = rng.choice([style for style in BELOW if style[-1] != top[-1] and style != top])
    for section in range(1, rng.randint(3, 5)):
        works = paper.draw(rng.randint(2, 4))
        if not works:
            break
        paper.say(f"{numbered(top, section)}{_topic(paper, works[0])}")
        heard = rng.choice(("", f"会议听取了{rng.choice(paper.office.units)}关于有关情况的汇报。"))
        paper.say(f"{heard}{spoken(rng)}{rng.choice(_BASES)}")
        for number, work in enumerate(works, 1):
            _decide(paper, below, section, number, work)
    _feet(paper)


def _decide(paper: Paper, style: str, section: int, number: int, work: Work) -> None:
    has = _duty(paper, work.order)
    text = decision(paper.rng, has, work)
    paper.say(f"{numbered(style, number)}{text}。")
    paper.items.append(Item(text, number, section, has))


def flat(paper: Paper) -> None:
    """One list after the opening, in any numbering, no topics."""
    rng = paper.rng
    _opening(paper, _heads(paper))
    style = rng.choice(FLAT)
    count = rng.randint(4, 9)
    numbers = run(rng, count, starts_anywhere=False)
    signs: dict[int, Planted] = {}
    if paper.wants("number"):
        numbers, at, bad = slip(rng, numbers)
        signs = {at: paper.plant("number", [str(bad)])}
    parts: list[str] = []
    for place, (number, work) in enumerate(zip(numbers, paper.draw(count), strict=False)):
        has = _duty(paper, work.order)
        text = decision(rng, has, work)
        shown = numbered(style, number)
        parts.append(f"{marked(signs[place], shown) if place in signs else shown}{text}")
        paper.items.append(Item(text, number, 1, has))
    if style in ("1.", "（1）", "①") and rng.random() < 0.3:
        paper.say(f"{rng.choice(_BASES)}{'；'.join(parts)}。")
    else:
        paper.say(*(f"{part}。" for part in parts))
    _feet(paper)


def prose(paper: Paper) -> None:
    """Topics that end in the one decision, without a number before it."""
    rng = paper.rng
    _opening(paper, _heads(paper))
    for section, work in enumerate(paper.draw(rng.randint(3, 6)), 1):
        paper.say(f"{chinese(section)}、{_topic(paper, work)}")
        has = _duty(paper, work.order)
        if rng.random() < 0.25 and has.responsible[1:] == []:
            text = _agreed(paper, has, work)
            before = rng.choice(("会议原则同意", "会议审议并原则通过"))
            paper.say(f"会议听取了有关情况汇报。{spoken(rng)}{before}{text}。")
            item = Item(before.removeprefix("会议") + text, None, section, has, untold=_NO_SECTION)
        else:
            text = decision(rng, has, work)
            paper.say(f"{spoken(rng)}{rng.choice(_ONCE)}{text}。")
            item = Item(text, None, section, has, untold=_NO_SECTION)
        paper.items.append(item)
    _feet(paper)


def _agreed(paper: Paper, has: Duty, work: Work) -> str:
    """A plan is agreed to, and one unit puts it right."""
    has.leads, has.consulted, has.cooperating = [], [], []
    about = work.order.split("，")[0].strip("《》“”")
    by = f"于{has.due.text}" if has.due else "按程序"
    plan = about.replace("《", "").replace("》", "")
    return f"《{plan}工作方案》，由{has.responsible[0]}根据会议意见修改完善后，{by}印发实施"


def firstly(paper: Paper) -> None:
    """A paragraph for each of 一是, 二是, without topics."""
    rng = paper.rng
    name = _heads(paper)
    paper.say(held(paper, name, "研究有关工作。"))
    background_lines(paper)
    paper.say(f"{spoken(rng)}{rng.choice(_BASES)}")
    in_one = rng.random() < 0.3
    parts = []
    for number, work in enumerate(paper.draw(rng.randint(3, 7)), 1):
        has = _duty(paper, work.order)
        text = decision(rng, has, work)
        parts.append(f"{chinese(number)}是{text}")
        paper.items.append(Item(text, number, 1, has))
    if in_one:
        paper.lines[-1] += "；".join(parts) + "。"
    else:
        paper.say(*(f"{part}。" for part in parts))
    _feet(paper)


def several(paper: Paper) -> None:
    """Decisions of which some have parts of their own, ①②③ or （1）（2）（3）."""
    rng = paper.rng
    name = _heads(paper)
    _opening(paper, name)
    style, parts = rng.choice(
        (("1.", "①"), ("1.", "（1）"), ("一、", "1."), ("（一）", "1."), ("一、", "（一）"), ("1、", "①"))
    )
    for number, work in enumerate(paper.draw(rng.randint(3, 5)), 1):
        has = _duty(paper, work.order)
        if rng.random() < 0.5:
            text = decision(rng, has, work)
            paper.say(f"{numbered(style, number)}{text}。")
            paper.items.append(Item(text, number, 1, has))
        else:
            _with_parts(paper, numbered(style, number), number, parts)
    _feet(paper)


def _with_parts(paper: Paper, shown: str, number: int, style: str) -> None:
    rng = paper.rng
    has = replace(_duty(paper), due=None, consulted=[])
    drawn = paper.draw(rng.randint(2, 4))
    count = len(drawn)
    if count < 2:
        return
    work = Work(rng.choice((f"重点抓好以下{count}项工作", "做好以下工作", f"落实好{chinese(count)}项措施")), "", "", "")
    text = decision(rng, has, work)
    while not text.endswith(work.order):
        text = decision(rng, has, work)
    paper.say(f"{shown}{text}：")
    subs = [(at, part.order, "") for at, part in enumerate(drawn, 1)]
    for at, order, _ in subs:
        paper.say(f"{numbered(style, at)}{order}{'。' if at == count else '；'}")
    paper.items.append(Item(text, number, 1, has, subs))


def divided(paper: Paper) -> None:
    """Decisions with who and when in a line below each."""
    rng = paper.rng
    _opening(paper, _heads(paper))
    style = rng.choice(("一、", "1.", "（一）", "1、"))
    for number, work in enumerate(paper.draw(rng.randint(3, 7)), 1):
        has = replace(_duty(paper, work.order), consulted=[])
        paper.say(f"{numbered(style, number)}{work.order}。")
        parts = [("牵头领导", "、".join(one.name for one in has.leads)), ("责任单位", "、".join(has.responsible))]
        parts += [("配合单位", "、".join(has.cooperating)), ("完成时限", has.due.text if has.due else "")]
        inside = "；".join(f"{label}：{value}" for label, value in parts if value)
        paper.say(rng.choice(("（{}）", "({})", "{}。", "【{}】")).format(inside))
        paper.items.append(Item(work.order, number, 1, has))
    _feet(paper)
