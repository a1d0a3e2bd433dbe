"""What whoever is second reads about a request: who decided it when, or why it can no longer be decided."""

from domain.requests import RequestKind, RequestState

OFFICE = "督查室"
KIND_WORDS = {
    RequestKind.COMPLETION: "办结申请",
    RequestKind.COUNTERSIGN: "办结申请",
    RequestKind.EXTENSION: "延期申请",
    RequestKind.LATE_PLAN: "计划完成时间",
    RequestKind.DIFFICULTY: "困难",
    RequestKind.INSTRUCTION: "批示",
    RequestKind.LOOK_BACK: "回头看",
    RequestKind.SLIP_ANSWER: "督办单",
    RequestKind.HELD_POST: "待发通报",
    RequestKind.SIGNATURE: "通报签发",
    RequestKind.QUESTION: "追问",
    RequestKind.ENQUIRY: "询问",
    RequestKind.COORDINATION: "协调事项",
}
_GONE = {
    RequestKind.COMPLETION: "没有找到这份办结申请。发 /desk，看等您定的。",
    RequestKind.COUNTERSIGN: "没有找到这份审签。发 /my，查看您的事项。",
    RequestKind.EXTENSION: "没有找到这个延期申请。发 /my，看最新情况。",
    RequestKind.DIFFICULTY: "没有找到这个困难。发 /status，看最新情况。",
    RequestKind.COORDINATION: "没有找到这件协调事项。发 /desk，看等您办的事。",
    RequestKind.LOOK_BACK: "没有找到这次回头看。发 /status，看最新情况。",
}
_DECIDED = {
    (RequestKind.COMPLETION, RequestState.GRANTED): "{label} 已由{who}于{at}通过销号",
    (RequestKind.COMPLETION, RequestState.REFUSED): "{label} 已由{who}于{at}退回",
    (RequestKind.COUNTERSIGN, RequestState.GRANTED): "{label} 已由{who}于{at}同意报结",
    (RequestKind.COUNTERSIGN, RequestState.REFUSED): "{label} 已由{who}于{at}退回",
    (RequestKind.EXTENSION, RequestState.GRANTED): "{label} 的延期申请已由{who}于{at}答复“同意”",
    (RequestKind.EXTENSION, RequestState.REFUSED): "{label} 的延期申请已由{who}于{at}答复“不同意”",
    (RequestKind.DIFFICULTY, RequestState.ANSWERED): "{label} 的困难已由{who}于{at}协调",
    (RequestKind.INSTRUCTION, RequestState.ANSWERED): "{label} 的批示已由{who}于{at}答复",
}
# On the button that is left of a decided card.
_STAMPS = {
    (RequestKind.COMPLETION, RequestState.GRANTED): "已销号",
    (RequestKind.COMPLETION, RequestState.REFUSED): "已退回",
    (RequestKind.COUNTERSIGN, RequestState.GRANTED): "已同意报结",
    (RequestKind.COUNTERSIGN, RequestState.REFUSED): "已退回",
    (RequestKind.EXTENSION, RequestState.GRANTED): "已同意延期",
    (RequestKind.EXTENSION, RequestState.REFUSED): "未同意延期",
    (RequestKind.LATE_PLAN, RequestState.GRANTED): "已准予延期",
    (RequestKind.LATE_PLAN, RequestState.REFUSED): "按时限办理",
    (RequestKind.LOOK_BACK, RequestState.GRANTED): "核实属实",
    (RequestKind.LOOK_BACK, RequestState.REFUSED): "已重开",
    (RequestKind.DIFFICULTY, RequestState.ANSWERED): "已协调",
}
_DECISIONS = {RequestState.GRANTED: "已同意", RequestState.REFUSED: "未同意", RequestState.ANSWERED: "已答复"}
_LAPSED = "{label} 因超时未审签已于{at}自动转报督查室，您的操作没有生效。有意见请联系督查室。"
_HANDLED = "{label} 的{what}已由{who}于{at}处理"
_ENDED = "{label} 的这份{what}已撤回或作废，您的操作没有生效。发 /item {number}，看最新情况。"
_MOVED_ON = "{label} 的{what}刚有新的反馈，这个按钮已过时，没有生效。"
_LOOK = {RequestKind.COMPLETION: "发 /desk，按最新内容审核。"}


def overtaken(kind: RequestKind, label: str, *, unit: str, word: str) -> str:
    """What the card of an open request says when its object is gone before anybody decided."""
    if kind is RequestKind.QUESTION:
        return f"{label} 对{unit}的追问不用再答：{word}。"
    return f"{label} {unit}的{KIND_WORDS[kind]}不用再处理：{word}。"


def stamp(kind: RequestKind, state: RequestState, *, who: str, at: str) -> str:
    """ "王主任 已销号 11月30日16:20"; "" for what nobody decided."""
    word = _STAMPS.get((kind, state)) or _DECISIONS.get(state)
    return f"{who} {word} {at}" if word else ""


def gone(kind: RequestKind) -> str:
    """No such request, as with a button of long ago."""
    return _GONE.get(kind, f"没有找到这份{KIND_WORDS[kind]}。发 /status，看最新情况。")


def too_late(kind: RequestKind, state: RequestState, label: str, *, who: str = "", at: str = "") -> str:
    """Why the press changed nothing; the request may also stand still, with a newer version."""
    number, what = label.lstrip("#"), KIND_WORDS[kind]
    words = {"label": label, "number": number, "what": what, "who": who or OFFICE, "at": at}
    if state in (RequestState.DEFERRED, RequestState.OPEN):
        return _MOVED_ON.format(**words) + _LOOK.get(kind, "请看最新的卡片。")
    if state in (RequestState.WITHDRAWN, RequestState.SUPERSEDED):
        return _ENDED.format(**words)
    if state is RequestState.LAPSED:
        return _LAPSED.format(**words)
    return f"{_DECIDED.get((kind, state), _HANDLED).format(**words)}，您的操作没有生效。"
