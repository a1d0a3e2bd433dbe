"""Templates set by typst: the data go in as JSON and are printed as they are, whatever signs they hold."""

import json
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import typst

from domain.papers.printable import drawable
from papers.fonts import FontSet


def set_pdf(
    template: Path, data: dict[str, Any], fonts: FontSet, day: date, files: Mapping[str, bytes] | None = None
) -> bytes:
    """PDF/A-2b, the same bytes for the same data; a character that no font has becomes 〓.

    `files` are the pictures that the data name.
    """
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    how = {"format": "pdf", "pdf_standards": "a-2b", "timestamp": moment, "pdf_tags": False}
    with _beside(template, files or {}) as placed:
        out = _compiled(placed, data, fonts, **how)
    assert isinstance(out, bytes)
    return out


def set_pictures(template: Path, data: dict[str, Any], fonts: FontSet, pixels_per_inch: float) -> list[bytes]:
    """A PNG a page."""
    out = _compiled(template, data, fonts, format="png", ppi=pixels_per_inch)
    return [out] if isinstance(out, bytes) else list(out or ())


def can_be_set(name: str, content: bytes) -> bool:
    """Whether typst can draw a picture: a broken one would take the whole paper with it."""
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(content)
        main = Path(folder) / "main.typ"
        main.write_text(f'#set page(width: 9pt, height: 9pt, margin: 0pt)\n#image("{name}", width: 9pt)')
        try:
            typst.Compiler(str(main), root=folder).compile(format="pdf")
        except typst.TypstError:
            return False
    return True


def look_up(
    template: Path, data: dict[str, Any], fonts: FontSet, expression: str, files: Mapping[str, bytes] | None = None
) -> Any:
    """What a typst expression says about the finished pages."""
    with _beside(template, files or {}) as placed:
        return json.loads(_compiler(placed, data, fonts).eval(expression))


@contextmanager
def _beside(template: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """The template in a folder of its own with the pictures: typst reads nothing outside it."""
    if not files:
        yield template
        return
    with TemporaryDirectory() as folder:
        for part in template.parent.glob("*.typ"):
            shutil.copy(part, folder)
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        yield Path(folder) / template.name


def _compiled(template: Path, data: dict[str, Any], fonts: FontSet, **how: Any) -> bytes | list[bytes] | None:
    try:
        return _compiler(template, data, fonts).compile(**how)
    except typst.TypstError as error:
        # Only PDF/A refuses characters without a shape; pictures show a box.
        if "could not be displayed" not in error.message:
            raise
        return _compiler(template, data, fonts, drawable).compile(**how)


def _compiler(template: Path, data: dict[str, Any], fonts: FontSet, mend: Callable[[str], str] = str) -> typst.Compiler:
    text = mend(json.dumps(data | {"fonts": fonts.families}, ensure_ascii=False))
    return typst.Compiler(str(template), root=str(template.parent), font_paths=fonts.loaded, sys_inputs={"data": text})
