"""Sentences about who a bulletin goes to: 发送, 抄送, and who prints it."""

TITLE = "通报版记"
# Clerks also call the first line by the older word.
ALSO = {"主送": "发送"}
USAGE = "请写明改哪一处，例如：/wording 发送 各镇人民政府，县政府各工作部门；抄送、印发同样写。"
EFFECT = "从下一份草稿起生效；已起草和已发布的通报不变。"
HOW = "改版记：发 /wording 发送 各镇人民政府，县政府各工作部门（抄送、印发同样写）。"


def changed(label: str, before: str, after: str) -> str:
    return f"{label}：{before} → {after}\n{EFFECT}"
