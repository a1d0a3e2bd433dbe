"""Group robots of WeCom, DingTalk and Feishu: whose address it is, and what of a bulletin fits one message.

Limits and formats as in docs/bulletin-form.md, 8: robots count UTF-8 bytes.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from urllib.parse import parse_qs, unquote, urlsplit

from domain.bulletin import mirrors_texts as texts
from domain.bulletin.posts import blocks, post_title, summary
from domain.bulletin.snapshot import BulletinSnapshot
from domain.hygiene import cut


class RobotKind(StrEnum):
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"


class Form(StrEnum):
    """What kind of message a part is."""

    TEXT = "text"
    PICTURE = "picture"
    FILE = "file"


# The path tells whose robot it is: a privately hosted WeCom or a proxy has a host of its own.
_PATHS = {
    RobotKind.WECOM: "/cgi-bin/webhook/send",
    RobotKind.DINGTALK: "/robot/send",
    RobotKind.FEISHU: "/open-apis/bot/v2/hook/",
}
_TOKEN_FIELD = {RobotKind.WECOM: "key", RobotKind.DINGTALK: "access_token"}
_LOCAL = ("localhost", "127.0.0.1", "::1")

# Bytes of one message, less what its title and frame take. A text of WeCom (not its markdown, which the
# WeChat client of a linked group cannot show) holds 2048, bodies of the others 20,000.
TITLE_UNITS = 50
ROOM = {RobotKind.WECOM: 2048 - 3 * TITLE_UNITS - 2, RobotKind.DINGTALK: 18_000, RobotKind.FEISHU: 18_000}
# A text of a usual issue; robots may post twenty messages a minute, and nobody reads as many.
TEXT_PARTS = 6
FEISHU_LINE = len('[{"tag":"text","text":""}],')

GAP_SECONDS = 3.0
# A file is two calls: the upload and the message.
FILE_GAP_SECONDS = 6.0
_REFUSED_SECONDS = (10, 60, 300, 1800, 3600, 7200, 7200)
REFUSED_AT_MOST = len(_REFUSED_SECONDS) + 1
_FEISHU_RUSH_SECONDS = 15

_MARKUP = str.maketrans(dict(zip("*_`~[]<>|\\", "＊＿｀～［］＜＞｜＼", strict=True)))
_LINE_SIGNS = {"#": "＃", "-": "－", "+": "＋", "=": "＝"}
_LINE_SIGN = re.compile(r"^(\s*)([#\-+=])", re.MULTILINE)
_SENTENCES = re.compile(r"[^。；\n]*[。；\n]?")


@dataclass(frozen=True, slots=True)
class Robot:
    """One robot of MIRRORS. `token` and `secret` are secrets: they stay out of its repr and the database."""

    kind: RobotKind
    host: str
    token: str = field(repr=False)
    secret: str = field(default="", repr=False)
    given_name: str = ""

    @property
    def address(self) -> str:
        """The full address, with its token."""
        path = _PATHS[self.kind]
        if self.kind is RobotKind.FEISHU:
            return f"{self.host}{path}{self.token}"
        return f"{self.host}{path}?{_TOKEN_FIELD[self.kind]}={self.token}"

    @property
    def fingerprint(self) -> str:
        """Which robot it is, without saying its token. Another signing secret leaves it the same."""
        return hashlib.sha256(f"{self.kind}:{self.host}:{self.token}".encode()).hexdigest()[:16]

    @property
    def name(self) -> str:
        return self.given_name or texts.robot_name(self.kind, self.fingerprint[:4])


def parse_robots(words: str) -> tuple[Robot, ...]:
    """The robots of MIRRORS; ValueError tells the place of a wrong one, never its text."""
    found: list[Robot] = []
    for place, one in enumerate(filter(None, map(str.strip, re.split(r"[,，\n]", words))), 1):
        robot = _robot(one, place)
        if any(robot.fingerprint == other.fingerprint for other in found):
            raise ValueError(f"address {place} is the same robot as one before it")
        found.append(robot)
    return tuple(found)


def _robot(words: str, place: int) -> Robot:
    # "[" makes urlsplit raise with the address in its words.
    try:
        parts = urlsplit(words)
        local = parts.hostname in _LOCAL
    except ValueError:
        raise ValueError(f"address {place} cannot be read") from None
    if parts.scheme != "https" and not (local and parts.scheme == "http"):
        raise ValueError(f"address {place} must begin with https://")
    if "@" in parts.netloc:
        raise ValueError(f"address {place} must have no user name")
    kind = next((kind for kind, path in _PATHS.items() if _is_path(kind, path, parts.path)), None)
    if kind is None:
        raise ValueError(f"address {place} is no robot of WeCom, DingTalk or Feishu; copy it again from its group")
    token = _token(kind, parts.path, parts.query)
    if not re.fullmatch(r"[\w-]{8,200}", token, re.ASCII):
        raise ValueError(f"address {place} lacks its key; copy it again from its group")
    secret, name = _options(parts.fragment, place)
    if secret and kind is RobotKind.WECOM:
        raise ValueError(f"address {place}: WeCom's robots have no secret; leave it out")
    return Robot(kind, f"{parts.scheme}://{parts.netloc}", token, secret, name)


def _is_path(kind: RobotKind, path: str, given: str) -> bool:
    return given.startswith(path) if kind is RobotKind.FEISHU else given == path


def _token(kind: RobotKind, path: str, query: str) -> str:
    if kind is RobotKind.FEISHU:
        return path.removeprefix(_PATHS[kind]).rstrip("/")
    return parse_qs(query).get(_TOKEN_FIELD[kind], [""])[0]


def _options(fragment: str, place: int) -> tuple[str, str]:
    """(secret, name) of `#secret=...&name=...`."""
    options = {"secret": "", "name": ""}
    for one in filter(None, fragment.split("&")):
        key, sign, value = one.partition("=")
        if key not in options or not sign:
            raise ValueError(f"address {place}: after # write secret=... or name=..., joined by &")
        options[key] = unquote(value)
    return options["secret"], cut(options["name"], 30)


@dataclass(frozen=True, slots=True)
class TextPart:
    title: str
    text: str


def text_parts(bulletin: BulletinSnapshot, kind: RobotKind, mark: str = "") -> tuple[TextPart, ...]:
    """The summary first, then the text, split between items; `mark` such as "（补发）" follows the title.

    A text of more than `TEXT_PARTS` messages is left to the file, or to the group that has it.
    """
    whole = list(split(blocks(bulletin), kind))
    told = summary(bulletin)
    if len(whole) > TEXT_PARTS:
        told, whole = f"{told}\n\n{texts.TEXT_ELSEWHERE[kind is RobotKind.WECOM]}", []
    return _numbered(f"{post_title(bulletin)}{mark}", [*split([told], kind), *whole])


def lines_in_parts(title: str, text: str, kind: RobotKind) -> tuple[TextPart, ...]:
    """Lines under a title, split between them."""
    return _numbered(title, [*split(text.split("\n"), kind)])


def _numbered(title: str, pieces: list[str]) -> tuple[TextPart, ...]:
    if len(pieces) == 1:
        return (TextPart(cut(title, TITLE_UNITS), pieces[0]),)
    return tuple(
        TextPart(cut(f"{title}（{place}/{len(pieces)}）", TITLE_UNITS), text) for place, text in enumerate(pieces, 1)
    )


def marked_down(text: str) -> str:
    """Text for a markdown message in which nothing is markup: such signs become their full-width twins."""
    return _LINE_SIGN.sub(lambda found: found[1] + _LINE_SIGNS[found[2]], text.translate(_MARKUP))


def weight(kind: RobotKind, text: str) -> int:
    """Bytes that `text` takes in a message."""
    if kind is RobotKind.WECOM:
        return len(text.encode())
    if kind is RobotKind.DINGTALK:
        plain = "  \n  ".join(marked_down(text).split("\n"))
        return len(json.dumps(plain, ensure_ascii=False).encode())
    lines = text.split("\n")
    return sum(len(json.dumps(line, ensure_ascii=False).encode()) + FEISHU_LINE for line in lines)


def split(blocks: Iterable[str], kind: RobotKind) -> Iterator[str]:
    """As many blocks to a message as fit; one that alone is too long is split between sentences."""
    room = ROOM[kind]
    part = ""
    for piece in (piece for block in blocks for piece in _fitting(block, kind, room)):
        longer = f"{part}\n{piece}" if part else piece
        if part and weight(kind, longer) > room:
            yield part
            longer = piece
        part = longer
    if part:
        yield part


def _fitting(block: str, kind: RobotKind, room: int) -> Iterator[str]:
    if weight(kind, block) <= room:
        yield block
        return
    piece = ""
    for words in (words for sentence in _SENTENCES.findall(block) for words in _slices(sentence, kind, room)):
        if piece.strip("\n") and weight(kind, piece + words) > room:
            yield piece.strip("\n")
            piece = ""
        piece += words
    if piece.strip("\n"):
        yield piece.strip("\n")


def _slices(sentence: str, kind: RobotKind, room: int) -> Iterator[str]:
    """A sentence without an end in sight is halved between characters until it fits."""
    if weight(kind, sentence) <= room:
        yield sentence
        return
    middle = len(sentence) // 2
    yield from _slices(sentence[:middle], kind, room)
    yield from _slices(sentence[middle:], kind, room)


def again_after(attempts: int) -> float:
    """Seconds until the next try after `attempts` (from 1) that surely did not arrive."""
    return float(_REFUSED_SECONDS[min(attempts, len(_REFUSED_SECONDS)) - 1])


def rush_over_in(kind: RobotKind, at: datetime, fingerprint: str) -> float:
    """Feishu's gate is crowded at :00 and :30 (error 11232): seconds to let pass, other ones for each robot."""
    into = at.minute % 30 * 60 + at.second
    if kind is not RobotKind.FEISHU or into >= _FEISHU_RUSH_SECONDS:
        return 0.0
    return float(_FEISHU_RUSH_SECONDS - into + int(fingerprint, 16) % _FEISHU_RUSH_SECONDS)
