"""What the supervisors do about the week's issue, two at once."""

import re
from dataclasses import dataclass, field
from datetime import date

from domain.bulletin.snapshot import bulletin_from_json
from sandbox import Message, Phone
from storage.bulletin import bulletins
from storage.database import Database
from tests.acceptance.harness import until
from tests.acceptance.quarter.people import People
from tests.acceptance.quarter.script import EVENTS, local
from tests.acceptance.quarter.town import QuarterTown
from usecases.bulletin.checks import open_checks
from usecases.bulletin.drafts import changes_of

_CHECK = re.compile(r"⚠️ #(\d+)(\.\d+)? (.*)")
_PARTS = re.compile(r"[①-⑳]")
_ATTEMPTS = 3
_WAITS = "，正在组织验收。"
_SETTLES = ("已协调",)
_GOES_ON = "各项工作正在按计划推进。"
_ALL_DONE = "各项任务已全部完成。"
_STOPPED = "经研究，该事项不再办理，已停办。"


@dataclass
class Office:
    """The desk of the office; `checks` are the lines that stood against a draft, `reworded` what was put instead."""

    town: QuarterTown
    people: People
    database: Database
    checks: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    posted_open: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    reworded: list[str] = field(default_factory=list)

    async def look_at_desk(self) -> None:
        """Two open the desk, and both press what stands first at once."""
        shown = []
        for name in self.town.supervisors[2:]:
            phone = self.town.phones[name]
            self.town.looked_at.add((name, local(self.town.clock()).date()))
            phone.skip()
            await phone.send("/desk")
            shown.append((name, phone, await phone.wait()))
        if not all("从头逐件办" in message.labels for _, _, message in shown):
            return
        for _, phone, message in shown:
            await self._stepped(phone, message)
        taps = []
        for name, phone, message in shown:
            label = next((one for one in phone.message(message.message_id).labels if one in _SETTLES), None)
            if label is not None:
                taps.append((name, phone, phone.tap(phone.message(message.message_id), label)))
        for name, phone, tap in taps:
            await phone.answer(tap)
            self.people.decided[name] += 1

    async def _stepped(self, phone: Phone, message: Message) -> None:
        """Told when nothing comes of it; the next look is next week's."""
        try:
            await _turned(phone, message, "从头逐件办", 10)
        except TimeoutError:
            self.stuck.append(f"{local(self.town.clock()):%m-%d} {phone.message(message.message_id).text[:200]!r}")

    async def let_go(self, day: date) -> None:
        """Before the hour: what changed is taken in, what is doubted is put right; two press [照发] at once."""
        names = self.town.supervisors[:2]
        cards = [self._ahead(self.town.phones[name]) for name in names]
        taps = [self.town.phones[name].tap(card, "照发") for name, card in zip(names, cards, strict=True)]
        for name, tap in zip(names, taps, strict=True):
            await self.town.phones[name].answer(tap)
            self.people.decided[name] += 1
        first = self.town.phones[names[0]]
        await until(lambda: "照发" not in first.message(cards[0].message_id).labels)
        await self.put_right(first, first.message(cards[0].message_id), day)

    def _ahead(self, phone: Phone) -> Message:
        return [one for one in phone.messages if one.from_bot and "照发" in one.labels][-1]

    async def _standing(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        async with self.database.reading() as tx:
            row = await bulletins.open_on(tx, "all")
            assert row is not None
            return tuple(await changes_of(tx, row)), await open_checks(tx, row)

    async def put_right(self, phone: Phone, card: Message, day: date) -> None:
        changes, _ = await self._standing()
        if changes:
            self.changed += [f"{local(self.town.clock()):%m-%d} {one}" for one in changes]
            if "按最新情况重做" in card.labels:
                await _turned(phone, card, "按最新情况重做")
            else:
                await self._page(phone)
        await self._mend(phone, day)

    async def _mend(self, phone: Phone, day: date) -> None:
        """What is named is worded anew, shorter with each attempt."""
        for attempt in range(_ATTEMPTS):
            _, checks = await self._standing()
            self.checks += [f"{day} {line}" for line in checks if attempt == 0]
            for place, words in await self._wordings(checks, attempt):
                await self._reword(phone, place, words)

    async def by_hand(self, day: date) -> None:
        """What was held at its hour all the same: put right, then it goes by [发布] when nothing is open."""
        if not await self._is_open():
            return
        phone = self.town.phones[self.town.supervisors[0]]
        for _ in range(_ATTEMPTS):
            page = await self._page(phone)
            await _turned(phone, page, "发布")
            shown = phone.message(page.message_id)
            self.held.append(f"{day} by hand: {shown.text[:120]!r} {shown.labels}")
            if not await self._is_open():
                return
            await self.put_right(phone, shown, day)
        self.posted_open += [f"{day} held to the end: {line}" for line in (await self._standing())[1]]

    async def _is_open(self) -> bool:
        async with self.database.reading() as tx:
            return await bulletins.open_on(tx, "all") is not None

    async def _wordings(self, checks: tuple[str, ...], attempt: int) -> list[tuple[str, str]]:
        """The paragraphs that are named, and what they are to read."""
        async with self.database.reading() as tx:
            row = await bulletins.open_on(tx, "all")
        assert row is not None
        closed = {one.label for one in bulletin_from_json(row.snapshot).entries if one.closed}
        found: dict[str, str] = {}
        for line in checks:
            if told := _CHECK.match(line):
                words = self._words(told[1], told[3], attempt, is_closed=f"#{told[1]}" in closed)
                parts = _PARTS.findall(told[3])
                places = parts or ([told[2]] if told[2] else [""])
                found |= {f"{told[1]}{place}": words for place in places}
        return list(found.items())

    def _words(self, number: str, reason: str, attempt: int, *, is_closed: bool) -> str:
        """Of what is closed that it is done, of what is open that it goes on."""
        if "停办" in reason:
            return _STOPPED
        if attempt:
            return _ALL_DONE if is_closed else _GOES_ON
        clerk = self._clerk(number)
        return f"{clerk}{_WAITS}" if not is_closed and "却说已完成" in reason else f"{clerk}。"

    async def _reword(self, phone: Phone, number: str, words: str) -> None:
        page = await self._page(phone)
        phone.skip()
        await phone.press(page, "逐段改写")
        page = await phone.wait(lambda one: "按编号改" in one.labels)
        await phone.press(page, "按编号改")
        await phone.wait("请回复要改写哪一段")
        await phone.send(f"#{number} {words}")
        answer = await phone.wait()
        self.reworded.append(f"{local(self.town.clock()):%m-%d} #{number} {words} -> {answer.text[:60]!r}")

    async def _page(self, phone: Phone) -> Message:
        phone.skip()
        await phone.send("/bulletin")
        return await phone.wait(lambda one: "逐段改写" in one.labels)

    def _clerk(self, number: str) -> str:
        """What a good clerk would print of what was said last."""
        key = next(key for key, label in self.town.labels.items() if label == f"#{number}")
        said = [one.should_say for one in EVENTS if one.item == key and one.at <= self.town.clock() and one.should_say]
        return said[-1] if said else "有关工作"

    def told(self) -> list[str]:
        """What stood against the drafts, and what was put instead."""
        return ["checks:", *self.checks, "reworded:", *self.reworded, "held:", *self.held, "desk stayed:", *self.stuck]


async def _turned(phone: Phone, message: Message, label: str, seconds: float = 60) -> None:
    """Pressed, and the message has changed."""
    await phone.press(message, label)
    await until(lambda: label not in phone.message(message.message_id).labels, seconds)
