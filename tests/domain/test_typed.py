"""A command is read whatever parts it from its words, and no more than a command is."""

import pytest

from domain.labels import split_label
from domain.typed import command_in, is_slashed


@pytest.mark.parametrize(
    "said",
    [
        "/report 2 支座已完成",
        "/report\n2 支座已完成",
        "/report\n\n2\n支座已完成",
        "／report　2：支座已完成",
        "/report:2:支座已完成",
        "/report：#2，支座已完成",
        "/Report　＃２　支座已完成",
        "／ｒｅｐｏｒｔ２，支座已完成",
        "/report@duban_bot：2 支座已完成",
        "/report2 支座已完成",
        "/ report 2 支座已完成",
        "进展：2 支座已完成",
        "进展2，支座已完成",
        "反馈:#2：支座已完成",
        "报进展、2 支座已完成",
        "进展＃2 支座已完成",
    ],
)
def test_whatever_parts_a_command_from_its_words_is_as_good_as_a_blank(said: str) -> None:
    command, words = command_in(said, "duban_bot")
    assert command is not None
    assert command.name == "report"
    assert split_label(words) == ("2", "支座已完成")


@pytest.mark.parametrize(
    ("said", "name", "words"),
    [
        ("/item:3", "item", "3"),
        ("事项：3", "item", "3"),
        ("/due：3：12月31日", "due", "3：12月31日"),
        ("请假：明天 张三", "leave", "明天 张三"),
        ("情况：县农林局", "status", "县农林局"),
        ("/help。", "help", ""),
        ("/start\nABCD", "start", "ABCD"),
    ],
)
def test_other_commands_and_words(said: str, name: str, words: str) -> None:
    command, behind = command_in(said)
    assert (command.name if command else "", behind) == (name, words)


@pytest.mark.parametrize(
    "said",
    [
        "进展：已完成80%",
        "情况：目前已完成招标，下周开工",
        "事项：修建河堤",
        "通过竞争性磋商选定施工单位",
        "通过：竞争性磋商选定施工单位",
        "困难：资金缺口20万元",
        "/reports 2 已完成",
        "/etc/passwd",
        "/my/file",
        "/report@other_bot 2",
        "计划：12月20日开工",
        "/",
        "：进展 2",
    ],
)
def test_prose_and_paths_are_no_command(said: str) -> None:
    assert command_in(said, "duban_bot")[0] is None


def test_a_wide_slash_is_a_slash() -> None:
    assert is_slashed("／report")
    assert is_slashed(" /nothing")
    assert not is_slashed("报 1/2")


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("/帮助", "help", ""),
        ("／请假　取消", "leave", ""),
        ("/进展 2 已完成招标", "report", "2 已完成招标"),
        ("新建事项", "new", ""),
        ("人员名册", "people", ""),
        ("逾期事项", "overdue", ""),
        ("督办台账", "ledger", ""),
        ("导入通报、纪要", "import", ""),
    ],
)
def test_a_chinese_word_behind_a_slash_and_the_words_of_the_menu_are_commands(text: str, name: str, words: str) -> None:
    command, behind = command_in(text)
    assert command is not None
    assert (command.name, behind) == (name, words)
