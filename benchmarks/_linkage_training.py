"""Makes `definitions/linkage.json`, the model that ships: `python -m benchmarks._linkage_training`.

Fits the weights on two invented registers, one of complete lists and one of poor ones, whose seeds no measurement uses.
"""

import math
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
from scipy.optimize import minimize

from benchmarks._linkage_records import LISTS, POOR, make
from dampingi.engines.linkage.blocking import block
from dampingi.engines.linkage.comparisons import COMPARISONS, UNKNOWN
from dampingi.engines.linkage.features import features
from dampingi.engines.linkage.learning import Array, indicators
from dampingi.engines.linkage.linking import MEMORY_MB, load
from dampingi.engines.linkage.model import SHIPPED, Level, Model, bits
from dampingi.engines.linkage.scoring import gammas, score
from dampingi.engines.linkage.session import session

SEEDS = {LISTS: 20_251_125, POOR: 20_251_126}
COUNT = 200_000
HALF, BELIEF = 0.6, 0.3
TOGETHER = ("one_owner", "one_door")
PARTS = 8


def flat() -> Model:
    """A model that knows nothing."""
    levels = {
        c.code: {code: Level(0.5, 0.5, 0.0) for code, _ in c.levels if code != UNKNOWN} for c in COMPARISONS
    }
    return Model(0.2, 1_000, levels)


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
            scored = score(db, flat(), 0, None, pairs="part")
            db.execute(
                f"INSERT INTO seen SELECT {columns}, count(*), count(*) FILTER (a.truth = b.truth) FROM {scored} "
                "JOIN truths a ON a.row = row_l JOIN truths b ON b.row = row_r GROUP BY ALL"
            )
            db.execute(f"DROP TABLE {scored}")
        found = db.sql(
            f"SELECT {', '.join(c.code for c in COMPARISONS)}, sum(pairs)::BIGINT AS pairs, sum(same)::BIGINT AS same FROM seen GROUP BY ALL ORDER BY ALL"
        ).to_arrow_table()
        print(told, found.num_rows, file=sys.stderr)
        return found


def trained(seen: pa.Table, registers: int, records: int, about: str) -> Model:
    """`seen`: patterns of so many registers of so many records each."""
    slots = [(c.code, code) for c in COMPARISONS for code, _ in c.levels if code != UNKNOWN]
    at = {slot: i + 1 for i, slot in enumerate(slots)}
    x = indicators(seen, at)
    every, same = (np.array(seen.column(name).to_pylist(), dtype=float) for name in ("pairs", "same"))
    repeats = float(same.sum()) / (registers * records)
    offset = np.full(len(every), bits(2 * repeats / records)) * math.log(2)
    shares = {slot: _shares(x[:, i], same, every) for slot, i in at.items()}
    alone = np.array(
        [
            0.0,
            *(HALF * math.log(m / u) if slot[0] not in TOGETHER else 0.0 for slot, (m, u) in shares.items()),
        ]
    )
    weights = bounded(x, same, every, offset, alone, [(0.0, 0.0), *map(_bounds, at)]) / math.log(2)
    levels: dict[str, dict[str, Level]] = {}
    for (code, level), i in at.items():
        m, u = (float(f"{share:.6g}") for share in shares[code, level])
        levels.setdefault(code, {})[level] = Level(m, u, round(float(weights[i]), 4))
    return Model(round(repeats, 4), records, levels, about)


def bounded(
    x: Array, same: Array, every: Array, offset: Array, alone: Array, bounds: list[tuple[float, float]]
) -> Array:
    """The likeliest weights (nats) within the bounds, held near what each comparison says `alone` where the data leave it open."""
    belief = np.array([1.0, *([BELIEF] * (len(alone) - 1))])

    def loss(weights: Array) -> tuple[float, Array]:
        z = x @ weights + offset
        p = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
        away = weights - alone
        return (
            float(np.sum(every * np.logaddexp(0, z) - same * z) + 0.5 * np.sum(belief * away**2)),
            x.T @ (every * p - same) + belief * away,
        )

    low, high = np.array(bounds).T
    found = minimize(
        loss,
        np.clip(alone, low, high),
        jac=True,
        method="L-BFGS-B",
        bounds=bounds,
        options={"maxiter": 2000, "maxfun": 4000},
    )
    return np.asarray(found.x)


def _bounds(slot: tuple[str, str]) -> tuple[float, float]:
    """Agreement never speaks against, disagreement never for; together they tell more than their sum only if the business agrees."""
    comparison, level = slot
    if comparison in TOGETHER:
        return (-math.inf, math.inf if "same" in level else 0.0)
    if level == "same" and comparison in ("phone", "nik", "nib", "born"):
        return (math.log(2), math.inf)
    if level.startswith("other"):
        return (-math.inf, 0.0)
    return (-math.inf, math.inf) if level in ("word", "rare_word") else (0.0, math.inf)


def _shares(column: Array, same: Array, every: Array) -> tuple[float, float]:
    """m and u, never nought: half a pair more has been seen."""
    pairs, others = same.sum(), (every - same).sum()
    return float((column @ same + 0.5) / (pairs + 1)), float((column @ (every - same) + 0.5) / (others + 1))


def main() -> None:
    seen = pa.concat_tables(patterns(make(COUNT, seed, setting)) for setting, seed in SEEDS.items())
    seeds = " and ".join(map(str, SEEDS.values()))
    about = f"fitted on benchmarks/_linkage_records.py, seeds {seeds}, {COUNT} records each"
    model = trained(seen, len(SEEDS), COUNT, about)
    SHIPPED.write_text(model.to_json() + "\n", encoding="utf-8")
    print(model.hash, file=sys.stderr)


if __name__ == "__main__":
    main()
