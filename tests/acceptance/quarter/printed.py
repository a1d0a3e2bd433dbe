"""An independent look at what was printed, and at what the supervisors got."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

from sandbox import Message
from tests.acceptance.quarter.recount import Issue
from tests.acceptance.quarter.script import EVENTS, Event, local
from tests.acceptance.quarter.town import QuarterTown

_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f]")
_LEADS = re.compile(r"收到(?!\d)|好的|好嘞|(?i:ok)了|哈哈|辛苦了")
_TALK = re.compile(r"[了啦吧呢哈啊嘛咱我～~！!]|\d[.]\d{1,2}(?=[前后]|$)")
_DONE = re.compile(
    r"(?:全部|均已|已全部)(?:完成|完工|竣工|到位|办结|发放|投用|上线|签订|搬迁|整改|验收)[^，。]{0,4}。$|已?办结。$"
)
_LEFT = re.compile(r"正在|尚|待|剩余|其余|下一步|预计|力争|组织验收|还")
_TITLE = re.compile(r"^督办通报 第 (\d+) 期")
# Shorter words are words of everybody.
_A_LINE = 6
DESK = "今天要您定的"


def ashamed(issue: Issue) -> Iterator[str]:
    """What must not stand in print: emoji, a courtesy, and what somebody said that is no progress."""
    whole = "\n".join(issue.words)
    for form in (_EMOJI, _LEADS):
        for found in form.finditer(whole):
            yield f"{found[0]!r} in …{whole[max(found.start() - 12, 0) : found.end() + 12]!r}"
    for event in _said(issue, whole):
        if not event.is_progress:
            yield f"{event.item} no progress, but in print: {event.text}"


def clumsy(issue: Issue) -> Iterator[str]:
    """What a clerk would have worded otherwise."""
    whole = "\n".join(issue.words)
    for event in _said(issue, whole):
        if event.is_progress and _TALK.search(event.text):
            yield f"{event.item} as it was said: {event.text}"
    for entry in issue.entries:
        if not entry["closed"] and _DONE.search(entry["progress"]) and not _LEFT.search(entry["progress"]):
            yield f"{entry['label']} is open, its words say that all is done: {entry['progress']}"


def _said(issue: Issue, whole: str) -> Iterator[Event]:
    for event in EVENTS:
        if len(event.text) >= _A_LINE and event.at <= issue.drafted_at and event.text in whole:
            yield event


def day_of(message: Message) -> date:
    return local(datetime.fromtimestamp(message.date, UTC)).date()


def posts(town: QuarterTown) -> dict[int, list[Message]]:
    """The messages of each issue in the group; the picture and the text bear its number, the file in its caption."""
    found: dict[int, list[Message]] = {}
    for message in town.group.messages:
        number = re.search(r"第 ?(\d+) ?期", message.text) if message.from_bot else None
        if number:
            found.setdefault(int(number[1]), []).append(message)
    return found


def summary_of(messages: list[Message]) -> str:
    return next(one.text for one in messages if _TITLE.search(one.text) and "正文" not in one.text.split("\n")[0])


def text_of(messages: list[Message]) -> str:
    return next((one.text for one in messages if "正文" in one.text.split("\n")[0]), "")


def told(town: QuarterTown, names: list[str]) -> dict[str, Counter[str]]:
    """How many messages each got in each week."""
    return {
        name: Counter(f"{day_of(one).isocalendar().week}" for one in town.phones[name].messages if one.from_bot)
        for name in names
    }


def desks(town: QuarterTown, name: str) -> Counter[date]:
    """How many desk messages came unasked on each day."""
    return Counter(
        day_of(one)
        for one in town.phones[name].messages
        if one.from_bot and one.text.startswith(DESK) and (name, day_of(one)) not in town.looked_at
    )
