from .answering import answer_objection
from .computing import compute, recompute
from .documents import check_documents
from .locking import lock_instrument
from .objecting import object_to_result, withdraw_objection
from .panel import seat_member, substitute_member, unseat_member
from .preparing import create_evaluation, freeze_evidence, publish_instrument, take_newest_instrument
from .rating import assign_raters, close_ratings, declare_interests, rate
from .sheets import read_sheet, settle_sheet

__all__ = [
    "answer_objection",
    "assign_raters",
    "check_documents",
    "close_ratings",
    "compute",
    "create_evaluation",
    "declare_interests",
    "freeze_evidence",
    "lock_instrument",
    "object_to_result",
    "publish_instrument",
    "rate",
    "read_sheet",
    "recompute",
    "seat_member",
    "settle_sheet",
    "substitute_member",
    "take_newest_instrument",
    "unseat_member",
    "withdraw_objection",
]
