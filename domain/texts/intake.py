"""Words around papers that come in: preview, corrections, confirmation."""

from collections.abc import Sequence

from domain.dates import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.reading import Anomaly, ReadItem, ReadPaper

FILE_TOO_LARGE = "文件超过20MB，机器人无法下载。请精简后重发，或只发正文的 Word（docx）。"
FILE_NOT_FETCHED = "文件没有下载成功，请重发一次。"
PASTED = "粘贴的文字"
SEND_PAPER = (
    "请把通报、纪要或任务清单发到这里：.txt、.docx、文字版 .pdf 文件，或直接粘贴全文。发 /cancel 放弃。"
)
TOO_SHORT = "文字太短，读不出事项。请粘贴全文，或发送文件；逐条新建请发 /new。"
STALE = "这份预览已更新或已处理，请看最新的一条。"
CANCELLED = "已取消导入，没有写入任何事项。"
NOTHING_NEW = "这份文件的事项都已在库，没有需要导入的。发 /status 查看。"
ASK_POSITION = "要改哪一项？请回复预览里的序号（例如 4）。"
NO_POSITION = "没有第 {words} 项，请回复预览里的序号（1–{last}）。发 /cancel 放弃。"
ITEMS_PER_PAGE = 4
ANOMALIES_SHOWN = 12

FIELDS = {
    "resp": "责任单位",
    "coop": "配合单位",
    "lead": "牵头领导",
    "due": "时限",
    "state": "状态",
    "drop": "删除此项",
}
ASK_VALUE = {
    "resp": "请回复责任单位，多个用顿号隔开（例如：县农林局、县财政局）。",
    "coop": "请回复配合单位，多个用顿号隔开；没有请回复“无”。",
    "lead": "请回复牵头领导姓名，多个用顿号隔开；没有请回复“无”。",
    "due": "请回复时限（例如：12月31日、三季度末、长期）；没有请回复“无”。",
}
BAD_DATE = "没有看懂时限“{words}”。请写成 12月31日、三季度末 或 长期。"


def first_page(paper: ReadPaper, known: int) -> str:
    """What was understood, and every anomaly."""
    closed = sum(item.state == "closed" for item in paper.items)
    subs = sum(len(item.sub_items) for item in paper.items)
    units = {unit for item in paper.items for unit in item.responsible_units}
    leaders = {name for item in paper.items for name in item.lead_leaders}
    lines = [
        paper.title or paper.meeting or "（没有读出标题）",
        f"读出事项{len(paper.items)}件：✅ 已办结{closed}件，🔄 推进中{len(paper.items) - closed}件"
        + (f"；子事项{subs}个" if subs else ""),
        f"责任单位{len(units)}个，牵头领导{len(leaders)}人",
    ]
    if known:
        lines.append(f"其中{known}件已在库，确认时只导入新的{len(paper.items) - known}件")
    return "\n".join([*lines, *_anomalies(paper.anomalies)])


def _anomalies(anomalies: Sequence[Anomaly]) -> list[str]:
    if not anomalies:
        return ["", "没有发现数字或编号问题。"]
    shown = [f"⚠️ {one.sentence}" for one in anomalies[:ANOMALIES_SHOWN]]
    more = [f"……另有{len(anomalies) - len(shown)}处，见后面各项"] if len(anomalies) > len(shown) else []
    return ["", f"原文疑点（{len(anomalies)}处，均未改动，请核对）：", *shown, *more]


def page_count(paper: ReadPaper) -> int:
    return 1 + -(-len(paper.items) // ITEMS_PER_PAGE)


def items_page(paper: ReadPaper, page: int) -> str:
    """Page 1 and on: the items, each with what was understood."""
    start = (page - 1) * ITEMS_PER_PAGE
    return "\n\n".join(_item(item, paper) for item in paper.items[start : start + ITEMS_PER_PAGE])


def _item(item: ReadItem, paper: ReadPaper) -> str:
    light = "✅" if item.state == "closed" else "🔄"
    printed = f"原{item.number_as_printed}" if item.number_as_printed is not None else "原无号"
    lines = [f"{light} {item.position}.（{printed}）{cut(item.directive, 110)}"]
    if item.lead_leaders:
        consulted = f"；商 {'、'.join(item.consulted_leaders)}" if item.consulted_leaders else ""
        lines.append(f"牵头：{'、'.join(item.lead_leaders)}{consulted}")
    opened = "（等，名单不全）" if item.open_list else ""
    lines.append(
        f"责任：{'、'.join(item.responsible_units) or '⚠️ 未写明'}{opened if item.responsible_units else ''}"
    )
    if item.cooperating_units:
        lines.append(f"配合：{'、'.join(item.cooperating_units)}")
    if item.deadline_text or item.long_term:
        lines.append(f"时限：{_due(item, paper)}")
    if item.sub_items:
        lines.append(f"子事项：{len(item.sub_items)}个")
    return "\n".join(lines)


def _due(item: ReadItem, paper: ReadPaper) -> str:
    if item.deadline is None:
        return "长期" if item.long_term else f"{item.deadline_text}（未能换算）"
    day = say_date(item.deadline, paper.paper_date or item.deadline)
    return f"{day}（原文“{item.deadline_text}”）" if item.deadline_text else day


def preview_rows(draft_id: int, version: int, page: int, pages: int, fresh: int) -> Rows:
    turn = []
    if page > 0:
        turn.append(Choice("‹ 上一页", "paper_page", draft_id, version, str(page - 1)))
    if page < pages - 1:
        turn.append(Choice("下一页 ›", "paper_page", draft_id, version, str(page + 1)))
    decide = (
        Choice(f"确认导入（{fresh}件）", "paper_confirm", draft_id, version, style="success"),
        Choice("取消", "paper_cancel", draft_id, version, style="danger"),
    )
    fix = (Choice("改某项", "paper_fix", draft_id, version),)
    return tuple(row for row in (tuple(turn), fix, decide) if row)


def field_rows(draft_id: int, version: int, position: int) -> Rows:
    choices = [
        Choice(
            name, "paper_field", draft_id, version, f"{position}.{field}", "danger" if field == "drop" else ""
        )
        for field, name in FIELDS.items()
    ]
    return (tuple(choices[:3]), tuple(choices[3:]))


def imported(first: str, last: str, count: int, closed: int) -> str:
    span = first if first == last else f"{first}–{last}"
    return f"已导入{count}件：{span}，其中已办结{closed}件，推进中{count - closed}件。"


def what_is_missing(without_unit: Sequence[str], without_official: Sequence[str]) -> str:
    lines = []
    if without_unit:
        lines.append(
            f"没有责任单位（{len(without_unit)}件）：{'、'.join(without_unit)}。发 /assign 编号 单位 补上。"
        )
    if without_official:
        names = "、".join(without_official[:12]) + ("等" if len(without_official) > 12 else "")
        lines.append(f"还没有联络员的单位：{names}。发 /invite 单位 姓名 邀请。")
    return "\n".join(lines)


def assigned_card(labels: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """(title, text) to an official: the items newly in hand."""
    lines = [f"{label} {cut(directive, 50)}" for label, directive in labels[:10]]
    more = [f"……另有{len(labels) - 10}件，发 /my 查看"] if len(labels) > 10 else []
    return f"新交办您单位{len(labels)}件", "\n".join([*lines, *more])
