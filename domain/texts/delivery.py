"""Words to supervisors about messages that do not arrive."""


def unreachable(name: str) -> str:
    return f"{name} 收不到消息（停用了机器人或账号已注销），催办暂停。请电话联系，或发 /invite 另邀联络员。"


def group_lost(title: str) -> str:
    return f"机器人已不在群“{title}”，通报无法发布。请把机器人重新加入该群，并在群里发 /bind。"
