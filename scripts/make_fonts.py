# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools>=4.60", "cffsubr>=0.4"]
# ///
"""Make papers/fonts from Debian's font packages: `uv run scripts/make_fonts.py` (a Debian machine, ~2 minutes).

Each font is cut down to the characters of GB 2312, those for headings to the 3,500 common ones. Two carry the rest of
GB 18030-2022 (87,887 characters), which the systems of offices must be able to print: what Noto has, and the rest of
Hanazono, as outlines of the printer's fineness.
"""

import argparse
import bz2
import gzip
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import cffsubr
from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "papers" / "fonts"
COVERAGE = TARGET.parent.parent / "domain" / "papers" / "font_coverage.py"
PACKAGES = ("texlive-lang-chinese", "fonts-noto-cjk", "fonts-noto-cjk-extra", "fonts-hanazono", "unicode-data")
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
NOTO = "usr/share/fonts/opentype/noto"
HANAZONO = "usr/share/fonts/truetype/hanazono"
# The Chinese characters of GB 18030-2022: the first plane, and extensions B to F.
LEVEL_THREE = (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x2EBF0))
# Units an em: at 22 pt finer than a printer of 1,200 dots an inch.
FINENESS = 512
# Not by Hanazono's own name, which is reserved for what its makers made.
WIDE = "Duban Wide Mincho"
QUOTES = "“”‘’"
QUOTE_SIDE = 0.07
# In a .ttc of Noto CJK the faces stand in the order Japanese, Korean, simplified Chinese, ...
SIMPLIFIED = 2

# Beside GB 2312: circled numbers to 50, units, and signs that are typed in reports.
SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
SIGNS += "㎡㎥㎞㎏㎜㎝㎎㏄‰℃℉№℡€£¥•–—―‖…′″※←↑→↓√∞≈≠≤≥≦≧⊙☆★○●◎◇◆□■△▲▽▼〇〓〔〕【】《》〈〉「」『』﹏～·"


def gb2312() -> set[int]:
    rows = (bytes((high, low)) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return {ord(char) for row in rows for char in row.decode("gb2312", "ignore")}


def _is_han(code: int) -> bool:
    return "CJK UNIFIED" in unicodedata.name(chr(code), "")


def latin() -> set[int]:
    return set(range(0x20, 0x7F)) | set(range(0xA0, 0x180)) | {ord(sign) for sign in SIGNS}


def standard_characters(unpacked: Path, count: int) -> set[int]:
    """The first `count` of the 通用规范汉字表 (3,500 common ones, 3,000 usual, 1,605 of names) by Unihan's kTGH."""
    packed = unpacked / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    lines = bz2.decompress(packed.read_bytes()).decode().splitlines()
    rows = [line.split("\t") for line in lines if "\tkTGH\t" in line]
    return {int(code.removeprefix("U+"), 16) for code, _, place in rows if int(place.split(":")[1]) <= count}


def cut_font(source: Path, number: int, characters: set[int], target: Path) -> None:
    font = TTFont(source, fontNumber=number, recalcTimestamp=False)
    options = subset.Options(
        layout_features=["kern", "ccmp", "locl"],
        hinting=False,
        name_IDs=["*"],
        name_languages=[0x409],
        notdef_outline=True,
        recommended_glyphs=False,
        drop_tables=["DSIG", "VORG", "BASE", "vhea", "vmtx"],
    )
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=sorted(characters))
    cutter.subset(font)
    narrow_quotes(font)
    font.save(target)
    tell(font, target)


def tell(font: TTFont, target: Path) -> None:
    sys.stdout.write(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size:,} bytes\n")


def narrow_quotes(font: TTFont) -> None:
    """“ ” ‘ ’ as wide as their ink: in the middle of an em they tear a line open."""
    em, names, glyphs = font["head"].unitsPerEm, font.getBestCmap(), font.getGlyphSet()
    shapes = font["CFF "].cff.topDictIndex[0].CharStrings
    for name in {names[ord(sign)] for sign in QUOTES if ord(sign) in names}:
        ink = BoundsPen(glyphs)
        glyphs[name].draw(ink)
        left, _, right, _ = ink.bounds
        width = round(right - left + 2 * QUOTE_SIDE * em)
        old = shapes[name]
        pen = T2CharStringPen(width - old.private.nominalWidthX, glyphs)
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, QUOTE_SIDE * em - left, 0)))
        shapes[name] = pen.getCharString(old.private, old.globalSubrs)
        font["hmtx"][name] = (width, round(QUOTE_SIDE * em))


