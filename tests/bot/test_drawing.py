"""A paper is drawn by its kind alone."""

from pathlib import Path

import pytest

from bot.draw import Drawing
from domain.notes import Paper
from storage.database import Database
from tests.building import county
from usecases.bulletin.drafts import make_draft


async def test_a_kind_that_nobody_draws_does_not_leave_as_a_bulletin(database: Database, tmp_path: Path) -> None:
    made = await county(database)
    await made.item("修建河堤")
    async with database.transaction() as tx:
        draft = await make_draft(tx, None)
    with pytest.raises(KeyError, match="no_such"):
        await Drawing(database, files=tmp_path).draw(Paper("no_such", draft.bulletin_id, "名.docx"))
