"""Who does it: leaders and units in a directive and its bracket (docs/bulletin-form.md, 2)."""

import re
from dataclasses import dataclass

from domain.ideographs import HAN
from domain.papers.reading import Roster
from papers.reading.label_names import LABEL
from papers.reading.labels import take_labels
from papers.reading.leaders import find_consulted, find_leaders, is_person, names_in
from papers.reading.units import hide_name_brackets, looks_like_unit, shown, split_units, units_in

_TOGETHER_WORDS = (
    r"(?:(?:按(?:照)?(?:各自)?职责(?:分工)?|根据职责|共同|具体|分别|联合|分工|统筹|全面|各自|主要|直接)+)?"
)
_IN_CHARGE = (
    rf"(?:{_TOGETHER_WORDS}"
    r"(?:总?负责(?:牵头|落实|实施|组织实施|抓好?落实|推进|办理|做好)?"
    r"|为主|(?:为|作为|担任)(?:业主|实施|建设|责任|牵头|主体|项目)+(?:单位|主体)|总?牵头(?:负责|抓总|落实|组织实施|实施|抓好?落实|推进|办理)?|主办|承办|(?:抓好?)?(?:落实|组织实施)|各负其责|负总责|抓总))"
)
# 后续工作由, 所需资金由
_PREFIX = (
    r"(?:明确|决定|同意|[^，。；：由请以、]{0,12}(?:工作|问题|事宜|事项|资金|经费|手续|费用|任务|方案|职责)"
    r"|[^，。；：由请以、]{2,12}(?=由[县市区省州]))?"
)
_RESPONSIBLE = re.compile(rf"^(?:{_PREFIX}(?:由|以|请))?(?P<units>[^：]{{2,80}}?){_IN_CHARGE}$")
# With 由 or 请 before it, the verb may go on: 由县财政局负责筹措资金.
_CHARGED = re.compile(rf"^{_PREFIX}(?:由|请|责成)")
_OF_THE_PLACE = re.compile(
    r"^(?:[县市区省州团]|各(?=[县市区镇乡])|[\u4e00-\u9fff]{1,5}(?:镇|乡(?!村|镇)|街道|园区|开发区|管委会))"
)
_VERB = re.compile(
    r"(?:共同|具体|分别|抓紧|尽快|及时|立即|统筹|统一|进一步|切实|认真|积极|抓好|专题|会|应|总)*"
    r"(?:(?:负责|牵头)(?!人|同志)|会同|联合(?!会|社)|落实|组织(?!部)|办理|承办|承担|实施|编制|制定|修订|完成|研究|协调|做好|开展|报(?!社)|上报|"
    r"拟定|起草|提出|根据|按照?|结合|依法|依规|对接|对|于|在|向|印发|出台|安排|监督|指导|督促|汇总|审核|跟踪|推进|加快|加强|予以|"
    r"给予|筹措|筹备|争取|拨付|核定|委托|履行|列支|解决|整改|启动|建立|成立|召集|召开|提供|进行|配合|协助|抓紧|尽快|进一步|切实)"
)
_PLAIN_END = re.compile(
    r"局|委(?!员|托|会)|办(?!理|公|法|好)|镇|乡(?!村)|街道(?!办)|办事处|中心|公司|集团|政府(?!办)|法院|检察院|管委会"
)
_COOPERATING = re.compile(
    r"^(?:并?由|请)?(?P<units>[^：]{2,80}?)(?:要|应当?|须)?(?:按(?:照)?(?:各自)?职责(?:分工)?|积极|共同|协同|予以|密切|做好|全力|主动|支持|分别)*"
    r"(?:配合|协助|协办|参与|参加|支持|协同)(?:落实|实施|工作|推进|办理|(?:做好|抓好|完成|开展).*)?$"
)
_JOINING = re.compile(r"^并?(?:会同|联合|商(?=[县市区省州]))(?P<units>[^：]{2,200})$")
# 由甲局牵头会同乙局制定办法
_LEADS_WITH = re.compile(
    rf"^{_PREFIX}(?:由|请|以)?(?P<units>[^：]{{2,80}}?){_IN_CHARGE}(?:会同|联合|商(?=[县市区省州]))(?P<others>[^：]{{2,200}})$"
)
# 甲局牵头、乙局配合: the verb ends the list as a comma would.
_VERB_IN_LIST = re.compile(
    r"(?P<verb>牵头|负责|主办|为主|配合|协助|协办|参与|参加)、(?=[^，。；：]{2,60}?(?:牵头|负责|主办|配合|协助|协办|参与|参加))"
)
# 县公安局要加强……: whoever must, is responsible.
_MUST = re.compile(r"^(?P<units>(?:[县市区省州团国]|各|我[县市])[^：]{1,60}?)(?:要|应当?|必须|务必)(?![求有急])")
_TOGETHER = re.compile(r"会同|商(?=[县市区省州])|联合|协同")
_LONGEST_FIELD = 2000
_HEADING_COUNT = re.compile(
    r"[（(][^（）()]*\d[^（）()]*[）)]|(?:牵头|负责|承办)?(?:的|办理)?(?:事项|任务)?\d*[件项]?$"
)
_WHOLE_UNIT = re.compile(r"(?:局|委|办|镇|乡|街道|院|中心|公司|集团|部|政府|管委会|大队|支队)$")
_BREAK = re.compile(r"[，；。：（）]")
_ONLY_UNITS = re.compile(
    r"^(?!.*(?:会同|联合(?!会|社)))(?:由|请)?(?:[县市区省州团国]|各[镇乡])[\u4e00-\u9fff\ue000-\ue002、]{1,60}(?<!部门)(?<!单位)$"
)


