"""The menus of Telegram: a few words for each role, each working by a tap. Everything else is on the cards, or typed.

A table of commands that the phone shows (`setMyCommands`) for each role and scope, and what the bot says of itself.
"""

import zlib
from collections.abc import Collection

from domain.commands import COMMANDS, START, Command
from domain.office.people import ROLE_WORDS, Role

AT_MOST = 9
MenuRows = tuple[tuple[str, str], ...]

_HELP = ("help", "帮助")
# Without /help, which closes each menu. Who has several roles gets them in this order, as many as there is room for.
ROLE_MENUS: dict[Role, MenuRows] = {
    Role.OFFICIAL: (("my", "我的事项"), ("leave", "请假")),
    Role.LEADER: (("status", "概况"), ("my", "我牵头的")),
    Role.SUPERVISOR: (
        ("status", "概况"),
        ("desk", "今天要您定的"),
        ("import", "导入通报、纪要"),
        ("new", "新建事项"),
        ("overdue", "逾期事项"),
        ("bulletin", "督办通报"),
        ("ledger", "督办台账"),
        ("people", "人员名册"),
    ),
    Role.ADMIN: (("people", "人员名册"), ("invite", "邀请人员"), ("audit", "操作记录")),
}
GROUP_MENU: MenuRows = (("status", "督办概况"), ("overdue", "逾期事项"), ("bulletin", "督办通报"))
_BIND = ("bind", "把本群设为领导群")


def commands_for(roles: Collection[Role]) -> tuple[Command, ...]:
    return tuple(command for command in COMMANDS if command.roles & frozenset(roles))


def menu_for(roles: Collection[Role]) -> MenuRows:
    """(command, description) for the private chat of a person with these roles; strangers get /start."""
    if not roles:
        return ((START.name, START.says),)
    rows: dict[str, str] = {}
    for role, menu in ROLE_MENUS.items():
        for name, says in menu if role in roles else ():
            rows.setdefault(name, says)
    return (*list(rows.items())[: AT_MOST - 1], _HELP)


def edition_of(rows: MenuRows) -> str:
    """Tells one menu from another."""
    return str(zlib.crc32(repr(rows).encode()))


def menus() -> dict[str, MenuRows]:
    """What `setMyCommands` is told once at start, by scope type.

    Private menus of the roster are set chat by chat (`Note(kind="menu")` when a seat changes), because
    Telegram knows no roles.
    """
    first: MenuRows = ((START.name, START.says),)
    return {
        "default": first,
        "all_private_chats": first,
        "all_group_chats": GROUP_MENU,
        "all_chat_administrators": (*GROUP_MENU, _BIND),
    }


def help_lines(roles: Collection[Role]) -> str:
    """One line per command, the Chinese word first: "进展 37 进展内容 · 反馈进展（/report）"."""
    return "\n".join(_help_line(command) for command in commands_for(roles))


def _help_line(command: Command) -> str:
    typed = f"{command.words[0]} {command.usage}".strip()
    return f"{typed} · {command.says}（/{command.name}）"


def role_words(roles: Collection[Role]) -> str:
    return "、".join(word for role, word in ROLE_WORDS.items() if role in roles)
