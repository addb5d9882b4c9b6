from dampingi.records.aspirations.actions.answering import (
    answer_aspiration,
    give_aspiration,
    take_up_aspiration,
    tell_aspiration,
)
from dampingi.records.aspirations.actions.erasing import erase_contact, erase_due
from dampingi.records.aspirations.actions.following import follow_aspiration, unfollow_aspiration
from dampingi.records.aspirations.actions.joining import join_aspirations, part_aspiration
from dampingi.records.aspirations.actions.noting import note_aspiration, receive_aspiration
from dampingi.records.aspirations.actions.opening import close_box, open_boxes, send_aspiration
from dampingi.records.aspirations.actions.saying import propose_wording, withdraw_wording
from dampingi.records.aspirations.actions.theming import publish_themes, theme_aspirations

__all__ = [
    "answer_aspiration",
    "close_box",
    "erase_contact",
    "erase_due",
    "follow_aspiration",
    "give_aspiration",
    "join_aspirations",
    "note_aspiration",
    "open_boxes",
    "part_aspiration",
    "propose_wording",
    "publish_themes",
    "receive_aspiration",
    "send_aspiration",
    "take_up_aspiration",
    "tell_aspiration",
    "theme_aspirations",
    "unfollow_aspiration",
    "withdraw_wording",
]
