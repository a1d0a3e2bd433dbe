"""A difficulty is passed to whoever must solve it (转请协调): received by a press, answered in words."""

from collections.abc import Sequence

from domain import toasts
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor
from domain.refusals import BadInput, NotAllowed, NotFound, TooLate
from domain.requests import RequestKind, RequestState, RequestVerb
from domain.talk import coordinate_texts as texts
from domain.talk.solvers import named_units
from storage import requests
from storage.items import items
from storage.office import people, units
from storage.requests import RequestWithItem
from storage.tables import Outbox, Person, Request
from storage.tx import Tx
from usecases.steps.asking import Question, ask
from usecases.steps.cards import Card, Face, officials, supervisors
from usecases.steps.requests import card_of, decide, moved, put, solvers, to_decide
from usecases.talk.difficulty import settle_with
from usecases.talk.discuss import said


class SolverName(Question, kind="solver", action=Action.SETTLE_DIFFICULTY):
    """Who is to solve a difficulty?"""

    item_id: int
    request_id: int


class SolutionWords(Question, kind="solution", action=Action.COORDINATE):
    """What came of what one was asked to solve?"""

    item_id: int
    request_id: int


async def ask_solver(tx: Tx, actor: Actor, request_id: int, chat_id: int, *, again: bool = False) -> Answer:
    """[转请协调]: the units that the words name and the leaders of the item are offered, any other is written."""
    if again:
        request_id = (await _coordination(tx, request_id)).request.about_id or 0
    one = await _difficulty(tx, actor, request_id)
    book = await units.directory(tx)
    others = [(unit.unit_id, unit.name) for unit in book.units if unit.unit_id != one.request.unit_id]
    rows = texts.solver_rows(one.request.request_id, named_units(one.request.text, others), await _leaders(tx, one))
    asked = SolverName(one.item.item_id, one.request.request_id)
    text = texts.ASK_SOLVER.format(label=one.item.label, unit=one.unit)
    return await ask(tx, actor, chat_id, asked, text, rows=rows, label=one.item.label)


async def _difficulty(tx: Tx, actor: Actor, request_id: int) -> RequestWithItem:
    return await to_decide(tx, actor, RequestKind.DIFFICULTY, request_id)


async def _leaders(tx: Tx, one: RequestWithItem) -> list[tuple[int, str]]:
    """The leaders of the item who are on the roster."""
    names = [name for part in await items.leaders(tx, one.item) for name in part]
    found = [person for name in names for person in await people.people_named(tx, name) if person.is_active]
    return [(person.person_id, person.name) for person in found]


async def take_solver(tx: Tx, actor: Actor, asked: SolverName, words: str) -> Answer:
    """The name that was asked for: of a unit, or of one person."""
    name = clean(words)
    unit = (await units.directory(tx)).of_name(name)
    if unit is not None:
        return await pass_to(tx, actor, asked.request_id, unit.unit_id, "unit")
    found = [one for one in await people.people_named(tx, name) if one.is_active]
    if len(found) != 1:
        raise BadInput((texts.SEVERAL if found else texts.NO_SOLVER).format(words=name[:20]))
    return await pass_to(tx, actor, asked.request_id, found[0].person_id, "person")


async def pass_to(tx: Tx, actor: Actor, request_id: int, key: int, sort: str) -> Answer:
    """Whoever is to solve it has it on the phone; the unit hears who that is."""
    one = await _difficulty(tx, actor, request_id)
    item, difficulty = one.item, one.request
    request = Request(
        kind=RequestKind.COORDINATION,
        item_id=item.item_id,
        unit_id=key if sort == "unit" else None,
        decider_id=key if sort != "unit" else None,
        about_id=request_id,
        text=difficulty.text,
    )
    solver = await _name(tx, request)
    await _refuse_again(tx, difficulty, request, solver)
    await put(tx, actor, request, item.label, "pass_difficulty", after={"text": difficulty.text, "name": solver})
    readers = [person for person in await solvers(tx, request) if person.is_reachable]
    face = await face_of(tx, RequestWithItem(request, item, solver))
    card_of(request).put(tx, readers, face.text, face.title, face.rows)
    told = Card("word", f"coordination:{request.request_id}:passed", item.item_id)
    told.put(tx, await officials(tx, difficulty.unit_id or 0), texts.told_unit(item.label, solver))
    line = texts.passed(item.label, unit=one.unit, solver=solver, is_reached=bool(readers))
    return Answer(line, item_id=item.item_id, edit=True, toast=toasts.STORED)


async def _refuse_again(tx: Tx, difficulty: Request, wanted: Request, solver: str) -> None:
    if wanted.unit_id is not None and wanted.unit_id == difficulty.unit_id:
        raise BadInput(texts.OWN_UNIT.format(name=solver))
    for one in await requests.about(tx, difficulty.request_id):
        is_same = (one.request.unit_id, one.request.decider_id) == (wanted.unit_id, wanted.decider_id)
        if is_same and one.request.state is RequestState.OPEN:
            raise TooLate(texts.ALREADY.format(name=solver))