def wide_font(source: Path, characters: set[int], target: Path, family: str) -> None:
    """A TrueType font of square characters as a small OpenType one."""
    old = TTFont(source)
    names = {code: name for code, name in sorted(old.getBestCmap().items()) if code in characters}
    glyphs, scale = old.getGlyphSet(), FINENESS / old["head"].unitsPerEm
    order = [".notdef", *dict.fromkeys(names.values())]
    shapes = {name: _outline(glyphs, name, scale) for name in order}
    builder = FontBuilder(FINENESS, isTTF=False)
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    up, down = round(0.88 * FINENESS), round(0.12 * FINENESS)
    # Without this name the font is passed over.
    plain = family.replace(" ", "") + "-Regular"
    builder.setupCFF(plain, {"FullName": family}, shapes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (FINENESS, 0)))
    builder.setupHorizontalHeader(ascent=up, descent=-down)
    builder.setupNameTable({"familyName": family, "styleName": "Regular", "psName": plain})
    builder.setupOS2(sTypoAscender=up, sTypoDescender=-down, usWinAscent=up, usWinDescent=down)
    builder.setupPost(keepGlyphNames=False)
    builder.font["head"].created = builder.font["head"].modified = old["head"].modified
    builder.font.recalcTimestamp = False
    cffsubr.subroutinize(builder.font, cff_version=1, keep_glyph_names=False)
    builder.save(target)
    tell(builder.font, target)


def _outline(glyphs: Any, name: str, scale: float) -> Any:
    shape = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(shape)
    pen = T2CharStringPen(FINENESS, None)
    shape.replay(TransformPen(Qu2CuPen(pen, 2.5, all_cubic=True), (scale, 0, 0, scale, 0, 0)))
    return pen.getCharString()


def unpack(packages: Path, room: Path) -> Path:
    """All packages unpacked into one tree; they are fetched when `packages` does not hold them."""
    for name in PACKAGES:
        found = sorted(packages.glob(f"{name}_*.deb"))
        if not found:
            subprocess.run(["apt-get", "download", name], cwd=packages, check=True)  # noqa: S603, S607
            found = sorted(packages.glob(f"{name}_*.deb"))
        subprocess.run(["dpkg-deb", "-x", found[-1].resolve(), room], check=True)  # noqa: S603, S607
    return room


def make(unpacked: Path) -> None:
    whole, signs = gb2312() | latin(), latin()
    common = {code for code in gb2312() if not _is_han(code)} | standard_characters(unpacked, 3500) | signs
    names = standard_characters(unpacked, 8105) - gb2312() | signs
    rare = set(LEVEL_THREE) - gb2312()
    fandol, noto = unpacked / FANDOL, unpacked / NOTO
    cut_font(fandol / "FandolFang-Regular.otf", -1, whole, TARGET / "FandolFang-Regular.otf")
    cut_font(fandol / "FandolKai-Regular.otf", -1, common, TARGET / "FandolKai-Regular.otf")
    cut_font(noto / "NotoSerifCJK-Bold.ttc", SIMPLIFIED, whole, TARGET / "NotoSerifSC-Bold.otf")
    cut_font(noto / "NotoSerifCJK-Light.ttc", SIMPLIFIED, rare | signs, TARGET / "NotoSerifSC-Rare.otf")
    cut_font(noto / "NotoSansCJK-Regular.ttc", SIMPLIFIED, whole | names, TARGET / "NotoSansSC-Regular.otf")
    cut_font(noto / "NotoSansCJK-Medium.ttc", SIMPLIFIED, common, TARGET / "NotoSansSC-Medium.otf")
    rest = {code for code in rare if code > 0xFFFF} - set(TTFont(TARGET / "NotoSerifSC-Rare.otf").getBestCmap())
    wide_font(unpacked / HANAZONO / "HanaMinB.ttf", rest, TARGET / "WideMincho-Regular.otf", WIDE)


def write_coverage() -> None:
    """All characters that some font draws, as a module of ranges: what is printed is checked before it is drawn."""
    codes = sorted({code for path in TARGET.glob("*.otf") for code in TTFont(path).getBestCmap()})
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    lines = "".join(f"    (0x{first:X}, 0x{last:X}),\n" for first, last in runs)
    head = '"""Characters that the fonts of papers have, made by scripts/make_fonts.py."""\n\nRANGES = (\n'
    COVERAGE.write_text(f"{head}{lines})\n", encoding="ascii")


def copy_licences(unpacked: Path) -> None:
    packed = unpacked / "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz"
    (TARGET / "LICENSE-Fandol.txt").write_bytes(gzip.decompress(packed.read_bytes()))
    told = (unpacked / "usr/share/doc/fonts-hanazono/copyright").read_text(encoding="utf-8")
    free = told.split("License: Hanazono-Font-License\n", 1)[1].split("\nLicense:", 1)[0]
    (TARGET / "LICENSE-Hanazono.txt").write_text(_plain(free.splitlines()), encoding="utf-8")
    told = (unpacked / "usr/share/doc/fonts-noto-cjk/copyright").read_text(encoding="utf-8")
    owner = re.findall(r"^Files: \*\n(Copyright: .*)$", told, re.MULTILINE)[0]
    body = re.split(r"^License: SIL-1.1\n(?= )", told, flags=re.MULTILINE)[1].split("\nLicense:")[0]
    (TARGET / "LICENSE-Noto.txt").write_text(f"{owner}\n\n" + _plain(body.splitlines()), encoding="utf-8")


def _plain(lines: list[str]) -> str:
    return "\n".join("" if line.strip() == "." else line.removeprefix(" ") for line in lines).rstrip() + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--packages", type=Path, help="where the .deb files are; missing ones are fetched")
    given = parser.parse_args().packages
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as room:
        unpacked = unpack(given or Path(room), Path(room))
        make(unpacked)
        write_coverage()
        copy_licences(unpacked)


if __name__ == "__main__":
    main()
