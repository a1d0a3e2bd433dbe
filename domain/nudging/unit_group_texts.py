"""Sentences of the groups of units."""

WORDS = ("unit", "单位")
USAGE = "请写明单位，例如：/bind unit 县农林局"
GROUP_ONLY = "请在要绑定的群里发送：/bind unit 县农林局"
NO_UNIT = "没有“{name}”这个单位，没有绑定。请核对名称后重发。"
IS_LEADERSHIP = "本群是领导群，不能再绑为单位群。请到单位自己的群里发送。"
HOW_TO_REPORT = "请联络员直接回复本条（写明编号，例如：37 已完成招标），或点编号到私聊里反馈。"
WHICH = "没有登记：是哪一件？请在前面写明编号再回复，例如：37 已完成招标"


def bound(title: str, unit: str) -> str:
    return f"已把“{title}”设为{unit}的群，催办只提本单位的事项。"


def same(unit: str) -> str:
    return f"本群已经是{unit}的群，没有变化。"
