"""A title broken where its meaning breaks, in the shape of a trapezoid or a lozenge (GB/T 9704-2012, 7.3.1)."""

import re
from functools import cache
from itertools import pairwise

# Words that titles of bulletins are made of; a break inside one of them is a mistake, not a matter of taste.
_WORDS = (
    "人民政府|县政府|市政府|区政府|镇政府|乡政府|县委|市委|区委|党委|党组|常委会|办公室|督查室|指挥部|领导小组"
    "|常务会议|专题会议|全体会议|办公会议|工作会议|推进会议|现场会|联席会议|党组会议|扩大会议|会议纪要|会议精神|会议"
    "|确定事项|议定事项|决定事项|交办事项|督办事项|重点事项|重大事项|重点工作|重点任务|目标任务|重点项目|重大项目"
    "|政府工作报告|任务分解|责任清单|工作任务|工作要求|年度|季度|上半年|下半年|以来|期间"
    "|落实情况|完成情况|办理情况|进展情况|推进情况|贯彻落实|整改情况|督查情况|情况|事项|工作|任务|项目"
    "|督办通报|督查通报|督查|督办|通报|通知|报告|函|意见|方案|有关问题|关于|落实|推进|完成|进一步|加强|做好|开展"
)
_TOKEN = re.compile(
    # What stands in brackets stays together unless it is long.
    r"《[^》]{,12}》|“[^”]{,12}”|（[^）]{,12}）"
    r"|第?[0-9０-９一二三四五六七八九十百〇零]+(?:年(?:[0-9]+月(?:[0-9]+日)?)?|月(?:[0-9]+日)?|[次期届批号个]|季度)"
    rf"|[A-Za-z0-9.％%]+|{_WORDS}|.",
    re.DOTALL,
)
# After these a line may well end, before those it may well begin.
_GOOD_ENDS = ("会议", "精神", "年度", "以来", "报告", "项目", "任务", "人民政府", "办公室", "领导小组")
_GOOD_STARTS = ("确定", "议定", "决定", "交办", "落实", "完成", "贯彻", "办理", "进展", "推进", "督查", "情况")
_NEVER_FIRST = "的了和与及之等、，。；：”）》？！"
_NEVER_LAST = "“（《和与及对在将由从第把被各"
_BAD = 1000.0


def width_of(text: str, half: float = 0.5) -> float:
    """In characters; a Latin letter or digit takes `half` of one, and a quarter parts it from Chinese."""
    gaps = sum(_gap(a, b) for a, b in pairwise(text))
    return sum(half if char.isascii() else 1 for char in text) + gaps


def _gap(before: str, after: str) -> float:
    """Between the characters that meet."""
    a, b = before[-1], after[0]
    return 0.25 if a.isalnum() and b.isalnum() and a.isascii() != b.isascii() else 0.0


def title_width(text: str) -> float:
    return width_of(text, half=0.56)


def break_title(title: str, room: float) -> tuple[str, ...]:
    """As few lines as `room` (characters a line) allows. A blank or line end in the title is a wished break."""
    pieces = [piece for piece in re.split(r"[\s　]+", title) if piece]
    pieces = _joined_numbers(pieces)
    whole = "".join(pieces)
    if title_width(whole) <= room:
        return (whole,) if whole else ()
    # Places in the whole title at which a piece ends.
    wished, place = [], 0
    for piece in pieces[:-1]:
        place += len(piece)
        wished.append(place)
    tokens = tuple(match[0] for piece in pieces for match in _TOKEN.finditer(piece))
    least = int(-(-title_width(whole) // room))
    for count in range(least, least + 3):
        lines, cost = _best(tokens, count, room, frozenset(wished))
        if lines and (cost < _BAD or count == least + 2):
            return lines
    return _by_force(whole, room)


def _joined_numbers(pieces: list[str]) -> list[str]:
    """Blanks around digits ("第 21 次") are typing habits, not wished breaks."""
    joined: list[str] = []
    for piece in pieces:
        if joined and (piece[0].isascii() or joined[-1][-1].isascii()):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


def _best(tokens: tuple[str, ...], count: int, room: float, wished: frozenset[int]) -> tuple[tuple[str, ...], float]:
    """The cheapest way of cutting the tokens into `count` lines; no lines when none fits."""
    widths = [title_width(token) for token in tokens]
    ideal = sum(widths) / count
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))

    @cache
    def cheapest(first: int, left: int) -> tuple[float, tuple[int, ...]]:
        if left == 1:
            width = title_width("".join(tokens[first:]))
            return (_shape(width, ideal), ()) if width <= room else (float("inf"), ())
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        width = 0.0
        for end in range(first + 1, len(tokens) - left + 2):
            width += widths[end - 1] + (_gap(tokens[end - 2], tokens[end - 1]) if end - 1 > first else 0)
            if width > room:
                break
            rest, cuts = cheapest(end, left - 1)
            cost = _shape(width, ideal) + rest + _seam(tokens, end, wished=starts[end] in wished)
            found = min(found, (cost, (end, *cuts)))
        return found

    cost, cuts = cheapest(0, count)
    if cost == float("inf"):
        return (), cost
    edges = (0, *cuts, len(tokens))
    return tuple("".join(tokens[a:b]) for a, b in pairwise(edges)), cost


def _shape(width: float, ideal: float) -> float:
    return (width - ideal) ** 2


def _seam(tokens: tuple[str, ...], end: int, *, wished: bool) -> float:
    """What it costs the meaning to break before tokens[end]."""
    before, after = tokens[end - 1], tokens[end]
    if after[0] in _NEVER_FIRST or before[-1] in _NEVER_LAST or before == "关于":
        return _BAD
    if wished:
        return -60
    if before[-1] in "次届" and before[0] == "第":
        return 30
    if before in _GOOD_ENDS or before.endswith(_GOOD_ENDS) or before[-1] in "、，：》":
        return 0
    if after.startswith(_GOOD_STARTS):
        return 4
    # Between two single characters there may be a word that the list does not know.
    return 60 if len(before) == 1 and len(after) == 1 else 15


def _by_force(title: str, room: float) -> tuple[str, ...]:
    """A title without any place to break: filled line by line."""
    lines, line = [], ""
    for char in title:
        if title_width(line + char) > room:
            lines.append(line)
            line = ""
        line += char
    return (*lines, line)
