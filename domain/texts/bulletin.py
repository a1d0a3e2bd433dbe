"""Sentences around a bulletin: the draft, its publication, and posts that wait for a word."""

from datetime import date

from domain.hygiene import cut
from domain.notes import Choice, Rows

NO_ITEMS = "还没有事项，无法编发通报。先发来纪要或通报文件导入。"
NO_GROUP = "还没有绑定领导群。请把机器人加入领导群，在群里发 /bind，再点【发布】。"
NO_LAST = "还没有发布过通报。发 /bulletin 起草第一期。"
GONE = "这份通报草稿已不在。发 /bulletin 重新起草。"
CHANGED = "这份草稿刚被改动。请用最新的预览，或发 /bulletin 重新起草。"
DISCARDED = "草稿已放弃，没有发布，也没有占用期号。"
ASK_PLACE = (
    "请回复要改写哪一段和新的文字：节加序号（如 二1 方案已印发），"
    "或事项编号（如 #37 方案已印发）。原文会保留。发 /cancel 放弃。"
)
REWORDED = "{label} 已改写，原文保留。"
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


def ask_words(label: str, now: str) -> str:
    return f"{label} 现在写的是：{cut(now, 600)}\n请回复新的文字，原文会保留。发 /cancel 放弃。"


def no_entry(words: str) -> str:
    return f"通报里没有 {words} 这一段。请写节加序号（如 二1）或事项编号（如 #37）。"


def too_long(length: int, limit: int) -> str:
    return f"这段有 {length} 字，超过 {limit} 字，请精简后重发。"


def no_meeting(words: str) -> str:
    return f"没有名称含“{cut(words, 30)}”的会议。发 /status 按会议查看，或发 /bulletin 编发全部事项。"


def published(issue_number: int, groups: int) -> str:
    return f"已发布第{issue_number}期，正在发到 {groups} 个领导群。"


# What goes along with an issue, in this order: kind of paper and its file's name.
PAPERS = {
    "bulletin_board": "督办通报第{number}期（一图读懂）.png",
    "bulletin": "督办通报第{number}期.docx",
    "bulletin_pdf": "督办通报第{number}期.pdf",
}


def preview_title(page: int, pages: int) -> str:
    return f"通报预览 {page + 1}/{pages}（未发布）" if pages > 1 else "通报预览（未发布）"


def last_title(issue_number: int | None, day: date, page: int, pages: int) -> str:
    where = f" {page + 1}/{pages}" if pages > 1 else ""
    return f"第{issue_number}期 {day.year}年{day.month}月{day.day}日{where}"


def preview_buttons(bulletin_id: int, version: int, page: int, pages: int) -> Rows:
    return (
        *_turning("bulletin_page", bulletin_id, version, page, pages),
        (
            Choice("改写某段", "reword", bulletin_id, version),
            Choice("放弃", "discard", bulletin_id, version),
        ),
        (Choice("发布", "publish", bulletin_id, version, style="success"),),
    )


def last_buttons(bulletin_id: int, version: int, page: int, pages: int) -> Rows:
    return _turning("bulletin_page", bulletin_id, version, page, pages)


def _turning(verb: str, bulletin_id: int, version: int, page: int, pages: int) -> Rows:
    row = [Choice("上一页", verb, bulletin_id, version, str(page - 1))] if page else []
    if page + 1 < pages:
        row.append(Choice("下一页", verb, bulletin_id, version, str(page + 1)))
    return (tuple(row),) if row else ()


def meeting_button(title: str, meeting_id: int) -> Choice:
    return Choice(cut(title, 40), "bulletin_of", meeting_id)


def missed_week(day: date) -> str:
    return f"{day.month}月{day.day}日的每周通报没有按时发布（当时机器人未运行）。现在发布，还是本周不发？"


def week_without_group(day: date) -> str:
    return (
        f"{day.month}月{day.day}日的每周通报无处可发：还没有绑定领导群。"
        "请把机器人加入领导群，在群里发 /bind，再点【现在发布】。"
    )


def week_buttons(claim_id: int) -> Rows:
    return (
        (
            Choice("现在发布", "week_now", claim_id, style="success"),
            Choice("本周不发", "week_skip", claim_id),
        ),
    )


def review_asked(day: date) -> str:
    return f"{day.month}月{day.day}日的每周通报已起草，请预览后发布。"


def review_buttons(bulletin_id: int, version: int) -> Rows:
    return (
        (
            Choice("预览", "bulletin_page", bulletin_id, version, "0"),
            Choice("发布", "publish", bulletin_id, version, style="success"),
        ),
    )


def held(post: str, group: str) -> str:
    return f"“{post}”发到“{group}”时断线，不能确定群里是否已有。请到群里看一眼，再点："


def held_buttons(outbox_id: int) -> Rows:
    return ((Choice("群里已有", "held_there", outbox_id), Choice("补发", "held_resend", outbox_id)),)


def decided(what: str, name: str) -> str:
    return f"{what}——{name}"
