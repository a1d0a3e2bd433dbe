"""Words of the desk (今天要您定的): the overview, one matter after another, several at once."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from domain.commands import Press
from domain.desk.matters import DeskMatter, DeskSort, DeskSorted
from domain.gist import brief, called
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.nudging.nudge_texts import BELOW
from domain.nudging.stages import VAIN_ROUNDS
from domain.pager import in_rows
from domain.requests import RequestKind
from domain.requests_texts import KIND_WORDS

TITLE = "今天要您定的"
TITLE_OF_UNITS = "今天等您办的"
EMPTY = "✅ 现在没有要您定的。"
EMPTY_OF_UNITS = "✅ 现在没有等您办的。"
ALL_SEEN = "都看过一遍了。"
SEE_BELOW = "请看下面。"
DONE_SEE_BELOW = "已处理，请看下面。"
LIST_CHANGED = "清单刚有变化，请重新勾选。"
NOTHING_PICKED = "还没有勾选：请先点编号，再点【通过所选】。"
RETRIED = "U-{update_id} 已重新处理，结果会告知本人。"
SETTLED = "U-{update_id} 已记为另行处理。"
UPDATE_HELP = "本人已被告知没有登记。再试一次仍不成的，请电话问清后代为登记。"
PROOF_HELP = "已办结的事项不再收反馈。需要照改的，请发 /bulletin，在预览里改写。"
UPDATE_GONE = "这条消息已经处理过了。"

SECTION_LINES = 3

SORT_WORDS: dict[DeskSorted, str] = {
    **dict(KIND_WORDS.items()),
    RequestKind.COUNTERSIGN: "等您审签",
    RequestKind.INSTRUCTION: "批示等您答复",
    RequestKind.QUESTION: "追问等您答复",
    RequestKind.COORDINATION: "等您协调",
    RequestKind.SLIP_ANSWER: "督办单等您答复",
    DeskSort.PROOF: "核稿意见",
    DeskSort.OWED: "等单位答复",
    DeskSort.UNTAKEN: "没有签收",
    DeskSort.SILENT: "催办无回音",
    DeskSort.SIGN: "等您签收",
    DeskSort.PART: "到期和逾期",
    DeskSort.LED: "牵头事项",
    DeskSort.SET_ASIDE: "没能处理的消息",
    DeskSort.UNREACHED: "联系不上",
    DeskSort.MISSING: "要素不全",
    DeskSort.OVERDUE: "逾期未办结",
}


def request_line(label: str, directive: str, *, unit: str, text: str, late: int) -> str:
    """ "🔴 #37（县养老服务中心改造）县民政局：资金缺口20万元"."""
    lamp = f"🔴逾期{late}天 " if late else ""
    where = called(label, directive) if label else ""
    words = f"：{brief(text, 36)}" if text else ""
    return f"{lamp}{where}{unit}{words}".lstrip("：")


def owed_line(label: str, directive: str, *, who: str, text: str, days: int) -> str:
    waited = f"{days}天没有答复" if days else "今天刚交办"
    return f"{called(label, directive)}{who}{waited}：{brief(text, 30)}"


def untaken_line(label: str, directive: str, *, unit: str, days: int) -> str:
    return f"{called(label, directive)}{unit}：交办{days}个工作日未签收"


def urges(count: int) -> str:
    return f"催办这{count}件"


def silent_line(label: str, directive: str, *, unit: str, since: str) -> str:
    return f"{called(label, directive)}{unit}：{since}起已催{VAIN_ROUNDS}次，没有回音"


def update_line(update_id: int, *, who: str, at: str) -> str:
    return f"U-{update_id} {who} {at} 发来的消息没能处理"


@dataclass(frozen=True, slots=True)
class DeskOverview:
    """`first` says what presses most, whatever waits; `below` what waits elsewhere before it comes here."""

    title: str
    matters: Sequence[DeskMatter]
    first: str = ""
    below: str = ""


def titles(*, decides: bool) -> tuple[str, str]:
    """(title, what an empty desk says): of who decides, and of who reports."""
    return (TITLE, EMPTY) if decides else (TITLE_OF_UNITS, EMPTY_OF_UNITS)


def overview(shown: DeskOverview) -> tuple[str, str, Rows]:
    """(title, text, buttons): a heading with a few lines for each sort, and a button that goes there."""
    counted = _by_sort(shown.matters)
    parts = [_section(sort, own) for sort, own in counted.items()]
    text = "\n\n".join(filter(None, (shown.first, *parts, shown.below)))
    buttons = [_goes_to(sort, own) for sort, own in counted.items()]
    first = shown.matters[0]
    begin = Choice("从头逐件办", Press.DESK, first.subject, extra=str(first.sort), style="primary")
    return f"{shown.title}（{_counts(shown.matters)}）", text, ((begin,), *in_rows(buttons, 2))


def _counts(matters: Sequence[DeskMatter]) -> str:
    """What is asked of the reader, and apart from it what is worth a look."""
    asked = [one for one in matters if not one.is_watched]
    watched = _count([one for one in matters if one.is_watched])
    parts = ([f"{_count(asked)}件"] if asked else []) + ([f"另有{watched}件需留意"] if watched else [])
    return "，".join(parts).removeprefix("另有" if not asked else "")


def _by_sort(matters: Iterable[DeskMatter]) -> Mapping[DeskSorted, list[DeskMatter]]:
    return {sort: list(own) for sort, own in groupby(matters, key=lambda one: one.sort)}


def _goes_to(sort: DeskSorted, own: Sequence[DeskMatter]) -> Choice:
    label = f"{SORT_WORDS[sort]} {_count(own)}"
    if sort is RequestKind.COMPLETION and len(own) > 1:
        return Choice(label, Press.DESK_PICK)
    return Choice(label, Press.DESK, own[0].subject, extra=str(sort))


def _count(own: Sequence[DeskMatter]) -> int:
    return sum(one.count for one in own)


def _section(sort: DeskSorted, own: Sequence[DeskMatter]) -> str:
    lines = [f"· {line}" for one in own for line in one.lines]
    more = max(0, _count(own) - SECTION_LINES)
    rest = [f"……另有 {more} 件"] if more else []
    return "\n".join((f"{SORT_WORDS[sort]} {_count(own)}件", *lines[:SECTION_LINES], *rest))


def title_of_day(title: str) -> str:
    """Of the note of the day where one matter is all there is."""
    return f"{TITLE} · {title}"


def matter_title(title: str, place: int, count: int) -> str:
    return f"{place + 1}/{count} {title}" if count > 1 else title


# Photos of this matter stand above: the next one goes below, or they would be taken for its own.
WITH_PHOTOS = "+"


def turns(matter: DeskMatter, place: int, count: int, *, together: int = 0, photos: bool = False) -> Rows:
    """[下一件] [清单]; `together` are requests for completion that can be settled at once."""
    sort = f"{matter.sort}{WITH_PHOTOS if photos else ''}"
    on = Choice("下一件", Press.DESK_NEXT, matter.subject, place, sort, style="primary")
    row = [*([on] if count > 1 else []), Choice("清单", Press.DESK)]
    several = (Choice(f"{together}件一起看", Press.DESK_PICK),) if together > 1 else ()
    return tuple(filter(None, (several, tuple(row))))


def just_now(text: str, outcome: str) -> str:
    """What the last press or word came to stands below, next to the buttons."""
    return f"{text}\n\n刚才：{outcome}" if outcome else text


def look_button(label: str, item_id: int) -> Choice:
    return Choice(f"{label} 看事项", Press.ITEM, item_id, extra=BELOW)


# Several at once.


@dataclass(frozen=True, slots=True)
class Pick:
    """A request for completion in the list."""

    assignment_id: int
    version: int
    label: str
    line: str


def pick_line(label: str, directive: str, *, unit: str, text: str, files: int) -> str:
    evidence = f"材料{files}件" if files else "无材料"
    return f"{called(label, directive)}{unit}：{brief(text, 60)}（{evidence}）"


def stamp_of(picks: Sequence[Pick]) -> str:
    """Tells this page of the list from any other, so that only what was shown is settled."""
    seen = ".".join(f"{one.assignment_id}-{one.version}" for one in picks)
    return f"{zlib.crc32(seen.encode()):08x}"


def picking(picks: Sequence[Pick], chosen: int, total: int) -> tuple[str, str, Rows]:
    """`chosen` has a bit for each that is picked."""
    stamp = stamp_of(picks)
    lines = [f"{_box(chosen, place)} {one.line}" for place, one in enumerate(picks)]
    rest = [f"……另有 {total - len(picks)} 件，定了这些再看。"] if total > len(picks) else []
    buttons = [
        Choice(f"{_box(chosen, place)} {one.label}", Press.DESK_PICK, place + 1, chosen, stamp)
        for place, one in enumerate(picks)
    ]
    whole = (1 << len(picks)) - 1
    count = chosen.bit_count()
    turn = Choice("全不选" if chosen == whole else "全选", Press.DESK_PICK, 0, 0 if chosen == whole else whole, stamp)
    done = Choice(f"通过所选 {count}件", Press.DESK_APPROVE, 0, chosen, stamp, style="success")
    rows = (*in_rows(buttons, 3), (turn, done) if count else (turn,), (Choice("清单", Press.DESK),))
    return f"{KIND_WORDS[RequestKind.COMPLETION]}（{total}件）", "\n".join((*lines, *rest)), rows


def _box(chosen: int, place: int) -> str:
    return "☑" if chosen >> place & 1 else "☐"


# Lists.


def counted(sort: DeskSorted, count: int) -> str:
    return f"{SORT_WORDS[sort]}：{count}件"


def proof_line(label: str, *, unit: str, words: str) -> str:
    return f"{label} {unit}更正：{cut(words, 60)}"


def proof_text(*, sentence: str, words: str) -> str:
    return f"原稿：{cut(sentence, 400)}\n单位意见：{cut(words, 400)}\n{PROOF_HELP}"


def update_rows(update_ids: Sequence[int]) -> Rows:
    return tuple(
        (Choice(f"U-{one} 再试一次", Press.UPDATE_AGAIN, one), Choice(f"U-{one} 已另行处理", Press.UPDATE_SETTLED, one))
        for one in update_ids
    )


def first_overdue(line: str) -> str:
    return f"最久逾期：{line}" if line else ""


def all_overdue() -> Choice:
    return Choice("全部逾期", Press.STATUS, extra="overdue")


def all_missing() -> Choice:
    return Choice("全部", Press.STATUS, extra="missing")


def item_rows(items: Sequence[tuple[int, str]]) -> Rows:
    """A button each, by id and label, that opens the card below."""
    return in_rows([Choice(label, Press.ITEM, item_id, extra=BELOW) for item_id, label in items], 4)
