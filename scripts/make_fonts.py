# /// script
# requires-python = ">=3.11"
# dependencies = ["fonttools>=4.60"]
# ///
"""Make papers/fonts from Debian's font packages: `uv run scripts/make_fonts.py` (a Debian machine, ~2 minutes).

Each font is cut down to the characters of GB 2312, those for headings to the 3,500 common ones, and two carry
the rest of the 通用规范汉字表 (8,105 characters, of which names are made by law).
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

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parent.parent / "papers" / "fonts"
PACKAGES = ("texlive-lang-chinese", "fonts-noto-cjk", "fonts-noto-cjk-extra", "unicode-data")
FANDOL = "usr/share/texlive/texmf-dist/fonts/opentype/public/fandol"
NOTO = "usr/share/fonts/opentype/noto"
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
    font.save(target)
    sys.stdout.write(f"{target.name}: {len(font.getBestCmap())} characters, {target.stat().st_size:,} bytes\n")


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
    fandol, noto = unpacked / FANDOL, unpacked / NOTO
    cut_font(fandol / "FandolFang-Regular.otf", -1, whole, TARGET / "FandolFang-Regular.otf")
    cut_font(fandol / "FandolKai-Regular.otf", -1, common, TARGET / "FandolKai-Regular.otf")
    cut_font(noto / "NotoSerifCJK-Bold.ttc", SIMPLIFIED, whole, TARGET / "NotoSerifSC-Bold.otf")
    cut_font(noto / "NotoSerifCJK-Light.ttc", SIMPLIFIED, names, TARGET / "NotoSerifSC-Rare.otf")
    cut_font(noto / "NotoSansCJK-Regular.ttc", SIMPLIFIED, whole | names, TARGET / "NotoSansSC-Regular.otf")
    cut_font(noto / "NotoSansCJK-Medium.ttc", SIMPLIFIED, common, TARGET / "NotoSansSC-Medium.otf")


def write_coverage() -> None:
    """coverage.txt: all characters that some font draws, as hexadecimal ranges."""
    codes = sorted({code for path in TARGET.glob("*.otf") for code in TTFont(path).getBestCmap()})
    runs: list[list[int]] = []
    for code in codes:
        if runs and runs[-1][1] == code - 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    lines = "".join(f"{first:X}-{last:X}\n" for first, last in runs)
    (TARGET / "coverage.txt").write_text(lines, encoding="ascii")


def copy_licences(unpacked: Path) -> None:
    packed = unpacked / "usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz"
    (TARGET / "LICENSE-Fandol.txt").write_bytes(gzip.decompress(packed.read_bytes()))
    told = (unpacked / "usr/share/doc/fonts-noto-cjk/copyright").read_text(encoding="utf-8")
    owner = re.findall(r"^Files: \*\n(Copyright: .*)$", told, re.MULTILINE)[0]
    body = re.split(r"^License: SIL-1.1\n(?= )", told, flags=re.MULTILINE)[1].split("\nLicense:")[0]
    lines = ("" if line == " ." else line.removeprefix(" ") for line in body.splitlines())
    (TARGET / "LICENSE-Noto.txt").write_text(f"{owner}\n\n" + "\n".join(lines) + "\n", encoding="utf-8")


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
