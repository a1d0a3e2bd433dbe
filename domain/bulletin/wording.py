"""The wording profile of an office: how its bulletins call and count things, with presets after real ones.

A profile is frozen into each snapshot, so an old issue still reads, and adds up, by the words of its day.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from domain.bulletin.wording_texts import GONE
from domain.refusals import TooLate


@dataclass(frozen=True, slots=True)
class Wording:
    """`share` says how a part is set against the whole; `slips` are the colours of the formal slips.

    `splits_open` parts the open items into those that go on and those that a supervisor judged slow;
    `makes_demands` adds the section 工作要求 that names what lags, `shows_burden` one with the burden account.
    """

    masthead: str = "督办通报"
    decided: str = "确定"
    measure: str = "件"
    share: str = "占"
    decimals: int = 1
    closed: str = "已完成"
    under_way: str = "需长期开展和正在推进"
    splits_open: bool = False
    makes_demands: bool = False
    slips: str = "蓝黄红"
    shows_burden: bool = False

    def to_json(self) -> dict[str, Any]:
        """Only what differs from the default: a better default reaches every office."""
        usual = asdict(DEFAULT_WORDING)
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    @property
    def counts_done_only(self) -> bool:
        """完成率 and 办结率 are said once, of the whole; 占 and 占比 of every part."""
        return self.share.endswith("率")


DEFAULT_WORDING = Wording()


@dataclass(frozen=True, slots=True)
class Field:
    """A field of the profile as it is offered: `values` in the order of its buttons."""

    name: str
    says: str
    values: tuple[Any, ...]


# A button carries the places in these orders, so new fields and values go to the end.
FIELDS = (
    Field("masthead", "刊头", ("督办通报", "督查通报", "督察通报", "政务督查")),
    Field("decided", "会议用词", ("确定", "议定")),
    Field("measure", "计数", ("件", "项")),
    Field("share", "比例", ("占", "占比", "完成率", "办结率")),
    Field("decimals", "小数", (1, 0)),
    Field("closed", "办结用词", ("已完成", "已办结")),
    Field("under_way", "在办用词", ("需长期开展和正在推进", "正在推进", "正在办理")),
    Field("splits_open", "在办分两类", (False, True)),
    Field("makes_demands", "工作要求", (False, True)),
    Field("slips", "督办单颜色", ("蓝黄红", "蓝橙红")),
    Field("shows_burden", "减负账", (False, True)),
)


@dataclass(frozen=True, slots=True)
class Preset:
    name: str
    wording: Wording


PRESETS = (
    Preset("逐件通报", DEFAULT_WORDING),
    Preset(
        "专项督查",
        Wording(
            share="占", decimals=0, under_way="正在办理", splits_open=True, makes_demands=True, slips="蓝橙红"
        ),
    ),
    Preset("完成率", Wording(measure="项", share="完成率", under_way="正在办理")),
    Preset(
        "督查通报",
        Wording("督查通报", "议定", "件", "占比", 0, "已办结", "正在办理", makes_demands=True),
    ),
)


def wording_of(stored: Mapping[str, Any]) -> Wording:
    """The default with what the office decided; words it has typed itself are kept as they are."""
    known = {field.name for field in fields(Wording)}
    return replace(DEFAULT_WORDING, **{name: value for name, value in stored.items() if name in known})


def code_of(wording: Wording) -> str:
    """A profile as it travels in a button: the place of each value, "x" for one that is not offered."""
    places = (_place(field, getattr(wording, field.name)) for field in FIELDS)
    return "".join("x" if place is None else str(place) for place in places)


def _place(field: Field, value: Any) -> int | None:
    return field.values.index(value) if value in field.values else None


def with_code(wording: Wording, code: str) -> Wording:
    """`wording` as the button says; "x" leaves what stands. TooLate for a button of another edition."""
    if len(code) != len(FIELDS):
        raise TooLate(GONE)
    chosen: dict[str, Any] = {}
    for field, mark in zip(FIELDS, code, strict=True):
        if mark == "x":
            continue
        if not (mark.isascii() and mark.isdigit() and int(mark) < len(field.values)):
            raise TooLate(GONE)
        chosen[field.name] = field.values[int(mark)]
    return replace(wording, **chosen)
