"""The page's own files: small, fresh, fenced in; and the port they are served on."""

import asyncio
import socket

import pytest
from yarl import URL

from sandbox import Limits, Sandbox, Stage
from sandbox.page.files import STATIC

WEIGHT_MOST = 300 << 10


def test_the_page_weighs_at_most_300_kb():
    sizes = {str(path.relative_to(STATIC)): path.stat().st_size for path in STATIC.rglob("*") if path.is_file()}
    fonts = sum(size for name, size in sizes.items() if name.endswith(".woff2"))
    assert "index.html" in sizes
    assert sum(sizes.values()) - fonts <= WEIGHT_MOST, sizes


@pytest.mark.parametrize("path", ["/", "/static/index.html"])
async def test_the_page_is_served_and_asked_for_again(sandbox, browser, path):
    async with browser.session.get(f"{sandbox.url}{path}") as answer:
        headers, body = answer.headers, await answer.read()
    assert body == (STATIC / "index.html").read_bytes()
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["Cache-Control"] == "no-cache"
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; img-src 'self' blob: data:;")
    assert "unsafe" not in policy
    known = {"If-None-Match": headers["ETag"]}
    async with browser.session.get(f"{sandbox.url}{path}", headers=known) as answer:
        assert (answer.status, await answer.read()) == (304, b"")


async def test_every_file_of_the_page_has_a_kind(sandbox, browser):
    for file in STATIC.rglob("*"):
        if file.is_file():
            path = f"{sandbox.url}/static/{file.relative_to(STATIC).as_posix()}"
            async with browser.session.get(path) as answer:
                assert answer.status == 200, path
                assert answer.headers["Content-Type"] != "application/octet-stream"


@pytest.mark.parametrize(
    "name", ["nothing.js", "%2e%2e/office.py", "..%2foffice.py", "%2e%2e/%2e%2e/server.py", "a%00.js", "", "."]
)
async def test_nothing_else_is_served(sandbox, name):
    host, port = sandbox.url.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"GET /static/{name} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 404 ")
    assert b'"error_code":404' in answer


@pytest.mark.parametrize(
    ("name", "status"),
    [("in.html", 200), ("sub/in.html", 200), ("in.py", 404), ("%2e%2e/out.html", 404), ("link.html", 404)],
)
async def test_the_fence_is_the_folder_and_the_kind(sandbox, browser, tmp_path, monkeypatch, name, status):
    inside = tmp_path / "static"
    (inside / "sub").mkdir(parents=True)
    for file in ("in.html", "in.py", "sub/in.html", "../out.html"):
        (inside / file).write_text("x")
    (inside / "link.html").symlink_to(tmp_path / "out.html")
    monkeypatch.setattr("sandbox.page.files.STATIC", inside)
    url = URL(f"{sandbox.url}/static/{name}", encoded=True)
    async with browser.session.get(url) as answer:
        assert answer.status == status


async def test_the_font_is_the_stages(sandbox, browser, tmp_path):
    url = f"{sandbox.url}/sandbox/font"
    async with browser.session.get(url) as answer:
        assert answer.status == 404
    font = tmp_path / "sans.otf"
    font.write_bytes(b"OTTO")
    sandbox.stage = Stage("督办", [], [], [], [], font=font)
    async with browser.session.get(url) as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "font/otf")
        assert await answer.read() == b"OTTO"
    font.unlink()
    async with browser.session.get(url) as answer:
        assert answer.status == 404


async def test_the_page_is_read_only(sandbox, browser):
    assert (await browser.post("/"))[0] == 404
    assert (await browser.post("/static/index.html"))[0] == 404


async def test_the_next_free_port_is_taken():
    async with Sandbox(limits=Limits.off()) as first:
        port = int(first.url.rpartition(":")[2])
        async with Sandbox(limits=Limits.off(), port=port, next_free=True) as second:
            assert port < int(second.url.rpartition(":")[2]) <= port + 20
            taken = second.url
            await second.stop()
            await second.start()
            assert second.url == taken
        with pytest.raises(OSError, match="in use"):
            await Sandbox(port=port).start()


async def test_all_ports_taken_is_an_error():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 65_535))
        taken.listen()
        with pytest.raises(OSError, match="in use"):
            await Sandbox(port=65_535, next_free=True).start()
