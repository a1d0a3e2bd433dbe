"""Words about people: invitations, joining, the roster, help, and the bound group."""

import re
from collections.abc import Collection, Sequence

from domain.commands import Press
from domain.hygiene import plain_dots
from domain.ideographs import HAN, NAME_LETTERS
from domain.notes import Choice, Link, Links, Rows
from domain.office.menus import role_words
from domain.office.people import ROLE_WORDS, Role
from domain.pager import one_row, pager

# --- invitations -------------------------------------------------------------------------------------

HOW_TO_INVITE = (
    "请回复“单位 姓名”，例如：县农林局 张三\n"
    "邀请领导或本室人员，回复“姓名 身份”，例如：张三 县领导、李四 督查室\n"
    "发 /cancel 放弃。"
)
INVITE_UNCLEAR = "没有看懂邀请对象。请发：/invite 县农林局 张三，或 /invite 张三 县领导"
OFFICIAL_NEEDS_UNIT = "联络员要写明单位，请发：/invite 县农林局 {name}"
ROLE_WITHOUT_UNIT = "{role}不挂单位，请发：/invite {name} {role}"
BAD_NAME = "姓名“{name}”不合适（2至20个字，不含符号）。请重发：/invite 县农林局 张三"
BAD_UNIT = "单位名称太长或含符号。请重发：/invite 县农林局 张三"
ADMIN_BY_ADMIN = "只有管理员可以邀请或移除管理员。请联系管理员办理。"
INVITE_OFFER_GONE = "这次邀请已处理或已过时。请重发 /invite 县农林局 张三。"
IN_PRIVATE = "这项操作请在与机器人的私聊里进行。"

# The same words whether a code never was, was used, or is too old.
BAD_CODE = "邀请码无效。请核对后重发，或联系督查室重新邀请。"
LOCKED = "邀请码多次不符，已暂停一小时。请稍后再试，或联系督查室重新邀请。"
OWN_LINK = "这是您发出的邀请，请把链接转给{name}本人打开。"


_NAME = re.compile(rf"[{NAME_LETTERS}·. ]{{1,20}}")
_UNIT = re.compile(rf"[{NAME_LETTERS}·（）()、—-]{{2,40}}")


_SPACED_OUT = re.compile(rf"(?<=(?<![^\s])[{HAN}]) +(?=[{HAN}](?![^\s]))")


def seat_words(role: Role, unit: str | None) -> str:
    return f"{unit} {ROLE_WORDS[role]}" if unit else ROLE_WORDS[role]


def invitation_title(name: str, role: Role, unit: str | None) -> str:
    return f"邀请 {name}（{seat_words(role, unit)}）"


def invitation(code: str, *, bot_name: str, until: str) -> str:
    link = f"https://t.me/{bot_name}?start={code}\n打不开时，" if bot_name else ""
    lead = "请转给本人点开，24小时内有效，只能用一次：\n" if bot_name else ""
    return f"{lead}{link}请本人私聊机器人发送：\n/start {code}\n有效至{until}。"


def invitation_links(code: str, bot_name: str) -> Links:
    """What is passed on is copied with a tap, never typed off."""
    link = (Link("复制链接", copies=f"https://t.me/{bot_name}?start={code}"),) if bot_name else ()
    return ((*link, Link("复制邀请码", copies=f"/start {code}")),)


def invited_parts(words: str) -> list[str]:
    """ "县农林局，张三" as its parts; 张 三 is one name, and so is 买买提 · 阿卜杜拉."""
    apart = words.replace("，", " ").replace(",", " ")
    return _SPACED_OUT.sub("", plain_dots(apart)).split()


def is_person_name(words: str) -> bool:
    return bool(_NAME.fullmatch(words))


def is_unit_name(words: str) -> bool:
    return bool(_UNIT.fullmatch(words))


def unit_rows(alike: Sequence[tuple[int, str]], stamp: int) -> Rows:
    """A unit of a similar name, a new one, or nothing."""
    rows = [(Choice(f"用“{name}”", Press.INVITE_UNIT, unit_id, stamp),) for unit_id, name in alike]
    new = Choice("新建单位并邀请", Press.INVITE_UNIT, 0, stamp)
    return (*rows, (new, Choice("取消", Press.INVITE_DROP, 0, stamp)))


def unknown_unit(unit: str, alike: Sequence[str]) -> str:
    if alike:
        return f"没有“{unit}”这个单位，但有名称相近的：{'、'.join(alike)}。请选择："
    return f"还没有“{unit}”这个单位。要新建吗？名称有误请直接重发“单位 姓名”。"


# --- joining and first words -------------------------------------------------------------------------


def joined(name: str, role: Role, unit: str | None) -> str:
    return f"{name}，您已登记为{seat_words(role, unit)}。"


def inviter_told(invited: str, known_as: str, role: Role, unit: str | None) -> str:
    who = invited if invited == known_as else f"{known_as}（邀请时写的是{invited}）"
    return f"{who}已接受邀请，登记为{seat_words(role, unit)}。"


def already_seated(role: Role, unit: str | None) -> str:
    return f"您已经是{seat_words(role, unit)}，不用再次登记。这个邀请没有用掉。"


