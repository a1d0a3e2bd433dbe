"""Settings from the environment and `.env`; whatever is wrong is said in one line each."""

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from domain.bulletin.mirrors import Robot, parse_robots
from domain.dates.workdays import WorkingHours
from domain.office.profile import OfficeProfile, WeeklyTime

TELEGRAM = "https://api.telegram.org"


class SettingsError(Exception):
    """`lines`: what to mend, one line each."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("; ".join(lines))
        self.lines = lines


def _checked_by(parse: Callable[[Any], object]) -> AfterValidator:
    """A value that `parse` takes is kept as it was written."""

    def check(value: Any) -> Any:
        parse(value)
        return value

    return AfterValidator(check)


class Settings(BaseSettings):
    """`.env.example` explains each."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", extra="forbid")

    bot_token: SecretStr = SecretStr("")
    telegram_api_url: str = TELEGRAM
    database_url: SecretStr = SecretStr("")
    data_dir: Path = Path("data")
    admin_ids: Annotated[tuple[int, ...], NoDecode] = ()
    agency_name: str = OfficeProfile().agency
    timezone: str = "Asia/Shanghai"
    weekly_bulletin: Annotated[str, _checked_by(WeeklyTime.parse)] = "fri 17:00"
    bulletin_mode: str = Field(default="auto", pattern="^(auto|review)$")
    working_hours: Annotated[str, _checked_by(WorkingHours.parse)] = "09:00-12:00,14:00-18:00"
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    listen: str = ""
    font_dir: Path | None = None
    mirrors: Annotated[SecretStr, _checked_by(lambda value: parse_robots(value.get_secret_value()))] = SecretStr("")
    log_level: str = Field(default="INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return tuple(int(part) for part in unicodedata.normalize("NFKC", value).split(",") if part.strip())
        except ValueError:
            raise ValueError("expected numeric Telegram ids separated by commas, such as 1001,1002") from None

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError(f"no such time zone: {value!r}; try Asia/Shanghai") from None
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("expected an address that begins with http:// or https://")
        return value.rstrip("/")

    @field_validator("font_dir", mode="before")
    @classmethod
    def _fonts(cls, value: Any) -> Any:
        if not value:
            return None
        if not Path(value).is_dir():
            raise ValueError(f"no such folder: {value}; leave it empty to use the fonts that ship")
        return value

    @field_validator("webhook_url", "listen")
    @classmethod
    def _not_yet(cls, value: Any) -> Any:
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        if plain:
            raise ValueError("is reserved for a later version; leave it empty")
        return value

    def robots(self) -> tuple[Robot, ...]:
        """The group robots of MIRRORS."""
        return parse_robots(self.mirrors.get_secret_value())

    def database(self) -> str:
        """The SQLAlchemy URL: as set, else the SQLite file below DATA_DIR."""
        return self.database_url.get_secret_value() or f"sqlite+aiosqlite:///{self.data_dir / 'duban.db'}"

    def profile(self) -> OfficeProfile:
        return OfficeProfile(
            agency=self.agency_name,
            zone=ZoneInfo(self.timezone),
            weekly_bulletin=WeeklyTime.parse(self.weekly_bulletin),
            publishes_by_itself=self.bulletin_mode == "auto",
            working_hours=self.working_hours,
            admin_ids=self.admin_ids,
        )


def load(**given: Any) -> Settings:
    """SettingsError with a line per wrong or unknown setting."""
    try:
        return Settings(**given)
    except ValidationError as error:
        raise SettingsError([_line(dict(one)) for one in error.errors(include_input=False)]) from None


def _line(error: dict[str, Any]) -> str:
    name = ".".join(str(part) for part in error["loc"]).upper()
    if error["type"] == "extra_forbidden":
        return f"{name}: unknown setting; see .env.example for the names"
    if error["type"] == "string_pattern_mismatch":
        choices = error["ctx"]["pattern"].strip("^()$").replace("|", ", ")
        return f"{name}: expected one of {choices}"
    return f"{name}: {error['msg'].removeprefix('Value error, ')}"
