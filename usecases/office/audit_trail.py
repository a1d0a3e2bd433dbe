"""Who did what when: the newest audit entries, of one item or of all, by pages."""

import json
from collections.abc import Sequence

from domain.hygiene import cut
from domain.notes import Answer
from domain.office import audit_texts as texts
from domain.office import people_texts
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, NotFound
from domain.words import listed
from storage import audit
from storage.items.items import parse_label
from storage.office import people
from storage.tables import AuditEntry
from storage.tx import Tx

PAGE = 10
# A phone is not for reading years back: `duban export --json` holds the whole chain.
LAST_PAGE = 49


async def show_trail(
    tx: Tx, actor: Actor, words: str, page: int = 0, *, edit: bool = False, is_private: bool = True
) -> Answer:
    """`words` is "", "37" or "37.1"."""
    require(actor, Action.READ_AUDIT)
    if not is_private:
        raise BadInput(people_texts.IN_PRIVATE)
    subject = _subject(words)
    page = max(0, min(page, LAST_PAGE))
    lines, more = await trail_page(tx, subject, page, PAGE)
    if not lines:
        raise NotFound(texts.nothing(subject))
    rows = texts.turn_rows(subject, page, has_more=more and page < LAST_PAGE)
    return Answer("\n".join(lines), texts.title(subject), choices=rows, edit=edit)


async def trail_page(tx: Tx, subject: str, page: int, size: int) -> tuple[list[str], bool]:
    """The lines of a page of what is told of a subject, "" for all, and whether there is more."""
    found = (await audit.entries_about(tx, subject, limit=(page + 1) * size + 1))[page * size :]
    return await _lines(tx, found[:size], with_subject=not subject), len(found) > size


def _subject(words: str) -> str:
    if not words.strip():
        return ""
    parsed = parse_label(words)
    if parsed is None:
        raise BadInput(texts.NO_NUMBER)
    number, sub = parsed
    return f"#{number}.{sub}" if sub else f"#{number}"


async def _lines(tx: Tx, entries: Sequence[AuditEntry], *, with_subject: bool) -> list[str]:
    names = await people.names_of(tx, {entry.actor_id for entry in entries if entry.actor_id is not None})
    return [
        texts.line(
            tx.local(entry.at),
            await _who(tx, entry, names),
            action=entry.action,
            subject=await _shown_subject(tx, entry.subject) if with_subject else "",
            gist=cut(_gist(entry.after or entry.before), 60),
            refused=entry.result == "refused",
        )
        for entry in entries
    ]


async def _who(tx: Tx, entry: AuditEntry, names: dict[int, str]) -> str:
    if entry.actor_id is not None:
        return names.get(entry.actor_id, texts.UNKNOWN)
    if not entry.telegram_id:
        return texts.BOT
    person = await people.person_of_telegram_id(tx, entry.telegram_id)
    return person.name if person else texts.STRANGER


async def _shown_subject(tx: Tx, subject: str) -> str:
    """People are kept as "P-3" and shown by name; groups ("G-100…") and refusals tell a reader nothing."""
    kind, _, number = subject.partition("-")
    if kind == "P" and number.isdigit():
        return (await people.names_of(tx, [int(number)])).get(int(number), subject)
    is_telling = kind != "G" and not (subject.isascii() and subject.isalpha())
    return subject if is_telling else ""


def _gist(stored: str) -> str:
    """The words of an entry that a person wants to read; "" for bare figures and ids."""
    try:
        facts = json.loads(stored)
    except ValueError:
        return stored
    if not isinstance(facts, dict):
        return stored if isinstance(facts, str) else ""
    said = [texts.told(key, _said(facts[key])) for key in texts.TELLING if facts.get(key)]
    return " ".join(said)


def _said(fact: object) -> str:
    facts = fact if isinstance(fact, list) else [fact]
    return listed(texts.state_word(str(one)) for one in facts)
