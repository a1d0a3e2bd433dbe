"""The people of the simulated year: how each answers what the bot tells them. Nothing here sees the database."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from random import Random
from typing import Any

from domain.notes import Note

_LABEL = re.compile(r"#(\d+(?:\.\d+)?)")


class Habit(StrEnum):
    PROMPT = "按时"
    LATE = "拖延"
    WRONG = "填错"
    TWICE = "重复"
    SILENT = "不报"
    OFFICE = "督查室"
    LEADER = "县领导"


@dataclass(frozen=True, slots=True)
class Act:
    """Words, or (with `pressed`) a button's data; `reply_to` a message of the bot."""

    at: datetime
    words: str
    pressed: bool = False
    reply_to: int | None = None


@dataclass
class Resident:
    """A phone with somebody behind it."""

    telegram_id: int
    name: str
    habit: Habit
    chance: Random
    unit: str = ""
    plans: list[Act] = field(default_factory=list)

    def plan(self, act: Act) -> None:
        self.plans.append(act)

    def due(self, now: datetime) -> list[Act]:
        ready = [act for act in self.plans if act.at <= now]
        self.plans = [act for act in self.plans if act.at > now]
        return sorted(ready, key=lambda act: act.at)

    def hears(self, note: Note, message_id: int, now: datetime) -> None:
        """What a message makes this person do, and when."""
        if self.habit is Habit.OFFICE:
            self._judges(note, now)
        elif self.habit is not Habit.LEADER and not self._ignores():
            for act in self._answers(note, message_id, now):
                self.plan(act)

    def _ignores(self) -> bool:
        often = {Habit.SILENT: 0.97, Habit.LATE: 0.45, Habit.WRONG: 0.2}
        return self.chance.random() < often.get(self.habit, 0.05)

    def _after(self, now: datetime) -> datetime:
        hours = {Habit.LATE: (30, 120), Habit.WRONG: (2, 30), Habit.SILENT: (48, 200)}.get(self.habit, (1, 9))
        return now + timedelta(hours=self.chance.uniform(*hours))

    def _answers(self, note: Note, message_id: int, now: datetime) -> Iterator[Act]:
        for verb, packed in pressable(note):
            if verb == "sign":
                yield from self._twice(Act(self._after(now), packed, pressed=True))
            if verb in ("promise_kept", "promise_broken") and self.chance.random() < 0.5:
                yield Act(self._after(now), packed, pressed=True)
            if verb == "snooze" and self.habit is Habit.LATE and self.chance.random() < 0.1:
                yield Act(now + timedelta(minutes=40), packed, pressed=True)
        if note.kind in ("nudge", "verdict", "slip"):
            for label in dict.fromkeys(_LABEL.findall(f"{note.title}\n{note.text}")):
                yield from self._report(label, note, message_id, now)

    def _report(self, label: str, note: Note, message_id: int, now: datetime) -> Iterator[Act]:
        at = self._after(now)
        if self.habit is Habit.WRONG:
            yield Act(at - timedelta(hours=1), f"/report {self.chance.randint(1, 150)} 报错了编号，已完成一段")
            yield Act(at - timedelta(minutes=50), f"/extend {label} 去年底 资金未到位")
        is_near = "逾期" in note.text or "今天到期" in note.text or "距时限1天" in note.text
        if self.chance.random() < (0.75 if is_near else 0.12):
            yield from self._twice(Act(at, f"/done {label} 各项工作已全部完成"))
        elif is_near and self.chance.random() < 0.3:
            day = at + timedelta(days=self.chance.randint(15, 45))
            yield Act(at, f"/extend {label} {day:%Y年%m月%d日} 前期手续尚未办完")
        elif note.item_id is not None and self.chance.random() < 0.5:
            yield from self._twice(Act(at, "正在起草，月底前拿出初稿", reply_to=message_id))
        else:
            yield from self._twice(Act(at, f"/report {label} 正在推进，已完成阶段工作"))

    def _twice(self, act: Act) -> Iterator[Act]:
        yield act
        if self.habit is Habit.TWICE:
            yield Act(act.at + timedelta(minutes=2), act.words, act.pressed, act.reply_to)

    def _judges(self, note: Note, now: datetime) -> None:
        at = now + timedelta(hours=self.chance.uniform(1, 28))
        buttons = dict(pressable(note))
        if note.kind == "review_card" and "approve" in buttons:
            if self.chance.random() < 0.85:
                self.plan(Act(at, buttons["approve"], pressed=True))
            else:
                self.plan(Act(at, f"/return {note_label(note)} 佐证材料不全，请补充"))
        elif note.kind == "extension_card" and len(buttons) > 1:
            chosen = "extend_yes" if self.chance.random() < 0.7 else "extend_no"
            self.plan(Act(at, buttons[chosen], pressed=True))


def note_label(note: Note) -> str:
    """The number of the first item that it names."""
    found = _LABEL.search(f"{note.title}\n{note.text}")
    return found[1] if found else ""


def pressable(note: Note) -> Sequence[tuple[str, str]]:
    return [(choice.verb, choice.packed()) for row in note.choices for choice in row]


def raw(update_id: int, telegram_id: int, act: Act, chat: dict[str, Any] | None = None) -> dict[str, Any]:
    """The update that Telegram would make of an act."""
    user = {"id": telegram_id, "is_bot": False, "first_name": "居民"}
    place = chat or {"id": telegram_id, "type": "private", "first_name": "居民"}
    message: dict[str, Any] = {"message_id": 10_000_000 + update_id, "date": int(act.at.timestamp())}
    message |= {"from": user, "chat": place, "text": act.words}
    if act.pressed:
        pressed = {"id": str(update_id), "from": user, "chat_instance": "1", "data": act.words}
        return {
            "update_id": update_id,
            "callback_query": {**pressed, "message": {**message, "message_id": 1, "text": "…"}},
        }
    if act.reply_to is not None:
        message["reply_to_message"] = {"message_id": act.reply_to, "date": 1, "chat": place, "text": "…"}
    return {"update_id": update_id, "message": message}
