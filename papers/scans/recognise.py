"""The text of a scanned paper, by rapidocr with the models that its package ships: nothing leaves the machine."""

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from domain.ideographs import folded
from domain.papers import unreadable
from domain.papers.reading import ScannedText
from domain.papers.unreadable import UnreadablePaper
from papers.scans.lines import InkBox, RecognisedLine
from papers.scans.pages import has_ink, page_pictures
from papers.scans.straight import straightened
from papers.scans.tables import lines_with_tables, ruled_cells
from papers.scans.upright import quarter_turns, turned

if TYPE_CHECKING:
    from PIL.Image import Image

_FEWEST_LETTERS = 12


def can_recognise() -> bool:
    """Whether the `ocr` extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def recognise(name: str, *contents: bytes) -> ScannedText:
    """A file, or photos of one paper in their order. UnreadablePaper for what is no picture, and for pages without
    words (nothing but a stamp)."""
    pages = (page for content in contents for page in page_pictures(name, content))
    lines = [line for page in pages if has_ink(page) for line in _lines(engine(), page)]
    if sum(len(line.words) for line in lines) < _FEWEST_LETTERS:
        raise UnreadablePaper(unreadable.NO_WORDS_IN_SCAN)
    return _joined(lines, len(contents))


def _lines(engine: Any, page: "Image") -> list[RecognisedLine]:
    straight = straightened(page)
    boxes = list(_boxes(engine, straight))
    # Only a page that lies is recognised once more.
    if turns := quarter_turns(engine, straight, [(one.left, one.top, one.right, one.bottom) for one in boxes]):
        straight = straightened(turned(page, turns))
        boxes = list(_boxes(engine, straight))
    return lines_with_tables(boxes, ruled_cells(straight))


def _joined(lines: list[RecognisedLine], pages: int) -> ScannedText:
    text = "\n".join(folded(line.words) for line in lines)
    return ScannedText(text, tuple((at, run) for at, line in enumerate(lines, 1) for run in line.unsure), pages)


@cache
def engine() -> Any:
    """Its models are loaded once a process (a second), and only for a page with ink."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def told_of(engine: Any, pixels: Any, **more: bool) -> Any:
    """It goes on with what it was last asked for unless it is told."""
    return engine(pixels, use_det=True, use_cls=True, use_rec=True, **more)


def _boxes(engine: Any, page: "Image") -> Iterator[InkBox]:
    import numpy as np

    # The engine takes pictures as OpenCV has them: blue, green, red.
    told = told_of(engine, np.array(page)[..., ::-1], return_word_box=True, return_single_char_box=True)
    if told.txts is None:
        return
    for box, words, letters in zip(told.boxes, told.txts, told.word_results, strict=True):
        across, down = [float(point[0]) for point in box], [float(point[1]) for point in box]
        sure, middles = _spread(words, letters, (min(across), max(across)))
        yield InkBox(words, sure, min(across), min(down), max(across), max(down), middles)


def _spread(words: str, letters: Any, span: tuple[float, float]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How sure each letter of the words is, and where its middle lies; the engine tells nothing of blanks."""
    told = [(letter, float(level), _middle(box)) for part, level, box in letters for letter in part]
    if "".join(letter for letter, _, _ in told) != "".join(words.split()) and len(told) != len(words):
        return (1.0,) * len(words), ()
    following = iter(told)
    last, known = span[0], []
    for letter in words:
        _, level, last = next(following) if len(told) == len(words) or not letter.isspace() else ("", 1.0, last)
        known.append((level, last))
    return tuple(level for level, _ in known), tuple(place for _, place in known)


def _middle(box: Any) -> float:
    across = [float(point[0]) for point in box]
    return (min(across) + max(across)) / 2
