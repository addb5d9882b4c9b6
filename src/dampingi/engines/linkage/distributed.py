"""The same linkage on a cluster: Spark shares out the work, and in each of its tasks the comparisons are what they are on one machine.

    records   --a task's part-->  features            Python, as in `features`
    features  --counted over all-->  how rare         Spark's joins
    features  --a task's part-->  keys                DuckDB, the same rules and the same numbers
    keys      --joined over all-->  candidate pairs   Spark, blocks bounded as in `blocking`
    pairs     --a task's part-->  levels, weights     Splink on DuckDB, the same model

Splink has a linker of its own for Spark. Its edit distances count a swap of letters otherwise than DuckDB's, and the levels are written in DuckDB's SQL: it would
be a second definition of what is alike, with weights fitted for the first. Here every pair gets the level and the weight it would get on one machine.

Workers need this package with its dependencies. Each pair carries its two records through one exchange: some 2 kB a pair.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from typing import Any

import pyarrow as pa

from dampingi.engines.linkage.blocking import (
    LARGEST,
    PER_RECORD,
    SOURCE,
    Blocking,
    largest_block,
    make_keys,
)
from dampingi.engines.linkage.comparisons import COMPARISONS
from dampingi.engines.linkage.features import COLUMNS, SHAPE, Unusable, features
from dampingi.engines.linkage.linking import Links, load_counted, told_pairs
from dampingi.engines.linkage.model import Model, default_model
from dampingi.engines.linkage.scoring import score
from dampingi.engines.linkage.session import session

MEMORY_MB = 1_024
AT_ONCE = 50_000
"""Pairs a task hands to Splink at a time."""
FEATURES = ", ".join(
    f"`{field.name}` {'array<string>' if pa.types.is_list(field.type) else {'string': 'string', 'int64': 'bigint', 'double': 'double'}[str(field.type)]}"
    for field in SHAPE
)
PAIRS = "`left` string, `right` string, probability double, weight double, prior double, " + ", ".join(
    f"`{c.code}` string, `{c.code}_weight` double" for c in COMPARISONS
)


def link_on_spark(spark: Any, records: Any, *, model: Model | None = None, at_least: float = 0.5) -> Links:
    """As `link`, of a Spark table with `features.COLUMNS`; pairs come back to whoever asked. Raises Unusable.

    Rows are numbered in the order of their ids, unless a column `row` says theirs.
    """
    return _linked(_numbered(records).mapInArrow(_featured, FEATURES), model, at_least, between=False)


def link_lists_on_spark(lists: Sequence[Any], *, model: Model | None = None, at_least: float = 0.5) -> Links:
    """As `link_lists`, of Spark tables. Raises Unusable."""
    from pyspark.sql import functions as f

    known = [field.name for field in SHAPE if all(field.name in each.columns for each in lists)]
    moved = [
        each.select(*known).withColumn("row", f.col("row") + (n << SOURCE)) for n, each in enumerate(lists)
    ]
    whole = reduce(lambda one, other: one.unionByName(other), moved)
    told = whole.agg(f.count("id"), f.countDistinct("id")).first()
    if told[0] != told[1]:
        raise Unusable("two records have the same id")
    for field in SHAPE:
        if field.name not in known:
            whole = whole.withColumn(
                field.name, f.lit("") if field.type == pa.string() else f.lit(None).cast("double")
            )
    return _linked(whole.select(*SHAPE.names), model, at_least, between=True)


def _linked(features: Any, model: Model | None, at_least: float, *, between: bool) -> Links:
    model, made = model or default_model(), features.persist()
    try:
        count = made.count()
        counted = _counted(made).persist()
        pairs, blocking = _blocked(counted, count, between=between)
        found = _scored(counted, pairs, model, count, at_least)
        niks = dict(made.where("nik <> ''").select("id", "nik").collect())
    finally:
        made.unpersist()
    named = {*found.column("left").to_pylist(), *found.column("right").to_pylist()}
    return Links(found, blocking, {record: nik for record, nik in niks.items() if record in named})


def _numbered(records: Any) -> Any:
    from pyspark.sql import functions as f

    missing = [column for column in COLUMNS if column not in records.columns]
    if missing:
        raise Unusable(f"the records have no column {', '.join(missing)}")
    told = records.agg(f.count("id"), f.countDistinct("id")).first()
    if told[0] != told[1]:
        raise Unusable("two records have the same id")
    if "row" not in records.columns:
        records = records.orderBy("id").withColumn("row", f.monotonically_increasing_id())
    return records.select(*COLUMNS, "row")


def _featured(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        table = pa.Table.from_batches([batch])
        made = features(table.select(COLUMNS))
        yield from made.set_column(1, "row", table.column("row").cast(pa.int64())).to_batches()


def _counted(made: Any) -> Any:
    """With how often a record's words, phones and names stand in all of them."""
    from pyspark.sql import functions as f

    counted = made
    for words, ns in (("name_words", "name_ns"), ("owner_long", "owner_ns"), ("phones", "phone_ns")):
        each = made.select("row", f.explode(words).alias("word"))
        times = each.groupBy("word").agg(f.count("*").alias("n"))
        listed = each.join(times, "word").groupBy("row").agg(f.collect_list(f.struct("word", "n")).alias(ns))
        counted = counted.join(listed, "row", "left")
    for column in ("name", "owner"):
        times = made.groupBy(column).agg(f.count("*").alias(f"{column}_n"))
        counted = counted.join(times, column)
    return counted


