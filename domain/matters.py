"""Nobody knows a number by heart: what a message adds behind "#22" that it speaks of, "#22（县养老服务中心改造）"."""

import re
from dataclasses import dataclass, replace

from domain.gist import matter
from domain.notes import Note

_NUMBER = re.compile(r"#\d")
# What somebody said is quoted as it was said.
_QUOTED = re.compile(r"“[^”]*”")


@dataclass(frozen=True, slots=True)
class Matter:
    """An item as far as a message names it."""

    label: str
    directive: str

    @property
    def words(self) -> str:
        return matter(self.directive)


def speaks_by_number(note: Note) -> bool:
    """Whether it may have to be told what the number stands for; the toast over a chat has no room."""
    return note.kind != "toast" and _NUMBER.search(f"{note.title}{note.text}") is not None


def with_matter(note: Note, about: Matter) -> Note:
    """The matter behind the first mention of its number, unless the note shows it already."""
    if not speaks_by_number(note) or _shows(f"{note.title}\n{note.text}", about):
        return note
    title = _named(note.title, about)
    return replace(note, title=title) if title != note.title else replace(note, text=_named(note.text, about))


def _shows(text: str, about: Matter) -> bool:
    return about.words.rstrip("…") in " ".join(text.split())


def _named(text: str, about: Matter) -> str:
    unquoted = _QUOTED.sub(lambda found: " " * len(found[0]), text)
    found = re.search(rf"{re.escape(about.label)}(?!\d|\.\d)", unquoted)
    if found is None:
        return text
    rest = text[found.end() :]
    # "已记为 #22（县养老服务中心改造）的批示", where a bare number had a blank behind it.
    closed_up = rest[1:] if rest[:1] == " " and rest[1:2] != "·" else rest
    return f"{text[: found.end()]}（{about.words}）{closed_up}"
