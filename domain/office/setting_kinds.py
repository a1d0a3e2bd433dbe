"""Kinds of settings: each reads what a person typed, refuses what is out of range, and says a value in words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from domain.office import setting_kinds_texts as texts
from domain.office.people import Action, Role
from domain.refusals import BadInput

LIST_AT_MOST = 5
Values = Mapping[str, Any]
_BETWEEN_NUMBERS = re.compile(r"[.、，, ]")
_BETWEEN_NAMES = re.compile(r"[，,；;\n]+")


@dataclass(frozen=True, slots=True)
class SettingEntry:
    """One thing that can be set. `offered` are the values of its buttons, new ones at the end; `says` explains.

    A kind reads words (`read`), takes a stored value back (`known`) and says one (`shown`).
    """

    name: str
    label: str
    default: Any
    says: str = field(default="", kw_only=True)
    offered: tuple[Any, ...] = field(default=(), kw_only=True)

    def read(self, words: str) -> Any:
        raise NotImplementedError

    def known(self, stored: Any) -> Any:
        """JSON has turned tuples into lists."""
        return tuple(stored) if isinstance(stored, list) else stored

    def plain(self, value: Any) -> Any:
        """As JSON; the inverse of `known`."""
        return value

    def shown(self, value: Any) -> str:
        return str(value)

    @property
    def range(self) -> str:
        return "、".join(self.shown(value) for value in self.offered)


def _numbers(words: str) -> Sequence[int]:
    parts = _BETWEEN_NUMBERS.split(words)
    if not all(part.isascii() and part.isdigit() and len(part) <= 3 for part in parts):
        return ()
    return [int(part) for part in parts]


@dataclass(frozen=True, slots=True)
class Switch(SettingEntry):
    """`done` are the sentences that say what was switched off, on; `words` what the states are called."""

    default: bool = False
    offered: tuple[bool, ...] = field(default=(False, True), kw_only=True)
    words: tuple[str, str] = field(default=texts.SWITCHED, kw_only=True)
    done: tuple[str, str] = field(default=("", ""), kw_only=True)

    def read(self, words: str) -> bool:
        said = words.lower()
        if said in texts.ON:
            return True
        if said in texts.OFF:
            return False
        raise BadInput(texts.one_of(self.label, self.range))

    def shown(self, value: Any) -> str:
        return self.words[bool(value)]


@dataclass(frozen=True, slots=True)
class Number(SettingEntry):
    least: int = field(kw_only=True)
    most: int = field(kw_only=True)

    def read(self, words: str) -> Any:
        values = _numbers(words)
        if len(values) != 1 or not self.least <= values[0] <= self.most:
            raise BadInput(texts.out_of_bounds(self.label, self.least, self.most))
        return values[0]

    @property
    def range(self) -> str:
        return texts.bounds(self.least, self.most)


@dataclass(frozen=True, slots=True)
class Hour(Number):
    """An hour of the day, or none. Between which hours the office works it learns where it is asked (`within`)."""

    default: int | None = None
    least: int = field(default=0, kw_only=True)
    most: int = field(default=23, kw_only=True)

    def within(self, least: int, most: int) -> "Hour":
        return replace(self, least=least, most=most, offered=(*range(least, most + 1), None))

    def read(self, words: str) -> Any:
        if words in texts.NONE:
            return None
        values = _numbers(words.removesuffix(texts.HOUR_MARK))
        if len(values) != 1 or not self.least <= values[0] <= self.most:
            raise BadInput(texts.no_hour(self.label, self.least, self.most))
        return values[0]

    def shown(self, value: Any) -> str:
        return texts.ANY_HOUR if value is None else f"{value}{texts.HOUR_MARK}"

    @property
    def range(self) -> str:
        return texts.hours(self.least, self.most)


@dataclass(frozen=True, slots=True)
class Numbers(Number):
    """One to five days, ascending, or descending where days before something are meant."""

    falling: bool = field(default=False, kw_only=True)

    def read(self, words: str) -> Any:
        values = _numbers(words)
        fits = 1 <= len(values) <= LIST_AT_MOST and all(self.least <= one <= self.most for one in values)
        if not fits:
            raise BadInput(texts.several_out_of_bounds(self.label, self.least, self.most))
        return tuple(sorted(set(values), reverse=self.falling))

    def shown(self, value: Any) -> str:
        return "、".join(str(one) for one in value)


@dataclass(frozen=True, slots=True)
class OneOf(SettingEntry):
    """`words` say values that are not words themselves; `also` are other spellings of a value."""

    words: Mapping[Any, str] = field(default_factory=dict, kw_only=True)
    also: Mapping[str, Any] = field(default_factory=dict, kw_only=True)

    def read(self, words: str) -> Any:
        spelled = {self.shown(value): value for value in self.offered} | dict(self.also)
        if words not in spelled:
            raise BadInput(texts.one_of(self.label, self.range))
        return self.known(spelled[words])

    def known(self, stored: Any) -> Any:
        return next((value for value in self.offered if value == stored), stored)

    def shown(self, value: Any) -> str:
        return self.words.get(value, str(value))


@dataclass(frozen=True, slots=True)
class Names(SettingEntry):
    """Names between commas; a 、 stays within one ("县法院、检察院"). None: never set, () : wanted empty."""

    default: tuple[str, ...] | None = None
    at_most: int = 40
    longest: int = 40

    def read(self, words: str) -> tuple[str, ...]:
        said = words.strip().rstrip("。")
        if said in texts.NONE:
            return ()
        names = tuple(dict.fromkeys(name for part in _BETWEEN_NAMES.split(said) if (name := part.strip())))
        if not 0 < len(names) <= self.at_most or any(len(name) > self.longest for name in names):
            raise BadInput(texts.names(self.longest, self.at_most))
        return names

    def shown(self, value: Any) -> str:
        return "，".join(value or ()) or texts.UNSET

    @property
    def range(self) -> str:
        return texts.names_range(self.longest, self.at_most)


def _any(_values: Values) -> None:
    """Every combination of values will do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Entries that hold together: one row of the store with one version, so that they fit each other.

    `changes` says in one line what it changes, `command` shows it with all that belongs to it, `more` says what else
    that command does; `is_own`: each person sets it for himself. `action` may change it, `audit` is how a change is
    recorded, `tells` who else is told of it and `effect` from when it holds.
    A profile without entries keeps its values in rows of its own. `exceptions` are single things with an own rule.
    """

    name: str
    title: str
    command: str
    action: Action
    audit: str
    changes: str
    entries: tuple[SettingEntry, ...] = ()
    effect: str = ""
    more: str = ""
    tells: Role | None = Role.SUPERVISOR
    check: Callable[[Values], None] = _any
    exceptions: "Profile | None" = None
    is_own: bool = False

    def values(self, stored: Values) -> dict[str, Any]:
        """The defaults with what was decided."""
        return {one.name: one.known(stored[one.name]) if one.name in stored else one.default for one in self.entries}

    def differing(self, values: Values) -> dict[str, Any]:
        """What is stored: a better default reaches every office that has not decided otherwise."""
        return {one.name: one.plain(values[one.name]) for one in self.entries if values[one.name] != one.default}

    def entry(self, name: str) -> SettingEntry:
        return next(one for one in self.entries if one.name == name)

    def plain(self, entries: Sequence[SettingEntry], values: Values) -> dict[str, Any]:
        """The values as JSON."""
        return {one.name: one.plain(values[one.name]) for one in entries}

    def words(self, entries: Sequence[SettingEntry], values: Values) -> str:
        """ "7、3、1", or "计数项、小数取整" where several were changed."""
        if len(entries) == 1:
            return entries[0].shown(values[entries[0].name])
        return "、".join(f"{one.label}{one.shown(values[one.name])}" for one in entries)
