"""What may be said in public without pointing at anyone."""

from dampingi.engines.disclosure.tables import HIDDEN_AS, LEAST, Table, told

__all__ = ["HIDDEN_AS", "LEAST", "Table", "told"]
