"""Files to the bot and from the bot."""

import io
import struct

import aiohttp
import pytest

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 640, 480) + b"\x08\x02\0\0\0"


@pytest.fixture
async def phone(sandbox):
    phone = sandbox.phone(1001)
    await phone.send("/start")
    return phone


async def upload(sandbox, bot, method, field, content, name="通报.docx", **params):
    form = aiohttp.FormData(quote_fields=False)
    for key, value in {"chat_id": "1001", **params}.items():
        form.add_field(key, value)
    form.add_field(field, io.BytesIO(content), filename=name, content_type="application/octet-stream")
    async with bot.session.post(f"{sandbox.url}/bot{sandbox.token}/{method}", data=form) as answer:
        return await answer.json()


async def download(sandbox, bot, path):
    async with bot.session.get(f"{sandbox.url}/file/bot{sandbox.token}/{path}") as answer:
        return answer.status, await answer.read()


async def test_what_a_person_sends_can_be_fetched(sandbox, bot, phone):
    content = bytes(range(256)) * 100
    await phone.send_document("附件 一.pdf", content, caption="请查收")
    message = (await bot.result("getUpdates"))[-1]["message"]
    assert message["caption"] == "请查收"
    document = message["document"]
    assert (document["file_name"], document["mime_type"]) == ("附件 一.pdf", "application/pdf")
    assert document["file_size"] == len(content)
    told = await bot.result("getFile", file_id=document["file_id"])
    assert await download(sandbox, bot, told["file_path"]) == (200, content)
    async with bot.session.get(f"{sandbox.url}/file/bot9:no/{told['file_path']}") as answer:
        assert answer.status == 401
    assert (await download(sandbox, bot, "documents/../../etc/passwd"))[0] == 404
    assert await bot.refused("getFile", file_id="nonsense") == "Bad Request: invalid file_id"


async def test_photo_and_voice_of_a_person(sandbox, bot, phone):
    await phone.send_photo(PNG, caption="现场")
    await phone.send_voice(b"OggS", duration=4)
    photo, voice = (u["message"] for u in (await bot.result("getUpdates"))[1:])
    assert (photo["photo"][-1]["width"], photo["photo"][-1]["height"]) == (640, 480)
    assert voice["voice"]["duration"] == 4


async def test_over_20_mb_cannot_be_fetched(sandbox, bot, phone):
    await phone.send_document("大.zip", b"\0" * ((20 << 20) + 1))
    file_id = (await bot.result("getUpdates"))[-1]["message"]["document"]["file_id"]
    assert await bot.refused("getFile", file_id=file_id) == "Bad Request: file is too big"


async def test_bot_sends_a_document_and_again_by_file_id(sandbox, bot, phone):
    sent = await upload(sandbox, bot, "sendDocument", "document", b"docx!", caption="<b>第 3 期</b>", parse_mode="HTML")
    message = await phone.wait("第 3 期")
    assert (message.document.file_name, message.document.content) == ("通报.docx", b"docx!")
    assert message.entities[0]["type"] == "bold"
    file_id = sent["result"]["document"]["file_id"]
    await bot.result("sendDocument", chat_id=1001, document=file_id)
    assert (await phone.wait()).document.content == b"docx!"
    assert await bot.refused("sendDocument", chat_id=1001) == "Bad Request: there is no document in the request"


async def test_limits_of_photos_captions_and_uploads(sandbox, bot, phone):
    assert (await upload(sandbox, bot, "sendPhoto", "photo", PNG))["ok"]
    refused = [
        await upload(sandbox, bot, "sendPhoto", "photo", b"not a picture"),
        await upload(sandbox, bot, "sendPhoto", "photo", PNG + b"\0" * (10 << 20)),
        await upload(sandbox, bot, "sendDocument", "document", b"x", caption="督" * 1025),
        await upload(sandbox, bot, "sendDocument", "document", b""),
        await upload(sandbox, bot, "sendDocument", "document", b"\0" * ((50 << 20) + 1)),
    ]
    assert [answer["description"] for answer in refused] == [
        "Bad Request: IMAGE_PROCESS_FAILED",
        f"Bad Request: file of size {len(PNG) + (10 << 20)} bytes is too big for a photo;"
        " the maximum size is 10485760 bytes",
        "Bad Request: message caption is too long",
        "Bad Request: file must be non-empty",
        "Request Entity Too Large",
    ]
    assert [m.from_bot for m in phone.messages].count(True) == 1


async def test_caption_can_be_edited(sandbox, bot, phone):
    await upload(sandbox, bot, "sendDocument", "document", b"x", caption="旧")
    await bot.result("editMessageCaption", chat_id=1001, message_id=2, caption="新")
    assert phone.messages[-1].text == "新"
    text = await bot.refused("editMessageText", chat_id=1001, message_id=2, text="x")
    assert text == "Bad Request: there is no text in the message to edit"


async def test_a_file_takes_the_place_of_another(sandbox, bot, phone):
    sent = (await upload(sandbox, bot, "sendDocument", "document", b"one"))["result"]
    media = '{"type": "document", "media": "attach://file", "caption": "更正版"}'
    words = {"message_id": str(sent["message_id"]), "media": media}
    changed = await upload(sandbox, bot, "editMessageMedia", "file", b"two", name="新.docx", **words)
    assert changed["result"]["document"]["file_name"] == "新.docx"
    assert changed["result"]["caption"] == "更正版"
    assert [one.document.file_name for one in phone.messages if one.document] == ["新.docx"]
    same = {**words, "media": '{"type": "sticker", "media": "attach://file"}'}
    assert (await upload(sandbox, bot, "editMessageMedia", "file", b"x", **same))["error_code"] == 400
    text = await bot.result("sendMessage", chat_id=1001, text="文字")
    words["message_id"] = str(text["message_id"])
    assert (await upload(sandbox, bot, "editMessageMedia", "file", b"x", **words))["error_code"] == 400
