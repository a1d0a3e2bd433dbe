"""Long words fold: a phone shows the first lines, a tap opens the rest."""

from bot.channels.telegram import as_html, as_plain
from domain.notes import Note, note_from_json

NOTE = Note(-100, "post", "共3件", title="督办通报", folded="一、“已完成”<5件>\n二、其余")


def test_folded_words_stand_in_an_expandable_quotation() -> None:
    assert as_html(NOTE) == (
        "<b>督办通报</b>\n共3件\n<blockquote expandable>一、“已完成”&lt;5件&gt;\n二、其余</blockquote>"
    )
    assert as_html(Note(1, "post", "", folded="全文")) == "<blockquote expandable>全文</blockquote>"


def test_without_markup_they_are_lines_like_the_others() -> None:
    assert as_plain(NOTE) == "督办通报\n共3件\n一、“已完成”<5件>\n二、其余"


def test_the_outbox_keeps_them() -> None:
    assert note_from_json(NOTE.to_json()).folded == NOTE.folded
