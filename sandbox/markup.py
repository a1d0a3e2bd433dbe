"""Telegram's HTML parse mode and entities.

Written after the rules of TDLib's `parse_html`: which tags exist, that names are matched without case, that
`&lt; &gt; &amp; &quot; &#...;` are decoded (semicolon optional) and other ampersands stay, and the wording of
the errors with byte offsets. Offsets and lengths of entities count UTF-16 units.
"""

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sandbox.errors import ApiError, bad_request

Entity = dict[str, Any]
_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler", "code": "code", "pre": "pre", "a": "text_link", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:(lt|gt|amp|quot)|#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6}));?")
_PIECE = re.compile(r"[^<]+|<")
_CLOSE = re.compile(r"([^\s>]*)\s*>", re.ASCII)
_NAME = re.compile(r"[^\s>]*", re.ASCII)
_ATTRIBUTE = re.compile(r"[^\s=>]+", re.ASCII)
_BARE = re.compile(r"[A-Za-z0-9.\-]+")
_SPACES = frozenset(" \t\r\n\v")
_AUTOMATIC = re.compile(
    r"(?P<bot_command>(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>]))"
    r"|(?P<mention>(?<!\w)@[A-Za-z0-9_]{2,32}(?!\w))"
    r"|(?P<url>https?://[^\s<>\"，。；、）》]+)"
    r"|(?P<hashtag>(?<![\w#])#(?=\w*[^\W\d])\w{1,256}(?!#))"
)
# Beyond any message: it will be refused, so nothing is searched in it.
_TOO_LONG = 10_000
_SHAPE = (("type", str), ("offset", int), ("length", int))
_TIME_FORMAT = re.compile("r|w?[dD]?[tT]?")
_HINTS = re.compile(r"[/@#]")


