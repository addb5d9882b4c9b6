from .overview import create, listing, overview, panel, step
from .rating import rate, sheet
from .results import objection, result, results

__all__ = [
    "create",
    "listing",
    "objection",
    "overview",
    "panel",
    "rate",
    "result",
    "results",
    "sheet",
    "step",
]
