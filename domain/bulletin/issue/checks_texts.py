"""What stands open about a draft, a line each."""

from collections.abc import Sequence

from domain.hygiene import cut
from domain.words import shortened

SUMS = "⚠️ 件数与所列事项对不上：请点【按最新情况重做】"
_UNITS = 5
_CHARACTERS = 5
_SENTENCE = 60


def waiting_for(units: Sequence[str]) -> str:
    names = "、".join(shortened(units, _UNITS, "另有{}个"))
    return f"⚠️ 核稿还有{len(units)}个单位没有回复：{names}"


def no_font(characters: str) -> str:
    """With the code of each, as a phone may not show it either."""
    shown = "、".join(f"{char}（U+{ord(char):X}）" for char in characters[:_CHARACTERS])
    more = f"等{len(characters)}个字" if len(characters) > _CHARACTERS else ""
    return f"⚠️ 这些字印不出来，会印成〓：{shown}{more}。请改写，或在 Word 稿里处理"


def spoken(label: str, words: str) -> str:
    return f"⚠️ {label} 这句还像口语，请改写：{cut(words, _SENTENCE)}"


def not_followed(label: str, unit: str) -> str:
    return f"⚠️ {label} {unit}核稿时更正过，草稿还是原文：请改写，或点【按最新情况重做】"
