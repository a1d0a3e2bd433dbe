"""All tables; importing this module fills `SQLModel.metadata` for queries and migrations."""

from storage.tables.delivery import Claim, ClaimState, Inbox, InboxState, Outbox, OutboxState
from storage.tables.dialogue import Promise, PromiseState, Remark
from storage.tables.ledger import LedgerForm, LedgerNote
from storage.tables.lifecycle import Ending, EndingKind, Former, Judgement, Rhythm, Slip, YearRollOver
from storage.tables.mirrors import MirrorPart, MirrorPost, MirrorRobot
from storage.tables.nudging import GroupNudge, LadderSeat, NudgeDigest, NudgeSnooze, PersonLeave, SignOff, UnitGroup
from storage.tables.office import AuditEntry, AuditHead, BoundGroup, CalendarOverride, Office, Setting
from storage.tables.papers import (
    Bulletin,
    BulletinEdition,
    BulletinFile,
    DraftState,
    PaperDraft,
    PaperHabit,
    Proof,
    ProofState,
)
from storage.tables.people import (
    Invitation,
    JoinAttempt,
    OpenQuestion,
    Person,
    Seat,
    Unit,
    UnitAlias,
    UnitSet,
    UnitSetMember,
)
from storage.tables.requests import Request, RequestChase
from storage.tables.views import DeskNote, Feedback, WeekFigures
from storage.tables.work import (
    Assignment,
    Attachment,
    Cooperation,
    Item,
    ItemLeader,
    ItemTally,
    LeaderPart,
    Meeting,
    NudgeSent,
    Report,
    ReportKind,
)