async def _name(tx: Tx, request: Request) -> str:
    """Of whoever is to solve it."""
    if request.decider_id is not None:
        person: Person | None = await people.person(tx, request.decider_id)
        if person is None:
            raise NotFound(texts.GONE)
        return person.name
    unit = await units.unit(tx, request.unit_id or 0)
    if unit is None:
        raise NotFound(texts.GONE)
    return unit.name


async def face_of(tx: Tx, asked: RequestWithItem) -> Face:
    """For whoever is asked to solve it."""
    request, item = asked.request, asked.item
    difficulty = await requests.by_id(tx, RequestKind.DIFFICULTY, request.about_id or 0)
    by = await people.person(tx, request.asked_by or 0)
    title, text = texts.card(
        item.label,
        directive=item.directive,
        unit=difficulty.unit if difficulty else "",
        text=request.text,
        who=by.name if by else "",
    )
    return Face(title, text, texts.card_rows(request.request_id, is_taken=request.taken_at is not None))


async def _coordination(tx: Tx, request_id: int) -> RequestWithItem:
    found = await requests.by_id(tx, RequestKind.COORDINATION, request_id)
    if found is None:
        raise NotFound(texts.GONE)
    return found


async def _to_solve(tx: Tx, actor: Actor, request_id: int) -> RequestWithItem:
    request = (await _coordination(tx, request_id)).request
    if request.decider_id != actor.person_id and request.unit_id not in actor.unit_ids:
        raise NotAllowed(texts.NOT_YOURS)
    return await to_decide(tx, actor, RequestKind.COORDINATION, request_id)


async def take(tx: Tx, actor: Actor, request_id: int) -> Answer:
    """[收到，我来协调]: the unit and the supervisor who passed it on are told."""
    one = await _to_solve(tx, actor, request_id)
    request, item = one.request, one.item
    if request.taken_by is not None:
        names = await people.names_of(tx, [request.taken_by])
        raise TooLate(texts.TAKEN_ALREADY.format(label=item.label, who=names[request.taken_by]))
    await moved(tx, request, RequestVerb.TAKE, actor, taken_by=actor.person_id, taken_at=tx.happened_at)
    line = texts.taken(item.label, solver=one.unit, who=actor.name)
    tx.record("take_coordination", item.label, by=actor)
    told = Card("word", f"coordination:{request_id}:taken", item.item_id)
    told.put(tx, await _waiting(tx, request, by=request.asked_by), line)
    return Answer(line, choices=texts.card_rows(request_id, is_taken=True), edit=True, toast=toasts.STORED)


async def _waiting(tx: Tx, request: Request, by: int | None = None) -> Sequence[Person]:
    """The unit whose difficulty it is, with the supervisor who passed it on."""
    difficulty = await requests.by_id(tx, RequestKind.DIFFICULTY, request.about_id or 0)
    unit_id = difficulty.request.unit_id if difficulty else None
    told = list(await officials(tx, *([unit_id] if unit_id else [])))
    passer = await people.person(tx, by) if by is not None else None
    return [*told, passer] if passer is not None and passer.is_active else told


async def ask_solution(tx: Tx, actor: Actor, request_id: int, chat_id: int) -> Answer:
    """[报协调结果]."""
    one = await _to_solve(tx, actor, request_id)
    difficulty = await requests.by_id(tx, RequestKind.DIFFICULTY, one.request.about_id or 0)
    text = texts.ASK_WORD.format(label=one.item.label, unit=difficulty.unit if difficulty else "")
    return await ask(tx, actor, chat_id, SolutionWords(one.item.item_id, request_id), text, label=one.item.label)


async def take_solution(tx: Tx, actor: Actor, asked: SolutionWords, words: str) -> Answer:
    return await _solve(tx, actor, asked.request_id, words)


async def reply_to_coordination(tx: Tx, actor: Actor, about: Outbox, words: str) -> Answer:
    """Words in reply to the card are the answer."""
    return await _solve(tx, actor, int((about.dedupe_key or "").split(":")[1]), words)


async def _solve(tx: Tx, actor: Actor, request_id: int, text: str) -> Answer:
    words = said(text, texts.NO_WORD)
    one = await _to_solve(tx, actor, request_id)
    request, item = one.request, one.item
    after = {"text": words}
    await decide(tx, request, RequestVerb.ANSWER, item.label, "solve", by=actor, after=after, answer=words)
    title, told = texts.solved(item.label, solver=one.unit, who=actor.name, word=words)
    card = card_of(request)
    card.tell(tx, await _waiting(tx, request), told, title)
    answer = Card("solution", f"solution:{request_id}", item.item_id)
    answer.put(tx, await supervisors(tx), told, title, texts.solved_rows(request_id))
    line = texts.answered(item.label, words)
    await card.close(tx, await solvers(tx, request), line, request)
    return Answer(line, item_id=item.item_id)


async def settle_as(tx: Tx, actor: Actor, request_id: int) -> Answer:
    """[就此办结]: what the solver said is what it came to."""
    request = (await _coordination(tx, request_id)).request
    return await settle_with(tx, actor, request.about_id or 0, request.answer)
