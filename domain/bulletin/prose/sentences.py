"""What a paragraph of progress is made of: sentences, each with its unit, its reports and what was said at first."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` as it is printed, the unit's name in it; `original` as the unit said it, where that was another wording.

    A sentence of the figures of several units has no unit. `part` is 0, or the place of the sub-item that it is about.
    `is_written`: it was made for print, by a paper or in 核稿.
    """

    text: str
    unit: str = ""
    report_ids: tuple[int, ...] = ()
    original: str = ""
    part: int = 0
    is_written: bool = False

    @property
    def is_reworded(self) -> bool:
        """Whether other words are printed than the unit's own."""
        return bool(self.original) and self.original.rstrip("。；;. ") not in self.text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is printed, and what gave way to newer words: that leaves a trace with its reports."""

    sentences: tuple[Sentence, ...] = ()
    given_way: tuple[Sentence, ...] = ()

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.sentences)


NOTHING_SAID = Paragraph()


def reports_behind(sentences: Iterable[Sentence]) -> tuple[int, ...]:
    """Each report once, in the order of the sentences."""
    return tuple(dict.fromkeys(report_id for one in sentences for report_id in one.report_ids))


def fingerprint(words: str) -> str:
    """Of what was said, to be known again: the first letters of its SHA-256."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]
