"""What a person sees and presses while a reading is looked over: one doubtful item after another, what was left out,
what does not add up, which of two papers, and of which day."""

from collections.abc import Sequence
from datetime import date

from domain.commands import Press
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows, pager
from domain.papers.habits import Applied
from domain.papers.incoming_texts import FIELDS, FINDINGS_ALONE, PlaceInPaper, field_rows
from domain.papers.mending import CommonDoubt, common_doubt, item_above, split_places
from domain.papers.paper_preview_texts import item_lines, oddities_of
from domain.papers.reading import LeftOut, ReadItem, ReadPaper
from domain.papers.unreadable import NO_ITEMS
from domain.words import listed, shortened

LEFT_PER_PAGE = 4
_FINDINGS_SHOWN = 20
LEFT_TITLE = "未列为事项"
NOT_AN_ITEM = "您说过不是事项"
BY_HABIT = "以前您说过这类不是事项"
STRETCHES = "原文有{count}段，也可以逐段看，点一下列为事项。"
ALL_SEEN = "要看的都看过了，可以确认导入。"
WHERE_TO_CUT = "从哪里起另成一项？"
CANNOT_CUT = "这一项只有一句话，拆不开。要新增事项，请导入后发 /new。"
NOTHING_BEFORE = "它前面没有事项可以合并。"
NO_ITEM_LEFT = "只剩这一项，不能再去掉。不想导入请点[取消]。"
NOTHING_LEFT_OUT = "没有未列为事项的段落了。"
ASK_UNITS = "请回复这些事项的责任单位，多个用顿号隔开（例如：县农林局、县财政局）。发 /cancel 放弃。"
ASK_DAY = "这份文件是哪天的？请回复日期（例如：11月20日）。发 /cancel 放弃。"
BAD_DAY = "没有看懂日期“{words}”。请写成 2026年11月20日。"
UNDATED = "📅 这份文件是哪天的？没有写日期，{count}处时限没有年份。"
UNDATED_PLAIN = "📅 这份文件是哪天的？没有写日期。"
RECOGNISED = "🔍 文字由识别得来，姓名和数字请对照原件。"
PAGES_READ = "📷 已读{count}页照片。还有下一页，接着发来就行。"
WHICH_PAPER = "这里像有{count}份文件，先看哪一份？看完一份再点另一份。"
SAME_IN_ANOTHER_FORM = "内容与“{name}”相同，只是换了格式：{done}"
_FIELD_WORDS = {
    "responsible_units": FIELDS["resp"],
    "cooperating_units": FIELDS["coop"],
    "lead_leaders": FIELDS["lead"],
    "deadline": FIELDS["due"],
}


def card_title(paper: ReadPaper, item: ReadItem) -> str:
    doubtful = [one.position for one in paper.items if one.doubts]
    if item.position not in doubtful:
        return f"第{item.position}项"
    return f"请看 {doubtful.index(item.position) + 1}/{len(doubtful)}"


def card(item: ReadItem, today: date) -> str:
    first, last = item.source_lines
    where = f"原文第{first}行" if first == last else f"原文第{first}–{last}行"
    lines = item_lines(item, today, is_card=True)
    return f"{lines}\n📍 {where}" if first else lines


def card_rows(
    draft_id: int, version: int, item: ReadItem, units: Sequence[tuple[str, str]], *, has_before: bool, more: bool
) -> Rows:
    """`units` are (label, extra) of names that the unit may be."""

    def mend(label: str, act: str) -> Choice:
        return Choice(label, Press.PAPER_MEND, draft_id, version, f"{item.position}.{act}")

    rows: list[tuple[Choice, ...]] = [(mend(cut(label, 28), act),) for label, act in units]
    is_item = [mend("是事项，无误", "is")] if item.doubts else []
    rows.append((*is_item, mend("不是事项", "not")))
    shape = [mend("拆成两项", "split")] if split_places(item) else []
    shape += [mend("与上一项是一项", "join")] if has_before else []
    rows += [tuple(shape)] if shape else []
    fields = field_rows(draft_id, version=version, place=PlaceInPaper(item.position))
    ends = [Choice("回预览", Press.PAPER_PAGE, draft_id, version, "0")]
    ends += [Choice("下一件", Press.PAPER_CARD, draft_id, version, f"n{item.position}")] if more else []
    return (*rows, *fields, tuple(ends))


