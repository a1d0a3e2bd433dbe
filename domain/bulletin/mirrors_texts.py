"""Sentences about posts to group robots of WeCom, DingTalk and Feishu."""

from domain.commands import Press
from domain.notes import Choice, Rows

TEST_TITLE = "督办通报测试"
TEST_LINE = "这是督办机器人的测试消息，督办通报将同时发到本群。"
GONE = "这条群机器人消息已不在。"
ROBOT_GONE = "这个群机器人已不在设置里，不能补发。请让管理员核对 MIRRORS。"
DROP_DONE = "已记下，这期不再发到该群。"
# By whether the robot takes files.
TEXT_ELSEWHERE = {True: "全文见文件。", False: "全文见督办机器人所在的领导群。"}

_KINDS = {"wecom": "企业微信", "dingtalk": "钉钉", "feishu": "飞书"}

# Error codes read from the body of an answer: what a supervisor can do about them.
_REASONS = {
    "wecom 93000": "机器人已被移除或地址有误",
    "wecom 45009": "发送过于频繁",
    "dingtalk 300001": "机器人已被移除或地址有误",
    "dingtalk 310000": "签名、关键词或 IP 与机器人的安全设置不符",
    "dingtalk 130101": "发送过于频繁",
    "feishu 19001": "机器人已被移除或地址有误",
    "feishu 19021": "签名不符，或服务器时间不准",
    "feishu 19022": "服务器 IP 不在机器人的白名单里",
    "feishu 19024": "消息里没有机器人要求的关键词",
    "feishu 11232": "发送过于频繁",
}


def robot_name(kind: str, mark: str) -> str:
    return f"{_KINDS[kind]}机器人 {mark}"


def reason(kind: str, error: str) -> str:
    """`error` is a code such as "310000", or the kind of a network failure."""
    known = _REASONS.get(f"{kind} {error}")
    return f"{known}（{error}）" if known else f"错误 {error}"


def unknown(post: str, robot: str) -> str:
    return f"“{post}”发到“{robot}”所在的群时断线，不能确定群里是否已有。请到群里看一眼，再点："


def refused(post: str, *, robot: str, why: str) -> str:
    return f"“{post}”还没有发到“{robot}”所在的群：{why}。机器人会继续重试；如需改设置，请联系管理员。"


def given_up(post: str, *, robot: str, why: str) -> str:
    return f"“{post}”没能发到“{robot}”所在的群，多次重试都不成：{why}。请联系管理员处理后再点："


def left_out(post: str, robot: str) -> str:
    return f"“{post}”没有发到“{robot}”所在的群：文件画不出或太大。文字不受影响，文件请从领导群转发。"


def removed(robot: str, parts: int) -> str:
    return f"“{robot}”已不在设置里，还没发出的 {parts} 条不再发到该群。"


def unknown_buttons(part_id: int) -> Rows:
    return ((Choice("群里已有", Press.MIRROR_THERE, part_id), Choice("补发", Press.MIRROR_RESEND, part_id)),)


def given_up_buttons(part_id: int) -> Rows:
    return ((Choice("再发一次", Press.MIRROR_RESEND, part_id), Choice("这期不发了", Press.MIRROR_DROP, part_id)),)
