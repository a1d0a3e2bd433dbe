"""A paper as a scanner gives it: printed, stamped, laid on the glass not quite straight."""

import io
import json
import tempfile
from pathlib import Path

import typst

from papers.fonts import load_fonts

_PAGE = """#set page(paper: "a4", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))
#set text(font: "FandolFang R", size: 16pt, lang: "zh", region: "cn")
#set par(leading: 14pt, first-line-indent: (amount: 2em, all: true), justify: true)
#let rows = json(bytes(sys.inputs.data)).map(line => line.split("\t"))
#for row in rows.filter(row => row.len() == 1) [#row.at(0) #parbreak()]
#let ruled = rows.filter(row => row.len() > 1)
#if ruled.len() > 0 {
  set text(size: 12pt)
  set par(first-line-indent: 0em, leading: 8pt)
  table(columns: (auto, 1fr) + (auto,) * (ruled.at(0).len() - 2), align: horizon,
    ..ruled.map(row => row.filter(one => one != "^").map(one => {
      if one.ends-with("_") { table.cell(rowspan: 2, one.slice(0, -1)) } else { one }
    })).flatten())
}
#place(bottom + right, circle(radius: 20mm, stroke: 2pt + red)[
  #set align(center + horizon)
  #text(fill: red, size: 13pt)[云岭县人民政府督查室]])
"""


def printed(text: str, dots_per_inch: int = 200) -> list[bytes]:
    """A PNG a page, with a red seal over the foot of the last. Lines with tabs are the rows of one ruled table; a cell
    that ends in _ goes on over the ^ below it."""
    lines = [line for line in text.splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        main = Path(folder) / "main.typ"
        main.write_text(_PAGE)
        told = {"data": json.dumps(lines, ensure_ascii=False)}
        fonts = load_fonts()
        compiler = typst.Compiler(str(main), root=folder, font_paths=fonts.loaded, sys_inputs=told)
        out = compiler.compile(format="png", ppi=dots_per_inch)
    return [out] if isinstance(out, bytes) else list(out or ())


def scanned(text: str, *, turn: float = 0.6, blur: float = 0.6, kind: str = "PDF") -> bytes:
    """Pages turned by `turn` degrees, blurred by `blur` pixels, with the grain of a scanner. Needs the ocr extra."""
    import numpy as np
    from PIL import Image, ImageFilter

    grain = np.random.default_rng(7)
    pages = []
    for page in printed(text):
        clean = Image.open(io.BytesIO(page)).convert("RGB")
        laid = clean.rotate(turn, fillcolor=(250, 250, 246), resample=Image.Resampling.BICUBIC)
        ink = np.asarray(laid.filter(ImageFilter.GaussianBlur(blur))).astype(float) * 0.92 + 8
        pages.append(Image.fromarray((ink + grain.normal(0, 9, ink.shape)).clip(0, 255).astype("uint8")))
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if kind == "PDF" else {}
    pages[0].save(out, kind, quality=70, **more)
    return out.getvalue()
