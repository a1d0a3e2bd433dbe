"""Who does it: leaders and units in a directive and its bracket (docs/bulletin-form.md, 2).

A clause is read by its marks: whoever stands before 牵头 or 负责, before 配合, before and after 会同, before 要. A
name that 由 or 请 opens and such a word ends is one whatever its form, as is what a bracket of who and when lists.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from domain.ideographs import HAN
from domain.papers.reading import Roster
from papers.reading.label_names import LABEL
from papers.reading.labels import take_labels
from papers.reading.leaders import find_consulted, find_leaders, is_person, names_in
from papers.reading.names.acting import VERB, acting_units, far_as_formed, formed
from papers.reading.names.lists import NOBODY, NameList, hide_name_brackets, kind_of, names_of, shown
from papers.reading.names.unit_forms import is_body
from papers.reading.units import units_in

_ADVERBS = (
    r"(?:按(?:照)?(?:各自)?(?:工作)?(?:职责|职能|分工)(?:分工|权限|范围)?|根据(?:各自)?职责(?:分工)?|共同|具体|分别|联合|分工|统筹|全面|各自|主要|直接|积极|"
    r"协同|密切|主动|全力|予以|做好|抓紧|尽快|及时|立即|进一步|切实|认真|总|再|支持|(?:应当?|要|须|必须|务必|需)(?!急))*"
)
_ADVERBS_AT_END = re.compile(rf"{_ADVERBS}$")
_LEAD = (
    r"(?:牵头(?!单位|部门|人|领导|的)|负总?责(?!人|同志|制|任|领导|单位|部门|的)|主办(?!单位|方)|承办(?!单位|方|的)|为主(?!体|要|线|导)|抓总|各负其责|"
    r"(?:抓好?)?(?:落实|组织实施)$|(?:为|作为|担任)(?:实施|建设|责任|牵头|主体|项目|承办|主办)*(?:业主|单位|主体|部门))"
)
_HELP = (
    r"(?:(?:为|作为|担任)(?:配合|协办|协助|参与)(?:单位|部门)|配合|协助|协办|参与|参加|支持|协同)"
    r"(?:落实|实施|工作|推进|办理|(?:做好|抓好|完成|开展).*)?$"
)
_JOIN = r"(?:会同|会商|联合(?!会|社|体|国|组|党委|执法|惩戒|检查|大队)|(?<![招工电磋协])商(?=[县市区省州国各]))"
_MUST = (
    r"(?:(?<![重主需只不纪摘概紧次扼简])要(?![求素点闻件么约害领道塞])|(?<![对反供相适响])应当?(?![急对用届邀收付聘征答变])"
    r"|必须|(?<![必])须(?!知)|务必|需(?![求要]))"
)
_MARK = re.compile(rf"(?P<lead>{_LEAD})|(?P<help>{_HELP})|(?P<join>{_JOIN})|(?P<must>{_MUST})")
_HELPS = re.compile(rf"^{_ADVERBS}{_HELP}")
_JOINS = re.compile(rf"^(?:抓总|落实|负责|组织|并)?{_ADVERBS}{_JOIN}(?P<others>.+)$")
_THEN_HELPS = re.compile(rf"^(?P<names>[^：]{{2,80}}?){_ADVERBS}{_HELP}")
# 由 and 请 before whoever is charged; not 由于, 理由, 申请.
_CHARGE = re.compile(
    r"(?<![自理缘经])由(?![于此衷来])|(?<![申提聘报邀呈函商宴])请(?![示求假款辞缨])|责成|责令|委托|授权"
    r"|(?:^|，)以(?=[^，]{2,30}为主)"
)
# 会议要求, 二是, 6月底前: what may stand before the names.
_FRAME = re.compile(
    r"^(?:会议(?:还|研究|一致|原则)*(?:要求|强调|指出|决定|议定|明确|确定|同意|认为)|原则同意|同意|决定|明确|其中|同时|并|另外?|此外|后续|下一步|会后|必要时|"
    r"[一二三四五六七八九十]+[是要](?!求)|(?:\d{4}年)?\d{1,2}月\d{0,2}[日中上下旬底初末]*(?:前|之前|以前))+，?"
)
# 甲局牵头、乙局配合: the verb ends the list as a comma would.
_VERB_IN_LIST = re.compile(
    r"(?P<verb>牵头|负责|主办|为主|配合|协助|协办|参与|参加)、(?=[^，。；：]{2,60}?(?:牵头|负责|主办|配合|协助|协办|参与|参加))"
)
_LONGEST_FIELD = 2000
_LONGEST_LIST = 200
_HEADING_NUMBER = re.compile(r"^[（(]?[一二三四五六七八九十]{1,3}(?:、|[）)][、.]?)")
_HEADING_COUNT = re.compile(
    r"[（(][^（）()]*\d[^（）()]*[）)]|(?:牵头|负责|承办)?(?:的|办理)?(?:事项|任务)?\d*[件项]?$"
)
# 各级各部门要高度重视 urges, and charges nobody.
_EVERYBODY = re.compile(
    r"(?:各级|(?:全[县市区院校系统]*)?各?(?:相关|有关|职能)?(?:部门|单位|地|方|科室|处室)|全体[^、]*)+"
)
# 责任单位为县甲局
_NAMED = re.compile(
    r"(?:(?P<helps>配合|协办|参与)|牵头|责任|主办|承办|实施|落实)(?:责任)?(?:单位|部门|科室)(?P<is>为|是)?(?P<names>.{2,80})$"
)
# 程远副县长主抓的重点工作
_WHOSE = re.compile(
    r"^(?:由)?(?P<who>[^，。；：（）“”]{2,40}?)(?:同志)?(?:主抓|领办|分管|主管|牵头|领衔|包抓|负责|督办)(?:的)?(?:重点|具体|主要)?"
    r"(?:工作|事项|任务|项目|领域|线|方面)?(?:（[^（）]*）)?$"
)
_BREAK = re.compile(r"[，；。：（）]")
_NO_WAITING = re.compile(
    r"^(?:牵头|责任|主办|承办|配合|协办)(?:单位|部门)|(?:单位|部门)[为是]|会同|联合(?!会|社)|(?:部门|单位)$"
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


@dataclass(slots=True)
class _Charges:
    """What the clauses read so far say."""

    responsible: list[str] = field(default_factory=list)
    cooperating: list[str] = field(default_factory=list)
    is_open: bool = False

    def take(self, first: NameList, second: NameList = NOBODY) -> bool:
        """Whether anybody was named."""
        self.responsible += [unit for unit in first.units if unit not in self.responsible]
        self.cooperating += [unit for unit in second.units if unit not in self.cooperating]
        self.is_open = self.is_open or any(names.is_open and bool(names.units) for names in (first, second))
        return bool(first or second)


# The frame asks whether a stretch assigns work before the item is read.
@lru_cache(maxsize=256)
def find_duties(directive: str, bracket: str = "", roster: Roster | None = None) -> Duties:
    """From the directive's clauses and, if there is one, the bracket at its end."""
    told = _Charges()
    texts = [_VERB_IN_LIST.sub(r"\g<verb>，", hide_name_brackets(one)) for one in (directive, bracket)]
    for text, is_bracket in zip(texts, (False, True), strict=True):
        reader = _ClauseReader(told, roster, is_bracket=is_bracket)
        for clause in _clauses(text):
            reader.read(clause)
    if bracket and not told.responsible:
        told.responsible += [unit for unit in _bare_units(bracket, roster) if unit not in told.cooperating]
    text = "，".join(texts)
    if not told.responsible:
        told.responsible += [unit for unit in acting_units(text, roster) if unit not in told.cooperating]
    cooperating = tuple(unit for unit in told.cooperating if unit not in told.responsible)
    plain = shown(text)
    return Duties(
        find_leaders(plain, roster), find_consulted(plain, roster), tuple(told.responsible), cooperating, told.is_open
    )


