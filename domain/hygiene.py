"""Text that comes in, made safe to store and to print (docs/reliability.md, rules 14 and 15)."""

import re
import unicodedata

from domain.ideographs import HAN, NAME_LETTERS, folded

# More marks on one character than any script needs are there to break a layout.
_MARKS_AT_MOST = 3
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
_FILE_NAME_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')
# Controls, formats, fillers, variation selectors, tags, lone surrogates and what is no character.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff0-\ufffb\ufffe\uffff\U000110bd\U000110cd\U00013430-\U0001343f\U00016fe4\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_BLANKS = re.compile("[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DOT = re.compile(
    rf"(?<=[{NAME_LETTERS}])\s*[·•‧．・･∙⋅⸱᛫\u0387]\s*(?=[{NAME_LETTERS}])|(?<=[{HAN}])\s*\.\s*(?=[{HAN}])"
)
_BLANK_IN_NAME = re.compile(rf"(?<=[{HAN}·])\s+(?=[{HAN}·])")


def clean(text: str) -> str:
    """NFC, without invisible and control characters (newlines stay), radicals as characters, marks capped."""
    plain = _BLANKS.sub(" ", _LINE_ENDS.sub("\n", text))
    lines = _marks_capped(unicodedata.normalize("NFC", folded(_INVISIBLE.sub("", plain)))).split("\n")
    composed = unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines))
    return _BLANK_LINES.sub("\n\n", composed).strip()


def _marks_capped(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.category(char) in ("Mn", "Me") else 0
        if marks <= _MARKS_AT_MOST:
            kept.append(char)
    return "".join(kept)


def plain_dots(words: str) -> str:
    """The dot between the parts of a minority name (买买提·阿卜杜拉), for which every keyboard has one of its own."""
    return _DOT.sub("·", words)


def plain_name(words: str) -> str:
    """A name as it is kept, however it was typed: one dot, no blanks between Chinese characters."""
    return _BLANK_IN_NAME.sub("", plain_dots(" ".join(clean(words).split())))


def same_name_key(name: str) -> str:
    """What two spellings of one name share: compatibility forms folded, spaces and case dropped, one dot."""
    return "".join(unicodedata.normalize("NFKC", plain_name(name)).casefold().split())


def utf16_length(text: str) -> int:
    """Telegram counts UTF-16 code units, not characters."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, units: int) -> str:
    """At most `units` UTF-16 code units on a character border, on one line, with "…" where it was cut."""
    flat = " ".join(text.split())
    if utf16_length(flat) <= units:
        return flat
    kept: list[str] = []
    room = units - 1
    for char in flat:
        room -= utf16_length(char)
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + "…"


def safe_file_name(name: str) -> str:
    """A name for show: no folders, no controls, its ending kept, at most 80 characters."""
    base = _FILE_NAME_UNSAFE.sub("_", clean(name.replace("\\", "/").rsplit("/", 1)[-1])).strip("._")
    stem, dot, ending = base.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: 79 - len(ending)] or '文件'}.{ending}"
    return base[:80] or "文件"
