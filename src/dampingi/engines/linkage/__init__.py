"""Which records are probably the same business, how probably, and why.

    records  --features-->  words as they sound, parts of addresses
    features --blocking-->  candidate pairs, bounded
    pairs    --Splink-->    levels, weights, probabilities
    pairs    --clusters-->  groups;   a pair --explain--> its waterfall;   verdicts --learn--> another model

The engine proposes; it never merges. See README.md. `distributed.link_on_spark` does the same on a cluster; `keyed` replaces features by tokens, and
`link_lists` looks between lists of either.
"""

from dampingi.engines.linkage.blocking import Blocking
from dampingi.engines.linkage.explaining import Evidence, explain, wording
from dampingi.engines.linkage.features import COLUMNS, Unusable
from dampingi.engines.linkage.keyed import keyed, mark
from dampingi.engines.linkage.learning import learn
from dampingi.engines.linkage.linking import Links, link, link_lists
from dampingi.engines.linkage.model import Level, Model, Unfit, default_model

__all__ = [
    "COLUMNS",
    "Blocking",
    "Evidence",
    "Level",
    "Links",
    "Model",
    "Unfit",
    "Unusable",
    "default_model",
    "explain",
    "keyed",
    "learn",
    "link",
    "link_lists",
    "mark",
    "wording",
]
