"""The pages of a preview: what was understood of a paper, every oddity, and the items four to a page."""

from collections.abc import Collection, Sequence
from datetime import date

from domain.bulletin.forms import circled
from domain.commands import Press
from domain.dates.reading import say_date
from domain.gist import brief
from domain.hygiene import cut
from domain.items.target_reading import find_target, say_target
from domain.notes import Choice, Rows
from domain.pager import pager
from domain.papers.oddities_texts import HAS_NO_UNIT, HAS_OPEN_LIST
from domain.papers.reading import Anomaly, FieldSource, ReadItem, ReadPaper, ReadSubItem
from domain.papers.verdicts_texts import in_order, is_finding, mark
from domain.words import shortened

ITEMS_PER_PAGE = 4
ODDITIES_PER_PAGE = 14
_NAMES_LIMIT = 120
PARTS_SHOWN = 12
_RESOLVED = "（已改正）"
# Of so few items it says nothing that most are doubtful.
_FEW = 3
_PLACES = 12
_ALIKE = {
    "no_unit": "件没有写明责任单位",
    "open_list": "件的单位写作“等部门”，名单不全",
    "group": "处是一组单位，请指明有哪些",
}


def title(page: int, pages: int) -> str:
    return f"导入预览 {page + 1}/{pages}"


def pages(
    paper: ReadPaper, known: Collection[int], today: date, read_before: str = "", asides: Sequence[str] = ()
) -> list[str]:
    """All pages. `known` are the positions that are in the database already; `read_before` says when.

    `asides` are what else is to be known before confirming: units that nobody knows yet, what was left out.
    """
    oddities = oddities_of(paper)
    front = "\n".join([*_head(paper, known, read_before), *asides, "", *_oddity_lines(oddities)])
    rest = [
        "\n".join(["原文疑点（续）：", *oddities[start : start + ODDITIES_PER_PAGE]])
        for start in range(ODDITIES_PER_PAGE, len(oddities), ODDITIES_PER_PAGE)
    ]
    listed = [
        "\n\n".join(item_lines(item, today, is_known=item.position in known) for item in four) for four in _fours(paper)
    ]
    return [front, *rest, *listed]


def oddities_of(paper: ReadPaper) -> list[str]:
    """Findings that wait for a verdict first, by the number of their buttons; what many items lack in one line."""
    alike = {words: _unresolved(paper, kind) for kind, words in _ALIKE.items()}
    many = {words: found for words, found in alike.items() if len(found) >= _FEW}
    apart = {id(one) for found in many.values() for one in found}
    return [
        *(
            f"⚠️ {f'{number}. ' if is_finding(one) and not one.verdict else ''}{one.sentence}{_told(one, paper)}"
            for number, (_, one) in enumerate(in_order(paper.anomalies), 1)
            if id(one) not in apart
        ),
        *(_in_one_line(words, found) for words, found in many.items()),
    ]


def _unresolved(paper: ReadPaper, kind: str) -> list[Anomaly]:
    return [one for one in paper.anomalies if one.kind == kind and not _is_resolved(one, paper)]


def _in_one_line(words: str, alike: Sequence[Anomaly]) -> str:
    places = [str(place) for place in dict.fromkeys(place for one in alike for place in one.positions)]
    more = "等" if len(places) > _PLACES else ""
    return f"⚠️ {len(alike)}{words}：第{'、'.join(places[:_PLACES])}项{more}"


def _told(one: Anomaly, paper: ReadPaper) -> str:
    return mark(one) or (_RESOLVED if _is_resolved(one, paper) else "")


