"""Four switches for what can go wrong with Telegram, each one scripted fault over all Bot API calls."""

from collections.abc import Callable

from sandbox.faults import Fault, Faults
from sandbox.wire import Json

LABELS = {
    "slow": "Telegram 变慢（每次请求延迟 3 秒）",
    "limit": "发送受限（429，5 秒后重试）",
    "errors": "服务器出错（500，时而已生效、时而未生效）",
    "cut": "断网（机器人的连接被切断）",
}


class Turns(Fault):
    """A server error by turns: not applied, applied, not applied ..."""

    def takes(self, method: str, chat_id: int | None) -> bool:
        taken = super().takes(method, chat_id)
        self.kind = "5xx_before" if self.fired % 2 else "5xx_after"
        return taken


def _fault(name: str) -> Fault:
    if name == "slow":
        return Fault("slow", seconds=3)
    if name == "limit":
        return Fault("429", retry_after=5)
    if name == "errors":
        return Turns("5xx_before", error_code=500, description="Internal Server Error")
    return Fault("reset_before")


class Switches:
    """`cut_lines()` ends the Bot API connections that are open right now."""

    def __init__(self, faults: Faults, cut_lines: Callable[[], None]) -> None:
        self._faults = faults
        self._cut_lines = cut_lines
        self._set: dict[str, Fault] = {}

    def is_on(self, name: str) -> bool:
        """False too when the fault was lifted by other hands."""
        return self._set.get(name) in list(self._faults)

    def turn(self, name: str, on: bool) -> None:
        """Turning on what is on changes nothing. Raises ValueError for an unknown name."""
        if name not in LABELS:
            raise ValueError(f"no such switch: {name!r}; there are {', '.join(LABELS)}")
        if on == self.is_on(name):
            return
        if on:
            self._set[name] = self._faults.add(_fault(name))
            if name == "cut":
                self._cut_lines()
        else:
            self._faults.remove(self._set.pop(name))

    def shown(self) -> list[Json]:
        return [{"name": name, "label": label, "on": self.is_on(name)} for name, label in LABELS.items()]
