"""Names are kept or folded by one rule, whatever the Python knows of their characters."""

import unicodedata

import pytest

from domain.hygiene import clean, plain_name, same_name_key
from domain.ideographs import HAN, folded
from domain.office.people_texts import invited_parts, is_person_name
from domain.papers.ledger import split_names
from domain.words import names_in
from papers.files.text import extract_text
from papers.reading.layout import tidy
from papers.reading.leaders import find_leaders

# Extensions B, G, H, I, J and private characters of all three areas.
RARE = ["𠮷", "𰻝", "𲎯", "𮯰", "𲎰", "\ue863", "\U000f0001", "\U00100001"]


@pytest.mark.parametrize("char", RARE)
def test_a_rare_character_of_a_name_survives(char: str) -> None:
    name = f"陈{char}明"
    assert clean(name) == name
    assert plain_name(name) == name
    assert is_person_name(name)
    assert same_name_key(name) != same_name_key("陈明")


def test_the_rule_asks_no_table_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Python that knows no character at all keeps the same."""
    monkeypatch.setattr(unicodedata, "category", lambda _char: "Cn")
    assert clean("陈\U0002ebf0明") == "陈\U0002ebf0明"
    assert clean("陈\u200b明\ufffe") == "陈明"


@pytest.mark.parametrize("dot", ["·", "•", "‧", "．", "・", "･", " · ", "· "])
def test_the_dot_of_a_name_is_one(dot: str) -> None:
    assert plain_name(f"买买提{dot}阿卜杜拉") == "买买提·阿卜杜拉"
    assert names_in(f"买买提{dot}阿卜杜拉、张三") == ["买买提·阿卜杜拉", "张三"]
    assert split_names(f"买买提{dot}阿卜杜拉") == ("买买提·阿卜杜拉",)
    assert invited_parts(f"县农林局 买买提{dot}阿卜杜拉") == ["县农林局", "买买提·阿卜杜拉"]


@pytest.mark.parametrize("dot", ["·", "•", "‧", "．", "・", "."])
def test_a_leader_with_a_dot_is_read_from_a_paper(dot: str) -> None:
    assert find_leaders(tidy(f"由买买提{dot}阿卜杜拉同志牵头负责。")) == ("买买提·阿卜杜拉",)


@pytest.mark.parametrize(
    "raw",
    [
        "张\u3000三",
        "张 三",
        "张\xa0三",
        "张\u2003三",
        "张\u200b三",
        "\ufeff张三",
        "张\U000e0101三",
        "张\ufe01三",
        "张\u3164三",
        "张\u2060三\u3000",
    ],
)
def test_blanks_and_invisible_characters_make_no_other_name(raw: str) -> None:
    assert plain_name(raw) == "张三"
    assert invited_parts(f"县农林局 {clean(raw)}") == ["县农林局", "张三"]


@pytest.mark.parametrize(
    ("copied", "meant"),
    [
        ("12⽉10⽇前", "12月10日前"),
        ("⽯⻔镇", "石门镇"),
        ("⻓江、⻢⻰、⻅⻋⻛", "长江、马龙、见车风"),
        ("⺠⽣", "民生"),
        ("\uf9dd\U0002f800", "利丽"),
    ],
)
def test_radicals_are_the_characters_that_were_meant(copied: str, meant: str) -> None:
    assert folded(copied) == meant
    assert clean(copied) == meant
    assert extract_text("a.txt", copied.encode()) == meant
    assert extract_text("a.csv", f"{copied},乙".encode()) == f"{meant}\t乙"


def test_names_hold_what_names_are_made_of() -> None:
    assert "\U00020000" in HAN
    assert not is_person_name("张/三")
    assert not is_person_name("张😀")
