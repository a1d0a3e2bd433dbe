"""MIRRORS: whose robot an address is, what is wrong with it in one line, and nothing of it shown."""

from pathlib import Path

import pytest

from bot.settings import SettingsError, load
from domain.bulletin.mirrors import RobotKind, parse_robots

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693axxx6-7aoc-4bc4-97a0-0ec2sifa5aaa"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=566cc69da782ec"
FEISHU = "https://open.feishu.cn/open-apis/bot/v2/hook/9f1c1b2a-77aa"


def test_three_kinds_are_told_by_their_paths() -> None:
    robots = parse_robots(f"{WECOM}#name=领导群,\n{DINGTALK}#secret=SECabc&name=%E9%92%89\n， {FEISHU} ")
    assert [robot.kind for robot in robots] == [RobotKind.WECOM, RobotKind.DINGTALK, RobotKind.FEISHU]
    assert [robot.address for robot in robots] == [WECOM, DINGTALK, FEISHU]
    assert [robot.secret for robot in robots] == ["", "SECabc", ""]
    assert [robot.name for robot in robots][:2] == ["领导群", "钉"]
    assert robots[2].name.startswith("飞书机器人 ")


def test_a_private_host_is_as_good_as_the_public_one() -> None:
    robot = parse_robots("https://wework.yunling.example/cgi-bin/webhook/send?key=abcdefgh1234&debug=1")[0]
    assert robot.kind is RobotKind.WECOM
    assert robot.address == "https://wework.yunling.example/cgi-bin/webhook/send?key=abcdefgh1234"


def test_another_secret_is_still_the_same_robot() -> None:
    before, after = parse_robots(f"{DINGTALK}#secret=a")[0], parse_robots(f"{DINGTALK}#secret=b&name=x")[0]
    assert before.fingerprint == after.fingerprint
    assert before.fingerprint != parse_robots(f"{DINGTALK}0")[0].fingerprint


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("https://hooks.example/TOPSECRET1", "address 1 is no robot"),
        (f"{FEISHU},ftp://TOPSECRET1/robot/send?access_token=x", "address 2 must begin with https"),
        ("http://oapi.dingtalk.com/robot/send?access_token=TOPSECRET1", "address 1 must begin with https"),
        ("https://oapi.dingtalk.com/robot/send?token=TOPSECRET1", "address 1 lacks its key"),
        ("https://[TOPSECRET1/robot/send", "address 1 cannot be read"),
        ("https://TOPSECRET1@oapi.dingtalk.com/robot/send?access_token=12345678", "must have no user name"),
        (f"{FEISHU}#TOPSECRET1", "after # write secret="),
        (f"{WECOM}#secret=TOPSECRET1", "WeCom's robots have no secret"),
        (f"{FEISHU},{FEISHU}#secret=TOPSECRET1", "address 2 is the same robot"),
    ],
)
def test_a_wrong_one_is_one_line_without_its_secret(value: str, words: str) -> None:
    Path(".env").write_text(f"MIRRORS={value}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        load()
    assert len(error.value.lines) == 1
    assert error.value.lines[0].startswith("MIRRORS: ")
    assert words in error.value.lines[0]
    assert "TOPSECRET1" not in str(error.value)


def test_settings_keep_secrets_to_themselves() -> None:
    Path(".env").write_text(f"MIRRORS={DINGTALK}#secret=SECabcdef&name=群\n", encoding="utf-8")
    settings = load()
    shown = f"{settings!r} {settings.robots()!r}"
    assert "566cc69da782ec" not in shown
    assert "SECabcdef" not in shown
    assert settings.robots()[0].secret == "SECabcdef"


def test_quotes_allow_a_line_for_each() -> None:
    Path(".env").write_text(f'MIRRORS="{WECOM}\n{FEISHU}#secret=x"\n', encoding="utf-8")
    assert len(load().robots()) == 2
