"""`duban check`: one line per thing looked at."""

from datetime import date

import httpx
import typer

from bot.channels.probe import bot_name
from bot.clock import system_clock
from bot.settings import Settings
from domain.bulletin.mirrors_texts import reason
from domain.dates.workdays import WorkCalendar
from storage.database import Database
from storage.migrate import migrate
from storage.newer import NEWER, NewerDatabase
from usecases.steps.office_time import office_calendar


async def check_all(settings: Settings, *, mirrors: bool = False) -> bool:
    """True when all is well. `mirrors`: post a test line to each group robot."""
    results = [*await _database(settings), await _token(settings), _fonts(settings)]
    if mirrors:
        results += await _mirrors(settings)
    for is_well, line in results:
        typer.echo(f"{'ok  ' if is_well else 'FAIL'} {line}")
    return all(is_well for is_well, _ in results)


async def _database(settings: Settings) -> list[tuple[bool, str]]:
    """The database, and the calendar of working days in it."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database(), system_clock, settings.profile())
    try:
        await migrate(database)
        async with database.reading() as tx:
            calendar = _calendar(await office_calendar(tx), tx.today)
    except NewerDatabase:
        return [(False, f"database: {NEWER}")]
    except Exception as error:  # noqa: BLE001
        # Any driver's error is the answer to "does the database work?"; its text may hold the password.
        return [(False, f"database: {type(error).__name__}; see DATABASE_URL and DATA_DIR")]
    finally:
        await database.close()
    return [(True, f"database: {database.url.get_backend_name()}, up to date"), calendar]


async def _token(settings: Settings) -> tuple[bool, str]:
    token = settings.bot_token.get_secret_value()
    if not token:
        return False, "token: BOT_TOKEN is missing; @BotFather gives one"
    try:
        name = await bot_name(settings.telegram_api_url, token)
    except httpx.HTTPError as error:
        return False, f"token: Telegram cannot be reached ({type(error).__name__})"
    if name is None:
        return False, "token: Telegram does not know it; copy it again from @BotFather"
    return True, f"token: @{name}"


def _calendar(calendar: WorkCalendar, today: date) -> tuple[bool, str]:
    """The next year is missing from November on, when its notice comes out; that stops nothing yet."""
    lacking = calendar.lacks_notice(today)
    if lacking is None:
        return True, f"calendar: {today.year} with its shifted working days"
    assumed = f"calendar: no notice for {lacking}; Monday to Friday is assumed, with the holidays fixed by law off"
    return lacking > today.year, f"{assumed}. Send the notice to the bot with /calendar"


def _fonts(settings: Settings) -> tuple[bool, str]:
    from papers.fonts import load_fonts

    families = load_fonts(settings.font_dir).families
    return True, f"fonts: title {families['title'][0]}, body {families['body'][0]}"


async def _mirrors(settings: Settings) -> list[tuple[bool, str]]:
    """What each group robot answers to a test line."""
    from bot.channels.mirrors import channel_of, open_client
    from bot.channels.mirrors.common import post_test_line

    results = []
    async with open_client() as client:
        for robot in settings.robots():
            error = await post_test_line(channel_of(robot, client, system_clock))
            said = reason(robot.kind, error) if error else "the test line was posted"
            results.append((not error, f"mirror {robot.name}: {said}"))
    return results or [(True, "mirrors: none; MIRRORS is empty")]
