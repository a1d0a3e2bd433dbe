"""The difference of a returned ledger on a phone: conflicts first, then what is not taken, changed, added."""

from collections.abc import Iterator, Mapping, Sequence

from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import pager
from domain.papers.ledger import Column
from domain.papers.ledger_return import AddedRow, CellChange, CellRefusal, Difference
from domain.words import shortened

PAGE_LIMIT = 1500
UNCHANGED = "这份台账没有改动（{count}行都与导出时相同），没有写入任何内容。"
NOTHING_NEW = "这份台账改动的{count}行都已在库，没有需要写入的。"
MOVED_ON = "⚠️ 期间又有变化，没有写入。请重新核对："
NOTHING_TO_WRITE = "没有可写入的改动。冲突处要以表格为准，请点“连同冲突处写入”。"
SENT_BACK_BY_LEDGER = "台账中改为“推进中”"
AFTERWARDS: Rows = ((Choice("导出新台账", Press.LEDGER_OF, 0),),)
_SHOWN = 90


def preview_title(number: int, pages: int) -> str:
    return f"台账改动 {number + 1}/{pages}"


def pages(found: Difference, untouched: int, who: Mapping[str, str]) -> list[str]:
    """The summary stands on the first page. `who` names by label who changed what is in conflict."""
    packed = [summary(found, untouched)]
    for block in _blocks(found, who):
        if len(packed[-1]) + len(block) + 2 > PAGE_LIMIT:
            packed.append(block)
        else:
            packed[-1] += f"\n\n{block}" if packed[-1] else block
    return packed


def summary(found: Difference, untouched: int) -> str:
    conflicts = len(found.conflicts)
    parts = [
        f"改动{len(found.changes) - conflicts}处" if len(found.changes) > conflicts else "",
        f"新增{len(found.added)}件" if found.added else "",
        f"⚠️ 冲突{conflicts}处" if conflicts else "",
        f"不采纳{len(found.left)}处" if found.left else "",
        f"已在库{len(found.known)}行" if found.known else "",
    ]
    told = "，".join(part for part in parts if part)
    return f"{told}；其余{untouched}行未动。确认后才写入。"


def _blocks(found: Difference, who: Mapping[str, str]) -> Iterator[str]:
    yield from (_conflict(one, who.get(one.label, "")) for one in found.conflicts)
    yield from (_left(one) for one in found.left)
    yield from (_change(one) for one in found.changes if not one.is_conflict)
    yield from (_added(one) for one in found.added)


def _conflict(one: CellChange, who: str) -> str:
    by = f"（{who}）" if who else ""
    return (
        f"⚠️ {one.label} {one.column.heading}，导出后已被改过{by}\n"
        f"　库中：{_shown(one.before)}\n　表中：{_shown(one.after)}"
    )


def _left(one: CellRefusal) -> str:
    which = f"{one.label} {one.column.heading}" if one.column else f"第{one.line}行"
    return f"✖️ {which} 不采纳：{one.why}"


def _change(one: CellChange) -> str:
    doubt = f"\n　⚠️ {one.doubt}" if one.doubt else ""
    if one.column is Column.PROGRESS:
        return f"✏️ {one.label} 新进展：{_shown(one.after)}{doubt}"
    return f"✏️ {one.label} {one.column.heading}：{_shown(one.before)} → {_shown(one.after)}{doubt}"


def _added(one: AddedRow) -> str:
    due = one.due.day.isoformat() if one.due.day else "长期" if one.due.long_term else "未定时限"
    units = "、".join(one.units) or "⚠️ 没有责任单位"
    doubt = f"\n　⚠️ {one.doubt}" if one.doubt else ""
    where = f"\n　{cut(one.meeting, 40)}" if one.meeting else ""
    return f"➕ 第{one.line}行 {cut(one.directive, _SHOWN)}\n　{cut(units, 60)} · {due}{where}{doubt}"


def _shown(words: str) -> str:
    return cut(words, _SHOWN) or "空"


def preview_rows(draft_id: int, version: int, found: Difference, number: int, count: int) -> Rows:
    """Pages, then the verdicts; the digest on them makes sure that what is written is what was shown."""
    rows = list(
        pager(number, lambda to: Choice("", Press.LEDGER_PAGE, draft_id, version, str(to)), more=number < count - 1)
    )
    digest, safe = found.digest(), len(found.changes) - len(found.conflicts)
    if safe or found.added:
        label = f"确认写入（{_counted(safe, len(found.added))}）"
        rows.append((Choice(label, Press.LEDGER_YES, draft_id, version, digest, "success"),))
    if found.conflicts:
        label = f"连同冲突处写入（{_counted(len(found.changes), len(found.added))}）"
        rows.append((Choice(label, Press.LEDGER_ALL, draft_id, version, digest, "danger"),))
    return (*rows, (Choice("取消", Press.LEDGER_NO, draft_id, version),))


def _counted(changed: int, added: int) -> str:
    parts = (f"改{changed}处" if changed else "", f"增{added}件" if added else "")
    return "、".join(part for part in parts if part)


def written(changed: int, labels: Sequence[str], added: Sequence[str], conflicts: int) -> str:
    parts = [
        f"改动{changed}处，涉及{len(labels)}件（{_some(labels)}）" if labels else "",
        f"新增{len(added)}件（{_some(added)}）" if added else "",
    ]
    left = f"\n冲突的{conflicts}处没有改。" if conflicts else ""
    return f"✅ 已写入：{'；'.join(part for part in parts if part)}。{left}"


def _some(labels: Sequence[str]) -> str:
    return "、".join(labels[:6]) + ("等" if len(labels) > 6 else "")


def to_complete(new_units: Sequence[str], without_official: Sequence[str]) -> list[str]:
    lines = [f"新登记单位{len(new_units)}个：{_some(new_units)}"] if new_units else []
    if without_official:
        lines.append(f"⚠️ 还没有联络员：{_some(without_official)}。发 /invite {without_official[0]} 张三，邀请。")
    return lines


def told(lines: Sequence[str]) -> tuple[str, str]:
    """(title, text) to an official: what the office's ledger changed for their unit, one line an item."""
    text = "\n".join(shortened(lines, 12, "……另有{}条，发 /my，查看"))
    return f"📒 督查室更新了台账（您单位{len(lines)}条）", text


def told_new(label: str, *, directive: str, due: str) -> str:
    return f"📌 新交办 {label} {cut(directive, 60)}（时限：{due or '未定'}）"


def told_gone(label: str, directive: str, units: Sequence[str]) -> str:
    return f"{label} {cut(directive, 40)} 已改由{'、'.join(units)}承办，您单位无需再反馈"


def told_changed(label: str, directive: str, changed: Sequence[tuple[Column, str]]) -> str:
    words = "；".join(f"{column.heading}改为{_shown(after)}" for column, after in changed)
    return f"{label} {cut(directive, 30)}：{words}"