def unit_is(name: str) -> str:
    return f"单位是{name}"


def name_is(name: str, unit: str) -> str:
    return f"“{cut(name, 10)}”是{unit}"


def alike_rows(draft_id: int, version: int, paper: ReadPaper) -> Rows:
    """What is in doubt of several items alike is said once for all of them."""
    doubt = common_doubt(paper)
    if doubt is None:
        return ()
    label = f"{len(doubt.positions)}件都照此读：{cut(doubt.words, 16)}"
    rows = [(Choice(label, Press.PAPER_MEND, draft_id, version, "all.is"),)]
    if lacks_units(paper, doubt):
        rows.append((Choice(f"这{len(doubt.positions)}件都由…负责", Press.PAPER_MEND, draft_id, version, "all.unit"),))
    return tuple(rows)


def lacks_units(paper: ReadPaper, doubt: CommonDoubt) -> bool:
    lacking = [item for item in paper.items if item.position in doubt.positions and not item.responsible_units]
    return doubt.field == "responsible_units" and len(lacking) == len(doubt.positions)


def said_alike(doubt: CommonDoubt, units: Sequence[str] = ()) -> str:
    if units:
        return f"✏️ {len(doubt.positions)}件责任单位：{listed(units)}"
    return f"✏️ {len(doubt.positions)}件照此读，“{cut(doubt.words, 20)}”不再列出。"


def cut_rows(draft_id: int, version: int, item: ReadItem) -> Rows:
    places = [(at, cut(item.directive[at:], 20)) for at in split_places(item)]
    rows = [
        (Choice(f"从“{words}”起", Press.PAPER_MEND, draft_id, version, f"{item.position}.split.{at}"),)
        for at, words in places
    ]
    return (*rows, (Choice("不拆", Press.PAPER_CARD, draft_id, version, str(item.position)),))


def said_item(position: int) -> str:
    return f"✏️ 第{position}项是事项，已记下。"


def said_no_item(position: int) -> str:
    return f"✏️ 第{position}项不是事项，已移到“{LEFT_TITLE}”。以后同类文件照此读。"


def said_joined(position: int, before: int) -> str:
    return f"✏️ 第{position}项已并入第{before}项。"


def said_split(position: int, new: int) -> str:
    return f"✏️ 第{position}项已拆成两项，后一项是第{new}项。"


def said_unit(position: int, name: str) -> str:
    return f"✏️ 第{position}项责任单位：{name}"


def said_taken(position: int) -> str:
    return f"✏️ 已列为第{position}项。以后同类文件照此读。"


def said_added(position: int) -> str:
    return f"✏️ 已并入第{position}项。"


def learned_label(label: str, field: str, others: int) -> str:
    more = f"，另外{others}项一并改了" if others else ""
    return f"✏️ 记住了：“{label}”是{_FIELD_WORDS[field]}{more}。以后同类文件照此读。"


def by_habit(applied: Applied) -> str:
    """What was done as a person had done it before, or nothing."""
    done = [f"{applied.skipped}处不列为事项"] if applied.skipped else []
    done += [f"{applied.taken}处列为事项"] if applied.taken else []
    done += [f"“{label}”读作{_FIELD_WORDS[field]}（{count}件）" for label, field, count in applied.labels]
    return f"✏️ 按您以前的改正：{'，'.join(done)}。" if done else ""


def left_head(count: int) -> str:
    return f"未列为事项{count}处："


def in_another_form(name: str, told: str) -> str:
    return SAME_IN_ANOTHER_FORM.format(name=cut(name, 30), done=told)


def without_items(paper: ReadPaper) -> str:
    """Of a paper in which no items were found."""
    odd = oddities_of(paper)
    found = [FINDINGS_ALONE.format(count=len(odd)), *shortened(odd, _FINDINGS_SHOWN, "……另有{}处")]
    head = found if odd else [NO_ITEMS]
    more = [STRETCHES.format(count=len(paper.left_out))] if paper.left_out else []
    return "\n".join([*pages_read(paper), *head, *more])


def pages_read(paper: ReadPaper) -> list[str]:
    return [PAGES_READ.format(count=paper.scan.pages)] if paper.scan else []


