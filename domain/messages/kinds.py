"""What a message can be made of, in Telegram's names: words, evidence, or something that is answered with a line.

A name that the table lacks is `UNKNOWN`; `tests/handlers/test_kinds.py` holds it against the library's list.
"""

from enum import Enum


class MessageSort(Enum):
    """What becomes of a message."""

    WORDS = "words"
    # Kept with the report, as it came.
    EVIDENCE = "evidence"
    # Kept as words.
    PLACE = "place"
    # Its emoji are its words, where they say yes.
    STICKER = "sticker"
    # Nothing that can be stored: the speaker is told what to send instead.
    OTHER = "other"
    # Said by Telegram about the chat, not by a person.
    SERVICE = "service"


UNKNOWN = "unknown"
EVIDENCE = ("photo", "live_photo", "animation", "video", "video_note", "audio", "voice", "document")
_OTHER = (
    "contact poll dice game story paid_media checklist invoice rich_message gift unique_gift giveaway "
    "giveaway_created giveaway_winners giveaway_completed passport_data successful_payment refunded_payment "
    "web_app_data users_shared user_shared chat_shared"
)
_SERVICE = (
    "new_chat_members left_chat_member chat_owner_left chat_owner_changed new_chat_title new_chat_photo "
    "delete_chat_photo group_chat_created supergroup_chat_created channel_chat_created "
    "message_auto_delete_timer_changed migrate_to_chat_id migrate_from_chat_id pinned_message gift_upgrade_sent "
    "connected_website write_access_allowed proximity_alert_triggered boost_added chat_background_set "
    "checklist_tasks_done checklist_tasks_added direct_message_price_changed forum_topic_created "
    "forum_topic_edited forum_topic_closed forum_topic_reopened general_forum_topic_hidden "
    "general_forum_topic_unhidden managed_bot_created paid_message_price_changed poll_option_added "
    "poll_option_deleted suggested_post_approved suggested_post_approval_failed suggested_post_declined "
    "suggested_post_paid suggested_post_refunded video_chat_scheduled video_chat_started video_chat_ended "
    "video_chat_participants_invited community_chat_added community_chat_removed community_chat_joined"
)
KINDS: dict[str, MessageSort] = {
    "text": MessageSort.WORDS,
    **dict.fromkeys(EVIDENCE, MessageSort.EVIDENCE),
    "location": MessageSort.PLACE,
    "venue": MessageSort.PLACE,
    "sticker": MessageSort.STICKER,
    **dict.fromkeys(_OTHER.split(), MessageSort.OTHER),
    UNKNOWN: MessageSort.OTHER,
    **dict.fromkeys(_SERVICE.split(), MessageSort.SERVICE),
}


def sort_of(kind: str) -> MessageSort:
    return KINDS.get(kind, MessageSort.OTHER)
