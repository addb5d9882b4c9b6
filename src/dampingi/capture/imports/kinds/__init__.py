"""The kinds of sheets: what each asks of the records before, and what it gives them."""

from dampingi.capture.imports.kinds.businesses import Businesses
from dampingi.capture.imports.kinds.cooperatives import Cooperatives
from dampingi.capture.imports.kinds.manner import Manner
from dampingi.capture.imports.kinds.participants import Participants
from dampingi.capture.imports.kinds.visits import Visits

KINDS: dict[str, Manner] = {
    "businesses": Businesses(),
    "participants": Participants(),
    "visits": Visits(),
    "cooperatives": Cooperatives(),
}

__all__ = ["KINDS", "Manner"]
