"""Annexes of a bulletin: switched by a supervisor, gathered as things stood when it was drafted."""

import pytest
from sqlmodel import col, select, update

from domain.arrivals import Arrival, MessageSource, SavedFile
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json
from domain.bulletin.tracing import traces_of
from domain.office.settings import ANNEXES
from storage.database import Database
from storage.office.settings import learn
from storage.tables import AuditEntry, Item, Setting
from tests.building import TELEGRAM_IDS, County, county
from tests.conftest import Clock
from tests.feeding import button, feed, press
from usecases.bulletin.annexes import PHOTOS_AT_MOST, Annexes, gathered
from usecases.bulletin.drafts import make_draft
from usecases.talk.amend import amend_report


async def wished(database: Database, *names: str) -> None:
    async with database.transaction() as tx:
        await learn(tx, ANNEXES, dict.fromkeys(names, True))


async def drafted(database: Database, made: County) -> tuple[int, BulletinSnapshot]:
    async with database.transaction() as tx:
        row = await make_draft(tx, await made.actor("alice", tx))
        return row.bulletin_id, bulletin_from_json(row.snapshot)


async def found(database: Database, bulletin_id: int) -> Annexes:
    async with database.reading() as tx:
        return await gathered(tx, bulletin_id)


async def test_annexes_are_off_until_a_supervisor_switches_them_on(database: Database) -> None:
    made = await county(database)
    await made.item("修桥")
    bulletin_id, _ = await drafted(database, made)
    assert await found(database, bulletin_id) == Annexes()
    shown = await feed(database, "alice", "/annex")
    assert "依据表：关" in shown.text
    assert "佐证照片：关" in shown.text
    turned = await feed(database, "alice", press("alice", button(shown, "开启依据表")))
    assert (turned.toast, "依据表：开" in turned.text) == ("依据表已开启", True)
    again = await feed(database, "alice", press("alice", button(shown, "开启依据表")))
    assert "依据表：开" in again.text
    async with database.reading() as tx:
        query = select(AuditEntry).where(col(AuditEntry.action) == "switch_annex")
        assert len((await tx.session.exec(query)).all()) == 1
    assert (await found(database, bulletin_id)).bases == ()
    typed = await feed(database, "alice", "通报附件 依据 关")
    assert "依据表：关" in typed.text


async def test_the_preview_of_a_draft_offers_them(database: Database) -> None:
    made = await county(database)
    await made.item("修建河堤")
    draft = await feed(database, "alice", "/bulletin")
    shown = await feed(database, "alice", press("alice", button(draft, "附件")))
    assert "开启" in str(shown.choices)
    assert (await feed(database, "bob", press("bob", button(draft, "附件")))).kind == "refusal"


@pytest.mark.parametrize("name", ["bob", "lena", "adam"])
async def test_only_supervisors_switch(database: Database, name: str) -> None:
    await county(database)
    assert (await feed(database, name, "/annex 依据 开")).kind == "refusal"
    assert (await feed(database, name, press(name, "p:annex:1:0:traces"))).kind == "refusal"
    async with database.reading() as tx:
        query = select(Setting).where(col(Setting.name) == "annexes")
        assert (await tx.session.exec(query)).first() is None


@pytest.mark.parametrize("packed", ["p:annex:1:0:secrets", "p:annex:1:0:"])
async def test_a_forged_switch_is_refused(database: Database, packed: str) -> None:
    await county(database)
    assert (await feed(database, "alice", press("alice", packed))).kind == "refusal"


async def test_each_sentence_rests_on_the_reports_of_its_own_part(database: Database) -> None:
    made = await county(database)
    await made.item("修桥", subs=("勘察", "施工"))
    await made.item("铺路", units=("县农林局", "县财政局"))
    await feed(database, "bob", "/report 1.1 勘察已经完成")
    await feed(database, "bob", "/report 2 已开工")
    await feed(database, "bob", "/report 2 路基完成")
    await feed(database, "carol", "/report 2 县财政局已拨款")
    await wished(database, "traces")
    bulletin_id, bulletin = await drafted(database, made)
    bases = (await found(database, bulletin_id)).bases
    assert bases is not None
    assert [(one.part, one.text) for one in bases] == [
        ("勘察", "勘察已经完成"),
        ("", "已开工"),
        ("", "路基完成"),
        ("", "县财政局已拨款"),
    ]
    traced = [(one.place, one.sentence, [b.text for b in one.bases]) for one in traces_of(bulletin, bases)]
    assert traced == [
        ("二、1①", "勘察已完成。", ["勘察已经完成"]),
        ("二、1②", "暂无进展反馈。", []),
        ("二、2", "县农林局：已开工。", ["已开工"]),
        ("二、2", "路基完成。", ["路基完成"]),
        ("二、2", "县财政局已拨款。", ["县财政局已拨款"]),
    ]