@dataclass(frozen=True, slots=True)
class Duties:
    lead_leaders: tuple[str, ...] = ()
    consulted_leaders: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    cooperating_units: tuple[str, ...] = ()
    open_list: bool = False

    @property
    def is_assigned(self) -> bool:
        return bool(self.responsible_units or self.lead_leaders)


def find_duties(directive: str, bracket: str = "", roster: Roster | None = None) -> Duties:
    """From the directive's clauses and, if there is one, the bracket at its end."""
    text = _VERB_IN_LIST.sub(r"\g<verb>，", hide_name_brackets(f"{directive}，{bracket}"))
    responsible: list[str] = []
    cooperating: list[str] = []
    is_open = False
    for clause in _clauses(text):
        first, second, opened = _clause_units(_after_comrade(clause), roster)
        responsible += [unit for unit in first if unit not in responsible]
        cooperating += [unit for unit in second if unit not in cooperating]
        is_open = is_open or opened
    if bracket and not responsible:
        responsible += [unit for unit in _bare_units(bracket, roster) if unit not in cooperating]
    if not responsible:
        responsible += _acting_units(text, roster)
    cooperating = [unit for unit in cooperating if unit not in responsible]
    plain = shown(text)
    return Duties(
        find_leaders(plain, roster), find_consulted(plain, roster), tuple(responsible), tuple(cooperating), is_open
    )


def _acting_units(text: str, roster: Roster | None) -> list[str]:
    """县交通局负责抢通公路: at the head of a sentence, the units up to its verb; of the first that has any."""
    for sentence in re.split(r"[。；]", text):
        # 由甲同志负责，县乙局组织好…: the units stand after the person.
        clause = next((one for one in sentence.split("，") if "同志" not in one), "")
        # 县甲局会同乙镇 is told by its own rule; a sentence of what is done names no duty.
        if not _OF_THE_PLACE.match(clause) or re.search(r"[了过]|已", clause):
            continue
        for verb in _VERB.finditer(clause, 2):
            units, _ = split_units(clause[: verb.start()], roster)
            if units:
                return units
    return []


def _clauses(text: str) -> list[str]:
    """Pieces between commas; one that only lists units waits for the verb of the next: 县甲局，县乙局负责."""
    joined: list[str] = []
    waiting = ""
    for clause in _BREAK.split(text):
        whole = f"{waiting}、{clause}" if waiting else clause
        if _ONLY_UNITS.match(clause) and split_units(clause)[0]:
            waiting = whole
            continue
        joined.append(whole)
        waiting = ""
    return joined


