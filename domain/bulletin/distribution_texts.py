"""Sentences about who a bulletin goes to: 发送, 抄送, and who prints it."""

from collections.abc import Sequence

TITLE = "通报版记"
# Clerks also call the first line by the older word.
ALSO = {"主送": "发送"}
USAGE = "请写明改哪一处，例如：/wording 发送 各镇人民政府，县政府各工作部门；抄送、印发同样写。"
EFFECT = "从下一份草稿起生效；已起草和已发布的通报不变。"
HOW = "改版记：发 /wording 发送 各镇人民政府，县政府各工作部门（抄送、印发同样写）。"


def joined(names: Sequence[str]) -> str:
    return "，".join(names)


def line(label: str, names: str) -> str:
    return f"{label}：{names}"


def label_and_names(words: str) -> tuple[str, str]:
    """ "发送：各镇人民政府" as its field and what is to stand there."""
    said, _, names = words.replace("：", " ").replace("\n", " ").partition(" ")
    return ALSO.get(said, said), names


def changed(label: str, *, before: str, after: str) -> str:
    return f"{label}：{before} → {after}\n{EFFECT}"
