"""The command that somebody typed, in either spelling, and what stands behind it.

Phones offer a Chinese keyboard's slash, blank and colon, and a line break as easily as the plain ones: all of
them part a command from its words.
"""

import re
import unicodedata

from domain.commands import BY_NAME, BY_WORD, Command
from domain.labels import split_label

_SLASHES = ("/", "／")
_PARTING = r"\s:：,，、;；。"
# "/report37" and "/report进展" are meant as they look; "/reports" and "/my/file" are no commands of ours.
_SLASHED = re.compile(rf"[/／]\s?([A-Za-z_Ａ-Ｚａ-ｚ]++)(?:[@＠]([A-Za-z0-9_]++))?(?![/／-])[{_PARTING}]*")
# A Chinese word is a command at the start only, and followed by something that parts, a digit, # or the end.
_HEAD = re.compile(rf"[^{_PARTING}#＃\d]+")
_LOOKS = ("查看", "看", "看看", "看一下")
_BEHIND = re.compile(rf"[{_PARTING}]*")


def is_slashed(text: str) -> bool:
    """Whether a command is meant, be there one of that name or not."""
    return text.lstrip().startswith(_SLASHES)


def command_in(text: str, bot_name: str | None = None) -> tuple[Command | None, str]:
    """The command that a text is, in either spelling, and what stands behind it. `/x@another_bot` is none."""
    plain = text.strip()
    if is_slashed(plain):
        return _slashed(plain, bot_name)
    command, behind = _word_in_front(plain)
    words = _meant(command, _BEHIND.sub("", behind, count=1))
    return (command, words) if command is not None and command.follows(words) else (None, plain)


def _slashed(plain: str, bot_name: str | None) -> tuple[Command | None, str]:
    found = _SLASHED.match(plain)
    if found is None:
        command, behind = _word_in_front(plain[1:].lstrip())
        return (command, _meant(command, _BEHIND.sub("", behind, count=1))) if command else (None, plain)
    addressee = (found[2] or "").lower()
    if bot_name is not None and addressee not in ("", bot_name.lower()):
        return None, plain
    name = unicodedata.normalize("NFKC", found[1]).lower()
    command = BY_NAME.get(name) or BY_WORD.get(name)
    return command, _meant(command, plain[found.end() :])


def _meant(command: Command | None, words: str) -> str:
    """`/annex 查看` is no more than `/annex`."""
    return "" if command is not None and words in (*_LOOKS, *command.idle) else words


def _word_in_front(plain: str) -> tuple[Command | None, str]:
    """The command whose Chinese word stands by itself in front, and what stands behind it."""
    found = _HEAD.match(plain)
    command = BY_WORD.get(found[0]) if found else None
    return (command, plain[found.end() :]) if found and command else (None, plain)


def command_begun(text: str) -> Command | None:
    """The command whose word stands by itself in front though what follows is none of its own: "追问 何时完工"."""
    command, behind = _word_in_front(text.strip())
    if command is None or not behind[:1].isspace() or command.follows(behind.strip()):
        return None
    return command


def spoken_report(text: str) -> tuple[str, str]:
    """The label and progress words of a message that may be a command: "/report 37 text" is ("37", "text").

    Words that are no command name nothing and are the progress as they stand.
    """
    command, words = command_in(text)
    if command is None or command.name not in ("report", "done"):
        return "", text.strip()
    return split_label(words)
