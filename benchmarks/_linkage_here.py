"""One step of the linkage benchmark in a process of its own: `make FOLDER COUNT SEED SETTING`, `ours FOLDER`, `theirs FOLDER TRAINED_ON`,
`boosted FOLDER COUNT SEED SETTING`, `across FOLDER COUNT SEED`.

Tells its figures as one line of JSON.
"""

import collections
import json
import math
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from pyarrow import feather

from dampingi.engines.linkage import default_model, explain
from dampingi.engines.linkage.linking import link

AT_LEAST = 0.6
"""The threshold for groups, fixed on registers of other seeds (78, 901) before this one was looked at."""


def main() -> None:
    step, folder, *more = sys.argv[1:]
    steps = {"make": make, "ours": ours, "theirs": theirs, "boosted": boosted, "across": across}
    told = steps[step](Path(folder), *(int(word) if word.isdigit() else word for word in more))
    print(json.dumps(told))


def make(folder: Path, count: int, seed: int, setting: str) -> dict[str, Any]:
    from benchmarks import _linkage_records

    records = _linkage_records.make(count, seed, getattr(_linkage_records, setting))
    feather.write_feather(
        records.drop_columns(["truth", "person"]), folder / "records.arrow", compression="uncompressed"
    )
    feather.write_feather(
        records.select(["id", "truth", "person"]), folder / "truth.arrow", compression="uncompressed"
    )
    return {"records": count}


def ours(folder: Path) -> dict[str, Any]:
    records = feather.read_table(folder / "records.arrow", memory_map=False)
    started, cpu = time.perf_counter(), time.process_time()
    links = link(records, at_least=0.5, folder=folder)
    groups = links.clusters(AT_LEAST)
    spent = _spent(started, cpu)
    truth = Truth(folder)
    scored = zip(*(links.pairs.column(c).to_pylist() for c in ("left", "right", "probability")), strict=True)
    alone = [(left, right) for left, right, probability in scored if probability >= 0.5]
    return {
        **truth.measured(within(groups)),
        **{f"{key}_of_single_pairs": value for key, value in truth.measured(alone).items()},
        **spent,
        "pairs_compared": links.blocking.pairs,
        "largest_block": links.blocking.largest,
        "blocks_left_out": links.blocking.left_out,
        "model": default_model().hash[:12],
    }


def theirs(folder: Path, trained_on: int) -> dict[str, Any]:
    from benchmarks import _linkage_recordlinkage as other

    classifier = other.trained(trained_on)
    records = feather.read_table(folder / "records.arrow", memory_map=False)
    started, cpu = time.perf_counter(), time.process_time()
    pairs, compared = other.link(records, classifier)
    spent = _spent(started, cpu)
    truth = Truth(folder)
    measured = max(
        truth.measured(pairs), truth.measured(within(connected(pairs))), key=lambda found: found["f1"]
    )
    return {**measured, **spent, "pairs_compared": compared}


