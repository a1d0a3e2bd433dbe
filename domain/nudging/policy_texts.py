"""Sentences of the nudge policy."""

from collections.abc import Sequence

from domain.commands import Press
from domain.notes import Choice, Rows

SIGN_ORDER = "“签收上报”要晚于“签收提醒”，请先改另一项。发 /policy 查看现在的值。"
ROUNDS_OVER_CAP = "“每天轮次”不能多于“每人每天上限”，请先改另一项。发 /policy 查看现在的值。"
TITLE = "催办规则"
CHANGED_MEANWHILE = "规则刚被改过，您的操作没有生效。请重新发 /policy。"
NO_KNOB = "没有“{words}”这项规则。请发 /policy 查看名称，例如：/policy 超期复催 5"
ITEM_USAGE = "请写明怎么催：/policy {number} 不催、每周、每天 或 恢复"
STEP_USAGE = (
    "请写全，例如：/policy 负责人 县农林局 张三，或 /policy 联系人 领导姓名 张三；把姓名写成“无”即取消。"
)
NO_PERSON = "名册里没有“{name}”。请核对姓名，或先发 /invite 邀请。"
TWO_PEOPLE = "名册里有两位“{name}”，分不清是哪一位。请先在名册里改名区分。"
NO_UNIT = "没有“{name}”这个单位。请核对名称，发 /people 看名册。"
MEETING_WORD = "会议"
MEETING_USAGE = "请写明会议和怎么催，例如：/policy 会议 第5次常务会议 每周（不催、每天、恢复）"
HEAD_WORD = "负责人"
CONTACT_WORD = "联系人"
NOBODY = "无"
RULE_WORDS = {"off": "不自动催办", "weekly": "每周催一次", "daily": "临期每天催"}
RULE_SAID = {
    "off": "off",
    "不催": "off",
    "停": "off",
    "weekly": "weekly",
    "每周": "weekly",
    "daily": "daily",
    "每天": "daily",
    "default": "",
    "恢复": "",
    "默认": "",
}
_EXPLAIN = {
    "before": "时限前几天提醒",
    "after": "超期后第几天提醒",
    "after_every": "此后每几天再催一次",
    "rest_every": "长期或未定时限的事项，几天没有反馈就问",
    "sign_after": "交办后几个工作日未签收就提醒",
    "sign_up": "交办后几个工作日未签收就报单位负责人和督查室",
    "head_after": "超期几天报单位负责人（0为不报）",
    "leader_after": "超期几天报牵头领导联系人（0为不报）",
    "watch_after": "超期几天报督查室",
    "rounds": "每个工作日自动催几轮（2为上午、下午各一轮）",
    "daily_cap": "每人每天最多收几条催办",
    "snooze_limit": "一件事项可推迟几次（0为不可推迟）",
    "group_after": "超期几天列入领导群的逾期清单，每周至多一次（0为不报）",
    "countersign_days": "申请办结先报单位负责人审签，几个工作日未审签自动转报（0为不审签）",
}


def out_of_bounds(says: str, least: int, most: int, *, several: bool) -> str:
    if several:
        return f"“{says}”要写1至5个{least}到{most}之间的天数，例如 7.3.1。没有改动。"
    return f"“{says}”要写{least}到{most}之间的一个数。没有改动。"


def value_words(values: Sequence[int]) -> str:
    return "、".join(str(value) for value in values)


def overview(lines: Sequence[tuple[str, str, Sequence[int]]], exceptions: int) -> str:
    """`lines`: (name of the field, what it is called, its values)."""
    shown = [f"{says} {value_words(values)}：{_EXPLAIN[name]}" for name, says, values in lines]
    tail = f"\n另有 {exceptions} 件事项单独规定。" if exceptions else ""
    usage = "\n单件：/policy 37 不催（每周、每天、恢复）\n整个会议：/policy 会议 第5次常务会议 每周"
    return "\n".join(shown) + tail + usage


def meeting_named(title: str) -> str:
    return f"“{title}”的事项"


def which_meeting(titles: Sequence[str], words: str) -> str:
    if not titles:
        return f"没有找到会议“{words[:30]}”。请核对名称，例如：/policy 会议 第5次常务会议 每周"
    return f"有{len(titles)}个会议叫“{words[:30]}”，请写全名称：{'、'.join(titles[:5])}"


def overview_rows(says: Sequence[str], version: int) -> Rows:
    buttons = [Choice(word, Press.POLICY, place, version) for place, word in enumerate(says)]
    return tuple(tuple(buttons[at : at + 3]) for at in range(0, len(buttons), 3))


def knob_text(name: str, says: str, values: Sequence[int], least: int, most: int) -> str:
    return f"{says}：{_EXPLAIN[name]}。\n现在是 {value_words(values)}。其他值（{least}到{most}）请发：/policy {says} 值"


def knob_rows(place: int, version: int, offered: Sequence[str]) -> Rows:
    buttons = [Choice(words.replace(".", "、"), Press.POLICY_SET, place, version, words) for words in offered]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return (*rows, (Choice("返回", Press.POLICY_HOME),))


def changed(says: str, before: Sequence[int], after: Sequence[int]) -> str:
    return f"“{says}”由 {value_words(before)} 改为 {value_words(after)}，从下一轮起生效。"


def same(says: str, values: Sequence[int]) -> str:
    return f"“{says}”本来就是 {value_words(values)}，没有改动。"


def override_now(label: str, rule: str) -> str:
    return f"{label} 现在{'按全室规则催办' if not rule else RULE_WORDS[rule]}。"


def override_set(label: str, rule: str) -> str:
    return f"{label} 改为{'按全室规则催办' if not rule else RULE_WORDS[rule]}。"


def override_rows(item_id: int) -> Rows:
    said = (("不催", "off"), ("每周", "weekly"), ("每天", "daily"), ("恢复", "default"))
    return (tuple(Choice(word, Press.POLICY_ITEM, item_id, 0, rule) for word, rule in said),)


def step_set(whose: str, part: str, name: str) -> str:
    return f"{whose}的{part}定为 {name}。" if name else f"{whose}不再有{part}。"
