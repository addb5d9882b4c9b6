from dampingi.records.duplicates.views.by_hand import partner, person
from dampingi.records.duplicates.views.manner import certainty, learning, manner, version
from dampingi.records.duplicates.views.merges import batch, batch_parting, merge, merges, parting
from dampingi.records.duplicates.views.pairs import merging, pair, pairs, search, search_page, verdict

__all__ = [
    "batch",
    "batch_parting",
    "certainty",
    "learning",
    "manner",
    "merge",
    "merges",
    "merging",
    "pair",
    "pairs",
    "parting",
    "partner",
    "person",
    "search",
    "search_page",
    "verdict",
    "version",
]
