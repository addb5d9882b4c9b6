from .boards import new_round, round_board, round_cancelling, round_reminding, rounds
from .checks import round_edition, round_reopening, round_verdict
from .entries import round_entry
from .figures import round_figures
from .minutes import round_minutes, round_minutes_verdict, round_minuting
from .sheets import round_behalf, round_letter, round_sheet, round_upload

__all__ = [
    "new_round", "round_behalf", "round_board", "round_cancelling", "round_edition", "round_entry", "round_figures", "round_letter", "round_minutes", "round_minutes_verdict", "round_minuting", "round_reminding",
    "round_reopening", "round_sheet", "round_upload", "round_verdict", "rounds",
]  # fmt: skip
