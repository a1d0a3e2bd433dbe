"""The nudge policy as an office may change it: its knobs, their bounds, and exceptions for single items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum

from domain.nudging import policy_texts as texts
from domain.nudging.stages import DEFAULT_POLICY, NudgePolicy
from domain.refusals import BadInput


class Rule(StrEnum):
    """How one item is nudged instead of by the office's stages."""

    OFF = "off"
    WEEKLY = "weekly"
    DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Knob:
    """A field of NudgePolicy with its bounds; `several` holds a list of days, the others one number.

    `offered` are the values of its buttons, as they are typed.
    """

    name: str
    says: str
    least: int
    most: int
    offered: tuple[str, ...]
    several: bool = False


# The place in this order is what a button carries, so new knobs go to the end.
KNOBS = (
    Knob("before", "提前提醒", 1, 60, ("7.3.1", "10.5.3.1", "3.1", "1"), several=True),
    Knob("after", "超期提醒", 1, 30, ("1.3.7", "1.2.3.5.7", "3.7", "1"), several=True),
    Knob("after_every", "超期复催", 1, 30, ("3", "5", "7", "14")),
    Knob("rest_every", "久未反馈", 3, 90, ("7", "14", "30", "60")),
    Knob("sign_after", "签收提醒", 1, 5, ("1", "2", "3")),
    Knob("sign_up", "签收上报", 2, 10, ("2", "3", "5")),
    Knob("head_after", "报单位负责人", 0, 60, ("0", "1", "3", "7")),
    Knob("leader_after", "报领导联系人", 0, 90, ("0", "3", "7", "14")),
    Knob("watch_after", "报督查室", 1, 30, ("1", "3", "7")),
    Knob("rounds", "每天轮次", 1, 2, ("1", "2")),
    Knob("daily_cap", "每人每天上限", 1, 5, ("1", "2", "3", "5")),
    Knob("snooze_limit", "可推迟次数", 0, 5, ("0", "1", "2", "3")),
    Knob("group_after", "报领导群", 0, 180, ("0", "7", "14", "30")),
    Knob("countersign_days", "负责人审签", 0, 3, ("0", "1", "2")),
)
LIST_AT_MOST = 5


def policy_of(stored: Mapping[str, object]) -> NudgePolicy:
    """The default with what the office changed; JSON has turned tuples into lists."""
    known = {field.name for field in fields(NudgePolicy)}
    changed = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in stored.items()
        if name in known
    }
    return replace(DEFAULT_POLICY, **changed)  # type: ignore[arg-type]  # written by `turned` alone


def knob_named(words: str) -> Knob | None:
    return next((knob for knob in KNOBS if words in (knob.says, knob.name)), None)


def value_of(policy: NudgePolicy, knob: Knob) -> tuple[int, ...]:
    value: int | tuple[int, ...] = getattr(policy, knob.name)
    return value if isinstance(value, tuple) else (value,)


def turned(policy: NudgePolicy, knob: Knob, words: str) -> NudgePolicy:
    """`policy` with the knob at `words` ("7" or "7.3.1"); BadInput says the bounds."""
    values = _numbers(words)
    wrong_count = len(values) > LIST_AT_MOST if knob.several else len(values) != 1
    if not values or wrong_count or not all(knob.least <= value <= knob.most for value in values):
        raise BadInput(texts.out_of_bounds(knob.says, knob.least, knob.most, several=knob.several))
    if knob.several:
        days = tuple(sorted(set(values), reverse=knob.name == "before"))
        changed = replace(policy, **{knob.name: days})  # type: ignore[arg-type]  # a field by its name
    else:
        changed = replace(policy, **{knob.name: values[0]})  # type: ignore[arg-type]  # a field by its name
    _check_together(changed)
    return changed


def _numbers(words: str) -> Sequence[int]:
    parts = words.replace("、", ".").replace("，", ".").replace(",", ".").replace(" ", ".").split(".")
    if not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        return ()
    return [int(part) for part in parts]


def _check_together(policy: NudgePolicy) -> None:
    if policy.sign_up <= policy.sign_after:
        raise BadInput(texts.SIGN_ORDER)
    if policy.rounds > policy.daily_cap:
        raise BadInput(texts.ROUNDS_OVER_CAP)