class _ClauseReader:
    """Reads one clause after another; where one has said who leads, names without 由 in the next are names too."""

    def __init__(self, told: _Charges, roster: Roster | None, *, is_bracket: bool) -> None:
        self.told, self.roster, self.is_bracket = told, roster, is_bracket
        self.goes_on = False

    def read(self, clause: str) -> None:
        named = _NAMED.search(clause)
        # 责任单位水利站 has lost its colon.
        if named and (named["is"] or (named.start() == 0 and formed(named["names"], self.roster).units)):
            names = names_of(named["names"], self.roster, is_sure=True)
            self.told.take(*((NOBODY, names) if named["helps"] else (names, NOBODY)))
            return
        charges = [match.end() for match in _CHARGE.finditer(clause)]
        rest = _after_comrade(clause)
        if rest != clause:
            self.goes_on = self._marked(rest, 0, is_sure=bool(charges)) or bool(charges)
            return
        if any(self._charged(clause, start) for start in charges):
            self.goes_on = True
            return
        frame = _FRAME.match(clause)
        start = frame.end() if frame else 0
        self.goes_on = self._marked(clause, start, is_sure=self.is_bracket or self.goes_on)

    def _charged(self, clause: str, start: int) -> bool:
        """After 由: the names before a mark, else those before a verb, else as far as their form goes."""
        if self._marked(clause, start, is_sure=True):
            return True
        if not formed(clause[start:], self.roster).units and formed(clause[start:], self.roster).persons:
            return True
        verbs = (verb.start() for verb in VERB.finditer(clause, start))
        names = next((one for end in verbs if (one := formed(_bare(clause[start:end]), self.roster))), None)
        return self.told.take(names or far_as_formed(clause, start, self.roster)[0])

    def _marked(self, clause: str, start: int, *, is_sure: bool) -> bool:
        for mark in _MARK.finditer(clause, start):
            words = _bare(clause[start : mark.start()])
            after = clause[mark.end() :]
            if mark["join"] and not words:
                return self.told.take(NOBODY, _joined(after, self.roster))
            if not words or len(words) > _LONGEST_LIST:
                continue
            names = names_of(words, self.roster, is_sure=is_sure and not mark["must"])
            if mark["must"] and all(_EVERYBODY.fullmatch(unit) for unit in names.units):
                continue
            if names and self._is_told(mark, names, after):
                return True
        return False

    def _is_told(self, mark: re.Match[str], names: NameList, after: str) -> bool:
        """Whether the names before a mark are charged, and with whom."""
        if mark["help"] or (mark["must"] and _HELPS.match(after)):
            return self.told.take(NOBODY, names)
        if mark["join"]:
            others = _joined(after, self.roster)
            return bool(others or mark[0] not in ("联合", "会商")) and self.told.take(names, others)
        joins, helps = _JOINS.match(after), _THEN_HELPS.match(after)
        others = _joined(joins["others"], self.roster) if joins else NOBODY
        if helps and not joins:
            others = names_of(_bare(helps["names"]), self.roster)
        return self.told.take(names, others)


