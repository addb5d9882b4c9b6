"""Tables of records for tests: what is not said is the same for all."""

import pyarrow as pa
from benchmarks._linkage_records import COLUMNS

from dampingi.engines.linkage import Level, Model
from dampingi.engines.linkage.comparisons import COMPARISONS, UNKNOWN

USUAL = {
    "business_name": "Warung Bu Siti", "owner_name": "Siti Nurhaliza", "phones": ["+6281200000001"], "nib": "", "nik": "", "born_on": None,
    "sex": "P", "address": "Jl. Mawar No. 3 RT 01/RW 02", "region": "90.01.01.1001", "latitude": None, "longitude": None, "product": "nasi uduk",
}  # fmt: skip
SHAPE = pa.schema([(name, kind) for name, kind in COLUMNS.items() if name not in ("truth", "person")])


def table(*rows):
    return pa.Table.from_pylist([USUAL | row for row in rows], schema=SHAPE)


def flat():
    """A model that knows nothing: every weight 0."""
    levels = {
        c.code: {code: Level(0.5, 0.5, 0.0) for code, _ in c.levels if code != UNKNOWN} for c in COMPARISONS
    }
    return Model(0.2, 1_000, levels)
