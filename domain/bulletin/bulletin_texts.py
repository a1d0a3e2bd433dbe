"""Sentences around a bulletin: the draft, its publication, and posts that wait for a word."""

from collections.abc import Sequence
from datetime import date

from domain.bulletin.forms import edition_mark
from domain.bulletin.scopes import BulletinScope, Span
from domain.commands import Press
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.pager import in_rows, one_row, pager

NO_ITEMS = "还没有事项，无法编发通报。先发来纪要或通报文件导入。"
NO_GROUP = "还没有绑定领导群。请把机器人加入领导群，在群里发 /bind，再点【发布】。"
NO_LAST = "还没有发布过通报。请私聊我发 /bulletin，起草第一期。"
NO_LAST_TO_READ = "还没有发布过通报，督查室发布第一期后再看。现在可发 /status，看督办概况。"
NOTHING_TO_PRINT = "这一类没有可通报的事项。发 /bulletin，起草全部事项，或发 /status，查看。"
LAST = ("last", "上一期", "上期")
WHICH_KIND = "起草哪一种通报？"
SPANS_SAID = {
    "全部": Span(BulletinScope.ALL),
    "全部事项": Span(BulletinScope.ALL),
    "在办": Span(BulletinScope.OPEN),
    "在办事项": Span(BulletinScope.OPEN),
    "正在推进": Span(BulletinScope.OPEN),
    "open": Span(BulletinScope.OPEN),
    "红黑榜": Span(BulletinScope.COMPARISON),
}
_KIND_WORDS = {
    (BulletinScope.ALL, 0): "全部事项",
    (BulletinScope.OPEN, 0): "在办事项",
    (BulletinScope.WEEK, 0): "本周",
    (BulletinScope.WEEK, 1): "上周",
    (BulletinScope.MONTH, 0): "本月",
    (BulletinScope.MONTH, 1): "上月",
    (BulletinScope.QUARTER, 0): "本季度",
    (BulletinScope.QUARTER, 1): "上季度",
    (BulletinScope.YEAR, 0): "年终",
    (BulletinScope.YEAR, 1): "去年",
    (BulletinScope.COMPARISON, 0): "红黑榜",
}
MEETINGS_SHOWN = 5
GONE = "这份通报草稿已不在。重新起草请发 /bulletin。"
CHANGED = "这份草稿刚被改动。请用最新的预览，或重新起草请发 /bulletin。"
DISCARDED = "草稿已放弃，没有发布，也没有占用期号。"
WHICH_MEETING = "有几次会议相符，请点选："
LATE = "（补发）"
WEEK_PUBLISHED = "本周通报已发布。"
WEEK_DROPPED = "本周不发通报，已记下。"
WEEK_DECIDED = "本周通报已有人处理。"
HELD_SETTLED = "这条已有人处理。"
HELD_THERE_DONE = "已记为群里已有，不再补发。"
HELD_RESEND_DONE = "已安排补发。"
GROUP_LOST = "机器人不在领导群里。请把机器人重新加入，在群里发 /bind，再点【补发】。"


def published_before(issue_number: int | None) -> str:
    return f"这份通报已发布（第{issue_number}期），没有重复发布。"


def no_meeting(words: str) -> str:
    return f"没有名称含“{cut(words, 30)}”的会议。发 /status，按会议查看，或发 /bulletin，编发全部事项。"


def published(issue_number: int, groups: int) -> str:
    return f"已发布第{issue_number}期，正在发到 {groups} 个领导群。"


# What goes along with an issue, in this order: kind of paper and its file's name.
PAPERS = {
    "bulletin_board": "{masthead}第{number}期{edition}（一图读懂）.png",
    "bulletin": "{masthead}第{number}期{edition}.docx",
    "bulletin_pdf": "{masthead}第{number}期{edition}.pdf",
}


# The one file that a group gets; those that a reader gets who opens the issue in private.
GROUP_FILE = "bulletin_pdf"
ASKED_FOR = ("bulletin", "bulletin_ledger")
WHOLE_TEXT = "正文"
OPEN_ISSUE = "看全文、Word 版"


# Of a bulletin about one meeting, as the last.
MEETING_LEDGER = ("bulletin_ledger", "{masthead}第{number}期{edition}（台账）.xlsx")


def papers_for(scope: str) -> list[tuple[str, str]]:
    """The units compared have no figures for a picture."""
    return [one for one in PAPERS.items() if scope != BulletinScope.COMPARISON or one[0] != "bulletin_board"]


def paper_name(pattern: str, masthead: str, number: int | None, edition: int) -> str:
    return pattern.format(masthead=masthead, number=number, edition=edition_mark(edition))


def subject_of(bulletin_id: int | None, issue_number: int | None = None) -> str:
    """What the audit trail calls an issue, or what is not one yet."""
    return f"通报第{issue_number}期" if issue_number else f"通报草稿{bulletin_id}"


def preview_title(page: int, pages: int, *, is_correction: bool) -> str:
    name = "更正稿预览" if is_correction else "通报预览"
    return f"{name} {page + 1}/{pages}（未发布）" if pages > 1 else f"{name}（未发布）"


