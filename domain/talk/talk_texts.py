"""Sentences around plain talk that is asked back."""

from collections.abc import Sequence
from datetime import date

from domain.dates.words import say_date
from domain.quantities import Quantity, say_amount

MOST_PRESSING = "没有写明是哪件，先列出时限最近的几件。"
NONE_OF_THESE = "都不是就不用按，写明编号再发。"
SOUNDS_DONE = "像是已经办完：记下后可按【申请办结】。"


def heard(quantity: Quantity | None, promised: date | None, today: date) -> str:
    """ "读到：3公里、11月30日"; empty where nothing of the kind was said."""
    parts = [f"{say_amount(quantity.amount)}{quantity.unit}"] if quantity else []
    parts += [say_date(promised, today)] if promised else []
    return f"读到：{'、'.join(parts)}。" if parts else ""


def asked_back(quoted: str, hints: Sequence[str]) -> str:
    return "\n".join([quoted, *hints])
