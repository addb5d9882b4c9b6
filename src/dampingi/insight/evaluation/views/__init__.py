from .documents import document, document_copy, documents
from .evidence import frozen
from .objections import answer, objection, objections, proof, withdraw
from .overview import create, listing, overview, panel, step
from .rating import rate, sheet
from .results import changes, result, results

__all__ = [
    "answer",
    "changes",
    "create",
    "document",
    "document_copy",
    "documents",
    "frozen",
    "listing",
    "objection",
    "objections",
    "overview",
    "panel",
    "proof",
    "rate",
    "result",
    "results",
    "sheet",
    "step",
    "withdraw",
]
