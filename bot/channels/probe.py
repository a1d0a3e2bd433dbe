"""One question to Telegram by httpx, for the light commands: aiogram and aiohttp stay unloaded."""

import httpx


async def bot_name(base: str, token: str) -> str | None:
    """The bot's username; None when the token is not known. httpx.HTTPError when Telegram cannot be asked."""
    async with httpx.AsyncClient(timeout=10) as client:
        answer = await client.get(f"{base}/bot{token}/getMe")
    if answer.status_code in (401, 404):
        return None
    answer.raise_for_status()
    return str(answer.json()["result"]["username"])
