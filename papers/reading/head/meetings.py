"""Which meeting a paper is about: the fullest name that title or first sentences give it."""

import re
from collections.abc import Sequence

_NTH = r"第\s*(?:\d+|[一二三四五六七八九十百]+)次"
# 常务会议, 办公会, 院务会; a 管委会, 协会 or 指挥部 meets, but is no meeting.
_MEETS = r"(?:会议(?!定)|(?<!委员)(?<!管委)(?<![协学工商社机大])(?<!理事)会(?!议(?!定)|[计员展社同]|会议))"
_NAME = re.compile(
    rf"(?P<name>(?:\d{{4}}年(?:度)?)?[^，。；：！？《》（）\d]{{0,16}}(?:{_NTH})?[^，。；：！？《》（）\d]{{0,14}}?{_MEETS})"
)
_FULL = re.compile(rf"\d{{4}}年|{_NTH}")
_LEAD_IN = re.compile(
    r"^(?:返回顶部|首页|当前位置)|^.*?(?:主持召开(?:了)?|召集(?:了)?|召开(?:了)?)|^(?:关于|对|就|印发|贯彻落实|落实|按照|根据|现将|将|经|在)+|^.*?月\d+日(?:上午|下午|晚上?)?"
)
_MANY = re.compile(r"管委会|精神|两会|^(?:会议|本次会议|此次会议|该会议)$|^各|[、和与及]")
# A congress passes the work that a paper hands out; only its own minutes are about it.
_CONGRESS = re.compile(r"大会|代表会|届.*(?:人大|政协|[一二三四五六七八九十]次(?:全体)?会|全会)")
# 已经县政府第5次常务会议审议通过 tells who agreed to the paper.
_AGREED = re.compile(r"经[^，。；]*会议?[^，。；]*(?:通过|同意)|提请|提交")
_HOLDS = re.compile(r"召开|主持|举行|研究|议定|确定|决定|纪要")
# The paper opens with the day on which somebody held it, or lets the meeting speak.
_SPEAKS = re.compile(
    r"纪要|^(?:\d{4}年)?\d+月\d+日[^。]{0,40}召开|"
    r"(?:^|[，。；])会议(?:议题|听取|审议|研究|讨论|指出|强调|要求|决定|议定|确定|原则|同意|通过|明确|认为|传达|学习|由)"
)
_OTHER_KIND = re.compile(r"(?:方案|通知|计划|报告|分工|分解|公示|公告|办法|意见|措施|要点|总结|汇报)(?:（[^（）]*）)?$")
# 院务会会议, but 委员会会议
_TWICE = re.compile(r"(?<=[^委事]会)会议$")
_LINES, _SPEAKING = 4, 6


def meeting_of(title: str, preamble: Sequence[str]) -> str:
    """With its year and number where any sentence gives them; "" where the paper is about none."""
    clauses = (clause for line in preamble[:_LINES] for clause in re.split("[，。；]", line) if _HOLDS.search(clause))
    told = [words for words in clauses if not _AGREED.search(words)] if _is_of_meeting(title, preamble) else []
    of_title = _names(title, is_own="纪要" in title) if not _AGREED.search(title) else []
    named = [*of_title, *(name for words in told for name in _names(words))]
    full = [name for name in named if _FULL.search(name)]
    return max(full, key=len, default="") or next((one for one in named if len(one) > len("专题会议")), _first(named))


def _is_of_meeting(title: str, preamble: Sequence[str]) -> bool:
    if _OTHER_KIND.search(title) and not _names(title):
        return False
    return any(_SPEAKS.search(words) for words in (title, *preamble[:_SPEAKING]))


def _first(names: Sequence[str]) -> str:
    return names[0] if names else ""


def _names(words: str, *, is_own: bool = False) -> list[str]:
    """The meetings of one clause, without what leads up to them."""
    plain = re.sub(r"\s", "", words)
    found = [_TWICE.sub("", _bare(match["name"])) for match in _NAME.finditer(plain)]
    if not is_own and any(map(_CONGRESS.search, found)):
        return []
    return [name for name in found if len(name) > 2 and not _MANY.search(name)]


def _bare(name: str) -> str:
    year = re.search(r"\d{4}年(?!.*\d{4}年)", name)
    bare = name[year.start() :] if year and not re.search(r"月\d+日", name[year.start() :]) else name
    while (stripped := _LEAD_IN.sub("", bare)) != bare:
        bare = stripped
    return bare
