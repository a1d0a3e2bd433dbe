"""From lines as stored to paragraphs as meant: spaces, widths, and lines that a page break cut."""

import re
import unicodedata
from dataclasses import dataclass

_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_PUNCT = "，。；：、“”‘’（）《》？！—…"
_SPACE_AT_HAN = re.compile(rf"(?<=[{_HAN}{_PUNCT}])[ \u3000\xa0]+|[ \u3000\xa0]+(?=[{_HAN}{_PUNCT}])")
_FULL = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
_HALF_MARK = re.compile(rf"(?<=[{_HAN}{_PUNCT}%\d])[,:;()?!]|[,:;()?!](?=[{_HAN}{_PUNCT}])")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[，：](?=\d)")
_ENDS = "。；：”！？;:!?"

SECTION = re.compile(r"^(?P<number>[一二三四五六七八九十]{1,3})[、.．]")
SUBSECTION = re.compile(r"^（[一二三四五六七八九十]{1,3}）")
NUMBERED = re.compile(r"^(?P<number>\d{1,3})\s*(?:[、．]|\.(?!\d))")
BRACKETED = re.compile(r"^（(?P<number>\d{1,3})）")
CIRCLED = re.compile(r"[①-⑳㉑-㉟]")
LABEL = re.compile(
    r"(?P<label>牵头单位|牵头部门|责任单位|责任部门|主办单位|承办单位|配合单位|协办单位|完成时限|办理时限|办结时限|时限|责任领导|"
    r"牵头领导|分管领导|督办领导|责任人|联络员|进展情况|落实情况|工作进展|办理情况|目前进展|进展)：\s*"
)
DATE_LINE = re.compile(r"^(?:\d{4}|[〇○零一二三四五六七八九]{4})年\S{1,3}月\S{1,3}日(?:印发?)?$")
_AGENCY = re.compile(rf"^[{_HAN}]{{2,24}}(?:督查室|办公室|政府|委员会|督查办|党委|工委|局|办)$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Joined text and the first and last source line (1-based)."""

    text: str
    lines: tuple[int, int]


def tidy(line: str) -> str:
    """One line without layout spaces, with half-width digits and full-width marks next to Chinese."""
    plain = "".join(_narrow(char) for char in unicodedata.normalize("NFC", line))
    plain = _SPACE_AT_HAN.sub("", plain.replace("\t", " ").strip(" \u3000\xa0\ufeff"))
    plain = _HALF_MARK.sub(lambda match: _FULL[match[0]], plain)
    return _BETWEEN_DIGITS.sub(lambda match: {"，": ",", "：": ":"}[match[0]], plain)


def _narrow(char: str) -> str:
    """Full-width digits, letters, per cent and full stop between digits become plain ones."""
    if "\uff10" <= char <= "\uff19" or "\uff21" <= char <= "\uff5a" or char in "％．":
        return unicodedata.normalize("NFKC", char)
    return "" if unicodedata.category(char) == "Cf" else char


def paragraphs(text: str) -> list[Paragraph]:
    """A line is joined to a body paragraph that did not end; headings and titles stay alone."""
    joined: list[Paragraph] = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = tidy(raw)
        if not line:
            continue
        if joined and _goes_on(joined[-1].text, line):
            before = joined[-1]
            joined[-1] = Paragraph(before.text + line, (before.lines[0], number))
        else:
            joined.append(Paragraph(line, (number, number)))
    return joined


def starts_anew(line: str) -> bool:
    marks = (SECTION, SUBSECTION, NUMBERED, BRACKETED, DATE_LINE, _AGENCY)
    return any(mark.match(line) for mark in marks) or bool(CIRCLED.match(line) or LABEL.match(line))


def _goes_on(before: str, line: str) -> bool:
    if before[-1] in _ENDS or starts_anew(line) or line.startswith(("发送：", "抄送：", "附件：", "（此件")):
        return False
    return _is_body(before)


def _is_body(text: str) -> bool:
    """Numbered text, or prose with commas; titles and section headings have neither."""
    if SECTION.match(text) or SUBSECTION.match(text):
        return "，" in text or "。" in text
    if NUMBERED.match(text) or BRACKETED.match(text) or CIRCLED.match(text):
        return not text.endswith("）") or text.count("（") > text.count("）")
    return "，" in text and not text.endswith(("通报", "纪要"))