def page_of_item(paper: ReadPaper, position: int) -> int:
    """Where `pages` shows the item, or where it stood before it was taken out."""
    shown = [item.position for item in _doubtful_first(paper)]
    found = position in shown
    before = shown.index(position) if found else sum(item.position < position for item in paper.items)
    fronts = max(1, -(-len(oddities_of(paper)) // ODDITIES_PER_PAGE))
    return fronts + min(before, len(paper.items) - 1) // ITEMS_PER_PAGE


def _fours(paper: ReadPaper) -> list[tuple[ReadItem, ...]]:
    shown = _doubtful_first(paper)
    return [shown[start : start + ITEMS_PER_PAGE] for start in range(0, len(shown), ITEMS_PER_PAGE)]


def _doubtful_first(paper: ReadPaper) -> tuple[ReadItem, ...]:
    return tuple(sorted(paper.items, key=lambda item: not item.doubts))


def _head(paper: ReadPaper, known: Collection[int], read_before: str) -> list[str]:
    closed = sum(item.state == "closed" for item in paper.items)
    parts = [part for item in paper.items for part in item.sub_items]
    told: list[ReadItem | ReadSubItem] = [*paper.items, *parts]
    units = {unit for one in told for unit in one.responsible_units}
    leaders = {name for one in told for name in one.lead_leaders}
    printed = f"第{paper.issue_number}期 " if paper.issue_number else ""
    lines = [f"{printed}{paper.title or '（没有读出标题）'}"]
    if paper.meeting and paper.meeting not in paper.title:
        lines.append(f"会议：{paper.meeting}")
    if not paper.meeting:
        lines.append("会议：⚠️ 没有读出，按标题归类")
    lines.append(how_sure(paper))
    lines.append(f"✅ 已办结{closed}件，🔄 推进中{len(paper.items) - closed}件")
    told_of = (f"子事项{len(parts)}个", f"责任单位{len(units)}个", f"牵头领导{len(leaders)}人")
    counts = (len(parts), len(units), len(leaders))
    lines.append(" · ".join(words for words, count in zip(told_of, counts, strict=True) if count))
    if read_before:
        lines.append(f"ℹ️ {read_before}")
    if known:
        lines.append(f"其中{len(known)}件已在库（标“已在库”），只导入新的{len(paper.items) - len(known)}件")
    return [line for line in lines if line]


def how_sure(paper: ReadPaper) -> str:
    """ "读出23件，其中5件请看"."""
    count, doubtful = len(paper.items), sum(bool(item.doubts) for item in paper.items)
    if not doubtful:
        return f"读出{count}件，没有拿不准的"
    kinds = {source.field for item in paper.items for source in item.doubts}
    most = "，格式少见，请逐件看" if count > _FEW and 2 * doubtful > count and len(kinds) > 1 else ""
    return f"读出{count}件，其中{doubtful}件请看{most}"


def _oddity_lines(oddities: list[str]) -> list[str]:
    if not oddities:
        return ["没有发现编号或件数上的疑点。"]
    shown = oddities[:ODDITIES_PER_PAGE]
    more = [f"……共{len(oddities)}处，下一页续"] if len(oddities) > len(shown) else []
    return [f"原文疑点{len(oddities)}处（均未改动，请核对）：", *shown, *more]


def _is_resolved(one: Anomaly, paper: ReadPaper) -> bool:
    """Whether a correction has answered the doubt; doubts about numbers and sums stay with the source."""
    if one.kind not in ("no_unit", "open_list"):
        return False
    items = [item for item in paper.items if item.position in one.positions]
    return all(item.responsible_units and not item.open_list for item in items)


def item_lines(item: ReadItem, today: date, *, is_known: bool = False, is_card: bool = False) -> str:
    """One item as understood, a line for each thing that the paper says."""
    light = "✅" if item.state == "closed" else "🔄"
    printed = f"原编号{item.number_as_printed}" if item.number_as_printed is not None else "原文无编号"
    mark = "【已在库】" if is_known else ""
    lines = [f"{light} {item.position}.（{printed}）{mark}{cut(item.directive, 90)}"]
    if item.lead_leaders:
        lines.append(f"牵头：{_names(item.lead_leaders)}")
    if item.consulted_leaders:
        lines.append(f"商：{_names(item.consulted_leaders)}")
    opened = "（“等”，名单不全）" if item.open_list else ""
    lines.append(f"责任：{_names(item.responsible_units) or '⚠️ 未写明'}{opened}")
    if item.cooperating_units:
        lines.append(f"配合：{_names(item.cooperating_units)}")
    if item.target and (target := find_target(item.directive)):
        lines.append(f"指标：{say_target(target)}")
    lines.extend(_due(item, today))
    lines.extend(_parts(item, today))
    told = [one for one in item.doubts if is_card or not _is_seen(item, one)]
    lines.extend(f"❓ {one.doubt}（原文第{one.lines[0]}行）" for one in told)
    return "\n".join(lines)


def _is_seen(item: ReadItem, source: FieldSource) -> bool:
    """In a list the line of the units says it already."""
    if source.doubt == HAS_OPEN_LIST:
        return item.open_list
    return source.doubt == HAS_NO_UNIT and not item.responsible_units


def _parts(item: ReadItem, today: date) -> list[str]:
    """Each with what is its own; what it does not say is as the item says."""
    lines = [part_line(part, today) for part in item.sub_items]
    return [f"子事项{len(lines)}个：", *shortened(lines, PARTS_SHOWN, "……另有{}个")] if lines else []


def part_line(part: ReadSubItem, today: date) -> str:
    """ "②落实奖励资金 · 县财政局 · 时限12月10日"."""
    due = f"时限{say_date(part.deadline, today)}" if part.deadline else "长期" if part.long_term else ""
    led = f"{_names(part.lead_leaders)}牵头" if part.lead_leaders else ""
    helped = f"{_names(part.cooperating_units)}配合" if part.cooperating_units else ""
    doubt = f"❓{part.doubt}“{part.deadline_text}”" if part.doubt else ""
    own = (brief(part.directive, 30), _names(part.responsible_units), helped, led, due, doubt)
    return f"{circled(part.number)}" + " · ".join(words for words in own if words)


def _names(names: tuple[str, ...]) -> str:
    return cut("、".join(names), _NAMES_LIMIT)


def _due(item: ReadItem, today: date) -> list[str]:
    printed = f"（原文“{cut(item.deadline_text, 20)}”）" if item.deadline_text else ""
    if item.deadline is not None:
        return [f"时限：{say_date(item.deadline, today)}{printed}"]
    if item.long_term:
        return ["时限：长期"]
    return [f"时限：⚠️ 未能换算{printed}"] if printed else []


def look_rows(draft_id: int, version: int, paper: ReadPaper) -> Rows:
    """One doubtful item after another, and what was left out."""
    doubtful = sum(bool(item.doubts) for item in paper.items)
    row = [Choice(f"逐件看（{doubtful}件）", Press.PAPER_CARD, draft_id, version, style="primary")] if doubtful else []
    left = len(paper.left_out)
    row += [Choice(f"未列为事项{left}处", Press.PAPER_LEFT, draft_id, version, "0")] if left else []
    return (tuple(row),) if row else ()


def preview_rows(draft_id: int, *, version: int, page: int, pages: int, known: int, fresh: int) -> Rows:
    """Turning, correcting, deciding."""
    turns = pager(page, lambda to: Choice("", Press.PAPER_PAGE, draft_id, version, str(to)), more=page < pages - 1)
    label = f"只导入新的{fresh}件" if known else f"确认导入（{fresh}件）"
    decide = (
        Choice(label, Press.PAPER_CONFIRM, draft_id, version, str(fresh), "success"),
        Choice("取消", Press.PAPER_CANCEL, draft_id, version, style="danger"),
    )
    fix = (Choice("改某项", Press.PAPER_FIX, draft_id, version),)
    return (*turns, fix, decide)
