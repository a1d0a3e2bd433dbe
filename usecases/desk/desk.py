"""The desk (今天要您定的): what waits for one person, in an overview or one matter after another, in one message."""

from collections.abc import Sequence
from dataclasses import replace

from domain.desk import desk_texts as texts
from domain.desk.matters import SORTS, DeskMatter, DeskSort, DeskSorted, most_pressing_first, place_after
from domain.notes import Answer
from domain.office.people import Action, Actor, may, require
from domain.request_clocks import reached
from domain.requests import RequestKind
from domain.review import countersign_texts
from storage.delivery import outbox
from storage.review import completions
from storage.tables import Request
from storage.talk import reports
from storage.tx import Tx
from usecases.desk.faces import DISPLAYS
from usecases.desk.lists import LISTS, first_overdue, missing_notice
from usecases.steps.cards import Face
from usecases.steps.requests import OpenRequest, open_requests
from usecases.views.materials import as_shown

DESK = "desk"
# What is on top of the desk comes first.
_ORDER: tuple[DeskSorted, ...] = (*DISPLAYS, *LISTS)
PHOTOS_AT_ONCE = 10


async def on_desk(tx: Tx, actor: Actor) -> list[DeskMatter]:
    """DeskSort by sort, of each the longest overdue first."""
    asked = [_of_request(tx, one) for one in await open_requests(tx, actor)]
    listed = [
        one for of in LISTS.values() if may(actor, of.action, actor.unit_ids) for one in await of.gather(tx, actor)
    ]
    matters = most_pressing_first(asked) + listed
    return sorted(matters, key=lambda one: _ORDER.index(one.sort))


def _of_request(tx: Tx, one: OpenRequest) -> DeskMatter:
    """News when it is asked, and again with each step of its clock behind the first day."""
    step = reached(one.kind, tx.day(one.since), one.due_on, tx.today)
    word = f"{one.kind}.{one.request_id}.{step.day if step and step.day > 1 else 0}"
    # Who is to solve it is no part of what the other unit said.
    unit = "" if one.kind is RequestKind.COORDINATION else one.unit
    line = texts.request_line(one.label, one.directive, unit=unit, text=one.text, late=one.late)
    return DeskMatter(one.kind, one.request_id, (line,), one.late, one.since, news=(word,))


async def show_desk(tx: Tx, actor: Actor, outcome: str = "") -> Answer:
    """/desk: the overview, or the one matter that there is."""
    require(actor, Action.SEE_OWN)
    matters = await on_desk(tx, actor)
    if len(matters) == 1:
        return await _matter(tx, actor, matters, 0, outcome)
    return await overview_of(tx, actor, matters, outcome)


async def message_of(tx: Tx, actor: Actor, matters: Sequence[DeskMatter]) -> Answer:
    """As `show_desk`, in one message: photos wait until the matter is opened."""
    shown = await _matter(tx, actor, matters, 0) if len(matters) == 1 else None
    if shown is None or shown.more:
        return await overview_of(tx, actor, matters)
    return replace(shown, title=texts.title_of_day(shown.title))


async def overview_of(tx: Tx, actor: Actor, matters: Sequence[DeskMatter], outcome: str = "") -> Answer:
    decides = may(actor, Action.REVIEW)
    title, empty = texts.titles(decides=decides or may(actor, Action.INSTRUCT))
    elsewhere = len(await completions.with_head(tx)) if decides else 0
    heads = countersign_texts.with_heads(elsewhere) if elsewhere else ""
    below = "\n".join(filter(None, (heads, await missing_notice(tx) if decides else "")))
    if not matters:
        return Answer(texts.just_now("\n".join(filter(None, (empty, below))), outcome), kind=DESK)
    first = await first_overdue(tx) if decides else ""
    title, text, rows = texts.overview(texts.DeskOverview(title, matters, first, below))
    return Answer(texts.just_now(text, outcome), title, rows, kind=DESK)


