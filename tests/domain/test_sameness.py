"""The same words are known again in another format, and two issues of one bulletin are not the same."""

import random

from domain.papers.sameness import is_same, sketch_of

CHARS = "修建河堤道路桥梁学校医院养老供水管网改造整治提升推进落实完成启动拨付资金编制方案招标开工竣工验收培训检查排查"


def words(seed: int, count: int = 900) -> str:
    drawn = random.Random(seed)
    return "".join(drawn.choice(CHARS) for _ in range(count))


def test_a_table_and_its_pasted_text_are_the_same() -> None:
    text = words(1)
    cells = "\t|\n".join(text[at : at + 17] for at in range(0, len(text), 17))
    assert is_same(sketch_of(text), sketch_of(f"序号 | 任务\n{cells}"))
    assert is_same(sketch_of(text + "２０３１年"), sketch_of(text + "2031 年"))


def test_another_issue_with_a_third_of_other_words_is_another() -> None:
    text = words(1)
    assert not is_same(sketch_of(text), sketch_of(text[:600] + words(2, 300)))
    assert not is_same(sketch_of(text), sketch_of(words(3)))


def test_too_few_words_say_nothing() -> None:
    assert sketch_of("会议议定：一、修路。") == ()
    assert not is_same((), ())
