from .drafts import begin, change, draft, history, part, restore, row, settle
from .published import comparison, instrument, listing

__all__ = [
    "begin",
    "change",
    "comparison",
    "draft",
    "history",
    "instrument",
    "listing",
    "part",
    "restore",
    "row",
    "settle",
]
