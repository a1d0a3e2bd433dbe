"""Which unit a name means: exactly, by an alias, as everybody says it, nearly, or as a group of units. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from domain.hygiene import plain_name, same_name_key
from domain.office.departments import FAMILIES, FULL_NAMES, KINDS

NEAR_SHOWN = 3
_NEAR = 54.0
_LIKELY = 95.0
_OF_PLACES = ("镇", "乡", "街道", "民族乡")
# 各镇, 有关部门, 县直各单位: names that stand for several units.
GROUP = re.compile(
    r"^(?:各|有关|相关|其他)[^，。]{0,12}(?:[镇乡街县区市村居道局办队场方行]|部门|单位|公司|企业|学校|医院|委员会|政府|机构|管委会)"
    r"(?:（[^（）]{1,9}）)?(?:人民政府|政府)?$"
    r"|^(?:[县市区省州旗](?:直|级|属|政府)?|中省市?驻?.?|政府)(?:各|有关|相关|其他|组成|工作|成员)?(?:各|有关|相关)?"
    r"(?:职能|责任|直属|工作|成员|组成)?(?:部门|单位|机构|企业)$"
    r"|(?:成员单位|责任单位|镇乡|乡镇街道|各部门|各单位)$"
    r"|^(?:[县市区]直|全[县市区]|其余|其他|上述)?[一二三四五六七八九十\d]+个?(?:乡?镇|街道|部门|单位|县区|乡镇)$"
)
_SAID_AROUND = re.compile(r"^(?:由|请|会同)|(?:分别|共同|按职责)*(?:牵头|负责|配合|落实|主办|协办)$")
_OPEN_END = re.compile(
    r"等(?:[一二三四五六七八九十\d]+个?)?(?:有关|相关|其他)?(?:职能|县直|县级|市直|市级|责任|成员)?(?:部门和单位|部门|单位|乡镇|镇|街道)?$"
)
_BRACKET = re.compile(r"[（(〔\[【](?P<inside>[^（）()]{0,20})[）)〕\]】]")
_ROLE_WORD = re.compile(
    r"(?:分别|共同|总|联合|第一)?(?:牵头|主办|负责|配合|协办|责任|参与|汇总|主要)(?:单位|部门|责任单位|局)?"
)
_TOWN = re.compile(r"(?P<core>.+?)(?P<kind>镇|乡|街道|民族乡)(?:人民政府|政府|党委|党政办|党委政府|办事处|办|党工委)?$")
_DEPARTMENT = re.compile(
    r"^(?:(?P<place>[^县市区州旗省]{1,4})?(?P<level>[县区州旗省]|市(?![场监政容管])))?(?P<core>.+?)"
    r"(?P<kind>委员会|管理委员会|管委会|委|局|办公室|办|人民政府|政府|人民法院|法院|人民检察院|检察院|联合会|联|合作社|联社|社|服务中心|"
    r"管理中心|发展中心|中心|有限责任公司|有限公司|集团公司|集团|公司|大队|支队|总队|会|院|校|馆|站|部|处|所)$"
)


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A unit under all its names; one that is closed takes no new items."""

    unit_id: int
    name: str
    aliases: tuple[str, ...] = ()
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class KnownGroup:
    """A name that stands for several units; `unit_ids` is None until somebody has said which."""

    name: str
    unit_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """What a name means: the unit, the units of a group, or nothing sure. `near` looks alike, `likely` among
    them may well be meant.

    `is_group` without `units`: nobody has said which units the group has.
    """

    name: str
    units: tuple[KnownUnit, ...] = ()
    near: tuple[KnownUnit, ...] = ()
    likely: tuple[KnownUnit, ...] = ()
    is_group: bool = False

    @property
    def is_sure(self) -> bool:
        return bool(self.units)

    @property
    def closed(self) -> KnownUnit | None:
        """The first of the units that is closed."""
        return next((unit for unit in self.units if not unit.is_open), None)


@dataclass(frozen=True, slots=True)
class _Parts:
    """A name taken apart: 县, 市场监督管理, 局."""

    level: str
    core: str
    kind: str

    def is_same(self, other: "_Parts") -> bool:
        levels = {self.level, other.level} - {""}
        return (self.core, self.kind) == (other.core, other.kind) and len(levels) < 2

    def is_short_for(self, other: "_Parts") -> bool:
        """市监 for 市场监督管理, where no table says so; towns are never shortened."""
        if self.kind in _OF_PLACES or self.kind != other.kind or len({self.level, other.level} - {""}) > 1:
            return False
        short, long = sorted((self.core, other.core), key=len)
        letters = iter(long)
        return len(short) >= 2 and short[0] == long[0] and all(one in letters for one in short)

    def may_be(self, other: "_Parts") -> bool:
        """水务局 for 水利局, 司法办 for 司法局: asked about, never taken."""
        if not self.core or (self.kind in _OF_PLACES) != (other.kind in _OF_PLACES):
            return False
        is_family = self.kind == other.kind and any({self.core, other.core} <= family for family in FAMILIES)
        return self.core == other.core or is_family or self.is_short_for(other)


def unit_name(words: str) -> str:
    """The name itself, without 等, role brackets and 由…负责 around it."""
    name = _BRACKET.sub(lambda found: "" if _ROLE_WORD.fullmatch(found["inside"]) else found[0], plain_name(words))
    return _OPEN_END.sub("", _SAID_AROUND.sub("", name)).strip("、，,；;。：: ") or name


