"""A synthetic province as forty offices' editions: visits, months of growth, enrolments and caseloads, written by DuckDB in the lake's layout."""

import datetime
import hashlib
from pathlib import Path

START, UNTIL = datetime.date(2026, 1, 1), datetime.date(2026, 11, 21)
CITIES = [f"32.{n:02}" for n in range(1, 41)]
VISITS, MONTHS = 20, 5
_OF_ONE = 1 + 1 + 1 + 1 + VISITS + MONTHS
"""Rows a participant has: person, business, enrolment, caseload, visits, growth."""
_TABLES = {
    "programme": "SELECT md5('{city}p') id, '{city}' region, DATE '2026-01-01' starts_on, DATE '2026-12-31' ends_on",
    "mentor": "SELECT md5('{city}m' || m) id, md5('{city}p') programme_id, '{city}' region FROM range({mentors}) t(m)",
    "person": "SELECT md5('{city}n' || e) id, CASE WHEN e % 9 = 0 THEN '' WHEN e % 3 = 0 THEN 'L' ELSE 'P' END sex FROM range({n}) t(e)",
    "business": "SELECT md5('{city}b' || e) id, {region} region, ['kuliner', 'fesyen', 'jasa', ''][1 + e % 4] sector FROM range({n}) t(e)",
    "enrolment": "SELECT md5('{city}e' || e) id, md5('{city}p') programme_id, md5('{city}n' || e) person_id, md5('{city}b' || e) business_id, "
    "NULL::DATE business_until, {region} region, DATE '2026-02-01' enrolled_on, "
    "CASE WHEN e % 11 = 0 THEN DATE '2026-07-01' END exited_on FROM range({n}) t(e)",
    "caseload": "SELECT md5('{city}c' || e) id, md5('{city}m' || (e * {mentors} // {n})) mentor_id, md5('{city}e' || e) enrolment_id, "
    "DATE '2026-02-01' starts_on, CASE WHEN e % 11 = 0 THEN DATE '2026-07-01' END ends_on FROM range({n}) t(e)",
    "visit": "SELECT md5('{city}v' || e || ' ' || v) id, md5('{city}p') programme_id, {region} region, md5('{city}m' || (e * {mentors} // {n})) mentor_id, "
    "md5('{city}e' || e) enrolment_id, DATE '2026-02-01' + CAST((v * 14 + e % 14) AS INTEGER) \"on\", CAST(30 + (e + v) % 60 AS INTEGER) AS minutes "
    "FROM range({n}) t(e), range({visits}) u(v) ORDER BY e, v",
    "growth": "SELECT md5('{city}g' || e || ' ' || k) id, md5('{city}p') programme_id, {region} region, md5('{city}e' || e) enrolment_id, "
    "DATE '2026-02-01' + to_months(CAST(k AS INTEGER)) AS month, k = 0 baseline, CAST(1000000 + e * 7919 % 9000000 AS BIGINT) turnover, "
    "CAST(1 + e % 4 AS INTEGER) workers, 3::INTEGER products, 2::INTEGER channels, CAST((e + k) % 5 AS SMALLINT) weeks_with_sales, "
    "4::SMALLINT AS weeks, e % 2 = 0 has_nib, NULL::TIMESTAMPTZ confirmed_at FROM range({n}) t(e), range({months}) u(k) ORDER BY e, k",
}
_YEARLESS = ("mentor", "person", "business")


def write(root: Path, rows: int) -> int:
    """At least so many rows; returns how many."""
    import duckdb

    from dampingi.engines.lake import Manifest, Partition, Stored, edition_path
    from dampingi.insight.lake.layout import layout

    people = -(-rows // (len(CITIES) * _OF_ONE))
    told = {"n": people, "mentors": max(1, people // 20), "visits": VISITS, "months": MONTHS}
    columns = {name: tuple(table.columns) for name, table in layout().items()}
    total = 0
    with duckdb.connect() as connection:
        for city in CITIES:
            files = {}
            for table, sql in _TABLES.items():
                region = f"'{city}.' || printf('%02d.1%03d', 1 + e * 10 // {people}, 1 + (e * 100 // {people}) % 10)"
                body = sql.format(city=city, region=region, **told)
                year = 0 if table in _YEARLESS else 2026
                path = f"{Partition(table, city, year).folder}/{hashlib.sha256(body.encode()).hexdigest()[:32]}.parquet"
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                held = ", ".join(f'"{name}"' for name in columns[table])
                connection.execute(
                    f"COPY (SELECT {held} FROM ({body})) TO '{root / path}' (FORMAT parquet, COMPRESSION zstd)"
                )
                count = connection.execute(f"SELECT count(*) FROM '{root / path}'").fetchall()[0][0]
                total += count
                files[table] = (Stored(path, year, count, (root / path).stat().st_size, "", ""),)
            made = Manifest(
                city,
                hashlib.sha256(city.encode()).hexdigest()[:16],
                1,
                f"{UNTIL}T00:00:00+00:00",
                columns,
                {name: files.get(name, ()) for name in columns},
            )
            (root / edition_path(city)).parent.mkdir(exist_ok=True)
            (root / edition_path(city)).write_bytes(made.written())
    return total
