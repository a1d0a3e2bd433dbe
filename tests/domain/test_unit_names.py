"""Which unit a name means: one rule for every door."""

import pytest

from domain.office.departments import FULL_NAMES
from domain.office.units import KnownGroup, KnownUnit, UnitDirectory, is_group, unit_name

NAMES = [
    "县财政局",
    "县市场监督管理局",
    "县水利局",
    "县农林局",
    "县住房和城乡建设局",
    "县卫生健康局",
    "石门镇",
    "清溪镇",
    "石门桥镇",
    "城关街道",
    "县公安局",
    "市财政局",
    "县发展和改革局（县能源局）",
    "县政府办公室",
    "县总工会",
    "县残疾人联合会",
]
BOOK = UnitDirectory(
    [KnownUnit(number, name, ("林业局",) if name == "县农林局" else ()) for number, name in enumerate(NAMES, 1)]
    + [KnownUnit(90, "县外事局", is_open=False)],
    [KnownGroup("各镇", (7, 8, 9)), KnownGroup("有关部门")],
)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("县财政局", "县财政局"),
        (" 县 财政局 ", "县财政局"),
        ("林业局", "县农林局"),
        ("市监局", "县市场监督管理局"),
        ("县市监局", "县市场监督管理局"),
        ("市场监管局", "县市场监督管理局"),
        ("市场监督管理局", "县市场监督管理局"),
        ("住建局", "县住房和城乡建设局"),
        ("卫健委", "县卫生健康局"),
        ("县卫健局等", "县卫生健康局"),
        ("石门镇人民政府", "石门镇"),
        ("石门镇政府", "石门镇"),
        ("石门县石门镇", "石门镇"),
        ("城关街道办事处", "城关街道"),
        ("水利局（牵头）", "县水利局"),
        ("由县水利局负责", "县水利局"),
        ("县水利局等部门", "县水利局"),
        ("县水利局(责任单位)", "县水利局"),
        ("县发改局", "县发展和改革局（县能源局）"),
        ("发改委", "县发展和改革局（县能源局）"),
        ("石门县公安局", "县公安局"),
        ("政府办", "县政府办公室"),
        ("县残联", "县残疾人联合会"),
    ],
)
def test_a_name_means_one_unit(said: str, meant: str) -> None:
    assert [unit.name for unit in BOOK.look_up(said).units] == [meant]


@pytest.mark.parametrize(
    ("said", "near"),
    [("水务局", "县水利局"), ("县水务局", "县水利局"), ("农林业局", "县农林局"), ("市市监局", "县市场监督管理局")],
)
def test_a_near_name_is_asked_about(said: str, near: str) -> None:
    found = BOOK.look_up(said)
    assert not found.is_sure
    assert near in [unit.name for unit in found.near]


@pytest.mark.parametrize("said", ["县司法局", "石桥镇", "石门", "州财政局", "县档案馆", "石门乡"])
def test_what_is_nobodys_name_is_never_taken_for_one(said: str) -> None:
    assert not BOOK.look_up(said).is_sure


def test_a_bare_name_is_asked_where_two_levels_have_one() -> None:
    found = BOOK.look_up("财政局")
    assert not found.is_sure
    assert {"县财政局", "市财政局"} <= {unit.name for unit in found.near}


def test_a_bare_name_is_the_one_that_there_is() -> None:
    assert UnitDirectory([KnownUnit(1, "县财政局")]).look_up("财政局").units[0].unit_id == 1
    assert UnitDirectory([KnownUnit(1, "财政局")]).look_up("县财政局").units[0].unit_id == 1


def test_a_group_is_its_units_and_never_one() -> None:
    assert [unit.name for unit in BOOK.look_up("各镇").units] == ["石门镇", "清溪镇", "石门桥镇"]
    for name in ("有关部门", "各乡镇", "各街道", "县直各单位", "各责任单位", "相关部门"):
        found = BOOK.look_up(name)
        assert found.is_group, name
        assert not found.is_sure
        assert not found.near


def test_a_closed_unit_is_found_and_said_to_be_closed() -> None:
    closed = BOOK.look_up("外事局").closed
    assert closed is not None
    assert closed.name == "县外事局"


@pytest.mark.parametrize("name", NAMES)
def test_no_unit_is_a_group(name: str) -> None:
    assert not is_group(name)


def test_a_bracket_that_is_part_of_the_name_stays() -> None:
    assert unit_name("县发展和改革局（县能源局）") == "县发展和改革局（县能源局）"


def test_no_short_name_means_two_departments() -> None:
    assert not set(FULL_NAMES) & set(FULL_NAMES.values()) - {"科学技术"}