def is_group(name: str) -> bool:
    """Whether a name stands for several units, to be told by the office."""
    return bool(GROUP.search(name))


def _taken_apart(name: str) -> _Parts:
    plain = _BRACKET.sub("", name) or name
    town = _TOWN.fullmatch(plain)
    if town is not None:
        return _Parts("", re.sub(r"^.{0,4}[县市区](?=.{2})", "", town["core"]), town["kind"])
    found = _DEPARTMENT.fullmatch(plain)
    if found is None:
        bare = re.sub(r"^[县区州旗省]|^市(?![场监政容管])", "", plain)
        return _Parts("", FULL_NAMES.get(bare, bare), "局" if bare in FULL_NAMES else "")
    kind = KINDS.get(found["kind"], found["kind"].removeprefix("人民"))
    return _Parts(found["level"] or "", FULL_NAMES.get(found["core"], found["core"]), kind)


class UnitDirectory:
    """All units and groups of an office at one moment."""

    def __init__(self, units: Iterable[KnownUnit], groups: Iterable[KnownGroup] = ()) -> None:
        self.units = tuple(units)
        self.groups = {same_name_key(group.name): group for group in groups}
        self._by_id = {unit.unit_id: unit for unit in self.units}
        self._by_key = {same_name_key(name): unit for unit in self.units for name in unit.aliases} | {
            same_name_key(unit.name): unit for unit in self.units
        }

    @cached_property
    def _parts(self) -> list[tuple[_Parts, KnownUnit]]:
        return [(_taken_apart(name), unit) for unit in self.units for name in (unit.name, *unit.aliases)]

    @property
    def names(self) -> list[str]:
        """All names under which units are known."""
        return [name for unit in self.units for name in (unit.name, *unit.aliases)]

    def of_id(self, unit_id: int) -> KnownUnit | None:
        return self._by_id.get(unit_id)

    def with_names(self, names: Iterable[str]) -> "UnitDirectory":
        """As if the unknown names were units, the fullest spelling of each: 市监 and 县市监局 of one paper are one."""
        book = self
        for name in sorted(dict.fromkeys(names), key=len, reverse=True):
            found = book.look_up(name)
            if not found.is_sure and not found.is_group:
                new = KnownUnit(-len(book.units) - 1, found.name)
                book = UnitDirectory((*book.units, new), self.groups.values())
        return book

    def of_name(self, name: str) -> KnownUnit | None:
        """The one unit that the name surely means."""
        found = self.look_up(name)
        return found.units[0] if len(found.units) == 1 and not found.is_group else None

    def meant(self, names: Iterable[str]) -> tuple[str, ...]:
        """The names as the office writes them, a group as its units; what is not sure stays as it was written."""
        matches = [self.look_up(name) for name in names]
        found = [name for one in matches for name in ([unit.name for unit in one.units] or [one.name])]
        return tuple(dict.fromkeys(found))

    def look_up(self, words: str) -> UnitMatch:
        """Exactly as written first, then as meant; what is left is asked about, with the nearest shown."""
        exact = self._exact(plain_name(words))
        name = unit_name(words)
        found = exact or self._exact(name) or self._as_said(name)
        return found or self._unsure(name)

    def _exact(self, name: str) -> UnitMatch | None:
        key = same_name_key(name)
        if key in self._by_key:
            return UnitMatch(name, (self._by_key[key],))
        group = self.groups.get(key)
        if group is None or not name:
            return None
        members = [self._by_id[one] for one in group.unit_ids or () if one in self._by_id]
        return UnitMatch(name, tuple(one for one in members if one.is_open), is_group=True)

    def _as_said(self, name: str) -> UnitMatch | None:
        """财政局 for 县财政局, 市监局 for 县市场监督管理局: one unit only."""
        if is_group(name):
            return None
        said = _taken_apart(name)
        if not said.core or not said.kind:
            return None
        same = {unit.unit_id: unit for parts, unit in self._parts if parts.is_same(said)}
        return UnitMatch(name, tuple(same.values())) if len(same) == 1 else None

    def _unsure(self, name: str) -> UnitMatch:
        from rapidfuzz import fuzz

        if is_group(name):
            return UnitMatch(name, is_group=True)
        said, key = _taken_apart(name), same_name_key(name)
        scored: dict[int, float] = {}
        for parts, unit in self._parts:
            if unit.is_open:
                score = _LIKELY if said.may_be(parts) else fuzz.ratio(key, same_name_key(unit.name)) * 0.9
                scored[unit.unit_id] = max(score, scored.get(unit.unit_id, 0.0))
        ranked = sorted((-score, unit_id) for unit_id, score in scored.items() if score >= _NEAR)[:NEAR_SHOWN]
        likely = tuple(self._by_id[unit_id] for score, unit_id in ranked if -score >= _LIKELY)
        return UnitMatch(name, near=tuple(self._by_id[unit_id] for _, unit_id in ranked), likely=likely)


def likely_members(group: str, units: Iterable[KnownUnit]) -> list[KnownUnit]:
    """Whom 各乡镇 most likely means, to be looked over; nobody for 有关部门."""
    endings = tuple(kind for kind in ("镇", "乡", "街道") if kind in group) + (("街道",) if "镇街" in group else ())
    return [unit for unit in units if unit.is_open and endings and unit.name.endswith(endings)]
