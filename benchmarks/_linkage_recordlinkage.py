"""The same job done well with the recordlinkage package: its cleaning, its blocking, its comparisons, its logistic regression.

It learns from a labelled register of complete lists (the seed our model was fitted on), like ours, and its learning is not timed either.
"""

import warnings
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import recordlinkage
from recordlinkage.preprocessing import clean, phonetic

from benchmarks._linkage_records import LISTS, make
from benchmarks._linkage_training import SEEDS

warnings.filterwarnings("ignore")
RULES = (
    ["phone"],
    ["nik"],
    ["nib"],
    ["owner", "region"],
    ["business", "region"],
    ["owner_sound", "product", "region"],
    ["business_sound", "region"],
    ["owner_first", "region"],
    ["business_first", "region"],
    ["owner", "business"],
    ["born_on", "region"],
    ["address", "region"],
)


def trained(count: int) -> recordlinkage.LogisticRegressionClassifier:
    labelled = make(count, SEEDS[LISTS])
    frame = prepared(labelled)
    seen = compared(frame, candidates(frame))
    truth = pd.Series(labelled["truth"].to_pylist(), index=frame.index)
    left, right = (seen.index.get_level_values(i) for i in (0, 1))
    same = seen.index[truth.loc[left].to_numpy() == truth.loc[right].to_numpy()]
    classifier = recordlinkage.LogisticRegressionClassifier()
    classifier.fit(seen, same)
    return classifier


def link(
    records: pa.Table, classifier: recordlinkage.LogisticRegressionClassifier
) -> tuple[list[tuple[str, str]], int]:
    frame = prepared(records)
    pairs = candidates(frame)
    return list(classifier.predict(compared(frame, pairs))), len(pairs)


def prepared(records: pa.Table) -> pd.DataFrame:
    frame = (
        records.select([c for c in records.column_names if c not in ("truth", "person", "phones")])
        .to_pandas()
        .set_index("id")
    )
    frame["phone"] = [numbers[0] if numbers else None for numbers in records["phones"].to_pylist()]
    titles = r"\b(?:h|hj|haji|hajjah|ibu|bu|bpk|bapak|pak|drs|ny|sdr|se|sh|spd|skom|amd|ssos)\b"
    kinds = r"\b(?:warung|wr|toko|tk|kedai|kios|usaha|rumah|ud|cv|bu|ibu|pak|bapak|bpk)\b"
    for name, column, left_out in (("owner", "owner_name", titles), ("business", "business_name", kinds)):
        plain = (
            clean(frame[column].fillna(""))
            .str.replace(left_out, " ", regex=True)
            .str.replace(r"\s+", " ", regex=True)
            .str.strip()
        )
        frame[name] = plain.replace("", None)
        frame[f"{name}_first"] = plain.str.split().str[0]
        frame[f"{name}_sound"] = phonetic(plain, "soundex").replace("", None)
    for column in ("address", "product"):
        frame[column] = clean(frame[column].fillna("")).replace("", None)
    return frame.replace({"nik": {"": None}, "nib": {"": None}, "sex": {"": None}})


def candidates(frame: pd.DataFrame) -> pd.MultiIndex:
    index = recordlinkage.Index()
    for rule in RULES:
        index.block(rule)
    for column in ("owner", "business"):
        index.sortedneighbourhood(column, window=9, block_on="region")
    # what is on very many rows does not block, as with us
    asked = frame.copy()
    for column in ("phone", "nik", "nib"):
        many = asked[column].map(asked[column].value_counts()) > 60
        asked.loc[many, column] = None
    for column in ("owner_first", "business_first"):
        asked.loc[asked.groupby([column, "region"])[column].transform("size") > 24, column] = None
    return index.index(asked)


def compared(frame: pd.DataFrame, pairs: pd.MultiIndex) -> pd.DataFrame:
    compare = recordlinkage.Compare()
    for column in ("owner", "business", "address", "product"):
        compare.string(column, column, method="jarowinkler", missing_value=0.5, label=column)
    for column in ("phone", "nik", "nib", "born_on", "sex", "region"):
        compare.exact(column, column, missing_value=0.5, label=column)
    seen: Any = compare.compute(pairs, frame)
    return seen.astype(np.float32)