def boosted(_folder: Path, count: int, seed: int, setting: str) -> dict[str, Any]:
    """Gradient boosting and our sum of weights, fitted on the same labels and asked about the same pairs one by one."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    from benchmarks import _linkage_records, _linkage_training
    from dampingi.engines.linkage.comparisons import COMPARISONS

    def coded(seen: pa.Table) -> np.ndarray:
        codes = [{level: float(i) for i, (level, _) in enumerate(c.levels)} for c in COMPARISONS]
        return np.array(
            [[code[v] for v in seen[c.code].to_pylist()] for c, code in zip(COMPARISONS, codes, strict=True)]
        ).T

    kind = getattr(_linkage_records, setting)
    registers = [_linkage_records.make(count, s, kind) for s in (_linkage_training.SEEDS[kind], seed)]
    fitting, asked = map(_linkage_training.patterns, registers)
    same, every = (np.array(fitting[c].to_pylist(), dtype=float) for c in ("same", "pairs"))
    levels, weights = coded(fitting), np.concatenate([same, every - same])
    model = HistGradientBoostingClassifier(max_iter=300, random_state=0).fit(
        np.vstack([levels, levels])[weights > 0],
        np.repeat([1, 0], len(same))[weights > 0],
        sample_weight=weights[weights > 0],
    )
    sums = _linkage_training.trained(fitting, 1, count, "")
    said = model.predict_proba(coded(asked))[:, 1]
    ours = np.array([explain(levels, sums)[-1].probability for levels in asked.to_pylist()])
    same, every = (np.array(asked[c].to_pylist(), dtype=float) for c in ("same", "pairs"))
    true = sum(math.comb(n, 2) for n in collections.Counter(registers[1]["truth"].to_pylist()).values())

    def f1(found: np.ndarray) -> float:
        return round(float(2 * same[found].sum() / (every[found].sum() + true)), 4)

    return {
        "boosted_f1": f1(said >= 0.5),
        "summed_f1": f1(ours >= 0.5),
        "blocking_recall": round(float(same.sum() / true), 4),
    }


def across(_folder: Path, count: int, seed: int) -> dict[str, Any]:
    """Three cities' lists of one register, joined in the clear and by tokens; and once more where three of four repeats are of somebody who moved."""
    from dataclasses import replace

    from benchmarks import _linkage_records as registers
    from dampingi.engines.linkage.features import features
    from dampingi.engines.linkage.keyed import keyed
    from dampingi.engines.linkage.linking import link_lists

    told: dict[str, Any] = {}
    for name, kind in (("", registers.LISTS), ("_moved", replace(registers.LISTS, moved=1.0, new_phone=0.3))):
        records = registers.make(count, seed, kind)
        truth = dict(zip(*(records[c].to_pylist() for c in ("id", "truth")), strict=True))
        made = [features(records.take(pa.array(range(n, count, 3)))) for n in range(3)]
        apart = [collections.Counter(truth[i] for i in each["id"].to_pylist()) for each in made]
        whole = sum(apart, collections.Counter())
        true = sum(math.comb(n, 2) for n in whole.values()) - sum(
            math.comb(n, 2) for each in apart for n in each.values()
        )
        cpu = time.process_time()
        tokens = [keyed(each, each["id"].to_pylist(), b"k" * 32) for each in made]
        told[f"keying{name}_cpu_seconds"] = round(time.process_time() - cpu, 1)
        for way, lists in (("clear", made), ("keyed", tokens)):
            cpu, pairs = time.process_time(), link_lists(lists, at_least=AT_LEAST).pairs
            right = sum(
                truth[a] == truth[b]
                for a, b in zip(*(pairs[c].to_pylist() for c in ("left", "right")), strict=True)
            )
            told |= {
                f"{way}{name}_precision": round(right / max(pairs.num_rows, 1), 4),
                f"{way}{name}_recall": round(right / true, 4),
                f"{way}{name}_cpu_seconds": round(time.process_time() - cpu, 1),
            }
    return told


class Truth:
    def __init__(self, folder: Path) -> None:
        table = feather.read_table(folder / "truth.arrow")
        self.business = dict(zip(table["id"].to_pylist(), table["truth"].to_pylist(), strict=True))
        self.pairs = sum(math.comb(n, 2) for n in collections.Counter(self.business.values()).values())

    def measured(self, pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
        """Over pairs of records: two of one business are found only if they stand together."""
        said = {(min(pair), max(pair)) for pair in pairs}
        right = sum(self.business[left] == self.business[other] for left, other in said)
        precision, recall = right / max(len(said), 1), right / self.pairs
        f1 = 2 * right / max(len(said) + self.pairs, 1)
        return {"f1": round(f1, 4), "precision": round(precision, 4), "recall": round(recall, 4)}


def within(groups: Iterable[tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(a, b) for group in groups for i, a in enumerate(group) for b in group[i + 1 :]]


def connected(pairs: list[tuple[str, str]]) -> list[tuple[str, ...]]:
    from dampingi.engines.linkage.clusters import clusters

    return clusters([(a, b, 1.0) for a, b in pairs], at_least=0.5, niks={})


def _spent(started: float, cpu: float) -> dict[str, float]:
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "cpu_seconds": round(time.process_time() - cpu, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    main()
