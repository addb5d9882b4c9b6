from .documents import document, document_copy, documents
from .evidence import frozen
from .objections import answer, objection, objections, proof, withdraw
from .overview import create, listing, overview, panel, step
from .rating import rate, sheet
from .results import changes, result, results
from .sheets import blank, paper, papers

__all__ = [
    "answer",
    "blank",
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
    "paper",
    "papers",
    "proof",
    "rate",
    "result",
    "results",
    "sheet",
    "step",
    "withdraw",
]
