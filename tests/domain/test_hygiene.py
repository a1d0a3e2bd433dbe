"""Text that people and files bring: hostile, invisible, too long, or marked secret."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.hygiene import clean, cut, safe_file_name, same_name_key, utf16_length

hostile = st.text(st.one_of(st.characters(), st.sampled_from("e\u0301\u0323\u200d\u202e\ufeff\r\n\t \u2028甲😀\u3000")))


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("甲\u202e乙\u200b丙\ufeff", "甲乙丙"),
        ("甲\x00乙\x1b[31m", "甲乙[31m"),
        ("一\r\n二\r三\u2028四", "一\n二\n三\n四"),
        ("一\n\n \n\n二", "一\n\n二"),
        ("甲\t乙 ", "甲 乙"),
        ("  甲  \n乙", "甲\n乙"),
        ("e\u0301", "\u00e9"),
        ("a\ud800b", "ab"),
    ],
)
def test_what_is_kept(raw: str, kept: str) -> None:
    assert clean(raw) == kept


def test_five_thousand_marks_break_no_layout() -> None:
    assert len(clean("甲" + "\u0301" * 5000 + "乙")) <= 5


@given(hostile)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    once = clean(raw)
    assert clean(once) == once


@given(hostile)
def test_nothing_invisible_is_left(raw: str) -> None:
    left = {unicodedata.category(char) for char in clean(raw) if char != "\n"}
    assert not left & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("县农林局", " 县 农林局"), ("ＡＢ公司", "ab公司"), ("县\u200b财政局", "县财政局"), ("①组", "1组")],
)
def test_two_spellings_of_one_name_are_the_same(one: str, other: str) -> None:
    assert same_name_key(one) == same_name_key(other)


def test_different_names_stay_different() -> None:
    assert same_name_key("县茶业局") != same_name_key("县农业局")


def test_an_emoji_counts_twice() -> None:
    assert utf16_length("甲😀") == 3


@given(st.text(), st.integers(1, 60))
def test_what_is_cut_fits_and_begins_as_it_did(text: str, units: int) -> None:
    short = cut(text, units)
    assert utf16_length(short) <= units
    assert "\n" not in short
    assert " ".join(text.split()).startswith(short.removesuffix("…"))


def test_what_fits_is_not_cut() -> None:
    assert cut("甲乙\n丙", 4) == "甲乙 丙"
    assert cut("甲乙丙丁", 3) == "甲乙…"
    assert cut("甲😀😀", 4) == "甲😀…"


@pytest.mark.parametrize(
    ("given_name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.docx", "a.docx"),
        ("进度\u202excod.exe", "进度xcod.exe"),
        ("a:b*c?.pdf", "a_b_c_.pdf"),
        ("...", "文件"),
        ("\x00", "文件"),
        (".pdf", "pdf"),
    ],
)
def test_a_file_name_is_shown_harmless(given_name: str, shown: str) -> None:
    assert safe_file_name(given_name) == shown


@given(hostile)
def test_a_file_name_leads_nowhere_and_is_short(name: str) -> None:
    shown = safe_file_name(name)
    assert 0 < len(shown) <= 80
    assert shown not in (".", "..")
    assert not set(shown) & set('/\\:*?"<>|\n')


def test_a_long_name_keeps_its_ending() -> None:
    assert safe_file_name("农" * 300 + ".docx").endswith("农.docx")
