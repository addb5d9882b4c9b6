from dampingi.records.placements.actions.goods import (
    answer_delivery,
    cancel_movement,
    deliver,
    report_returned,
    report_sold,
)
from dampingi.records.placements.actions.money import agree_to, dispute, note_paid, settle
from dampingi.records.placements.actions.opening import end_placement, list_product, open_placement
from dampingi.records.placements.actions.passing import pass_on, take_back_passing
from dampingi.records.placements.actions.wanting import answer_listing

__all__ = [
    "agree_to",
    "answer_delivery",
    "answer_listing",
    "cancel_movement",
    "deliver",
    "dispute",
    "end_placement",
    "list_product",
    "note_paid",
    "open_placement",
    "pass_on",
    "report_returned",
    "report_sold",
    "settle",
    "take_back_passing",
]