def _after_comrade(clause: str) -> str:
    """由甲同志商乙同志县丙局负责: the units stand after the last person."""
    if "同志" in clause and "负责同志" not in clause:
        return clause.rsplit("同志", 1)[1].removeprefix("牵头").lstrip("、")
    return clause


def _clause_units(clause: str, roster: Roster | None) -> tuple[list[str], list[str], bool]:
    """Responsible units, cooperating units, and whether the list is open."""
    joining = _JOINING.match(clause)
    if joining:
        return [], _joining(joining["units"], roster), False
    match = _COOPERATING.match(clause)
    if match:
        units, opened = split_units(match["units"], roster)
        return [], units, opened and bool(units)
    match = _RESPONSIBLE.match(clause) or _MUST.match(clause)
    if match is None and (both := _LEADS_WITH.match(clause)):
        leading, opened = split_units(_without_persons(both["units"], roster), roster)
        return leading, _joining(both["others"], roster) if leading else [], opened and bool(leading)
    if match is None:
        return _charged(clause, roster)
    first, _, second = _parted(match["units"])
    if not second and (
        joined := re.match("(?:要|应当?|必须|务必)?(?:会同|联合)(?P<others>.+)", clause[match.end("units") :])
    ):
        second = "、".join(_joining(joined["others"], roster))
    units, opened = split_units(_without_persons(first, roster), roster)
    more, opened_more = split_units(second, roster) if second else ([], False)
    if not units:
        # 由县甲局抓紧组织实施
        return _charged(clause, roster)
    return units, more, opened or (opened_more and bool(more))


def _charged(clause: str, roster: Roster | None) -> tuple[list[str], list[str], bool]:
    """由县财政局筹措资金, 县财政局会同县审计局研究……: the units end where a verb begins."""
    prefix = _CHARGED.match(clause)
    if prefix is None and not (_OF_THE_PLACE.match(clause) and re.search("会同|联合|负责(?!人|同志)", clause)):
        return [], [], False
    start = prefix.end() if prefix else 0
    for verb in _VERB.finditer(clause, start):
        units, opened = split_units(_without_persons(clause[start : verb.start()], roster), roster)
        if not units:
            continue
        if verb[0].endswith(("会同", "联合")):
            return units, _joining(clause[verb.end() :], roster), opened
        # 县财政局负责落实资金
        is_told = prefix is not None or verb[0].endswith("负责")
        return (units, [], opened) if is_told else ([], [], False)
    # 由县公安局会后修改: whatever the verb, the units end at the last plain ending.
    for end in reversed([match.end() for match in _PLAIN_END.finditer(clause, start)] if prefix else ()):
        units, opened = split_units(_without_persons(clause[start:end], roster), roster)
        if units:
            return units, [], opened
    return [], [], False


def _joining(words: str, roster: Roster | None) -> list[str]:
    """The units after 会同, up to a verb or the end."""
    for end in (*(verb.start() for verb in _VERB.finditer(words)), len(words)):
        units, _ = split_units(words[:end], roster)
        if units:
            return units
    return []


def _parted(words: str) -> tuple[str, str, str]:
    """县财政局会同县审计局: the second joins in."""
    match = _TOGETHER.search(words)
    if match is None or not looks_like_unit(words[: match.start()].rsplit("、", 1)[-1].strip("由请")):
        return words, "", ""
    return words[: match.start()], match[0], words[match.end() :]


def _without_persons(words: str, roster: Roster | None) -> str:
    """程远、县住建局牵头: the person is found elsewhere."""
    parts = words.split("、")
    return "、".join(part for part in parts if not is_person(part.strip("由请"), roster))


def _bare_units(bracket: str, roster: Roster | None) -> list[str]:
    """（县交通局、各镇，6月底前）: a bracket that lists units without a verb."""
    lists = (split_units(part, roster)[0] for part in _BREAK.split(hide_name_brackets(bracket)))
    return list(dict.fromkeys(unit for units in lists for unit in units))


