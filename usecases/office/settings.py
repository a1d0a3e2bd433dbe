"""What an office sets: shown, turned by compare-and-set, recorded and told, alike for each entry of the registry."""

from dataclasses import dataclass

from domain.dates.workdays import WorkingHours
from domain.hygiene import clean, cut
from domain.notes import Answer
from domain.office import setting_kinds_texts
from domain.office import settings_texts as texts
from domain.office.people import Action, Actor, require
from domain.office.setting_kinds import Hour, Profile, SettingEntry, Switch, Values
from domain.office.settings import SHOWN
from domain.refusals import BadInput, TooLate
from storage.office import people
from storage.office import settings as store
from storage.tx import Tx
from usecases.steps.cards import Card, holders

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Subject:
    """What a value is set for: the whole office, or a person, item or meeting by its label."""

    key: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class SettingChange:
    """What was changed, in words."""

    before: str
    after: str
    sentence: str


OFFICE = Subject()


def subject_of(profile: Profile, actor: Actor) -> Subject:
    return Subject(actor.person_id, f"P-{actor.person_id}") if profile.is_own else OFFICE


def fitted(tx: Tx, entry: SettingEntry) -> SettingEntry:
    """An hour within those of the office, or nothing would ever be sent."""
    if not isinstance(entry, Hour):
        return entry
    spans = WorkingHours.parse(tx.profile.working_hours).spans
    return entry.within(spans[0][0].hour, spans[-1][1].hour - 1)


async def turn(
    tx: Tx, actor: Actor, profile: Profile, changes: Values, *, version: int | None = None, subject: Subject = OFFICE
) -> SettingChange | None:
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
    change = SettingChange(old, new, _sentence(actor, profile, turned[0], after, label, old=old, new=new))
    tx.record(
        profile.audit,
        subject.label or label,
        by=actor,
        before={"text": old} | profile.plain(turned, before),
        after={"text": new} | profile.plain(turned, after),
    )
    await tell(tx, actor, profile, change.sentence, f"{subject.key}:{seen + 1}")
    return change


def _sentence(
    actor: Actor, profile: Profile, entry: SettingEntry, after: Values, label: str, *, old: str, new: str
) -> str:
    done = entry.done[after[entry.name]] if isinstance(entry, Switch) else ""
    if label == entry.label and done:
        return done.format(name=actor.name)
    return texts.changed(label, before=old, after=new, effect=profile.effect)


async def _lost(tx: Tx, profile: Profile, subject: Subject) -> str:
    row = await store.kept(tx, profile, subject.key)
    who = (await people.names_of(tx, [row.changed_by])).get(row.changed_by, "") if row.changed_by else ""
    return texts.lost(
        profile.title, who=who, at=tx.when(row.changed_at) if row.changed_at else "", command=profile.command
    )


async def tell(tx: Tx, actor: Actor, profile: Profile, sentence: str, which: str) -> None:
    """Everybody else whom a change of the profile concerns; `which` tells one change from another."""
    if profile.tells is None:
        return
    others = await holders(tx, profile.tells, but=actor.person_id)
    card = Card("word", f"set:{profile.name}:{which}")
    card.put(tx, others, texts.told(actor.name, title=profile.title, change=sentence))


async def turn_by_words(
    tx: Tx, actor: Actor, profile: Profile, entry: SettingEntry, words: str, version: int | None = None
) -> SettingChange:
    """What was typed or offered; setting it to what it is changes nothing, and says so."""
    require(actor, profile.action)
    value = fitted(tx, entry).read(words)
    subject = subject_of(profile, actor)
    change = await turn(tx, actor, profile, {entry.name: value}, version=version, subject=subject)
    if change is not None:
        return change
    if not isinstance(entry, Switch):
        raise BadInput(texts.same(entry.label, entry.shown(value)))
    now = entry.shown(value)
    return SettingChange(now, now, texts.same_switch(entry.label, now))


async def switch_said(tx: Tx, actor: Actor, profile: Profile, words: str, usage: str) -> Answer | None:
    """The answer to 开 or 关 behind a command of one switch; None for the command alone, which shows more."""
    wanted = clean(words).lower()
    if wanted in (*setting_kinds_texts.ON, *setting_kinds_texts.OFF):
        return Answer((await turn_by_words(tx, actor, profile, profile.entries[0], wanted)).sentence)
    if wanted:
        raise BadInput(usage)
    return None


