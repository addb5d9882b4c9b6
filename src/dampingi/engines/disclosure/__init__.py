"""What may be said in public without pointing at anyone."""

from dampingi.engines.disclosure.tables import LEAST, Table, suppressed
from dampingi.engines.disclosure.words import without_names

__all__ = ["LEAST", "Table", "suppressed", "without_names"]
