"""Lists of tasks: who and when in brackets, behind labels, in a heading; alone or behind a covering notice."""

from collections.abc import Iterator
from dataclasses import replace

from tests.papers.distance.duties import (
    BRACKET_KINDS,
    BRACKETS,
    Duty,
    Labels,
    bracket,
    duty,
    joined,
    labels,
    shown_leads,
)
from tests.papers.distance.frames import HEADINGS, SUB_HEADINGS, background_lines, requirements, signature, title
from tests.papers.distance.numbering import chinese, numbered, run, slip
from tests.papers.distance.paper import Item, Paper, Planted, marked

_NAMES = (
    "{y}年重点任务分解方案",
    "{y}年重点工作任务清单",
    "{s}{y}年攻坚行动任务分工",
    "{y}年《政府工作报告》重点任务分工",
    "{y}年深化改革工作要点及责任分工",
    "{y}年度目标任务分解表",
    "“百日攻坚”行动任务清单",
)
_STYLES = ("1.", "1．", "1、", "（1）", "1. ", "①", "任务一", "第1项")


def list_title(paper: Paper) -> str:
    office, rng = paper.office, paper.rng
    form = rng.choice(_NAMES if "政府" in office.organ else [name for name in _NAMES if "政府" not in name])
    words = form.format(y=paper.when.year, s=office.scope)
    if not paper.has_year:
        words = words.replace(f"{paper.when.year}年", "")
    return f"{office.name}{words}" if "{s}" not in form and rng.random() < 0.6 else words


class Numbers:
    """The numbers of a whole list, one after another, with the slip that was wished."""

    def __init__(self, paper: Paper, count: int, *, anywhere: bool = False) -> None:
        self.shown = run(paper.rng, count, starts_anywhere=anywhere)
        self._signs: dict[int, Planted] = {}
        if count >= 4 and paper.wants("number"):
            self.shown, at, bad = slip(paper.rng, self.shown)
            self._signs[at] = paper.plant("number", [str(bad)])
        elif anywhere and paper.tempts("number"):
            self._signs[0] = paper.plant("number", [str(self.shown[0])], is_true=True)

    def text(self, at: int, style: str) -> str:
        shown = numbered(style, self.shown[at])
        return marked(self._signs[at], shown) if at in self._signs else shown


def claim(paper: Paper, count: int) -> str:
    """How many follow: told rightly or, when wished, wrongly; or nothing."""
    rng = paper.rng
    forms = (
        "现将{n}项任务分解如下：",
        "本清单共{n}项任务。",
        "共确定重点任务{n}项，具体如下：",
        "任务分工如下（共{n}项）：",
    )
    if paper.wants("total"):
        wrong = count + rng.choice((-1, 1, 2))
        return marked(paper.plant("total", [f"{wrong}项"]), rng.choice(forms).format(n=wrong))
    if paper.tempts("total"):
        return marked(paper.plant("total", [f"{count}项"], is_true=True), rng.choice(forms).format(n=count))
    return rng.choice(forms).format(n=count) if rng.random() < 0.25 and not paper.has_slip else ""


def sections(paper: Paper, count: int) -> Iterator[tuple[int, int]]:
    """(place in the list, section), with the headings said between: none, one level or two."""
    rng = paper.rng
    kind = rng.choice(("none", "one", "one", "two"))
    if kind == "none" or count < 4:
        yield from ((at, 1) for at in range(count))
        return
    starts = sorted({0, *rng.sample(range(2, count), min(rng.choice((1, 2, 3)), count - 2))})
    names, subs = rng.sample(HEADINGS, len(starts)), iter(rng.sample(SUB_HEADINGS, len(SUB_HEADINGS)))
    for at in range(count):
        if at in starts:
            paper.say(f"{chinese(starts.index(at) + 1)}、{names[starts.index(at)]}")
            if kind == "two":
                paper.say(f"（一）{next(subs)}")
        yield at, sum(start <= at for start in starts)


def _opening(paper: Paper, count: int) -> None:
    background_lines(paper)
    told = claim(paper, count)
    if told:
        paper.say(told)


def _style(paper: Paper) -> str:
    return paper.rng.choice(_STYLES)


def brackets(paper: Paper) -> None:
    """Tasks with who and when in a bracket at the end of each."""
    rng = paper.rng
    title(paper, list_title(paper))
    _fill_brackets(paper)
    if rng.random() < 0.3:
        signature(paper)


def _fill_brackets(paper: Paper) -> None:
    rng = paper.rng
    chosen = paper.draw(rng.randint(5, 14))
    numbers = Numbers(paper, len(chosen), anywhere=rng.random() < 0.25)
    _opening(paper, len(chosen))
    style, kind, pair = _style(paper), rng.choice(BRACKET_KINDS), rng.choice(BRACKETS)
    stop = rng.choice((("", "。"), ("。", "")))
    for at, section in sections(paper, len(chosen)):
        has = _bracket_duty(paper, kind, chosen[at].order)
        told = bracket(rng, has, kind, pair)
        paper.say(f"{numbers.text(at, style)}{chosen[at].order}{stop[0]}{told}{stop[1]}")
        paper.items.append(Item(chosen[at].order, numbers.shown[at], section, has))


def _bracket_duty(paper: Paper, kind: str, order: str) -> Duty:
    has = duty(paper.rng, paper.office, paper.when, leads=0.3, due=0.85, cell=kind == "labels", order=order)
    if kind in ("short", "duties", "semicolons", "last"):
        has.leads = []
    if kind in ("short", "duties"):
        has.cooperating = []
    return has


