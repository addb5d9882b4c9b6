from .computing import compute
from .objecting import object_to_result
from .preparing import create_evaluation, freeze_evidence, lock_instrument, publish_instrument
from .rating import assign_raters, close_ratings, declare_interests, rate

__all__ = [
    "assign_raters",
    "close_ratings",
    "compute",
    "create_evaluation",
    "declare_interests",
    "freeze_evidence",
    "lock_instrument",
    "object_to_result",
    "publish_instrument",
    "rate",
]