def stretch_rows(draft_id: int, version: int, paper: ReadPaper) -> Rows:
    count = len(paper.left_out)
    return ((Choice(f"逐段看（{count}段）", Press.PAPER_LEFT, draft_id, version, "0"),),) if count else ()


def left_line(left: LeftOut) -> str:
    why = f"（{left.why}）" if left.why else ""
    return f"· {_place(left)} {cut(left.text, 40)}{why}"


def _place(left: LeftOut) -> str:
    first, last = left.lines
    return f"第{first}行" if first == last else f"第{first}–{last}行"


def left_pages(paper: ReadPaper) -> int:
    return -(-len(paper.left_out) // LEFT_PER_PAGE)


def left_page(paper: ReadPaper, page: int) -> str:
    start = page * LEFT_PER_PAGE
    lines = [
        f"{place + 1}. {_place(left)}{f'（{left.why}）' if left.why else ''}\n{cut(left.text, 160)}"
        for place, left in enumerate(paper.left_out[start : start + LEFT_PER_PAGE], start)
    ]
    return "\n\n".join([f"共{len(paper.left_out)}处，点一下就列为事项：", *lines])


def left_rows(draft_id: int, version: int, paper: ReadPaper, page: int) -> Rows:
    start = page * LEFT_PER_PAGE
    rows: list[tuple[Choice, ...]] = []
    for place, left in enumerate(paper.left_out[start : start + LEFT_PER_PAGE], start):
        row = [Choice(f"{place + 1} 列为事项", Press.PAPER_TAKE, draft_id, version, str(place))]
        if above := item_above(paper, left):
            into = f"{place}.into"
            row.append(Choice(f"{place + 1} 并入第{above.position}项", Press.PAPER_TAKE, draft_id, version, into))
        rows.append(tuple(row))
    rows += [
        (Choice(f"{first + 1}–{last + 1} 这几行是一项", Press.PAPER_TAKE, draft_id, version, f"{first}-{last}"),)
        for first, last in _runs(paper.left_out, start)
    ]
    turns = pager(page, lambda to: Choice("", Press.PAPER_LEFT, draft_id, version, str(to)), more=_more(paper, page))
    return (*rows, *turns, (Choice("回预览", Press.PAPER_PAGE, draft_id, version, "0"),))


def _more(paper: ReadPaper, page: int) -> bool:
    return page < left_pages(paper) - 1


def _runs(left: Sequence[LeftOut], start: int) -> list[tuple[int, int]]:
    """Stretches of a page that follow each other line by line."""
    places = range(start, min(start + LEFT_PER_PAGE, len(left)))
    runs: list[tuple[int, int]] = []
    for place in places:
        goes_on = place > start and left[place].lines[0] - left[place - 1].lines[1] <= 1
        runs = [*runs[:-1], (runs[-1][0], place)] if goes_on else [*runs, (place, place)]
    return [(first, last) for first, last in runs if last > first]


def day_rows(draft_id: int, version: int, today: date) -> Rows:
    return (
        (
            Choice(f"就是今天（{say_date(today, today)}）", Press.PAPER_DAY, draft_id, version, "today"),
            Choice("是另一天", Press.PAPER_DAY, draft_id, version, "ask"),
        ),
    )


def undated(count: int) -> str:
    return UNDATED.format(count=count) if count else UNDATED_PLAIN


def said_day(day: date, today: date, settled: int) -> str:
    more = f"，{settled}处时限已换算" if settled else ""
    return f"✏️ 文件日期：{say_date(day, today)}{more}。"


def which_paper(paper: ReadPaper) -> str:
    lines = [f"{number}. {name_of(part)}（{len(part.items)}件）" for number, part in enumerate(paper.parts, 1)]
    return "\n".join([WHICH_PAPER.format(count=len(paper.parts)), *lines])


def name_of(paper: ReadPaper) -> str:
    return cut(paper.title or paper.masthead or paper.meeting, 40) or "（没有标题）"


def which_rows(draft_id: int, version: int, paper: ReadPaper) -> Rows:
    choices = [
        Choice(f"看第{number}份（{len(part.items)}件）", Press.PAPER_PICK, draft_id, version, str(number))
        for number, part in enumerate(paper.parts, 1)
    ]
    whole = Choice(f"其实是一份（{len(paper.items)}件）", Press.PAPER_PICK, draft_id, version, "0")
    return (*in_rows(choices, 1), (whole,))
