"""Units as people type them: names apart, and the known units that an unknown name may mean."""

from collections.abc import Sequence

from domain.hygiene import clean, same_name_key
from domain.items import assign_texts as texts
from domain.office.people import Actor
from domain.papers.ledger_words import is_name
from domain.refusals import BadInput
from domain.words import names_in
from storage.office import people
from storage.tables import Unit
from storage.tx import Tx

ALIKE_SHOWN = 3
_ALIKE = 60


def unit_names(words: str) -> list[str]:
    """Each once, in order; BadInput for what cannot be a unit's name."""
    names = names_in(clean(words))
    for name in names:
        if not is_name(name):
            raise BadInput(texts.BAD_UNIT.format(name=name[:20]))
    return names


async def unit_or_new(tx: Tx, actor: Actor, name: str) -> Unit:
    """The unit of that name, in whatever spelling; one that is made is on record."""
    known = await people.unit_by_name(tx, same_name_key(name))
    if known is None:
        tx.record("create_unit", name, by=actor)
    return known or await people.unit_for(tx, name)


def alike(name: str, units: Sequence[Unit]) -> list[Unit]:
    """The known units whose names are nearest to `name`, best first."""
    from rapidfuzz import fuzz

    key = same_name_key(name)
    scored = [(_likeness(fuzz.ratio(key, unit.name_key), key, unit.name_key), unit) for unit in units]
    near = [pair for pair in scored if pair[0] >= _ALIKE]
    return [unit for _, unit in sorted(near, key=lambda pair: -pair[0])[:ALIKE_SHOWN]]


def _likeness(ratio: float, key: str, other: str) -> float:
    """A short name within the full one (农林局, 县农林局) counts more than letters in common."""
    return max(ratio, 90.0) if key in other or other in key else ratio
