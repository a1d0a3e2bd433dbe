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
from bot.demo.keep import DATABASE, Unusable, folder, require_new
from bot.demo.office import TOUR_HOURS, settings
from bot.logs import set_up
from bot.run import Program
from domain.demo import county, texts
from sandbox import Group, Limits, Message, Phone, Sandbox

# Summary, file, text.
_MESSAGES_OF_AN_ISSUE = 3
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
                typer.echo(texts.database_in(place / DATABASE))
    except Unusable as unusable:
        typer.echo(str(unusable), err=True)
        return 2
    return 0


async def _show(place: Path) -> None:
    set_up("ERROR")
    clock = MovableClock()
    clock.ahead = MONDAY - clock()
    async with Sandbox(limits=Limits.off(), clock=lambda: clock().timestamp()) as sandbox:
        typer.echo(texts.tour_greeting(sandbox.url))
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
        self._title(texts.TOUR_IMPORT)
        await self._say(supervisor, "/start", texts.SAYS_HELLO)
        typer.echo(f"\n{_name(supervisor)} ▸ 📄 {county.BULLETIN_NAME}.txt")
        await supervisor.send_document(f"{county.BULLETIN_NAME}.txt", county.BULLETIN.encode())
        preview = self._shown(await supervisor.wait(texts.SAYS_PREVIEW, timeout=WAIT_SECONDS))
        await self._press(supervisor, preview, texts.IMPORT, texts.SAYS_IMPORTED)
        official = await self._invite(supervisor)
        self._title(texts.TOUR_BIND)
        group = self.sandbox.group(county.GROUP, members=[supervisor], chat_id=county.GROUP_ID)
        typer.echo("\n" + texts.in_group(_name(supervisor), "/bind"))
        await group.send_as(supervisor, "/bind")
        self._shown(await group.wait(texts.GROUP_WORD, timeout=WAIT_SECONDS))
        await self._report(supervisor, official)
        self._title(texts.TOUR_STATUS)
        await self._say(supervisor, "/status", texts.SAYS_COUNT)
        await self._nudge(official)
        await self._bulletin(group)
        self._title(texts.TOUR_DONE)

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
            typer.echo(texts.shown_line(line))
        if message.labels:
            typer.echo(f"         └ {' '.join(f'[{label}]' for label in message.labels)}")
        if message.document:
            typer.echo(f"         └ 📄 {message.document.file_name}")
        return message

    async def _press(self, phone: Phone, message: Message, label: str, answer: str) -> Message:
        typer.echo("\n" + texts.pressed(_name(phone), label))
        await phone.press(message, label, timeout=WAIT_SECONDS)
        return self._shown(await phone.wait(answer, timeout=WAIT_SECONDS))

    async def _invite(self, supervisor: Phone) -> Phone:
        self._title(texts.TOUR_INVITE)
        return await self._seat(supervisor, texts.FARMING)

    async def _seat(self, supervisor: Phone, unit: str) -> Phone:
        """The official takes a seat of the unit, by the invitation that the supervisor made."""
        message = await self._say(supervisor, texts.invite(unit), "start=")
        code = re.search(r"start=([\w-]+)", message.text)
        assert code is not None
        official = self._phone(county.OFFICIAL)
        await self._say(official, f"/start {code[1]}", unit)
        return official

    async def _report(self, supervisor: Phone, official: Phone) -> None:
        self._title(texts.TOUR_REPORT)
        mine = await self._say(official, "/my", texts.SAYS_MINE)
        label = re.search(r"#(\d+)", mine.text)
        assert label is not None
        card = await self._say(official, f"/item {label[1]}", texts.SAYS_STATE)
        asked = await self._press(official, card, texts.REPORT, texts.SAYS_ASK)
        typer.echo("\n" + texts.replied(_name(official), texts.PROGRESS))
        await official.reply(asked, texts.PROGRESS)
        self._shown(await official.wait(texts.SAYS_STORED, timeout=WAIT_SECONDS))
        await self._say(official, f"/done {label[1]} {texts.DONE}", texts.SAYS_ASKED)
        request = self._shown(await supervisor.wait(texts.SAYS_REQUEST, timeout=WAIT_SECONDS))
        await self._press(supervisor, request, texts.PASS, texts.SAYS_APPROVED)
        self._shown(await official.wait(texts.SAYS_CLOSED, timeout=WAIT_SECONDS))

    async def _nudge(self, official: Phone) -> None:
        self._title(texts.TOUR_NUDGE)
        await self._seat(self._phone(county.SUPERVISOR), texts.TRAFFIC)
        await self._move_to(MONDAY + timedelta(days=1), texts.TUESDAY_COMES)
        self._shown(await official.wait(texts.SAYS_BRIDGE, timeout=WAIT_SECONDS))

    async def _bulletin(self, group: Group) -> None:
        self._title(texts.TOUR_BULLETIN)
        await self._move_to(FRIDAY, texts.FRIDAY_COMES)
        for _ in range(_MESSAGES_OF_AN_ISSUE):
            self._shown(await group.wait(lambda _: True, timeout=WAIT_SECONDS))

    async def _move_to(self, moment: datetime, words: str) -> None:
        typer.echo(f"\n⏰ {words}")
        self.clock.ahead += moment - self.clock()
        assert self.program.tick is not None
        await self.program.tick()
