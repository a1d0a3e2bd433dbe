"""The settings of the fictional county's bot."""

from pathlib import Path

from bot.settings import Settings, load
from domain.demo import county

# On the page nudges come at nine, as in an office; the printed tour does not wait for nine.
PAGE_HOURS, TOUR_HOURS = "09:00-12:00,14:00-18:00", "00:00-24:00"
# Reserved settings, which a real office's environment may hold.
_EMPTY = ("webhook_url", "webhook_secret", "listen", "mirrors", "font_dir")


def settings(api_url: str, token: str, folder: Path, working_hours: str) -> Settings:
    """Whatever a `.env` or the environment says of a real office stays out of the demo."""
    return load(
        _env_file=None,
        bot_token=token,
        telegram_api_url=api_url,
        data_dir=folder,
        database_url="",
        admin_ids=(county.SUPERVISOR,),
        agency_name=county.AGENCY,
        working_hours=working_hours,
        timezone=county.ZONE_NAME,
        weekly_bulletin=county.WEEKLY,
        bulletin_mode="auto",
        log_level="ERROR",
        **dict.fromkeys(_EMPTY, ""),
    )
