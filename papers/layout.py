"""From lines as stored to paragraphs as meant: spaces, widths, quotes, and lines that a page break cut."""

import re
import unicodedata
from dataclasses import dataclass

from papers.label_names import LABEL

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_PUNCT = "，。；：、“”‘’（）《》〈〉【】〔〕？！—…①-⑳"
_SPACE_AT_HAN = re.compile(
    rf"(?<=[{_HAN}{_PUNCT}])[ \u3000\xa0]+|[ \u3000\xa0]+(?=[{_HAN}{_PUNCT}])|(?<=\d)[ \xa0]+(?=%)"
)
_FULL = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！", "[": "〔", "]": "〕"}
_HALF_MARK = re.compile(rf"(?<=[{_HAN}{_PUNCT}%\d\"])[,:;()?!]|[,:;()?!](?=[{_HAN}{_PUNCT}\"])")
_HALF_STOP = re.compile(rf"(?<=[{_HAN}”）\"%])\.(?=\s|$|[{_HAN}“\"])")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[，：](?=\d)")
_STRAIGHT = re.compile(r'"')
_ENDS = "。；：”！？;:!?"
# "— 3 —" and "第3页 共6页" are the printer's; a digit alone may be a table's cell.
_PAGE_NUMBER = re.compile(r"^(?:[—–－-]+\s*\d{1,3}\s*[—–－-]+|第\s*\d{1,3}\s*页.{0,8})$")

_CHINESE = "一二三四五六七八九十"
SECTION = re.compile(rf"^(?P<number>[{_CHINESE}]{{1,3}})[、.．，]")
SUBSECTION = re.compile(rf"^（(?P<number>[{_CHINESE}]{{1,3}})）[、.．]?")
NUMBERED = re.compile(
    r"^(?P<number>\d{1,3})\s*(?:[、．]|\.(?!\d)|）(?=[^，。]))"
    r"|^第?(?:督办|重点)?(?:事项|任务|序号)\s*(?P<named>\d{1,3}|[一二三四五六七八九十]{1,3})\s*[：、.．]"
)
BRACKETED = re.compile(r"^（(?P<number>\d{1,3})）[、.．]?")
CIRCLED = re.compile(r"[①-⑳㉑-㉟]")
DATE_LINE = re.compile(r"^(?:\d{4}|[〇○零一二三四五六七八九]{4})年\S{1,3}月\S{1,3}日(?:印发?)?$")
AGENCY = re.compile(
    rf"^[{_HAN}]{{2,24}}?(?:督查室|督查局|督查办|督查和?[{_HAN}]{{0,4}}室|办公室|人民政府|政府|委员会|党委|工委|局|办)$"
)
_PEOPLE_LINES = (
    "出席",
    "列席",
    "参会",
    "参加",
    "出席人员",
    "列席人员",
    "参会人员",
    "参加人员",
    "请假",
    "记录",
)
_POSTAL = ("发送", "主送", "分送", "发", "抄送", "抄报", "报送", "附件", "附", "主题词")
FOOT = ("（此件", *(f"{name}：" for name in (*_POSTAL, *_PEOPLE_LINES)))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined text and the first and last source line (1-based)."""

    text: str
    lines: tuple[int, int]


def tidy(line: str) -> str:
    """One line without layout spaces, with half-width digits and full-width marks next to Chinese."""
    plain = "".join(_narrow(char) for char in unicodedata.normalize("NFC", line))
    plain = _SPACE_AT_HAN.sub("", plain.replace("\t", " ").strip(" \u3000\xa0\ufeff"))
    plain = re.sub(r'\s*"\s*', '"', plain)
    plain = _HALF_MARK.sub(lambda match: _FULL[match[0]], plain)
    plain = _HALF_STOP.sub("。", _SPACE_AT_HAN.sub("", plain))
    return _BETWEEN_DIGITS.sub(lambda match: {"，": ",", "：": ":"}[match[0]], plain)


def _narrow(char: str) -> str:
    """Full-width digits, letters, per cent and full stop between digits become plain ones."""
    if "\uff10" <= char <= "\uff19" or "\uff21" <= char <= "\uff5a" or char in "％．＂":
        return unicodedata.normalize("NFKC", char)
    return "" if unicodedata.category(char) == "Cf" else char


def paragraphs(text: str) -> list[Paragraph]:
    """A line is joined to a body paragraph that did not end; headings and titles stay alone."""
    joined: list[Paragraph] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = tidy(raw)
        if not line or is_page_number(line):
            continue
        if joined and _goes_on(joined[-1].text, line):
            before = joined[-1]
            joined[-1] = Paragraph(before.text + line, (before.lines[0], number))
        else:
            joined.append(Paragraph(line, (number, number)))
    return [Paragraph(_turn_quotes(paragraph.text), paragraph.lines) for paragraph in joined]


def is_page_number(line: str) -> bool:
    return bool(_PAGE_NUMBER.match(line.strip()))


def _turn_quotes(text: str) -> str:
    """Straight quotes open and close in turn; an item that starts with ” meant “."""
    turns = iter(("“", "”") * (text.count('"') // 2 + 1))
    turned = _STRAIGHT.sub(lambda _: next(turns), _HALF_STOP.sub("。", text))
    return re.sub(r"^(\d{1,3}[、.．])”", r"\1“", turned)


def starts_anew(line: str) -> bool:
    marks = (SECTION, SUBSECTION, NUMBERED, BRACKETED, DATE_LINE, AGENCY)
    return any(mark.match(line) for mark in marks) or bool(CIRCLED.match(line) or LABEL.match(line))


def _goes_on(before: str, line: str) -> bool:
    if before[-1] in _ENDS or line.startswith(FOOT):
        return False
    # After a comma even a line that is nothing but a unit goes on.
    if before.endswith(("，", "、")) and (AGENCY.match(line) or LABEL.match(before)):
        return True
    return _is_body(before) and not starts_anew(line)


def _is_body(text: str) -> bool:
    """Numbered text, or prose with commas; titles and section headings have neither."""
    if SECTION.match(text) or SUBSECTION.match(text):
        return "，" in text or "。" in text or text.endswith("、")
    if NUMBERED.match(text) or BRACKETED.match(text) or CIRCLED.match(text):
        return not text.endswith("）") or text.count("（") > text.count("）")
    return "，" in text and not text.endswith(("通报", "纪要", "通知"))
