"""What a person can ask in plain Chinese, said when something was not understood or is none of theirs."""

from collections.abc import Collection, Sequence

from domain.commands import Press
from domain.gist import brief, matter
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.office.people import Role

NOT_UNDERSTOOD = "没有看懂这条消息。"
NOT_FOUND = "没有找到“{words}”。"
NOT_YOURS = "这个由{whose}查看，您可以问自己的事项。"
NOT_URGED = "催办由督查室发出。您可以直接批示，单位会收到。"
WHICH = "“{words}”是指哪一件？"
HEAD = "您可以这样问："
_EXAMPLES = {
    Role.OFFICIAL: ("我还有啥没办的", "我快到期的有哪些"),
    Role.LEADER: ("全县情况", "逾期的有哪些", "我牵头的"),
    Role.SUPERVISOR: ("谁还没报", "逾期的有哪些", "待审核的"),
    Role.ADMIN: ("帮助",),
}
_TO_SAY = {
    Role.OFFICIAL: "报进展：回复那件事项的卡片，写一句话就行。",
    Role.LEADER: "批示：回复卡片或通报，写一句话就行。",
    Role.SUPERVISOR: "立项：把纪要或通报发给我就行。",
}
_WHOSE = "督查室和县领导"


def can_ask(roles: Collection[Role], directive: str = "", unit: str = "") -> str:
    """By role, with an item of their own and a unit of the office as examples."""
    held = [role for role in _EXAMPLES if role in roles]
    own = [f"{matter(directive).rstrip('…')}怎么样了"] if directive else []
    own += [f"催一下{unit}"] if unit and Role.SUPERVISOR in roles else []
    asked = list(dict.fromkeys([*own, *(words for role in held for words in _EXAMPLES[role])]))
    said = [_TO_SAY[role] for role in held if role in _TO_SAY]
    return "".join([HEAD, *(f"“{words}”" for words in asked), "。", *said])


def not_yours(is_urging: bool) -> str:
    return NOT_URGED if is_urging else NOT_YOURS.format(whose=_WHOSE)


def not_found(words: str) -> str:
    return NOT_FOUND.format(words=cut(words, 30))


def which(words: str) -> str:
    return WHICH.format(words=cut(words, 30))


def which_rows(options: Sequence[tuple[int, str, str]]) -> Rows:
    return tuple((Choice(f"{label} {brief(directive, 30)}", Press.ITEM, key),) for key, label, directive in options)
