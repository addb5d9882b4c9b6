"""Business classification codes by everyday words."""

from dampingi.engines.kbli.searching import Entry, Hit, Index

__all__ = ["Entry", "Hit", "Index"]
