"""The wording profile of an office: how its bulletins call and count things, with presets after real ones.

A profile is frozen into each snapshot, so an old issue still reads, and adds up, by the words of its day.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from types import MappingProxyType
from typing import Any

from domain.bulletin import wording_texts as texts
from domain.office.people import Action
from domain.office.setting_kinds import OneOf, Profile, SettingEntry, Switch
from domain.refusals import TooLate


@dataclass(frozen=True, slots=True)
class Wording:
    """`share` says how a part is set against the whole; `slips` are the colours of the formal slips.

    `splits_open` parts the open items into those that go on and those that a supervisor judged slow;
    `makes_demands` adds the section 工作要求 that names what lags, `shows_burden` one with the burden account.
    `shows_instructions` and `shows_difficulties` print 批示 and 困难 behind the progress of their item.
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
    shows_instructions: bool = False
    shows_difficulties: bool = False

    @property
    def counts_done_only(self) -> bool:
        """完成率 and 办结率 are said once, of the whole; 占 and 占比 of every part."""
        return self.share.endswith("率")


DEFAULT_WORDING = Wording()


def _one_of(name: str, label: str, *offered: Any, words: Mapping[Any, str] = MappingProxyType({})) -> OneOf:
    return OneOf(name, label, getattr(DEFAULT_WORDING, name), offered=offered, words=words)


def _switch(name: str, label: str) -> Switch:
    return Switch(name, label, getattr(DEFAULT_WORDING, name), words=texts.YES_NO)


WORDING = Profile(
    name="wording",
    title=texts.TITLE,
    command="wording",
    action=Action.PUBLISH,
    audit="set_wording",
    changes=texts.CHANGES,
    effect=texts.EFFECT,
    more=texts.TRY,
    # A button carries the places in these orders, so new entries and values go to the end.
    entries=(
        _one_of("masthead", "刊头", "督办通报", "督查通报", "督察通报", "政务督查"),
        _one_of("decided", "会议用词", "确定", "议定"),
        _one_of("measure", "计数", "件", "项"),
        _one_of("share", "比例", "占", "占比", "完成率", "办结率"),
        _one_of("decimals", "小数", 1, 0, words=texts.DECIMALS),
        _one_of("closed", "办结用词", "已完成", "已办结"),
        _one_of("under_way", "在办用词", "需长期开展和正在推进", "正在推进", "正在办理"),
        _switch("splits_open", "在办分两类"),
        _switch("makes_demands", "工作要求"),
        _one_of("slips", "督办单颜色", "蓝黄红", "蓝橙红"),
        _switch("shows_burden", "减负账"),
        _switch("shows_instructions", "印批示"),
        _switch("shows_difficulties", "印困难"),
    ),
)


@dataclass(frozen=True, slots=True)
class WordingPreset:
    name: str
    wording: Wording


PRESETS = (
    WordingPreset("逐件通报", DEFAULT_WORDING),
    WordingPreset(
        "专项督查",
        Wording(share="占", decimals=0, under_way="正在办理", splits_open=True, makes_demands=True, slips="蓝橙红"),
    ),
    WordingPreset("完成率", Wording(measure="项", share="完成率", under_way="正在办理")),
    WordingPreset("督查通报", Wording("督查通报", "议定", "件", "占比", 0, "已办结", "正在办理", makes_demands=True)),
)


def wording_of(stored: Mapping[str, Any]) -> Wording:
    """The defaults with what the office decided; words of its own are kept as they are."""
    return Wording(**WORDING.values(stored))


def stored_wording(wording: Wording) -> dict[str, Any]:
    """Only what differs from the defaults."""
    return WORDING.differing(asdict(wording))


def code_of(wording: Wording) -> str:
    """A profile as it travels in a button: the place of each value, "x" for one that is not offered."""
    places = (_place(entry, getattr(wording, entry.name)) for entry in WORDING.entries)
    return "".join("x" if place is None else str(place) for place in places)


def _place(entry: SettingEntry, value: Any) -> int | None:
    return entry.offered.index(value) if value in entry.offered else None


def with_code(wording: Wording, code: str) -> Wording:
    """`wording` as the button says; "x" leaves what stands. TooLate for a button of another edition."""
    if len(code) != len(WORDING.entries):
        raise TooLate(texts.GONE)
    chosen: dict[str, Any] = {}
    for entry, mark in zip(WORDING.entries, code, strict=True):
        if mark == "x":
            continue
        if not (mark.isascii() and mark.isdigit() and int(mark) < len(entry.offered)):
            raise TooLate(texts.GONE)
        chosen[entry.name] = entry.offered[int(mark)]
    return replace(wording, **chosen)