async def open_matter(tx: Tx, actor: Actor, sort: str, subject: int) -> Answer:
    """A button of the overview: that matter, the next where it is settled by now, or the overview itself."""
    if sort not in SORTS:
        return replace(await show_desk(tx, actor), edit=True)
    matters = await on_desk(tx, actor)
    at = next((place for place, one in enumerate(matters) if one.is_at == (sort, subject)), None)
    first = next((place for place, one in enumerate(matters) if one.sort == sort), None)
    place = at if at is not None else first
    if place is None:
        return in_place(await overview_of(tx, actor, matters))
    return in_place(await _matter(tx, actor, matters, place))


async def go_on(tx: Tx, actor: Actor, sort: str, subject: int, place: int, outcome: str = "") -> Answer:
    """What comes behind a matter; behind the last the overview, or the one that was passed over."""
    matters = await on_desk(tx, actor)
    place = place_after(matters, sort.removesuffix(texts.WITH_PHOTOS), subject, max(0, place))
    if place < len(matters):
        return await _matter(tx, actor, matters, place, outcome)
    outcome = outcome or (texts.ALL_SEEN if matters else "")
    if len(matters) == 1:
        return await _matter(tx, actor, matters, 0, outcome)
    return await overview_of(tx, actor, matters, outcome)


async def press_next(tx: Tx, actor: Actor, sort: str, subject: int, place: int) -> Answer:
    """[下一件]."""
    return in_place(await go_on(tx, actor, sort, subject, place), below=sort.endswith(texts.WITH_PHOTOS))


def in_place(answer: Answer, outcome: str = "", toast: str = "", *, below: bool = False) -> Answer:
    """In the pressed message; where photos come along, below it, so that they stand right above their buttons."""
    if not answer.more and not below:
        return replace(answer, edit=True, toast=toast)
    past = Answer(outcome or texts.SEE_BELOW, kind="desk_past", edit=True, toast=toast)
    return past.then(replace(answer, more=()), *answer.more)


async def _matter(tx: Tx, actor: Actor, matters: Sequence[DeskMatter], place: int, outcome: str = "") -> Answer:
    matter = matters[place]
    request = await tx.row(Request, matter.subject) if isinstance(matter.sort, RequestKind) else None
    face = await _face(tx, actor, matter, request)
    if face is None:
        rest = [one for one in matters if one is not matter]
        return await overview_of(tx, actor, rest, outcome)
    together = sum(one.sort is RequestKind.COMPLETION for one in matters)
    photos = await _photos(tx, actor, request) if request is not None else None
    together = together if matter.sort is RequestKind.COMPLETION else 0
    turns = texts.turns(matter, place, len(matters), together=together, photos=photos is not None)
    answer = Answer(
        texts.just_now(face.text, outcome),
        texts.matter_title(face.title, place, len(matters)),
        (*face.rows, *turns),
        kind=DESK,
        item_id=_item_of(matter, request),
    )
    return replace(photos, item_id=answer.item_id).then(answer) if photos else answer


async def _face(tx: Tx, actor: Actor, matter: DeskMatter, request: Request | None) -> Face | None:
    if isinstance(matter.sort, DeskSort):
        return await LISTS[matter.sort].face(tx, actor, matter.subject)
    return await DISPLAYS[matter.sort].face(tx, request) if request is not None else None


def _item_of(matter: DeskMatter, request: Request | None) -> int | None:
    """What a plain reply is about."""
    if request is not None:
        return request.item_id
    return matter.subject if matter.sort in (DeskSort.SIGN, DeskSort.PART) else None


async def _photos(tx: Tx, actor: Actor, request: Request) -> Answer | None:
    """The newest photos of what is to be decided, once."""
    if not DISPLAYS[request.kind].shows_evidence or request.item_id is None:
        return None
    found = await reports.materials_of(tx, request.item_id, request.unit_id or 0)
    photos = [one for one in found if one.attachment.kind == "photo"][:PHOTOS_AT_ONCE]
    key = f"desk_photos:{actor.person_id}:{request.request_id}:{len(found)}"
    if not photos or await outbox.known_keys(tx, [key]):
        return None
    return Answer(files=tuple(as_shown(tx, one) for one in photos), kind="materials", dedupe_key=key)
