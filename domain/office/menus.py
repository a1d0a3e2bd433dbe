"""Help and menus, made from the table of commands."""

from collections.abc import Collection

from domain.commands import COMMANDS, START, Command
from domain.office.people import ROLE_WORDS, Role

_IN_GROUPS = ("status", "overdue", "bulletin")

MenuRows = tuple[tuple[str, str], ...]


def commands_for(roles: Collection[Role]) -> tuple[Command, ...]:
    return tuple(command for command in COMMANDS if command.roles & frozenset(roles))


def menu_for(roles: Collection[Role]) -> list[tuple[str, str]]:
    """(command, description) for the private chat of a person with these roles; strangers get /start."""
    if not roles:
        return [(START.name, START.says)]
    return [(command.name, command.says) for command in commands_for(roles) if command.in_menu]


def menus() -> dict[str, MenuRows]:
    """What `setMyCommands` is told once at start, by scope type.

    Private menus of the roster are set chat by chat (`Note(kind="menu")` when a seat changes), because
    Telegram knows no roles.
    """
    groups = tuple((one.name, one.says) for one in COMMANDS if one.name in _IN_GROUPS)
    first = (START.name, START.says)
    return {"default": (first,), "all_group_chats": groups, "all_chat_administrators": (*groups, _BIND)}


_BIND = ("bind", "把本群设为领导群")


def help_lines(roles: Collection[Role], *, daily: bool = False) -> str:
    """One line per command, or per one of the menu: "/report 37 进展内容 · 反馈进展（进展）"."""
    shown = [command for command in commands_for(roles) if command.in_menu or not daily]
    return "\n".join(_help_line(command) for command in shown)


def _help_line(command: Command) -> str:
    typed = f"/{command.name} {command.usage}".strip()
    return f"{typed} · {command.says}（{command.words[0]}）"


def role_words(roles: Collection[Role]) -> str:
    return "、".join(word for role, word in ROLE_WORDS.items() if role in roles)
