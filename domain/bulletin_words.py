"""The set phrases of a printed bulletin."""

from datetime import date

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
NO_PROGRESS = "暂无进展反馈。"
_ENDS = "。！？!?…"
_CLOSING = "”’）)》」"
_JOINS = "，、；："
_LOOSE = "，,、；;：:. "


def circled(place: int) -> str:
    return _CIRCLES[place - 1] if place <= len(_CIRCLES) else f"（{place}）"


def long_date(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def issue_line(number: int | None) -> str:
    return f"第 {number} 期" if number is not None else "（待编号）"


def title(meeting: str | None) -> str:
    return f"{meeting}确定事项落实情况的通报" if meeting else "县政府确定事项落实情况的通报"


def preamble(
    meeting: str | None, as_of: date, total: int, closed: int, shares: tuple[str, ...], stopped: int = 0
) -> str:
    """`stopped` is told apart: it is in neither of the other counts."""
    source = meeting or "县政府"
    apart = f"另有停办{stopped}件，" if stopped else ""
    return (
        f"{source}确定事项{total}件，截至{long_date(as_of)}，已完成工作{closed}件（占{shares[0]}），"
        f"需长期开展和正在推进的工作{total - closed}件（占{shares[1]}），{apart}现将有关情况通报如下："
    )


def closed_heading(count: int, share: str) -> str:
    return f"一、已完成工作{count}件（占{share}）。" if count else "一、已完成工作。暂无。"


def open_heading(count: int, share: str) -> str:
    name = "二、需长期开展和正在推进的工作"
    return f"{name}{count}件（占{share}）。" if count else f"{name}。无，确定事项已全部完成。"


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