def _bare(words: str) -> str:
    return _ADVERBS_AT_END.sub("", words).strip("、 ")


def _joined(words: str, roster: Roster | None) -> NameList:
    """The units after 会同, up to a verb or the end."""
    ends = [match.start() for pattern in (VERB, _MARK) for match in pattern.finditer(words)]
    for end in (*sorted(ends), len(words)):
        names = names_of(_bare(words[:end][:_LONGEST_LIST]), roster)
        if names.units:
            return names
    return far_as_formed(words, 0, roster)[0]


def _clauses(text: str) -> list[str]:
    """Pieces between commas; one that only lists units waits for the verb of the next: 县甲局，县乙局负责."""
    joined: list[str] = []
    waiting = ""
    for clause in _BREAK.split(text):
        whole = f"{waiting}、{clause}" if waiting else clause
        if _only_lists(clause):
            waiting = whole
            continue
        joined.append(whole)
        waiting = ""
    return joined


def _only_lists(clause: str) -> bool:
    if not 2 < len(clause) <= 60 or not is_body(clause.rsplit("、", 1)[-1].strip("由请")) or _NO_WAITING.search(clause):
        return False
    names = names_of(_CHARGE.sub("", clause, count=1))
    return bool(names.units) and not names.persons and all(is_body(one) for one in names.units)


