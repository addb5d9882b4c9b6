"""Which pairs are looked at: those that share a key. Many cheap rules, none of which may explode.

Each rule makes keys of a record (SQL over its features). Two records that share any key are a candidate pair. The phone of an
agent, a shop name like *Berkah* or a popular owner's name make blocks of thousands: a block is used only up to a size, and that size is
chosen so that all blocks together give at most `per_record` pairs a record. What a dropped block would have found, finer rules find.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

LARGEST = 24
PER_RECORD = 20
KECAMATAN = "left(region, 8)"

RULES: dict[str, str] = {
    "phone": "unnest(phones)",
    "nik": "nik",
    "nib": "nib",
    "name_here": "if(name = '', '', name || '|' || region)",
    "owner_here": "if(owner = '', '', owner || '|' || region)",
    "both_names": "if(name = '' or owner = '', '', name || '|' || owner)",
    "name": "name",
    "owner": "owner",
    "word_and_owner": f"""unnest(list_transform(name_words, lambda w:
        if(len(owner_long) = 0, '', w || '|' || owner_long[1] || '|' || {KECAMATAN})))""",
    "word_here": "unnest(list_transform(name_words, lambda w: w || '|' || region))",
    "owner_word_here": "unnest(list_transform(owner_long, lambda w: w || '|' || region))",
    "owner_word_street": "unnest(list_transform(owner_long, lambda w: if(street = '', '', w || '|' || street)))",
    "name_word_street": "unnest(list_transform(name_words, lambda w: if(street = '', '', w || '|' || street)))",
    "house": "if(street = '' or number = '', '', street || '|' || number || '|' || region)",
    "born_here": "if(born = '', '', born || '|' || region)",
    "born_word": "unnest(list_transform(owner_long, lambda w: if(born = '', '', born || '|' || w)))",
    "spot": """unnest(list_transform(owner_long, lambda w: if(latitude is null or longitude is null, '',
        w || '|' || round(latitude, 3)::varchar || '|' || round(longitude, 3)::varchar)))""",
}


@dataclass(frozen=True, slots=True)
class Blocking:
    """`pairs` were compared, from blocks of at most `largest` records; `left_out` blocks were larger."""

    pairs: int
    largest: int
    blocks: int
    left_out: int


SOURCE = 40
"""Rows of several lists are numbered list * 2^40 + record, and only records of two lists are looked at together."""


def block(
    db: duckdb.DuckDBPyConnection,
    *,
    left_rows: int | None = None,
    between: bool = False,
    per_record: int = PER_RECORD,
) -> Blocking:
    """Makes the table `pairs` (join_key_l, join_key_r: rows) out of `features`.

    `left_rows`: rows below it are one side and the rest the other; None pairs all rows with each other. `between`: several lists, see SOURCE.
    """
    make_keys(db)
    side = f"row < {left_rows}" if left_rows is not None else "true"
    several = f"AND min(row) >> {SOURCE} < max(row) >> {SOURCE}" if between else ""
    db.execute(
        f"CREATE TABLE sizes AS SELECT block, count(*) AS n, count(*) FILTER ({side}) AS lefts FROM keys GROUP BY block HAVING count(*) > 1 {several}"
    )
    possible = "n * (n - 1) // 2" if left_rows is None else "lefts * (n - lefts)"
    rows = db.execute("SELECT count(*) FROM features").fetchone()
    budget = per_record * (left_rows or (rows[0] if rows else 0))
    counted = db.execute(
        f"SELECT n, sum({possible}) FROM sizes WHERE n <= {LARGEST} GROUP BY n ORDER BY n"
    ).fetchall()
    largest = largest_block(counted, budget)
    apart = "a.row < b.row" if left_rows is None else f"a.row < {left_rows} AND b.row >= {left_rows}"
    apart = f"a.row >> {SOURCE} < b.row >> {SOURCE}" if between else apart
    db.execute(
        f"""
        CREATE TABLE used AS SELECT k.block, k.row FROM keys k JOIN sizes s ON k.block = s.block AND s.n <= {largest} AND {possible} > 0;
        DROP TABLE keys;
        CREATE TABLE pairs AS SELECT DISTINCT a.row AS join_key_l, b.row AS join_key_r, '0' AS match_key
        FROM used a JOIN used b ON a.block = b.block AND {apart};
        DROP TABLE used;
        """
    )
    told = db.execute(
        f"SELECT (SELECT count(*) FROM pairs), count(*), count(*) FILTER (n > {largest}) FROM sizes WHERE {possible} > 0"
    ).fetchone()
    db.execute("DROP TABLE sizes")
    pairs, blocks, left_out = told or (0, 0, 0)
    return Blocking(pairs, largest, blocks, left_out)


def make_keys(db: duckdb.DuckDBPyConnection) -> None:
    """Makes the table `keys` (block, row) out of `features`: a key is the same number wherever it is made."""
    db.execute("CREATE TABLE keys (block UBIGINT, row BIGINT)")
    for number, rule in enumerate(RULES.values()):
        db.execute(
            f"INSERT INTO keys SELECT DISTINCT hash(made, {number}), row FROM (SELECT row, {rule} AS made FROM features) "
            "WHERE made <> '' AND made IS NOT NULL"
        )


def largest_block(counted: Iterable[tuple[int, int]], budget: int) -> int:
    """The largest size of block such that all blocks up to it give at most `budget` pairs. `counted`: size, pairs of its blocks; by size."""
    spent, largest = 0, 2
    for n, pairs in counted:
        spent += pairs
        if spent > budget and n > 2:
            break
        largest = n
    return largest
