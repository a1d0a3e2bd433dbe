"""Sentences around plain talk that is asked back."""

from collections.abc import Sequence

MOST_PRESSING = "没有写明是哪件，先列出时限最近的几件。"
NONE_OF_THESE = "都不是就不用按，写明编号再发。"
SOUNDS_DONE = "像是已经办完：记下后可按【申请办结】。"


def asked_back(quoted: str, hints: Sequence[str]) -> str:
    return "\n".join([quoted, *hints])
