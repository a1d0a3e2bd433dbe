"""How each kind of request is shown on a desk, with the buttons that decide it.

A kind without an entry fails at import.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from domain.requests import RequestKind
from storage import requests
from storage.requests import RequestWithItem
from storage.review import completions
from storage.tables import Request
from storage.tx import Tx
from usecases.bulletin import held_faces
from usecases.items import extend, lookback, plan, slip_answers
from usecases.review import review_cards
from usecases.steps.cards import Face
from usecases.talk import coordinate, difficulty, instruct, questions

FaceOf = Callable[[Tx, Request], Awaitable[Face | None]]


@dataclass(frozen=True, slots=True)
class Display:
    """`shows_evidence`: the photos that came with it are shown along."""

    face: FaceOf
    shows_evidence: bool = False


def _of_item(face: Callable[[Tx, RequestWithItem], Awaitable[Face]]) -> FaceOf:
    async def show(tx: Tx, request: Request) -> Face | None:
        asked = await requests.by_id(tx, request.kind, request.request_id)
        return await face(tx, asked) if asked is not None else None

    return show


async def _completion(tx: Tx, request: Request) -> Face | None:
    found = await completions.standing_of(tx, request.assignment_id or 0)
    return await review_cards.face_of(tx, found) if found is not None else None


async def _countersign(tx: Tx, request: Request) -> Face | None:
    asked = await completions.countersign(tx, request.request_id)
    return await review_cards.head_face(tx, asked) if asked is not None else None


DISPLAYS: dict[RequestKind, Display] = {
    RequestKind.HELD_POST: Display(held_faces.face_of),
    RequestKind.SIGNATURE: Display(held_faces.signature_face),
    RequestKind.COMPLETION: Display(_completion, shows_evidence=True),
    RequestKind.COUNTERSIGN: Display(_countersign, shows_evidence=True),
    RequestKind.EXTENSION: Display(_of_item(extend.face_of)),
    RequestKind.LATE_PLAN: Display(_of_item(plan.late_face)),
    RequestKind.DIFFICULTY: Display(_of_item(difficulty.face_of)),
    RequestKind.INSTRUCTION: Display(_of_item(instruct.face_of)),
    RequestKind.ENQUIRY: Display(_of_item(questions.face_of)),
    RequestKind.QUESTION: Display(_of_item(questions.face_of)),
    RequestKind.COORDINATION: Display(_of_item(coordinate.face_of)),
    RequestKind.SLIP_ANSWER: Display(_of_item(slip_answers.face_of)),
    RequestKind.LOOK_BACK: Display(_of_item(lookback.face_of)),
}
if _missing := set(RequestKind) - set(DISPLAYS):
    raise ValueError(f"nothing says how these requests are shown on a desk: {', '.join(sorted(_missing))}")
