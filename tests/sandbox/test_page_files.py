"""Files over the page: uploads as a browser sends them, downloads, previews of PDFs."""

import asyncio
import struct
import zlib

import pytest

from sandbox.wire import UPLOAD_MOST
from tests.lag import watched_loop

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0"


def pdf(*boxes):
    """A PDF with one empty page per (width, height) in points."""
    kids = " ".join(f"{3 + n} 0 R" for n in range(len(boxes)))
    parts = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(boxes)}>>",
        *(f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]>>" for width, height in boxes),
    ]
    body = "%PDF-1.4\n" + "".join(f"{n} 0 obj{part}endobj\n" for n, part in enumerate(parts, 1))
    return (body + f"trailer<</Root 1 0 R/Size {len(parts) + 1}>>\n%%EOF").encode()


async def sent(browser, content, name="通报.pdf", **fields):
    status, answer = await browser.upload(content, name, user_id=1001, **fields)
    assert status == 200, answer
    return answer["result"]


async def preview(browser, content, page=1):
    file_id = (await sent(browser, content))["document"]["file_id"]
    return await browser.session.get(f"{browser.sandbox.url}/sandbox/files/{file_id}/page/{page}")


async def test_a_document_with_caption_as_a_reply(sandbox, bot, browser):
    phone = sandbox.phone(1001)
    await phone.send("/start")
    message = await sent(browser, b"abc", "第3期 通报.docx", caption="附", reply_to=1, chat_id="")
    assert message["document"]["file_name"] == "第3期 通报.docx"
    assert (message["caption"], message["reply_to_message"]["message_id"]) == ("附", 1)
    update = (await bot.result("getUpdates"))[-1]
    assert update["message"]["document"]["file_size"] == 3


async def test_photos_and_voice_in_a_group(sandbox, browser):
    group = sandbox.group("群", [sandbox.phone(1001)])
    photo = await sent(browser, PNG, "a.png", kind="photo", chat_id=group.chat_id, caption="图")
    assert (photo["photo"][0]["width"], photo["chat"]["id"]) == (640, group.chat_id)
    voice = await sent(browser, b"OggS1", "v.ogg", kind="voice", chat_id=group.chat_id, reply_to=photo["message_id"])
    assert voice["voice"]["file_size"] == 5
    assert voice["reply_to_message"]["message_id"] == photo["message_id"]


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd", "passwd"), ("C:\\公文\\a.txt", "a.txt"), ("x" * 400, "x" * 255), ("..", "..")],
)
async def test_names_lose_their_folders(browser, name, kept):
    assert (await sent(browser, b"1", name))["document"]["file_name"] == kept


@pytest.mark.parametrize(
    ("content", "name", "fields"),
    [
        (b"no picture", "a.png", {"kind": "photo"}),
        (b"", "a.txt", {}),
        (b"1", "a.txt", {"kind": "film"}),
        (b"1", "a.txt", {"reply_to": "77"}),
        (b"1", "a.txt", {"chat_id": "-77"}),
        (b"1", "a.txt", {"caption": "督" * 1025}),
    ],
)
async def test_malformed_uploads_are_refused(sandbox, browser, content, name, fields):
    status, answer = await browser.upload(content, name, user_id=1001, **fields)
    assert (status, answer["error_code"]) == (400, 400)
    assert not [chat for chat in sandbox.world.chats.values() if chat.messages]


async def test_a_multipart_body_without_its_end(sandbox, browser):
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    url = f"{sandbox.url}/sandbox/file"
    async with browser.session.post(url, data=b"--x\r\nnothing", headers=headers) as answer:
        assert (answer.status, (await answer.json())["ok"]) == (400, False)


async def test_too_large_an_upload_is_413(sandbox, browser):
    status, answer = await browser.upload(b"\0" * (UPLOAD_MOST + 1), "a.bin", user_id=1001)
    assert (status, answer["error_code"]) == (413, 413)
    assert answer["description"] == "Request Entity Too Large"
    assert (await browser.get("/sandbox/state"))[0] == 200


async def test_many_parts_count_together(sandbox, browser):
    async def body():
        # In chunks, so that no length warns the server.
        for number in range(3):
            yield f'--x\r\nContent-Disposition: form-data; name="p{number}"; filename="a"\r\n\r\n'.encode()
            for _ in range(20):
                yield b"\0" * (1 << 20)
            yield b"\r\n"
        yield b"--x--\r\n"

    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    url = f"{sandbox.url}/sandbox/file"
    async with browser.session.post(url, data=body(), headers=headers) as answer:
        assert answer.status == 413


