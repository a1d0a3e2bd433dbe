"""Text that comes in, made safe to store and to print (docs/reliability.md, rules 14 and 15)."""

import re
import unicodedata

# More marks on one character than any script needs are there to break a layout.
_MARKS_AT_MOST = 3
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{3,}")
_CLASSIFIED = re.compile(r"(绝\s*密|机\s*密|秘\s*密)\s*[★☆]|密\s*级\s*[:：]\s*(绝\s*密|机\s*密|秘\s*密)")
_NAME_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


def clean(text: str) -> str:
    """NFC, without invisible and control characters (newlines stay), marks capped, ends stripped."""
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text).replace("\t", " ")):
        kind = unicodedata.category(char)
        if kind in ("Cf", "Cc", "Cs", "Co", "Cn") and char != "\n":
            continue
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if marks <= _MARKS_AT_MOST:
            kept.append(char)
    lines = "".join(kept).split("\n")
    composed = unicodedata.normalize("NFC", "\n".join(line.rstrip() for line in lines))
    return _BLANK_LINES.sub("\n\n", composed).strip()


def same_name_key(name: str) -> str:
    """What two spellings of one name share: compatibility forms folded, spaces and case dropped."""
    return "".join(unicodedata.normalize("NFKC", clean(name)).casefold().split())


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
    base = _NAME_UNSAFE.sub("_", clean(name.replace("\\", "/").rsplit("/", 1)[-1])).strip("._")
    stem, dot, ending = base.rpartition(".")
    if dot and len(ending) <= 8:
        return f"{stem[: 79 - len(ending)] or '文件'}.{ending}"
    return base[:80] or "文件"


def classification_mark(text: str) -> str | None:
    """绝密, 机密 or 秘密 where it stands as a mark (with ★ or after 密级), not as a word in a sentence."""
    # Nothing invisible may stand between the letters of a mark.
    match = _CLASSIFIED.search(unicodedata.normalize("NFKC", clean(text)))
    return "".join((match[1] or match[2]).split()) if match else None
