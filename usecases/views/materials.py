"""Look at the evidence of an item (看材料): what was sent along with its reports goes to whoever asked."""

from collections.abc import Sequence
from itertools import groupby

from domain.dates.reading import say_date
from domain.messages import materials_texts as texts
from domain.messages.materials import albums
from domain.notes import Answer, ShownFile
from domain.office.people import Actor
from domain.refusals import NotFound
from storage.talk import reports
from storage.talk.reports import Material
from storage.tx import Tx
from usecases.steps.loading import known_item

# Two full albums.
AT_ONCE = 20


async def show_materials(tx: Tx, actor: Actor, item_id: int, *, unit_id: int = 0, skip: int = 0) -> Answer:
    """[看材料]: a line for each report, then its files as albums, `AT_ONCE` at a press."""
    label = (await known_item(tx, actor, item_id)).item.label
    found = await reports.materials_of(tx, item_id, unit_id)
    shown = found[skip : skip + AT_ONCE]
    if not shown:
        raise NotFound(texts.nothing(label))
    rest = len(found) - skip - len(shown)
    head = Answer(
        "\n".join(_lines(tx, shown)),
        texts.title(label, len(found)),
        texts.more_rows(item_id, unit_id, shown=skip + len(shown), rest=rest),
        kind="materials",
        item_id=item_id,
    )
    sent = albums(as_shown(tx, one) for one in shown)
    return head.then(*(Answer(files=album, kind="materials", item_id=item_id) for album in sent))


def _lines(tx: Tx, shown: Sequence[Material]) -> list[str]:
    lines = []
    for report_id, of_report in groupby(shown, lambda one: one.report.report_id):
        files = list(of_report)
        kinds = [one.attachment.kind for one in files]
        lines.append(texts.report_line(report_id, _day(tx, files[0]), unit=files[0].unit, kinds=kinds))
    return lines


def as_shown(tx: Tx, one: Material) -> ShownFile:
    file = one.attachment
    caption = texts.caption(one.item.label, one.report.report_id, _day(tx, one), one.unit)
    return ShownFile(file.kind, file.file_id, file.path, file.name, caption)


def _day(tx: Tx, one: Material) -> str:
    return say_date(tx.day(one.report.reported_at), tx.today)
