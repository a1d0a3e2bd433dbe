"""What the page shows of the county: whose phones, which files, and a tour whose steps the bot ticks off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import papers
from bot.demo import handy
from bot.demo.process import RUNNING
from domain.demo import county, texts
from domain.talk.report_texts import COMPLETION
from sandbox import Sandbox
from sandbox.rich import words_of
from sandbox.stage import Controls, HandyFile, Role, Stage, Step
from sandbox.world import Stored

HEAD_LINES = 6
FONT = Path(papers.__path__[0]) / "fonts" / "NotoSansSC-Regular.otf"
ROLES = [
    Role(user_id, county.NAMES[user_id], texts.seat(user_id), kind)
    for user_id, kind in (
        (county.OFFICIAL, "official"),
        (county.ROADS, "official"),
        (county.TOWN, "official"),
        (county.SUPERVISOR, "supervisor"),
        (county.LEADER, "leader"),
    )
]


@dataclass(slots=True)
class Evidence:
    """What the phones have seen of the bot: all of it came from its process over HTTP."""

    sandbox: Sandbox
    controls: Controls
    # Ids of what the roads office sent while the bot was dead.
    in_the_dark: set[int] = field(default_factory=set)
    has_lived: bool = False

    def _messages(self, chat_id: int) -> list[Stored]:
        return list(self.sandbox.world.chats[chat_id].messages.values())

    def said(self, chat_id: int, pattern: str) -> bool:
        """The bot has written this into the chat, be it edited since."""
        states = (*self.sandbox.world.chats[chat_id].history, *self._messages(chat_id))
        return any(re.search(pattern, _text(one)) for one in states if one.by_bot)

    def sent_in_the_dark(self) -> bool:
        """Something was sent after the bot's last word, and the bot, which had lived, is dead."""
        alive = self.controls.bot() == RUNNING
        self.has_lived = self.has_lived or alive
        if self.has_lived and not alive:
            for one in reversed(self._messages(county.ROADS)):
                if one.by_bot:
                    break
                self.in_the_dark.add(one.payload["message_id"])
        return bool(self.in_the_dark)

    def acknowledged_once(self) -> bool:
        """The bot lives again and has answered with a receipt, with one a message at most."""
        if not self.in_the_dark or self.controls.bot() != RUNNING:
            return False
        receipts = [
            one
            for one in self._messages(county.ROADS)
            if one.by_bot
            and one.payload["message_id"] > min(self.in_the_dark)
            and re.search(texts.SAYS_RECEIPT, _text(one))
        ]
        return 1 <= len(receipts) <= len(self.in_the_dark)

    def bulletin_arrived(self) -> bool:
        """All of it: the document comes after the text."""
        return any(one.by_bot and "document" in one.payload for one in self._messages(county.GROUP_ID))


def _text(stored: Stored) -> str:
    said = stored.payload
    rich = said.get("rich_message")
    return words_of(rich) if rich else str(said.get("text") or said.get("caption") or "")


def make_stage(sandbox: Sandbox, controls: Controls) -> Stage:
    """The sandbox's world must hold the county's chats when the steps are first looked at."""
    seen = Evidence(sandbox, controls)
    files = [
        HandyFile(texts.BULLETIN_FILE, handy.docx(county.BULLETIN, HEAD_LINES)),
        HandyFile(texts.PICTURE_NAME, handy.bridge(), texts.PICTURE_CAPTION),
    ]
    steps = [*_main_job(seen), *_by_itself(seen)]
    return Stage(texts.TITLE, ROLES, [county.GROUP_ID], files, steps, controls, FONT)


def _main_job(seen: Evidence) -> Iterator[Step]:
    office, official = county.SUPERVISOR, county.OFFICIAL
    yield Step(
        "paper", office, None, *texts.STEPS["paper"],
        lambda: seen.said(office, texts.SAYS_PREVIEW), file=texts.BULLETIN_FILE,
    )  # fmt: skip
    yield Step(
        "import", office, None, *texts.STEPS["import"],
        lambda: seen.said(office, texts.SAYS_IMPORTED), press=texts.IMPORT,
    )  # fmt: skip
    yield Step(
        "report", official, None, *texts.STEPS["report"],
        lambda: seen.said(official, texts.SAYS_RECEIPT), press=texts.REPORT, text=texts.PROGRESS,
    )  # fmt: skip
    yield Step(
        "done", official, None, *texts.STEPS["done"],
        lambda: seen.said(official, texts.SAYS_ASKED), press=COMPLETION, text=texts.DONE,
    )  # fmt: skip
    yield Step(
        "approve", office, None, *texts.STEPS["approve"],
        lambda: seen.said(official, texts.SAYS_CLOSED), press=texts.APPROVE,
    )  # fmt: skip
    yield Step(
        "status", office, None, *texts.STEPS["status"],
        lambda: seen.said(office, texts.SAYS_STATUS), text="/status",
    )  # fmt: skip


def _by_itself(seen: Evidence) -> Iterator[Step]:
    roads = county.ROADS
    yield Step(
        "nudge", roads, None, *texts.STEPS["nudge"],
        lambda: seen.said(roads, texts.SAYS_NUDGE), move="nudge",
    )  # fmt: skip
    yield Step(
        "dark", roads, None, *texts.STEPS["dark"],
        seen.sent_in_the_dark, text=texts.PROGRESS_IN_THE_DARK,
        turn="kill",
    )  # fmt: skip
    yield Step(
        "light", roads, None, *texts.STEPS["light"],
        seen.acknowledged_once, turn="start",
    )  # fmt: skip
    yield Step(
        "friday", county.LEADER, county.GROUP_ID, *texts.STEPS["friday"],
        seen.bulletin_arrived, move="friday",
    )  # fmt: skip
