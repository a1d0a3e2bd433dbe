"""Papers besides the bulletin: slips to be printed, and the table of a year."""

from aiogram import F, Router
from aiogram.types import CallbackQuery, Message

from domain.labels import split_label
from domain.notes import Answer
from domain.office.people import Actor
from handlers.said import Pressed, Said
from storage.tx import Tx
from usecases.items.slip_papers import print_slips
from usecases.views.year_table import show_year, year_answer

router = Router(name="papers")
router.message.filter(F.chat.type == "private")
router.callback_query.filter(F.message.chat.type == "private")


@router.message(Said("print", "打印督办单"))
async def print_slip(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await print_slips(tx, actor, split_label(words)[0])


@router.message(Said("year", "年度表"))
async def year(_message: Message, words: str, tx: Tx, actor: Actor) -> Answer:
    return await show_year(tx, actor, words)


@router.callback_query(Pressed.filter(F.verb == "year_table"))
async def press_year(_press: CallbackQuery, callback_data: Pressed, tx: Tx, actor: Actor) -> Answer:
    return await year_answer(tx, actor, callback_data.subject)
