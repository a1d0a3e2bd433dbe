"""The text of a scanned paper, by rapidocr with the models that its package ships: nothing leaves the machine."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from domain.ideographs import folded
from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper
from papers.scans.lines import InkBox, RecognisedLine, lines_of
from papers.scans.pages import page_pictures

if TYPE_CHECKING:
    from PIL.Image import Image

_FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """`unsure` are (line of `text`, 1-based, words in it that may be others)."""

    text: str
    unsure: tuple[tuple[int, str], ...]


def can_recognise() -> bool:
    """Whether the `ocr` extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(name: str, content: bytes) -> RecognisedText:
    """UnreadablePaper for what is no picture, and for pages without words (nothing but a stamp)."""
    engine = _engine()
    lines = [line for page in page_pictures(name, content) for line in lines_of(_pieces(engine, page))]
    if sum(len(line.words) for line in lines) < _FEWEST_LETTERS:
        raise UnreadablePaper(unreadable.NO_WORDS_IN_SCAN)
    return _joined(lines)


def _joined(lines: list[RecognisedLine]) -> RecognisedText:
    text = "\n".join(folded(line.words) for line in lines)
    return RecognisedText(text, tuple((at, run) for at, line in enumerate(lines, 1) for run in line.unsure))


def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def _pieces(engine: Any, page: "Image") -> Iterator[InkBox]:
    import numpy as np

    # The engine takes pictures as OpenCV has them: blue, green, red.
    told = engine(np.array(page)[..., ::-1], return_word_box=True, return_single_char_box=True)
    if told.txts is None:
        return
    for box, words, letters in zip(told.boxes, told.txts, told.word_results, strict=True):
        across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
        levels = tuple(float(level) for letter, level, _ in letters for _ in letter)
        yield InkBox(words, _aligned(words, letters, levels), min(across), min(down), max(across), max(down))


def _aligned(words: str, letters: Any, levels: tuple[float, ...]) -> tuple[float, ...]:
    """A level for each letter of the words; the engine tells none for blanks."""
    told = iter(levels)
    spelt = "".join(letter for letter, _, _ in letters)
    if len(spelt) == len(words):
        return levels
    return tuple(1.0 if letter.isspace() else next(told, 1.0) for letter in words)
