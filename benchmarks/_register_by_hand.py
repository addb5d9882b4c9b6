"""The same pages and searches in SQL written by hand: what a careful engineer would keep who knows the tables and their indexes.

No framework, no permissions but the region in the WHERE, no models: statements, tuples, and a page's rows by their keys. Pages far
down are counted from the nearer end, and what tells of businesses (constraints, channels) is looked up by the same region.

A search starts from what was typed and must find the same rows in the same order, so it does the same job: it reads the words
(`wording`), finds their spellings by SQL from a table of words with letters left out (symmetric deletion: no word is missed, and
none but candidates are compared), asks the postings, and ranks. Which words belong to what was typed, which rounds are tried and how
a document scores is the product's definition of the result; those pure functions are called here too.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

from django.db import connection, transaction
from rapidfuzz.distance import OSA

from dampingi.records.search.candidates import Groups
from dampingi.records.search.queries import ENOUGH, MOST
from dampingi.records.search.ranking import best_first, fitting
from dampingi.records.search.spellings import Spellings
from dampingi.records.search.vocabulary import BEGINNINGS, NEAREST
from dampingi.records.search.wording import place, read

PAGE, EDITS = 50, 2
SHOWN = """
SELECT b.id, b.name, o.name, b.region, coalesce(r.name, ''), b.sector, b.product, b.size, b.annual_sales, b.standing,
       b.verified_at, b.created_at,
       (SELECT count(*) FROM businesses_constraint c WHERE c.business_id = b.id AND c.resolved_on IS NULL)
FROM businesses_business b JOIN businesses_person o ON o.id = b.owner_id LEFT JOIN regions_region r ON r.code = b.region
"""
A_YEAR = datetime.timedelta(days=365)


def where(state: dict[str, str], region: str, *, ordered: bool) -> tuple[str, list[Any]]:
    """The condition of a list's state. `ordered`: for a page, where SQLite must be kept from sorting a range."""
    hidden = ordered and connection.vendor == "sqlite" and region.count(".") < 3
    here, told = _here(region, "+region" if hidden else "region")
    parts = [here, "archived_at IS NOT NULL" if state.get("arsip") else "archived_at IS NULL"]
    for key, value in state.items():
        part, values = _FILTERS[key](value, region) if key in _FILTERS else ("", [])
        if ordered and connection.vendor == "sqlite" and part.startswith(("sector", "size", "standing")):
            part = f"+{part}"
        parts, told = [*parts, part] if part else parts, [*told, *values]
    return " AND ".join(parts), told


def _here(region: str, column: str = "region") -> tuple[str, list[Any]]:
    if region.count(".") == 3:
        return f"{column} = %s", [region]
    return f"{column} >= %s AND {column} < %s", [region, region + "/"]


def _among(table: str, condition: str, value: str, region: str) -> tuple[str, list[Any]]:
    """Businesses of which another table tells; of a part of the city only that part's rows are read."""
    here, told = _here(region) if region.count(".") > 1 else ("true", [])
    return f"id IN (SELECT business_id FROM {table} WHERE {here} AND code = %s AND {condition})", [
        *told,
        value,
    ]


_FILTERS = {
    "sektor": lambda v, _r: ("sector = %s", [v]),
    "skala": lambda v, _r: ("size = %s", [v]),
    "kendala": lambda v, r: _among("businesses_constraint", "resolved_on IS NULL", v, r),
    "saluran": lambda v, r: _among("businesses_channel", "until IS NULL", v, r),
    "verifikasi": lambda v, _r: (
        ("standing = ''", [])
        if v == "belum"
        else (
            "standing = 'confirmed' AND verified_at < %s",
            [datetime.datetime.now(datetime.UTC) - A_YEAR],
        )
    ),
    "data": lambda _v, _r: ("NOT (nib > '')", []),
    "buka": lambda _v, _r: (
        "id NOT IN (SELECT business_id FROM businesses_closure WHERE reopened_on IS NULL)",
        [],
    ),
    "asal": lambda v, _r: ("origin_id IN (SELECT id FROM origins_origin WHERE door = %s)", [v]),
}
_ORDERS = {
    "name": "key{0}, region{0}, id{0}",
    "annual_sales": "annual_sales{0}, region{0}, id{0}",
    "created_at": "created_at{0}, region{0}, id{0}",
}


def count(state: dict[str, str], region: str) -> int:
    condition, told = where(state, region, ordered=False)
    return _rows(f"SELECT count(*) FROM businesses_business WHERE {condition}", told)[0][0]


