"""How large a photo is, read from its first bytes; whatever else calls itself a photo has no size."""

import struct

# Frames of a JPEG, without the markers among them that are tables.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_EXIF, _ORIENTATION = b"Exif\x00\x00", 0x0112
_LYING = (5, 6, 7, 8)


def size_of(content: bytes) -> tuple[int, int, bool] | None:
    """(across, down, is_turned) in pixels as stored; a turned one is to be shown standing on its side."""
    try:
        if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
            return (*struct.unpack(">II", content[16:24]), False)
        return _of_jpeg(content) if content.startswith(b"\xff\xd8\xff") else None
    except (struct.error, IndexError):
        return None


def _of_jpeg(content: bytes) -> tuple[int, int, bool] | None:
    place, is_turned = 2, False
    while content[place] == 0xFF:
        marker = content[place + 1]
        if marker in _BARE or marker == 0xFF:
            place += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack(">H", content[place + 2 : place + 4])
        part = content[place + 4 : place + 2 + length]
        if marker in _FRAMES:
            down, across = struct.unpack(">HH", part[1:5])
            return across, down, is_turned
        if marker == 0xE1 and part.startswith(_EXIF):
            is_turned = _orientation(part[len(_EXIF) :]) in _LYING
        place += 2 + length
    return None


def _orientation(tiff: bytes) -> int:
    order = "<" if tiff.startswith(b"II") else ">"
    (first,) = struct.unpack(f"{order}I", tiff[4:8])
    (count,) = struct.unpack(f"{order}H", tiff[first : first + 2])
    for number in range(count):
        entry = tiff[first + 2 + 12 * number : first + 14 + 12 * number]
        tag, _, _, value = struct.unpack(f"{order}HHIH", entry[:10])
        if tag == _ORIENTATION:
            return int(value)
    return 1
