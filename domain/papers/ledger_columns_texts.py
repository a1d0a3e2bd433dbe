"""Words about the columns of another office's ledger."""

from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows
from domain.papers.ledger_columns import KINDS, UNUSED, ForeignColumns

TITLE = "表头对应"
NO_ITEMS = "这张表没有读出事项，请先在下面说明各列是什么，再把文件重新发来。"
RESEND = "已记住这种表头。都改好后请把文件重新发来，就按新的对应读取。"
_SHOWN = 24
_NEEDED = ("directive", "responsible")


def kind_word(kind: str) -> str:
    return "不用" if kind == UNUSED else KINDS[kind]


def page(found: ForeignColumns) -> str:
    lines = [_line(place, found) for place in range(min(len(found.columns), _SHOWN))]
    missing = [KINDS[kind] for kind in _NEEDED if kind not in found.kinds]
    doubts = [f"⚠️ 没有对应到{'、'.join(missing)}。"] if missing else []
    end = "按您说过的对应读取。" if found.is_remembered else "自动对应。"
    return "\n".join([*doubts, *lines, f"{end}哪一列不对，点它改正，以后同样的表头都照此读取。"])


def _line(place: int, found: ForeignColumns) -> str:
    one = found.columns[place]
    sample = f"（如：{cut(one.sample, 20)}）" if one.sample else ""
    return f"{place + 1}. {cut(one.name, 16) or '（无名）'} → {kind_word(one.kind)}{sample}"


def column_rows(draft_id: int, version: int, found: ForeignColumns) -> Rows:
    choices = [
        Choice(f"{place + 1}. {cut(one.name, 12)}", Press.LEDGER_COL, draft_id, version, str(place))
        for place, one in enumerate(found.columns[:_SHOWN])
    ]
    return in_rows(choices, 3)


def kind_rows(draft_id: int, *, version: int, place: int) -> Rows:
    choices = [Choice(kind_word(kind), Press.LEDGER_AS, draft_id, version, f"{place}.{kind}") for kind in KINDS]
    return in_rows(choices, 3)


def which(place: int, found: ForeignColumns) -> str:
    return f"{_line(place, found)}\n这一列是什么？"


def changed(place: int, found: ForeignColumns) -> str:
    one = found.columns[place]
    return f"✏️ 第{place + 1}列“{cut(one.name, 16)}”是{kind_word(one.kind)}。{RESEND}"
