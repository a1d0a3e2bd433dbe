"""The guided tour: which steps are done, looked at after events and each second."""

import asyncio
import inspect
import logging
from collections.abc import Callable
from dataclasses import fields

from sandbox.stage import Stage, Step
from sandbox.wire import Json, picked

log = logging.getLogger("sandbox")
STEP_SECONDS = 5.0


class Guide:
    """Ticks off steps; a step that was done once stays done. `on_done(key)` hears of each."""

    def __init__(self, on_done: Callable[[str], None]) -> None:
        self.done: set[str] = set()
        self._on_done = on_done
        self._told: dict[str, type[Exception]] = {}

    async def look(self, stage: Stage | None) -> None:
        """Asks every open step. One that fails is logged once per kind of failure and asked again later."""
        for step in list(stage.steps) if stage else []:
            if step.key not in self.done and await self._happened(step):
                self.done.add(step.key)
                self._on_done(step.key)

    async def _happened(self, step: Step) -> bool:
        try:
            answer = step.done()
            if inspect.isawaitable(answer):
                async with asyncio.timeout(STEP_SECONDS):
                    answer = await answer
            return bool(answer)
        except Exception as error:
            if self._told.get(step.key) is not type(error):
                self._told[step.key] = type(error)
                log.exception("sandbox: the step %s cannot be looked at", step.key)
            return False

    def shown(self, stage: Stage | None) -> list[Json]:
        """The steps for the page."""
        names = [one.name for one in fields(Step)]
        return [picked(step, *names) | {"done": step.key in self.done} for step in (stage.steps if stage else [])]