async def test_summed_quantities_rest_on_every_report_that_was_added(database: Database) -> None:
    made = await county(database)
    await made.item("每年各发展1家新社区工厂", units=("县农林局", "县财政局"))
    async with database.transaction() as tx:
        await (await tx.connection()).execute(update(Item).values(target_amount=1, target_measure="家"))
    await feed(database, "bob", "/report 1 2家 已投产")
    await feed(database, "bob", "/report 1 又增加1家，已开业")
    await feed(database, "carol", "/report 1 3家 已投产")
    await wished(database, "traces")
    bulletin_id, bulletin = await drafted(database, made)
    bases = (await found(database, bulletin_id)).bases
    assert bases is not None
    (trace,) = traces_of(bulletin, bases)
    assert trace.sentence == "县农林局、县财政局各发展3家。"
    assert [one.text for one in trace.bases] == ["2家 已投产", "又增加1家，已开业", "3家 已投产"]
    assert not trace.is_reworded


async def test_what_came_or_was_amended_after_the_draft_changes_nothing(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修桥", subs=("勘察", "施工"))
    await feed(database, "bob", "/report 1.1 勘察过半", message_id=501)
    await wished(database, "traces")
    bulletin_id, _ = await drafted(database, made)
    clock.advance(hours=1)
    await feed(database, "bob", "/report 1.2 开始施工")
    async with database.transaction() as tx:
        actor = await made.actor("bob", tx)
        await amend_report(tx, actor, MessageSource(TELEGRAM_IDS["bob"], 501), "/report 1.1 勘察完成")
    bases = (await found(database, bulletin_id)).bases
    assert bases is not None
    assert [one.text for one in bases] == ["勘察过半"]


def photo(name: str, path: str, kind: str = "photo") -> Arrival:
    return Arrival(files=(SavedFile(kind, name, path, 5, "0" * 64, path),))


async def test_photos_come_in_the_order_of_the_page_with_their_words(database: Database) -> None:
    made = await county(database)
    await made.item("修桥")
    await made.item("铺路")
    await feed(database, "bob", "/report 2 路面完工", photo("照片.jpg", "late"))
    await feed(database, "bob", "/report 1 桥墩完工", photo("桥墩.PNG", "early", "document"))
    await feed(database, "bob", "/report 1 桥面完工", photo("说明.docx", "words", "document"))
    await wished(database, "photos")
    bulletin_id, _ = await drafted(database, made)
    got = await found(database, bulletin_id)
    assert got.bases is None
    assert got.photos is not None
    assert [(one.path, one.caption) for one in got.photos] == [
        ("early", "照片1　#1 县农林局 2026年11月23日报送：桥墩完工"),
        ("late", "照片2　#2 县农林局 2026年11月23日报送：路面完工"),
    ]
    await feed(database, "bob", "/report 1 桥面完工", photo("桥面.jpeg", "new", "document"))
    bulletin_id, _ = await drafted(database, made)
    got = await found(database, bulletin_id)
    assert [one.path for one in got.photos or ()] == ["early", "new", "late"]


async def test_an_amended_report_keeps_its_photos_and_too_many_are_counted(database: Database) -> None:
    made = await county(database)
    await made.item("修桥")
    files = tuple(
        SavedFile("photo", "照片.jpg", f"p{number}", 5, "0" * 64, f"f{number}") for number in range(PHOTOS_AT_MOST + 2)
    )
    await feed(database, "bob", "/report 1 桥墩过半", Arrival(files=files), message_id=601)
    async with database.transaction() as tx:
        actor = await made.actor("bob", tx)
        await amend_report(tx, actor, MessageSource(TELEGRAM_IDS["bob"], 601), "/report 1 桥墩完工")
    await wished(database, "photos")
    bulletin_id, _ = await drafted(database, made)
    got = await found(database, bulletin_id)
    assert got.photos is not None
    assert (len(got.photos), got.photos_left_out) == (PHOTOS_AT_MOST, 2)
    assert "桥墩完工" in got.photos[0].caption


async def consolidated(database: Database, words: str) -> None:
    card = await feed(database, "bob", "/item 1")
    await feed(database, "bob", press("bob", button(card, "汇总")))
    assert "通报印这一段" in (await feed(database, "bob", words)).text


async def test_a_consolidation_is_printed_and_the_units_words_stand_behind_it(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", ("县农林局", "县财政局"))
    await feed(database, "carol", "/report 1 资金已拨付八成")
    await feed(database, "bob", "/report 1 基础已完工")
    clock.advance(hours=1)
    await consolidated(database, "全线完成七成，资金到位八成")
    await wished(database, "traces")
    bulletin_id, bulletin = await drafted(database, made)
    (entry,) = bulletin.entries
    assert entry.progress == "全线完成七成，资金到位八成。"
    assert sorted(entry.report_ids) == [1, 2, 3]
    bases = (await found(database, bulletin_id)).bases
    assert bases is not None
    (trace,) = traces_of(bulletin, bases)
    assert [one.report_id for one in trace.bases] == [3, 1, 2]
    assert not trace.is_reworded
    history = await feed(database, "alice", press("alice", button(await feed(database, "alice", "/item 1"), "历史")))
    assert "汇总进展：R-3 全线完成七成，资金到位八成 （依据R-1）" in history.text
    assert "资金已拨付八成" in history.text
    assert "【汇总】全线完成七成" in (await feed(database, "alice", "/item 1")).text


async def test_what_a_unit_says_after_a_consolidation_is_printed_behind_it(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("修建河堤", ("县农林局", "县财政局"))
    await feed(database, "carol", "/report 1 资金已拨付八成")
    await consolidated(database, "全线完成七成，资金到位八成")
    clock.advance(days=7)
    await feed(database, "carol", "/report 1 资金已全部拨付")
    _, bulletin = await drafted(database, made)
    assert bulletin.entries[0].progress == "全线完成七成，资金到位八成。县财政局：资金已全部拨付。"
    await feed(database, "bob", "/report 1 护坡已完工")
    _, bulletin = await drafted(database, made)
    assert bulletin.entries[0].progress.startswith(
        "全线完成七成，资金到位八成。县农林局：护坡已完工。县财政局：资金已全部拨付。"
    )
    await consolidated(database, "全线完成九成，资金全部到位")
    _, bulletin = await drafted(database, made)
    assert bulletin.entries[0].progress == "全线完成九成，资金全部到位。"


async def test_a_consolidation_speaks_for_the_parts(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("养老服务中心改造", ("县农林局",))
    shown = await feed(database, "alice", "/split 1\n编制改造方案\n由县财政局负责，落实奖励资金")
    await feed(database, "alice", press("alice", button(shown, "确认拆分")))
    await feed(database, "carol", "/report 1.2 已拨付30万元")
    clock.advance(hours=1)
    await consolidated(database, "方案已印发，奖励资金到位30万元")
    _, bulletin = await drafted(database, made)
    (entry,) = bulletin.entries
    assert entry.progress == "方案已印发，奖励资金到位30万元。"
    assert [words for _, words in entry.sub_entries] == ["进展见上。", "进展见上。"]
    clock.advance(hours=1)
    await feed(database, "carol", "/report 1.2 又已拨付10万元")
    _, bulletin = await drafted(database, made)
    assert [words for _, words in bulletin.entries[0].sub_entries] == ["进展见上。", "新拨付10万元。"]


async def test_figures_stand_in_the_words_of_a_consolidation(database: Database, clock: Clock) -> None:
    made = await county(database)
    await made.item("各发展1家企业", ("县农林局", "县财政局"))
    async with database.transaction() as tx:
        connection = await tx.session.connection()
        await connection.execute(update(Item).values(target_amount=3, target_measure="家"))
    await feed(database, "carol", "/report 1 2家 已投产")
    await feed(database, "bob", "/report 1 1家 在装修")
    clock.advance(hours=1)
    await consolidated(database, "全县已发展企业3家")
    _, bulletin = await drafted(database, made)
    assert bulletin.entries[0].progress == "全县已发展企业3家。"
