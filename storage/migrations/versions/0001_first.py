"""The first shape of the database: every table as release 0.1.0 had it, with its triggers.

The revision's id is the newest one of the eleven that stood here before the first release: a database made by
them goes on from it.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlmodel import SQLModel

revision = "0011_planned_dates"
down_revision = None
branch_labels = None
depends_on = None

# "name kind[?] [key] [> table.column] [= default]"; ? may be NULL, "of office" has the office's fence.
_SHAPE = """
joinattempt
    telegram_id bigint key; failures int; locked_until instant?
office
    office_id int key; name str; last_item_number int
audit_entry of office
    entry_id int key; position int; at instant; actor_id int?; telegram_id bigint?; action str;
    subject str; result str; before text; after text; update_id bigint?; previous_hash str;
    entry_hash str
    unique: office_id position
    index: subject
audit_head
    office_id int key > office.office_id; position int; entry_hash str
boundgroup of office
    group_id int key; chat_id bigint; kind str; title str; is_active bool; bound_by int;
    bound_at instant
    unique: chat_id
calendaroverride of office
    override_id int key; day date; is_workday bool; source str
    unique: office_id day
daily_note
    office_id int key > office.office_id; day date key; decided_at instant
inbox of office
    inbox_id int key; update_id bigint; chat_id bigint; raw text; received_at instant; state word;
    attempts int; next_try_at instant?; error str
    one of: state new done dead
    unique: office_id update_id
    index ix_inbox_new: office_id inbox_id where state = 'new'
item_tally
    office_id int key > office.office_id; sort tag key; day date key; items int
meeting of office
    meeting_id int key; title str; kind str; held_on date?
    unique: office_id title
mirror_robot of office
    robot_id int key; fingerprint str; kind str; name str; is_active bool; known_since instant;
    next_at instant?
    unique: office_id fingerprint
outbox of office
    outbox_id int key; chat_id bigint; person_id int?; kind str; priority int; dedupe_key str?;
    item_id int?; claim_id int?; note json; state word; attempts int; not_before instant?;
    put_at instant; sent_at instant?; message_id bigint?; error str
    one of: state due sending sent held cancelled dead
    unique: office_id dedupe_key
    index ix_outbox_due: office_id priority outbox_id where state IN ('due', 'sending')
    index ix_outbox_message: chat_id message_id
person of office
    person_id int key; telegram_id bigint; name str; is_active bool; is_reachable bool;
    joined_at instant
    unique: office_id telegram_id
    index: telegram_id
setting of office
    setting_id int key; name str; value json
    unique: office_id name
unit of office
    unit_id int key; name str; name_key str
    unique: office_id name_key
week_figures
    office_id int key > office.office_id; kind tag key; key str key; week date key; day date; total int;
    closed int; overdue int
bulletin of office
    bulletin_id int key; year int; issue_number int?; state word; version int; period str;
    scope str = all; edition int = 1; corrects_id int?; meeting_id int? > meeting.meeting_id;
    as_of date; snapshot json; snapshot_hash str; drafted_by int? > person.person_id;
    drafted_at instant; published_at instant?
    one of: state draft published discarded
    unique: office_id year issue_number
draft of office
    draft_id int key; person_id int > person.person_id; chat_id bigint; kind str; payload json;
    asked_at instant
    unique: office_id person_id chat_id
feedback of office
    feedback_id int key; person_id int > person.person_id; said_at instant; text text; answer text;
    answered_by int? > person.person_id; answered_at instant?
    index ix_feedback_open: office_id feedback_id where answered_at IS NULL
    index: person_id
invitation of office
    invitation_id int key; code_hash str; name str; role word; unit_id int? > unit.unit_id;
    invited_by int > person.person_id; invited_at instant; expires_at instant;
    used_by int? > person.person_id; used_at instant?
    unique: code_hash
item of office
    item_id int key; number int; sub int; parent_id int? > item.item_id;
    meeting_id int? > meeting.meeting_id; number_as_printed int?; directive text; state word;
    version int; long_term bool; deadline date?; deadline_text str; original_deadline date?;
    target_amount amount?; target_measure str; registered_at instant; last_moved_on date;
    closed_at instant?
    one of: state assigned in_progress awaiting_review closed cancelled
    unique: office_id number sub
    index ix_item_figures: office_id parent_id state deadline last_moved_on long_term
    index: meeting_id
    index: parent_id
ladder_seat of office
    ladder_seat_id int key; unit_id int? > unit.unit_id; leader_name str;
    person_id int > person.person_id
    unique: office_id unit_id leader_name
ledger_draft of office
    ledger_draft_id int key; person_id int > person.person_id; kind str; version int; state str;
    text_hash str; reading json; source_name text; read_at instant
