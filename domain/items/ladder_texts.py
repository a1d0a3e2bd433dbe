"""What the ladder of formal slips answers to words that make no steps."""

USUAL_LADDER = "默认"
LADDER_NAME = "督办单的名称要在1到10个字之间。没有改动。"
LADDER_RANGE = "名称 逾期天数 未反馈天数 答复工作日，各单用；隔开；恢复写“默认”"


def ladder_usage(label: str) -> str:
    return f"“{label}”请这样写：蓝单 1 14 5；黄单 1 14 3（{LADDER_RANGE}）。没有改动。"


def ladder_number(name: str, least: int, most: int) -> str:
    return f"督办单“{name}”的天数要在{least}到{most}之间。没有改动。"
