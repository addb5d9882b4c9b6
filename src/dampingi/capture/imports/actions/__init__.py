from dampingi.capture.imports.actions.checking import (
    ask_for_check,
    bring_sheet,
    check_sheet,
    choose_reading,
    forget_mapping,
    receive_sheet,
)
from dampingi.capture.imports.actions.committing import Stale, ask_for_import, commit_import
from dampingi.capture.imports.actions.deciding import decide_fields, decide_records
from dampingi.capture.imports.actions.discarding import discard_sheet
from dampingi.capture.imports.actions.doubting import ask_for_verification
from dampingi.capture.imports.actions.undoing import undo_import

__all__ = [
    "Stale",
    "ask_for_check",
    "ask_for_import",
    "ask_for_verification",
    "bring_sheet",
    "check_sheet",
    "choose_reading",
    "commit_import",
    "decide_fields",
    "decide_records",
    "discard_sheet",
    "forget_mapping",
    "receive_sheet",
    "undo_import",
]
