"""Tables of records for tests: what is not said is the same for all."""

import pyarrow as pa
from benchmarks._linkage_records import COLUMNS

USUAL = {
    "business_name": "Warung Bu Siti", "owner_name": "Siti Nurhaliza", "phones": ["+6281200000001"], "nib": "", "nik": "", "born_on": None,
    "sex": "P", "address": "Jl. Mawar No. 3 RT 01/RW 02", "region": "90.01.01.1001", "latitude": None, "longitude": None, "product": "nasi uduk",
}  # fmt: skip
SHAPE = pa.schema([(name, kind) for name, kind in COLUMNS.items() if name != "truth"])


def table(*rows):
    return pa.Table.from_pylist([USUAL | row for row in rows], schema=SHAPE)
