"""Sentences about who a bulletin goes to: 发送, 抄送, and who prints it."""

from collections.abc import Sequence

TITLE = "通报版记"
FIELDS = {"发送": "send_to", "主送": "send_to", "抄送": "copy_to", "印发": "printed_by"}
USAGE = "请写明改哪一处，例如：/wording 发送 各镇人民政府，县政府各工作部门；抄送、印发同样写。"
NAMES = "请用逗号隔开各单位，每个不超过{longest}字、最多{most}个；不要了请写“无”。"
CHANGED_MEANWHILE = "版记刚被改过，您的操作没有生效。请重新发 /wording。"
HOW = "改版记：发 /wording 发送 各镇人民政府，县政府各工作部门（抄送、印发同样写）。"


def shown(send_to: Sequence[str], copy_to: Sequence[str], printed_by: str) -> str:
    return "\n".join(
        (
            f"发送：{'，'.join(send_to) or '未设'}",
            f"抄送：{'，'.join(copy_to) or '未设'}",
            f"印发：{printed_by or '未设'}",
            HOW,
        )
    )


def changed(field: str, before: str, after: str) -> str:
    return f"{field}：{before or '未设'} → {after or '未设'}\n从下一份草稿起生效；已起草和已发布的通报不变。"
