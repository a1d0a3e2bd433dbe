"""The people of the quarter at their phones: whoever is asked presses what was meant."""

import asyncio
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from sandbox import Message, Phone
from tests.acceptance.quarter.script import EVENTS, Event, local
from tests.acceptance.quarter.town import QuarterTown
from tests.sandbox.test_files_round_trip import PNG

_DAY = re.compile(r"(\d{1,2})月(\d{1,2})日")
_PRESSED = {
    "question": ("转督查室", "不用记"),
    "promise": ("记为承诺", "不用记"),
    "difficulty": ("报困难", "不用记"),
    "extension": ("申请延到", "不用记"),
}
_TOGETHER = timedelta(minutes=2)


@dataclass
class People:
    """What they do, and what of it went wrong."""

    town: QuarterTown
    wrong: list[str] = field(default_factory=list)
    acts: Counter[str] = field(default_factory=Counter)
    decided: Counter[str] = field(default_factory=Counter)

    async def act(self, event: Event) -> None:
        town = self.town
        if event.item is not None and event.item not in town.labels:
            return
        who = "supervisor" if event.who in town.supervisors else "leader" if event.who in town.leaders else "official"
        known: dict[str, Callable[[Event], object]] = {
            "supervisor approve": self._approve,
            "supervisor return": self._return,
            "supervisor question": self._ask,
            "supervisor stop": self._end,
            "supervisor reopen": self._reopen,
            "leader instruct": self._instruct,
            "leader void": self._end,
            "leader grant": self._grant,
            "leader refuse": self._grant,
            "supervisor grant": self._grant,
            "supervisor refuse": self._grant,
        }
        done = known.get(f"{who} {event.act}", self._talk if who == "official" else None)
        if done is None:
            return
        self.acts[event.act] += 1
        step = done(event)
        assert asyncio.iscoroutine(step)
        await step

    def number(self, event: Event) -> str:
        assert event.item is not None
        return self.town.labels[event.item].lstrip("#")

    def fail(self, event: Event, words: str) -> None:
        self.wrong.append(f"{local(event.at):%m-%d %H:%M} {event.item} {event.act} {event.text}: {words}")

    async def _talk(self, event: Event) -> None:
        phone = self.town.phones[event.who]
        if event.item is None:
            await phone.send(event.text)
            await self._meant(event, phone, await phone.wait())
        elif event.act == "finished" and event.is_progress:
            await self._finished(event, phone)
        else:
            await self._meant(event, phone, await self._replied(event, phone))

    async def _replied(self, event: Event, phone: Phone) -> Message:
        phone.skip()
        await phone.send(f"/item {self.number(event)}")
        card = await phone.wait()
        phone.skip()
        if event.act == "photo":
            await phone.send_file("photo", PNG, event.text.replace("[图片]", "").strip(), reply_to=card)
        else:
            await phone.reply(card, event.text)
        return await phone.wait()

    async def _meant(self, event: Event, phone: Phone, answer: Message) -> None:
        """What sort of words they are, then what the figure is."""
        wanted = ("记为进展",) if event.is_progress else _PRESSED.get(event.act, ("不用记",))
        label = next((one for want in wanted for one in answer.labels if want in one), None)
        if label is not None:
            phone.skip()
            await phone.press(answer, label)
            if event.figure is None or label != "记为进展":
                return
            answer = await phone.wait()
        if label := self._figure(event, answer):
            await phone.press(answer, label)

    def _figure(self, event: Event, answer: Message) -> str | None:
        if event.figure is None:
            return None
        shown = f"{event.figure.normalize():f}"
        sense = event.raw["truth"]["figure"]["sense"]
        wanted = f"累计{shown}" if sense == "total" else f"增加{shown}"
        return next((one for one in answer.labels if wanted in one.replace(" ", "")), None)

    async def _finished(self, event: Event, phone: Phone) -> None:
        """The unit asks; those that answer for it with it say the same of their part."""
        await self._done(event, phone, event.text)
        assert event.item is not None
        for unit in self.town.tasks[event.item]["responsible"]:
            other = self.town.officials[unit]
            if other != event.who:
                await self._done(event, self.town.phones[other], "本单位负责的部分已全部完成")

    async def _done(self, event: Event, phone: Phone, text: str) -> None:
        phone.skip()
        await phone.send(f"/done {self.number(event)} {text}")
        answer = await phone.wait()
        if label := next((one for one in answer.labels if "申请办结" in one), None):
            phone.skip()
            await phone.press(answer, label)
            answer = await phone.wait()
        if "已申请办结" not in answer.text:
            self.fail(event, f"-> {answer.text!r} {answer.labels}")

    def _cards(self, name: str, words: str, label: str) -> list[Message]:
        """Those of a supervisor that can still be pressed."""
        return [
            one for one in self.town.phones[name].messages if one.from_bot and words in one.text and label in one.labels
        ]

    def _at_once(self, event: Event) -> list[str]:
        """Whoever acts on the same matter within two minutes: all press the card they have."""
        twins = [
            one.who
            for one in EVENTS
            if (one.item, one.act) == (event.item, event.act) and abs(one.at - event.at) <= _TOGETHER
        ]
        return list(dict.fromkeys((event.who, *twins)))

    async def _approve(self, event: Event) -> None:
        words = f"申请办结 #{self.number(event)}"
        names = [name for name in self._at_once(event) if name in self.town.supervisors]
        presses = []
        for name in names:
            cards = [card for card in self._cards(name, words, "通过·销号") if self._is_about(card, words)]
            presses += [(self.town.phones[name], self.town.phones[name].tap(card, "通过·销号")) for card in cards]
        for phone, press in presses:
            await phone.answer(press)
            self.decided[self._name(phone)] += 1
        if not presses:
            await self._approve_by_command(event)

    def _is_about(self, card: Message, words: str) -> bool:
        return re.search(re.escape(words) + r"(?![\d.])", card.text) is not None

    def _name(self, phone: Phone) -> str:
        return next(name for name, one in self.town.phones.items() if one is phone)

    async def _approve_by_command(self, event: Event) -> None:
        phone = self.town.phones[event.who]
        phone.skip()
        await phone.send(f"/approve {self.number(event)}")
        answer = await phone.wait()
        self.decided[event.who] += 1
        if "销号" not in answer.text and "已" not in answer.text:
            self.fail(event, f"-> {answer.text!r}")

    async def _return(self, event: Event) -> None:
        phone = self.town.phones[event.who]
        phone.skip()
        await phone.send(f"/return {self.number(event)} {event.text}")
        await phone.wait()
        self.decided[event.who] += 1

    async def _ask(self, event: Event) -> None:
        phone = self.town.phones[event.who]
        phone.skip()
        await phone.send(f"/ask {self.number(event)} {event.text}")
        await phone.wait()

    async def _instruct(self, event: Event) -> None:
        phone = self.town.phones[event.who]
        phone.skip()
        await phone.send(f"/instruct {self.number(event)} {event.text}")
        await phone.wait()

    async def _end(self, event: Event) -> None:
        """What a leader has said the supervisors do."""
        name = event.who if event.who in self.town.supervisors else self.town.supervisors[1]
        await self._life(event, name, "void" if event.act == "void" else "stop", ("停办", "撤销", "确认"))

    async def _reopen(self, event: Event) -> None:
        await self._life(event, event.who, "reopen", ("重开", "确认"))

    async def _life(self, event: Event, name: str, command: str, labels: tuple[str, ...]) -> None:
        phone = self.town.phones[name]
        phone.skip()
        await phone.send(f"/{command} {self.number(event)} {event.text}")
        answer = await phone.wait()
        label = next((one for one in answer.labels if any(want in one for want in labels)), None)
        if label is None:
            self.fail(event, f"-> {answer.text!r} {answer.labels}")
            return
        await phone.press(answer, label)
        self.decided[name] += 1

    async def _grant(self, event: Event) -> None:
        """A leader has decided; the supervisor who has the card presses it."""
        name = event.who if event.who in self.town.supervisors else self.town.supervisors[0]
        label = "同意" if event.act == "grant" else "不同意"
        cards = [one for one in self._cards(name, "延期", label) if self._is_about(one, f"#{self.number(event)}")]
        if not cards:
            self.fail(event, "no card of an extension")
            return
        await self.town.phones[name].press(cards[-1], label)
        self.decided[name] += 1
