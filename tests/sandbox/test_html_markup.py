"""The HTML parse mode and entities."""

import pytest

from sandbox.errors import ApiError
from sandbox.markup import automatic, check_entities, parse_html, trim, utf16


def test_nested_tags_entities_and_utf16_offsets():
    text, entities = parse_html(
        "😀<b>粗<i>斜</i></b> &lt;&#20013;&amp &copy; <a href='https://a.b/c?d=1&amp;e=2'>链</a>"
    )
    assert text == "😀粗斜 <中& &copy; 链"
    assert entities == [
        {"type": "bold", "offset": 2, "length": 2},
        {"type": "italic", "offset": 3, "length": 1},
        {"type": "text_link", "offset": utf16(text) - 1, "length": 1, "url": "https://a.b/c?d=1&e=2"},
    ]


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("<PRE><code class='language-py'>x</code></pre>", {"type": "pre", "language": "py"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ('<span class="tg-spoiler">x</span>', {"type": "spoiler"}),
        ("<a href='tg://user?id=7'>x</a>", {"type": "text_mention", "user_id": 7}),
        ("<s>x</s>", {"type": "strikethrough"}),
        (
            '<tg-time unix="1795622340" format="r">x</tg-time>',
            {"type": "date_time", "unix_time": 1795622340, "date_time_format": "r"},
        ),
    ],
)
def test_special_tags(source, entity):
    assert parse_html(source) == ("x", [entity | {"offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("<b>开着", 'Can\'t find end tag corresponding to start tag "b"'),
        ("中<x>1</x>", 'Unsupported start tag "x" at byte offset 3'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("5 <6> 7", 'Unsupported start tag "6" at byte offset 2'),
        ("<b>1</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("1</b>", "Unexpected end tag at byte offset 1"),
        ("<b>1</b", "Unclosed end tag at byte offset 4"),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href='x", "Unclosed start tag at byte offset 0"),
        ("<a href=x", "Unclosed start tag at byte offset 0"),
        ("<a href=中>", "Unexpected end of name token at byte offset 8"),
        ("<a >1", 'Can\'t find end tag corresponding to start tag "a"'),
        ("<a =1>", 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>1</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<tg-time>1</tg-time>", "Invalid date-time Unix time specified"),
        ("<tg-time unix='1' format='now'>1</tg-time>", "Invalid date-time format specified"),
        ("<", "Unclosed start tag at byte offset 0"),
    ],
)
def test_errors_are_worded_as_telegram_words_them(source, reason):
    with pytest.raises(ApiError) as refused:
        parse_html(source)
    assert refused.value.body() == {
        "ok": False,
        "error_code": 400,
        "description": f"Bad Request: can't parse entities: {reason}",
    }


def test_link_without_address_is_no_link():
    assert parse_html("<a href='javascript:x'>点</a>") == ("点", [])


def test_automatic_entities_stop_at_chinese_punctuation():
    text = "请用 /report@x_bot 37，见 https://a.b/c。@li_si #督办"
    found = {e["type"]: e for e in automatic(text)}
    assert set(found) == {"bot_command", "url", "mention", "hashtag"}
    url = found["url"]
    assert text[url["offset"] : url["offset"] + url["length"]] == "https://a.b/c"


def test_trim_moves_entities_and_explicit_ones_are_cut_to_the_text():
    entities = check_entities("  ab ", [{"type": "bold", "offset": 1, "length": 99}])
    assert trim("  ab ", entities) == ("ab", [{"type": "bold", "offset": 0, "length": 2}])