def last_title(issue_number: int | None, edition: int, day: date, page: int, pages: int) -> str:
    where = f" {page + 1}/{pages}" if pages > 1 else ""
    return f"第{issue_number}期{edition_mark(edition)} {day.year}年{day.month}月{day.day}日{where}"


def preview_buttons(bulletin_id: int, *, version: int, page: int, pages: int, is_correction: bool) -> Rows:
    reword = Choice("逐段改写", Press.REWORD, bulletin_id, version)
    drop = Choice("放弃", Press.DISCARD, bulletin_id, version)
    turning = _turning(bulletin_id, version=version, page=page, pages=pages)
    papers = Choice("看成稿", Press.DRAFT_PAPERS, bulletin_id, version)
    if is_correction:
        publish = Choice("发布更正", Press.CORRECT_PUBLISH, bulletin_id, version, style="success")
        return (*turning, (papers, reword, drop), (publish,))
    others = (
        Choice("送核稿", Press.PROOF_SEND, bulletin_id, version),
        Choice("附件", Press.ANNEXES),
        Choice("换一种通报", Press.BULLETIN_KINDS),
    )
    publish = Choice("发布", Press.PUBLISH, bulletin_id, version, style="success")
    return (*turning, (papers, reword, drop), others, (publish,))


ALL_CHANGED = "本期各项都有变化，没有可以省略的。"
SHORTENED = {True: "已改为只印有变化的", False: "已改为全部印出"}


def short_row(bulletin_id: int, version: int, is_short: bool) -> tuple[Choice, ...]:
    """The other way of printing it."""
    label = "全部印出" if is_short else "只印有变化的"
    return (Choice(label, Press.SHORT_ISSUE, bulletin_id, version),)


def last_buttons(bulletin_id: int, *, version: int, page: int, pages: int, may_correct: bool) -> Rows:
    turning = _turning(bulletin_id, version=version, page=page, pages=pages)
    if not may_correct:
        return turning
    correct = Choice("更正本期", Press.CORRECT, bulletin_id, version)
    return (*turning, (correct, Choice("撤回本期", Press.WITHDRAW_ISSUE, bulletin_id, version)))


def kind_rows(kinds: Sequence[tuple[BulletinScope, int]], meetings: Sequence[tuple[str, int | None]]) -> Rows:
    """Two kinds a row, then the newest meetings."""
    buttons = [Choice(_KIND_WORDS[kind], Press.BULLETIN_KIND, extra=f"{kind[0]}-{kind[1]}") for kind in kinds]
    rows = in_rows(buttons, 2)
    named = [(title, key) for title, key in meetings if key is not None][:MEETINGS_SHOWN]
    return (*rows, *((meeting_button(title, key),) for title, key in named))


def _turning(bulletin_id: int, *, version: int, page: int, pages: int) -> Rows:
    return pager(page, lambda to: Choice("", Press.BULLETIN_PAGE, bulletin_id, version, str(to)), more=page + 1 < pages)


def meeting_button(title: str, meeting_id: int) -> Choice:
    return Choice(cut(title, 40), Press.BULLETIN_OF, meeting_id)


def missed_week(day: date) -> str:
    return f"{day.month}月{day.day}日的每周通报没有按时发布（当时机器人未运行）。现在发布，还是本周不发？"


def week_without_group(day: date) -> str:
    return (
        f"{day.month}月{day.day}日的每周通报无处可发：还没有绑定领导群。"
        "请把机器人加入领导群，在群里发 /bind，再点【现在发布】。"
    )


def week_buttons(claim_id: int) -> Rows:
    return one_row(
        Choice("现在发布", Press.WEEK_NOW, claim_id, style="success"), Choice("本周不发", Press.WEEK_SKIP, claim_id)
    )


def review_asked(day: date) -> str:
    return f"{day.month}月{day.day}日的每周通报已起草，请预览后发布。"


def review_buttons(bulletin_id: int, version: int) -> Rows:
    return one_row(
        Choice("预览", Press.BULLETIN_PAGE, bulletin_id, version, "0"),
        Choice("发布", Press.PUBLISH, bulletin_id, version, style="success"),
    )


def held_week_buttons(bulletin_id: int, version: int, *, claim_id: int, spoken_at: int | None) -> Rows:
    """[改] leads to the first paragraph that reads as talk."""
    change = (
        ((Choice("改口语句", Press.REWORD, bulletin_id, version, str(spoken_at)),),) if spoken_at is not None else ()
    )
    return (*change, *review_buttons(bulletin_id, version), (week_buttons(claim_id)[0][-1],))


def held(post: str, group: str) -> str:
    return f"“{post}”发到“{group or '领导群'}”时断线，不能确定群里是否已有。请到群里看一眼，再点："


def held_buttons(outbox_id: int) -> Rows:
    return ((Choice("群里已有", Press.HELD_THERE, outbox_id), Choice("补发", Press.HELD_RESEND, outbox_id)),)


def decided(what: str, name: str) -> str:
    return f"{what}——{name}"
