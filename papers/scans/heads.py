"""What stands at the head of a picture that nobody reads: a mark of classification is looked for there, cheaply."""

import numpy as np

from domain.papers import unreadable
from domain.papers.unreadable import ClassifiedPaper, UnreadablePaper
from domain.secrecy import classification_mark
from papers.files.pdf_text import pdf_text
from papers.scans.pages import has_ink, page_pictures
from papers.scans.recognise import engine

# Letters of a mark are larger than those of the text; a third of the pixels is a third of the time.
_WIDTH, _PART = 1000, 0.5


def refuse_marked_head(name: str, content: bytes) -> None:
    """ClassifiedPaper for a mark on the first page of a scan or on a photo; what does not open has none to be seen."""
    if content.startswith(b"%PDF") and not _is_scan(content):
        return
    try:
        page = next(page_pictures(name, content), None)
    except UnreadablePaper:
        return
    if page is None or not has_ink(page):
        return
    scale = min(1.0, _WIDTH / page.width)
    width, height = int(page.width * scale), int(page.height * scale)
    head = page.resize((width, max(1, height))).crop((0, 0, width, max(1, int(height * _PART))))
    told = engine()(np.array(head)[..., ::-1])
    mark = classification_mark("\n".join(told.txts or ()))
    if mark is not None:
        raise ClassifiedPaper(mark)


def _is_scan(content: bytes) -> bool:
    try:
        pdf_text(content)
    except UnreadablePaper as refusal:
        return refusal.sentence == unreadable.SCANNED
    return False
