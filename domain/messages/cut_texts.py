"""A text that Telegram's apps cut into several messages, since one holds 4096 characters: when they are one again.

Pure. The apps cut at the last good border before the limit and send the parts at once; nobody types so fast.
"""

import re

# No part but the last is shorter.
PART_AT_LEAST = 3000
SECONDS_BETWEEN = 3
# The border at which it was cut was a line's end.
_ENDS_LINE = re.compile(r"[。；;：:!！?？.…）)]\s*$")
_BEGINS_LINE = re.compile(r"\s*(?:[一二三四五六七八九十\d]{1,3}[、.．)）]|[（(]|第|附件|[①-⑳])")


def may_go_on(text: str) -> bool:
    """Whether a text is so long that it may have been cut."""
    return len(text) >= PART_AT_LEAST


def goes_on(said: int, later: int, words: str) -> bool:
    """Whether what came at `later` (Unix seconds) continues what was said; a command never does."""
    return 0 <= later - said <= SECONDS_BETWEEN and not words.startswith("/")


def joined(before: str, after: str) -> str:
    """As it was pasted; the blank or line's end at the border was lost."""
    is_line = _ENDS_LINE.search(before[-3:]) or _BEGINS_LINE.match(after[:8])
    return f"{before}\n{after}" if is_line else f"{before}{after}"
