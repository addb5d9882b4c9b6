"""Whether a choice is the best, shown by its prices and without the solver.

By duality: where the prices of a place and of a candidate together are at least what the pair is worth, no choice is worth more than the prices in sum.
"""

from .solving import Choice, weights
from .terms import Question


def proves(asked: Question, choice: Choice) -> bool:
    """For a choice nobody insisted on: its prices bound every choice, and it is worth as much."""
    kept = weights(asked)
    rows, columns = choice.place_prices, choice.candidate_prices
    if len(rows) != len(asked.places) or len(columns) != len(asked.candidates):
        return False
    if any(x < 0 for x in (*rows, *columns)) or len(set(choice.served.values())) < len(choice.served):
        return False
    worth = 0
    for i, place in enumerate(asked.places):
        for j, candidate in enumerate(asked.candidates):
            w = kept[i][j]
            if w is not None and rows[i] + columns[j] < w:
                return False
            if choice.served.get(place) == candidate:
                if w is None:
                    return False
                worth += w
    return worth == sum(rows) + sum(columns)
