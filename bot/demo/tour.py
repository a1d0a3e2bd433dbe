"""`duban demo --tour`: the real bot and a local Bot API in one process, and a tour of the main job over HTTP.

Every line that is printed was sent by a person's phone or by the bot; nothing is scripted on the bot's
side. The clock is moved forward so that a nudge and the weekly bulletin happen before one's eyes.
"""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import typer

from bot.clock import MovableClock
from bot.demo import county
from bot.demo.keep import DATABASE, Unusable, folder, require_new
from bot.demo.office import TOUR_HOURS, settings
from bot.logs import set_up
from bot.run import Program
from sandbox import Group, Limits, Message, Phone, Sandbox

WAIT_SECONDS = 30
# A Monday morning in Beijing: a nudge is due that day, the bulletin on Friday.
MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
FRIDAY = datetime(2026, 11, 27, 9, 0, 30, tzinfo=UTC)


def run(keep: Path | None) -> int:
    """The whole tour; 0 when every step happened, 2 when the folder cannot be used."""
    try:
        with folder(keep) as place:
            require_new(place)
            asyncio.run(_show(place))
            if keep is not None:
                typer.echo(f"数据库保存在 {place / DATABASE}")
    except Unusable as unusable:
        typer.echo(str(unusable), err=True)
        return 2
    return 0


async def _show(place: Path) -> None:
    set_up("ERROR")
    clock = MovableClock()
    clock.ahead = MONDAY - clock()
    async with Sandbox(limits=Limits.off(), clock=lambda: clock().timestamp()) as sandbox:
        typer.echo(f"本地 Bot API：{sandbox.url}（虚构的云岭县，全部对话均为真实收发）")
        async with _running(sandbox, clock, place) as program:
            await Tour(sandbox, clock, program).walk()


@asynccontextmanager
async def _running(sandbox: Sandbox, clock: MovableClock, place: Path) -> AsyncIterator[Program]:
    program = Program(settings(sandbox.url, sandbox.token, place, TOUR_HOURS), clock)
    stop = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        running = group.create_task(program.run(stop))
        try:
            await sandbox.until_polled(timeout=WAIT_SECONDS)
            yield program
        finally:
            stop.set()
            await running


def _name(phone: Phone) -> str:
    return county.NAMES[phone.user_id]


