"""What the page shows of the county: whose phones, which files, and a tour whose steps the bot ticks off."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import papers
from bot.demo import handy
from bot.demo.process import RUNNING
from domain.demo import county, texts
from domain.talk.report_texts import COMPLETION
from sandbox import Sandbox
from sandbox.rich import text_of
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

    def saying(self, chat_id: int, pattern: str) -> Callable[[], bool]:
        """Whether the bot has written this into the chat, be it edited since."""

        def said() -> bool:
            states = (*self.sandbox.world.chats[chat_id].history, *self._messages(chat_id))
            return any(re.search(pattern, text_of(one.payload)) for one in states if one.by_bot)

        return said

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
            and re.search(texts.SAYS_RECEIPT, text_of(one.payload))
        ]
        return 1 <= len(receipts) <= len(self.in_the_dark)

    def bulletin_arrived(self) -> bool:
        """All of it: the document comes after the text."""
        return any(one.by_bot and "document" in one.payload for one in self._messages(county.GROUP_ID))


def make_stage(sandbox: Sandbox, controls: Controls) -> Stage:
    """The sandbox's world must hold the county's chats when the steps are first looked at."""
    seen = Evidence(sandbox, controls)
    files = [
        HandyFile(texts.BULLETIN_FILE, handy.docx(county.BULLETIN, HEAD_LINES)),
        HandyFile(texts.PICTURE_NAME, handy.bridge(), texts.PICTURE_CAPTION),
    ]
    steps = [*_main_job(seen), *_by_itself(seen)]
    return Stage(texts.TITLE, ROLES, [county.GROUP_ID], files, steps, controls, FONT)


def _step(key: str, user_id: int, done: Callable[[], bool], *, chat_id: int | None = None, **offered: str) -> Step:
    return Step(key, user_id, chat_id, *texts.STEPS[key], done, **offered)


def _main_job(seen: Evidence) -> Iterator[Step]:
    office, official, says = county.SUPERVISOR, county.OFFICIAL, seen.saying
    yield _step("paper", office, says(office, texts.SAYS_PREVIEW), file=texts.BULLETIN_FILE)
    yield _step("import", office, says(office, texts.SAYS_IMPORTED), press=texts.IMPORT)
    yield _step("report", official, says(official, texts.SAYS_RECEIPT), press=texts.REPORT, text=texts.PROGRESS)
    yield _step("done", official, says(official, texts.SAYS_ASKED), press=COMPLETION, text=texts.DONE)
    yield _step("approve", office, says(official, texts.SAYS_CLOSED), press=texts.APPROVE)
    yield _step("status", office, says(office, texts.SAYS_STATUS), text="/status")


def _by_itself(seen: Evidence) -> Iterator[Step]:
    roads = county.ROADS
    yield _step("nudge", roads, seen.saying(roads, texts.SAYS_NUDGE), move="nudge")
    yield _step("dark", roads, seen.sent_in_the_dark, text=texts.PROGRESS_IN_THE_DARK, turn="kill")
    yield _step("light", roads, seen.acknowledged_once, turn="start")
    yield _step("friday", county.LEADER, seen.bulletin_arrived, chat_id=county.GROUP_ID, move="friday")
