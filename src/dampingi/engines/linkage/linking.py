"""Records in, likely pairs out."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from dampingi.engines.linkage.blocking import SOURCE, Blocking, block
from dampingi.engines.linkage.clusters import clusters
from dampingi.engines.linkage.comparisons import COMPARISONS
from dampingi.engines.linkage.features import SHAPE, Unusable, features
from dampingi.engines.linkage.model import Model, bits, default_model
from dampingi.engines.linkage.scoring import gammas, score
from dampingi.engines.linkage.session import session

ROWS_UNSEEN = 3_000
"""Names are as rare as if so many further records had been seen: in a short list no name looks rare."""
SHARED_BY = 6
"""A phone that stands in more records than this is an agent's or an office's, and not one's own."""
MEMORY_MB = 3_072
WORDS_ALIKE = """CREATE OR REPLACE MACRO words_alike(few, many) AS len(few) > 0 AND len(few) <= len(many) AND
    list_bool_and(list_transform(few, lambda w: list_bool_or(list_transform(many, lambda v:
        CASE WHEN w = v THEN true WHEN abs(length(w) - length(v)) > 2 THEN length(w) = 1 AND starts_with(v, w) OR length(v) = 1 AND starts_with(w, v)
        WHEN length(w) < 3 OR length(v) < 3 THEN starts_with(v, w) OR starts_with(w, v)
        ELSE damerau_levenshtein(w, v) <= greatest(1, least(length(w), length(v), 8) // 4) END))))"""
"""Every word of the one has its like in the other: a slip in each, or an initial."""


@dataclass(frozen=True)
class Links:
    """`pairs`: left, right (ids), probability, weight (bits, prior included), prior (bits), and per comparison its level (`owner`) and
    weight (`owner_weight`); most probable first. `blocking` says how many pairs were compared."""

    pairs: pa.Table
    blocking: Blocking
    niks: dict[str, str]

    def clusters(self, at_least: float) -> list[tuple[str, ...]]:
        """Records that are one business by pairs of at least this probability; two different NIKs only by a pair that weighed them."""
        columns = (self.pairs.column(name).to_pylist() for name in ("left", "right", "probability"))
        return clusters(zip(*columns, strict=True), at_least=at_least, niks=self.niks)


def link(
    records: pa.Table,
    *,
    against: pa.Table | None = None,
    model: Model | None = None,
    at_least: float = 0.5,
    folder: Path | None = None,
    memory_mb: int = MEMORY_MB,
    threads: int | None = None,
) -> Links:
    """Pairs that are one business with at least this probability: within `records`, or between `records` and `against`.

    Columns of both tables: `features.COLUMNS`. Raises Unusable. What memory cannot hold goes into a folder inside `folder`.
    """
    model = model or default_model()
    workers = threads or os.cpu_count() or 1
    left = features(records, workers=workers)
    right = features(against, left.num_rows, workers=workers) if against is not None else None
    if right is not None and set(left.column("id").to_pylist()) & set(right.column("id").to_pylist()):
        raise Unusable("a record stands on both sides")
    whole = left if right is None else pa.concat_tables([left, right])
    with session(folder, memory_mb, threads) as db:
        load(db, whole)
        blocking = block(db, left_rows=None if right is None else left.num_rows)
        others = (left if right is None else right).num_rows
        pairs = told_pairs(db, score(db, model, others, at_least), model.prior(others))
    return Links(pairs, blocking, _niks(whole, pairs))


def link_lists(
    lists: Sequence[pa.Table],
    *,
    model: Model | None = None,
    at_least: float = 0.5,
    folder: Path | None = None,
    memory_mb: int = MEMORY_MB,
) -> Links:
    """Pairs between lists of records and never within one. The lists are `features`, or `keyed`, which is all the same here."""
    model, whole = model or default_model(), numbered(lists)
    with session(folder, memory_mb, None) as db:
        load(db, whole)
        blocking = block(db, between=True)
        pairs = told_pairs(db, score(db, model, whole.num_rows, at_least), model.prior(whole.num_rows))
    return Links(pairs, blocking, _niks(whole, pairs))


def numbered(lists: Sequence[pa.Table]) -> pa.Table:
    """One table of several lists, see SOURCE; what they do not tell is unknown. Raises Unusable."""
    moved = [
        each.set_column(each.column_names.index("row"), "row", pc.add(each.column("row"), n << SOURCE))
        for n, each in enumerate(lists)
    ]
    whole = pa.concat_tables([SHAPE.empty_table(), *moved], promote_options="default").select(SHAPE.names)
    if pc.count_distinct(whole.column("id")).as_py() != whole.num_rows:
        raise Unusable("two records have the same id")
    return whole.set_column(whole.column_names.index("sex"), "sex", pc.fill_null(whole.column("sex"), ""))


