"""The pages of a scanned PDF, or a photo of one page, as pictures to be recognised."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

from domain.papers import unreadable
from domain.papers.unreadable import UnreadablePaper

if TYPE_CHECKING:
    from PIL.Image import Image

PAGES_AT_MOST = 20
# A4 at 200 dots an inch: characters of 16 pt are 45 pixels high.
_WIDTH = 1654
# A photo of a phone has 12 to 50 million pixels; more in one file is a bomb.
_PIXELS_AT_MOST = 80_000_000
_DARK, _LEAST_INK = 140, 200
PICTURE_NAMES = (".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff")


def page_pictures(name: str, content: bytes) -> Iterator["Image"]:
    """RGB pictures 1654 pixels wide, one at a time. UnreadablePaper for too many pages and what is no picture."""
    if content.startswith(b"%PDF"):
        yield from _of_pdf(content)
    elif name.lower().endswith(PICTURE_NAMES):
        yield _of_photo(content)
    else:
        raise UnreadablePaper(unreadable.UNKNOWN_KIND)


def _of_pdf(content: bytes) -> Iterator["Image"]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise UnreadablePaper(unreadable.DAMAGED) from error
    with document:
        if len(document) > PAGES_AT_MOST:
            raise UnreadablePaper(unreadable.SCAN_TOO_LONG.format(pages=len(document), limit=PAGES_AT_MOST))
        for page in document:
            width, height = page.get_size()
            # A page ten times as high as wide is no page.
            scale = _WIDTH / max(width, height / 10)
            yield _without_stamps(page.render(scale=scale).to_pil().convert("RGB"))


def _of_photo(content: bytes) -> "Image":
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content)) as opened:
            if opened.width * opened.height > _PIXELS_AT_MOST:
                raise UnreadablePaper(unreadable.TOO_LARGE)
            upright = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        # Pillow raises plain errors of several kinds on damaged pictures.
        raise UnreadablePaper(unreadable.DAMAGED) from error
    if upright.width > _WIDTH:
        upright = upright.resize((_WIDTH, max(1, upright.height * _WIDTH // upright.width)))
    return _without_stamps(upright)


def has_ink(page: "Image") -> bool:
    """Whether anything dark is on the page: a word has thousands of dark pixels, dust has few."""
    return bool(sum(page.convert("L").histogram()[:_DARK]) > _LEAST_INK)


def _without_stamps(page: "Image") -> "Image":
    """Red ink below the top third is a seal's and hides what it was pressed on; above it a masthead is red."""
    import numpy as np
    from PIL import Image, ImageFilter

    pixels = np.array(page)
    red, green, blue = (pixels[..., at].astype(np.int16) for at in range(3))
    is_light = red > 140
    is_red = (red - np.maximum(green, blue) > 40) & is_light
    is_red[: page.height // 3] = False
    # Its edges are pink. Where it lies on black ink both are dark, and the ink stays.
    around = Image.fromarray(is_red.astype(np.uint8)).filter(ImageFilter.MaxFilter(9))
    pixels[(np.array(around) > 0) & is_light] = 255
    return Image.fromarray(pixels)
