"""Makes `definitions/linkage.json`, the model that ships: `python -m benchmarks._linkage_training`.

Fits the weights on an invented register whose seed no measurement uses.
"""

import math
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa

from benchmarks._linkage_records import make
from dampingi.engines.linkage.blocking import block
from dampingi.engines.linkage.comparisons import COMPARISONS, UNKNOWN
from dampingi.engines.linkage.features import features
from dampingi.engines.linkage.learning import fit, indicators
from dampingi.engines.linkage.linking import MEMORY_MB, load
from dampingi.engines.linkage.model import SHIPPED, Level, Model, bits
from dampingi.engines.linkage.scoring import gammas, score
from dampingi.engines.linkage.session import session

SEED, COUNT = 20_251_125, 60_000
BELIEF = 0.05
PARTS = 8


def flat() -> Model:
    """A model that knows nothing."""
    levels = {
        c.code: {code: Level(0.5, 0.5, 0.0) for code, _ in c.levels if code != UNKNOWN} for c in COMPARISONS
    }
    return Model(0.2, levels)


def patterns(records: pa.Table, folder: Path | None = None) -> pa.Table:
    """Every combination of levels among the candidate pairs: how many pairs have it, and how many of them are one business."""
    with session(folder, MEMORY_MB, None) as db:
        load(db, features(records))
        told = block(db, left_rows=None)
        db.register("truths", pa.table({"row": range(records.num_rows), "truth": records["truth"]}))
        columns = ", ".join(
            f"CASE gamma_{c.code} {' '.join(f'WHEN {g} THEN {code!r}' for g, code in gammas(c))} END AS {c.code}"
            for c in COMPARISONS
        )
        db.execute(
            "CREATE TABLE seen ("
            + ", ".join(f"{c.code} VARCHAR" for c in COMPARISONS)
            + ", pairs BIGINT, same BIGINT)"
        )
        for part in range(PARTS):
            db.execute(
                f"CREATE OR REPLACE TABLE part AS SELECT * FROM pairs WHERE hash(join_key_l, join_key_r) % {PARTS} = {part}"
            )
            scored = score(db, flat(), 0.1, None, pairs="part")
            db.execute(
                f"INSERT INTO seen SELECT {columns}, count(*), count(*) FILTER (a.truth = b.truth) FROM {scored} "
                "JOIN truths a ON a.row = row_l JOIN truths b ON b.row = row_r GROUP BY ALL"
            )
            db.execute(f"DROP TABLE {scored}")
        found = db.execute(
            f"SELECT {', '.join(c.code for c in COMPARISONS)}, sum(pairs)::BIGINT AS pairs, sum(same)::BIGINT AS same FROM seen GROUP BY ALL ORDER BY ALL"
        ).to_arrow_table()
        print(told, found.num_rows, file=sys.stderr)
        return found


def trained(seen: pa.Table, records: pa.Table, about: str) -> Model:
    slots = [(c.code, code) for c in COMPARISONS for code, _ in c.levels if code != UNKNOWN]
    at = {slot: i + 1 for i, slot in enumerate(slots)}
    x = indicators(seen, at)
    every, same = (np.array(seen.column(name).to_pylist(), dtype=float) for name in ("pairs", "same"))
    repeats = float(same.sum()) / records.num_rows
    offset = np.full(len(every), bits(Model(repeats, flat().levels).prior(records.num_rows))) * math.log(2)
    belief = np.full(x.shape[1], BELIEF)
    belief[0] = 1e9  # the prior is what was counted: nothing is left for a constant to say
    weights = fit(x, same, every, offset, np.zeros(x.shape[1]), belief) / math.log(2)
    levels: dict[str, dict[str, Level]] = {}
    for (code, level), i in at.items():
        m = (x[:, i] @ same + 0.5) / (same.sum() + 1)
        u = (x[:, i] @ (every - same) + 0.5) / ((every - same).sum() + 1)
        levels.setdefault(code, {})[level] = Level(
            *(float(f"{v:.6g}") for v in (m, u)), round(float(weights[i]), 4)
        )
    return Model(round(repeats, 4), levels, about)


def main() -> None:
    records = make(COUNT, SEED)
    model = trained(
        patterns(records), records, f"fitted on benchmarks/_linkage_records.py, seed {SEED}, {COUNT} records"
    )
    SHIPPED.write_text(model.to_json() + "\n", encoding="utf-8")
    print(model.hash, file=sys.stderr)


if __name__ == "__main__":
    main()
