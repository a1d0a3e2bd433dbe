"""The further photos of a media group: evidence of the report that the first one made."""

from collections.abc import Sequence

from domain.arrivals import SavedFile
from domain.notes import Note, Priority
from domain.office.people import Actor
from domain.refusals import TooLate
from domain.talk import report_texts as texts
from storage.talk import reports
from storage.tx import Tx
from usecases.talk.report import Album, evidence


async def add_to_report(tx: Tx, actor: Actor, album: Album, chat_id: int, files: Sequence[SavedFile]) -> None:
    """Keep the files, and let the receipt say how many there are."""
    report_id = album.report_id
    there = await reports.attachments_of(tx, [report_id])
    fresh = [file for file in files if file.file_id not in {one.file_id for one in there}]
    if not fresh:
        raise TooLate(texts.SAME_MESSAGE.format(report_id=report_id))
    await tx.add(*evidence(report_id, fresh))
    count = len(there) + len(fresh)
    after = {"report": f"R-{report_id}", "files": count}
    tx.record("progress", album.label, by=actor, after=after)
    tx.put(
        Note(
            chat_id,
            "receipt",
            texts.with_files(album.line, count),
            priority=Priority.INTERACTIVE,
            item_id=album.reported_on,
            edits_key=f"receipt:{report_id}",
            dedupe_key=f"receipt:{report_id}:{count}",
        )
    )