def _blocked(counted: Any, count: int, *, between: bool) -> tuple[Any, Blocking]:
    """Pairs of rows that share a key, and how they were found."""
    from pyspark.sql import functions as f

    keys = counted.mapInArrow(_Keyed(count), "block bigint, row bigint").persist()
    several = f"n > 1 AND shiftright(low, {SOURCE}) < shiftright(high, {SOURCE})" if between else "n > 1"
    grouped = keys.groupBy("block").agg(
        f.count("*").alias("n"), f.min("row").alias("low"), f.max("row").alias("high")
    )
    sizes = grouped.where(several).persist()
    by_size = {
        row["n"]: row["blocks"] for row in sizes.groupBy("n").agg(f.count("*").alias("blocks")).collect()
    }
    possible = [(n, blocks * n * (n - 1) // 2) for n, blocks in sorted(by_size.items()) if n <= LARGEST]
    largest = largest_block(possible, PER_RECORD * count)
    used = keys.join(sizes.where(f.col("n") <= largest), "block").select("block", "row")
    other = used.select("block", f.col("row").alias("join_key_r"))
    apart = "join_key_l < join_key_r"
    if between:
        apart = f"shiftright(join_key_l, {SOURCE}) < shiftright(join_key_r, {SOURCE})"
    pairs = (
        used.withColumnRenamed("row", "join_key_l")
        .join(other, "block")
        .where(apart)
        .select("join_key_l", "join_key_r")
        .distinct()
        .persist()
    )
    left_out = sum(blocks for n, blocks in by_size.items() if n > largest)
    told = Blocking(pairs.count(), largest, sum(by_size.values()), left_out)
    keys.unpersist()
    sizes.unpersist()
    return pairs, told


class _Keyed:
    """A task's part of the keys. Spark has no unsigned numbers: the same 64 bits as a signed one."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            with session(None, MEMORY_MB, 1) as db:
                load_counted(db, pa.Table.from_batches([batch]), self.count)
                make_keys(db)
                made = db.sql("SELECT block, row FROM keys").to_arrow_table().combine_chunks()
            signed = pa.chunked_array(
                [part.view(pa.int64()) for part in made.column("block").chunks], pa.int64()
            )
            yield from made.set_column(0, "block", signed).to_batches()


def _scored(counted: Any, pairs: Any, model: Model, count: int, at_least: float) -> pa.Table:
    from pyspark.sql import functions as f

    whole = f.struct(*counted.columns)
    left = counted.select(f.col("row").alias("join_key_l"), whole.alias("l"))
    right = counted.select(f.col("row").alias("join_key_r"), whole.alias("r"))
    both = pairs.join(left, "join_key_l").join(right, "join_key_r")
    found: pa.Table = both.mapInArrow(_Scored(model, count, at_least, counted.columns), PAIRS).toArrow()
    return found.sort_by([("weight", "descending"), ("left", "ascending"), ("right", "ascending")])


class _Scored:
    """A task's part of the pairs, with their records."""

    def __init__(self, model: Model, count: int, at_least: float, columns: list[str]) -> None:
        self.model, self.count, self.at_least, self.columns = model.to_json(), count, at_least, columns

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        model = Model.from_json(self.model)
        for part in _gathered(batches):
            with session(None, MEMORY_MB, 1) as db:
                self._load(db, part)
                scored = score(db, model, self.count, self.at_least)
                made = told_pairs(db, scored, model.prior(self.count))
            yield from made.to_batches()

    def _load(self, db: Any, part: pa.Table) -> None:
        sides = [pa.Table.from_struct_array(part.column(side).combine_chunks()) for side in ("l", "r")]
        db.register("sides", pa.concat_tables(sides))
        once = db.sql("SELECT * FROM sides QUALIFY row_number() OVER (PARTITION BY row) = 1").to_arrow_table()
        db.unregister("sides")
        load_counted(db, once.select(self.columns), self.count)
        keys = part.select(["join_key_l", "join_key_r"])
        db.register("asked", keys)
        db.execute("CREATE TABLE pairs AS SELECT join_key_l, join_key_r, '0' AS match_key FROM asked")
        db.unregister("asked")


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Spark's batches are small beside what Splink takes to start."""
    held: list[pa.RecordBatch] = []
    waiting = 0
    for batch in batches:
        held.append(batch)
        waiting += batch.num_rows
        if waiting >= AT_ONCE:
            yield pa.Table.from_batches(held)
            held, waiting = [], 0
    if waiting:
        yield pa.Table.from_batches(held)
