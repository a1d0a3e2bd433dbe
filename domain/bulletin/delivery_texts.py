"""Words to supervisors about messages that do not arrive."""

from datetime import timedelta


def unreachable(name: str) -> str:
    return f"{name} 收不到消息（停用了机器人或账号已注销），催办暂停。请电话联系，或发 /invite，另邀联络员。"


def group_lost(title: str) -> str:
    return f"机器人已不在群“{title}”，通报无法发布。请把机器人重新加入该群，并在群里发 /bind。"


def topic_closed(title: str) -> str:
    return f"群“{title}”里的话题已关闭或已删除，消息发不进去。请重新打开该话题，或到要用的话题里重发 /bind。"


def offered_again(silence: timedelta, more: int) -> str:
    """`more` requests are left to the queue."""
    minutes = max(1, round(silence.total_seconds() / 60))
    rest = f"；其余{more}件发 /desk，查看" if more > 0 else ""
    return f"机器人刚才中断约{minutes}分钟，其间按下的按钮可能没有生效。仍待您决定的申请重新发来{rest}。"
