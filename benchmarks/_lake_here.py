"""Publishes and asks in a home of its own: `python -m benchmarks._lake_here OUT quick|whole`."""

import json
import statistics
import sys
import time
import warnings
from pathlib import Path
from typing import Any

import django

from benchmarks import _lake_by_hand, _lake_province

VISITS = {"quick": 150_000, "whole": 2_000_000}
ROWS = {"quick": 3_000_000, "whole": 65_000_000}
REPEATS = {"quick": 5, "whole": 7}


def main(out: str, size: str) -> None:
    django.setup()
    warnings.filterwarnings("ignore", message="No directory at")
    Path(out).write_text(
        json.dumps(_asked(Path(out).parent / "lake", size) | published(Path(out).parent, size))
    )


def published(home: Path, size: str) -> dict[str, Any]:
    """A register of a city's visits, in the home the settings name; first, after 1% changed, all again, nothing changed."""
    from django.core.management import call_command
    from tests.insight.scattered import scatter

    from dampingi.foundation.accounts.actors import Actor
    from dampingi.insight.lake.actions import publish_lake

    call_command("migrate", verbosity=0)
    scatter()
    _multiplied(VISITS[size])

    def once(**told: bool) -> tuple[float, list[Any]]:
        started = time.perf_counter()
        made = publish_lake(by=Actor.for_system("benchmark"), to=str(home / "office"), **told)
        return time.perf_counter() - started, made

    first, made = once()
    rows = sum(each.rows for each in made)
    changed = _changed(rows // 100)
    incremental, after = once()
    whole, _again = once(whole=True)
    unchanged, _same = once()
    return {
        "publish_rows": rows,
        "publish_rows_per_s": round(rows / first),
        "incremental_s": round(incremental, 2),
        "whole_s": round(whole, 2),
        "unchanged_s": round(unchanged, 2),
        "rows_changed": changed,
        "rows_written_again": after[0].written,
        "bytes_per_row": round(sum(each.bytes for each in made) / rows, 1),
    }


def _multiplied(visits: int) -> None:
    """Over three years, in the places where the city's visits are."""
    from django.db import connection

    from dampingi.records.mentoring.models import Visit

    fresh = {"id": "lower(hex(randomblob(16)))", "on": "date(v.\"on\", '-' || (n.value % 1000) || ' days')"}
    names = [field.column for field in Visit._meta.concrete_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(fresh.get(name, f'v."{name}"') for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {Visit._meta.db_table}")
        times = visits // cursor.fetchone()[0]
        cursor.execute(
            f"INSERT INTO {Visit._meta.db_table} ({columns}) WITH RECURSIVE n(value) AS "
            f"(SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < {times}) SELECT {values} FROM {Visit._meta.db_table} v, n"
        )


def _changed(rows: int) -> int:
    """The latest ones, as a day's work is."""
    from django.db import connection

    from dampingi.records.mentoring.models import Visit

    table = Visit._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE {table} SET minutes = minutes + 1 WHERE id IN (SELECT id FROM {table} ORDER BY "on" DESC LIMIT {rows})'
        )
        return cursor.rowcount


def _asked(root: Path, size: str) -> dict[str, Any]:
    rows = _lake_province.write(root, ROWS[size])
    ratios, told = [], {}
    for name, (codes, grouping) in _lake_by_hand.QUESTIONS.items():
        ours, theirs = _ours(root, codes, grouping), _lake_by_hand.asked(root, name)
        if ours() != theirs():
            raise AssertionError(f"{name}: our figures are not those of the hand-written SQL")
        here, there = [], []
        for _ in range(REPEATS[size]):
            here.append(_seconds(ours))
            there.append(_seconds(theirs))
        ratio = statistics.median(a / b for a, b in zip(here, there, strict=True))
        ratios.append(ratio)
        told[name] = {
            "ratio": round(ratio, 3),
            "ours_ms": round(statistics.median(here) * 1000),
            "hand_ms": round(statistics.median(there) * 1000),
        }
    return {
        "ratio_to_hand_duckdb": round(statistics.median(ratios), 3),
        "rows": rows,
        "questions": told,
        "lake_bytes": sum(path.stat().st_size for path in root.rglob("*.parquet")),
    }


def _ours(root: Path, codes: tuple[str, ...], grouping: tuple[str, ...]) -> Any:
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.insight.lake.asking import ask
    from dampingi.insight.lake.duck import Duck
    from dampingi.insight.lake.stores import store_at
    from dampingi.insight.monitoring.periods import Period

    def now() -> dict[tuple[str, ...], tuple[int, int]]:
        store = store_at(str(root))
        period = Period(_lake_province.START, _lake_province.UNTIL)
        found = ask(
            Actor.for_system("benchmark"), codes, grouping, store=store, engine=Duck(store), period=period
        )
        return {key: (f.numerator, f.denominator) for key, f in found.figures[codes[0]].items()}

    return now


def _seconds(work: Any) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*sys.argv[1:])