nudge_digest of office
    digest_id int key; person_id int > person.person_id; round_key str; day date; put_at instant
    unique: person_id round_key
    index ix_nudge_digest_day: office_id day
nudge_hour of office
    person_id int key > person.person_id; hour int
nudge_rules
    office_id int key > office.office_id; version int; value json; set_by int > person.person_id;
    set_at instant
paper_draft of office
    paper_draft_id int key; person_id int > person.person_id; version int; state str; text_hash str;
    reading json; source_name text; read_at instant
    index: text_hash
person_leave of office
    leave_id int key; person_id int > person.person_id; stand_in_id int > person.person_id;
    first_day date; last_day date; asked_at instant; ended_at instant?
    index: person_id
    index: stand_in_id
seat of office
    seat_id int key; person_id int > person.person_id; role word; unit_id int? > unit.unit_id
    one of: role official supervisor leader admin
    unique: person_id role unit_id
    index: person_id
    index: unit_id
unit_group of office
    group_id int key > boundgroup.group_id; unit_id int > unit.unit_id
    index: unit_id
assignment of office
    assignment_id int key; item_id int > item.item_id; unit_id int > unit.unit_id; state word;
    version int; assigned_on date; planned_on date?; last_report_on date?; report_count int;
    closed_at instant?
    one of: state assigned in_progress awaiting_review closed cancelled
    unique: item_id unit_id
    index ix_assignment_figures: item_id state unit_id
    index: item_id
    index: unit_id
bulletin_edition of office
    bulletin_id int key > bulletin.bulletin_id; edition int key; snapshot json; snapshot_hash str;
    published_at instant; replaced_by int? > person.person_id; replaced_at instant
bulletin_file of office
    bulletin_id int key > bulletin.bulletin_id; edition int key; kind str key; sha256 str;
    content bytes; drawn_at instant
claim of office
    claim_id int key; kind str; chat_id bigint; period str; state word;
    bulletin_id int? > bulletin.bulletin_id; content_hash str; claimed_at instant; settled_at instant?
    one of: state due sending sent held dropped
    unique: office_id kind chat_id period
cooperation of office
    cooperation_id int key; item_id int > item.item_id; unit_id int > unit.unit_id
    unique: item_id unit_id
    index: item_id
    index: unit_id
difficulty of office
    difficulty_id int key; item_id int > item.item_id; unit_id int > unit.unit_id;
    flagged_by int > person.person_id; flagged_at instant; text text; state word; word text;
    settled_by int? > person.person_id; settled_at instant?
    one of: state open settled
    index: item_id
ending of office
    ending_id int key; item_id int > item.item_id; along_with int? > item.item_id;
    into_id int? > item.item_id; kind word; reason text; hands json; ended_by int > person.person_id;
    ended_at instant; lifted_at instant?
    one of: kind cancelled stopped merged
    index: into_id
    index: item_id
    index ix_ending_standing: office_id kind lifted_at
extension of office
    extension_id int key; item_id int > item.item_id; unit_id int > unit.unit_id;
    asked_by int > person.person_id; asked_at instant; old_deadline date?; new_deadline date;
    reason text; state word; version int; decided_by int? > person.person_id; decided_at instant?
    one of: state asked granted refused
    index: item_id
group_nudge of office
    group_nudge_id int key; group_id int > boundgroup.group_id; item_id int > item.item_id; stage str;
    round_key str; nudged_at instant
    unique: group_id item_id stage
    index: round_key
item_leader of office
    item_leader_id int key; item_id int > item.item_id; part word; place int; name str
    one of: part lead consulted
    unique: item_id part name
    index: item_id
    index: name
judgement of office
    judgement_id int key; item_id int > item.item_id; word str; reason text;
    given_by int > person.person_id; given_on date; ends_on date
    index: item_id
ledger_note of office
    ledger_note_id int key; item_id int > item.item_id; problems text; next_steps text; remark text
    unique: item_id
look_back of office
    look_back_id int key; item_id int > item.item_id; due_on date; state word; version int;
    set_by int > person.person_id; decided_by int? > person.person_id; decided_at instant?
    one of: state waiting asked confirmed reopened dropped
    index ix_look_back_due: office_id state due_on
    index: item_id
mirror_post of office
    post_id int key; robot_id int > mirror_robot.robot_id; kind str; period str; state word;
    bulletin_id int > bulletin.bulletin_id; content_hash str; claimed_at instant; settled_at instant?
    one of: state due sending sent held dropped
    unique: office_id robot_id kind period
nudge_override of office
    item_id int key > item.item_id; rule word; set_by int > person.person_id; set_at instant
    one of: rule off weekly daily
