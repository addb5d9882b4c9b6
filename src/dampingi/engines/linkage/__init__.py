"""Which records are probably the same business, how probably, and why.

    records  --features-->  words as they sound, parts of addresses
    features --blocking-->  candidate pairs, bounded
    pairs    --Splink-->    levels, weights, probabilities
    pairs    --clusters-->  groups;   a pair --explain--> its waterfall;   verdicts --learn--> another model

The engine proposes; it never merges. See README.md. `distributed.link_on_spark` does the same on a cluster; `keyed` replaces features by tokens, and
`link_lists` looks between lists of either. All but the model and its explanations is imported from its own module where it is used: DuckDB and Arrow are heavy.
"""

from dampingi.engines.linkage.explaining import Evidence, explain, wording
from dampingi.engines.linkage.model import Level, Model, Unfit, default_model

__all__ = [
    "Evidence",
    "Level",
    "Model",
    "Unfit",
    "default_model",
    "explain",
    "wording",
]
