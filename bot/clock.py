"""The one real clock. A demo may move it forward; tests inject their own."""

from datetime import UTC, datetime, timedelta


class MovableClock:
    """The system's time plus `ahead`."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.ahead  # noqa: TID251  the place that owns it


def system_clock() -> datetime:
    return datetime.now(UTC)  # noqa: TID251  the place that owns it
