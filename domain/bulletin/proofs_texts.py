"""Sentences of 核稿: the card a unit gets, its answers, and what the supervisors see of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.bulletin.proofs import ProofedSentence, ProofOutcome
from domain.bulletin.prose.doubting import spoken_sentences
from domain.bulletin.snapshot import BulletinSnapshot
from domain.commands import Press
from domain.dates.reading import say_date
from domain.hygiene import cut
from domain.notes import Choice, Rows
from domain.words import shortened

TITLE = "通报核稿"
USAGE = "开启发 /proof 开，关闭发 /proof 关，查看只发 /proof。"
GONE = "没有这条核稿。发 /my，查看您的事项。"
OVER = "{label} 的核稿已截止，通报已成稿。如有新进展，请发 /report {number} 已完成招标。"
ANSWERED = "{label} 已核过（{word}），没有重复记录。如有新进展，请发 /report {number} 已完成招标。"
NOTHING_TO_SEND = "这份草稿里没有可送核的单位（没有责任单位，或单位都没有联络员）。发 /people，看名册。"
NOT_ON_DRAFT = "更正稿和已发布的通报不再送核稿。"
ALL_CONFIRMED = "已全部记为无误"
CONFIRMED = "已记为无误"
ON_SWITCHED = "核稿已开启：每期通报前一个工作日，把将要刊出的文字发给各单位核对。要关闭发“/proof 关”。"
OFF_SWITCHED = "核稿已关闭，通报前不再发给单位核对。要开启发“/proof 开”。"
SPOKEN = "⚠️ 这句还像口语，请点【更正】写成通报用语：{words}"
SENTENCE_ROOM = 3000
ORIGINAL_ROOM = 200
CARD_ROOM = 3300
A_CARD = 8
SEEN_WORDS = {
    ProofOutcome.CONFIRMED: "无误",
    ProofOutcome.CORRECTED: "已更正",
    ProofOutcome.SILENT: "未回复",
    ProofOutcome.UNASKED: "未送达",
    ProofOutcome.CHANGED: "核后又有变动",
}


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A sentence on a card; `word` is what the unit said of it, "" while it waits, `original` its report's words."""

    proof_id: int
    version: int
    item_id: int
    label: str
    sentence: str
    word: str
    original: str = ""


def card(units: Sequence[str], lines: Sequence[ProofLine], until: date | None, today: date) -> tuple[str, str]:
    """(title, text) of what one person is shown."""
    when = f"{say_date(until, today)}的" if until else "下一期"
    title = f"核稿：{when}通报将这样写{'、'.join(units)}"
    shown = [_shown(line) for line in lines]
    waits = any(not line.word for line in lines)
    foot = "没有出入请点【无误】；有出入请点【更正】并写明现在的进展，更正即为一次反馈。不回复的照此刊出，注明未回复。"
    return title, "\n\n".join([*shown, *([foot] if waits else [])])


def _shown(line: ProofLine) -> str:
    mark = f"（{line.word}）" if line.word else ""
    # Cutting joins lines: a sentence that has room keeps the lines of its sub-items.
    sentence = line.sentence if len(line.sentence) <= SENTENCE_ROOM else cut(line.sentence, SENTENCE_ROOM)
    said = f"\n反馈原话：{cut(line.original, ORIGINAL_ROOM)}" if line.original else ""
    talk = next(iter(spoken_sentences(line.sentence)), "")
    warning = f"\n{SPOKEN.format(words=cut(talk, ORIGINAL_ROOM))}" if talk else ""
    return f"{line.label}{mark} {sentence}{said}{warning}"


def is_answered(label: str, card: str) -> bool:
    """Whether the line of `label` bears a word of the unit."""
    return f"{label}（" in card


def card_rows(lines: Sequence[ProofLine]) -> Rows:
    waiting = [line for line in lines if not line.word]
    rows: list[tuple[Choice, ...]] = [
        (
            Choice(f"{one.label} 无误", Press.PROOF_OK, one.proof_id, one.version, style="success"),
            Choice(f"{one.label} 更正", Press.PROOF_FIX, one.proof_id, one.version),
        )
        for one in waiting
    ]
    if len(waiting) > 1:
        rows.append((Choice("以上全部无误", Press.PROOF_ALL, waiting[0].proof_id),))
    return tuple(rows)


def size_of(line: ProofLine) -> int:
    return len(_shown(line)) + 30


def ask_words(label: str, sentence: str) -> str:
    return f"{label} 拟刊：{cut(sentence, 600)}\n请回复现在的进展（写全，将代替原文），即为一次反馈。发 /cancel 放弃。"


def told_closed(label: str, *, unit: str, words: str) -> tuple[str, str]:
    """To the supervisors: a closed item takes no report, so the words are theirs to use."""
    text = f"{unit}核稿时说：{cut(words, 600)}\n该事项已办结，不计反馈。需要改的请在草稿里点【逐段改写】。"
    return f"核稿更正 {label}", text


def kept_for_office(label: str) -> str:
    return f"{label} 已办结，您的更正意见已转督查室，由督查室决定是否改写。"


def state_line(*, on: bool, next_day: date | None, today: date) -> str:
    if not on:
        return "核稿现在是关闭的。"
    when = f"下次在{say_date(next_day, today)}。" if next_day else ""
    return f"核稿现在是开启的：每周通报前一个工作日送核，算一条提醒，不超过每人每天上限。{when}"


def sent(count: int) -> str:
    return f"已把这份草稿送核：{count}条文字，每人一条消息，在工作时间内发出。有更正的会列在预览里，不会自动改稿。"


def tally(words: Sequence[str]) -> str:
    """ "无误5、未回复2"."""
    counted = {word: words.count(word) for word in dict.fromkeys(words)}
    return "、".join(f"{word}{count}" for word, count in counted.items())


def week_line(shown: Sequence[ProofedSentence]) -> str:
    """How the week's round stands, with the units that have not answered."""
    silent = dict.fromkeys(one.unit for one in shown if one.seen in (ProofOutcome.SILENT, ProofOutcome.UNASKED))
    line = f"本周核稿：{tally([SEEN_WORDS[one.seen] for one in shown])}。"
    return f"{line}尚未回复：{'、'.join(silent)}。" if silent else line


def page(bulletin: BulletinSnapshot) -> str:
    """What the units said, for the preview: the count, then whoever did not simply agree. "" when nobody was asked."""
    told = [(entry, unit, ProofOutcome(seen)) for entry in bulletin.entries for unit, seen in entry.proofs]
    if not told:
        return ""
    lines = [f"核稿：{tally([SEEN_WORDS[seen] for _, _, seen in told])}"]
    lines += [
        f"· {entry.label} {unit}：{SEEN_WORDS[seen]}"
        for entry, unit, seen in told
        if seen is not ProofOutcome.CONFIRMED
    ]
    return "\n".join(shortened(lines, 30, "……另有{}行"))