async def test_a_browser_that_goes_away_in_an_upload(sandbox, browser):
    host, port = sandbox.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = f"POST /sandbox/file HTTP/1.1\r\nHost: {host}:{port}\r\nContent-Length: 9999\r\n"
    writer.write(f"{head}Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n".encode())
    await writer.drain()
    writer.transport.abort()
    assert (await browser.get("/sandbox/state"))[0] == 200


async def test_downloads_never_run_in_the_pages_origin(sandbox, browser):
    page = await sent(browser, b"<script>alert(1)</script>", '坏 "a".html')
    file_id = page["document"]["file_id"]
    async with browser.session.get(f"{sandbox.url}/sandbox/files/{file_id}") as answer:
        assert await answer.read() == b"<script>alert(1)</script>"
        headers = answer.headers
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Disposition"].startswith("attachment; filename=\"___a_.html\"; filename*=UTF-8''")
    assert "sandbox" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"OggS", "audio/ogg"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None),
        (b"GIF89a<script>", None),
    ],
)
async def test_only_pictures_and_voice_open_in_place(sandbox, browser, content, kind):
    # What the sender calls it does not count.
    file_id = (await sent(browser, content, "a.svg"))["document"]["file_id"]
    async with browser.session.get(f"{sandbox.url}/sandbox/files/{file_id}") as answer:
        disposition, told = answer.headers["Content-Disposition"], answer.headers["Content-Type"]
    assert disposition.startswith("inline" if kind else "attachment")
    assert told == (kind or "application/octet-stream")


async def test_an_unknown_file(browser):
    for path in ("/sandbox/files/nothing", "/sandbox/files/nothing/page/1"):
        status, answer = await browser.get(path)
        assert (status, answer["error_code"]) == (404, 404)


async def test_a_page_of_a_pdf_is_a_picture(browser):
    async with await preview(browser, pdf((595, 842), (842, 595)), 2) as answer:
        png = await answer.read()
        assert (answer.status, answer.headers["X-Pages"]) == (200, "2")
        assert answer.headers["Content-Type"] == "image/png"
    width, height = struct.unpack(">II", png[16:24])
    assert abs(width - 1000) <= 1
    assert abs(height - 1000 * 595 / 842) <= 1
    rows = zlib.decompress(png[png.index(b"IDAT") + 4 : png.rindex(b"IEND") - 8])
    assert len(rows) == height * (1 + width * 3)
    assert rows[1:4] == b"\xff\xff\xff"


@pytest.mark.parametrize(
    ("content", "page", "status"),
    [
        (pdf((595, 842)), 2, 404),
        (pdf((595, 842)), 0, 404),
        (b"no PDF at all", 1, 404),
        (b"%PDF-1.7 torn", 1, 400),
        (pdf((1_000_000, 1_000_000)), 1, 400),
    ],
)
async def test_what_cannot_be_shown_is_said(sandbox, browser, content, page, status):
    async with await preview(browser, content, page) as answer:
        told = await answer.json()
        assert (answer.status, told["error_code"], told["ok"]) == (status, status, False)
    assert (await browser.get("/sandbox/state"))[0] == 200


@pytest.mark.parametrize("box", [(20_000, 20_000), (1, 20_000), (20_000, 1), (3, 3)])
async def test_odd_pages_stay_within_a_size(browser, box):
    async with await preview(browser, pdf(box)) as answer:
        assert answer.status == 200
        width, height = struct.unpack(">II", (await answer.read())[16:24])
        assert width * height <= 4_100_000


async def test_a_pdf_that_takes_too_long_is_given_up(sandbox, browser):
    sandbox.page.previews.most = 0.001
    async with await preview(browser, pdf((595, 842))) as answer:
        told = await answer.json()
    assert (answer.status, told["description"]) == (400, "Bad Request: the PDF takes too long to show")


async def test_the_server_answers_while_a_page_is_drawn(sandbox, browser):
    drawing = asyncio.ensure_future(preview(browser, pdf((595, 842))))
    answered = 0
    async with watched_loop() as lag:
        while not drawing.done():
            await browser.get("/sandbox/state")
            answered += 1
    (await drawing).close()
    assert answered
    assert lag.worst < 0.2
