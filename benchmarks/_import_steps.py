"""The steps of the import benchmark, each run in its own process: `python -m benchmarks._import_steps STEP FOLDER`."""

import json
import resource
import sys
import time
from pathlib import Path
from typing import Any

FILE = "messy.xlsx"
REGION = "32.76"
SEED = 20_241_121


def make(folder: Path, rows: str) -> dict[str, Any]:
    _database()
    from dampingi.demo.sheets import HEADINGS, write_directory
    from dampingi.foundation.regions.queries import below

    kecamatan = {r.code: r.name for r in below(REGION, 3)}
    places = [(r.name, kecamatan[r.code[:8]]) for r in below(REGION, 4)]
    write_directory(folder / FILE, rows=int(rows), seed=SEED, places=places, sectors=False)
    return {"columns": len(HEADINGS), "megabytes": round((folder / FILE).stat().st_size / 1e6, 1)}


def bare(folder: Path) -> dict[str, Any]:
    import python_calamine

    started, cpu = time.perf_counter(), time.process_time()
    book = python_calamine.CalamineWorkbook.from_path(str(folder / FILE))
    rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python()]
    return {"seconds": time.perf_counter() - started, "cpu": time.process_time() - cpu, "rows": len(rows)}


def apart(folder: Path) -> dict[str, Any]:
    """The parsing process: what it needs, and what is held here once it has handed the rows over."""
    from dampingi.engines.sheets import open_workbook_apart

    started, cpu = time.perf_counter(), time.process_time()
    open_workbook_apart(folder / FILE)
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "seconds": time.perf_counter() - started,
        "cpu": time.process_time() - cpu + child.ru_utime + child.ru_stime,
        "parsing_megabytes": child.ru_maxrss // 1024,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }


def ours(folder: Path) -> dict[str, Any]:
    _database()
    from dampingi.capture.imports.actions import bring_sheet, commit_import
    from dampingi.capture.imports.plans import prepare
    from dampingi.capture.imports.summaries import counts
    from dampingi.foundation.accounts.actors import Actor
    from dampingi.records.businesses.models import Business
    from dampingi.records.duplicates.actions import ask_for_search  # noqa: F401 - a worker has it loaded too

    by = Actor.for_system("benchmark")
    started, cpu = time.perf_counter(), time.process_time()
    content = (folder / FILE).read_bytes()
    plan = prepare(by=by, content=content, kind="businesses", region=REGION)
    planned = time.perf_counter()
    sheet = bring_sheet(by=by, content=content, name=FILE, kind="businesses", region=REGION, plan=plan)
    commit_import(by=by, sheet=sheet, plan=plan)
    ended = time.perf_counter()
    parsed = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = counts(plan)
    assert Business.objects.unscoped("benchmark").count() == found["accepted"]
    return {
        "seconds": ended - started,
        "cpu": time.process_time() - cpu + parsed.ru_utime + parsed.ru_stime,
        "open": round(planned - started, 2),
        "commit": round(ended - planned, 2),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        **{key: found[key] for key in ("accepted", "problem", "repeated")},
    }


def theirs(folder: Path, part: str) -> dict[str, Any]:
    _database()
    import python_calamine
    import tablib

    from benchmarks._import_export import HEADERS, BusinessRows, cells

    started = time.perf_counter()
    book = python_calamine.CalamineWorkbook.from_path(str(folder / FILE))
    rows = book.get_sheet_by_index(0).to_python()[10:]
    reading = time.perf_counter() - started
    names = [row for row in rows if row[1] and row[2]][: int(part)]
    started = time.perf_counter()
    result = BusinessRows().import_data(
        tablib.Dataset(*map(cells, names), headers=HEADERS), raise_errors=True
    )
    seconds = time.perf_counter() - started + reading * len(names) / len(rows)
    return {"rows_per_s": result.total_rows / seconds, "rows": result.total_rows}


def _database() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from dampingi.foundation.regions.actions import load_regions

    call_command("migrate", verbosity=0)
    load_regions(within=REGION)


if __name__ == "__main__":
    step = {"make": make, "bare": bare, "apart": apart, "ours": ours, "theirs": theirs}[sys.argv[1]]
    print(json.dumps(step(Path(sys.argv[2]), *sys.argv[3:])))
