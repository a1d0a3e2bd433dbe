"""The wording profile: looked at, tried out on the office's own items, and saved only then.

What is being tried travels in the buttons, so that two supervisors can try at the same time.
"""

from dataclasses import asdict, replace
from datetime import date

from domain.bulletin import wording_texts as texts
from domain.bulletin.making import BulletinFacts, FactItem, make_bulletin
from domain.bulletin.wording import PRESETS, WORDING, Wording, code_of, with_code, wording_of
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from storage.office import settings as store
from storage.tx import Tx
from usecases.bulletin.bulletin import show_distribution
from usecases.bulletin.facts import gather_facts
from usecases.office.settings import turn


async def show_wording(tx: Tx, actor: Actor, code: str = "", *, edit: bool = False) -> Answer:
    """`/wording`; `code` is a profile that is being tried, "" the one that holds."""
    require(actor, Action.PUBLISH)
    now, version = await _now(tx)
    tried = with_code(now, code) if code else now
    pairs = [(one.label, one.shown(getattr(tried, one.name))) for one in WORDING.entries]
    text = texts.overview(pairs, await _preview(tx, tried), is_changed=tried != now)
    text = f"{text}\n\n{await show_distribution(tx)}"
    presets = [(one.name, code_of(one.wording)) for one in PRESETS]
    rows = texts.overview_rows([one.label for one in WORDING.entries], presets, code_of(tried), version)
    if tried != now:
        rows = (*texts.save_row(code_of(tried), version), *rows)
    return Answer(text, texts.TITLE, rows, edit=edit)


async def _now(tx: Tx) -> tuple[Wording, int]:
    row = await store.kept(tx, WORDING)
    return wording_of(row.value), row.version


async def _preview(tx: Tx, wording: Wording) -> str:
    """Title, preamble, headings and demands of a bulletin of today in these words."""
    facts = await gather_facts(tx, None)
    note = "" if facts.items else texts.NO_ITEMS
    shown = facts if facts.items else _sample(facts.agency, tx.today)
    made = make_bulletin(replace(shown, wording=wording))
    sections = [line for one in made.sections for line in (one.heading, *one.lines)]
    return "\n".join([*([note] if note else []), made.masthead, made.title, made.preamble, *sections])


def _sample(agency: str, day: date) -> BulletinFacts:
    items = tuple(
        FactItem(n, f"#{n}", texts.SAMPLE_DIRECTIVE, n <= 5, slow=n == 8, advanced=n == 6) for n in range(1, 9)
    )
    return BulletinFacts(agency, day, items)


async def press_field(tx: Tx, actor: Actor, place: int, code: str) -> Answer:
    """A field's values to choose from."""
    require(actor, Action.PUBLISH)
    now, version = await _now(tx)
    if not 0 <= place < len(WORDING.entries):
        raise TooLate(texts.GONE)
    tried, field = with_code(now, code), WORDING.entries[place]
    values = [(field.shown(value), code_of(replace(tried, **{field.name: value}))) for value in field.offered]
    text = texts.field_text(field.label, field.shown(getattr(tried, field.name)))
    return Answer(text, texts.TITLE, texts.field_rows(values, code_of(tried), version), edit=True)


async def save_wording(tx: Tx, actor: Actor, code: str, version: int) -> Answer:
    """[保存], by compare-and-set on the version that the presser saw."""
    require(actor, Action.PUBLISH)
    now, _ = await _now(tx)
    if await turn(tx, actor, WORDING, asdict(with_code(now, code)), version=version) is None:
        raise BadInput(texts.SAME)
    shown = await show_wording(tx, actor)
    return Answer(f"{texts.SAVED}\n\n{shown.text}", shown.title, shown.choices, edit=True, toast=texts.SAVED_TOAST)
