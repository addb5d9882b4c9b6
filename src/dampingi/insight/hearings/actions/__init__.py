from .announcing import announce
from .arranging import move_talk, seat_raters
from .planning import create_event, plan_again
from .recording import add_remark, note_answer, settle_talk, withdraw_remark
from .substituting import join_panel, leave_panel

__all__ = [
    "add_remark",
    "announce",
    "create_event",
    "join_panel",
    "leave_panel",
    "move_talk",
    "note_answer",
    "plan_again",
    "seat_raters",
    "settle_talk",
    "withdraw_remark",
]
