"""One page of a PDF to PNG: `python render.py <page>`, PDF on stdin, `<pages>\\n<PNG>` on stdout.

A program of its own because a hostile PDF can keep the renderer busy for ever or bring it down, and because
PDFium must not be used by two threads. Exit status: 0, 3 when it cannot be read, 4 when there is no such page.
"""

import struct
import sys
import zlib

import pypdfium2

WIDTH = 1000
HEIGHT_MOST = 4_000
POINTS_MOST = 20_000.0
MEMORY_MOST = 1 << 30


def main(number: int) -> int:
    # A bomb of a picture ends this program and not the machine; Windows has no such limit.
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_MOST, MEMORY_MOST))
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        total = len(document)
        if not 1 <= number <= total:
            return 4
        picture = _draw(document[number - 1])
    except (pypdfium2.PdfiumError, ValueError):
        return 3
    sys.stdout.buffer.write(b"%d\n" % total + picture)
    return 0


def _draw(page: pypdfium2.PdfPage) -> bytes:
    """About `WIDTH` pixels wide, never higher than `HEIGHT_MOST`. Raises ValueError for an absurd page."""
    width, height = page.get_size()
    if not (0 < width <= POINTS_MOST and 0 < height <= POINTS_MOST):
        raise ValueError("absurd page size")
    scale = min(WIDTH / width, HEIGHT_MOST / height)
    bitmap = page.render(scale=scale, rev_byteorder=True, maybe_alpha=False)
    if bitmap.n_channels != 3:
        raise ValueError("unexpected bitmap")
    stride, row = bitmap.stride, bitmap.width * 3
    raw = bytes(bitmap.buffer)
    lines = b"".join(b"\0" + raw[at : at + row] for at in range(0, stride * bitmap.height, stride))
    # 8-bit RGB; `lines` has the filter byte before each row.
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n", _chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(lines, 4)),
            _chunk(b"IEND", b""),
        )
    )  # fmt: skip


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
