"""What the page shows of the county: whose phones, which files, and a tour whose steps the bot ticks off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import papers
from bot.demo import county, handy
from bot.demo.process import RUNNING
from sandbox import Sandbox
from sandbox.rich import words_of
from sandbox.stage import Controls, HandyFile, Role, Stage, Step
from sandbox.world import Stored

TITLE = "云岭县督办（虚构）"
BULLETIN, PICTURE = f"{county.BULLETIN_NAME}.docx", "水毁路段现场.png"
HEAD_LINES = 6
FONT = Path(papers.__path__[0]) / "fonts" / "NotoSansSC-Regular.otf"
ROLES = [
    Role(county.OFFICIAL, "程远", "县农业农村局 联络员", "official"),
    Role(county.ROADS, "秦岚", "县交通局 联络员", "official"),
    Role(county.TOWN, "方小满", "石门镇 联络员", "official"),
    Role(county.SUPERVISOR, "苏文", "督查室", "supervisor"),
    Role(county.LEADER, "林望舒", "副县长", "leader"),
]
_STATUS, _NUDGE, _RECEIPT = r"共 \d+ 件，", r"^催办：", r"已记录 R-"


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
            and re.search(_RECEIPT, _text(one))
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
        HandyFile(BULLETIN, handy.docx(county.BULLETIN, HEAD_LINES)),
        HandyFile(PICTURE, handy.bridge(), "水毁路段的桥面已恢复通行"),
    ]
    steps = [*_main_job(seen), *_by_itself(seen)]
    return Stage(TITLE, ROLES, [county.GROUP_ID], files, steps, controls, FONT)


def _main_job(seen: Evidence) -> Iterator[Step]:
    office, official = county.SUPERVISOR, county.OFFICIAL
    yield Step(
        "paper", office, None, "督查室发来一份已印发的通报",
        f"在苏文的手机上发出“{BULLETIN}”。机器人读出每件事项，也指出文件里的毛病。",
        lambda: seen.said(office, "导入预览"), file=BULLETIN,
    )  # fmt: skip
    yield Step(
        "import", office, None, "确认导入",
        "看过预览，按 [确认导入]。各单位的联络员随即收到交办。",
        lambda: seen.said(office, "已导入"), press="确认导入",
    )  # fmt: skip
    yield Step(
        "report", official, None, "联络员报进展",
        "在程远的手机上，按交办卡片下的 [报进展]，再把进展发出去。",
        lambda: seen.said(official, _RECEIPT), press="报进展", text="实施方案已送审，12月2日前印发",
    )  # fmt: skip
    yield Step(
        "done", official, None, "联络员申请办结",
        "按卡片下的 [详情]，再按 [申请办结]，然后发出完成情况。",
        lambda: seen.said(official, "已申请办结"), press="申请办结", text="实施方案已印发实施",
    )  # fmt: skip
    yield Step(
        "approve", office, None, "督查室审核销号",
        "苏文收到申请，按 [通过·销号]。程远随即得知。",
        lambda: seen.said(official, "已销号"), press="通过·销号",
    )  # fmt: skip
    yield Step(
        "status", office, None, "随时看全县情况",
        "苏文发出 /status：几件逾期、几件临期、谁最久没动，一目了然。",
        lambda: seen.said(office, _STATUS), text="/status",
    )  # fmt: skip


def _by_itself(seen: Evidence) -> Iterator[Step]:
    roads = county.ROADS
    yield Step(
        "nudge", roads, None, "到点自动催办",
        "按 [到下次催办]。秦岚的手机收到催办，按时限的缓急排好。",
        lambda: seen.said(roads, _NUDGE), move="nudge",
    )  # fmt: skip
    yield Step(
        "dark", roads, None, "机器人断电，照样能报",
        "在“故障演练”里按 [强行停止]，如同断电；再用秦岚的手机发出进展：没有人应答。",
        seen.sent_in_the_dark, text=f"/report {county.ROAD_ITEM} 路面已铺设3公里，本月底可以通车",
        turn="kill",
    )  # fmt: skip
    yield Step(
        "light", roads, None, "恢复之后，一句不丢、一条不重",
        "按 [启动]。断电时发的进展得到一条回执，而且只有一条。",
        seen.acknowledged_once, turn="start",
    )  # fmt: skip
    yield Step(
        "friday", county.LEADER, county.GROUP_ID, "星期五 17:00，通报发到领导群",
        "按 [到星期五 17:00]。通报和排好版的文件自动发进领导群，数字来自刚才的一切。",
        seen.bulletin_arrived, move="friday",
    )  # fmt: skip