def hello(name: str, roles: Collection[Role], units: Sequence[str]) -> str:
    return f"{name}，您好。您的身份：{seats(roles, units)}。"


def seats(roles: Collection[Role], units: Sequence[str]) -> str:
    words = role_words(roles)
    return f"{'、'.join(units)} {words}" if units else words


def what_now(roles: Collection[Role], open_items: int, led_items: int) -> str:
    """The next step, by role; several seats get several lines."""
    lines = []
    if Role.OFFICIAL in roles:
        lines.append(_official_now(open_items))
    if Role.LEADER in roles:
        led = f"您牵头的在办事项有{led_items}件，发 /my，查看。" if led_items else ""
        lines.append(f"{led}发 /status，看全县督办情况。")
    if Role.SUPERVISOR in roles:
        lines.append(
            "把督办通报或会议纪要发给我即可立项；发 /invite，邀请联络员；发 /status，看情况。\n"
            "把我加入领导群，在群里发 /bind，通报就发到那里。"
        )
    elif Role.ADMIN in roles:
        lines.append("发 /invite，邀请人员，发 /people，管理名册。")
    return "\n".join([*lines, "发 /help，看能做什么。请勿发送涉密内容。"])


def _official_now(open_items: int) -> str:
    if not open_items:
        return "您单位目前没有在办事项；有新交办时我会告诉您。"
    return f"您单位有{open_items}件在办事项，发 /my，查看，点按钮或回复卡片即可反馈进展。"


LEFT_QUESTION = "已离开刚才的提问，什么也没有登记。"
NO_QUESTION = "现在没有等您回答的提问。发 /help，看能做什么。"

# --- the roster --------------------------------------------------------------------------------------

NO_SUCH_PERSON = "名册里没有这个人。发 /people，看最新名册。"
NOT_YOURSELF = "不能移除您自己。请由其他督查室人员或管理员办理。"
FIXED_ADMIN = "{name}是安装时设定的管理员（ADMIN_IDS），请在设置里改。"
NOBODY_YET = "还没有联络员。发 /invite 县农林局 张三，邀请。"
BACK = Choice("返回名册", Press.PEOPLE)


def roster_title(people: int) -> str:
    return f"人员名册（{people}人）"


def roster_line(heading: str, names: Sequence[str]) -> str:
    return f"{heading}：{'、'.join(names) if names else '⚠️ 尚无联络员'}"


def waiting_line(name: str, *, seat: str, until: str) -> str:
    return f"⏳ {name}（{seat}）邀请中，有效至{until}"


def shown_name(name: str, reachable: bool, *, is_head: bool = False) -> str:
    shown = f"{name}（负责人）" if is_head else name
    return shown if reachable else f"{shown}（收不到消息）"


def roster_rows(*, keeps_units: bool) -> Rows:
    """What the roster leads to."""
    units = (Choice("单位", Press.UNITS),) if keeps_units else ()
    return ((Choice("邀请人员", Press.INVITE, style="primary"), *units),)


def turn_rows(page: int, *, has_more: bool) -> Rows:
    return pager(page, lambda to: Choice("", Press.PEOPLE, to), more=has_more)


def removed(name: str) -> str:
    return f"已移除{name}，其身份和按钮立即失效。"


def unit_left_alone(unit: str, open_items: int) -> str:
    return f"⚠️ {unit}已没有联络员，还有{open_items}件在办事项。发 /invite {unit} 张三，另邀。"


def gone_already(name: str, *, by: str, at: str) -> str:
    return f"{name}已由{by}于{at}移除。发 /people，看最新名册。"


# --- the bound group ---------------------------------------------------------------------------------

BIND_CONFIRM_SENT = "已有领导群。请到与机器人的私聊里确认改绑。"
BIND_STALE = "领导群刚刚变动过，这次改绑没有生效。请到新群里重发 /bind。"
BIND_KEPT = "未改绑，领导群不变。"
OLD_GROUP_LEFT = "本群不再接收督办通报。"
NO_TITLE = "（未命名的群）"


def bound(title: str) -> str:
    return f"本群“{title}”已设为领导群，督办通报将发到这里。群内可发 /status，看概况。"


def topic_bound(title: str) -> str:
    return f"以后发到“{title}”的本话题。"


def already_bound(title: str) -> str:
    return f"本群“{title}”已经是领导群，无需重复绑定。"


def confirm_rebind(old: str, new: str) -> str:
    return f"现在的领导群是“{old}”。改为“{new}”？改后通报只发到新群。"


def rebind_rows(new_id: int, old_id: int) -> Rows:
    return one_row(
        Choice("改绑", Press.REBIND, new_id, old_id, style="danger"), Choice("不改", Press.REBIND_NO, new_id, old_id)
    )


def rebound(old: str, *, new: str, by: str) -> str:
    return f"领导群已由{by}从“{old}”改为“{new}”。"


def newly_bound(title: str, by: str) -> str:
    return f"{by}已把群“{title}”设为领导群。"


def added_to_group(title: str, by: str) -> str:
    return f"{by}把机器人加入了群“{title}”。群里不会收到任何内容；要设为领导群，请在群里发 /bind，否则请把机器人移出。"


def group_lost(title: str) -> str:
    return f"机器人已被移出领导群“{title}”，通报暂时无法发布。请把机器人加回并在群里发 /bind。"
