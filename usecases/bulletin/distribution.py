"""Who the office's bulletins go to and who prints them: learnt from the first paper, changed by a supervisor."""

import re

from domain.bulletin import distribution_texts as texts
from domain.hygiene import clean
from domain.notes import Answer
from domain.office.people import Action, Actor, require
from domain.refusals import BadInput, TooLate
from storage.office.settings import keep_setting, setting, setting_version
from storage.tx import Tx

NAME = "bulletin"
MOST = 40
LONGEST = 40
_BETWEEN = re.compile(r"[，,；;\n]+")
_NONE = ("无", "没有")


async def show_distribution(tx: Tx) -> str:
    printing = await setting(tx, NAME)
    send_to, copy_to = _listed(printing.get("send_to")), _listed(printing.get("copy_to"))
    return texts.shown(send_to, copy_to, str(printing.get("printed_by", tx.profile.agency)))


async def set_distribution(tx: Tx, actor: Actor, words: str) -> Answer:
    """ "发送 各镇人民政府，县政府各工作部门": that line anew."""
    require(actor, Action.PUBLISH)
    said, _, rest = clean(words).replace("：", " ").replace("\n", " ").partition(" ")
    if said not in texts.FIELDS:
        raise BadInput(texts.USAGE)
    field = texts.FIELDS[said]
    names = _names(rest)
    value: object = names if field != "printed_by" else "，".join(names)
    before = await setting(tx, NAME)
    version = await setting_version(tx, NAME)
    if not await keep_setting(tx, NAME, {**before, field: value}, version):
        raise TooLate(texts.CHANGED_MEANWHILE)
    was = "，".join(_listed(before.get(field)))
    tx.record(
        "set_distribution",
        texts.TITLE,
        actor_id=actor.person_id,
        telegram_id=actor.telegram_id,
        before={"text": f"{said}：{was}"},
        after={"text": f"{said}：{'，'.join(names)}"},
    )
    return Answer(texts.changed(said, was, "，".join(names)))


def _names(words: str) -> list[str]:
    """The names between commas; a 、 stays within one ("县法院、检察院")."""
    said = words.strip().rstrip("。")
    if said in _NONE:
        return []
    names = list(dict.fromkeys(name for part in _BETWEEN.split(said) if (name := part.strip())))
    if not names or len(names) > MOST or any(len(name) > LONGEST for name in names):
        raise BadInput(texts.NAMES.format(longest=LONGEST, most=MOST))
    return names


def _listed(stored: object) -> list[str]:
    if isinstance(stored, str):
        return [stored] if stored else []
    return [str(name) for name in stored] if isinstance(stored, list) else []
