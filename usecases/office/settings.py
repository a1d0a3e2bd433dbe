"""What an office sets: shown, turned by compare-and-set, recorded and told, alike for each entry of the registry."""

from dataclasses import dataclass

from domain.hygiene import clean, cut
from domain.notes import Answer, Choice
from domain.office import settings_texts as texts
from domain.office.people import Action, Actor, require
from domain.office.setting_kinds import Entry, Profile, Switch, Values
from domain.office.settings import OFFICE_WIDE
from domain.refusals import BadInput, TooLate
from storage.office import people
from storage.office import settings as store
from storage.tx import Tx
from usecases.steps.cards import Card

_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Subject:
    """What a value is set for: the whole office, or a person, item or meeting by its label."""

    key: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What was changed, in words."""

    label: str
    before: str
    after: str
    sentence: str


OFFICE = Subject()


async def turn(
    tx: Tx,
    actor: Actor,
    profile: Profile,
    changes: Values,
    *,
    version: int | None = None,
    subject: Subject = OFFICE,
) -> Change | None:
    """Set entries of a profile, by compare-and-set on the version the actor saw; None when nothing changes."""
    require(actor, profile.action)
    row = await store.kept(tx, profile, subject.key)
    before = profile.values(row.value)
    after = {**before, **changes}
    turned = [one for one in profile.entries if before[one.name] != after[one.name]]
    if not turned:
        return None
    profile.check(after)
    seen = row.version if version is None else version
    value = profile.differing(after)
    if seen != row.version or not await store.keep(tx, profile, value, seen, actor.person_id, subject.key):
        raise TooLate(await _lost(tx, profile, subject))
    label = turned[0].label if len(turned) == 1 else profile.title
    old, new = profile.words(turned, before), profile.words(turned, after)
    change = Change(label, old, new, _sentence(actor, profile, turned[0], after, label, old, new))
    record(
        tx,
        actor,
        profile,
        subject.label or label,
        before={"text": old} | profile.plain(turned, before),
        after={"text": new} | profile.plain(turned, after),
    )
    await tell(tx, actor, profile, change.sentence, f"{subject.key}:{seen + 1}")
    return change


def _sentence(
    actor: Actor, profile: Profile, entry: Entry, after: Values, label: str, old: str, new: str
) -> str:
    done = entry.done[after[entry.name]] if isinstance(entry, Switch) else ""
    if label == entry.label and done:
        return done.format(name=actor.name)
    return texts.changed(label, old, new, profile.effect)


async def _lost(tx: Tx, profile: Profile, subject: Subject) -> str:
    row = await store.kept(tx, profile, subject.key)
    names = await people.names_of(tx, [row.changed_by]) if row.changed_by else {}
    who = names.get(row.changed_by or 0, "")
    return texts.lost(profile.title, who, row.changed_at, tx.profile.zone, profile.command)


def record(
    tx: Tx, actor: Actor, profile: Profile, subject: str, *, after: object, before: object = ""
) -> None:
    tx.record(profile.audit, subject, by=actor, before=before, after=after)


async def tell(tx: Tx, actor: Actor, profile: Profile, sentence: str, which: str) -> None:
    """Everybody else whom a change of the profile concerns; `which` tells one change from another."""
    if profile.tells is None:
        return
    others = [one for one in await people.with_role(tx, profile.tells) if one.person_id != actor.person_id]
    card = Card("word", f"set:{profile.name}:{which}")
    card.put(tx, others, texts.told(actor.name, profile.title, sentence))


async def turn_by_words(
    tx: Tx, actor: Actor, profile: Profile, entry: Entry, words: str, version: int | None = None
) -> Change:
    """What was typed or offered; setting it to what it is changes nothing, and says so."""
    require(actor, profile.action)
    value = entry.read(words)
    change = await turn(tx, actor, profile, {entry.name: value}, version=version)
    if change is not None:
        return change
    if not isinstance(entry, Switch):
        raise BadInput(texts.same(entry.label, entry.shown(value)))
    now = entry.shown(value)
    return Change(entry.label, now, now, texts.same_switch(entry.label, now))


async def show_settings(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/settings`, `/settings 催办规则`, `/settings 超期复催`, `/settings 超期复催 5`."""
    require(actor, Action.SET_POLICY)
    said = clean(words)
    if not said:
        return await _overview(tx)
    name, _, value = said.partition(" ")
    for profile in OFFICE_WIDE:
        if name == profile.title and not value:
            return await show_profile(tx, actor, profile)
    return await show_or_turn(tx, actor, said, OFFICE_WIDE, "settings")


