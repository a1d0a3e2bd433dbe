"""Group robots that mirror the bulletin."""

from collections.abc import Callable
from datetime import datetime

import httpx

from bot.channels.mirrors.common import MirrorChannel, PostFailed, PostImpossible, open_client
from bot.channels.mirrors.dingtalk import DingTalk
from bot.channels.mirrors.feishu import Feishu
from bot.channels.mirrors.wecom import WeCom
from domain.bulletin.mirrors import Robot, RobotKind


def channel_of(robot: Robot, client: httpx.AsyncClient, clock: Callable[[], datetime]) -> MirrorChannel:
    """`clock` gives the instants of signatures."""
    if robot.kind is RobotKind.WECOM:
        return WeCom(robot, client)
    if robot.kind is RobotKind.DINGTALK:
        return DingTalk(robot, client, clock)
    return Feishu(robot, client, clock)
