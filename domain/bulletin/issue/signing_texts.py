"""Sentences of 签发: who signs, what a signer is shown, what is sent back."""

from collections.abc import Sequence

from domain.commands import Press
from domain.notes import Choice, Rows

TITLE = "通报送签"
NO_SIGNERS = "没有设签发人，督查室直接点【发布】即可。要设请发 /settings 签发人 吴明远"
SENT_BACK = "本期通报已退改"


def signed_by(names: Sequence[str]) -> str:
    return "、".join(names)


def not_yours(names: Sequence[str]) -> str:
    """To who may publish, but not sign."""
    return f"这一期由{signed_by(names)}签发。请在预览里点【送签】，签发后发布。"


def unsigned(names: Sequence[str]) -> str:
    return f"⚠️ 还没有签发：等{signed_by(names)}点【签发】"


def nobody(names: Sequence[str]) -> str:
    return f"⚠️ 签发人“{signed_by(names)}”不在名册里：请发 /settings 签发人 改正"


def asked(names: Sequence[str]) -> str:
    return f"已送{signed_by(names)}签发，签发后发布。"


def buttons(bulletin_id: int, version: int) -> Rows:
    return (
        (
            Choice("签发", Press.SIGN_ISSUE, bulletin_id, version, style="success"),
            Choice("退改", Press.SIGN_ISSUE_NO, bulletin_id, version),
            Choice("看全文", Press.BULLETIN_PAGE, bulletin_id, version, "0"),
        ),
    )


def sent_for(rows: Rows, bulletin_id: int, version: int) -> Rows:
    """The buttons of a draft that is to be signed first."""
    ask = Choice("送签", Press.SIGN_ISSUE_ASK, bulletin_id, version, style="success")
    return tuple(tuple(ask if one.verb is Press.PUBLISH else one for one in row) for row in rows)


def ask_reason() -> str:
    return "退改哪里？请写一句，督查室改好后再送签。"


def sent_back(name: str, reason: str) -> str:
    return f"{name}退改本期通报：{reason}\n改好后再点【送签】。"


def look(bulletin_id: int, version: int) -> Rows:
    return ((Choice("看草稿", Press.BULLETIN_PAGE, bulletin_id, version, "0"),),)


def told_back() -> str:
    return "已退改，督查室已收到您的意见。"
