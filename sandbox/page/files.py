"""The page's own files, and the files people and the bot sent."""

from pathlib import Path
from urllib.parse import quote

from aiohttp import web

from sandbox.asking import refused
from sandbox.errors import ApiError
from sandbox.stage import Stage
from sandbox.world import File

STATIC = Path(__file__).with_name("static")
KINDS = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
    ".js": "text/javascript; charset=utf-8", ".json": "application/json", ".png": "image/png",
    ".webmanifest": "application/manifest+json", ".ico": "image/x-icon", ".woff2": "font/woff2",
}  # fmt: skip
PAGE_HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self'; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Kinds a browser may show by itself, known by their first bytes and not by what the sender says.
INLINE = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"OggS": "audio/ogg"}


def static_file(name: str) -> web.StreamResponse:
    """One file below `static/` with an ETag; 404 for all else."""
    path = (STATIC / name.replace("\0", "")).resolve()
    kind = KINDS.get(path.suffix)
    if kind is None or not path.is_relative_to(STATIC.resolve()) or not path.is_file():
        return refused(ApiError(404, "Not Found"))
    return web.FileResponse(path, headers=PAGE_HEADERS | {"Content-Type": kind})


def font_file(stage: Stage | None) -> web.StreamResponse:
    """The stage's font; 404 when it brings none."""
    if stage is None or stage.font is None or not stage.font.is_file():
        return refused(ApiError(404, "Not Found"))
    headers = {"Content-Type": "font/otf", "Cache-Control": "private, max-age=86400"}
    return web.FileResponse(stage.font, headers=headers)


def download(file: File) -> web.Response:
    """The bytes under their own name; only pictures and voice may open in the page's origin."""
    inline = next((kind for start, kind in INLINE.items() if file.content.startswith(start)), None)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in file.name)
    name = quote(file.name, safe="", errors="replace")
    headers = {
        "Content-Disposition": (
            f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{name}"
        ),
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=3600",
    }
    return web.Response(body=file.content, content_type=inline or "application/octet-stream", headers=headers)
