"""What the bot says of itself in Telegram, before anybody has written to it."""


def short_description(agency: str) -> str:
    """On the profile of the bot and beside its link; Telegram takes 120 characters."""
    return f"{agency}督办事项：报进展、办结、看通报"[:120]


def description(agency: str) -> str:
    """In the empty chat, above [Start]; Telegram takes 512 characters."""
    words = (
        f"{agency}的督办事项在这里反馈：收到任务、报进展、申请办结、请假代办。\n"
        "仅为已登记的工作人员服务，请用督查室给您的邀请链接打开。\n"
        "请勿发送涉密内容。"
    )
    return words[:512]
