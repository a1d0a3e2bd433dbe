"""JSON lines to stdout: ids and result codes, never a token, never message text."""

import logging
import re
import sys
from collections.abc import Mapping, MutableMapping
from pathlib import Path
from traceback import walk_tb
from typing import Any

import structlog

_TOKEN = re.compile(r"\d{3,}:[\w-]{20,}")
_QUIET = ("aiogram", "aiohttp", "httpx", "httpcore", "apscheduler", "alembic", "asyncio")


def mask(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    """Whatever looks like a bot token becomes ***."""
    return {key: _TOKEN.sub("***", value) if isinstance(value, str) else value for key, value in event.items()}


def without_words(_logger: Any, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """An exception is told by its kind and place: its text could hold what somebody wrote."""
    error = event.pop("exc_info", None)
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        trace = [(frame.f_code, line) for frame, line in walk_tb(error.__traceback__)]
        event["where"] = [f"{Path(code.co_filename).name}:{line} {code.co_name}" for code, line in trace[-6:]]
    return event


def set_up(level: str) -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            without_words,
            mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level]),
        logger_factory=structlog.PrintLoggerFactory(sys.stdout),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[logging.NullHandler()])
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