nudge_sent of office
    nudge_id int key; person_id int > person.person_id; item_id int > item.item_id; stage str;
    round_key str; nudged_at instant
    unique: person_id item_id stage
    index: item_id
    index: person_id
    index: round_key
nudge_snooze of office
    person_id int key > person.person_id; item_id int key > item.item_id; until date; times int;
    deadline date?
remark of office
    remark_id int key; item_id int > item.item_id; person_id int > person.person_id;
    unit_id int? > unit.unit_id; said_at instant; text text; answers_id int? > remark.remark_id
    index: item_id
report of office
    report_id int key; item_id int > item.item_id; unit_id int? > unit.unit_id;
    person_id int? > person.person_id; kind word; text text; quantity amount?; measure str;
    reported_at instant; edition int; amends_id int? > report.report_id; is_current bool;
    source_chat bigint?; source_message bigint?
    one of: kind progress completion imported
    unique: source_chat source_message item_id edition
    index: item_id
rhythm of office
    rhythm_id int key; item_id int > item.item_id; every word; since date; set_by int > person.person_id
    one of: every weekly monthly quarterly
    unique: item_id
rolled of office
    rolled_id int key; item_id int > item.item_id; year int; to_item_id int > item.item_id;
    rolled_by int > person.person_id
    unique: item_id year
    index: to_item_id
slip of office
    slip_id int key; item_id int > item.item_id; unit_id int > unit.unit_id; round int; level int;
    name str; year int; number int; reason text; issued_by int > person.person_id; issued_at instant;
    answer_due date; withdrawn_at instant?
    unique: item_id unit_id round level
    unique: office_id year level number
    index: item_id
    index: unit_id
attachment of office
    attachment_id int key; report_id int > report.report_id; kind str; name str; path str; size int;
    sha256 str; file_id str
    index: report_id
countersign of office
    countersign_id int key; assignment_id int > assignment.assignment_id;
    report_id int > report.report_id; head_id int > person.person_id; covered int; days int;
    asked_at instant; due_at instant; state word; version int; decided_at instant?; reason text
    one of: state waiting agreed returned passed_on dropped
    unique: report_id
    index: assignment_id
instruction of office
    instruction_id int key; item_id int > item.item_id; leader_id int > person.person_id;
    given_at instant; newest_report int; text text; answer text; answered_at instant?;
    answered_by int? > person.person_id; report_id int? > report.report_id
    index: item_id
    index: report_id
mirror_part of office
    part_id int key; post_id int > mirror_post.post_id; robot_id int > mirror_robot.robot_id; place int;
    form str; title str; text text; paper json?; state word; attempts int; not_before instant?;
    put_at instant; tried_at instant?; sent_at instant?; error str
    one of: state due sending sent held cancelled dead
    unique: office_id post_id place
    index ix_mirror_part_waiting: office_id robot_id part_id where state IN ('due', 'sending')
promise of office
    promise_id int key; item_id int > item.item_id; unit_id int > unit.unit_id;
    report_id int > report.report_id; made_by int > person.person_id; made_at instant; day date;
    state word; asked_at instant?; settled_at instant?
    one of: state open kept broken withdrawn
    unique: report_id
    index: day
    index: item_id
proof of office
    proof_id int key; round str; item_id int > item.item_id; unit_id int > unit.unit_id; label str;
    sentence text; state word; version int; put_at instant; asked_at instant?; answered_at instant?;
    answered_by int? > person.person_id; answer text; report_id int? > report.report_id
    one of: state waiting asked confirmed corrected silent unasked
    unique: office_id round item_id unit_id
    index: unit_id
review of office
    review_id int key; assignment_id int > assignment.assignment_id; assignment_version int;
    verdict word; reason text; reviewer_id int > person.person_id; reviewed_at instant
    one of: verdict approved returned
    index: assignment_id
sign_off of office
    sign_off_id int key; assignment_id int > assignment.assignment_id; person_id int > person.person_id;
    signed_at instant
    index: assignment_id
