"""The registry: everything that an office, or a person of it, can set.

A new setting is an entry here or in the profile of its subject, and its use. /settings shows it, turns it within
its range, records the change and tells of it.
"""

from domain.bulletin import annexes_texts, compare_texts, distribution_texts, proofs_texts
from domain.bulletin.wording import WORDING
from domain.dates import calendar_texts
from domain.items.slips import SlipLadder
from domain.nudging import nudge_texts, policy_texts
from domain.nudging.policy import ITEM_RULE, MEETING_RULE, NUDGING
from domain.office import settings_texts as texts
from domain.office.people import Action
from domain.office.setting_kinds import Hour, Names, Number, Profile, Switch

DISTRIBUTION = Profile(
    name="bulletin",
    title=distribution_texts.TITLE,
    command="wording",
    action=Action.PUBLISH,
    audit="set_distribution",
    changes=texts.CHANGES_DISTRIBUTION,
    effect=distribution_texts.EFFECT,
    more=distribution_texts.HOW,
    entries=(
        Names("send_to", "发送"),
        Names("copy_to", "抄送"),
        Names("printed_by", "印发", says="没有设过就印本单位"),
    ),
)
NUMBERING = Profile(
    name="numbering",
    title="通报期号",
    command="settings",
    action=Action.PUBLISH,
    audit="set_number",
    changes=texts.CHANGES_NUMBERING,
    entries=(
        Number(
            "last", "上期期号", 0, least=0, most=999, says="下一期接着编；导入带期号的通报时自动记下，次年从第1期起"
        ),
    ),
)
SIGNING = Profile(
    name="signing",
    title="通报签发",
    command="settings",
    action=Action.PUBLISH,
    audit="set_signers",
    changes=texts.CHANGES_SIGNING,
    entries=(Names("signers", "签发人", says="不设则督查室谁都可签发；设了要由其点【签发】才发"),),
)
ANNEXES = Profile(
    name="annexes",
    title=annexes_texts.TITLE,
    command="annex",
    action=Action.PUBLISH,
    audit="switch_annex",
    changes=texts.CHANGES_ANNEXES,
    more=annexes_texts.MORE,
    entries=(
        Switch(
            "traces",
            "依据表",
            says="逐句列出进展依据的反馈（R-编号），逐个数字列出事项",
            done=annexes_texts.switched("依据表"),
        ),
        Switch(
            "photos", "佐证照片", says="随反馈报来的照片，一页两张，附说明", done=annexes_texts.switched("佐证照片")
        ),
    ),
)
PROOFS = Profile(
    name="proofs",
    title=proofs_texts.TITLE,
    command="proof",
    action=Action.PUBLISH,
    audit="switch_proofs",
    changes=texts.CHANGES_PROOFS,
    entries=(
        Switch(
            "on",
            "核稿",
            True,
            says="每期通报前一个工作日发给各单位核对",
            done=(proofs_texts.OFF_SWITCHED, proofs_texts.ON_SWITCHED),
        ),
    ),
)
COMPARE = Profile(
    name="compare",
    title=compare_texts.TITLE,
    command="compare",
    action=Action.SWITCH_COMPARISON,
    audit="switch_compare",
    changes=texts.CHANGES_COMPARE,
    entries=(
        Switch(
            "on",
            "单位对比",
            says="督查室和县领导可看，开启人记入操作记录",
            done=(compare_texts.OFF_SWITCHED, compare_texts.ON_SWITCHED),
        ),
    ),
)
SLIPS = Profile(
    name="slips",
    title="督办单",
    command="slip",
    action=Action.ISSUE_SLIP,
    audit="set_slips",
    changes=texts.CHANGES_SLIPS,
    effect=texts.SLIPS_EFFECT,
    entries=(SlipLadder("steps", "督办单步骤", says="逾期或未反馈几天可发，几个工作日内答复"),),
)
# Their values are rows of their own: days, and who holds a seat.
CALENDAR = Profile(
    name="calendar",
    title=calendar_texts.TITLE,
    command="calendar",
    action=Action.SET_POLICY,
    audit="set_calendar",
    changes=texts.CHANGES_CALENDAR,
    more=calendar_texts.HOW,
)
SEATS = Profile(
    name="seats",
    title="催办人",
    command="policy",
    action=Action.SET_POLICY,
    audit="set_step",
    changes=texts.CHANGES_SEATS,
    more=policy_texts.SEATS_HOW,
)
HOUR = Profile(
    name="hour",
    title=nudge_texts.HOUR_TITLE,
    command="hour",
    action=Action.STAND_DOWN,
    audit="prefer_hour",
    changes=texts.CHANGES_HOUR,
    tells=None,
    is_own=True,
    entries=(Hour("hour", nudge_texts.HOUR_TITLE),),
)

# What the whole office shares, in the order of /settings.
OFFICE_WIDE = (NUDGING, WORDING, DISTRIBUTION, NUMBERING, SIGNING, ANNEXES, PROOFS, COMPARE, SLIPS, CALENDAR, SEATS)
# All that /settings holds.
SHOWN = (*OFFICE_WIDE, HOUR)
# What is set for one person, item or meeting.
SINGLE = (HOUR, ITEM_RULE, MEETING_RULE)
