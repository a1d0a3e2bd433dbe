"""The fonts that papers are set in: the office's own first, those that ship with the product after them."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

SHIPPED = Path(__file__).parent

# How the families are called: those that ship, and words by which an office's own files are known.
_BODY, _KAI, _SERIF, _SANS = "FandolFang R", "FandolKai", "Noto Serif CJK SC", "Noto Sans CJK SC"
_WIDE = "Duban Wide Mincho"
_KNOWN_BY: dict[str, tuple[str, ...]] = {
    "title": ("小标宋", "xiaobiaosong", "fzxbs"),
    "body": ("仿宋", "fangsong", "simfang", "fzfs"),
    "kai": ("楷体", "kaiti", "simkai", "fzkt"),
    "hei": ("黑体", "heiti", "simhei", "fzht"),
    "song": ("宋体", "simsun", "songti"),
}
_SHIPPED_FOR: dict[str, tuple[str, ...]] = {
    "title": (_SERIF, _WIDE),
    "body": (_BODY, _SERIF, _WIDE),
    "kai": (_KAI, _BODY, _SERIF, _WIDE),
    "hei": (_SANS, _SERIF, _WIDE),
    "song": (_SERIF, _WIDE),
}


@dataclass(frozen=True, slots=True)
class FontSet:
    """`families` names for each role (title, body, kai, hei, song, screen) what to try, best first."""

    loaded: typst.Fonts
    families: dict[str, tuple[str, ...]]


def load_fonts(font_dir: Path | None = None) -> FontSet:
    """The shipped fonts behind those of `font_dir`; read once a folder (0.1 s) and shared by all threads."""
    return _loaded(font_dir.resolve() if font_dir else None)


@lru_cache(maxsize=4)
def _loaded(font_dir: Path | None) -> FontSet:
    folders = [str(folder) for folder in (font_dir, SHIPPED) if folder is not None]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)
    own = _own_families(fonts, font_dir) if font_dir else {}
    families = {role: (*own.get(role, ()), *shipped) for role, shipped in _SHIPPED_FOR.items()}
    return FontSet(fonts, families | {"screen": (_SANS, _SERIF, _WIDE)})


def _own_families(fonts: typst.Fonts, font_dir: Path) -> dict[str, tuple[str, ...]]:
    """The families among the office's files for each role, by what family or file is called."""
    found: dict[str, list[str]] = {}
    for font in fonts.fonts():
        if font.path is None or not Path(font.path).resolve().is_relative_to(font_dir):
            continue
        name = f"{font.family} {Path(font.path).stem}".casefold().replace(" ", "")
        role = next((role for role, words in _KNOWN_BY.items() if any(word in name for word in words)), None)
        if role and font.family not in found.setdefault(role, []):
            found[role].append(font.family)
    return {role: tuple(names) for role, names in found.items()}
