"""From lines as stored to paragraphs as meant: spaces, widths, quotes, and lines that a page break cut."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from domain.ideographs import HAN
from papers.reading.frame.numbering import CHINESE, plain_numbers
from papers.reading.label_names import LABEL
from papers.reading.names.gaps import parted_fields

_PUNCT = "，。；：、“”‘’（）《》〈〉【】〔〕？！—…①-⑳"
_SPACE_AT_HAN = re.compile(
    rf"(?<=[{HAN}{_PUNCT}])[ \u3000\xa0]+|[ \u3000\xa0]+(?=[{HAN}{_PUNCT}])|(?<=\d)[ \xa0]+(?=%)"
)
_NAME_DOT = re.compile(rf"(?<=[{HAN}])[•‧・･∙⋅](?=[{HAN}])")
# 买买提．阿卜杜拉同志: between other words it is a full stop.
_NAME_STOP = re.compile(rf"(?<=[{HAN}]{{2}})[．.](?=[{HAN}]{{2,6}}(?:同志|[、和][{HAN}·．.]{{2,12}}同志))")
_FULL = {",": "，", ":": "：", ";": "；", "(": "（", ")": "）", "?": "？", "!": "！"}
# 〔2027〕3号 keeps its bracket, and so does the name of a field or a state in 【】.
_NUMBER_BRACKET = re.compile(
    r"[\[［〔]\d{1,4}[\]］〕]|^\s*【[^】：:，,；;]{1,20}】|【[^】：:，,；;]{1,20}】(?=\s*[：:“\"\w])"
)
_ROUND = str.maketrans("[［〔{｛【]］〕}｝】", "（" * 6 + "）" * 6)
# Full-width digits, letters, per cent, stop and quote and numbers in one letter (⑴ ⒈ ㈠) become plain ones; format
# characters (Cf) are nothing.
_WIDE = (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0x2474, 0x249C), *range(0x3220, 0x322A))
_NARROW = {ord(char): unicodedata.normalize("NFKC", char) for char in (*map(chr, _WIDE), *"％．＂")}
_FORMATS = re.compile(
    "[\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064"
    "\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
_HALF_MARK = re.compile(rf"(?<=[{HAN}{_PUNCT}%\d\"])[,:;()?!]|[,:;()?!](?=[{HAN}{_PUNCT}\"])")
_HALF_NUMBER = re.compile(
    rf"(?:^|(?<=[：；。”]))\((?P<first>\d{{1,2}})[)）]|\((?P<second>\d{{1,2}})[)）](?=[{HAN}“\"])"
)
_HALF_STOP = re.compile(rf"(?<=[{HAN}”）\"%])\.(?=\s|$|[{HAN}“\"])")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[，：](?=\d)")
# What a page leaves in its copy.
_TAG = re.compile(r"</?(?:p|br|div|span|td|tr|th|table|tbody|strong|b|font|a|img|h\d|li|ul)\b[^>]*>")
# {9 Y) t: k3 m( x: what a forum puts between the words of those who copy them.
_JUNK = re.compile(
    rf"(?:^|(?<=[{HAN}{_PUNCT})]))(?!\)\S)[ ]?"
    rf"(?:(?!\) )[!-~]{{1,3}} ){{3,}}[!-~]{{0,3}}(?=$|[{HAN}（(“])"
)
_STRAIGHT = re.compile(r'"')
_ENDS = "。；：”！？…;:!?"
# "— 3 —" and "第3页 共6页" are the printer's; a digit alone may be a table's cell.
_PAGE_NUMBER = re.compile(r"^(?:[—–－-]+\s*\d{1,3}\s*[—–－-]+|第\s*\d{1,3}\s*页.{0,8})$")

SECTION = re.compile(rf"^(?P<number>[{CHINESE}]{{1,3}})[、.．，]")
SUBSECTION = re.compile(rf"^（(?P<number>[{CHINESE}]{{1,3}})）[、.．]?")
NUMBERED = re.compile(
    r"^(?P<number>\d{1,3})\s*(?:[、．]|\.(?!\d(?!\d?月|\d{3}年))|）(?=[^，。]))"
    r"|^第?(?:督办|重点)?(?:事项|任务|序号)\s*(?P<named>\d{1,3}|[一二三四五六七八九十]{1,3})\s*[：、.．]"
)
BRACKETED = re.compile(r"^（(?P<number>\d{1,3})）[、.．]?")
# ●加快…: a list without numbers; • and · are the site's own.
BULLET = re.compile(r"^[●○▲△■□◆◇★☆▪►➢◎✔]\s*(?=[^\s●○▲△■□◆◇★☆▪►➢◎✔])")
# 【已完成】 on a line of its own.
BOXED = re.compile(rf"^【(?P<words>[{HAN}\d（）]{{2,20}})】$")
CIRCLED = re.compile(r"[①-⑳㉑-㉟]")
# 一是加快…, 二要落实…
ORDERED = re.compile(rf"^(?P<number>[{CHINESE}]{{1,2}})(?:是(?!否)|要(?=[{HAN}]{{2}}))")
DATE_LINE = re.compile(r"^(?:\d{4}|[〇○零一二三四五六七八九]{4})年\S{1,3}月\S{1,3}日(?:印发?)?$")
AGENCY = re.compile(
    rf"^[{HAN}]{{2,24}}?(?:督查室|督查局|督查办|督查和?[{HAN}]{{0,4}}室|办公室|人民政府|政府|委员会|党委|工委|局|办)$"
)
# 发送：, 参会人员：, 附件1：: what stands around a paper and not in it.
FOOT = re.compile(
    r"^(?:（此件|(?:发送|主送|分送|印送|发|送|抄送|抄报|报送|报|呈送|附件\d*|附|主题词"
    r"|(?:出席|列席|参会|参加|与会|缺席|请假|主持|记录|整理|签发|校对)(?:会议|人员|单位|领导|同志|人)*(?:名单)?)[：:]"
    r"|(?:打印|关闭)(?:本页|窗口)|【[^】]{0,4}(?:打印|关闭|分享|收藏))"
)


@dataclass(frozen=True, slots=True)
class SourceParagraph:
    """Joined text and the first and last source line (1-based)."""

    text: str
    lines: tuple[int, int]


_SHORT_LINE = 400


def tidy(line: str) -> str:
    """A line as `_tidied` makes it; tables are looked for around each line, so near ones come again."""
    return _tidied(line) if len(line) <= _SHORT_LINE else _tidied.__wrapped__(line)


@lru_cache(maxsize=16384)
def _tidied(line: str) -> str:
    """One line without layout spaces, with half-width digits and full-width marks next to Chinese."""
    if "&" in line or "<" in line:
        line = _TAG.sub("", line.replace("&nbsp;", " ").replace("&ldquo;", "“").replace("&rdquo;", "”"))
    if len(line) <= _SHORT_LINE:
        line = _JUNK.sub(_junk, line)
    line = _NAME_DOT.sub("·", _NAME_STOP.sub("·", unicodedata.normalize("NFC", line)))
    plain = round_brackets(_FORMATS.sub("", line.translate(_NARROW)))
    plain = _SPACE_AT_HAN.sub("", plain.replace("\t", " ").strip(" \u3000\xa0\ufeff"))
    plain = re.sub(r'\s*"\s*', '"', plain)
    # Twice: in 县局):9月 the first pass makes the mark that the second stands beside.
    for _ in range(2):
        plain = _HALF_MARK.sub(lambda match: _FULL[match[0]], plain)
    plain = _HALF_NUMBER.sub(lambda match: f"（{match['first'] or match['second']}）", plain)
    plain = _HALF_STOP.sub("。", _SPACE_AT_HAN.sub("", plain))
    return _BETWEEN_DIGITS.sub(lambda match: {"，": ",", "：": ":"}[match[0]], plain)


def _junk(match: re.Match[str]) -> str:
    """The cells of a row have bars between them, and figures no letters."""
    return match[0] if match[0].count("|") > 1 or not re.search("[A-Za-z]", match[0]) else ""


def round_brackets(line: str) -> str:
    """［…］, 〔…〕, {…} and 【牵头单位：…】 as （…）."""
    kept: list[str] = []
    last = 0
    for match in _NUMBER_BRACKET.finditer(line):
        kept += [line[last : match.start()].translate(_ROUND), match[0]]
        last = match.end()
    return "".join((*kept, line[last:].translate(_ROUND)))


def paragraphs(text: str) -> list[SourceParagraph]:
    """A line is joined to a body paragraph that did not end; headings and titles stay alone."""
    told = text.splitlines()
    raw = [(number, _without_bar(tidy(parted_fields(line)))) for number, line in enumerate(plain_numbers(told), 1)]
    lines = [(number, line) for number, line in raw if line and not is_page_number(line)]
    lines = _without_teasers(_without_folios(lines))
    turned = _cut_by_pages(raw)
    # A row is as long as its cells.
    unlisted = [line for number, line in lines if "\t" not in told[number - 1]]
    width, longest = _width(unlisted), max(map(len, unlisted), default=0)
    joined: list[SourceParagraph] = []
    last = ""
    for at, (number, line) in enumerate(lines):
        is_cut = bool(joined) and (
            _goes_on(joined[-1].text, line, is_short=width == 0 and _is_short(last, longest))
            or _is_open(joined[-1].text, [one for _, one in lines[at : at + _LONGEST_BRACKET]])
            or _is_cut_heading(joined[-1].text, line, last=last, width=width)
            or _is_cut_topic(joined[-1].text, [one for _, one in lines[at : at + 2]])
            or number in turned
            or (0 < width <= len(last) + 1 and _runs_on(joined[-1].text, line))
        )
        if is_cut:
            before = joined[-1]
            joined[-1] = SourceParagraph(before.text + line, (before.lines[0], number))
        else:
            joined.append(SourceParagraph(line, (number, number)))
        last = line
    return [
        SourceParagraph(part, paragraph.lines)
        for paragraph in joined
        for part in _unglued(_turn_quotes(paragraph.text))
    ]


def _without_bar(line: str) -> str:
    """What is left of the frame of a table around the whole paper."""
    return line.strip(" |") if line.count("|") == 1 else line


_LONGEST_BRACKET = 4
_LONGEST_INSIDE = 160
_NARROWEST, _WIDEST = 16, 50
_SHORT_REST = 16
# 一、提高站位，加强领导 is a heading: a line that a page has cut is longer.
_SHORTEST_LINE = 20


def _without_folios(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """A digit alone between lines of prose is a page's, once no table is left; many are the cells of one."""
    alone = sum(line.isdigit() for _, line in lines)
    if alone * _LINES_OF_A_PAGE > len(lines):
        return lines
    return [(number, line) for number, line in lines if not _FOLIO.fullmatch(line)]