def labelled_parts(paper: Paper, has: Duty, words: Labels, progress: str = "") -> list[str]:
    rng = paper.rng
    parts = [
        (words.leads, shown_leads(rng, has)),
        (words.responsible, joined(rng, has.responsible)),
        (words.cooperating, joined(rng, has.cooperating)),
        (words.due, has.due.text if has.due else ""),
        (words.progress, progress),
    ]
    return [f"{label}：{value}" for label, value in parts if value]


def labelled(paper: Paper) -> None:
    """Who and when behind labels, on lines of their own or on one."""
    rng = paper.rng
    title(paper, list_title(paper))
    chosen, words, style = paper.draw(rng.randint(4, 10)), labels(rng), _style(paper)
    numbers = Numbers(paper, len(chosen), anywhere=rng.random() < 0.3)
    _opening(paper, len(chosen))
    layout, label = rng.choice(("lines", "lines", "one", "same")), rng.choice(("", "", f"{words.order}："))
    for at, section in sections(paper, len(chosen)):
        has = duty(rng, paper.office, paper.when, leads=0.4, due=0.9, cell=True, order=chosen[at].order)
        order, parts = f"{numbers.text(at, style)}{label}{chosen[at].order}", labelled_parts(paper, has, words)
        if layout == "lines":
            paper.say(f"{order}。", *parts)
        elif layout == "one":
            paper.say(f"{order}。", "；".join(parts) + rng.choice(("", "。")))
        else:
            paper.say(f"{order}。{'；'.join(parts)}。")
        paper.items.append(Item(chosen[at].order, numbers.shown[at], section, has))


def by_unit(paper: Paper) -> None:
    """Headings that name the unit, with its tasks below."""
    rng, office = paper.rng, paper.office
    title(paper, list_title(paper))
    background_lines(paper)
    units = office.some_units(rng, rng.randint(3, 5))
    style, shows_count, number = rng.choice(("1.", "1、", "（1）")), rng.random() < 0.6, 0
    chosen = iter(paper.draw(18))
    goes_on = rng.random() < 0.5
    for section, unit in enumerate(units, 1):
        some = [work for _, work in zip(range(rng.randint(2, 4)), chosen, strict=False)]
        if not some:
            break
        paper.say(f"{chinese(section)}、{unit}{f'（{len(some)}项）' if shows_count else ''}")
        for place, work in enumerate(some, 1):
            number = number + 1 if goes_on else place
            has = replace(duty(rng, office, paper.when, leads=0, due=0.5), responsible=[unit], cooperating=[])
            tail = f"（{has.due.text}完成）" if has.due else ""
            paper.say(f"{numbered(style, number)}{work.order}{tail}。")
            paper.items.append(Item(work.order, number, section, has))


def covering(paper: Paper) -> None:
    """A notice with numbered requirements, and the list enclosed."""
    rng, office = paper.rng, paper.office
    name = list_title(paper)
    inner = name.replace("《", "〈").replace("》", "〉")
    paper.say(f"{office.agency}关于印发《{inner}》的通知", f"{rng.choice(office.everyone)}：")
    paper.say(f"《{inner}》已经{rng.choice(office.meetings)}研究同意，现印发给你们，请认真贯彻执行。")
    style = rng.choice(("一、", "1.", "（一）"))
    asked = rng.sample(
        (
            "提高思想认识。充分认识做好此项工作的重要意义。",
            "压实工作责任。主要负责人要亲自抓，层层传导压力。",
            "严格督导考核。对工作不力的予以通报。",
            "加强信息报送。做到情况真实、数据准确。",
        ),
        rng.randint(2, 3),
    )
    paper.say(*(f"{numbered(style, at)}{text}" for at, text in enumerate(asked, 1)))
    paper.say(f"附件：{name}")
    signature(paper)
    paper.say(rng.choice(("附件", "附件：", "附件1")), name)
    _fill_brackets(paper)


def parted(paper: Paper) -> None:
    """Tasks that consist of numbered parts, with one bracket or labels for the whole."""
    rng = paper.rng
    title(paper, list_title(paper))
    background_lines(paper)
    style, below = rng.choice((("一、", "1."), ("一、", "（一）"), ("1.", "（1）"), ("（一）", "1."), ("1.", "①")))
    words = labels(rng)
    pool = iter(paper.draw(18))
    for number, heading in enumerate(rng.sample(HEADINGS, rng.randint(3, 5)), 1):
        has = duty(rng, paper.office, paper.when, leads=0.4, due=0.9, cell=True)
        some = [work.order for _, work in zip(range(rng.randint(2, 3)), pool, strict=False)]
        if len(some) < 2:
            break
        paper.say(f"{numbered(style, number)}{heading}")
        paper.say(*labelled_parts(paper, has, words))
        paper.say("工作举措：", *(f"{numbered(below, at)}{order}。" for at, order in enumerate(some, 1)))
        paper.items.append(Item(heading, number, 1, has, [(at, order, "") for at, order in enumerate(some, 1)]))


def with_requirements(paper: Paper) -> None:
    """A list under its heading, and a last heading that holds no items."""
    rng = paper.rng
    title(paper, list_title(paper))
    paper.say(f"一、{rng.choice(('工作目标', '总体要求'))}", "坚持目标导向和问题导向相统一，确保各项任务落地见效。")
    paper.say(f"二、{rng.choice(('重点任务', '主要任务', '任务分工'))}")
    chosen, kind, pair = paper.draw(rng.randint(4, 9)), rng.choice(BRACKET_KINDS), rng.choice(BRACKETS)
    style = rng.choice(("（一）", "1.", "1、"))
    numbers = Numbers(paper, len(chosen))
    for at, work in enumerate(chosen):
        has = _bracket_duty(paper, kind, work.order)
        paper.say(f"{numbers.text(at, style)}{work.order}。{bracket(rng, has, kind, pair)}")
        paper.items.append(Item(work.order, numbers.shown[at], 1, has))
    requirements(paper, "三、")