def _after_comrade(clause: str) -> str:
    """由甲同志商乙同志县丙局负责: the units stand after the last person."""
    if "同志" in clause and "负责同志" not in clause:
        return clause.rsplit("同志", 1)[1].removeprefix("牵头").lstrip("、")
    return clause


def _bare_units(bracket: str, roster: Roster | None) -> list[str]:
    """（县交通局、各镇，6月底前）: a bracket of units without a verb; （实验小学、第一中学） may list what is built."""
    lists = (names_of(part, roster) for part in _BREAK.split(hide_name_brackets(bracket)))
    told = (names.units for names in lists if any(_is_office(unit, roster) for unit in names.units))
    return list(dict.fromkeys(unit for units in told for unit in units))


def with_fields(duties: Duties, fields: dict[str, str], roster: Roster | None = None) -> Duties:
    """What labels or table columns say is added to what the directive says."""
    responsible, joined, opened = _field_units(_names_of(fields, "responsible"), roster)
    cooperating, opened_more = units_in(_names_of(fields, "cooperating"), roster)
    # 责任领导及单位：程远、县水利局 tells both in one field.
    words = _names_of(fields, "leads")
    parts = [part for part in re.split(r"[、，,；;\s]", words) if part]
    units = tuple(one for one in parts if kind_of(one, roster) == "unit")
    leading, leads = units, names_in("、".join(one for one in parts if one not in units))
    responsible = _merged(responsible, leading)
    if not (leads or duties.lead_leaders):
        leads = names_in(_names_of(fields, "person"))
    # 请交通局研究, 承办单位：县交通局: the same once more, in short.
    told = tuple(
        one for one in duties.responsible_units if not any(unit != one and unit.endswith(one) for unit in responsible)
    )
    in_charge = _merged(told, responsible)
    joining = _merged(_merged(duties.cooperating_units, joined), cooperating)
    return Duties(
        _merged(duties.lead_leaders, leads),
        duties.consulted_leaders,
        in_charge,
        # One line of a ledger may name a unit in both columns; that is told as it stands.
        joining if cooperating else tuple(unit for unit in joining if unit not in in_charge),
        duties.open_list or opened or opened_more,
    )


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
        if told.responsible_units:
            return told.responsible_units, told.cooperating_units, told.open_list
    units, opened = units_in(words.strip("、，；"), roster)
    # 责任单位及责任人: the persons among them answer inside their unit.
    plain = tuple(unit for unit in units if not is_person(unit, roster) and not _CONTACT.search(unit))
    return plain or units, joined, opened


def heading_duties(heading: str, roster: Roster | None = None) -> Duties:
    """县住建局（3项）, 县住建局（分管领导：程远）, 程远副县长主抓的工作: a heading that is nothing but names."""
    told = take_labels(_HEADING_NUMBER.sub("", heading))
    if whose := _WHOSE.match(told.text):
        who = names_of(whose["who"], roster)
        is_one_kind = not (who.persons and who.units) and all(_is_office(one, roster) for one in who.units)
        return Duties(who.persons, (), who.units) if is_one_kind else Duties()
    plain = told.text.rstrip("。")[:_LONGEST_LIST]
    words = _HEADING_COUNT.sub("", plain)
    names = names_of(words, roster)
    # 大垭村（4项）: with a count even a place is whose the items are.
    if names.persons or not names.units or (words == plain and not all(_is_office(one, roster) for one in names.units)):
        return Duties()
    return Duties(names_in(told.fields.get("leads", "")), (), names.units)


def _is_office(name: str, roster: Roster | None) -> bool:
    """A body, and no name for what offices do (综合办公)."""
    return is_body(name) or (roster is not None and name in roster.units)


def _merged(first: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *more)))
