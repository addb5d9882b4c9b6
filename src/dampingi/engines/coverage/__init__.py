"""One for each place: which candidate serves where, the best in sum, with a proof, and what every other choice would cost."""

from .pricing import Price, forced_in, forced_out, pinned
from .proving import proves
from .solving import Choice, Impossible, assign
from .terms import Question, Unusable

__all__ = [
    "Choice",
    "Impossible",
    "Price",
    "Question",
    "Unusable",
    "assign",
    "forced_in",
    "forced_out",
    "pinned",
    "proves",
]
