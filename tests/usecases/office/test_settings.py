"""Every setting is shown, turned within its range by who may, and each change is recorded and told."""

from contextlib import suppress
from dataclasses import replace
from importlib import import_module
from pkgutil import walk_packages

import pytest
from sqlmodel import col, select

import domain
from domain.items.slips import SlipLadder
from domain.notes import Answer
from domain.office.setting_kinds import Names, Number, Numbers, OneOf, Profile, SettingEntry, Switch, Values
from domain.office.settings import COMPARE, HOUR, OFFICE_WIDE, PROOFS, SHOWN, SINGLE, WORDING
from domain.refusals import BadInput, NotAllowed, TooLate
from storage.database import Database
from storage.office import settings as store
from storage.tables import AuditEntry
from tests.building import TELEGRAM_IDS, county
from tests.conftest import Clock
from tests.feeding import button, feed, heard, press
from usecases.office.settings import press_settings, press_value, show_settings, turn

EVERY = [(profile, entry) for profile in OFFICE_WIDE for entry in profile.entries]
# What each kind refuses, and what it takes beside the values of its buttons.
OUT_OF_RANGE: dict[type[SettingEntry], str] = {
    Switch: "也许",
    Number: "9999",
    Numbers: "1.2.3.4.5.6",
    OneOf: "没有的",
    Names: "，，",
    SlipLadder: "蓝单",
}
TYPED: dict[type[SettingEntry], str] = {Number: "36", Names: "县委办，县法院、检察院", SlipLadder: "提醒函 2 30 5"}


def every(profile: Profile, entry: SettingEntry) -> str:
    return f"{profile.name}.{entry.name}"


def another(profile: Profile, entry: SettingEntry, now: Values) -> str:
    """Words for another value in range that goes with the rest of the profile."""
    for value in reversed(entry.offered):
        with suppress(BadInput):
            profile.check({**now, entry.name: value})
            if value != now[entry.name]:
                return entry.shown(value)
    return TYPED[type(entry)]


def buttons(answer: Answer) -> list[str]:
    return [one.label for row in answer.choices for one in row]


async def test_every_setting_is_shown_turned_within_its_range_recorded_and_told(database: Database) -> None:
    made = await county(database)
    changed: list[tuple[str, str, str]] = []
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        whole = await show_settings(tx, alice)
        # Backwards: what must be less than another is turned after it.
        for profile, entry in reversed(EVERY):
            page = await press_settings(tx, alice, profile.name)
            before = await store.kept(tx, profile)
            now = profile.values(before.value)
            assert f"【{profile.title}】" in whole.text
            assert entry.label in whole.text
            assert entry.shown(now[entry.name]) in page.text
            assert any(entry.label in label for label in buttons(page))
            alone = await show_settings(tx, alice, entry.label)
            assert (
                entry.range in alone.text
                or f"关闭{entry.label}" in buttons(alone)
                or f"开启{entry.label}" in buttons(alone)
            )
            with pytest.raises(BadInput):
                await show_settings(tx, alice, f"{entry.label} {OUT_OF_RANGE[type(entry)]}")
            words = another(profile, entry, now)
            for who in ("bob", "lena", "adam"):
                other = await made.actor(who, tx)
                with pytest.raises(NotAllowed):
                    await show_settings(tx, other, f"{entry.label} {words}")
                with pytest.raises(NotAllowed):
                    await press_value(tx, other, every(profile, entry), 0)
            assert await store.kept(tx, profile) == before, every(profile, entry)
            said = await show_settings(tx, alice, f"{entry.label} {words}")
            after = await store.kept(tx, profile)
            assert profile.values(after.value) == {**now, entry.name: entry.read(words)}
            assert (after.version, after.changed_by) == (before.version + 1, alice.person_id)
            (told,) = tx.notes[-1:]
            assert (told.chat_id, told.text) == (TELEGRAM_IDS["dave"], f"艾督改了{profile.title}：{said.text}")
            changed.append((profile.audit, entry.label, entry.shown(entry.read(words))))
    async with database.reading() as tx:
        query = select(AuditEntry).where(col(AuditEntry.result) == "done", col(AuditEntry.actor_id) == 1)
        rows = (await tx.session.exec(query.order_by(col(AuditEntry.position)))).all()
        assert [(row.action, row.subject) for row in rows] == [one[:2] for one in changed]
        assert all(one[2] in row.after for row, one in zip(rows, changed, strict=True))
        assert len(await heard(database, "dave", "word")) == len(EVERY)


