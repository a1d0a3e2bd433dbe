"""The page as a person at a screen sees it: what can be seen is clicked, what can be written is typed."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, expect

expect.set_options(timeout=60_000)
# Root may not use chromium's own sandbox (nothing but our page is opened); containers have little /dev/shm.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage"]
BOT = '[data-from="bot"]'


class Size(NamedTuple):
    name: str
    width: int
    height: int


NARROW, WIDE = Size("narrow", 390, 844), Size("wide", 1440, 900)


@dataclass
class Screen:
    """One browser window. `side` is official, supervisor or group; a narrow window shows one of them."""

    page: Page
    is_narrow: bool
    errors: list[str] = field(default_factory=list)

    async def phone(self, side: str) -> Locator:
        """That phone, brought to the front."""
        if self.is_narrow:
            await self.page.get_by_test_id(f"phone-tab-{side}").click()
        return self.page.get_by_test_id(f"phone-{side}")

    async def take_up(self, side: str, user_id: int) -> Locator:
        """The same, of this person."""
        phone = await self.phone(side)
        await phone.get_by_test_id("role-switch").select_option(str(user_id))
        return phone

    async def write(self, side: str, words: str) -> None:
        """Types words and sends them with the Enter key."""
        composer = (await self.phone(side)).get_by_test_id("composer")
        await composer.click()
        await composer.press_sequentially(words)
        await composer.press("Enter")

    async def send(self, side: str) -> None:
        await (await self.phone(side)).get_by_test_id("send").click()

    async def press(self, side: str, label: str) -> None:
        """The newest button below a message with this label."""
        keys = (await self.phone(side)).get_by_test_id("inline-button")
        await keys.filter(has_text=label).last.click()

    def bubbles(self, side: str, words: str = "", kind: str = "") -> Locator:
        """Messages on that phone that hold these words; `kind` BOT: the bot's."""
        found = self.page.locator(f'[data-testid="phone-{side}"] [data-testid="bubble"]{kind}')
        return found.filter(has_text=words) if words else found

    def document(self, name: str) -> Locator:
        """What opens a file of this name in the leadership group."""
        phone = self.page.get_by_test_id("phone-group")
        return phone.get_by_test_id("document").filter(has_text=name).get_by_test_id("document-open")

    async def told(self, side: str, words: str) -> Locator:
        """The bot has said these words on that phone."""
        found = self.bubbles(side, words, BOT).last
        await expect(found).to_be_attached()
        return found

    async def open_panel(self) -> None:
        """The clock and the faults, which a narrow window hides."""
        if self.is_narrow:
            await self.page.get_by_test_id("panel-toggle").click()

    async def close_panel(self) -> None:
        if self.is_narrow:
            await self.page.keyboard.press("Escape")

    async def act(self, name: str) -> None:
        """Presses a button of the panel by its test id."""
        await self.open_panel()
        await self.page.get_by_test_id(name).click()
        await self.close_panel()

    async def until_bot(self, state: str) -> None:
        await expect(self.page.get_by_test_id("bot-state")).to_have_attribute("data-state", state)

    def forgive(self, words: str) -> None:
        """These errors of the console were meant to happen."""
        self.errors = [error for error in self.errors if words not in error]

    async def wear(self, theme: str) -> None:
        """The system's theme changes to light or dark."""
        await self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")

    async def shot(self, folder: Path, name: str) -> Path:
        """A screenshot of what is seen now, when nothing moves any more."""
        path = folder / f"{name}.png"
        await self.page.screenshot(path=path, animations="disabled")
        return path


@asynccontextmanager
async def looking(browser: Browser, url: str, size: Size = WIDE, theme: str = "light") -> AsyncIterator[Screen]:
    """A fresh profile on the page, its first state drawn. In the end the page may have met no error."""
    context = await browser.new_context(
        viewport={"width": size.width, "height": size.height},
        color_scheme="dark" if theme == "dark" else "light",
        locale="zh-CN",
    )
    page = await context.new_page()
    screen = Screen(page, size.width < 900)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            screen.errors.append(message.text)

    page.on("pageerror", lambda error: screen.errors.append(str(error)))
    page.on("console", hear)
    try:
        await page.goto(url)
        await expect(page.locator("body.ready")).to_be_visible()
        yield screen
    except Exception as error:
        error.add_note(f"the page's own errors: {screen.errors}")
        raise
    finally:
        await context.close()
    assert screen.errors == []


Look = Callable[..., AbstractAsyncContextManager[Screen]]
