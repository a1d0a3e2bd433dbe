"""Words of the annexes of a bulletin, and of the switch that adds them."""

import re
from collections.abc import Sequence
from datetime import date

from domain.bulletin.forms import long_date
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.papers.origin_texts import PAPER, stated

ANNEX = "附件"
TRACE_TITLE = "进展和数字依据表"
PHOTO_TITLE = "佐证照片"
COUNTS, TRACES = "一、数字的依据", "二、进展语句的依据"
COUNT_HEAD = ("数字", "件数", "事项编号")
TRACE_HEAD = ("序号", "通报语句", "依据的反馈")
TOTAL, OVERDUE, STOPPED = "总数", "其中逾期", "另有停办"
NO_BASIS = "无反馈"
REWORDED = "（印发前改写，原依据：）"

TITLE = "通报附件"
USAGE = "查看发 /annex；开关分别发，例如：/annex 依据 开，/annex 照片 关"
MORE = "开启后，以后发布的通报 docx 和 PDF 带此附件；已发布的不变。"
_HEADING = re.compile(r"^[一二三四五六七八九十]+、(.*?)\s*\d+\s*[件项]?.*$")


def left_out(count: int) -> str:
    return f"另有{count}张照片，可在事项详情中查看"


def heading_name(heading: str) -> str:
    """ "一、已完成工作 11 件（占 64.7%）。" is about 已完成工作."""
    found = _HEADING.match(heading)
    return found[1] if found and found[1] else cut(heading, 20)


def basis(report_id: int, unit: str, day: date, today: date) -> str:
    return f"R-{report_id} {unit} {say_date(day, today)}"


def paper_basis(paper: str, day: date, today: date) -> str:
    return f"{stated(paper)}（{say_date(day, today)}）"


def photo_caption(number: int, label: str, unit: str, day: date, words: str) -> str:
    return f"照片{number}　{label} {unit or PAPER} {long_date(day)}报送：{cut(words.replace(chr(10), ' '), 60)}"


def ranges(labels: Sequence[str]) -> str:
    """#1至#11、#13: numbers that follow each other are joined."""
    numbers = sorted(int(label[1:]) for label in labels if label[1:].isdigit())
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(_run(run) for run in runs)


def _run(run: Sequence[int]) -> str:
    if len(run) < 3:
        return "、".join(f"#{number}" for number in run)
    return f"#{run[0]}至#{run[-1]}"


def switched(label: str) -> tuple[str, str]:
    return f"{label}已关闭", f"{label}已开启"
