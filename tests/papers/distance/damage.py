"""What happens to a paper's text on its way: cut lines, blanks, widths, pages, a site's chrome."""

import re
from random import Random

from tests.papers.distance.paper import MARKS

_STOPS = "，。；：、）》”！？,;:)"
_HALF = str.maketrans("，；：（）", ",;:()")
_PAGE = ("— {n} —", "- {n} -", "第{n}页", "{n}", "－{n}－", "第 {n} 页 共 {m} 页")
_CHROME_ABOVE = (
    ["当前位置：首页 > 政务公开 > 通知公告", ""],
    ["索引号：{i}    发布机构：办公室", "发布时间：{y}-{m:02d}-{d:02d} 09:{i:02d}    来源：本网    浏览次数：{i}", ""],
    ["字体：【大 中 小】", "打印", ""],
    ["无障碍 关怀版", "返回顶部", ""],
)
_CHROME_BELOW = (
    ["", "扫一扫在手机打开当前页"],
    ["", "【打印本页】【关闭窗口】"],
    ["", "责任编辑：admin", "相关附件：", "上一篇：没有了"],
    ["分享到：微信 微博"],
)


def visible(text: str) -> int:
    return len(text.translate(MARKS))


def cut(rng: Random, lines: list[str], width: int) -> list[str]:
    """Lines no wider than a page; pages may end inside a sentence."""
    told: list[str] = []
    keeps = rng.random() < 0.6
    for line in lines:
        told += _pieces(line, width, keeps=keeps)
    if rng.random() < 0.4:
        told = paged(rng, told, rng.randint(18, 28))
    return told


def _pieces(line: str, width: int, *, keeps: bool) -> list[str]:
    """A stop never begins a line; where a word processor cut it, a figure is not parted either."""
    pieces, piece = [], ""
    for char in line:
        stays = ord(char) in MARKS or char in _STOPS or (keeps and char.isdigit() and piece[-1:].isdigit())
        if visible(piece) >= width and not stays:
            pieces.append(piece)
            piece = ""
        piece += char
    return [*pieces, piece]


def paged(rng: Random, lines: list[str], height: int) -> list[str]:
    form, told = rng.choice(_PAGE), []
    pages = len(lines) // height + 1
    for at, line in enumerate(lines):
        if at and at % height == 0:
            told.append(form.format(n=at // height, m=pages))
        told.append(line)
    return told


def blanks(rng: Random, lines: list[str]) -> list[str]:
    """None, one after each line, or some."""
    roll = rng.random()
    if roll < 0.4:
        return [line for line in lines if line]
    if roll < 0.7:
        return [part for line in lines for part in (line, "")][:-1]
    return [part for line in lines for part in ((line, "") if rng.random() < 0.3 else (line,))]


def indented(rng: Random, lines: list[str]) -> list[str]:
    indent = rng.choice(("　　", "    ", "", ""))
    return [f"{indent}{line}" if line else line for line in lines]


def half_width(lines: list[str]) -> list[str]:
    return [line.translate(_HALF) for line in lines]


def airy(lines: list[str]) -> list[str]:
    """Blanks between digits and what they count, as some word processors set them."""
    spaced = (re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", line) for line in lines)
    return list(spaced)


def chrome(rng: Random, lines: list[str], when: tuple[int, int, int]) -> list[str]:
    values = {"i": rng.randint(10, 59), "y": when[0], "m": when[1], "d": when[2]}
    above = [line.format(**values) for line in rng.choice(_CHROME_ABOVE)]
    return [*above, *lines, *rng.choice(_CHROME_BELOW)]
