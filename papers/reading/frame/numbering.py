"""Numbers at the heads of lines that only the sequence of the whole paper tells from figures.

"2.100个村" is number 2 after 1., "1 新建公园" a numbered line where 2 and 3 follow, "任务三：" one of a run. Such
heads are written in the plain form (2、100个村), so that everything below knows one form.
"""

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

from domain.dates.words import number_of
from domain.ideographs import HAN

CHINESE = "一二三四五六七八九十"
_WORD = rf"[{HAN}“《（【\d]"
_BLANKS = " \t\u3000\xa0\ufeff"
# What stands plainly as a number: it keeps the run.
_PLAIN = re.compile(r"^(?P<number>\d{1,3})\s*(?:[、)）]|[.．](?!\s*\d))")
# 2.100个村, 3.12345热线: a decimal but for the run. 12.30 and 3.5% are looked at in the same way.
_DECIMAL = re.compile(r"^(?P<number>\d{1,3})\s*[.．]\s*(?=\d)")
# 1﹒, 1丶, 一·: whatever mark a copy has left after the number.
_ODD = re.compile(
    rf"^(?P<number>\d{{1,3}}|[{CHINESE}]{{1,3}})\s*(?:丶|[^\w\s%％‰℃~～+\-—–（(“《、.．)）:：/])\s*(?=[{HAN}“《（])"
)
# 1 新建公园
_GAP = re.compile(rf"^(?P<number>\d{{1,3}})[ \t\u3000\xa0]+(?=[{HAN}“《（【])")
# 01 新建公园: no amount is padded with a nought.
_PADDED = re.compile(rf"^(?P<number>0\d)[ \t\u3000\xa0]+(?=[{HAN}“《（【])")
_CN_GAP = re.compile(rf"^(?P<number>[{CHINESE}]{{1,3}})[ \t\u3000\xa0]+(?=[{HAN}“《])")
# 1.1 总体要求, 2.3 建设内容
_DOTTED = re.compile(rf"^(?P<first>\d{{1,2}})[.．](?P<number>\d{{1,2}})[.．、]?[ \t\u3000\xa0]*(?=[{HAN}“《])")
# [1]开展…, 【2】开展…, 〔3〕开展…
_BOXED = re.compile(rf"^[\[［〔【][ \t]*(?P<number>\d{{1,3}})[ \t]*[\]］〕】][、.．]?[ \t\u3000\xa0]*(?=[{HAN}“《（])")
# （县水利局）1.完成…: who does it stands before the number.
_WHO_FIRST = re.compile(
    rf"^[（(【](?P<who>[{HAN}、]{{2,30}})[）)】][ \t]*(?P<number>\d{{1,3}})(?P<mark>[、.．])(?!\d)[ \t]*(?P<words>.*\S)"
)
# • 信访局：化解…: any sign that begins line after line.
_SIGN = re.compile(rf"^(?P<sign>[•·‧・*※√✓－–—-]|[^\w\s“《（(【〔\[<&])[ \t\u3000\xa0]*(?=[{HAN}“《\d])")
_OFFICE_FIRST = re.compile(rf"[{HAN}、]{{2,20}}[：:].{{2}}")
# A.上线…, 壹、…, Ⅱ、…: numbers of other kinds, their values in order.
_OTHER_KINDS = ("ABCDEFGHIJ", "abcdefghij", "壹贰叁肆伍陆柒捌玖拾", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ", "甲乙丙丁戊己庚辛壬癸")
# 议题三：, 第2项：, 任务（一）：
_NAMED = re.compile(
    rf"^第?(?P<name>[{HAN}]{{0,4}}?)[（(]?[ \t]*(?P<number>\d{{1,3}}|[{CHINESE}]{{1,3}})[ \t]*[）)]?"
    rf"(?P<unit>(?:[条款号件]|项(?!目))?)"
    rf"[ \t\u3000]*(?P<mark>[：:、，.]|[ \t\u3000]+|(?<=[条款件])|(?<=项)(?!目))\s*(?={_WORD})"
)
_CHAPTER = re.compile(rf"^[{CHINESE}]{{1,3}}、")
_NOT_NAMED = re.compile(r"^(?:附|表|图|页|注|期|年|月|星期|电话|约|近|共|达|超|至|到|于|第)")
# What a line must end with for the next to begin a number.
_ENDED = "。；：！？!?;:.”）)】〕"
_SHORT = 24
# …。责任单位：县交通局
_ENDS_IN_LABEL = re.compile(rf"(?:^|[。；（(\s])[{HAN}]{{2,6}}[：:][{HAN}、·]{{2,20}}$")
_FEWEST = 2
_FEWEST_PICKED = 3
_MOST_IN_CHINESE = 100


@dataclass(frozen=True, slots=True)
class _Head:
    line: int
    number: int
    end: int


def plain_numbers(lines: list[str]) -> list[str]:
    """The same lines, each doubtful number that the run bears out in its plain form."""
    out = list(lines)
    for rewrite in (_who_first, _signs, _other_kinds, _named, _dotted, _boxed, _decimals, _gaps, _odd_marks):
        rewrite(out)
    return out


def _heads(lines: list[str], pattern: re.Pattern[str], *, anywhere: bool = False) -> list[_Head]:
    """Where a line has ended, or the next after the one that bears the number before: rows need no stop."""
    found: list[_Head] = []
    last_line = -1
    for at, line in enumerate(lines):
        match = pattern.match(line.lstrip(_BLANKS))
        if match:
            number = number_of(unicodedata.normalize("NFKC", match["number"]))
            is_next = bool(found) and found[-1].line == last_line and number == found[-1].number + 1
            if anywhere or is_next or _has_ended(lines, at):
                found.append(_Head(at, number, match.end()))
        last_line = at if line.strip() else last_line
    return found


def _write(lines: list[str], head: _Head, mark: str) -> None:
    lines[head.line] = mark + lines[head.line].lstrip(_BLANKS)[head.end :]


def _decimals(lines: list[str]) -> None:
    """N. before a digit is a number where N-1 stood before, and the line before has ended."""
    last = 0
    for at, raw in enumerate(lines):
        line = raw.lstrip(_BLANKS)
        if plain := _PLAIN.match(line):
            last = int(plain["number"])
        elif decimal := _DECIMAL.match(line):
            number = int(decimal["number"])
            begins = number == 1 and _follows(lines, at, 2)
            is_borne = number == last + 1 > 1 and _bears(lines, at, last) and _follows(lines, at, number + 1)
            if is_borne or (((number == last + 1 and last > 0) or begins) and _has_ended(lines, at)):
                lines[at] = f"{number}、{line[decimal.end() :]}"
                last = number


def _follows(lines: list[str], at: int, number: int) -> bool:
    """Whether the next head, plain or decimal, is `number`."""
    for line in lines[at + 1 : at + 40]:
        plain = line.lstrip(_BLANKS)
        if match := _PLAIN.match(plain) or _DECIMAL.match(plain):
            return int(match["number"]) == number
    return False


def _has_ended(lines: list[str], at: int) -> bool:
    before = _line_before(lines, at)
    is_short = len(before) <= _SHORT and "，" not in before
    return not before or before[-1] in _ENDED or is_short or _ENDS_IN_LABEL.search(before) is not None


def _line_before(lines: list[str], at: int) -> str:
    return next((one.strip() for one in reversed(lines[max(0, at - 4) : at]) if one.strip()), "")


def _bears(lines: list[str], at: int, number: int) -> bool:
    """Whether the line before `at` is number `number`, as written or as `plain_numbers` has written it."""
    match = _PLAIN.match(_line_before(lines, at))
    return match is not None and int(match["number"]) == number


def _gaps(lines: list[str]) -> None:
    """1 新建公园, 2 改造道路: a run from its first number on; a single 3 个项目 is a figure."""
    for pattern, fewest in ((_PADDED, _FEWEST), (_GAP, 3), (_CN_GAP, 3)):
        for head in _runs(_heads(lines, pattern, anywhere=pattern is _PADDED), fewest=fewest):
            words = lines[head.line].lstrip(_BLANKS)[: head.end].strip()
            _write(lines, head, f"{words}、")


def _other_kinds(lines: list[str]) -> None:
    """Each kind in a form that the paper does not use otherwise."""
    plain = [line.lstrip(_BLANKS) for line in lines]
    uses_digits = any(_PLAIN.match(line) for line in plain)
    for kind in _OTHER_KINDS:
        pattern = re.compile(rf"^[（(]?(?P<number>[{kind}])[）)]?[、.．)）][ \t]*(?=[{HAN}“《])")
        found = [(at, match) for at, line in enumerate(plain) if (match := pattern.match(line))]
        numbers = [kind.index(match["number"]) + 1 for _, match in found]
        # A list may begin anew below each heading.
        steps = all(after == before + 1 or after == 1 for before, after in pairwise(numbers))
        if len(found) < _FEWEST or numbers[0] != 1 or not steps or max(numbers) < _FEWEST:
            continue
        for (at, match), number in zip(found, numbers, strict=True):
            mark = f"（{number}）" if uses_digits else f"{number}、"
            lines[at] = mark + plain[at][match.end() :]


def _who_first(lines: list[str]) -> None:
    """The bracket goes to the end, where others have it."""
    found = [(at, match) for at, line in enumerate(lines) if (match := _WHO_FIRST.match(line.strip(" \t\u3000")))]
    steps = [int(after["number"]) - int(before["number"]) for (_, before), (_, after) in pairwise(found)]
    if len(found) < _FEWEST or any(step != 1 for step in steps):
        return
    for at, match in found:
        words = match["words"].rstrip("。；;")
        lines[at] = f"{match['number']}{match['mark']}{words}（{match['who']}）"


def _signs(lines: list[str]) -> None:
    """Offices below each other behind one sign, which tells no more than their lines do."""
    told = [(at, line.strip(_BLANKS)) for at, line in enumerate(lines) if line.strip()]
    run: list[tuple[int, str, re.Match[str]]] = []
    for at, line in [*told, (len(lines), "")]:
        match = _SIGN.match(line)
        if match and (not run or run[-1][2]["sign"] == match["sign"]):
            run.append((at, line, match))
            continue
        if len(run) >= _FEWEST_PICKED and all(_OFFICE_FIRST.match(text[mark.end() :]) for _, text, mark in run):
            for place, text, mark in run:
                words = text[mark.end() :]
                lines[place] = words if words[-1] in _ENDED else f"{words}。"
        run = [(at, line, match)] if match else []


def _boxed(lines: list[str]) -> None:
    for head in _runs(_heads(lines, _BOXED, anywhere=True), fewest=_FEWEST):
        _write(lines, head, f"{head.number}、")


def _odd_marks(lines: list[str]) -> None:
    for head in _runs(_heads(lines, _ODD), fewest=_FEWEST):
        match = _ODD.match(lines[head.line].lstrip(_BLANKS))
        if match is not None:
            _write(lines, head, f"{match['number']}、")


def _runs(heads: list[_Head], *, fewest: int) -> list[_Head]:
    """The heads that stand in runs n, n+1, n+2 of at least `fewest`."""
    kept: list[_Head] = []
    run: list[_Head] = []
    for head in heads:
        if run and head.number == run[-1].number + 1:
            run.append(head)
            continue
        kept += run if len(run) >= fewest else []
        run = [head]
    return kept + (run if len(run) >= fewest else [])


def _dotted(lines: list[str]) -> None:
    """1.1, 1.2, 2.1: the second level of a numbering by digits alone."""
    found = []
    for at, line in enumerate(lines):
        if match := _DOTTED.match(line.lstrip(_BLANKS)):
            found.append((int(match["first"]), _Head(at, int(match["number"]), match.end())))
    steps = [
        (second[0] == first[0] and second[1].number == first[1].number + 1)
        or (second[0] == first[0] + 1 and second[1].number == 1)
        for first, second in pairwise(found)
    ]
    if len(found) < _FEWEST or not all(steps) or found[0][1].number != 1:
        return
    for _, head in found:
        _write(lines, head, f"（{head.number}）")


def _named(lines: list[str]) -> None:
    """Lines that begin with the same word and a running number: 议题一：, 第二条."""
    groups: dict[tuple[str, str], list[_Head]] = {}
    for at, line in enumerate(lines):
        match = _NAMED.match(line.lstrip(_BLANKS))
        is_bare = match is not None and not match["name"] and not match["unit"]
        if match is None or is_bare or _NOT_NAMED.match(match["name"] or "") or len(line) < _FEWEST:
            continue
        key = (match["name"], match["unit"])
        groups.setdefault(key, []).append(_Head(at, number_of(match["number"]), match.end()))
    form = _in_digits if any(_CHAPTER.match(line.strip()) for line in lines) else _in_chinese
    for (name, unit), heads in groups.items():
        numbers = [head.number for head in heads]
        is_run = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        # 提案第3号, 提案第29号: numbers of a larger list
        is_picked = bool(name and unit) and len(heads) >= _FEWEST_PICKED and numbers == sorted(set(numbers))
        # 第41项, 第42项, 第42项, 第44项: what the paper has wrong is told elsewhere
        steps = [second - first for first, second in pairwise(numbers)]
        is_run = is_run or (bool(unit) and len(heads) >= _FEWEST_PICKED and all(0 <= step <= 2 for step in steps))
        if len(heads) >= _FEWEST and (is_run or is_picked):
            for head in heads:
                _write(lines, head, form(head.number) if head.number < _MOST_IN_CHINESE else _in_digits(head.number))


def _in_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return f"{CHINESE[ones - 1]}、"
    return f"{CHINESE[tens - 1] if tens > 1 else ''}十{CHINESE[ones - 1] if ones else ''}、"


def _in_digits(number: int) -> str:
    return f"{number}、"
