from .papers import decree_pdf, letter_pdf, minutes_pdf
from .person import decision, own
from .whole import absence, correction, decree, determination, determinations, opening, step

__all__ = [
    "absence",
    "correction",
    "decision",
    "decree",
    "decree_pdf",
    "determination",
    "determinations",
    "letter_pdf",
    "minutes_pdf",
    "opening",
    "own",
    "step",
]