def load(db: duckdb.DuckDBPyConnection, whole: pa.Table) -> None:
    """The table `features`, with how rare names and words are."""
    db.register("typed", whole)
    every = f"{whole.num_rows + ROWS_UNSEEN}.0"
    make_macros(db)
    for words, codes in (("name_words", "name_codes"), ("owner_long", "owner_codes")):
        db.execute(
            f"""CREATE TABLE {codes} AS SELECT row, list(code ORDER BY code) AS codes FROM (
                SELECT row, {_code("word", "count(*) OVER (PARTITION BY word)", every)} AS code
                FROM (SELECT row, unnest({words}) AS word FROM typed)) GROUP BY row"""
        )
    db.execute(
        f"""CREATE TABLE own_phones AS SELECT row, list(hash(phone)) AS phones FROM (
            SELECT row, phone, count(*) OVER (PARTITION BY phone) AS n FROM (SELECT row, unnest(phones) AS phone FROM typed))
        WHERE n <= {SHARED_BY} GROUP BY row"""
    )
    db.execute(
        f"""CREATE TABLE features AS SELECT typed.*, {_derived("typed.phones")},
            {_rarity("count(*) OVER (PARTITION BY name)", every)} AS name_rarity,
            {_rarity("count(*) OVER (PARTITION BY owner)", every)} AS owner_rarity,
            coalesce(a.codes, []) AS name_codes, coalesce(b.codes, []) AS owner_codes, coalesce(c.phones, []) AS own_phones
        FROM typed LEFT JOIN name_codes a USING (row) LEFT JOIN owner_codes b USING (row) LEFT JOIN own_phones c USING (row)"""
    )
    for table in ("name_codes", "owner_codes", "own_phones"):
        db.execute(f"DROP TABLE {table}")
    db.unregister("typed")


def load_counted(db: duckdb.DuckDBPyConnection, counted: pa.Table, records: int) -> None:
    """The table `features` of a part of so many records, when how often their words, phones and names stand in all of them is known:
    columns `name_ns`, `owner_ns`, `phone_ns` (lists of word and n), `name_n` and `owner_n`."""
    db.register("typed", counted)
    every = f"{records + ROWS_UNSEEN}.0"
    make_macros(db)
    codes = {
        f"{side}_codes": f"list_sort(list_transform({side}_ns, lambda p: {_code('p.word', 'p.n', every)}))"
        for side in ("name", "owner")
    }
    own = f"list_transform(list_filter(phone_ns, lambda p: p.n <= {SHARED_BY}), lambda p: hash(p.word))"
    db.execute(
        f"""CREATE TABLE features AS SELECT typed.* EXCLUDE (name_ns, owner_ns, phone_ns, name_n, owner_n), {_derived("typed.phones")},
            {_rarity("name_n", every)} AS name_rarity, {_rarity("owner_n", every)} AS owner_rarity,
            {", ".join(f"coalesce({made}, []) AS {name}" for name, made in codes.items())}, coalesce({own}, []) AS own_phones
        FROM typed"""
    )
    db.unregister("typed")


def make_macros(db: duckdb.DuckDBPyConnection) -> None:
    db.execute(
        "CREATE OR REPLACE MACRO shared_bits(a, b) AS coalesce(list_sum(list_transform(list_intersect(a, b), lambda c: c & 63)), 0)"
    )
    db.execute(WORDS_ALIKE)


def _code(word: str, times: str, every: str) -> str:
    """A word's own number, with the bits it tells in the last six."""
    return f"((hash({word}) >> 7) << 6) | least(63, round(-log2(({times} + 1) / {every})))::UBIGINT"


def _rarity(times: str, every: str) -> str:
    return f"-log10(({times} + 1) / {every})"


def _derived(phones: str) -> str:
    """What follows from a record alone."""
    hashed = "list_transform({}, lambda w: hash(w)) AS {}".format
    sets = (
        ("name_words", "name_set"),
        ("owner_long", "owner_set"),
        ("product_words", "product_set"),
        (phones, "phone_set"),
    )
    return f"""{", ".join(hashed(*named) for named in sets)},
            coalesce({phones}[1], '') AS phone, len(owner_words) AS owner_count,
            list_sum(list_transform(owner_first, lambda c: (1::BIGINT << (ascii(c) % 62))))::BIGINT AS owner_initials"""


def told_pairs(db: duckdb.DuckDBPyConnection, scored: str, prior: float) -> pa.Table:
    columns = ", ".join(
        f"CASE gamma_{c.code} {' '.join(f'WHEN {g} THEN {code!r}' for g, code in gammas(c))} END AS {c.code}, "
        f"mw_{c.code} AS {c.code}_weight"
        for c in COMPARISONS
    )
    found = db.sql(
        f"SELECT a.id AS left, b.id AS right, match_probability AS probability, match_weight AS weight, "
        f"{bits(prior)!r}::DOUBLE AS prior, {columns} FROM {scored} JOIN features a ON a.row = row_l JOIN features b ON b.row = row_r "
        "ORDER BY weight DESC, a.id, b.id"
    )
    return found.to_arrow_table()


def _niks(whole: pa.Table, pairs: pa.Table) -> dict[str, str]:
    named = {*pairs.column("left").to_pylist(), *pairs.column("right").to_pylist()}
    every = zip(whole.column("id").to_pylist(), whole.column("nik").to_pylist(), strict=True)
    return {record: nik for record, nik in every if nik and record in named}
