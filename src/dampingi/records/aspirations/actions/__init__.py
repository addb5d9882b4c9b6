from dampingi.records.aspirations.actions.answering import (
    answer_aspiration,
    give_aspiration,
    take_up_aspiration,
    tell_aspiration,
)
from dampingi.records.aspirations.actions.following import follow_aspiration, unfollow_aspiration
from dampingi.records.aspirations.actions.noting import note_aspiration, receive_aspiration

__all__ = [
    "answer_aspiration",
    "follow_aspiration",
    "give_aspiration",
    "note_aspiration",
    "receive_aspiration",
    "take_up_aspiration",
    "tell_aspiration",
    "unfollow_aspiration",
]
