"""What the kinds of settings answer to words that are out of range."""

ON, OFF = ("on", "开", "开启", "是"), ("off", "关", "关闭", "否")
NONE = ("无", "没有")
UNSET = "未设"
SWITCHED = ("关", "开")

HOUR_MARK, ANY_HOUR = "点", "无"


def hours(least: int, most: int) -> str:
    return f"{least}点到{most}点的整点，不限写“无”"


def no_hour(label: str, least: int, most: int) -> str:
    return f"“{label}”要写{least}到{most}之间的整点，例如 {least + 1}点；不限写“无”。没有改动。"


def bounds(least: int, most: int) -> str:
    return f"{least}到{most}"


def out_of_bounds(label: str, least: int, most: int) -> str:
    return f"“{label}”要写{least}到{most}之间的一个数。没有改动。"


def several_out_of_bounds(label: str, least: int, most: int) -> str:
    return f"“{label}”要写1至5个{least}到{most}之间的天数，例如 7.3.1。没有改动。"


def one_of(label: str, range_words: str) -> str:
    return f"“{label}”只能是：{range_words}。没有改动。"


def names(longest: int, most: int) -> str:
    return f"请用逗号隔开各单位，每个不超过{longest}字、最多{most}个；不要了请写“无”。"


def names_range(longest: int, most: int) -> str:
    return f"用逗号隔开，每个不超过{longest}字、最多{most}个；不要了写“无”"