"""
_KINDS: dict[str, Any] = {
    "int": sa.Integer(),
    "bigint": sa.BigInteger(),
    "bool": sa.Boolean(),
    "date": sa.Date(),
    "instant": sa.DateTime(timezone=True),
    "str": sa.String(),
    "tag": sa.String(16),
    "word": sa.String(32),
    "text": sa.Text(),
    "amount": sa.Numeric(18, 4),
    "json": sa.JSON(),
    "bytes": sa.LargeBinary(),
}


def upgrade() -> None:
    _tables().create_all(op.get_bind())
    _forbid_changes_of_the_audit()
    for event, pairs in _EVENTS.items():
        _count(event, pairs)


def downgrade() -> None:
    _tables().drop_all(op.get_bind())
    if _is_postgres():
        for name in ("audit_is_append_only", *(f"tally_{_verb(event)}" for event in _EVENTS)):
            op.execute(f"DROP FUNCTION {name}()")


def _tables() -> sa.MetaData:
    tables = sa.MetaData(naming_convention=SQLModel.metadata.naming_convention)
    parts: list[sa.schema.SchemaItem] = []
    name = ""
    for line in [*_SHAPE.strip().splitlines(), ""]:
        if not line.startswith(" "):
            if name:
                sa.Table(name, tables, *parts)
            name, fenced, _ = line.partition(" of office")
            parts = [sa.Column("office_id", sa.Integer(), sa.ForeignKey("office.office_id"), nullable=False)] if fenced else []
            continue
        parts += _parts(line.strip())
    return tables


def _parts(line: str) -> list[sa.schema.SchemaItem]:
    sort, _, rest = line.partition(": ")
    if sort == "unique":
        return [sa.UniqueConstraint(*rest.split())]
    if sort == "one of":
        column, *words = rest.split()
        return [sa.CheckConstraint(f"{column} IN ({', '.join(map(repr, words))})", name=column)]
    if sort.startswith("index"):
        columns, _, where = rest.partition(" where ")
        only = sa.text(where) if where else None
        name = sort.partition(" ")[2] or None
        return [sa.Index(name, *columns.split(), sqlite_where=only, postgresql_where=only)]
    return [_column(words) for words in line.rstrip(";").split("; ")]


def _column(words: str) -> sa.Column[Any]:
    words, _, default = words.partition(" = ")
    words, _, target = words.partition(" > ")
    name, kind, *key = words.split()
    keys = [sa.ForeignKey(target)] if target else []
    return sa.Column(
        name,
        _KINDS[kind.rstrip("?")],
        *keys,
        primary_key=bool(key),
        nullable=kind.endswith("?"),
        server_default=default or None,
    )


def _is_postgres() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _forbid_changes_of_the_audit() -> None:
    if _is_postgres():
        op.execute(
            "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'audit_entry is append only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit_entry "
            "FOR EACH ROW EXECUTE FUNCTION audit_is_append_only()"
        )
        return
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER audit_no_{verb.lower()} BEFORE {verb} ON audit_entry "
            "BEGIN SELECT RAISE(ABORT, 'audit_entry is append only'); END"
        )


# Tallies of items by day, kept by the database itself, so that figures do not count the items: a trigger sees
# every way in which an item changes. Sub-items do not count apart; cancelled items count nowhere.
_ADD = """
INSERT INTO item_tally (office_id, sort, day, items)
{parts}
ON CONFLICT (office_id, sort, day) DO UPDATE SET items = item_tally.items + excluded.items
"""
_PARTS = """
SELECT {row}.office_id, 'closed', {never}, {sign} WHERE {row}.parent_id IS NULL AND {row}.state = 'closed'
UNION ALL SELECT {row}.office_id, 'due', COALESCE({row}.deadline, {never}), {sign} WHERE {open}
UNION ALL SELECT {row}.office_id, 'moved', {row}.last_moved_on, {sign} WHERE {open}
"""
_OPEN = "{row}.parent_id IS NULL AND {row}.state IN ('assigned', 'in_progress', 'awaiting_review')"
_EVENTS = {
    "INSERT": (("NEW", "1"),),
    "UPDATE OF state, deadline, last_moved_on, parent_id": (("OLD", "-1"), ("NEW", "1")),
    "DELETE": (("OLD", "-1"),),
}


def _count(event: str, pairs: tuple[tuple[str, str], ...]) -> None:
    name = f"tally_{_verb(event)}"
    if not _is_postgres():
        op.execute(f"CREATE TRIGGER {name} AFTER {event} ON item BEGIN {_statements(pairs)} END")
        return
    body = f"BEGIN {_statements(pairs)} RETURN NULL; END"
    op.execute(f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$")
    op.execute(f"CREATE TRIGGER {name} AFTER {event} ON item FOR EACH ROW EXECUTE FUNCTION {name}()")


def _statements(pairs: tuple[tuple[str, str], ...]) -> str:
    never = "DATE '9999-12-31'" if _is_postgres() else "'9999-12-31'"
    made = []
    for row, sign in pairs:
        values = {"row": row, "sign": sign, "never": never, "open": _OPEN.format(row=row)}
        # Without the outer SELECT, SQLite takes ON CONFLICT for a join's ON.
        made.append(_ADD.format(parts=f"SELECT * FROM ({_PARTS.format(**values)}) AS part WHERE true") + ";")
    return "".join(made)


def _verb(event: str) -> str:
    return event.partition(" ")[0].lower()
