"""What a careful analyst writes in DuckDB SQL for the same questions over the same files."""

from collections.abc import Callable
from pathlib import Path

from benchmarks._lake_province import START, UNTIL

Figures = dict[tuple[str, ...], tuple[int, int]]
QUESTIONS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "visits_by_city": (("visits_per_participant",), ("city",)),
    "weeks_by_sex": (("weeks_with_sales",), ("sex",)),
    "weeks_by_city_and_month": (("weeks_with_sales",), ("city", "month")),
}
_RUNNING = "(SELECT id FROM {programme} WHERE starts_on <= $until AND ends_on >= $start)"
_SQL = {
    "visits_by_city": f"""
        WITH made AS (
          SELECT substr(region, 1, 5) AS city, count(*) AS visits FROM {{visit}}
          WHERE "on" BETWEEN $start AND $until AND programme_id IN {_RUNNING} GROUP BY 1
        ), held AS (
          SELECT substr(e.region, 1, 5) AS city, sum(months) AS months
          FROM (
            SELECT enrolment_id, len(list_filter($middles, lambda day: starts_on <= day AND (ends_on IS NULL OR ends_on > day))) AS months
            FROM {{caseload}}
          ) c JOIN {{enrolment}} e ON e.id = c.enrolment_id
          WHERE e.programme_id IN {_RUNNING} GROUP BY 1
        )
        SELECT city, coalesce(visits, 0), coalesce(months, 0) FROM made FULL JOIN held USING (city)""",
    "weeks_by_sex": f"""
        SELECT p.sex, sum(weeks_with_sales), sum(weeks)
        FROM {{growth}} g JOIN {{enrolment}} e ON e.id = g.enrolment_id JOIN {{person}} p ON p.id = e.person_id
        WHERE NOT baseline AND month BETWEEN $start AND $until AND g.programme_id IN {_RUNNING} GROUP BY 1""",
    "weeks_by_city_and_month": f"""
        SELECT substr(region, 1, 5), strftime(month, '%Y-%m'), sum(weeks_with_sales), sum(weeks) FROM {{growth}}
        WHERE NOT baseline AND month BETWEEN $start AND $until AND programme_id IN {_RUNNING} GROUP BY 1, 2""",
}


def asked(root: Path, name: str) -> Callable[[], Figures]:
    import duckdb

    from dampingi.insight.facts.months import middles

    tables = ("programme", "visit", "caseload", "enrolment", "growth", "person")
    files = {table: f"read_parquet('{root}/tables/{table}/*/*/*/*.parquet')" for table in tables}
    sql = _SQL[name].format(**files)
    bound = {"start": START, "until": UNTIL, "middles": middles(START, UNTIL)}

    def now() -> Figures:
        with duckdb.connect() as connection:
            told = {key: value for key, value in bound.items() if f"${key}" in sql}
            rows = connection.execute(sql, told).fetchall()
        return {tuple(row[:-2]): (int(row[-2]), int(row[-1])) for row in rows}

    return now
