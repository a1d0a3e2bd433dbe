"""Numbers before items in all the ways offices write them."""

from random import Random

_DIGITS = "零一二三四五六七八九"
_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


def chinese(number: int) -> str:
    """1 to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return f"{head}{_DIGITS[ones] if ones or not tens else ''}"


FLAT = (
    "1.",
    "1．",
    "1、",
    "（1）",
    "(1)",
    "1）",
    "①",
    "一、",
    "（一）",
    "第一条",
    "事项1",
    "任务一",
    "一是",
    "第1项",
    "1. ",
)
BELOW = ("1.", "1．", "1、", "（1）", "(1)", "①", "（一）", "1. ", "(一)")


def numbered(style: str, number: int) -> str:
    """The number as it is printed, with what parts it from the text."""
    told = chinese(number) if number < 100 else str(number)
    forms = {
        "1.": f"{number}.",
        "1．": f"{number}．",
        "1、": f"{number}、",
        "（1）": f"（{number}）",
        "(1)": f"({number})",
        "1）": f"{number}）",
        "一、": f"{told}、",
        "（一）": f"（{told}）",
        "(一)": f"({told})",
        "第一条": f"第{told}条 ",
        "事项1": f"事项{number}：",
        "任务一": f"任务{told}：",
        "一是": f"{told}是",
        "第1项": f"第{number}项：",
        "1. ": f"{number}. ",
    }
    if style == "①":
        return _CIRCLES[number - 1] if number <= 20 else f"（{number}）"
    return forms[style]


def run(rng: Random, count: int, *, starts_anywhere: bool) -> list[int]:
    """Numbers of one list; a part of a longer one begins anywhere."""
    first = rng.choice((rng.randint(7, 40), rng.randint(41, 120))) if starts_anywhere else 1
    return list(range(first, first + count))


def slip(rng: Random, numbers: list[int]) -> tuple[list[int], int, int]:
    """The same with one number twice or left out; where it shows, and the number."""
    at = rng.randint(2, len(numbers) - 1)
    if rng.random() < 0.5:
        slipped = [*numbers[:at], *(number - 1 for number in numbers[at:])]
        return slipped, at, slipped[at]
    slipped = [*numbers[:at], *(number + 1 for number in numbers[at:])]
    return slipped, at, slipped[at] - 1