async def show_settings(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/settings`, `/settings 催办规则`, `/settings 超期复催`, `/settings 超期复催 5`."""
    require(actor, Action.SET_POLICY)
    said = clean(words)
    if not said:
        return await press_settings(tx, actor, edit=False)
    titled = next((one for one in SHOWN if one.title == said), None)
    if titled is not None:
        return await show_profile(tx, actor, titled)
    return await show_or_turn(tx, actor, said, SHOWN, "settings")


async def show_or_turn(tx: Tx, actor: Actor, said: str, profiles: tuple[Profile, ...], command: str) -> Answer:
    """An entry by its name: shown, or turned where a value stands behind it."""
    name, *value = said.split(maxsplit=1)
    named = [(one, entry) for one in profiles for entry in one.entries if name in (entry.label, entry.name)]
    if not named:
        raise BadInput(texts.unknown(name, command))
    if not value:
        return await _show_entry(tx, actor, *named[0])
    return Answer((await turn_by_words(tx, actor, *named[0], value[0])).sentence)


async def press_settings(tx: Tx, actor: Actor, name: str = "", *, edit: bool = True) -> Answer:
    """A profile in the message's place, or what all of them are set to."""
    require(actor, Action.SET_POLICY)
    if name:
        return await show_profile(tx, actor, _profile(name), edit=edit)
    lines = [(one, await _state(tx, actor, one)) for one in SHOWN]
    rows = texts.overview_rows([(one.name, one.title) for one in SHOWN])
    return Answer(texts.overview(lines), texts.TITLE, rows, edit=edit)


async def _state(tx: Tx, actor: Actor, profile: Profile) -> str:
    """The values in one line, or the command that shows them."""
    if not profile.entries:
        return profile.more
    values = await store.values(tx, profile, subject_of(profile, actor).key)
    return texts.state(f"{one.label} {cut(one.shown(values[one.name]), _LONGEST)}" for one in profile.entries)


async def show_profile(tx: Tx, actor: Actor, profile: Profile, *, edit: bool = False, toast: str = "") -> Answer:
    """Its entries as lines with a button each."""
    require(actor, profile.action)
    row = await store.kept(tx, profile, subject_of(profile, actor).key)
    values = profile.values(row.value)
    lines = [texts.line(one, values[one.name]) for one in profile.entries]
    exceptions = len(await store.by_subject(tx, profile.exceptions)) if profile.exceptions else 0
    text = texts.profile([profile.changes, *lines], exceptions, profile.more)
    rows = texts.profile_rows(profile, values, row.version, back=edit)
    return Answer(text, profile.title, rows, edit=edit, toast=toast)


async def _show_entry(tx: Tx, actor: Actor, profile: Profile, entry: SettingEntry, *, edit: bool = False) -> Answer:
    require(actor, profile.action)
    row = await store.kept(tx, profile, subject_of(profile, actor).key)
    fits = fitted(tx, entry)
    text = texts.entry(fits, profile.values(row.value)[entry.name])
    return Answer(text, profile.title, texts.entry_rows(profile, fits, row.version), edit=edit)


def _profile(name: str) -> Profile:
    found = next((one for one in SHOWN if one.name == name), None)
    if found is None:
        raise TooLate(texts.GONE)
    return found


def _entry(actor: Actor, key: str) -> tuple[Profile, SettingEntry]:
    """What a button is about ("nudging.rounds"); refused before anything else is said of it."""
    name, _, field = key.partition(".")
    profile = _profile(name)
    require(actor, profile.action)
    found = next((one for one in profile.entries if one.name == field), None)
    if found is None:
        raise TooLate(texts.GONE)
    return profile, found


async def press_entry(tx: Tx, actor: Actor, key: str) -> Answer:
    return await _show_entry(tx, actor, *_entry(actor, key), edit=True)


async def press_value(tx: Tx, actor: Actor, key: str, place: int, version: int | None = None) -> Answer:
    """An offered value: the profile in the message's place, with what changed as a toast."""
    entry = fitted(tx, _entry(actor, key)[1])
    if not 0 <= place < len(entry.offered):
        raise TooLate(texts.GONE)
    return await press_words(tx, actor, key, entry.shown(entry.offered[place]), version)


async def press_words(tx: Tx, actor: Actor, key: str, words: str, version: int | None) -> Answer:
    profile, entry = _entry(actor, key)
    change = await turn_by_words(tx, actor, profile, entry, words, version)
    return await show_profile(tx, actor, profile, edit=True, toast=change.sentence)
