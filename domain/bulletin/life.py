"""The life of an issue: draft -> 核稿 -> 签发 -> published -> corrected or withdrawn; and its one transition table."""

from enum import StrEnum


class BulletinState(StrEnum):
    """`proofing`: units are shown it. `signing`: it waits for a signature. `signed`: it goes when its hour comes."""

    DRAFT = "draft"
    PROOFING = "proofing"
    SIGNING = "signing"
    SIGNED = "signed"
    PUBLISHED = "published"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


# One at most of these for each thing that a bulletin can be about.
OPEN_ISSUES = (BulletinState.DRAFT, BulletinState.PROOFING, BulletinState.SIGNING, BulletinState.SIGNED)
# What stands as an issue of the office.
ISSUED = (BulletinState.PUBLISHED, BulletinState.CORRECTED)
# What was printed, withdrawn since or not: its number is used and its files are kept.
PRINTED = (*ISSUED, BulletinState.WITHDRAWN)


class IssueStep(StrEnum):
    """`change`: other words, or made anew. `hold`: not at its hour after all."""

    CHANGE = "change"
    PROOF = "proof"
    ASK_SIGNATURE = "ask_signature"
    SEND_BACK = "send_back"
    SIGN = "sign"
    HOLD = "hold"
    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    DISCARD = "discard"


_IN_HAND = (BulletinState.DRAFT, BulletinState.PROOFING)
# What waits for a signature, or has one, is another thing once it is changed.
ISSUE_LIFE: dict[tuple[BulletinState, IssueStep], BulletinState] = {
    (BulletinState.DRAFT, IssueStep.CHANGE): BulletinState.DRAFT,
    (BulletinState.PROOFING, IssueStep.CHANGE): BulletinState.PROOFING,
    (BulletinState.SIGNING, IssueStep.CHANGE): BulletinState.DRAFT,
    (BulletinState.SIGNED, IssueStep.CHANGE): BulletinState.DRAFT,
    **{(state, IssueStep.PROOF): BulletinState.PROOFING for state in _IN_HAND},
    **{(state, IssueStep.ASK_SIGNATURE): BulletinState.SIGNING for state in _IN_HAND},
    **{(state, IssueStep.SIGN): BulletinState.SIGNED for state in (*_IN_HAND, BulletinState.SIGNING)},
    (BulletinState.SIGNING, IssueStep.SEND_BACK): BulletinState.DRAFT,
    (BulletinState.SIGNED, IssueStep.HOLD): BulletinState.DRAFT,
    **{(state, IssueStep.PUBLISH): BulletinState.PUBLISHED for state in OPEN_ISSUES},
    **{(state, IssueStep.DISCARD): BulletinState.DISCARDED for state in OPEN_ISSUES},
    **{(state, IssueStep.CORRECT): BulletinState.CORRECTED for state in ISSUED},
    **{(state, IssueStep.WITHDRAW): BulletinState.WITHDRAWN for state in ISSUED},
}


def next_issue_state(state: BulletinState, step: IssueStep) -> BulletinState | None:
    """None when it comes too late."""
    return ISSUE_LIFE.get((state, step))
