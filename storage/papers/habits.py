"""What was mended in papers of one kind."""

from sqlmodel import col

from storage.tables import PaperHabit
from storage.tx import Tx


async def of_kind(tx: Tx, form: str) -> dict[str, str]:
    query = tx.select(PaperHabit).where(col(PaperHabit.form) == form).order_by(col(PaperHabit.words))
    return {one.words: one.meaning for one in await tx.all(query)}


async def learn(tx: Tx, form: str, *, words: str, meaning: str) -> None:
    await tx.upsert(PaperHabit, {"form": form, "words": words}, {"meaning": meaning})
