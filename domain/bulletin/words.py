"""The set phrases of a printed bulletin."""

from datetime import date

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
LATE_REPORT = "（迟报）"
NO_PROGRESS = "暂无进展反馈。"
_ENDS = "。！？!?…"
_CLOSING = "”’）)》」"
_JOINS = "，、；："
_LOOSE = "，,、；;：:. "


def circled(place: int) -> str:
    return _CIRCLES[place - 1] if place <= len(_CIRCLES) else f"（{place}）"


def long_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def edition_mark(edition: int) -> str:
    """Nothing for the first edition, then （更正版）, （第2次更正版）."""
    if edition == 1:
        return ""
    return "（更正版）" if edition == 2 else f"（第{edition - 1}次更正版）"


def said_by(unit: str, words: str) -> str:
    return f"{unit}：{words}"


def issue_line(number: int | None, edition: int = 1) -> str:
    """ "第 35 期"; a later edition of it says that it corrects."""
    return f"第 {number} 期{edition_mark(edition)}" if number is not None else "（待编号）"


def bare(directive: str) -> str:
    """On one line and without the stop or colon that the printed form adds itself."""
    return "".join(line.strip() for line in directive.splitlines()).rstrip("。；;：: ")


def full_stop(text: str) -> str:
    """One paragraph that ends as a sentence: a phone's line breaks are not those of a page."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    joined = "".join(line if line[-1] in _JOINS else _ended(line) for line in lines)
    return _ended(joined.rstrip(_LOOSE))


def _ended(line: str) -> str:
    """ "done", "done." and "done," become "done。"; a stop inside a closing quote is enough."""
    trimmed = line.rstrip(_LOOSE)
    if not trimmed or trimmed.rstrip(_CLOSING)[-1:] in tuple(_ENDS):
        return trimmed
    return f"{trimmed}。"


def progress(text: str, grouped: str, *, has_parts: bool = False) -> str:
    """The newest report and the grouped quantities; an item whose parts speak for it needs none."""
    sentence = full_stop(text) + full_stop(grouped)
    return sentence or ("" if has_parts else NO_PROGRESS)
