"""What still reads as talk in what is to be printed: nothing of it goes out unseen."""

import re
from collections.abc import Iterable

from domain.bulletin.prose import spoken_forms as forms

_CLAUSE_ENDS = re.compile(r"[，。；：]")
# A long clause without a pause was dictated.
_IN_ONE_BREATH = 38
_DIRECTIVE = re.compile(r"^“[^\n]*?”[。：]|(?<=\n)[①-⑳][^\n；]*；")
_LISTS = re.compile(r"[、“”（）]")


def reads_as_talk(text: str, names: Iterable[str] = ()) -> bool:
    """Of a sentence as it is printed; `names` are those of units, in which any character may stand."""
    for name in names:
        text = text.replace(name, "本单位")
    clauses = [one for one in _CLAUSE_ENDS.split(text.removeprefix("本单位：")) if one]
    says_nothing = not any(forms.PREDICATES.search(one) for one in clauses)
    is_marked = any(form.search(text) for form in forms.DOUBTS)
    return says_nothing or is_marked or any(_is_doubtful(one) for one in clauses)


def _is_doubtful(clause: str) -> bool:
    is_dictated = len(clause) > _IN_ONE_BREATH and not _LISTS.search(clause)
    return is_dictated or not forms.SAYS.search(clause)


def spoken_sentences(printed: str) -> list[str]:
    """Of an item as it is printed, “directive”。progress, those that read as talk."""
    told = _DIRECTIVE.sub("", printed)
    return [one for one in re.split(r"[。\n]", told) if one and reads_as_talk(one)]
