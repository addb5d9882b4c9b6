from .answering import answer_objection
from .computing import compute, recompute
from .documents import check_documents
from .locking import lock_instrument
from .objecting import object_to_result, withdraw_objection
from .preparing import create_evaluation, freeze_evidence, publish_instrument, take_newest_instrument
from .rating import assign_raters, close_ratings, declare_interests, rate

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
    "recompute",
    "take_newest_instrument",
    "withdraw_objection",
]
