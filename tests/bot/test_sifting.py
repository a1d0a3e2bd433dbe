"""What bears a mark of classification comes in without its words, and what belongs to it with it."""

import json
from typing import Any

import pytest

from bot.sifting import CLASSIFIED, PART_OF, Sifting

WORDS = "云汀暗渠改线"


def update(number: int, *, kind: str = "message", who: int = 7, date: int = 100, **said: Any) -> dict[str, Any]:
    chat = {"id": who, "type": "private"}
    message = {"message_id": number, "date": date, "chat": chat, "from": {"id": who, "first_name": "甲"}, **said}
    return {"update_id": number, kind: message}


SAID: dict[str, dict[str, Any]] = {
    "text": {"text": f"机密★ {WORDS}"},
    "caption": {"photo": [{"file_id": "a"}], "caption": f"{WORDS}（秘密）"},
    "file name": {"document": {"file_id": "a", "file_name": f"机密_{WORDS}.docx"}},
    "quote": {"text": WORDS, "quote": {"text": "密级：秘密", "position": 0}},
    "quote from elsewhere": {"text": WORDS, "external_reply": {"document": {"file_id": "a", "file_name": "绝密.pdf"}}},
    "poll": {"poll": {"question": WORDS, "options": [{"text": "同意"}, {"text": "工作秘密★"}]}},
    "checklist": {"checklist": {"title": WORDS, "tasks": [{"id": 1, "text": "内部资料，注意保存"}]}},
    "a kind of tomorrow": {"scroll": {"pages": [{"lines": [f"秘密★1年 {WORDS}"]}]}},
}


@pytest.mark.parametrize("kind", ["message", "edited_message"])
@pytest.mark.parametrize("place", SAID)
def test_only_who_where_when_and_the_mark_stay(place: str, kind: str) -> None:
    (kept,) = Sifting().sifted([update(1, kind=kind, **SAID[place])])
    assert kept.keys() == {"update_id", kind, CLASSIFIED}
    assert kept[kind].keys() == {"message_id", "date", "chat", "from"}
    assert WORDS not in json.dumps(kept, ensure_ascii=False)


def test_what_bears_none_is_as_it_was() -> None:
    plain = [update(1, text="严守国家秘密"), {"update_id": 2, "my_chat_member": {}}, {"update_id": 3}]
    assert Sifting().sifted(plain) == plain


def test_a_message_that_is_replied_to_leaves_its_words() -> None:
    said = update(1, text=f"机密★ {WORDS}")["message"]
    (kept,) = Sifting().sifted([update(2, text="请看上一条", reply_to_message=said)])
    assert (kept["message"]["text"], kept["message"]["reply_to_message"]["message_id"]) == ("请看上一条", 1)
    assert CLASSIFIED not in kept
    assert WORDS not in json.dumps(kept, ensure_ascii=False)
    press = {"update_id": 3, "callback_query": {"id": "1", "message": {"message_id": 2, "reply_to_message": said}}}
    assert WORDS not in json.dumps(Sifting().sifted([press]), ensure_ascii=False)


def test_an_album_goes_with_the_photo_that_bears_the_mark() -> None:
    album = [update(n, photo=[{"file_id": "a"}], media_group_id="5") for n in (1, 2)]
    album[1]["message"]["caption"] = "机密★"
    sifting = Sifting()
    assert all(CLASSIFIED in one for one in sifting.sifted(album))
    late, other = update(3, photo=[], media_group_id="5"), update(4, photo=[], media_group_id="6")
    assert [CLASSIFIED in one for one in sifting.sifted([late, other])] == [True, False]


def test_all_parts_of_a_cut_text_go() -> None:
    long = WORDS * 600
    head = update(1, text=f"机密★\n{long}")
    parts = [update(2, text=long), update(3, text=f"续：{WORDS}")]
    sifting = Sifting()
    assert [CLASSIFIED in one for batch in ([head], parts) for one in sifting.sifted(batch)] == [True] * 3
    assert not any(CLASSIFIED in one for one in sifting.sifted([update(4, text=WORDS, date=200)]))
    assert not any(CLASSIFIED in one for one in sifting.sifted([update(5, text=WORDS, who=8)]))
    behind = [update(1, text=long), update(2, text=long), update(3, text=f"{WORDS}\n密级：秘密")]
    assert [CLASSIFIED in one for one in Sifting().sifted(behind)] == [True] * 3


def test_the_parts_of_one_cut_text_are_known_as_one_and_other_messages_are_not() -> None:
    long = f"机密★\n{WORDS * 600}"
    sifting = Sifting()
    batches = ([update(1, text=long)], [update(2, text=long, date=101), update(3, text=f"秘密★ {WORDS}", date=102)])
    kept = [one for batch in batches for one in sifting.sifted(batch)]
    assert [one.get(PART_OF) for one in kept] == ["U-1"] * 3
    later = [update(4, text=f"机密★ {WORDS}", date=200), update(5, text=f"秘密★ {WORDS}", date=200)]
    assert not any(PART_OF in one for one in sifting.sifted(later))
