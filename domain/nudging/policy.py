"""The nudge policy as an office may change it, and exceptions for single items."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from domain.nudging import policy_texts as texts
from domain.nudging.stages import DEFAULT_POLICY
from domain.office.people import Action
from domain.office.setting_kinds import Number, Numbers, OneOf, Profile
from domain.refusals import BadInput


class Rule(StrEnum):
    """How one item is nudged instead of by the office's stages."""

    OFF = "off"
    WEEKLY = "weekly"
    DAILY = "daily"


def _days(name: str, label: str, least: int, most: int, offered: tuple[int, ...], says: str) -> Number:
    default: int = getattr(DEFAULT_POLICY, name)
    return Number(name, label, default, says=says, offered=offered, least=least, most=most)


def _stages(
    name: str, label: str, most: int, offered: tuple[tuple[int, ...], ...], says: str, *, falling: bool = False
) -> Numbers:
    default: tuple[int, ...] = getattr(DEFAULT_POLICY, name)
    return Numbers(name, label, default, says=says, offered=offered, least=1, most=most, falling=falling)


def _check_together(values: Mapping[str, Any]) -> None:
    if values["sign_up"] <= values["sign_after"]:
        raise BadInput(texts.SIGN_ORDER)
    if values["rounds"] > values["daily_cap"]:
        raise BadInput(texts.ROUNDS_OVER_CAP)


def _rule(name: str) -> Profile:
    return Profile(
        name=name,
        title=texts.TITLE,
        command="policy",
        action=Action.SET_POLICY,
        audit="set_policy",
        changes=texts.CHANGES_ONE,
        tells=None,
        entries=(
            OneOf(
                "rule",
                texts.TITLE,
                None,
                offered=(Rule.OFF, Rule.WEEKLY, Rule.DAILY, None),
                words=texts.RULE_WORDS,
                also=texts.RULE_SAID,
            ),
        ),
    )


ITEM_RULE, MEETING_RULE = _rule("item_rule"), _rule("meeting_rule")
NUDGING = Profile(
    name="nudging",
    title=texts.TITLE,
    command="policy",
    action=Action.SET_POLICY,
    audit="set_policy",
    changes=texts.CHANGES,
    effect=texts.EFFECT,
    more=texts.SINGLE_USAGE,
    check=_check_together,
    exceptions=ITEM_RULE,
    # In this order stand the buttons; the first ones were sent with their place in it.
    entries=(
        _stages("before", "提前提醒", 60, ((7, 3, 1), (10, 5, 3, 1), (3, 1), (1,)), "时限前几天提醒", falling=True),
        _stages("after", "超期提醒", 30, ((1, 3, 7), (1, 2, 3, 5, 7), (3, 7), (1,)), "超期后第几天提醒"),
        _days("after_every", "超期复催", 1, 30, (3, 5, 7, 14), "此后每几天再催一次"),
        _days("rest_every", "久未反馈", 3, 90, (7, 14, 30, 60), "长期或未定时限的事项，几天没有反馈就问"),
        _days("sign_after", "签收提醒", 1, 5, (1, 2, 3), "交办后几个工作日未签收就提醒"),
        _days("sign_up", "签收上报", 2, 10, (2, 3, 5), "交办后几个工作日未签收就报单位负责人和督查室"),
        _days("head_after", "报单位负责人", 0, 60, (0, 1, 3, 7), "超期几天报单位负责人（0为不报）"),
        _days("leader_after", "报领导联系人", 0, 90, (0, 3, 7, 14), "超期几天报牵头领导联系人（0为不报）"),
        _days("watch_after", "报督查室", 1, 30, (1, 3, 7), "超期几天报督查室"),
        _days("rounds", "每天轮次", 1, 2, (1, 2), "每个工作日自动催几轮（2为上午、下午各一轮）"),
        _days("daily_cap", "每人每天上限", 1, 5, (1, 2, 3, 5), "每人每天最多收几条催办"),
        _days("snooze_limit", "可推迟次数", 0, 5, (0, 1, 2, 3), "一件事项可推迟几次（0为不可推迟）"),
        _days("group_after", "报领导群", 0, 180, (0, 7, 14, 30), texts.GROUP_AFTER),
        _days("countersign_days", "负责人审签", 0, 3, (0, 1, 2), texts.COUNTERSIGN_DAYS),
    ),
)