def with_fields(duties: Duties, fields: dict[str, str], roster: Roster | None = None) -> Duties:
    """What labels or table columns say is added to what the directive says."""
    responsible, joined, opened = _field_units(_names_of(fields, "responsible"), roster)
    cooperating, opened_more = units_in(_names_of(fields, "cooperating"), roster)
    # 责任领导及单位：程远、县水利局 tells both in one field.
    words = _names_of(fields, "leads")
    parts = [part for part in re.split(r"[、，,；;\s]", words) if part]
    units = tuple(one for one in parts if _UNIT_AMONG_LEADERS.match(one) and looks_like_unit(one))
    leading, leads = units, names_in("、".join(one for one in parts if one not in units))
    responsible = _merged(responsible, leading)
    in_charge = _merged(duties.responsible_units, responsible)
    joining = _merged(_merged(duties.cooperating_units, joined), cooperating)
    return Duties(
        _merged(duties.lead_leaders, leads),
        duties.consulted_leaders,
        in_charge,
        # One line of a ledger may name a unit in both columns; that is told as it stands.
        joining if cooperating else tuple(unit for unit in joining if unit not in in_charge),
        duties.open_list or opened or opened_more,
    )


_UNIT_AMONG_LEADERS = re.compile(r"^(?:[县市区省州]|各).{2,}|.{2,}(?:局|委|办|镇|乡|街道|公司|中心|管委会)$")


def _names_of(fields: dict[str, str], kind: str) -> str:
    """No list of names is longer; what is, is a hostile or broken file."""
    return fields.get(kind, "")[:_LONGEST_FIELD]


_CONTACT = re.compile(r"^\d[\d—-]{4,}$|^[\u4e00-\u9fff]某+$")
_ROLES_IN_FIELD = re.compile(r"牵头|配合|协办|协助|参与|参加")
# 责任单位及责任人：县水利局（程远）
_PERSON_BRACKET = re.compile(rf"（(?P<name>[{HAN}·]{{2,9}})(?:[、，]?1\d{{10}})?）")
_JOINS_IN_BRACKET = re.compile(r"(?P<unit>[^、，；（）]+)（(?:配合|协办|协助|参与)(?:单位|部门)?）")


def _field_units(words: str, roster: Roster | None) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """责任单位：县甲局牵头，县乙局配合 tells both kinds in one field."""
    joined = tuple(match["unit"] for match in _JOINS_IN_BRACKET.finditer(words))
    if LABEL.search(words):
        # 牵头：县甲局 配合：县乙局 in one cell
        told_fields = take_labels(words).fields
        units, opened = units_in(told_fields.get("responsible", ""), roster)
        return units, units_in(told_fields.get("cooperating", ""), roster)[0], opened
    words = _PERSON_BRACKET.sub(
        lambda match: "" if is_person(match["name"], roster) else match[0], _JOINS_IN_BRACKET.sub("", words)
    )
    if _ROLES_IN_FIELD.search(re.sub(r"（[^（）]*）", "", words)):
        told = find_duties("", words, roster)
        if told.responsible_units and told.cooperating_units:
            return told.responsible_units, told.cooperating_units, told.open_list
    units, opened = units_in(words.strip("、，；"), roster)
    # 责任单位及责任人: the persons among them answer inside their unit.
    plain = tuple(unit for unit in units if not is_person(unit, roster) and not _CONTACT.search(unit))
    return plain or units, joined, opened


def heading_duties(heading: str, roster: Roster | None = None) -> Duties:
    """一、县住建局（3项） or 一、县住建局（分管领导：程远）: a heading that is nothing but units."""
    told = take_labels(heading)
    names, _ = split_units(_HEADING_COUNT.sub("", told.text.rstrip("。")), roster)
    if not names or not all(_WHOLE_UNIT.search(name) for name in names):
        return Duties()
    return Duties(names_in(told.fields.get("leads", "")), (), tuple(names))


def _merged(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))
