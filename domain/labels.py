"""How a person names an item at the start of what they say: "37 text", "#37.1，text", "37资金已到位"."""

import re

from domain.quantities import read_quantity

REPORT_WORDS = ("报进展", "进展", "反馈")
DONE_WORDS = ("申请办结", "办结")

_LABEL = re.compile(r"(#?)\s*(\d{1,7}(?:\.\d{1,3})?)(?![\d#])")
_BREAKS = " \n　,，、:：;；。."
_SPOKEN = re.compile(rf"(?:/(?:report|done)(?:@\w+)?|{'|'.join(REPORT_WORDS + DONE_WORDS)})(?=[\s#\d　])")


def split_label(words: str) -> tuple[str, str]:
    """("37", "the rest"); ("", words) when no number stands in front, as in "3家已投产"."""
    plain = words.strip().replace("＃", "#")
    match = _LABEL.match(plain)
    if match is None:
        return "", plain
    rest = plain[match.end() :]
    counts_something = not match[1] and rest[:1] not in _BREAKS and read_quantity(plain) is not None
    if rest and counts_something:
        return "", plain
    return match[2], rest.lstrip(_BREAKS)


def spoken_report(text: str) -> tuple[str, str]:
    """The label and progress words of a message that may be a command: "/report 37 text" is ("37", "text").

    Words that are no command name nothing and are the progress as they stand.
    """
    plain = text.strip()
    head = _SPOKEN.match(plain)
    if head is None:
        return "", plain
    label, words = split_label(plain[head.end() :])
    return (label, words) if label or plain.startswith("/") else ("", plain)
