"""The table of commands against the routers: what help and menus promise is there."""

from collections.abc import Iterator

import pytest

from domain.commands import COMMANDS, Command
from handlers.routers import routers
from handlers.said import Said


def said() -> Iterator[Said]:
    for router in routers():
        for handler in router.message.handlers:
            yield from (one.callback for one in handler.filters or () if isinstance(one.callback, Said))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_router_answers_the_command_and_its_words(command: Command) -> None:
    heard = [filter_ for filter_ in said() if filter_.command == command.name]
    assert heard, f"no router answers /{command.name}"
    assert set(command.words) <= {word for filter_ in heard for word in filter_.chinese}


def test_no_router_answers_a_command_that_help_does_not_know() -> None:
    assert {filter_.command for filter_ in said()} - {"start"} <= {command.name for command in COMMANDS}


def test_no_chinese_word_belongs_to_two_commands() -> None:
    owners: dict[str, set[str]] = {}
    for filter_ in said():
        for word in filter_.chinese:
            owners.setdefault(word, set()).add(filter_.command)
    assert {word: names for word, names in owners.items() if len(names) > 1} == {}
