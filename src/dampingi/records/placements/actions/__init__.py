from dampingi.records.placements.actions.goods import (
    answer_delivery,
    cancel_movement,
    deliver,
    report_returned,
    report_sold,
)
from dampingi.records.placements.actions.money import agree_to, dispute, note_paid, settle
from dampingi.records.placements.actions.opening import end_placement, list_product, open_placement

__all__ = [
    "agree_to",
    "answer_delivery",
    "cancel_movement",
    "deliver",
    "dispute",
    "end_placement",
    "list_product",
    "note_paid",
    "open_placement",
    "report_returned",
    "report_sold",
    "settle",
]
