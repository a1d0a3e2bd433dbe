"""Sentences around reports of progress."""

ASK_PROGRESS = "请直接回复本条，写明 {label} 的最新进展（文字、照片、文件、语音均可）。发 /cancel 放弃。"
EMPTY = "没有看到进展内容。请在编号后写明进展，例如：/report 37 资金已拨付到位"
NO_NUMBER = "请写明事项编号，例如：/report 37 资金已拨付到位。发 /my 查看您的事项。"
TOO_LONG = "进展有 {length} 字，超过 {limit} 字。请精简后重发，长材料请作为文件发送。"
SAME_MESSAGE = "这条消息已经记录过（R-{report_id}），没有重复登记。"
NOT_YOURS = "这件事项不由您单位承办。发 /my 查看您的事项。"
CHANGED_MEANWHILE = "事项刚刚被别人更新，您的这条没有登记。请重发一次。"
VOICE_NEEDS_WORDS = "已收到语音。请再用一句话写明进展，语音会作为佐证一并保存。"


def not_found(words: str) -> str:
    return f"没有找到编号为 {words} 的事项。发 /my 查看您的事项和编号。"


def receipt(report_id: int, label: str, count: int, deadline_words: str) -> str:
    """ "已记录 R-1024 · #37 · 第3次反馈 · 距时限12天" (glossary.md)."""
    return " · ".join(
        part for part in (f"已记录 R-{report_id}", label, f"第{count}次反馈", deadline_words) if part
    )


def amended_after(label: str, report_id: int) -> str:
    return f"✏️ {label} 的反馈在申请或销号后被修改（新编号 R-{report_id}），原申请或销号作废，事项回到推进中。"
