"""The annexes of a bulletin: switched on by a supervisor, gathered as things stood when it was drafted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.bulletin import annexes_texts as texts
from domain.bulletin.prose.sentences import reports_behind
from domain.bulletin.snapshot import BulletinSnapshot, bulletin_from_json
from domain.bulletin.tracing import Basis
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.office.settings import ANNEXES
from domain.refusals import BadInput
from storage.bulletin import annexes, bulletins
from storage.bulletin.annexes import AnnexReport
from storage.items import lifecycle
from storage.office import settings as store
from storage.talk import reports
from storage.tx import Tx
from usecases.office.settings import show_profile, turn_by_words

PHOTOS_AT_MOST = 40
_PICTURES = (".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True)
class PhotoFile:
    """A photo below DATA_DIR/files with the words under it."""

    path: str
    caption: str


@dataclass(frozen=True, slots=True)
class Annexes:
    """None where the office does not want the annex."""

    bases: tuple[Basis, ...] | None = None
    stopped: tuple[str, ...] = ()
    photos: tuple[PhotoFile, ...] | None = None
    photos_left_out: int = 0


async def choose_annexes(tx: Tx, actor: Actor, words: str = "") -> Answer:
    """`/annex`, `/annex 依据 开`, `/annex 照片 关`."""
    require(actor, Action.PUBLISH)
    said = clean(words)
    if not said:
        return await show_profile(tx, actor, ANNEXES)
    name, _, wanted = said.partition(" ")
    entry = next((one for one in ANNEXES.entries if name in one.label), None)
    if entry is None or not wanted:
        raise BadInput(texts.USAGE)
    await turn_by_words(tx, actor, ANNEXES, entry, wanted.strip())
    return await show_profile(tx, actor, ANNEXES)


async def gathered(tx: Tx, bulletin_id: int) -> Annexes:
    """What the annexes of an issue show, by the office's wish."""
    wish = await store.values(tx, ANNEXES)
    row = await bulletins.by_id(tx, bulletin_id)
    if row is None or not any(wish.values()):
        return Annexes()
    bulletin = bulletin_from_json(row.snapshot)
    every = await annexes.said_until(tx, [entry.item_id for entry in bulletin.entries], row.drafted_at)
    standing = await _standing(tx, bulletin, every, row.drafted_at)
    stopped = [item.label for item, _ in await lifecycle.stopped(tx, row.meeting_id)]
    photos, left_out = await _photos(tx, bulletin, every, standing) if wish["photos"] else ((), 0)
    return Annexes(
        bases=tuple(_basis(tx, one) for one in standing) if wish["traces"] else None,
        stopped=tuple(stopped) if len(stopped) == bulletin.stopped else (),
        photos=photos if wish["photos"] else None,
        photos_left_out=left_out,
    )


async def _standing(
    tx: Tx, bulletin: BulletinSnapshot, every: Sequence[AnnexReport], moment: datetime
) -> list[AnnexReport]:
    """What the bulletin could rest on: each unit's newest report of that moment, and all quantities."""
    frozen = {report_id for entry in bulletin.entries for report_id in entry.report_ids}
    frozen |= set(reports_behind(one for entry in bulletin.entries for one in entry.sentences))
    amended = {one.amends_id for one in every}
    since = await annexes.amended_since(tx, {one.report_id for one in every}, moment)
    alive = [
        one
        for one in every
        if one.report_id in frozen or (one.report_id not in amended and (one.is_current or one.report_id in since))
    ]
    newest = {(one.item_id, one.part, one.unit): one.report_id for one in alive}
    kept = frozen | {key for (_, part, _), key in newest.items() if part}
    return [one for one in alive if one.report_id in kept or one.has_quantity]


def _basis(tx: Tx, one: AnnexReport) -> Basis:
    day = tx.day(one.reported_at)
    said = (one.report_id, one.item_id, one.part, one.unit, day, one.text)
    return Basis(*said, one.has_quantity, one.speaks_for_all, one.paper)


async def _photos(
    tx: Tx, bulletin: BulletinSnapshot, every: Sequence[AnnexReport], standing: Sequence[AnnexReport]
) -> tuple[tuple[PhotoFile, ...], int]:
    """In the order of the page; an amended report keeps the photos of its first edition."""
    first = _with_earlier_editions(every, standing)
    files = await reports.attachments_of(tx, sorted(first))
    sent: dict[int, list[str]] = {}
    for file in files:
        if file.kind == "photo" or file.name.lower().endswith(_PICTURES):
            paths = sent.setdefault(first[file.report_id], [])
            # Each edition has the files of the one before.
            paths += [] if file.path in paths else [file.path]
    labels = {entry.item_id: (place, entry.label) for place, entry in enumerate(bulletin.entries)}
    ordered = sorted(standing, key=lambda one: (labels[one.item_id][0], one.place))
    found = [(path, one) for one in ordered for path in sent.get(one.report_id, ())]
    shown = tuple(
        PhotoFile(path, _caption(tx, number, labels[one.item_id][1], one))
        for number, (path, one) in enumerate(found[:PHOTOS_AT_MOST], 1)
    )
    return shown, len(found) - len(shown)


def _with_earlier_editions(every: Sequence[AnnexReport], standing: Sequence[AnnexReport]) -> Mapping[int, int]:
    """Each edition up to the one that stands, by that one."""
    amends = {one.report_id: one.amends_id for one in every}
    belongs: dict[int, int] = {}
    for one in standing:
        edition: int | None = one.report_id
        while edition is not None and edition not in belongs:
            belongs[edition] = one.report_id
            edition = amends.get(edition)
    return belongs


def _caption(tx: Tx, number: int, label: str, one: AnnexReport) -> str:
    day = tx.day(one.reported_at)
    return texts.photo_caption(number, label, one.unit, day, one.text)
