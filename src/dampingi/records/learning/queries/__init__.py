from dampingi.records.learning.queries.trainings import (
    attendances_of,
    attended,
    expects,
    invitations_of,
    next_training,
    training,
    trainings,
    uninvited,
)

__all__ = [
    "attendances_of",
    "attended",
    "expects",
    "invitations_of",
    "next_training",
    "training",
    "trainings",
    "uninvited",
]