def _without_teasers(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """内容概述：为加快重点工作推进，…: the site's own beginning of the paper, broken off, with the paper below."""
    broken = [at for at, (_, line) in enumerate(lines[:_HEAD_LINES]) if line.endswith(("…", "..."))]
    teasers = {at for at in broken if _comes_again(lines[at][1], lines[at + 1 :])}
    return [one for at, one in enumerate(lines) if at not in teasers] if teasers else lines


def _comes_again(line: str, below: list[tuple[int, str]]) -> bool:
    first = line.split("：", 1)[-1][:_TEASED]
    return len(first) == _TEASED and any(text.startswith(first) for _, text in below)


_TEASED, _HEAD_LINES = 12, 40
_LINES_OF_A_PAGE = 8
_FOLIO = re.compile(r"\d{1,3}")


def _width(lines: list[str]) -> int:
    """Letters in a full line of a copy that keeps its line breaks, 0 where each line is a paragraph."""
    longest = max(map(len, lines), default=0)
    full = sum(len(line) >= longest - 2 and line[-1] not in _ENDS for line in lines)
    return longest if _NARROWEST <= longest <= _WIDEST and full >= max(3, len(lines) // 10) else 0


def _runs_on(before: str, line: str) -> bool:
    """A full line of a copy that keeps its line breaks, without a mark at its end."""
    is_title = before.endswith(("通报", "纪要", "通知", "）", "方案", "清单"))
    return before[-1] not in _ENDS and not is_title and not starts_anew(line) and not FOOT.match(line)


def _is_open(before: str, lines: list[str]) -> bool:
    """A bracket or the name of a paper that a line has opened and one of the next closes, whatever stands between."""
    return not FOOT.match(lines[0]) and any(_closes_below(before, lines, pair) for pair in ("（）", "《》"))


def _closes_below(before: str, lines: list[str], pair: str) -> bool:
    opened = before.rfind(pair[0])
    if opened < 0 or pair[1] in before[opened:] or len(before) - opened > _LONGEST_INSIDE:
        return False
    for line in lines:
        close, again = line.find(pair[1]), line.find(pair[0])
        if close >= 0:
            return again < 0 or close < again
        if again >= 0 or _is_marked(line) or "。" in line:
            return False
    return False


def _is_cut_heading(before: str, line: str, *, last: str, width: int) -> bool:
    """一、关于…管理办法的修订 / 有关问题: a numbered heading over two lines."""
    is_heading = SECTION.match(before) or SUBSECTION.match(before) or NUMBERED.match(before)
    if not is_heading or before[-1] in f"{_ENDS}）" or starts_anew(line) or FOOT.match(line) or _SPEAKS.match(line):
        return False
    if before.count("《") > before.count("》") or before.count("“") > before.count("”"):
        return True
    full = len(last) >= width - 2 if width else len(last) >= _FULL_LINE
    return full and len(line) <= _SHORT_REST and not re.search("[，。；：]", line.rstrip("。"))


def _is_cut_topic(before: str, lines: list[str]) -> bool:
    """一、关于旧厂房 / 盘活利用的情况 / with its own words below: the first line names no matter by itself."""
    is_topic = _is_marked(before) and "关于" in before and not re.search("[，。；：）]", before)
    line, below = lines[0], lines[-1]
    if not is_topic or len(lines) < 2 or starts_anew(line) or FOOT.match(line) or re.search("[，。；：]", line):
        return False
    is_cut = line[0] in "及和与暨并" or ("的" not in before and re.search("的[^的]{2,4}$", line) is not None)
    return is_cut and (bool(LABEL.match(below)) or "。" in below)


def _cut_by_pages(raw: list[tuple[int, str]]) -> set[int]:
    """The lines that go on with what a page number has parted: 达标率达到 / — 3 — / 90%以上. Where the paper has bare
    headings above prose elsewhere, such a line may be one."""
    told = [(number, line) for number, line in raw if line]
    turned: set[int] = set()
    for (_, before), (_, line), (number, after) in zip(told, told[1:], told[2:], strict=False):
        goes_on = _is_listed(before) and before[-1] not in f"{_ENDS}）" and not starts_anew(after)
        if is_page_number(line) and goes_on and not FOOT.match(after):
            turned.add(number)
    if not turned:
        return turned
    pairs = pairwise(line for _, line in told)
    is_headed = any(
        _is_listed(one)
        and one[-1] not in _ENDS
        and after[-1] == "。"
        and not _is_marked(after)
        and not is_page_number(after)
        and len(one) < _SHORTEST_LINE
        for one, after in pairs
    )
    return set() if is_headed else turned


def _is_listed(line: str) -> bool:
    return bool(NUMBERED.match(line) or BRACKETED.match(line) or CIRCLED.match(line))


def _unglued(text: str) -> list[str]:
    """A copy that has lost its line breaks: 一、 begins anew after a full stop, and 2、 after what 1、 began."""
    if len(text) < _LONG_LINE:
        return [text]
    parts: list[str] = []
    match = NUMBERED.match(text)
    first, last = 0, int(match["number"]) if match and match["number"] else None
    is_below = SECTION.match(text) is not None or last is None
    for mark in _GLUED.finditer(text):
        number = int(mark["number"]) if mark["number"] else None
        follows = number is not None and ((last is not None and number == last + 1) or (is_below and number == 1))
        begins_again = number == 1 and (last or 0) > 1 and text[mark.start() - 1] == "："
        if not (mark["section"] or follows or begins_again):
            continue
        piece = text[first : mark.start()]
        parts += _at_first_stop(piece) if begins_again else [piece]
        first, last, is_below = mark.start(), number, number is None
    is_plain = len(parts) >= _PLAIN_ENOUGH and not any("。" in part[:-1] for part in parts[-_PLAIN_ENOUGH:])
    return [*parts, *(_at_first_stop(text[first:]) if is_plain else [text[first:]])]


# So many parts of one sentence each: what follows the first sentence of the last is the paper's again.
_PLAIN_ENOUGH = 2


def _at_first_stop(text: str) -> list[str]:
    sentence, stop, rest = text.partition("。")
    return [sentence + stop, rest] if rest else [text]


_LONG_LINE = 60
_FULL_LINE = 26
_GLUED = re.compile(
    rf"(?<=[。；：”）])(?:(?P<section>[{CHINESE}]{{1,3}}、)|(?P<number>\d{{1,3}})(?:[、．]|\.(?!\d)))(?=[^，。；、])"
)


def is_page_number(line: str) -> bool:
    return bool(_PAGE_NUMBER.match(line.strip()))


def _turn_quotes(text: str) -> str:
    """Straight quotes open and close in turn; an item that starts with ” meant “."""
    turns = iter(("“", "”") * (text.count('"') // 2 + 1))
    turned = _STRAIGHT.sub(lambda _: next(turns), _HALF_STOP.sub("。", text))
    return re.sub(r"^(\d{1,3}[、.．])”", r"\1“", turned)


def _is_marked(line: str) -> bool:
    marks = (SECTION, SUBSECTION, NUMBERED, BRACKETED, BULLET, BOXED, CIRCLED, ORDERED)
    return any(mark.match(line) for mark in marks)


def starts_anew(line: str) -> bool:
    return _is_marked(line) or any(mark.match(line) for mark in (DATE_LINE, AGENCY, LABEL))


def _is_short(line: str, longest: int) -> bool:
    """Where each line is a paragraph, a short one is whole: what a page has cut is long."""
    return longest < _FULL_LINE or len(line) < min(_LONG_CUT, longest * 3 // 5)


_LONG_CUT = 40
# 甲局、乙局等按职责分工负责: who does what stands above.
_ONLY_WHO = re.compile(r"^[^，。；：]*(?:、|等)[^，。；：]*(?:负责|牵头)。?$")


def _goes_on(before: str, line: str, *, is_short: bool = False) -> bool:
    if before[-1] == "：" and not _is_marked(line) and not LABEL.match(line) and not FOOT.match(line):
        # 牵头单位： at the end of a line, the unit on the next; 发现以下问题： announces what follows.
        return any(mark.end() == len(before) and "以下" not in mark["label"] for mark in LABEL.finditer(before))
    if before[-1] in _ENDS or FOOT.match(line):
        return False
    # Cut within a bracket, before a mark, or at the end of a full line of names.
    is_within = before.count("（") > before.count("）") and "）" in line and not _is_marked(line)
    is_full = len(before) >= _FULL_LINE and LABEL.match(before) is not None and not starts_anew(line)
    if line[0] in "，、；。）”" or is_within or is_full:
        return True
    # After a comma even a line that is nothing but a unit goes on.
    if before.endswith(("，", "、")) and (AGENCY.match(line) or LABEL.match(before)):
        return True
    if (is_short and not _is_marked(before)) or _ONLY_WHO.match(line):
        return False
    return _is_body(before) and not starts_anew(line) and not _SPEAKS.match(line)


# Below a heading the meeting begins to speak; after a notice its office does: 如对…有异议，请…
_SPEAKS = re.compile(
    r"^(?:会议|会上|与会|经[^，。；]{0,6}(?:研究|讨论|审议)|如(?:对|有)[^，。；]{0,30}(?:异议|意见|疑问))"
)


def _is_body(text: str) -> bool:
    """Numbered text, or prose with commas; titles and section headings have neither."""
    is_whole = text.endswith("）") and text.count("（") <= text.count("）")
    if SECTION.match(text) or SUBSECTION.match(text):
        is_long = len(text) >= _SHORTEST_LINE or text[-1] in "，、"
        return not is_whole and is_long and ("，" in text or "。" in text or text.endswith("、"))
    if NUMBERED.match(text) or BRACKETED.match(text) or CIRCLED.match(text):
        return not is_whole and (len(text) >= _SHORTEST_LINE or re.search("[，。；：、]", text[3:]) is not None)
    return "，" in text and not is_whole and not text.endswith(("通报", "纪要", "通知"))