def utf16(text: str) -> int:
    """Length as Telegram counts: characters beyond the basic plane are two units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _broken(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def _decode(text: str) -> str:
    def one(match: re.Match[str]) -> str:
        name, decimal, hexadecimal = match.groups()
        if name:
            return _NAMED[name]
        code = int(decimal) if decimal else int(hexadecimal, 16)
        if code == 0 or code >= 0x10FFFF or 0xD800 <= code < 0xE000:
            return match.group()
        return chr(code)

    return _REFERENCE.sub(one, text) if "&" in text else text


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    start: int
    order: int


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[tuple[int, Entity]] = []
        self.opened = 0

    def _byte(self, index: int) -> int:
        return len(self.source[:index].encode("utf-8", "surrogatepass"))

    def read(self) -> tuple[str, list[Entity]]:
        while piece := _PIECE.match(self.source, self.at):
            if piece.group() != "<":
                text = _decode(piece.group())
                self.parts.append(text)
                self.length += utf16(text)
                self.at = piece.end()
            elif self.source.startswith("/", self.at + 1):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _broken(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=itemgetter(0))
        return "".join(self.parts), [entity for _, entity in self.entities]

    def _start_tag(self) -> None:
        begin = self.at
        name = _NAME.match(self.source, begin + 1)
        if name is None or name.end() >= len(self.source):
            raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
        tag = name.group().lower()
        if tag not in _TYPES:
            raise _broken(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(tag, begin, name.end())
        self._check(tag, attributes, begin)
        self.opened += 1
        self.open.append(_Open(tag, attributes, self.length, self.opened))

    def _attributes(self, tag: str, begin: int, at: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while True:
            at = self._after_spaces(at)
            if self.source.startswith(">", at):
                self.at = at + 1
                return found
            name = _ATTRIBUTE.match(self.source, at)
            if name is None:
                raise _broken(f'Empty attribute name in the tag "{tag}" at byte offset {self._byte(begin)}')
            at = self._after_spaces(name.end())
            value = ""
            if self.source.startswith("=", at):
                at = self._after_spaces(at + 1)
                value, at = self._value(tag, begin, at)
            elif at >= len(self.source):
                raise _broken(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
            found[name.group()] = value

    def _after_spaces(self, at: int) -> int:
        while self.source[at : at + 1] in _SPACES:
            at += 1
        return at

    def _value(self, tag: str, begin: int, at: int) -> tuple[str, int]:
        """A quoted value, or a bare one of letters, digits, dots and hyphens; and where it ends."""
        mark = self.source[at : at + 1]
        if not mark:
            raise _broken(f'Unclosed start tag "{tag}" at byte offset {self._byte(begin)}')
        if mark in {"'", '"'}:
            end = self.source.find(mark, at + 1)
            value, after = _decode(self.source[at + 1 : end]), end + 1
            if end < 0 or after >= len(self.source):
                raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
            return value, after
        bare = _BARE.match(self.source, at)
        after = bare.end() if bare else at
        if after >= len(self.source):
            raise _broken(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if self.source[after] not in {*_SPACES, ">"}:
            raise _broken(f"Unexpected end of name token at byte offset {self._byte(at)}")
        return self.source[at:after].lower(), after

    def _check(self, tag: str, attributes: dict[str, str], begin: int) -> None:
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _broken(f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}')
        if tag == "tg-emoji" and not attributes.get("emoji-id", "").isdigit():
            raise _broken("Invalid custom emoji identifier specified")
        if tag == "tg-time" and not attributes.get("unix", "").isdigit():
            raise _broken("Invalid date-time Unix time specified")
        if tag == "tg-time" and not _TIME_FORMAT.fullmatch(attributes.get("format", "")):
            raise _broken("Invalid date-time format specified")

    def _end_tag(self) -> None:
        begin = self.at
        if not self.open:
            raise _broken(f"Unexpected end tag at byte offset {self._byte(begin)}")
        close = _CLOSE.match(self.source, begin + 2)
        if close is None:
            raise _broken(f"Unclosed end tag at byte offset {self._byte(begin)}")
        last = self.open.pop()
        found = close.group(1).lower()
        if found and found != last.tag:
            where = self._byte(begin)
            raise _broken(f'Unmatched end tag at byte offset {where}, expected "</{last.tag}>", found "</{found}>"')
        self.at = close.end()
        self._make(last)

    def _make(self, last: _Open) -> None:
        length = self.length - last.start
        if length == 0:
            return
        entity: Entity = {"type": _TYPES[last.tag], "offset": last.start, "length": length}
        if last.tag == "a" and not _link(entity, last.attributes.get("href", "")):
            return
        if last.tag == "tg-emoji":
            entity["custom_emoji_id"] = last.attributes["emoji-id"]
        if last.tag == "tg-time":
            entity["unix_time"] = int(last.attributes["unix"])
            entity["date_time_format"] = last.attributes.get("format", "")
        if last.tag == "blockquote" and "expandable" in last.attributes:
            entity["type"] = "expandable_blockquote"
        if last.tag == "code" and last.attributes.get("class", "").startswith("language-"):
            entity["language_hint"] = last.attributes["class"].removeprefix("language-")
        self.entities.append((last.order, entity))


def _link(entity: Entity, href: str) -> bool:
    """Fills in the address; False when it is none, and then Telegram makes no link of it."""
    if user := re.fullmatch(r"tg://user\?id=(\d+)", href):
        entity["type"] = "text_mention"
        entity["user_id"] = int(user.group(1))
        return True
    entity["url"] = href
    return bool(re.match(r"(https?://|tg://|mailto:|tel:)\S", href))


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """HTML to (text, entities). Raises ApiError 400 "can't parse entities: ..."."""
    text, entities = _Reader(source).read()
    kept: list[Entity] = []
    for entity in entities:
        hint = entity.pop("language_hint", None)
        outer = kept[-1] if kept else None
        if hint and outer and outer["type"] == "pre" and _same_place(outer, entity):
            outer["language"] = hint
        else:
            kept.append(entity)
    return text, kept


def _same_place(a: Entity, b: Entity) -> bool:
    return bool(a["offset"] == b["offset"] and a["length"] == b["length"])


def automatic(text: str) -> list[Entity]:
    """Entities Telegram finds by itself: bot commands, @mentions, http(s) addresses, #hashtags."""
    if len(text) > _TOO_LONG or not _HINTS.search(text):
        return []
    return [
        {"type": m.lastgroup, "offset": utf16(text[: m.start()]), "length": utf16(m.group())}
        for m in _AUTOMATIC.finditer(text)
    ]


def check_entities(text: str, raw: Any) -> list[Entity]:
    """Explicit entities of a call; those beyond the text are cut or dropped, as Telegram does."""
    if not isinstance(raw, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    size = utf16(text)
    kept = []
    for entity in raw:
        if not isinstance(entity, dict) or not all(type(entity.get(k)) is t for k, t in _SHAPE):
            raise bad_request("can't parse entities: expected an Object of MessageEntity")
        offset, length = entity["offset"], min(entity["length"], size - entity["offset"])
        if offset >= 0 and length > 0:
            kept.append({k: v for k, v in entity.items() if v is not None} | {"length": length})
    return kept


def trim(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Without white space at either end, entities moved along."""
    shorter = text.lstrip()
    lead = utf16(text) - utf16(shorter)
    shorter = shorter.rstrip()
    if len(shorter) == len(text):
        return text, entities
    size = utf16(shorter)
    moved = []
    for entity in entities:
        begin = max(entity["offset"] - lead, 0)
        end = min(entity["offset"] + entity["length"] - lead, size)
        if end > begin:
            moved.append({**entity, "offset": begin, "length": end - begin})
    return shorter, moved


def body_of(text: str, entities: list[Entity], field: str) -> dict[str, Any]:
    """The Message fields for a text or caption; none at all for an empty caption."""
    if not text:
        return {}
    names = {"text": "entities", "caption": "caption_entities"}
    return {field: text, names[field]: entities} if entities else {field: text}
