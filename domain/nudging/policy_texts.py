"""Sentences of the nudge policy."""

from collections.abc import Sequence

from domain.commands import Press
from domain.notes import Choice, Rows

SIGN_ORDER = "“签收上报”要晚于“签收提醒”，请先改另一项。发 /policy，查看现在的值。"
ROUNDS_OVER_CAP = "“每天轮次”不能多于“每人每天上限”，请先改另一项。发 /policy，查看现在的值。"
TITLE = "催办规则"
GONE = "这个按钮已过时，没有改动。请重新发 /policy。"
EFFECT = "从下一轮起生效。"
CHANGES = "什么时候催、催几次、几天后报给谁"
CHANGES_ONE = "这一件（这个会议）怎么催"
SEATS_HOW = "单位负责人：/policy 负责人 县农林局 张三\n领导联系人：/policy 联系人 吴明远 张三"
GROUP_AFTER = "超期几天列入领导群的逾期清单，每周至多一次（0为不报）"
COUNTERSIGN_DAYS = "申请办结先报单位负责人审签，几个工作日未审签自动转报（0为不审签）"
SINGLE_USAGE = "单件：/policy 37 不催（每周、每天、恢复）\n整个会议：/policy 会议 第5次常务会议 每周"
ITEM_USAGE = "请写明怎么催：/policy {number} 不催、每周、每天 或 恢复"
STEP_USAGE = "请写全，例如：/policy 负责人 县农林局 张三，或 /policy 联系人 吴明远 张三；把姓名写成“无”即取消。"
NO_PERSON = "名册里没有“{name}”。请核对姓名，或先发 /invite，邀请。"
TWO_PEOPLE = "名册里有两位“{name}”，分不清是哪一位。请先发 /people，点开本人按[改名]区分。"
NO_UNIT = "没有“{name}”这个单位。请核对名称，发 /people，看名册。"
MEETING_WORD = "会议"
MEETING_USAGE = "请写明会议和怎么催，例如：/policy 会议 第5次常务会议 每周（不催、每天、恢复）"
HEAD_WORD = "负责人"
CONTACT_WORD = "联系人"
NOBODY = "无"
RULE_WORDS = {None: "按全室规则催办", "off": "不自动催办", "weekly": "每周催一次", "daily": "临期每天催"}
RULE_SAID = {
    "off": "off",
    "不催": "off",
    "停": "off",
    "weekly": "weekly",
    "每周": "weekly",
    "daily": "daily",
    "每天": "daily",
    "default": None,
    "恢复": None,
    "默认": None,
}


def meeting_named(title: str) -> str:
    return f"“{title}”的事项"


def which_meeting(titles: Sequence[str], words: str) -> str:
    if not titles:
        return f"没有找到会议“{words[:30]}”。请核对名称，例如：/policy 会议 第5次常务会议 每周"
    return f"有{len(titles)}个会议叫“{words[:30]}”，请写全名称：{'、'.join(titles[:5])}"


def override_now(label: str, rule: str) -> str:
    return f"{label} 现在{rule}。"


def override_set(label: str, rule: str) -> str:
    return f"{label} 改为{rule}。"


def override_rows(item_id: int) -> Rows:
    said = (("不催", "off"), ("每周", "weekly"), ("每天", "daily"), ("恢复", "default"))
    return (tuple(Choice(word, Press.POLICY_ITEM, item_id, 0, rule) for word, rule in said),)


def step_set(whose: str, *, part: str, name: str) -> str:
    return f"{whose}的{part}定为 {name}。" if name else f"{whose}不再有{part}。"
