"""Who and when: in the sentence of a decision, in a bracket behind a task, behind labels."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from tests.papers.distance.dues import Due, in_cell, in_sentence
from tests.papers.distance.fitting import fitting
from tests.papers.distance.offices import Office
from tests.papers.distance.people import Leader, spaced
from tests.papers.distance.words import listed
from tests.papers.distance.works import Work

BRACKETS = ("（）", "（）", "（）", "()", "〔〕", "【】", "[]")


@dataclass(slots=True)
class Duty:
    """Who leads, does and helps, and by when."""

    responsible: list[str]
    cooperating: list[str] = field(default_factory=list)
    leads: list[Leader] = field(default_factory=list)
    consulted: list[Leader] = field(default_factory=list)
    due: Due | None = None


def duty(
    rng: Random,
    office: Office,
    when: date,
    *,
    leads: float = 0.2,
    due: float = 0.8,
    cell: bool = False,
    order: str = "",
) -> Duty:
    """Units of this office, none of them twice; with probabilities of a leader and a limit."""
    first = fitting(rng, office.units, order)
    count = rng.choice((1, 1, 1, 2, 2, 3))
    responsible = [first, *office.some_units(rng, count - 1, [first])] if first else office.some_units(rng, count)
    cooperating = office.some_units(rng, rng.choice((0, 0, 1, 2, 3)), responsible)
    if cooperating and rng.random() < 0.2:
        cooperating.append(office.everyone[0])
    made = Duty(responsible, cooperating)
    if rng.random() < leads:
        made.leads = rng.sample(office.leaders, 1)
    if rng.random() < due:
        made.due = (in_cell if cell else in_sentence)(rng, when)
    return made


def joined(rng: Random, names: list[str]) -> str:
    if len(names) == 2 and "和" not in "".join(names) and rng.random() < 0.15:
        return "和".join(names)
    return "、".join(names)


def called(rng: Random, leader: Leader) -> str:
    """A leader in a sentence."""
    last = leader.title.split("、")[-1]
    forms = [f"{leader.title}{leader.name}", f"{leader.name}同志", f"{leader.title}{leader.name}同志"]
    if "·" not in leader.name and len(last) <= 4:
        forms.append(f"{leader.name}{last}")
    return rng.choice(forms)


def _forms(has: Duty) -> tuple[str, ...]:
    """Sentences that say just what there is to say."""
    if has.consulted:
        return ("由{L}牵头，商{S}，{R}负责，{T}{W}", "由{L}牵头负责，商{S}，{R}具体落实，{T}{W}")
    plain: tuple[str, ...]
    helped: tuple[str, ...]
    if has.leads:
        plain = (
            "由{L}牵头，{R}负责，{T}{W}",
            "由{L}牵头，{R}具体负责，{T}{W}",
            "请{L}牵头，{R}抓好落实，{T}{W}",
            "{W}，由{L}牵头，{R}负责，{T}完成",
        )
        helped = (
            "由{L}牵头，{R}负责，{C}配合，{T}{W}",
            "由{L}总牵头，{R}负责，{C}协助，{T}{W}",
            "由{L}牵头协调，{R}具体负责，{C}密切配合，{T}{W}",
        )
    else:
        plain = tuple(
            listed("""
            由{R}负责，{T}{W} 由{R}牵头，{T}{W} {R}负责{T}{W} 责成{R}{T}{W} {T}，由{R}{W}
            {W}，由{R}负责，{T}完成 {R}须于{T}{W} {R}要{T}{W} {R}应于{T}{W} {W}，{T}完成，由{R}负责落实
            由{R}{T}{W}
        """)
        )
        helped = tuple(
            listed("""
            由{R}牵头，{C}配合，{T}{W} 由{R}负责，{C}配合，{T}{W} {R}牵头，{C}协助，{T}{W}
            由{R}负责{W}，{C}做好配合，{T}完成 {W}，由{R}牵头，{C}配合，{T}完成 责成{R}{T}{W}，{C}予以配合
            由{R}牵头负责，{C}等单位配合，{T}{W} {R}为主，{C}配合，{T}{W}
        """)
        )
    return helped if has.cooperating else plain


def decision(rng: Random, has: Duty, work: Work) -> str:
    """A whole sentence without its final mark. Without a limit the words about it go."""
    forms = [
        form
        for form in _forms(has)
        if has.due or ("{T}，" not in form and "于{T}" not in form and "{T}完成" not in form)
    ]
    text = rng.choice(forms or ["由{R}负责，{W}"])
    due = has.due.text if has.due else ""
    values = {
        "L": "、".join(called(rng, one) for one in has.leads),
        "S": "、".join(f"{one.name}同志" for one in has.consulted),
        "R": joined(rng, has.responsible),
        "C": joined(rng, has.cooperating),
        "T": due,
        "W": work.order,
    }
    return text.format(**values)


def bracket(rng: Random, has: Duty, kind: str, pair: str) -> str:
    """Who and when behind a task."""
    due = has.due.text if has.due else ""
    return f"{pair[0]}{_inside(rng, has, kind, due)}{pair[1]}"


def _inside(rng: Random, has: Duty, kind: str, due: str) -> str:
    lead, units, helpers = (
        "、".join(one.name for one in has.leads),
        joined(rng, has.responsible),
        joined(rng, has.cooperating),
    )
    finish = "" if not due else due if any(mark in due for mark in ("长期", "持续", "每", "常态")) else f"{due}完成"
    if kind == "labels":
        parts = [("责任领导", lead), ("牵头单位", units), ("配合单位", helpers), ("完成时限", due)]
        return "；".join(f"{label}：{value}" for label, value in parts if value)
    if kind == "short":
        return "，".join(part for part in (f"{units}负责", finish) if part)
    if kind == "duties":
        return "，".join(part for part in (f"{units}按职责分工负责", finish) if part)
    if kind == "semicolons":
        return "；".join(part for part in (f"{units}牵头", f"{helpers}配合" if helpers else "", finish) if part)
    if kind == "last":
        return "，".join(part for part in (finish, f"{units}牵头", f"{helpers}配合" if helpers else "") if part)
    led = f"{lead}牵头" if lead else ""
    return "，".join(
        part
        for part in (led, f"{units}{'负责' if led else '牵头'}", f"{helpers}配合" if helpers else "", finish)
        if part
    )


BRACKET_KINDS = ("labels", "short", "duties", "semicolons", "last", "plain")


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that one paper uses before its values."""

    order: str
    responsible: str
    cooperating: str
    leads: str
    due: str
    progress: str


