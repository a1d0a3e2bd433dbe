"""Words of the table of a year."""

from collections.abc import Sequence

from domain.bulletin.wording import Wording
from domain.commands import Press
from domain.hygiene import cut, safe_file_name
from domain.notes import Choice, Rows
from domain.words import shortened

NO_MEETING = "其他来源"
ALL, SUM, UNDER_WAY = "合计", "小计", "正在推进"
USAGE = "年份要写成四位数字，如 /year 2026"
_KINDS_SHOWN = 12


def title(year: int, decided: str) -> str:
    return f"{year}年度会议{decided}事项落实情况统计表"


def head(measure: str, *, closed: str, rate: str) -> tuple[str, ...]:
    return ("会议类别", "会议次数", f"总{measure}数", closed, UNDER_WAY, rate)


def rate_name(wording: Wording) -> str:
    return wording.share if wording.counts_done_only else "完成率"


def number(number: int) -> str:
    return f"第{number}次" if number else "—"


def nothing(year: int) -> str:
    return f"{year}年没有登记事项。发 /year {year - 1}，看上一年，或先导入纪要、通报。"


def line(kind: str, meetings: int, *, total: int, closed: int, rate: str, wording: Wording) -> str:
    times = f"（{meetings}次）" if meetings > 1 else ""
    measure = wording.measure
    return f"· {cut(kind, 40)}{times}：{total}{measure}，{wording.closed}{closed}{measure}，{rate}"


def text(lines: Sequence[str], whole: str) -> str:
    return "\n".join([*shortened(lines, _KINDS_SHOWN, "……另有{}类见附表"), whole])


def rows(year: int) -> Rows:
    return ((Choice(f"看{year - 1}年", Press.YEAR_TABLE, year - 1),),)


def file_name(year: int, decided: str, ending: str) -> str:
    return safe_file_name(f"{title(year, decided)}.{ending}")
