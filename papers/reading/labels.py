"""Labelled fields: 牵头单位：… 配合单位：… 完成时限：…, in a bracket, after the directive, or on lines of their own."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from papers.reading.label_names import LABEL, field_of
from papers.reading.names.lists import names_of

_LONG = ("progress", "directive", "aim")
# 责任单位：甲局、乙局，列第一位者为牵头单位，下同
_REMARK = re.compile(
    r"（[^（）]*(?:第一|首位|排名|下同)[^（）]*）?"
    r"|[，,；;](?:排|列)?(?:在|名)?(?:首位|第一(?:位|个)?)(?:的|者)?(?:单位)?为.*$|[，,；、]?下同$"
)


_DAY = re.compile(
    r"^(?:于|在|限)?(?:20\d\d年|[今明本]年)?(?:\d{1,2}月|年[底内中]|[上下]半年|[一二三四]季度|全年)[^，；。、]{0,14}$"
)


@dataclass(frozen=True, slots=True)
class TextWithLabels:
    """The text without its labels, and what they say by kind."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)


def take_labels(text: str) -> TextWithLabels:
    """Brackets full of labels first, then the labels that follow the directive."""
    fields: dict[str, str] = {}
    place = 0
    while (span := _labelled_bracket(text, place)) is not None:
        start, end = span
        _read_fields(text[start + 1 : end - 1], fields)
        after = text[end:].removeprefix("。" if text[:start].endswith("。") else "\0")
        # 项目（责任单位：县甲局）：已完工
        text = text[:start] + re.sub("^：", "。", after)
        place = start
    mark = LABEL.search(text)
    if mark is None:
        return TextWithLabels(text, fields)
    rest = _read_fields(text[mark.start() :], fields)
    before = text[: mark.start()].rstrip("（；，、 ")
    directive = fields.pop("directive", "")
    if not before.strip("。") and not directive and not field_of(mark["label"]):
        # 反馈问题：… at the head of an item is what it is about.
        directive = text[mark.end() :][: _end_of_value(text, mark.end())].strip("；，、 ")
    if aim := fields.pop("aim", "").rstrip("。；"):
        # As in tables: the name of a task, and what is to be reached.
        named = (directive or before).rstrip("。；：")
        before, directive = (f"{named}：{aim}" if named else aim), ""
    # Below a topic (关于…议题) the label says what was decided.
    if not before.strip("。") or (directive and not re.search("[，。；]", before)):
        return TextWithLabels(f"{directive}。{rest}" if rest else directive, fields)
    return TextWithLabels(f"{before.rstrip('。')}。{rest}" if rest else before, fields)


def _end_of_value(text: str, start: int) -> int:
    following = LABEL.search(text, start)
    return (following.start() if following else len(text)) - start


def _labelled_bracket(text: str, place: int) -> tuple[int, int] | None:
    """The next （…） that holds a label; brackets may stand inside it."""
    for start, end in brackets(text):
        if start >= place and LABEL.search(text[start + 1 : end - 1]):
            return start, end
    return None


def brackets(text: str) -> list[tuple[int, int]]:
    """Spans of the outermost （…）, in order."""
    spans: list[tuple[int, int]] = []
    depth, start = 0, 0
    for place, char in enumerate(text):
        if char == "（":
            start = place if depth == 0 else start
            depth += 1
        elif char == "）" and depth:
            depth -= 1
            if depth == 0:
                spans.append((start, place + 1))
    return spans


def _without_days(value: str) -> tuple[str, str]:
    """责任单位：县甲局，6月底前完成 tells when as well."""
    pieces = re.split("[，；]", value)
    days = [piece for piece in pieces[1:] if _DAY.match(piece)]
    if not days:
        return value, ""
    return "；".join(piece for piece in pieces if piece not in days), "，".join(days)


def _first_parts(kind: str, value: str) -> str:
    """Up to the first ；, and in a field of units as far as names go on: 县甲局 程远；县乙局 易平."""
    first, *more = value.split("；")
    names = takewhile(lambda part: kind == "responsible" and names_of(part), more)
    return "、".join((first, *names))


def _read_fields(text: str, fields: dict[str, str]) -> str:
    """Fill `fields`; what follows the last short field after its full stop is returned."""
    marks = list(LABEL.finditer(text))
    rest = ""
    for place, mark in enumerate(marks):
        end = marks[place + 1].start() if place + 1 < len(marks) else len(text)
        value, kind = text[mark.end() : end].strip("；，、 ").rstrip("（；，、 "), field_of(mark["label"])
        if kind and kind not in _LONG:
            value, _, rest = _REMARK.sub("", value).partition("。")
            value, days = _without_days(value) if kind != "due" else (value, "")
            if days and "due" not in fields:
                fields["due"] = days
            value = _first_parts(kind, value).rstrip("）") if "（" not in value else value
        if kind and value:
            glue = "" if kind in _LONG else "、"
            fields[kind] = f"{fields[kind]}{glue}{value}" if kind in fields else value
    return rest.strip()
