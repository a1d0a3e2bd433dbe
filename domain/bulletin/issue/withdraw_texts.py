"""Sentences of an issue that is withdrawn."""

from domain.commands import Press
from domain.notes import Choice, Rows

MARK = "【已撤回】"
STILL_LEAVING = "这一期还没有全部发到群里，发完后才能撤回。请稍后再点；有待确认的请先确认。"
CORRECTED_SINCE = "这一期刚被更正过，您看的是旧版，没有撤回。发 /bulletin last，看最新一版。"


def ask(issue_number: int | None) -> str:
    return f"撤回第{issue_number}期？群里会发一句说明，已发的消息标明【已撤回】，这个期号不再使用。"


def ask_buttons(bulletin_id: int, version: int) -> Rows:
    return (
        (
            Choice("确认撤回", Press.WITHDRAW_YES, bulletin_id, version, style="danger"),
            Choice("不撤", Press.BULLETIN_PAGE, bulletin_id, version, "0"),
        ),
    )


def told(masthead: str, issue_number: int | None) -> str:
    """The line in the groups."""
    return f"{masthead}第{issue_number}期已撤回，请以后续通报为准。"


def withdrawn(issue_number: int | None, groups: int) -> str:
    return f"第{issue_number}期已撤回，正在通知 {groups} 个领导群，旧消息已标明。下一期另编新号。"
