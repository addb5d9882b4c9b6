from dampingi.outcomes.papers.actions.assigning import BASIS_LENGTH, issue_assignments
from dampingi.outcomes.papers.actions.keeping import PRESS, keep_paper, order_of, print_paper

__all__ = ["BASIS_LENGTH", "PRESS", "issue_assignments", "keep_paper", "order_of", "print_paper"]