async def test_every_offered_value_can_be_pressed(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        for profile, entry in EVERY:
            for place, value in enumerate(entry.offered):
                with suppress(BadInput):
                    await press_value(tx, alice, every(profile, entry), place)
                    assert (await store.values(tx, profile))[entry.name] == value
            with pytest.raises(TooLate):
                await press_value(tx, alice, every(profile, entry), len(entry.offered))


def test_a_setting_is_found_by_its_label_and_its_key_fits_a_button() -> None:
    labels = [entry.label for _, entry in EVERY]
    assert len(labels) == len(set(labels))
    names = [one.name for one in (*OFFICE_WIDE, *SINGLE)]
    assert len(names) == len(set(names))
    for profile, entry in EVERY:
        assert len(f"p:setting_set:99:9999:{every(profile, entry)}".encode()) <= 64
        assert all(entry.read(entry.shown(value)) == value for value in entry.offered)


def test_every_profile_of_the_domain_is_registered() -> None:
    names = [one.name for one in walk_packages(domain.__path__, "domain.")]
    values = [value for name in names for value in vars(import_module(name)).values()]
    found = {value.name for value in values if isinstance(value, Profile)}
    assert found == {one.name for one in (*OFFICE_WIDE, *SINGLE)}


async def test_a_lost_race_says_who_changed_it_and_records_nothing(database: Database, clock: Clock) -> None:
    made = await county(database)
    shown = await feed(database, "alice", press("alice", "p:settings:0:0:wording"))
    clock.advance(minutes=5)
    await feed(database, "dave", "/settings 计数 项")
    lost = await feed(database, "alice", press("alice", button(shown, "开启工作要求")))
    assert lost.kind == "refusal"
    assert lost.text == "“通报用词”刚被改过（戴督，11月23日09:05），您的操作没有生效。请重新发 /wording。"
    async with database.transaction() as tx:
        assert (await store.kept(tx, WORDING)).value == {"measure": "项"}
        query = select(AuditEntry).where(col(AuditEntry.action) == "set_wording", col(AuditEntry.result) == "done")
        assert len((await tx.session.exec(query)).all()) == 1
        alice = await made.actor("alice", tx)
        for profile in (COMPARE, PROOFS):
            with pytest.raises(TooLate):
                await turn(tx, alice, profile, {"on": not profile.values({})["on"]}, version=7)
        with pytest.raises(NotAllowed):
            await turn(tx, replace(alice, roles=frozenset()), COMPARE, {"on": True})


async def test_a_switch_is_one_press_and_the_rest_two(database: Database) -> None:
    await county(database)
    home = await feed(database, "alice", "设置")
    annexes = await feed(database, "alice", press("alice", button(home, "通报附件")))
    on = await feed(database, "alice", press("alice", button(annexes, "开启佐证照片")))
    assert (on.toast, on.edit) == ("佐证照片已开启", True)
    assert "关闭佐证照片" in buttons(on)
    back = await feed(database, "alice", press("alice", button(on, "返回")))
    assert "佐证照片 开" in back.text
    rules = await feed(database, "alice", press("alice", button(back, "催办规则")))
    knob = await feed(database, "alice", press("alice", button(rules, "超期复催")))
    turned = await feed(database, "alice", press("alice", button(knob, "5")))
    assert turned.toast == "“超期复催”由 7 改为 5，从下一轮起生效。"


@pytest.mark.parametrize(
    "packed",
    ["p:settings:0:0:secrets", "p:setting:0:0:nudging.secret", "p:setting:0:0:", "p:setting_set:9:0:compare.on"],
)
async def test_a_forged_button_is_refused_in_one_line(database: Database, packed: str) -> None:
    await county(database)
    answer = await feed(database, "alice", press("alice", packed))
    assert answer.kind == "refusal"
    assert "/settings" in answer.text


async def test_what_has_rows_of_its_own_is_told_too(database: Database) -> None:
    await county(database)
    home = await feed(database, "alice", "/settings")
    assert "/calendar" in home.text
    shown = await feed(database, "alice", "/calendar 2027年10月1日至7日放假")
    said = await feed(database, "alice", press("alice", button(shown, "确认")))
    (told,) = await heard(database, "dave", "word")
    assert told.text == f"艾督改了工作日历：{said.text}"


async def test_a_wide_space_parts_name_and_value(database: Database) -> None:
    await county(database)
    assert "由 7 改为 5" in (await feed(database, "alice", "/settings 超期复催\u30005")).text


async def test_the_first_page_says_of_each_what_it_changes(database: Database) -> None:
    made = await county(database)
    async with database.transaction() as tx:
        page = await show_settings(tx, await made.actor("alice", tx))
    lines = page.text.splitlines()
    for profile in SHOWN:
        assert f"【{profile.title}】{profile.changes}" in lines
        assert profile.title in buttons(page)
        assert 6 <= len(profile.changes) <= 24
    assert {"催办规则", "工作日历", "通报用词", "通报核稿", "通报附件", "单位对比", "提醒时间"} <= set(buttons(page))


async def test_ones_own_hour_is_set_there_within_the_offices_hours(database: Database) -> None:
    made = await county(database)
    shown = await feed(database, "alice", press("alice", "p:settings:0:0:hour"))
    hours = await feed(database, "alice", press("alice", button(shown, "提醒时间")))
    said = await feed(database, "alice", press("alice", button(hours, "10点")))
    assert "提醒时间：10点" in said.text
    for words in ("22", "25点", "十点半", "-1"):
        refused = await feed(database, "alice", f"/settings 提醒时间 {words}")
        assert refused.text.startswith("“提醒时间”要写")
        assert "没有改动" in refused.text
        assert "\n" not in refused.text
    async with database.transaction() as tx:
        alice = await made.actor("alice", tx)
        assert await store.by_subject(tx, HOUR) == {alice.person_id: {"hour": 10}}
