"""The columns of tables of items, known by their names in any order and wording (docs/bulletin-form.md, 4)."""

import re
from collections.abc import Sequence
from functools import lru_cache

from papers.reading.label_names import FIELD_OF

LONGEST_NAME = 16
FEWEST_COLUMNS = 3
_BRACKET = re.compile(r"[（(〔\[][^）)〕\]]*[）)〕\]]?$|[：:]+$|[*※]")
_BARE = ("单位", "部门", "单位名称")
_PROBLEM = re.compile(r"问题|事由|案由|缘由|诉求|困难")
_MEASURE = re.compile(r"措施|举措|要求")
# A sentence, a label with its value, a heading.
_NO_NAME = re.compile(r"[，。；]|[：:].|^[（(]?[一二三四五六七八九十]{1,3}[、）)]")
# The first that fits; names are told by their ends more than by their beginnings.
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(?:.{0,4}(?:序号|编号)|项次|No\.?|NO\.?|号)$")),
    # 责任单位及责任人 names units first.
    ("responsible", re.compile(r"^(?:牵头|责任|主办|承办)(?:责任)?(?:单位|部门)(?:及|和|、|/)")),
    ("progress", re.compile(r"^(?:工作|目前)?(?:进展|完成|落实|推进)(?:情况)?(?:及|和|与|、)")),
    ("directive", re.compile(r"^(?:反馈|具体|发现|整改)?问题(?:描述|清单|内容)?$")),
    ("category", re.compile(r"类别$|类型$|分类$|领域$|板块$|^方面$|任务分类")),
    (
        "other",
        re.compile(
            r"备注|联系|联络|电话|经办人|(?:责任|负责|承办)人员?$|问题|困难|打算|下一?步|原因|投资|金额|资金"
            r"|(?:交办|下达|立项|签收|印发|开工|报送)(?:日期|时间)|(?:填报|报送|交办|来文|督办|督查|挂联|联系)单位"
            r"|(?:[一二三四]季度|上半年|下半年|\d月份?)(?:工作)?(?:目标|计划|任务|节点)|佐证|评价|得分|分值|排名|预警|序时进度|(?:计划|目标|时间)进度|实际完成时间|整改前|序时要求|权重"
        ),
    ),
    ("meeting", re.compile(r"^(?:批示|交办|签批)(?:县|市|区)?领导$")),
    ("leads", re.compile(r"领导|[县市区]长$|负责同志$")),
    ("cooperating", re.compile(r"(?:配合|协办|协同|协助|协作|参与|参加|会办)")),
    (
        "responsible",
        re.compile(
            r"(?:责任|牵头|主办|承办|实施|主管|主责|负责).*(?:单位|部门|主体|[科股处庭部]室|[处科部庭队方])$|^项目(?:单位|业主)$|^(?:单位|部门|单位名称|主体)$"
            r"|(?:落实|负责|承担|办理|建设|业主|完成|主责|主体|属地)(?:责任)?(?:单位|部门|主体)"
        ),
    ),
    (
        "due",
        re.compile(
            r"时限|期限|工期|完成年限|节点(?:要求|安排)$|(?:完成|办结|截止|销号|竣工|到期|要求|计划|整改|办理|落实).{0,4}(?:时间|日期|节点)|时间(?:节点|要求|安排)"
            r"|^(?:完成|截止)?(?:时间|日期)$"
        ),
    ),
    ("state", re.compile(r"状态|^是否|(?:办结|销号)情况$|完成与否|^进度标识$")),
    ("meeting", re.compile(r"来源$|^(?:来源/)?会议$|会议(?:名称|次数|届次)$|批次$|依据$|来文$")),
    (
        "progress",
        re.compile(
            r"进展|进度$|进度情况|(?:落实|办理|完成|推进|实施|整改|反馈|工作|目前|当前|建设|开展)情况$|(?:办理|落实|督办|督查|核查)结果$|成效$|(?:推进|进展)状况$|(?:督查|核查)情况$|完成比例$"
            r"|^情况$|完成率$"
        ),
    ),
    (
        "directive",
        re.compile(
            r"(?:事项|任务|内容|项目|工作|名称|目标|要点|实事|工程|措施|指标|标题|要求|举措|建议|提案|批示|规模|清单|分解|事由|目标值|任务数|任务量|标准|指标值|工作重点|议题|摘要|主题|题目)$"
            r"|(?:内容|目标|任务|措施)(?:及|和|与|、|/)"
        ),
    ),
)


@lru_cache(maxsize=8192)
def column_kind(name: str) -> str | None:
    """number, directive, leads, responsible, cooperating, due, progress, state, meeting, category or other; None when
    this is no name of a column."""
    plain = tidy_name(name)
    if not plain or len(plain) > LONGEST_NAME or _NO_NAME.search(plain):
        return None
    # 具体措施 is passed over below an item; as a column it tells the tasks.
    if plain in FIELD_OF and not plain.endswith(("措施", "举措")):
        kind = FIELD_OF[plain] or "other"
        return {"aim": "directive", "person": "other"}.get(kind, kind)
    return next((kind for kind, rule in _RULES if rule.search(plain)), None)


def tidy_name(name: str) -> str:
    return _BRACKET.sub("", re.sub(r"[\s\u2063]", "", name))


def kinds_of(names: Sequence[str]) -> list[str | None]:
    """Kinds by place, None for names that tell nothing."""
    kinds = [column_kind(name) for name in names]
    if kinds.count("responsible") > 1:
        # Beside 责任单位 a bare 单位 is that of the measure.
        kinds = ["other" if tidy_name(name) == "单位" else kind for name, kind in zip(names, kinds, strict=True)]
    tasks = {at: tidy_name(name) for at, name in enumerate(names) if kinds[at] == "directive"}
    if any(map(_PROBLEM.search, tasks.values())) and any(map(_MEASURE.search, tasks.values())):
        # The aim of mending a problem says no more than the measures do.
        kinds = ["other" if tasks.get(at, "").endswith("目标") else kind for at, kind in enumerate(kinds)]
    if "directive" not in kinds:
        # Beside a task 存在问题 tells what hinders it, alone it is the task.
        at = next((at for at, name in enumerate(names) if _PROBLEM.search(tidy_name(name))), None)
        is_charged = any(
            kind == "responsible" and tidy_name(name) not in _BARE for name, kind in zip(names, kinds, strict=True)
        )
        is_known = sum(kind is not None for kind in kinds) >= FEWEST_COLUMNS - 1
        if at is None and is_charged and is_known and not any(re.search(r"\d", name) for name in names):
            # Who is named does something: the first name that nobody knows is what.
            at = next((at for at, name in enumerate(names) if kinds[at] is None and name.strip()), None)
        kinds = ["directive" if place == at else kind for place, kind in enumerate(kinds)]
    return kinds


def is_item_header(kinds: Sequence[str]) -> bool:
    """A task, and who, when or how far."""
    return "directive" in kinds and bool({"responsible", "progress", "due", "leads", "state"} & set(kinds))


def header_kinds(names: Sequence[str]) -> list[str]:
    """Kinds by place, "" for unknown ones; empty when this is no header of a table of items."""
    kinds = kinds_of(names)
    filled = [kind for name, kind in zip(names, kinds, strict=True) if name.strip()]
    told = [kind or "" for kind in kinds]
    is_header = (
        is_item_header(told)
        and (sum(kind is not None for kind in filled) >= FEWEST_COLUMNS or "responsible" in told)
        and 2 * sum(kind is not None for kind in filled) > len(filled)
        and not any(len(name) > 2 * LONGEST_NAME for name in names)
    )
    return told if is_header else []
