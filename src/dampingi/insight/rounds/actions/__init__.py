from .checking import check_entry, reopen_entry
from .minutes import draw_up_minutes
from .opening import cancel_round, open_round
from .reminding import remind
from .reporting import require_open, save_entry, submit_entry
from .sheets import hand_in_on_behalf, take_sheet

__all__ = [
    "cancel_round", "check_entry", "draw_up_minutes", "hand_in_on_behalf", "open_round", "remind", "reopen_entry", "require_open", "save_entry",
    "submit_entry", "take_sheet",
]  # fmt: skip