def labels(rng: Random) -> Labels:
    responsible, cooperating = rng.choice(
        (
            ("责任单位", "配合单位"),
            ("牵头单位", "配合单位"),
            ("主办单位", "协办单位"),
            ("责任部门", "配合部门"),
            ("牵头部门", "协同部门"),
            ("承办单位", "协办单位"),
            ("主责单位", "协同单位"),
            ("牵头单位", "协作单位"),
            ("责任科室", "配合科室"),
            ("落实单位", "协助单位"),
            ("承办部门", "协助部门"),
        )
    )
    return Labels(
        rng.choice(
            ("工作任务", "重点任务", "事项内容", "议定事项", "工作内容", "主要任务", "督办事项", "任务内容", "具体举措")
        ),
        responsible,
        cooperating,
        rng.choice(("牵头领导", "责任领导", "分管领导", "包抓领导", "包保领导", "督办领导")),
        rng.choice(("完成时限", "完成时间", "办结时限", "时限要求", "办理期限", "时间节点", "完成期限")),
        rng.choice(("进展情况", "落实情况", "办理情况", "目前进展", "完成情况", "工作进展", "推进情况")),
    )


def shown_leads(rng: Random, has: Duty) -> str:
    return "、".join(spaced(rng, one.name) for one in has.leads)
