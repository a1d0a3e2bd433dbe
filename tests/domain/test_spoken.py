"""Plain Chinese that asks the bot, against what is said for other reasons."""

from pathlib import Path

import pytest

from domain.speech.spoken import Spoken, Wanted, label_in, spoken_in

PHRASES = Path(__file__).parent / "phrases"


def labelled(name: str) -> list[tuple[str, str, str]]:
    """(request, role, text)."""
    lines = (PHRASES / f"{name}.tsv").read_text().splitlines()
    return [(wanted, role, text) for wanted, role, text in (line.split("\t") for line in lines)]


def heard(text: str, role: str) -> str:
    """As the handler takes it: an official urges nobody, and asks the office about what a reader sees on the card."""
    spoken = spoken_in(text)
    if spoken is None or spoken.is_bare:
        return "none"
    if role == "o" and (spoken.wanted is Wanted.NUDGE or spoken.is_for_readers):
        return "none"
    return f"{spoken.wanted}:{spoken.about}".rstrip(":")


@pytest.mark.parametrize("name", ["spoken_developed", "spoken_held"])
def test_labelled_sentences(name):
    wrong = [(wanted, text, heard(text, role)) for wanted, role, text in labelled(name) if heard(text, role) != wanted]
    assert wrong == []


def test_no_report_is_taken_for_a_request():
    texts = [
        line.split("\t")[0]
        for name in ("talk_developed", "talk_developed2", "talk_fresh", "talk_later", "talk_untouched")
        for line in (PHRASES / f"{name}.tsv").read_text().splitlines()[1:]
    ]
    assert len(texts) > 500
    assert [text for text in texts if heard(text, "o") != "none"] == []


def test_greetings_thanks_and_particles_change_nothing():
    asked = Spoken(Wanted.FIND, "柳河桥")
    for text in ("您好，请问柳河桥怎么样了啊？谢谢", "柳河桥 怎么样了。。。", "麻烦看一下柳河桥", "柳河桥怎么样了　？"):
        assert spoken_in(text) == asked


@pytest.mark.parametrize(
    ("words", "label"),
    [("第14项", "14"), ("#3", "3"), ("二十一号", "21"), ("37.1", "37.1"), ("三", ""), ("14天", ""), ("两家", "")],
)
def test_a_number_alone_names_an_item(words, label):
    assert label_in(words) == label
