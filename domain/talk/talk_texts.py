"""Sentences around plain talk that is asked back."""

from collections.abc import Sequence
from datetime import date

from domain.dates.deadlines import say_since
from domain.dates.words import say_date
from domain.hygiene import cut
from domain.quantities import Quantity, say_amount
from domain.words import shortened

MOST_PRESSING = "没有写明是哪件，先列出时限最近的几件。"
BLOCK_SHOWN = 5
NONE_OF_THESE = "都不是就不用按，写明编号再发。"
SOUNDS_DONE = "像是已经办完：记下后可按【申请办结】。"


def heard(quantity: Quantity | None, promised: date | None, today: date) -> str:
    """ "读到：3公里、11月30日"; empty where nothing of the kind was said."""
    parts = [f"{say_amount(quantity.amount)}{quantity.unit}"] if quantity else []
    parts += [say_date(promised, today)] if promised else []
    return f"读到：{'、'.join(parts)}。" if parts else ""


def waiting_block(head: str, waiting: Sequence[tuple[str, str, str, date]], today: date) -> str:
    """A part of the top of /status: what waits (label, whose, words, since), the longest waiting first; "" for none."""
    lines = [
        f"{label}{whose} · {say_since(since, today, '等了{}天', of_today='今天')} · {cut(text, 50)}"
        for label, whose, text, since in waiting
    ]
    head = f"{head} {len(waiting)} 件"
    return "\n".join([head, *shortened(lines, BLOCK_SHOWN, "……另有 {} 件")]) if waiting else ""
