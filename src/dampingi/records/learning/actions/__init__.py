from dampingi.records.learning.actions.registrations import register, set_registration, step_back
from dampingi.records.learning.actions.trainings import (
    cancel_training,
    hold_training,
    plan_training,
    record_attendance,
)

__all__ = [
    "cancel_training",
    "hold_training",
    "plan_training",
    "record_attendance",
    "register",
    "set_registration",
    "step_back",
]
