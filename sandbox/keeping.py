"""Keeping a sandbox's world between two runs: one JSON file and a folder of the files that were sent.

`save(sandbox, folder)` writes `folder/world.json` (replaced in one step) and `folder/files/<unique id>`;
`load(sandbox, folder)` fills a new sandbox, so that message ids, update ids and buttons go on where they
were. The token, the script of faults and the record of calls are not kept.
"""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sandbox.app import Sandbox
from sandbox.clock import MovableClock, system_clock
from sandbox.updates import PRESS_LIFE, Entry
from sandbox.wire import Json, dump, picked
from sandbox.world import Chat, File, Person, Press, Stored

FORM = 1
DAMAGE = (KeyError, TypeError, AttributeError, RecursionError, UnicodeDecodeError, json.JSONDecodeError)
WORLD, FILES = "world.json", "files"


def save(sandbox: Sandbox, folder: Path) -> None:
    """Writes everything; a crash in between leaves the state of before. Raises OSError."""
    files = folder / FILES
    files.mkdir(parents=True, exist_ok=True)
    for file in sandbox.world.files.values():
        place = files / file.unique_id
        if not place.exists():
            _write(place, file.content)
    _write(folder / WORLD, dump(_state(sandbox)))


def load(sandbox: Sandbox, folder: Path) -> float | None:
    """Fills a sandbox that nobody has used yet; None when nothing is kept there.

    Returns how many seconds the kept clock was ahead of the system's. A `MovableClock` is moved to that by
    itself; who passed another clock moves it. Raises ValueError when what is kept cannot be used, OSError.
    """
    place = folder / WORLD
    if not place.exists():
        return None
    if sandbox.world.chats or sandbox.world.people:
        raise ValueError("a kept world can only be loaded into a new sandbox")
    try:
        state = json.loads(place.read_bytes())
        if state["form"] != FORM:
            raise ValueError(f"{place} was written by another version")
        if state["bot_id"] != sandbox.world.bot.user_id:
            raise ValueError(f"{place} belongs to the bot {state['bot_id']}")
        return _fill(sandbox, state, folder / FILES)
    except DAMAGE as error:
        raise ValueError(f"{place} is damaged: {type(error).__name__}") from None


def _write(place: Path, content: bytes) -> None:
    """All of it or nothing."""
    draft = place.with_name(place.name + ".new")
    with draft.open("wb") as target:
        target.write(content)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(place)


def _state(sandbox: Sandbox) -> Json:
    world, updates, clock = sandbox.world, sandbox.updates, sandbox.clock
    oldest = world.clock() - PRESS_LIFE
    presses = [p for p in world.presses.values() if p.answer is None and p.at > oldest]
    return {
        "form": FORM,
        "bot_id": world.bot.user_id,
        "seq": world.seq,
        "clock_ahead": clock.shift if isinstance(clock, MovableClock) else clock() - system_clock(),
        "people": [asdict(person) for person in world.people.values()],
        "chats": [_chat(chat) for chat in world.chats.values()],
        "files": [picked(f, *FILE_FIELDS) for f in world.files.values()],
        "descriptions": [[*key, words] for key, words in world.descriptions.items()],
        "commands": [[scope, language, found] for (scope, language), found in world.commands.items()],
        "presses": [[p.query_id, p.user_id, p.chat.chat_id, p.at] for p in presses],
        "next_query": sandbox.people.next_query,
        "updates": {
            "next_id": updates.next_id,
            "allowed": sorted(updates.allowed) if updates.allowed is not None else None,
            "waiting": [asdict(entry) | {"body": entry.body.decode()} for entry in updates.entries.values()],
        },
        "steps": sorted(sandbox.page.guide.done),
    }


FILE_FIELDS = ("file_id", "unique_id", "path", "name", "mime_type")
CHAT_FIELDS = ("chat_id", "kind", "title", "bot_status", "migrated_to", "deleted", "last_id", "head")


def _chat(chat: Chat) -> Json:
    messages = [picked(m, "payload", "by_bot", "markup", "seq") for m in chat.messages.values()]
    return picked(chat, *CHAT_FIELDS) | {"members": list(chat.members.items()), "messages": messages}


def _fill(sandbox: Sandbox, state: Json, files: Path) -> float:
    """Reads everything before anything is changed, so that a damaged state leaves the sandbox empty."""
    world = sandbox.world
    people = {raw["user_id"]: Person(**raw) for raw in state["people"]}
    chats = {raw["chat_id"]: _read_chat(raw) for raw in state["chats"]}
    kept = [File(**raw, content=(files / raw["unique_id"]).read_bytes()) for raw in state["files"]]
    presses = {q: Press(q, user_id, chats[chat_id], at) for q, user_id, chat_id, at in state["presses"]}
    entries = [Entry(**(raw | {"body": raw["body"].encode()})) for raw in state["updates"]["waiting"]]
    descriptions = {(field, language): words for field, language, words in state.get("descriptions", [])}
    commands = {(scope, language): found for scope, language, found in state["commands"]}
    allowed, next_id = state["updates"]["allowed"], int(state["updates"]["next_id"])
    ahead, seq, next_query = float(state["clock_ahead"]), int(state["seq"]), int(state["next_query"])
    done = set(state["steps"])

    world.people, world.chats, world.presses, world.commands = people, chats, presses, commands
    world.descriptions = descriptions
    world.files = {file.file_id: file for file in kept}
    world.paths = {file.path: file for file in kept}
    world.seq, sandbox.people.next_query = seq, next_query
    sandbox.updates.restore(next_id, entries, frozenset(allowed) if allowed is not None else None)
    sandbox.page.guide.done = done
    if isinstance(sandbox.clock, MovableClock):
        sandbox.clock.advance(ahead - sandbox.clock.shift)
    return ahead


def _read_chat(raw: Json) -> Chat:
    chat = Chat(**{name: raw[name] for name in CHAT_FIELDS}, members=dict(raw["members"]))
    messages: list[Any] = raw["messages"]
    chat.messages = {one["payload"]["message_id"]: Stored(**one) for one in messages}
    return chat
