"""What the bot and people send, as the page shows it: answers to presses, documents, hostile text."""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from playwright.async_api import expect

from bot.demo.handy import bridge
from tests.browser.screens import BOT, NARROW, WIDE, Look, Screen, Size
from tests.browser.staging import GROUP, ROADS, SUPERVISOR, Bot, county

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEYS = {"inline_keyboard": [[{"text": "通过", "callback_data": "ok", "style": "success"}]]}
ATTACK = "<img src=x onerror=\"window.hacked='1'\"><script>window.hacked='2'</script>"


def pdf(pages: int) -> bytes:
    paper = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        paper.new_page(595, 842).close()
    made = BytesIO()
    paper.save(made)
    paper.close()
    return made.getvalue()


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=lambda size: size.name)
async def test_an_alert_is_shown_and_dismissed(bot: Bot, look: Look, size: Size) -> None:
    county(bot.sandbox)
    await bot("sendMessage", chat_id=ROADS, text="申请办结 #2", reply_markup=KEYS)
    async with look(bot.sandbox.url, size) as screen:
        await screen.press("official", "通过")
        answer = {"callback_query_id": await bot.pressed(), "show_alert": True, "text": "只有督查室可以销号"}
        await bot("answerCallbackQuery", **answer)
        alert = screen.page.get_by_role("alertdialog")
        await expect(alert).to_contain_text("只有督查室可以销号")
        await expect(screen.page.get_by_test_id("alert-ok")).to_be_focused()
        await screen.page.get_by_test_id("alert-ok").click()
        await expect(alert).to_have_count(0)

        await screen.press("official", "通过")
        await bot("answerCallbackQuery", callback_query_id=await bot.pressed(), text="已销号")
        await expect(screen.page.get_by_test_id("toast")).to_have_text("已销号")
        await expect(alert).to_have_count(0)


async def test_a_pdf_is_looked_at_and_a_docx_is_taken(bot: Bot, look: Look, tmp_path: Path) -> None:
    county(bot.sandbox)
    await bot.send_file(SUPERVISOR, "督办通报第7期.pdf", pdf(3))
    await bot.send_file(SUPERVISOR, "督办通报第7期.docx", b"PK not read by the page")
    async with look(bot.sandbox.url) as screen:
        phone = await screen.phone("supervisor")
        await phone.get_by_role("button", name="预览 督办通报第7期.pdf").click()
        viewer = screen.page.get_by_test_id("pdf-viewer")
        await expect(viewer).to_contain_text("1 / 3 页")
        pages = viewer.get_by_test_id("pdf-page")
        await expect(pages).to_have_count(3)
        await pages.last.scroll_into_view_if_needed()
        await expect(viewer).to_contain_text("3 / 3 页")
        drawn = "node => node.decode().then(() => node.naturalWidth)"
        assert [await page.evaluate(drawn) for page in await pages.all()] == [1000, 1000, 1000]
        await screen.page.keyboard.press("Escape")
        await expect(viewer).to_have_count(0)

        async with screen.page.expect_download() as download:
            await phone.get_by_role("link", name="下载 督办通报第7期.docx").click()
        saved = await download.value
        assert saved.suggested_filename == "督办通报第7期.docx"
        await saved.save_as(tmp_path / "saved.docx")
        assert (tmp_path / "saved.docx").read_bytes() == b"PK not read by the page"


async def test_a_photo_is_looked_at_closely(bot: Bot, look: Look) -> None:
    county(bot.sandbox)
    await bot.sandbox.phone(ROADS).send_photo(bridge(), "桥面已恢复通行")
    async with look(bot.sandbox.url, NARROW) as screen:
        await screen.bubbles("official", "桥面已恢复通行").get_by_test_id("photo").click()
        opened = screen.page.get_by_test_id("lightbox")
        picture = opened.get_by_role("img")
        await expect(picture).to_be_in_viewport(ratio=1)
        small = await picture.bounding_box()
        await opened.get_by_test_id("zoom").click()
        await expect(opened.get_by_test_id("zoom")).to_have_attribute("aria-pressed", "true")
        large = await picture.bounding_box()
        assert small is not None
        assert large is not None
        assert large["width"] > 2 * small["width"]
        await opened.get_by_test_id("lightbox-close").click()
        await expect(opened).to_have_count(0)


async def test_nothing_anybody_writes_becomes_markup(bot: Bot, look: Look) -> None:
    """Names, titles, file names, captions, buttons, commands and answers of a hostile mind stay text."""
    group = county(bot.sandbox)
    hostile = bot.sandbox.phone(9_999, ATTACK)
    group.join(hostile)
    first = await group.send_as(hostile, ATTACK)
    await group.send_as(hostile, "回复", reply_to=first)
    await group.document_as(hostile, f"{ATTACK}.pdf", b"%PDF", ATTACK)
    link = {"type": "text_link", "offset": 0, "length": 2, "url": "javascript:window.hacked='3'"}
    await group.send_as(hostile, "点这里", entities=[link])
    escaped = ATTACK.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    keys = {"inline_keyboard": [[{"text": ATTACK, "callback_data": "x"}]]}
    await bot("sendMessage", chat_id=GROUP, text=f"<b>{escaped}</b>", parse_mode="HTML", reply_markup=keys)
    await bot("setMyCommands", commands=[{"command": "my", "description": ATTACK}])
    async with look(bot.sandbox.url) as screen:
        for kind, count in (('[data-from="other"]', 3), (BOT, 1)):
            await expect(screen.bubbles("group", ATTACK, kind)).to_have_count(count)
        phone = await screen.phone("group")
        await expect(phone.get_by_test_id("document")).to_contain_text(ATTACK)
        await expect(phone.get_by_test_id("reply-quote")).to_contain_text(ATTACK)
        await expect(phone.get_by_role("link", name="点")).to_have_count(0)
        await screen.press("group", ATTACK)
        answer = {"callback_query_id": await bot.pressed(), "show_alert": True, "text": ATTACK}
        await bot("answerCallbackQuery", **answer)
        await expect(screen.page.get_by_role("alertdialog")).to_contain_text(ATTACK)
        await screen.page.keyboard.press("Escape")
        await phone.get_by_test_id("chat-back").click()
        await expect(phone.get_by_test_id("chat-list")).to_contain_text("云岭县领导群")
        official = await screen.phone("official")
        await official.get_by_test_id("menu-button").click()
        await expect(official.get_by_test_id("menu-item")).to_contain_text(ATTACK)
        await screen.write("official", ATTACK)
        await expect(screen.bubbles("official", ATTACK, '[data-from="me"]')).to_be_visible()
        await stays_harmless(screen)


async def stays_harmless(screen: Screen) -> None:
    assert await screen.page.evaluate("window.hacked") is None
    await expect(screen.page.locator('img[src="x"], .phone script')).to_have_count(0)