@dataclass(slots=True)
class Tour:
    sandbox: Sandbox
    clock: MovableClock
    program: Program
    _step: int = field(default=0)

    async def walk(self) -> None:
        supervisor = self._phone(county.SUPERVISOR)
        await self._import(supervisor)
        official = await self._invite(supervisor)
        group = await self._bind(supervisor)
        await self._report(supervisor, official)
        await self._status(supervisor)
        await self._nudge(official)
        await self._bulletin(group)
        self._title("完成：从一份通报到下一份通报，没有一句话丢失，没有一条消息重复。")

    def _phone(self, user_id: int) -> Phone:
        return self.sandbox.phone(user_id, county.NAMES[user_id])

    def _title(self, words: str) -> None:
        self._step += 1
        typer.echo(f"\n━━ {self._step}. {words}")

    async def _say(self, phone: Phone, words: str, answer: str) -> Message:
        """A person types; the bot's answer is waited for and shown."""
        typer.echo(f"\n{_name(phone)} ▸ {words}")
        await phone.send(words)
        return self._shown(await phone.wait(answer, timeout=WAIT_SECONDS))

    def _shown(self, message: Message) -> Message:
        for line in message.text.splitlines():
            typer.echo(f"    督办 │ {line}")
        if message.labels:
            typer.echo(f"         └ {' '.join(f'[{label}]' for label in message.labels)}")
        if message.document:
            typer.echo(f"         └ 📄 {message.document.file_name}")
        return message

    async def _press(self, phone: Phone, message: Message, label: str, answer: str) -> Message:
        typer.echo(f"\n{_name(phone)} ▸ 按 [{label}]")
        await phone.press(message, label, timeout=WAIT_SECONDS)
        return self._shown(await phone.wait(answer, timeout=WAIT_SECONDS))

    async def _import(self, supervisor: Phone) -> None:
        self._title("督查室把已印发的通报发给机器人")
        await self._say(supervisor, "/start", "您好")
        typer.echo(f"\n{_name(supervisor)} ▸ 📄 {county.BULLETIN_NAME}.txt")
        await supervisor.send_document(f"{county.BULLETIN_NAME}.txt", county.BULLETIN.encode())
        preview = self._shown(await supervisor.wait("导入预览", timeout=WAIT_SECONDS))
        await self._press(supervisor, preview, "确认导入", "已导入")

    async def _invite(self, supervisor: Phone) -> Phone:
        self._title("邀请农业农村局的联络员，联络员用自己的手机加入")
        message = await self._say(supervisor, "/invite 县农业农村局 程远", "start=")
        code = re.search(r"start=([\w-]+)", message.text)
        assert code is not None
        official = self._phone(county.OFFICIAL)
        await self._say(official, f"/start {code[1]}", "县农业农村局")
        return official

    async def _bind(self, supervisor: Phone) -> Group:
        self._title("把领导群绑定为通报发布的地方")
        group = self.sandbox.group("云岭县领导群", members=[supervisor], chat_id=county.GROUP_ID)
        typer.echo(f"\n领导群 · {_name(supervisor)} ▸ /bind")
        await group.send_as(supervisor, "/bind")
        self._shown(await group.wait("领导群", timeout=WAIT_SECONDS))
        return group

    async def _report(self, supervisor: Phone, official: Phone) -> None:
        self._title("联络员反馈进展、申请办结，督查室销号")
        mine = await self._say(official, "/my", "我的事项")
        label = re.search(r"#(\d+)", mine.text)
        assert label is not None
        card = await self._say(official, f"/item {label[1]}", "状态")
        asked = await self._press(official, card, "报进展", "请直接回复")
        typer.echo(f"\n{_name(official)} ▸ （回复）实施方案已送审，12月2日前印发")
        await official.reply(asked, "实施方案已送审，12月2日前印发")
        self._shown(await official.wait("已记录", timeout=WAIT_SECONDS))
        await self._say(official, f"/done {label[1]} 实施方案已印发实施", "已申请办结")
        request = self._shown(await supervisor.wait("申请办结", timeout=WAIT_SECONDS))
        await self._press(supervisor, request, "通过", "销号")
        self._shown(await official.wait("已销号", timeout=WAIT_SECONDS))

    async def _status(self, supervisor: Phone) -> None:
        self._title("督查室随时查看情况")
        await self._say(supervisor, "/status", "件")

    async def _nudge(self, official: Phone) -> None:
        self._title("交通局的桥还有 4 天到期：邀请联络员之后，到点自动催办")
        supervisor = self._phone(county.SUPERVISOR)
        message = await self._say(supervisor, "/invite 县交通局 程远", "start=")
        code = re.search(r"start=([\w-]+)", message.text)
        assert code is not None
        await self._say(official, f"/start {code[1]}", "县交通局")
        await self._move_to(MONDAY + timedelta(days=1), "时间来到星期二上午")
        self._shown(await official.wait("柳河桥", timeout=WAIT_SECONDS))

    async def _bulletin(self, group: Group) -> None:
        self._title("星期五 17:00，通报自动生成并发到领导群")
        await self._move_to(FRIDAY, "时间来到星期五 17:00")
        self._shown(await group.wait("督办通报", timeout=WAIT_SECONDS))
        while True:
            message = self._shown(await group.wait(lambda _: True, timeout=WAIT_SECONDS))
            if message.document is not None:
                return

    async def _move_to(self, moment: datetime, words: str) -> None:
        typer.echo(f"\n⏰ {words}")
        self.clock.ahead += moment - self.clock()
        assert self.program.tick is not None
        await self.program.tick()