async def show_or_turn(
    tx: Tx, actor: Actor, said: str, profiles: tuple[Profile, ...], command: str
) -> Answer:
    """An entry by its name: shown, or turned where a value stands behind it."""
    name, _, value = said.partition(" ")
    named = [(one, entry) for one in profiles for entry in one.entries if name in (entry.label, entry.name)]
    if not named:
        raise BadInput(texts.unknown(name, command))
    profile, entry = named[0]
    if not value.strip():
        return await _entry_page(tx, actor, profile, entry)
    return Answer((await turn_by_words(tx, actor, profile, entry, value.strip())).sentence)


async def _overview(tx: Tx) -> Answer:
    groups = [(one.title, await _state(tx, one)) for one in OFFICE_WIDE]
    rows = texts.overview_rows([(one.name, one.title) for one in OFFICE_WIDE])
    return Answer(texts.overview(groups), texts.TITLE, rows)


async def _state(tx: Tx, profile: Profile) -> str:
    """The values in one line, or the command that shows them."""
    if not profile.entries:
        return profile.more
    values = await store.values(tx, profile)
    return texts.state(f"{one.label} {cut(one.shown(values[one.name]), _SHOWN)}" for one in profile.entries)


async def show_profile(
    tx: Tx, actor: Actor, profile: Profile, *, edit: bool = False, toast: str = ""
) -> Answer:
    """Its entries as lines with a button each."""
    require(actor, profile.action)
    row = await store.kept(tx, profile)
    values = profile.values(row.value)
    lines = [_line(one, values) for one in profile.entries]
    exceptions = len(await store.by_subject(tx, profile.exceptions)) if profile.exceptions else 0
    buttons = [_button(profile, one, values, row.version) for one in profile.entries]
    rows = texts.profile_rows(buttons, back=edit)
    text = texts.profile(lines, exceptions, profile.more)
    return Answer(text, profile.title, rows, edit=edit, toast=toast)


def _line(entry: Entry, values: Values) -> str:
    line = texts.switch_line if isinstance(entry, Switch) else texts.line
    return line(entry.label, entry.shown(values[entry.name]), entry.says)


def _button(profile: Profile, entry: Entry, values: Values, version: int) -> Choice:
    """A switch is turned by one press; of other entries the offered values are shown first."""
    key = f"{profile.name}.{entry.name}"
    if isinstance(entry, Switch):
        return texts.switch_button(entry.label, key, version, on=values[entry.name])
    return texts.entry_button(entry.label, key, version)


async def _entry_page(tx: Tx, actor: Actor, profile: Profile, entry: Entry, *, edit: bool = False) -> Answer:
    require(actor, profile.action)
    row = await store.kept(tx, profile)
    now = entry.shown(profile.values(row.value)[entry.name])
    text = texts.entry(entry.label, entry.says, now, entry.range, "settings")
    offered = [entry.shown(value) for value in entry.offered]
    rows = texts.entry_rows(f"{profile.name}.{entry.name}", profile.name, row.version, offered)
    return Answer(text, profile.title, rows, edit=edit)


async def press_settings(tx: Tx, actor: Actor, name: str) -> Answer:
    """The overview in the message's place, or a profile."""
    require(actor, Action.SET_POLICY)
    if name:
        return await show_profile(tx, actor, _profile(name), edit=True)
    shown = await _overview(tx)
    return Answer(shown.text, shown.title, shown.choices, edit=True)


def _profile(name: str) -> Profile:
    found = next((one for one in OFFICE_WIDE if one.name == name), None)
    if found is None:
        raise TooLate(texts.GONE)
    return found


def _entry(key: str) -> tuple[Profile, Entry]:
    name, _, field = key.partition(".")
    profile = _profile(name)
    found = next((one for one in profile.entries if one.name == field), None)
    if found is None:
        raise TooLate(texts.GONE)
    return profile, found


async def press_entry(tx: Tx, actor: Actor, key: str) -> Answer:
    profile, entry = _entry(key)
    return await _entry_page(tx, actor, profile, entry, edit=True)


async def press_value(tx: Tx, actor: Actor, key: str, place: int, version: int | None = None) -> Answer:
    """An offered value: the profile in the message's place, with what changed as a toast."""
    profile, entry = _entry(key)
    require(actor, profile.action)
    if not 0 <= place < len(entry.offered):
        raise TooLate(texts.GONE)
    return await press_words(tx, actor, key, entry.shown(entry.offered[place]), version)


async def press_words(tx: Tx, actor: Actor, key: str, words: str, version: int | None) -> Answer:
    profile, entry = _entry(key)
    change = await turn_by_words(tx, actor, profile, entry, words, version)
    return await show_profile(tx, actor, profile, edit=True, toast=change.sentence)
