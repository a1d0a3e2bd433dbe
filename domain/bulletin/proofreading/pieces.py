"""Official prose cut into sentences and clauses: what is quoted speaks for nobody here, names of papers are names."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_QUOTED = re.compile(r"“[^”]*”|「[^」]*」|\"[^\"]*\"")
_TITLE = re.compile(r"《[^》]*》")
_SENTENCE = re.compile(r"[。;；!！?？\n]+")
_CLAUSE = re.compile(r"[,:，：]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
# 七成 is a share, 成立 and 成果 are words.
_TENTHS = re.compile(r"(?<![一二三四五六七八九])([一二三四五六七八九\d])成(?![立果效员本功长熟交为色品套])(?:以上)?")
_HALF = re.compile(r"一半")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class PlainClause:
    """`before` are the clauses of the same sentence that stand ahead of it."""

    text: str
    before: tuple[str, ...] = ()


def plain(text: str) -> str:
    """In compatibility form, on one line, without quotations; 《…》 stays as 《》, 七成 reads 70%."""
    flat = _THOUSANDS.sub("", "".join(unicodedata.normalize("NFKC", text).split(" ")))
    bare = _TITLE.sub("《》", _QUOTED.sub("", flat))
    return _HALF.sub("50%", _TENTHS.sub(lambda found: f"{_digit(found[1])}0%", bare))


def _digit(word: str) -> str:
    return word if word.isdigit() and word.isascii() else str(_DIGITS.index(word))


def sentences_of(text: str) -> list[str]:
    return [one for one in _SENTENCE.split(plain(text)) if one]


def clauses_of(text: str) -> Iterator[PlainClause]:
    for sentence in sentences_of(text):
        parts = [one for one in _CLAUSE.split(sentence) if one]
        for place, part in enumerate(parts):
            yield PlainClause(part, tuple(parts[:place]))
