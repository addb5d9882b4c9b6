"""What may be said in public without pointing at anyone."""

from dampingi.engines.disclosure.tables import HIDDEN_AS, LEAST, Table, told
from dampingi.engines.disclosure.words import without_names

__all__ = ["HIDDEN_AS", "LEAST", "Table", "told", "without_names"]
