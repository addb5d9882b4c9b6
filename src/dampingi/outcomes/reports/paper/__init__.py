"""A snapshot on paper: `layout` writes its figures as a reader expects them, `definitions/letters` places them.

Nothing here computes a figure, and nothing asks the database.
"""

from dampingi.outcomes.reports.paper.layout import layout

__all__ = ["layout"]
