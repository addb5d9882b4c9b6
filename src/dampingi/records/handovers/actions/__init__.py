from dampingi.records.handovers.actions.handing import hand_over, write_note
from dampingi.records.handovers.actions.undoing import undo_handover

__all__ = ["hand_over", "undo_handover", "write_note"]
