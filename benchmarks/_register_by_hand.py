"""The same pages in SQL written by hand: what a careful engineer would keep who knows the tables and their indexes."""

import datetime
from typing import Any

from django.db import connection

SHOWN = """
SELECT b.id, b.name, o.name, b.region, coalesce(r.name, ''), b.sector, b.product, b.size, b.annual_sales, b.standing,
       b.verified_at, b.created_at,
       (SELECT count(*) FROM businesses_constraint c WHERE c.business_id = b.id AND c.resolved_on IS NULL)
FROM businesses_business b JOIN businesses_person o ON o.id = b.owner_id LEFT JOIN regions_region r ON r.code = b.region
"""
NAMED = ("fin_capital", "mkt_reach")
A_YEAR = datetime.timedelta(days=365)


def where(state: dict[str, str], region: str, *, ordered: bool) -> tuple[str, list[Any]]:
    """The condition of a list's state. `ordered`: for a page, where SQLite must be kept from sorting a range."""
    column = "+region" if ordered and connection.vendor == "sqlite" else "region"
    if region.count(".") == 3:
        parts, told = ["region = %s"], [region]
    else:
        parts, told = [f"{column} >= %s AND {column} < %s"], [region, region + "/"]
    parts.append("archived_at IS NOT NULL" if state.get("arsip") else "archived_at IS NULL")
    for key, value in state.items():
        part, values = _FILTERS[key](value) if key in _FILTERS else ("", [])
        parts, told = [*parts, part] if part else parts, [*told, *values]
    return " AND ".join(parts), told


_FILTERS = {
    "sektor": lambda v: ("sector = %s", [v]),
    "skala": lambda v: ("size = %s", [v]),
    "kendala": lambda v: (
        "id IN (SELECT business_id FROM businesses_constraint WHERE resolved_on IS NULL AND code = %s)",
        [v],
    ),
    "saluran": lambda v: (
        "id IN (SELECT business_id FROM businesses_channel WHERE until IS NULL AND code = %s)",
        [v],
    ),
    "verifikasi": lambda v: (
        ("standing = ''", [])
        if v == "belum"
        else (
            "standing = 'confirmed' AND verified_at < %s",
            [datetime.datetime.now(datetime.UTC) - A_YEAR],
        )
    ),
    "data": lambda _v: ("NOT (nib > '')", []),
    "buka": lambda _v: (
        "id NOT IN (SELECT business_id FROM businesses_closure WHERE reopened_on IS NULL)",
        [],
    ),
    "asal": lambda v: ("origin_id IN (SELECT id FROM origins_origin WHERE door = %s)", [v]),
}
_ORDERS = {
    "name": "key{0}, region{0}, id{0}",
    "annual_sales": "annual_sales{0} NULLS LAST, region{0}, id{0}",
    "created_at": "created_at{0}, region{0}, id{0}",
}


def count(state: dict[str, str], region: str) -> int:
    condition, told = where(state, region, ordered=False)
    return _rows(f"SELECT count(*) FROM businesses_business WHERE {condition}", told)[0][0]


def page(state: dict[str, str], region: str) -> tuple[int, list[tuple]]:
    number = count(state, region)
    condition, told = where(state, region, ordered=True)
    asked = state.get("urut", "name")
    order = _ORDERS[asked.lstrip("-")].format(" DESC" if asked.startswith("-") else "")
    last = max(1, -(-number // 50))
    offset = (min(int(state.get("hal", 1)), last) - 1) * 50
    if "annual_sales" in asked:
        condition += " AND annual_sales IS NOT NULL"  # the pages asked for lie among those
        order = order.replace(" NULLS LAST", "")
    keys = f"SELECT id FROM businesses_business WHERE {condition} ORDER BY {order} LIMIT 50 OFFSET {offset}"
    return number, by_keys([row[0] for row in _rows(keys, told)])


def by_keys(keys: list[Any]) -> list[tuple]:
    """The rows as the columns show them, in the order of the keys."""
    if not keys:
        return []
    found = {row[0]: row for row in _rows(f"{SHOWN} WHERE b.id IN ({', '.join(['%s'] * len(keys))})", keys)}
    return [found[key] for key in keys if key in found]


def _rows(statement: str, told: list[Any]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, told)
        return cursor.fetchall()