def page(state: dict[str, str], region: str) -> tuple[int, list[tuple]]:
    number = count(state, region)
    condition, told = where(state, region, ordered=True)
    asked = state.get("urut", "name")
    if "annual_sales" in asked:
        condition += (
            " AND annual_sales IS NOT NULL"  # empty ones come last: the pages asked for lie before them
        )
    first = (min(int(state.get("hal", 1)), max(1, -(-number // PAGE))) - 1) * PAGE
    most = min(PAGE, number - first)
    behind = number - first - most
    turned = behind < first and "annual_sales" not in asked  # the count has the empty ones, too
    order = _ORDERS[asked.lstrip("-")].format(" DESC" if asked.startswith("-") != turned else "")
    keys = [
        row[0]
        for row in _rows(
            f"SELECT id FROM businesses_business WHERE {condition} ORDER BY {order}"
            f" LIMIT {most} OFFSET {behind if turned else first}",
            told,
        )
    ]
    return number, by_keys(keys[::-1] if turned else keys)


def by_keys(keys: list[Any]) -> list[tuple]:
    """The rows as the columns show them, in the order of the keys."""
    if not keys:
        return []
    found = {row[0]: row for row in _rows(f"{SHOWN} WHERE b.id IN ({', '.join(['%s'] * len(keys))})", keys)}
    return [found[key] for key in keys if key in found]


def search(text: str, region: str) -> tuple[int, list[tuple]]:
    """How many fit, and the first page of them."""
    typed, hits, wide = read(text), {}, False
    spellings = Spellings(typed, Words())
    for number, ways in enumerate(spellings.rounds()):
        asked = [[[place(region)], *groups] for groups in ways]
        fresh = _documents(asked) if asked else {}
        wide = wide or (number == 0 and len(fresh) >= MOST)
        if wide and number == 0 and typed.kinds:
            fresh |= _documents([[*groups, *([kind] for kind in typed.kinds)] for groups in asked])
        hits |= fresh
        if len(hits) >= ENOUGH:
            break
    keys = list(best_first(fitting(hits, typed, spellings.likenesses)))
    keys = keys[:MOST] if wide else keys
    return len(keys), by_keys(keys[:PAGE])


def _documents(ways: list[Groups]) -> dict[Any, str]:
    groups = [g for g in ways if all(g)]
    if connection.vendor == "sqlite":
        asked = " OR ".join(f"({_joined(g, ' AND ', ' OR ')})" for g in groups)
        statement = (
            "SELECT business, text FROM search_document WHERE id IN"
            " (SELECT rowid FROM search_posting WHERE search_posting MATCH %s LIMIT %s)"
        )
        return dict(_rows(statement, [asked, MOST])) if asked else {}
    asked = " | ".join(f"({_joined(g, ' & ', ' | ')})" for g in groups).replace("*", ":*")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "SELECT business, text FROM search_document WHERE tokens @@ %s::tsquery LIMIT %s", [asked, MOST]
        )
        return dict(cursor.fetchall())


def _joined(groups: Groups, every: str, some: str) -> str:
    return every.join(f"({some.join(group)})" for group in groups)


class Words:
    """The words of the documents, asked of the database one by one, as `Spellings` asks of a vocabulary."""

    def __init__(self) -> None:
        self.counts = self

    def __contains__(self, word: str) -> bool:
        return bool(_rows("SELECT 1 FROM search_word WHERE word = %s", [word]))

    def beginning(self, start: str) -> list[str]:
        """The most used words that begin so."""
        statement = "SELECT word FROM search_word WHERE word > %s AND word < %s ORDER BY documents DESC, word LIMIT %s"
        return [word for (word,) in _rows(statement, [start, start + "{", BEGINNINGS])]

    def near(self, word: str, *, edits: int) -> dict[str, int]:
        """Words within so many edits, nearest and most used first."""
        parts = list(_parts(word, edits))
        statement = (
            "SELECT DISTINCT w.word, w.documents FROM by_hand_part p JOIN search_word w ON w.id = p.word_id"
            f" WHERE p.part IN ({', '.join(['%s'] * len(parts))})"
        )
        found = [(OSA.distance(word, w, score_cutoff=edits), -n, w) for w, n in _rows(statement, parts)]
        return {w: distance for distance, _n, w in sorted(f for f in found if 0 < f[0] <= edits)[:NEAREST]}


@transaction.atomic
def prepare() -> None:
    """The table a search's spellings are found by: each word with none, one and two letters left out."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS by_hand_part")
        sqlite = connection.vendor == "sqlite"
        cursor.execute(
            "CREATE TABLE by_hand_part (part text, word_id bigint, PRIMARY KEY (part, word_id))"
            + (" WITHOUT ROWID" if sqlite else "")
        )
        rows = (
            (part, id)
            for id, word in _rows("SELECT id, word FROM search_word", [])
            for part in _parts(word, EDITS)
        )
        if sqlite:
            cursor.executemany("INSERT INTO by_hand_part VALUES (%s, %s)", rows)
            return
        with cursor.copy("COPY by_hand_part FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute("ANALYZE by_hand_part")


def _parts(word: str, edits: int) -> Iterable[str]:
    return dict.fromkeys(_left_out(word, edits))


def _left_out(word: str, edits: int) -> Iterator[str]:
    for number in range(min(edits, len(word)) + 1):
        for gone in combinations(range(len(word)), number):
            yield "".join(letter for at, letter in enumerate(word) if at not in gone)


def _rows(statement: str, told: list[Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return cursor.fetchall()
