"""What a group's buttons carry into the private chat."""

import pytest

from domain.commands import Press
from domain.deep_links import for_group, is_link, issue_in, issue_link, item_links, label_in, payload_of
from domain.notes import Choice, Link, Note, note_from_json


@pytest.mark.parametrize(("label", "payload"), [("#37", "item_37"), ("#37.1", "item_37_1"), ("5", "item_5")])
def test_a_number_there_and_back(label: str, payload: str) -> None:
    assert payload_of(label) == payload
    assert label_in(payload) == label.lstrip("#")


@pytest.mark.parametrize("payload", ["", "item_", "item_x", "items_3", "item_12345678", "item_3_", "AbCd_item_3"])
def test_an_invitation_is_no_number(payload: str) -> None:
    assert label_in(payload) == ""


def test_an_issue_there_and_back() -> None:
    assert issue_in(issue_link("全文", 12).start) == 12
    assert all(is_link(words) for words in ("item_3", "bulletin_12"))
    assert not any(is_link(words) for words in ("", "bulletin_", "bulletin_x", "bulletin_1 2", "AbCdEf"))


def test_in_a_group_cards_are_opened_by_links_and_lists_still_turn() -> None:
    turn = Choice("下一页", Press.STATUS, extra="overdue")
    rows, links = for_group(((Choice("🔴 #3 修堤", Press.ITEM, 7), Choice("#4", Press.ITEM, 8)), (turn,)))
    assert rows == ((turn,),)
    assert links == ((Link("🔴 #3 修堤", start="item_3"), Link("#4", start="item_4")),)


def test_links_are_few_and_stored_with_the_note() -> None:
    links = item_links(f"#{number}" for number in range(1, 30))
    assert [len(row) for row in links] == [4, 4]
    note = Note(1, "post", "通报", links=links, hint="进展")
    assert note_from_json(note.to_json()) == note
